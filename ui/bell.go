package ui

import (
	"context"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/leads"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/words"
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

// DueSoon are leads to answer that passed a mark: the one due first, and how many.
type DueSoon struct {
	First domain.Lead
	N     int
}

// PassedMarks are the leads to answer that came as near to their deadline as one of
// the marks, since one moment and until another. It reads the book.
func PassedMarks(ctx context.Context, book leads.Book, program string, since, now time.Time) (d DueSoon, err error) {
	q := domain.Query{Kind: domain.KindLead, List: domain.ListInbox, Program: program}
	page, err := book.Leads(ctx, q, 0, soonest)
	for _, l := range page.Rows {
		if l.StatusAt(now) != domain.LeadOffered || !passed(l.Due, since, now) {
			continue
		}
		if d.N++; d.N == 1 || l.Due.Before(d.First.Due) {
			d.First = l
		}
	}
	return d, err
}

// Said tells which leads are about to run out, "" where none is.
func (d DueSoon) Said(w *words.Words, now time.Time) string {
	left := d.First.Due.Sub(now)
	switch d.N {
	case 0:
		return ""
	case 1:
		return w.T("frame.due_soon", "company", d.First.Company.Name, "left", left)
	}
	return w.N("frame.due_soon_many", d.N, "company", d.First.Company.Name, "left", left)
}

// dueMsg are the leads that passed a mark until at.
type dueMsg struct {
	DueSoon
	at  time.Time
	err error
}

// watch looks which leads passed a mark since it looked last.
func (a *App) watch(now time.Time) tea.Cmd {
	if a.alarm.reading || !now.After(a.alarm.since) {
		return nil
	}
	a.alarm.reading = true
	book, only, since := a.cfg.Book, a.ctx.Only, a.alarm.since
	return func() tea.Msg {
		d, err := PassedMarks(context.Background(), book, only, since, now)
		return dueMsg{d, now, err}
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
	said := m.Said(a.ctx.Words, m.at)
	if said == "" {
		return nil
	}
	a.news.tell(m.at, said, true) // until it was seen
	if a.alarm.quiet {
		return nil
	}
	return tea.Raw(bell)
}

// Ring rings a terminal that nothing is drawn on.
func Ring(terminal io.Writer) { _, _ = io.WriteString(terminal, bell) }

// DeskQuiet is where the desk keeps that nothing is to ring, and Hushed what it
// keeps there then.
const (
	DeskQuiet = "view/quiet"
	Hushed    = "on"
)

// hush has leads that run out ring no more, or ring again.
func (a *App) hush() tea.Cmd {
	a.alarm.quiet = !a.alarm.quiet
	said, kept := "frame.bell_on", ""
	if a.alarm.quiet {
		said, kept = "frame.bell_off", Hushed
	}
	a.news.tell(a.cfg.Now(), a.ctx.Words.T(said), false)
	return a.keep(DeskQuiet, kept)
}
