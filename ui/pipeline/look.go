package pipeline

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
)

// past is what the book tells of how a deal came where it is.
type past struct {
	stages []domain.StageVisit
	// lead is what the deal came from, without an id where there is none.
	lead domain.Lead
}

// look reads the past of the selected deal.
func (p *Pane) look() tea.Cmd {
	o, ok := p.Selected()
	if !ok || p.onBoard || !p.past.Wants(o.ID) {
		return nil
	}
	book := p.book
	return p.past.Read(p.Ctx, o.ID, func() (was past, err error) {
		if was.stages, err = book.Stages(context.Background(), o.ID); err == nil && !o.Lead.IsZero() {
			was.lead, err = book.Lead(context.Background(), o.Lead)
		}
		if errors.Is(err, domain.ErrNotFound) { // it was taken out of the book meanwhile
			err = nil
		}
		return was, err
	})
}

// cameFrom is the lead that a deal came from, without an id where it came from none.
func cameFrom(o domain.Opportunity) domain.Ref {
	return domain.Ref{Kind: domain.KindLead, ID: o.Lead}
}
