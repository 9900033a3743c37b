package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/theme"
)

const (
	// slowAfter is from when on reads and writes under way show a sign that turns.
	slowAfter = 150 * time.Millisecond
	// turnEvery is how often it turns.
	turnEvery = 100 * time.Millisecond
)

// work is how long the reads and writes under way have taken.
type work struct {
	since  time.Time // when the first of them began, zero where none is under way
	turns  int       // of the sign, 0 while nothing takes long
	looked bool      // it is about to be looked at again
}

// workMsg is time to look at the work under way.
type workMsg struct{}

// sign is the sign that turns, with a blank after it; "" while nothing takes long.
func (w work) sign(g theme.Glyphs) string {
	if w.turns == 0 {
		return ""
	}
	return g.Spinner[w.turns%len(g.Spinner)] + " "
}

// watchWork looks, after each message, whether something is under way, and comes
// back to it while it is.
func (a *App) watchWork() tea.Cmd {
	w := &a.work
	if *a.ctx.Busy == 0 && a.writes.idle() {
		a.dirty = a.dirty || w.turns > 0
		w.since, w.turns = time.Time{}, 0
		return nil
	}
	if w.since.IsZero() {
		w.since = a.cfg.Now()
	}
	if w.looked || a.cfg.Changed == nil {
		return nil
	}
	w.looked = true
	every := turnEvery
	if w.turns == 0 {
		every = slowAfter
	}
	return tea.Tick(every, func(time.Time) tea.Msg { return workMsg{} })
}

// worked turns the sign of what takes long.
func (a *App) worked() {
	w := &a.work
	w.looked = false
	if !w.since.IsZero() && a.cfg.Now().Sub(w.since) >= slowAfter {
		w.turns++
	}
}
