package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// pollEvery is how often the screen looks whether another process changed the book.
const pollEvery = 500 * time.Millisecond

// pollMsg tells whether the book changed.
type pollMsg struct {
	changed bool
	err     error
	once    bool // not followed by another poll
}

func (a *App) poll() tea.Cmd {
	changed := a.cfg.Changed
	if changed == nil {
		return nil
	}
	return tea.Tick(pollEvery, func(time.Time) tea.Msg {
		ok, err := changed()
		return pollMsg{changed: ok, err: err}
	})
}

// polled refreshes what shows when the book changed, and lets time pass: the
// minutes left, offers that lapse, messages that were shown long enough.
func (a *App) polled(msg pollMsg) tea.Cmd {
	now := a.cfg.Now()
	minute := now.Truncate(time.Minute)
	a.dirty = a.news.expire(now) || minute != a.minute || msg.changed || msg.err != nil
	var cmds []tea.Cmd
	if minute != a.minute {
		cmds = append(cmds, a.watch(now))
	}
	a.minute = minute
	if !msg.once {
		cmds = append(cmds, a.poll())
	}
	if msg.err != nil {
		a.news.tell(now, a.ctx.Words.T("frame.read_failed", "why", a.ctx.Words.Error(msg.err)), true)
	}
	if msg.changed {
		cmds = append(cmds, a.refresh())
	}
	if due := a.waiting.NextDue; !due.IsZero() && !due.After(now) {
		a.waiting.NextDue = time.Time{} // asked once; the refresh brings the next
		cmds = append(cmds, a.lapse())
	}
	return tea.Batch(cmds...)
}

// lapse writes down the offers that passed their deadline. Failing to is no
// harm: they show as lapsed all the same.
func (a *App) lapse() tea.Cmd {
	book := a.cfg.Book
	return func() tea.Msg {
		if n, err := book.Lapse(context.Background()); err != nil || n == 0 {
			return nil
		}
		return pollMsg{changed: true, once: true}
	}
}
