package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// bell rings a terminal. It is all that goes to the terminal around the screen.
const bell = "\a"

// marks are how long before a lead must be answered it is said that it must, the
// last one first.
var marks = []time.Duration{time.Hour, 4 * time.Hour}

// soonest is how many of the leads to answer are looked at, those due first.
const soonest = 100

// alarm says when leads to answer pass a mark, once for each lead and mark.
type alarm struct {
	// since is until when marks were looked at; those before the start are not
	// said, the header counts what is due.
	since   time.Time
	reading bool
	quiet   bool // does not ring
}

// dueMsg are the leads that passed a mark until at, the first one and how many.
type dueMsg struct {
	at    time.Time
	first domain.Lead
	n     int
	err   error
}

// watch looks which leads passed a mark since it looked last.
func (a *App) watch(now time.Time) tea.Cmd {
	if a.alarm.reading || !now.After(a.alarm.since) {
		return nil
	}
	a.alarm.reading = true
	book, only, since := a.cfg.Book, a.ctx.Only, a.alarm.since
	return func() tea.Msg {
		q := domain.Query{Kind: domain.KindLead, List: domain.ListInbox, Program: only}
		page, err := book.Leads(context.Background(), q, 0, soonest)
		m := dueMsg{at: now, err: err}
		for _, l := range page.Rows {
			if l.StatusAt(now) != domain.LeadOffered || !passed(l.Due, since, now) {
				continue
			}
			if m.n++; m.n == 1 || l.Due.Before(m.first.Due) {
				m.first = l
			}
		}
		return m
	}
}

// passed reports whether a deadline came as near as a mark after since and until now.
func passed(due, since, now time.Time) bool {
	for _, mark := range marks {
		if at := due.Add(-mark); at.After(since) && !at.After(now) {
			return true
		}
	}
	return false
}

// watched says which leads passed a mark, and rings.
func (a *App) watched(m dueMsg) tea.Cmd {
	a.alarm.reading = false
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	a.alarm.since = m.at
	if m.n == 0 {
		return nil
	}
	w, left := a.ctx.Words, m.first.Due.Sub(m.at)
	said := w.T("frame.due_soon", "company", m.first.Company.Name, "left", left)
	if m.n > 1 {
		said = w.N("frame.due_soon_many", m.n, "company", m.first.Company.Name, "left", left)
	}
	a.news.tell(m.at, said, true) // until it was seen
	if a.alarm.quiet {
		return nil
	}
	return tea.Raw(bell)
}

// deskQuiet is where the desk keeps that nothing is to ring.
const deskQuiet = "view/quiet"

// hush has leads that run out ring no more, or ring again.
func (a *App) hush() tea.Cmd {
	a.alarm.quiet = !a.alarm.quiet
	said, kept := "frame.bell_on", ""
	if a.alarm.quiet {
		said, kept = "frame.bell_off", "on"
	}
	a.news.tell(a.cfg.Now(), a.ctx.Words.T(said), false)
	return a.keep(deskQuiet, kept)
}
