package exchange

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/belay-tui/belay/domain"
)

// Column tells what a column of the file became.
type Column struct {
	// Header is as the file has it.
	Header domain.Untrusted
	// Field is the field in the snake case of the JSON contract, "" where the
	// column is not imported.
	Field string
}

// meaning is what a header stands for, and how good a name it is: the least
// rank wins where two columns claim a field.
type meaning struct {
	field string
	rank  int
}

// table is the meaning of each known header of a kind, by its plain form.
type table map[string]meaning

var tables = map[domain.Kind]func() table{
	domain.KindLead:        sync.OnceValue(func() table { return newTable(leadHeaders) }),
	domain.KindOpportunity: sync.OnceValue(func() table { return newTable(opportunityHeaders) }),
}

func newTable(all []headers) table {
	t := table{}
	for _, h := range all {
		for rank, name := range append([]string{h.field}, h.names...) {
			if p := plainHeader(name); t[p].field == "" {
				t[p] = meaning{h.field, rank}
			}
		}
	}
	return t
}

// plainHeader is a header without case, accents, spaces and punctuation, and
// without what exports put around names.
func plainHeader(s string) string {
	s = domain.Fold(s)
	s = strings.TrimSuffix(s, "__c") // fields that a firm added itself
	s = strings.TrimPrefix(s, "leads_")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func (t table) knows(header string) bool { return t[plainHeader(header)].field != "" }

// columns decides what each column becomes.
func (t table) columns(header []string) []Column {
	out := make([]Column, len(header))
	best := map[string]int{} // field to column
	ranks := make([]int, len(header))
	for i, h := range header {
		out[i].Header = domain.Outside(strings.Trim(h, "\ufeff"))
		m := t[plainHeader(h)]
		if m.field == "" {
			continue
		}
		ranks[i] = m.rank
		if other, taken := best[m.field]; !taken || m.rank < ranks[other] {
			best[m.field] = i
		}
	}
	for field, i := range best {
		out[i].Field = field
	}
	return out
}

// lacking returns the alternatives of which the columns have none.
func lacking(kind domain.Kind, columns []Column) [][]string {
	var out [][]string
	for _, alternatives := range needed[kind] {
		if !slices.ContainsFunc(columns, func(c Column) bool { return slices.Contains(alternatives, c.Field) }) {
			out = append(out, alternatives)
		}
	}
	return out
}

// What a message about headers quotes of them.
const (
	headersQuoted = 12
	headerQuoted  = 40 // characters
)

// mapColumns returns what the header's columns become. It refuses with
// import.no_columns a file that lacks a needed field, and with
// import.other_kind one that has all that another kind of record needs.
func mapColumns(kind domain.Kind, header []string) ([]Column, error) {
	columns := tables[kind]().columns(header)
	missing := lacking(kind, columns)
	if len(missing) == 0 {
		return columns, nil
	}
	for other, t := range tables {
		if other != kind && len(lacking(other, t().columns(header))) == 0 {
			return nil, domain.Refused("import.other_kind", "kind", kind, "other", other)
		}
	}
	var seen []domain.Untrusted
	for _, c := range columns[:min(len(columns), headersQuoted)] {
		seen = append(seen, domain.Outside(cutText(c.Header.Raw(), headerQuoted)))
	}
	more := len(columns) - len(seen)
	names := make([]string, len(missing))
	for i, alternatives := range missing {
		names[i] = strings.ReplaceAll(strings.Join(alternatives, " / "), "_", " ")
	}
	return nil, domain.Refused("import.no_columns", "missing", names, "seen", seen, "more", more)
}
