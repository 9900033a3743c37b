package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// lookBack is how many entries of the journal the list of undo shows at most.
const lookBack = 200

// pastMsg are the newest entries of the journal.
type pastMsg struct {
	entries []domain.Past
	err     error
}

// lookUndo reads what was done lately, once however often its key is pressed.
func (a *App) lookUndo() tea.Cmd {
	if a.looking {
		return nil
	}
	a.looking = true
	book := a.cfg.Book
	*a.ctx.Busy++
	return func() tea.Msg {
		entries, err := book.Past(context.Background(), lookBack)
		return pastMsg{entries, err}
	}
}

// past shows what was done lately: what can be taken back, and why not the rest.
func (a *App) past(m pastMsg) tea.Cmd {
	*a.ctx.Busy--
	a.looking = false
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	w := a.ctx.Words
	entries, widest := make([]entry, len(m.entries)), 0
	for _, p := range m.entries {
		widest = max(widest, text.Width(w.Int(int(p.Entry.N))))
	}
	for i, p := range m.entries {
		entries[i] = a.pastEntry(m.entries, i)
		entries[i].lead = text.Right(w.Int(int(p.Entry.N)), widest)
		entries[i].keys = []string{w.Int(int(p.Entry.N))}
	}
	l := newListing(a.ctx, w.T("undo.title"), entries)
	l.wide, l.none, l.first = 120, w.T("undo.none"), []int{1, 0}
	l.keys = pressed("undo.do", pane.Press("ctrl+d", "undo.down_to"))
	l.other = func(key string, at int) (tea.Cmd, bool) {
		if key != "ctrl+d" {
			return nil, false
		}
		do, why := a.undoDownTo(m.entries, at)
		if l.said = why; why != "" {
			return nil, true
		}
		l.ended = true
		return pane.Send(do), true
	}
	a.push(l)
	return nil
}

// pastEntry is an entry of the journal as the list of undo shows it.
func (a *App) pastEntry(all []domain.Past, i int) entry {
	w, p := a.ctx.Words, all[i]
	said := w.Happened(p)
	e := entry{label: said, always: true}
	state := "undo.can"
	switch {
	case p.Why == nil:
		e.do = a.takeBack(p)
	case p.Why.Code == "undo.superseded":
		state = "undo.later"
		// The list has the newest first; what is in the way goes the other way round.
		since := slices.Clone(all[:i+1])
		slices.Reverse(since)
		switch chain := domain.InWay(since); {
		case len(chain) == 0:
			state, e.why = "undo.undone", w.T("undo.undone_long")
		case blocked(chain) != nil:
			state, e.why = "undo.cannot", w.Rule(blocked(chain).Why)
		default:
			e.do = a.askUndo(chain)
		}
	default:
		state, e.why = "undo.cannot", w.Rule(p.Why)
	}
	e.cells = []string{w.Instant(p.Entry.At, a.cfg.Now()), text.Show(p.Entry.Who), w.T(state)}
	return e
}

// blocked is the first of some entries that cannot be taken back even after those
// before it, nil where there is none.
func blocked(chain []domain.Past) *domain.Past {
	for _, p := range chain {
		if p.Why != nil && p.Why.Code != "undo.superseded" {
			return &p
		}
	}
	return nil
}

// takeBack takes one entry back; an import is asked about.
func (a *App) takeBack(p domain.Past) tea.Msg {
	w := a.ctx.Words
	back := pane.Apply{
		Command: domain.Undo{Entry: p.Entry.N},
		Said:    func(domain.Result) string { return w.T("frame.undone", "what", w.Happened(p)) },
	}
	if p.Entry.Batch > 0 {
		return a.askImport(p.Entry.Batch, back)
	}
	return back
}

// askImport asks before an import is taken back: that is more than a slip of the
// finger may do.
func (a *App) askImport(records int, back pane.Apply) pane.Ask {
	w := a.ctx.Words
	return pane.Ask{
		Title: w.T("frame.undo_import_title"), Lines: []string{w.N("frame.undo_import_note", records)},
		Yes: w.T("frame.undo_import_yes"), Do: back,
	}
}

// undoDownTo takes back all from an entry on that was not taken back yet, or says
// why that cannot be.
func (a *App) undoDownTo(all []domain.Past, at int) (do tea.Msg, why string) {
	since := slices.Clone(all[:at+1])
	slices.Reverse(since)
	chain := domain.Effective(since)
	slices.Reverse(chain)
	switch stuck := blocked(chain); {
	case len(chain) == 0:
		return nil, a.ctx.Words.T("undo.undone_long")
	case stuck != nil:
		return nil, a.ctx.Words.T("undo.blocked", "n", stuck.Entry.N, "why", a.ctx.Words.Rule(stuck.Why))
	case len(chain) == 1:
		return a.takeBack(chain[0]), ""
	}
	return a.askUndo(chain), ""
}

// mostNamed is how many entries a question names one by one.
const mostNamed = 8

// askUndo asks before several entries are taken back, the newest first.
func (a *App) askUndo(chain []domain.Past) pane.Ask {
	w := a.ctx.Words
	if len(chain) == 1 {
		return pane.Ask{Title: w.N("undo.ask", 1), Lines: []string{w.Happened(chain[0])}, Yes: w.N("undo.yes", 1), Do: undoChain{chain: chain}}
	}
	lines := []string{w.T("undo.ask_note"), ""}
	for i, p := range chain {
		if i == mostNamed {
			lines = append(lines, w.N("undo.ask_more", len(chain)-i))
			break
		}
		lines = append(lines, w.Int(int(p.Entry.N))+"  "+w.Happened(p))
	}
	return pane.Ask{Title: w.N("undo.ask", len(chain)), Lines: lines, Yes: w.N("undo.yes", len(chain)), Do: undoChain{chain: chain}}
}

// undoChain takes back several entries one after the other; done are those that
// were taken back.
type undoChain struct {
	chain []domain.Past
	done  int
}

// takeBackNext takes back the next of several entries, and stops at the first
// that is refused.
func (a *App) takeBackNext(m undoChain) tea.Cmd {
	w := a.ctx.Words
	back := pane.Apply{Command: domain.Undo{Entry: m.chain[m.done].Entry.N}}
	next := undoChain{m.chain, m.done + 1}
	if next.done < len(m.chain) {
		back.Then = func(domain.Result) tea.Msg { return next }
	} else {
		back.Said = func(domain.Result) string { return w.N("undo.all_done", len(m.chain)) }
	}
	return a.write(write{Apply: back, refused: func(why string) string {
		return w.N("undo.stopped", m.done, "n", m.done, "all", len(m.chain), "why", why)
	}})
}
