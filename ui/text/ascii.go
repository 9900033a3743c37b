package text

import "strings"

// inASCII are the signs that belay draws or writes, by what stands for them where a
// font has only ASCII. Each takes one cell, as its stand-in does, so that what is
// aligned stays so.
var inASCII = strings.NewReplacer(asciiPairs()...)

func asciiPairs() []string {
	pairs := []string{
		Ellipsis, "~", "·", "-", "•", "*", "–", "-", "—", "-", "−", "-", "‐", "-", "×", "x", "\u00a0", " ", "\u202f", " ",
		"‹", "<", "›", ">", "“", `"`, "”", `"`, "‘", "'", "’", "'", "→", ">", "←", "<", "↑", "^", "↓", "v",
		"\ufffd", "?",
	}
	for r := rune(0x2400); r <= 0x2421; r++ { // pictures of control characters
		pairs = append(pairs, string(r), "?")
	}
	return pairs
}

// ASCII replaces signs by ASCII ones of the same width, for fonts that have nothing
// else. Letters of any script stay: without them nothing could be read.
func ASCII(s string) string {
	if ascii(s) {
		return s
	}
	return inASCII.Replace(s)
}
