package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// headMsg is what header and tabs show.
type headMsg struct {
	gen      int
	firm     domain.Firm
	waiting  domain.Waiting
	undoable domain.Undoable
	err      error
}

// fetchHead reads what header and tabs show.
func (a *App) fetchHead() tea.Cmd {
	book, only := a.cfg.Book, a.ctx.Only
	a.headGen++
	m := headMsg{gen: a.headGen}
	*a.ctx.Busy++
	return func() tea.Msg {
		if m.firm, m.err = book.Firm(context.Background()); m.err == nil {
			m.waiting, m.err = book.Waiting(context.Background(), only)
		}
		if m.err == nil {
			m.undoable, m.err = book.Undoable(context.Background())
		}
		return m
	}
}

// headed takes what header and tabs show, unless it was asked for anew since.
func (a *App) headed(m headMsg) tea.Cmd {
	*a.ctx.Busy--
	if m.gen != a.headGen {
		return nil
	}
	a.undoing = false
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	a.firm, a.waiting, a.undoable, a.ctx.Firm = m.firm, m.waiting, m.undoable, m.firm
	return nil
}
