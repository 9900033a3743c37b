package leads

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// kin is what the book tells of a lead's customer.
type kin struct {
	// found are the records that may be about the same customer.
	found []domain.Duplicate
	// became is the deal that the lead was converted to, without an id where
	// there is none.
	became domain.Opportunity
}

// look reads what the book tells of the selected lead's customer.
func (p *Pane) look() tea.Cmd {
	l, ok := p.Selected()
	if !ok || !p.kin.Wants(l.ID) {
		return nil
	}
	id, book := domain.IdentityOf(l, p.Ctx.ProgramOf(l.Program)), p.book
	switch {
	case !l.Opportunity.IsZero():
		return p.kin.Read(p.Ctx, l.ID, func() (kin, error) {
			o, err := book.Opportunity(context.Background(), l.Opportunity)
			if errors.Is(err, domain.ErrNotFound) { // it was taken out of the book
				err = nil
			}
			return kin{became: o}, err
		})
	case len(id.Keys) == 0 || !domain.IsOpen(l, p.Ctx.Now()):
		p.kin.Nothing(l.ID)
		return nil
	}
	return p.kin.Read(p.Ctx, l.ID, func() (kin, error) {
		found, err := book.Duplicates(context.Background(), id)
		return kin{found: found}, err
	})
}

// duplicates names what may be known already of a lead's customer.
func (p *Pane) duplicates(l domain.Lead, width int) pane.Block {
	var b pane.Block
	known, _ := p.kin.Of(l.ID)
	for _, said := range pane.Known(p.Ctx.Words, known.found) {
		b.Lines = append(b.Lines, pane.Styled(p.Ctx.Theme.Warn, said, width)...)
	}
	return b
}

// became is the deal that a lead was converted to, without an id where it was not.
func became(l domain.Lead) domain.Ref {
	return domain.Ref{Kind: domain.KindOpportunity, ID: l.Opportunity}
}

// became names the deal that a lead was converted to, and leads there.
func (p *Pane) became(l domain.Lead, width int) pane.Block {
	known, _ := p.kin.Of(l.ID)
	o, ctx := known.became, p.Ctx
	if l.Opportunity.IsZero() || o.ID != l.Opportunity {
		return pane.Block{}
	}
	stands := ctx.Dotted(domain.Clean(o.Stage), ctx.Words.MoneyShort(o.Amount))
	lines := []string{ctx.Link(Scope+".to_deal", text.Show(o.Name), width), ctx.Theme.Muted.Render(text.Cut(stands, width))}
	return pane.Block{Title: ctx.Words.T("leads.became"), Lines: lines, Action: Scope + ".to_deal"}
}
