package leads

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// kin are the records that may be about the same customer as a lead. One
// reading is under way at a time: a key held down does not queue them up.
type kin struct {
	of      domain.ID
	found   []domain.Duplicate
	looking bool
}

// kinMsg is what reading the book said about a lead.
type kinMsg struct {
	of    domain.ID
	found []domain.Duplicate
	err   error
}

// look reads what may be known already of the selected lead's customer.
func (p *Pane) look() tea.Cmd {
	l, ok := p.Selected()
	if !ok || p.kin.looking || p.kin.of == l.ID {
		return nil
	}
	p.kin = kin{of: l.ID}
	id, book := domain.IdentityOf(l, p.Ctx.ProgramOf(l.Program)), p.book
	if len(id.Keys) == 0 || !domain.IsOpen(l, p.Ctx.Now()) {
		return nil
	}
	p.kin.looking = true
	*p.Ctx.Busy++
	return func() tea.Msg {
		found, err := book.Duplicates(context.Background(), id)
		return kinMsg{l.ID, found, err}
	}
}

// looked takes an answer; if another lead is selected by now, that is read next.
func (p *Pane) looked(m kinMsg) tea.Cmd {
	*p.Ctx.Busy--
	p.kin.looking = false
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	p.kin.found = m.found
	return p.look()
}

// duplicates names what may be known already of a lead's customer.
func (p *Pane) duplicates(l domain.Lead, width int) pane.Block {
	if p.kin.of != l.ID {
		return pane.Block{}
	}
	var b pane.Block
	for _, said := range pane.Known(p.Ctx.Words, p.kin.found) {
		for _, line := range text.Wrap(said, width) {
			b.Lines = append(b.Lines, p.Ctx.Theme.Warn.Render(line))
		}
	}
	return b
}
