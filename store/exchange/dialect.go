package exchange

import (
	"bytes"
	"strings"
)

// separators are tried in this order; the odd ones count only when the headers
// make sense with them.
const separators = ",;\t|" + "!~^:#*"

const usualSeparators = 4

// sniffRows is how many rows must agree about the separator.
const sniffRows = 20

// perKnownHeader is what a header with a meaning weighs in a score.
const perKnownHeader = 1_000_000

// dialect is how a file writes its table.
type dialect struct {
	comma byte
	// declared is the length of a first line sep=; with which the file says so
	// itself, or 0.
	declared int
}

// sniff finds the separator from the start of a file: the one with which most
// headers are known, then the one with which most rows have as many fields as
// the header.
func sniff(sample []byte, known func(header string) bool) dialect {
	if comma, length, ok := declaredSeparator(sample); ok {
		return dialect{comma: comma, declared: length}
	}
	best, bestScore := separators[0], 0
	for i := range len(separators) {
		if i == usualSeparators && bestScore >= 2*perKnownHeader {
			break
		}
		if s := score(sample, separators[i], i < usualSeparators, known); s > bestScore {
			best, bestScore = separators[i], s
		}
	}
	return dialect{comma: best}
}

// declaredSeparator reads the line sep=; that spreadsheets understand, and
// returns its length.
func declaredSeparator(sample []byte) (comma byte, length int, ok bool) {
	line, _, found := bytes.Cut(sample, []byte{'\n'})
	length = len(line) + 1
	line = bytes.Trim(line, "\r\"")
	if !found || len(line) != 5 || !bytes.EqualFold(line[:4], []byte("sep=")) || line[4] >= 0x80 || line[4] == '"' {
		return 0, 0, false
	}
	return line[4], length, true
}

// score weighs known headers over agreement over the number of fields.
func score(sample []byte, comma byte, usual bool, known func(string) bool) int {
	rs := newRecords(bytes.NewReader(sample), comma, &charset{})
	header, err := rs.next()
	if err != nil || header.bad != nil || len(header.fields) < 2 {
		return 0
	}
	recognized, columns := 0, len(header.fields)
	for _, h := range header.fields {
		if known(h) {
			recognized++
		}
	}
	if !usual && recognized < 2 {
		return 0
	}
	rows, agree := 0, 0
	for rows < sniffRows {
		rec, err := rs.next()
		if err != nil {
			break
		}
		rows++
		if rec.bad == nil && len(rec.fields) == columns {
			agree++
		}
	}
	return recognized*perKnownHeader + (agree+1)*1000/(rows+1)*1000 + min(columns, maxFields)
}

// cutText shortens text that a message quotes.
func cutText(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return s
}
