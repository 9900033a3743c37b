package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/belay-tui/belay/domain"
)

// How well a text answers what was typed, the best first.
const (
	rankKey    = iota // it is the key that was typed
	rankBegins        // it begins with it
	rankWord          // a word of it begins with it
	rankHolds         // it holds it
	rankBeside        // what stands beside it holds it
	rankSpread        // its letters stand in it, in that order
	rankNone
)

// rank says how well a text answers what was typed; both are folded.
func rank(want, text string) int {
	at := strings.Index(text, want)
	if at == 0 {
		return rankBegins
	}
	for from := at; from > 0; {
		if r, _ := utf8.DecodeLastRuneInString(text[:from]); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return rankWord
		}
		next := strings.Index(text[from+1:], want)
		if next < 0 {
			break
		}
		from += 1 + next
	}
	if at > 0 {
		return rankHolds
	}
	if spread(want, text) {
		return rankSpread
	}
	return rankNone
}

// spread reports whether the letters of what was typed, two at least, stand in
// the text in their order, the first of them at the beginning of a word.
func spread(want, text string) bool {
	if utf8.RuneCountInString(want) < 2 {
		return false
	}
	wanted := []rune(strings.ReplaceAll(want, " ", ""))
	before := ' '
	for _, r := range text {
		if len(wanted) == 0 {
			break
		}
		if begun := string(wanted[0]) == string(r); begun && (len(wanted) < utf8.RuneCountInString(want) || !unicode.IsLetter(before)) {
			wanted = wanted[1:]
		}
		before = r
	}
	return len(wanted) == 0
}

// answers says how well an entry answers what was typed.
func (e entry) answers(typed string) int {
	want := domain.Fold(typed)
	if want == "" {
		return rankBegins
	}
	for _, k := range e.keys {
		if k == typed {
			return rankKey
		}
	}
	best := rank(want, domain.Fold(e.label))
	if e.name != "" {
		best = min(best, rank(want, domain.Fold(e.name)))
	}
	if best > rankBeside && strings.Contains(domain.Fold(e.beside), want) {
		return rankBeside
	}
	return best
}
