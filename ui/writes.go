package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// write is a command on its way into the book, and the form it came from.
type write struct {
	pane.Apply
	from *sheet
	// part is the batch that it is a step of, step which one.
	part *batch
	step int
	// refused says what a refusal means; nil says the refusal itself.
	refused func(why string) string
}

// queue holds writes; they go one after the other, so that what was typed
// first is decided first.
type queue struct {
	waiting []write
	busy    bool
	batch   *batch // whose step is under way
}

func (q *queue) idle() bool { return !q.busy && len(q.waiting) == 0 }

// written is the answer to a write.
type written struct {
	write
	result domain.Result
	err    error
}

// write puts a command into the queue.
func (a *App) write(w write) tea.Cmd {
	if w.Batch != nil {
		return a.writeBatch(w)
	}
	a.writes.waiting = append(a.writes.waiting, w)
	return a.next()
}

// next starts the next write if none is under way.
func (a *App) next() tea.Cmd {
	q := &a.writes
	if q.busy || len(q.waiting) == 0 {
		return nil
	}
	w := q.waiting[0]
	q.waiting, q.busy, q.batch = q.waiting[1:], true, w.part
	book := a.cfg.Book
	return func() tea.Msg {
		result, err := book.Apply(context.Background(), w.Command)
		return written{w, result, err}
	}
}

// done takes the answer to a write: it is said, and what shows is read anew. A
// refusal goes back under the fields of the form that it came from; who was leaving
// stays to see it.
func (a *App) done(m written) tea.Cmd {
	a.writes.busy = false
	a.leaving = a.leaving && m.err == nil
	a.undoing = a.undoing && m.err == nil
	cmds := []tea.Cmd{a.next()}
	switch {
	case m.part != nil:
		cmds = append(cmds, a.stepped(m))
	case m.err != nil && m.from != nil:
		m.from.refuse(m.err)
	case m.err != nil:
		why := a.ctx.Words.Error(m.err)
		if m.refused != nil {
			why = m.refused(why)
		}
		a.news.tell(a.cfg.Now(), why, true)
	default:
		if m.from != nil {
			a.drop(m.from)
			cmds = append(cmds, m.from.forget())
		}
		if m.Said != nil {
			a.news.tell(a.cfg.Now(), m.Said(m.result), false)
		}
		if m.Then != nil {
			cmds = append(cmds, pane.Send(m.Then(m.result)))
		}
		cmds = append(cmds, a.refresh())
	}
	return a.leave(cmds...)
}
