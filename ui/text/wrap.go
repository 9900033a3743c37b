package text

import (
	"strings"
	"unicode/utf8"
)

// Wrap breaks plain text into lines of at most w cells: at line feeds, at
// spaces, between the characters of scripts without spaces (Chinese, Japanese)
// except before closing punctuation, and anywhere in a word that is too long
// for a line. Spaces at a break are dropped. There is always at least one line;
// a cluster wider than w is left out, since it cannot be shown.
func Wrap(s string, w int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		lines = wrapOne(lines, visible(strings.TrimSuffix(paragraph, "\r")), w)
	}
	return lines
}

// wrapOne appends the lines of one paragraph.
func wrapOne(lines []string, s string, w int) []string {
	var line, word strings.Builder // word: since the last place to break
	lineW, wordW, gap := 0, 0, 0   // gap: spaces between line and word
	flush := func() {
		lines = append(lines, line.String())
		line.Reset()
		lineW, gap = 0, 0
	}
	settle := func() { // moves the word into the line, or into a new one
		if word.Len() == 0 {
			return
		}
		if lineW > 0 && lineW+gap+wordW > w {
			flush()
		}
		line.WriteString(spaces(gap))
		line.WriteString(word.String())
		lineW += gap + wordW
		word.Reset()
		wordW, gap = 0, 0
	}
	start, held := len(lines), false // held: the word ends with an opening bracket
	for s != "" {
		piece, n := next(s)
		s = s[len(piece):]
		glued := strings.HasPrefix(s, "%") && wordW > 0 && wordW+2 <= w // a number keeps its sign
		if piece == " " && !glued {
			settle()
			if lineW > 0 {
				gap++
			}
			continue
		}
		if n > w {
			continue
		}
		wide := n > 1
		if wide && !held && !closes(piece) {
			settle()
		}
		if wordW+n > w {
			settle()
			flush()
		}
		word.WriteString(piece)
		wordW += n
		held = wide && opens(piece)
		if wide && !held && !closesNext(s) {
			settle()
		}
	}
	settle()
	if line.Len() > 0 || len(lines) == start {
		flush()
	}
	return lines
}

// closes reports whether a line must not begin with the cluster.
func closes(piece string) bool {
	r, _ := utf8.DecodeRuneInString(piece)
	return strings.ContainsRune("、。，．：；？！）」』】〉》〕］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々", r)
}

// opens reports whether a line must not end with the cluster.
func opens(piece string) bool {
	r, _ := utf8.DecodeRuneInString(piece)
	return strings.ContainsRune("（「『【〈《〔［｛", r)
}

func closesNext(s string) bool { return s != "" && closes(s) }
