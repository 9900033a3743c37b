// Package text measures and fits text for a terminal. Everything counts cells,
// by East Asian width and as the terminal does (see [Clusters]), so that a
// Japanese company name lines up with a French one; nothing is cut within a
// grapheme cluster.
//
// The functions take plain text or text styled with SGR sequences, as lipgloss
// makes it. Any other control character is shown as its picture, so no string
// given to this package can move the cursor or swallow what follows it. Text
// from outside still goes through [Show] first: it also removes invisible and
// direction-changing characters.
package text

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Ellipsis ends what [Cut] shortened. It is one cell wide.
const Ellipsis = "…"

// Width returns how many cells s takes.
func Width(s string) int {
	if ascii(s) {
		return len(s)
	}
	n := 0
	for s = visible(s); s != ""; {
		piece, w := next(s)
		n += w
		s = s[len(piece):]
	}
	return n
}

// Cut returns s in at most w cells. What does not fit ends with an [Ellipsis]
// on a cluster border; style sequences after the cut are kept, so that styling
// ends where it should. No cells give the empty string.
func Cut(s string, w int) string {
	s, _ = cut(s, w)
	return s
}

// cut is [Cut] and the width of what is left.
func cut(s string, w int) (string, int) {
	if w <= 0 {
		return "", 0
	}
	if ascii(s) {
		if len(s) <= w {
			return s, len(s)
		}
		return s[:w-1] + Ellipsis, w
	}
	s = visible(s)
	n := 0
	for rest := s; rest != ""; {
		piece, cells := next(rest)
		if n += cells; n > w {
			s = shorten(s, w)
			return s, Width(s)
		}
		rest = rest[len(piece):]
	}
	return s, n
}

func shorten(s string, w int) string {
	var b strings.Builder
	used, full := 0, false
	for s != "" {
		piece, n := next(s)
		s = s[len(piece):]
		switch {
		case isStyle(piece):
			b.WriteString(piece)
		case full:
		case used+n > w-1:
			full = true
			b.WriteString(Ellipsis)
		default:
			b.WriteString(piece)
			used += n
		}
	}
	return b.String()
}

// Left returns s in exactly w cells, cut or padded at its right end.
func Left(s string, w int) string { return fit(s, w, false) }

// Right returns s in exactly w cells, cut or padded at its left end.
func Right(s string, w int) string { return fit(s, w, true) }

// fit puts the spare cells before s or behind it.
func fit(s string, w int, before bool) string {
	s, used := cut(s, w)
	spare := w - used
	if spare <= 0 {
		return s
	}
	apart := standsApart(s)
	if before {
		s = spaces(spare) + s
	} else {
		s += spaces(spare)
	}
	if apart {
		return s
	}
	// A space can merge with what it touches: a lone combining mark, a
	// character that attaches to its successor. Make up for the lost cells.
	for missing := w - Width(s); missing > 0; missing = w - Width(s) {
		s += spaces(missing)
	}
	return s
}

// standsApart reports whether a space beside s surely stays a cell of its own:
// the characters at both ends are of scripts whose letters do not join others.
func standsApart(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return letter(first) && letter(last)
}

// letter reports whether r is of Latin up to its extensions, of the punctuation
// that ends a cut text, or of the ideographs, kana and syllables of East Asia.
func letter(r rune) bool {
	return r >= 0x20 && r < 0x7f || r >= 0xc0 && r < 0x250 || r == '…' ||
		r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fe || r >= 0x4e00 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3
}

const blanks = "                                                                                "

func spaces(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(blanks) {
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// next returns the first unit of visible text: a style sequence of no width or
// a grapheme cluster.
func next(s string) (piece string, width int) {
	if n := styleLen(s); n > 0 {
		return s[:n], 0
	}
	return ansi.FirstGraphemeCluster(s, method())
}

func isStyle(piece string) bool { return piece[0] == 0x1b }

// styleLen returns the length of the SGR sequence that s begins with, or 0.
func styleLen(s string) int {
	if len(s) < 3 || s[0] != 0x1b || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case c != ';' && c != ':' && (c < '0' || c > '9'):
			return 0
		}
	}
	return 0
}

// visible replaces control characters outside of style sequences, and broken
// UTF-8, by something to see.
func visible(s string) string {
	at := firstControl(s)
	if at < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	for {
		b.WriteString(s[:at])
		r, size := utf8.DecodeRuneInString(s[at:])
		b.WriteRune(picture(r))
		s = s[at+size:]
		if at = firstControl(s); at < 0 {
			b.WriteString(s)
			return b.String()
		}
	}
}

func picture(r rune) rune {
	switch {
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7f:
		return '␡'
	}
	return utf8.RuneError
}

// firstControl returns where the first control character, broken byte or line
// separator begins that is not part of a style sequence, or -1.
func firstControl(s string) int {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == 0x1b:
			n := styleLen(s[i:])
			if n == 0 {
				return i
			}
			i += n
		case c < 0x20 || c == 0x7f:
			return i
		case c < utf8.RuneSelf:
			i++
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 || r < 0xa0 || r == 0x2028 || r == 0x2029 {
				return i
			}
			i += size
		}
	}
	return -1
}

// ascii reports whether every byte of s is one printable cell.
func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] >= 0x7f {
			return false
		}
	}
	return true
}
