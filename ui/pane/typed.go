package pane

import (
	"github.com/belay-tui/belay/domain"
)

// Reading is what [form.Field] reads a value with.
type Reading = func(typed string) (value, said string, err error)

// ReadDay reads a day as people type it; see [domain.TypedDate].
func (c *Context) ReadDay(lean domain.Lean) Reading {
	return func(typed string) (string, string, error) {
		d, err := domain.TypedDate(typed, domain.DateOf(c.Now()), lean)
		return d.String(), c.Words.LongDate(d), err
	}
}

// ReadMoney says in full which amount was typed, in the program's currency
// where none is named. It is left as it was typed: commands read it themselves.
func (c *Context) ReadMoney(p *domain.Program) Reading {
	return func(typed string) (string, string, error) {
		m, err := domain.ParseMoney(typed, p.Currency)
		said := c.Words.Money(m)
		if said == typed {
			said = ""
		}
		return typed, said, err
	}
}
