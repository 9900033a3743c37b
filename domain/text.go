package domain

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Untrusted is text that somebody else chose: a field of an imported file, a
// flag, something typed or pasted. It is opaque, so that it cannot reach a
// terminal, a CSV cell or a template by accident: printing it in any way gives
// the harmless form of [Clean], and the exact text is had only from [Untrusted.Raw].
//
// Each place that text goes to has one function that makes it harmless there:
// text.Show and text.Frame for the screen, text.Title for the window's title,
// text.Clipboard, exchange.Cell for CSV, [EscapeJSON], and [Clean] for plain
// output, errors and logs. A test of the program finds ways around them.
//
// The zero value is the empty text. Untrusted values compare with ==.
type Untrusted struct{ raw string }

// Outside marks s as text from outside. Surrounding white space, the
// ideographic space included, is dropped: no field of belay means anything by it.
func Outside(s string) Untrusted { return Untrusted{strings.TrimSpace(s)} }

// Raw returns the exact text, for parsing, comparing and storing. Whoever
// prints it must make it harmless for that sink first.
func (u Untrusted) Raw() string { return u.raw }

// Lines parts text that was written in several lines. They stay as far in as they
// were.
func (u Untrusted) Lines() []Untrusted {
	var lines []Untrusted
	for line := range strings.SplitSeq(u.raw, "\n") {
		lines = append(lines, Untrusted{strings.TrimRightFunc(line, unicode.IsSpace)})
	}
	return lines
}

// Same reports whether two texts are one but for case, accents and width.
func (u Untrusted) Same(v Untrusted) bool { return foldsAlike(u.raw, v.raw) }

// String returns the text as a terminal may see it; see [Clean].
func (u Untrusted) String() string { return Clean(u.raw) }

// Format prints what String returns, with every verb and flag of a text: left
// to itself, package fmt shows what is inside where a verb is for no text.
func (u Untrusted) Format(s fmt.State, verb rune) {
	fmt.Fprintf(s, fmt.FormatString(s, verb), u.String())
}

// IsZero reports whether there is no text.
func (u Untrusted) IsZero() bool { return u.raw == "" }

// MarshalJSON writes the exact text, with everything that [Clean] would
// replace as a \u escape, so that JSON is harmless to look at and exact to read.
// Bytes that are not UTF-8 become U+FFFD.
func (u Untrusted) MarshalJSON() ([]byte, error) {
	plain, err := json.Marshal(u.raw)
	if err != nil {
		return nil, err
	}
	return EscapeJSON(plain), nil
}

// UnmarshalJSON reads a JSON string.
func (u *Untrusted) UnmarshalJSON(b []byte) error { return json.Unmarshal(b, &u.raw) }

// EscapeJSON makes JSON harmless to look at, whatever text is in it: what
// [Clean] would replace is written as a \u escape, so that a reader has the same
// values. The JSON must be valid and on one line.
func EscapeJSON(plain []byte) []byte {
	if isPlain(string(plain)) {
		return plain
	}
	const hex = "0123456789abcdef"
	out := make([]byte, 0, len(plain)+16)
	unit := func(v rune) {
		out = append(out, '\\', 'u', hex[v>>12&15], hex[v>>8&15], hex[v>>4&15], hex[v&15])
	}
	var marks heap
	for _, r := range string(plain) {
		switch tooMany := marks.grows(r); {
		case !hidden(r) && !tooMany:
			out = utf8.AppendRune(out, r)
		case r > 0xFFFF:
			unit(0xD800 + (r-0x10000)>>10)
			unit(0xDC00 + (r-0x10000)&0x3FF)
		default:
			unit(r)
		}
	}
	return out
}

// maxMarks is how many combining marks one character keeps; more is a trick to
// paint over neighboring lines.
const maxMarks = 4

// heap counts the combining marks on one character.
type heap int

// grows reports whether r is a mark too many.
func (h *heap) grows(r rune) bool {
	if r < 0x300 || !unicode.In(r, unicode.Mn, unicode.Me) {
		*h = 0
		return false
	}
	*h++
	return *h > maxMarks
}

// Clean makes text harmless for a terminal, a window title or a log: one line
// of printable characters. Control characters show as their Unicode pictures
// (␛, ␇, ␊), other invisible or direction-changing ones as �; broken UTF-8
// becomes �, variation selectors are dropped and long runs of combining marks
// are cut. It is idempotent.
func Clean(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	var marks heap
	for _, r := range s {
		switch {
		case quiet(r):
			marks = 0
			b.WriteRune(r)
		case r >= 0x300 && unicode.Is(unicode.Variation_Selector, r), marks.grows(r):
		default:
			b.WriteRune(visible(r))
		}
	}
	return b.String()
}

// quiet knows at a glance most characters that are what they look like: ASCII,
// symbols and lines, Kana, Han and Hangul.
func quiet(r rune) bool {
	return r >= 0x20 && r < 0x7F || r >= 0x2100 && r < 0x2800 || r >= 0x30A1 && r < 0x3100 || r >= 0x3400 && r < 0xA000 || r >= 0xAC00 && r < 0xD7A4
}

// visible returns the character that stands for r on a screen.
func visible(r rune) rune {
	switch {
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7F:
		return '␡'
	case hidden(r):
		return utf8.RuneError
	}
	return r
}

// hidden reports whether r has no glyph of its own but acts on the text around
// it or on the terminal: controls, format and bidi characters, line separators,
// private use, tags, variation selectors, letters and joiners that are blank.
func hidden(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7F && r <= 0xA0:
		return r != 0xA0
	case r < 0x300:
		return r == 0xAD
	case r >= 0xE0000 && r <= 0xE0FFF, r == 0x2800:
		return true
	}
	return unicode.In(r, unicode.Cf, unicode.Cs, unicode.Co, unicode.Zl, unicode.Zp, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] >= 0x7F {
			return false
		}
	}
	return true
}
