package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/belay-tui/belay/ui"
)

// TestTape holds the keys that the recording of the demo types against those
// that do something.
func TestTape(t *testing.T) {
	tape, err := os.ReadFile("../../.vhs/demo.tape")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, action := range ui.Actions().All() {
		for _, key := range action.Keys {
			known[key] = true
		}
	}
	line := regexp.MustCompile(`^(Output|Require|Set [A-Z]\w+|Hide|Show|Env [A-Z_]+|Type|Enter|Escape|Sleep)( .+)?$`)
	typed := 0
	for l := range strings.SplitSeq(string(tape), "\n") {
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		if !line.MatchString(l) {
			t.Errorf("vhs does not understand %s", l)
		}
		text, ok := strings.CutPrefix(l, "Type ")
		if text = strings.Trim(text, `"`); !ok {
			continue
		}
		if strings.HasPrefix(text, "belay ") {
			understands(t, text)
			continue
		}
		typed++
		if !known[text] {
			t.Errorf("%s does nothing", text)
		}
	}
	if typed < 6 {
		t.Errorf("only %d keys are typed", typed)
	}
}
