package exchange

import (
	"strings"
	"time"
	"unicode"

	"github.com/belay-tui/belay/domain"
)

// builder makes a command of a row's cells. A row that is marked as deleted
// makes none; a cell that cannot be read is named by its column.
type builder func(cells []string) (cmd domain.Command, deleted bool, column int, bad *domain.RuleError)

// reading is how to read the cells of a column in a row.
type reading struct {
	habit
	zone     *time.Location
	currency string
}

// setter reads a cell that is not empty into a draft of a command.
type setter[D any] func(d *D, cell domain.Untrusted, how *reading) *domain.RuleError

// step is the setter of a column.
type step[D any] struct {
	column int
	set    setter[D]
	how    reading
}

func newBuilder(kind domain.Kind, columns []Column, how []habit, o Options) builder {
	if o.NewID == nil {
		o.NewID = func() domain.ID { return domain.ID{} }
	}
	if kind == domain.KindOpportunity {
		return build(columns, how, o, opportunitySetters, func(d *opportunityDraft) (domain.Command, bool) {
			d.ID, d.Program = o.NewID(), o.Program
			return d.ImportOpportunity, d.deleted
		})
	}
	return build(columns, how, o, leadSetters, func(d *leadDraft) (domain.Command, bool) {
		d.ID, d.Program = o.NewID(), o.Program
		if name := fullName(d.first, d.last); name != "" {
			d.Contact.Name = domain.Outside(name)
		}
		return d.ImportLead, d.deleted
	})
}

func build[D any](columns []Column, how []habit, o Options, setters map[string]setter[D], finish func(*D) (domain.Command, bool)) builder {
	var steps []step[D]
	currency := -1
	for i, c := range columns {
		if c.Field == fieldCurrency {
			currency = i
		}
		if set := setters[c.Field]; set != nil {
			steps = append(steps, step[D]{i, set, reading{how[i], zoneOf(o), o.Currency}})
		}
	}
	var draft, none D // one for all rows: a setter may take it to the heap
	return func(cells []string) (domain.Command, bool, int, *domain.RuleError) {
		draft = none
		for i := range steps {
			s := &steps[i]
			cell := domain.Outside(cells[s.column])
			if cell.IsZero() {
				continue
			}
			if currency >= 0 {
				s.how.currency = o.Currency
				if said := strings.TrimSpace(cells[currency]); said != "" {
					s.how.currency = strings.ToUpper(said)
				}
			}
			if bad := s.set(&draft, cell, &s.how); bad != nil {
				return nil, false, s.column, bad
			}
		}
		cmd, deleted := finish(&draft)
		return cmd, deleted, -1, nil
	}
}

func zoneOf(o Options) *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}

// fullName puts a name together; where the family name is written with Chinese
// characters or kana it comes first.
func fullName(first, last string) string {
	if !isASCII(last) && strings.ContainsFunc(last, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }) {
		first, last = last, first
	}
	return strings.TrimSpace(first + " " + last)
}

func text[D any](field func(*D) *domain.Untrusted) setter[D] {
	return func(d *D, cell domain.Untrusted, _ *reading) *domain.RuleError {
		*field(d) = cell
		return nil
	}
}

func instant[D any](field func(*D) *time.Time) setter[D] {
	return func(d *D, cell domain.Untrusted, how *reading) *domain.RuleError {
		m, bad := parseMoment(cell.Raw(), how.order)
		if bad == nil {
			*field(d) = m.instant(how.zone).UTC()
		}
		return bad
	}
}

func date[D any](field func(*D) *domain.Date) setter[D] {
	return func(d *D, cell domain.Untrusted, how *reading) *domain.RuleError {
		m, bad := parseMoment(cell.Raw(), how.order)
		*field(d) = m.date
		return bad
	}
}

func money[D any](field func(*D) *domain.Money) setter[D] {
	return func(d *D, cell domain.Untrusted, how *reading) (bad *domain.RuleError) {
		*field(d), bad = parseAmount(cell.Raw(), how.currency)
		return bad
	}
}

func flag[D any](field func(*D) **bool) setter[D] {
	return func(d *D, cell domain.Untrusted, _ *reading) *domain.RuleError {
		v, bad := parseBool(cell.Raw())
		*field(d) = &v
		return bad
	}
}
