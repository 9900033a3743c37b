package ui

import (
	"testing"

	"github.com/belay-tui/belay/ui/text"
)

// TestOverWideCharacters lays a box over lines whose wide characters lie half
// under its sides.
func TestOverWideCharacters(t *testing.T) {
	base := []string{"物流物流物流物流", "a物流物流物流物b", "\x1b[2m物流物流物流\x1b[m物流"}
	for w := 2; w <= 16; w++ {
		for wide := 1; wide <= w; wide++ {
			box := []string{text.Left("[", wide), text.Left("[", wide), text.Left("[", wide)}
			for i, line := range over(base, box, w) {
				if got := text.Width(line); got != w {
					t.Errorf("a box of %d over %q in %d cells is %d wide: %q", wide, base[i], w, got, line)
				}
			}
		}
	}
}
