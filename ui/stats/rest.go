package stats

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// rest is how far the reading of what is drawn only has come: the plan, and then
// the months. Both go through all records each time; the figures look at what
// changed.
type rest struct {
	// drawn is whether the pane was drawn since the figures were asked for: one
	// that is not in front has no use for the rest.
	drawn bool
	of    int   // the gen for which the rest was asked for
	read  state // of which plan and months are
}

// state is that of the book and the day of which something was read.
type state struct {
	program string
	head    uint64
	day     domain.Date
}

// planMsg answers a read of the way to the next tier.
type planMsg struct {
	gen  int
	of   state
	plan domain.Plan
	err  error
}

// monthsMsg answers a read of the newest months.
type monthsMsg struct {
	gen  int
	of   state
	rows []domain.Row
	err  error
}

// readRest reads the plan for the figures that are here, where the pane shows and
// the book or the day is another than that of the plan.
func (p *Pane) readRest() tea.Cmd {
	if !p.rest.drawn || !p.loaded() || p.rest.of == p.gen {
		return nil
	}
	p.rest.of = p.gen
	gen, book, was := p.gen, p.book, p.rest.read
	now := state{program: p.ctx.Program.Name, day: p.ctx.Program.Day(p.ctx.Now())}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	*p.ctx.Busy++
	return func() tea.Msg {
		m := planMsg{gen: gen, of: now}
		if m.of.head, m.err = book.Head(ctx); m.err == nil && m.of != was {
			m.plan, m.err = book.Plan(ctx, now.program, 0)
		}
		return m
	}
}

// planned takes the plan, and has the months read.
func (p *Pane) planned(m planMsg) tea.Cmd {
	*p.ctx.Busy--
	if m.gen != p.gen {
		return nil
	}
	p.cancel()
	switch {
	case m.err != nil:
		return tea.Batch(pane.Send(pane.Failed{Err: m.err}), p.readMonths(state{}))
	case m.of == p.rest.read:
		return nil
	}
	p.plan, p.laid = m.plan, false
	return p.readMonths(m.of)
}

// readMonths reads the newest months of the figures that are here.
func (p *Pane) readMonths(of state) tea.Cmd {
	gen, book, program, period := p.gen, p.book, p.ctx.Program.Name, lastMonths(p.ctx, sparkMonths)
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	*p.ctx.Busy++
	return func() tea.Msg {
		rows, err := book.Breakdown(ctx, program, domain.ByMonth, period)
		return monthsMsg{gen, of, rows, err}
	}
}

// charted takes the months.
func (p *Pane) charted(m monthsMsg) tea.Cmd {
	*p.ctx.Busy--
	if m.gen != p.gen {
		return nil
	}
	p.cancel()
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	p.months, p.rest.read, p.laid = m.rows, m.of, false
	return nil
}
