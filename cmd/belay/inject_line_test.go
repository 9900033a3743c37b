package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain/hostile"
	"github.com/belay-tui/belay/ui/line"
)

// TestInjectedLines answers whatever is asked line by line on a book full of
// attacks, at random and with attacks: nothing that is said acts on a terminal, and
// it ends when the input does.
func TestInjectedLines(t *testing.T) {
	words := strings.Fields("b b b ? n p y no /a :back :save :clear :cancel . note call tomorrow 5 40k leads pipeline projects surveys stories practice my")
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 0xbe1a))
			var said []string
			for range 600 {
				switch r.IntN(10) {
				case 0:
					said = append(said, attacks()[r.IntN(len(attacks()))])
				case 1, 2, 3:
					said = append(said, words[r.IntN(len(words))])
				default:
					said = append(said, fmt.Sprint(1+r.IntN(12)))
				}
			}
			var out strings.Builder
			if err := line.Run(t.Context(), injectedConfig(t), line.Listen(strings.NewReader(strings.Join(said, "\n"))), &out, func() {}); err != nil {
				t.Errorf("ended with %v", err)
			}
			if found := hostile.Sign(out.String(), "\n"); found != "" {
				t.Errorf("said %s", found)
			}
			if !strings.HasSuffix(out.String(), "Goodbye.\n") || strings.Contains(out.String(), "⟦") {
				t.Errorf("said\n%s", out.String()[max(0, out.Len()-2000):])
			}
			if out.Len() < 20_000 || !strings.Contains(out.String(), "␛") {
				t.Errorf("said %d bytes, too few or no attack", out.Len())
			}
		})
	}
}
