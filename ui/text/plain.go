package text

import (
	"strings"
	"unicode/utf8"

	"github.com/belay-tui/belay/domain"
)

// Plain drops from text what would act on a terminal or cannot be seen, where
// [Show] would put a sign for it: for text that is edited or goes elsewhere.
// White space of any kind becomes a space; with lines set, line ends stay.
func Plain(s string, lines bool) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' && lines:
			b.WriteByte('\n')
		case r == '\n', r == '\r', r == '\t', r == '\u2028', r == '\u2029', r == '\u0085':
			b.WriteByte(' ')
		case r != utf8.RuneError && domain.Clean(string(r)) == string(r):
			b.WriteRune(r)
		}
	}
	// What is left has no hidden character, so that only heaps of accents change.
	parts := strings.Split(b.String(), "\n")
	for i, p := range parts {
		parts[i] = domain.Clean(p)
	}
	return strings.Join(parts, "\n")
}
