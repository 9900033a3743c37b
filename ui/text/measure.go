package text

import (
	"sync/atomic"

	"github.com/charmbracelet/x/ansi"
)

var clusters atomic.Bool

// Clusters says how the terminal counts cells: a grapheme cluster as one
// character, where it answers that it knows mode 2027, or, as most do, each
// character by itself. The two differ in Thai and in the scripts of India, and in
// half-width katakana with a voicing mark. It may be called at any time; what
// was drawn before has to be drawn anew.
func Clusters(on bool) { clusters.Store(on) }

// method counts as the terminal does, and Bubble Tea's renderer with it: else a
// line is longer there than it was drawn.
func method() ansi.Method {
	if clusters.Load() {
		return ansi.GraphemeWidth
	}
	return ansi.WcWidth
}
