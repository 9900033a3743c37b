package exchange

import (
	"bytes"

	"github.com/belay-tui/belay/domain"
)

// Note is something that was assumed about a file, or left out of it, that the
// user should know. Args are name, value pairs for the sentence.
type Note struct {
	Code string
	Args []any
}

func note(code string, args ...any) Note { return Note{code, args} }

// habit is how a column writes what could be read in two ways.
type habit struct {
	order  DateOrder
	shares bool
}

// evidence is what the start of a file shows of a column's habit.
type evidence struct {
	days, months      int // dates that prove an order
	ambiguous         int
	example           string
	shares, noPortion int
}

// habits looks at the start of a file and decides how to read each column of it.
func habits(sample []byte, d dialect, name string, columns []Column, o Options) ([]habit, []Note) {
	seen := look(sample, d, name, columns)
	days, months := 0, 0
	for _, e := range seen {
		days, months = days+e.days, months+e.months
	}
	out := make([]habit, len(columns))
	var notes []Note
	for i, e := range seen {
		out[i].shares = e.shares > e.noPortion
		switch {
		case o.Dates != Decide:
			out[i].order = o.Dates
			continue
		case e.days != e.months:
			out[i].order = larger(e.days, e.months)
			continue
		case days != months: // the same hand wrote the other columns
			out[i].order = larger(days, months)
		case d.comma == ';': // where the comma is the decimal sign, the day comes first
			out[i].order = DayFirst
		default:
			out[i].order = MonthFirst
		}
		if e.ambiguous > 0 {
			notes = append(notes, note("import.assumed_"+string(out[i].order), "column", columns[i].Header, "example", domain.Outside(e.example)))
		}
	}
	return out, notes
}

func larger(days, months int) DateOrder {
	if days > months {
		return DayFirst
	}
	return MonthFirst
}

// look reads the records at the start of a file.
func look(sample []byte, d dialect, name string, columns []Column) []evidence {
	seen := make([]evidence, len(columns))
	rs := newRecords(bytes.NewReader(sample), d.comma, &charset{name: name})
	for first := true; ; first = false {
		rec, err := rs.next()
		if err != nil {
			return seen
		}
		if first || rec.bad != nil || len(rec.fields) != len(columns) {
			continue
		}
		for i, c := range columns {
			if cell := domain.Outside(rec.fields[i]).Raw(); cell != "" {
				seen[i].add(c.Field, cell)
			}
		}
	}
}

func (e *evidence) add(field, cell string) {
	switch field {
	case fieldClose, fieldCreated, fieldModified, fieldDue:
		p, _, ok := dateParts(narrow(cell))
		switch {
		case !ok || !p.ambiguous():
		case p.order() == DayFirst:
			e.days++
		case p.order() == MonthFirst:
			e.months++
		case p.n[0] <= 12:
			e.ambiguous++
			e.example = cutText(cell, headerQuoted)
		}
	case fieldProbability:
		yes, no := isShare(cell)
		if yes {
			e.shares++
		}
		if no {
			e.noPortion++
		}
	}
}
