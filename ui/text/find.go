package text

import (
	"strings"

	"github.com/belay-tui/belay/domain"
)

// Run is a part of a text, in bytes.
type Run struct{ From, To int }

// Finder finds words in texts as a search does: without regard to case, accents
// and width. The zero Finder finds nothing.
type Finder struct{ words []string }

// NewFinder returns a finder of words; those of which folding leaves nothing are
// not looked for.
func NewFinder(words ...string) Finder {
	var f Finder
	for _, w := range words {
		if w = domain.Fold(w); w != "" {
			f.words = append(f.words, w)
		}
	}
	return f
}

// None reports whether there is nothing to find.
func (f Finder) None() bool { return len(f.words) == 0 }

// Find returns where the words are in a plain text: whole grapheme clusters, in
// order and apart from each other.
func (f Finder) Find(s string) []Run {
	if f.None() || !f.any(domain.Fold(s)) {
		return nil
	}
	folded, clusters := unfolded(s)
	hit := make([]bool, len(s))
	for _, w := range f.words {
		for at := 0; at < len(folded); at++ {
			i := strings.Index(folded[at:], w)
			if i < 0 {
				break
			}
			at += i
			for b := clusters[at].From; b < clusters[at+len(w)-1].To; b++ {
				hit[b] = true
			}
		}
	}
	return runs(hit)
}

func (f Finder) any(folded string) bool {
	for _, w := range f.words {
		if strings.Contains(folded, w) {
			return true
		}
	}
	return false
}

// unfolded folds a text cluster by cluster. For each byte of the result it
// returns the cluster of s that the byte comes from.
func unfolded(s string) (folded string, clusters []Run) {
	b := make([]byte, 0, len(s))
	clusters = make([]Run, 0, len(s))
	for at := 0; at < len(s); {
		piece, _ := next(s[at:])
		before := len(b)
		b = domain.AppendFold(b, piece)
		if len(b) == before && before > 0 && b[before-1] != ' ' && strings.TrimSpace(piece) == "" {
			b = append(b, ' ')
		}
		for range b[before:] {
			clusters = append(clusters, Run{at, at + len(piece)})
		}
		at += len(piece)
	}
	return string(b), clusters
}

// runs are the stretches of bytes that were hit.
func runs(hit []bool) []Run {
	var out []Run
	for i := 0; i < len(hit); i++ {
		if !hit[i] {
			continue
		}
		from := i
		for i < len(hit) && hit[i] {
			i++
		}
		out = append(out, Run{from, i})
	}
	return out
}

// MakeOut writes parts of a line in another style. The line may have styles; its
// parts are those of its plain text. On and off are what begins and ends the
// style; the line's own one goes on after it.
func MakeOut(line string, parts []Run, on, off string) string {
	if len(parts) == 0 {
		return line
	}
	var b strings.Builder
	b.Grow(len(line) + len(parts)*16)
	style, at, within := "", 0, false // at counts the plain text
	for line != "" {
		if n := styleLen(line); n > 0 {
			if style += line[:n]; line[:n] == "\x1b[m" || line[:n] == "\x1b[0m" {
				style = ""
			}
			if !within {
				b.WriteString(line[:n])
			}
			line = line[n:]
			continue
		}
		if len(parts) > 0 && !within && at == parts[0].From {
			b.WriteString(on)
			within = true
		}
		b.WriteByte(line[0])
		line = line[1:]
		if at++; within && at == parts[0].To {
			b.WriteString(off)
			b.WriteString(style)
			parts, within = parts[1:], false
		}
	}
	return b.String()
}
