package pipeline

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// past is what the book tells of how the selected deal came where it is. One
// reading is under way at a time: a key held down does not queue them up.
type past struct {
	of     domain.ID
	stages []domain.StageVisit
	// lead is what the deal came from, without an id where there is none.
	lead    domain.Lead
	looking bool
	// stale is that the book changed since.
	stale bool
}

// pastMsg answers a reading of a deal's past.
type pastMsg struct {
	past past
	err  error
}

// look reads the past of the selected deal.
func (p *Pane) look() tea.Cmd {
	o, ok := p.Selected()
	if !ok || p.onBoard || p.past.looking || p.past.of == o.ID && !p.past.stale {
		return nil
	}
	if p.past.of != o.ID {
		p.past = past{of: o.ID}
	}
	p.past.looking, p.past.stale = true, false
	book := p.book
	*p.Ctx.Busy++
	return func() tea.Msg {
		m := pastMsg{past: past{of: o.ID}}
		if m.past.stages, m.err = book.Stages(context.Background(), o.ID); m.err == nil && !o.Lead.IsZero() {
			m.past.lead, m.err = book.Lead(context.Background(), o.Lead)
		}
		if errors.Is(m.err, domain.ErrNotFound) { // it was taken out of the book meanwhile
			m.err = nil
		}
		return m
	}
}

// looked takes an answer; if another deal is selected by now, that is read next.
func (p *Pane) looked(m pastMsg) tea.Cmd {
	*p.Ctx.Busy--
	p.past.looking = false
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	m.past.stale, p.past = p.past.stale, m.past
	return p.look()
}

// toLead goes to the lead that a deal came from.
func toLead(o domain.Opportunity) tea.Cmd {
	return pane.Send(pane.Goto{Ref: domain.Ref{Kind: domain.KindLead, ID: o.Lead}})
}
