package leads

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// kin are the records that may be about the same customer as a lead. One
// reading is under way at a time: a key held down does not queue them up.
type kin struct {
	of    domain.ID
	found []domain.Duplicate
	// became is the deal that the lead was converted to, without an id where
	// there is none.
	became  domain.Opportunity
	looking bool
}

// kinMsg is what reading the book said about a lead.
type kinMsg struct {
	of     domain.ID
	found  []domain.Duplicate
	became domain.Opportunity
	err    error
}

// look reads what may be known already of the selected lead's customer.
func (p *Pane) look() tea.Cmd {
	l, ok := p.Selected()
	if !ok || p.kin.looking || p.kin.of == l.ID {
		return nil
	}
	p.kin = kin{of: l.ID}
	id, book := domain.IdentityOf(l, p.Ctx.ProgramOf(l.Program)), p.book
	if !l.Opportunity.IsZero() {
		return p.lookDeal(l)
	}
	if len(id.Keys) == 0 || !domain.IsOpen(l, p.Ctx.Now()) {
		return nil
	}
	p.kin.looking = true
	*p.Ctx.Busy++
	return func() tea.Msg {
		found, err := book.Duplicates(context.Background(), id)
		return kinMsg{of: l.ID, found: found, err: err}
	}
}

// lookDeal reads the deal that a lead was converted to.
func (p *Pane) lookDeal(l domain.Lead) tea.Cmd {
	book := p.book
	p.kin.looking = true
	*p.Ctx.Busy++
	return func() tea.Msg {
		o, err := book.Opportunity(context.Background(), l.Opportunity)
		if errors.Is(err, domain.ErrNotFound) { // it was taken out of the book
			err = nil
		}
		return kinMsg{of: l.ID, became: o, err: err}
	}
}

// looked takes an answer; if another lead is selected by now, that is read next.
func (p *Pane) looked(m kinMsg) tea.Cmd {
	*p.Ctx.Busy--
	p.kin.looking = false
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	p.kin.found, p.kin.became = m.found, m.became
	return p.look()
}

// duplicates names what may be known already of a lead's customer.
func (p *Pane) duplicates(l domain.Lead, width int) pane.Block {
	if p.kin.of != l.ID {
		return pane.Block{}
	}
	var b pane.Block
	for _, said := range pane.Known(p.Ctx.Words, p.kin.found) {
		b.Lines = append(b.Lines, pane.Styled(p.Ctx.Theme.Warn, said, width)...)
	}
	return b
}

// became names the deal that a lead was converted to, and leads there.
func (p *Pane) became(l domain.Lead, width int) pane.Block {
	o, ctx := p.kin.became, p.Ctx
	if p.kin.of != l.ID || l.Opportunity.IsZero() || o.ID != l.Opportunity {
		return pane.Block{}
	}
	stands := ctx.Dotted(domain.Clean(o.Stage), ctx.Words.MoneyShort(o.Amount))
	lines := []string{ctx.Link(Scope+".to_deal", text.Show(o.Name), width), ctx.Theme.Muted.Render(text.Cut(stands, width))}
	return pane.Block{Title: ctx.Words.T("leads.became"), Lines: lines, Action: Scope + ".to_deal"}
}
