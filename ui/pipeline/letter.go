package pipeline

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
)

// letters lets choose a template for a deal. Whom it goes to is the contact of
// the lead that the deal came from.
func (p *Pane) letters(o domain.Opportunity) tea.Cmd {
	program, book := p.Ctx.ProgramOf(o.Program), p.book
	return p.Ctx.ReadLetters(o.Name, func() (domain.About, error) {
		var l domain.Lead
		if !o.Lead.IsZero() {
			var err error
			if l, err = book.Lead(context.Background(), o.Lead); err != nil {
				return domain.About{}, err
			}
		}
		return domain.AboutOpportunity(o, l, program), nil
	})
}
