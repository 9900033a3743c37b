package text

import (
	"strings"
	"unicode"
)

// singleEmoji reduces every emoji sequence to its first character: skin tones
// and keycap frames go, and what is joined to an emoji goes with its joiner. It
// must run before cleaning, which would take sequences apart joiner by joiner.
// Letters keep their marks and joiners.
func singleEmoji(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == joiner || decorates(r) }) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	emoji, joined := false, false // after an emoji; after an emoji and a joiner
	for _, r := range s {
		switch {
		case decorates(r) || emoji && unicode.Is(unicode.Variation_Selector, r):
		case emoji && r == joiner:
			joined = true
		case joined && pictograph(r):
			joined = false
		default:
			b.WriteRune(r)
			emoji, joined = pictograph(r), false
		}
	}
	return b.String()
}

const joiner = '\u200d'

// decorates reports whether r only changes the look of what precedes it: a
// skin tone or a keycap frame.
func decorates(r rune) bool { return r == 0x20e3 || r >= 0x1f3fb && r <= 0x1f3ff }

// pictograph reports whether r is in a block of emoji.
func pictograph(r rune) bool {
	return r >= 0x1f000 && r <= 0x1faff || r >= 0x2600 && r <= 0x27bf || r >= 0x2b00 && r <= 0x2bff
}
