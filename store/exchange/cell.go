package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/belay-tui/belay/domain"
)

// risky are the characters with which a spreadsheet takes a cell for a formula
// or a command, and the quote that says it is none.
const risky = "=+-@|%\t\r\n'" + "＝＋－＠"

// unseen reports whether a spreadsheet may drop a character before it looks:
// white space, controls and what has no width.
func unseen(r rune) bool { return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf) }

// numeric are signed numbers and telephone numbers. They start with a risky
// character and hold nothing that could act.
var numeric = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[+-]?\d+(?:[.,]\d+)*|\+\d[\d ().-]{4,20})$`)
})

// Cell returns text as a cell that no spreadsheet executes: what looks like the
// start of a formula gets a quote before it. [Uncell] takes it away.
func Cell(u domain.Untrusted) string { return quoteRisky(u.Raw()) }

func quoteRisky(raw string) string {
	if (startsRisky(raw) || startsRisky(strings.TrimLeftFunc(raw, unseen))) && !numeric().MatchString(raw) {
		return "'" + raw
	}
	return raw
}

func startsRisky(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return first != utf8.RuneError && strings.ContainsRune(risky, first)
}

// Uncell returns the text of which [Cell] made the cell. A cell that is not of
// Cell's making, such as 't Hart, stays as it is.
func Uncell(s string) string {
	if raw, ok := strings.CutPrefix(s, "'"); ok && quoteRisky(raw) == s {
		return raw
	}
	return s
}

// WriteCSV writes a header and rows as UTF-8 with commas. Each value goes
// through cell: [Cell], or [domain.Untrusted.Raw] for a reader that is no
// spreadsheet. It stops at the first error that rows give.
func WriteCSV(w io.Writer, header []string, rows iter.Seq2[[]domain.Untrusted, error], cell func(domain.Untrusted) string) error {
	out := csv.NewWriter(w)
	if err := out.Write(header); err != nil {
		return fmt.Errorf("write header: %w", err)
	}
	var line []string
	for row, err := range rows {
		if err != nil {
			return err
		}
		line = line[:0]
		for _, u := range row {
			line = append(line, cell(u))
		}
		if err := out.Write(line); err != nil {
			return fmt.Errorf("write row: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	return nil
}
