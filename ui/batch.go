package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// batch is a [pane.Batch] on its way into the book, with what became of its
// steps so far.
type batch struct {
	*pane.Batch
	from *sheet
	// ended is how many steps were answered.
	ended   int
	done    []done
	skipped []skipped
	failed  error // the first refusal
}

// done is a step that changed something, and its entry of the journal.
type done struct {
	pane.Step
	entry uint64
}

// skipped is a record that was left as it was, and why.
type skipped struct {
	name       domain.Untrusted
	brief, why string
}

// writeBatch puts the steps of a batch into the queue.
func (a *App) writeBatch(w write) tea.Cmd {
	b := &batch{Batch: w.Batch, from: w.from}
	for i, s := range b.Steps {
		a.writes.waiting = append(a.writes.waiting, write{Apply: pane.Apply{Command: s.Command}, part: b, step: i})
	}
	if len(b.Steps) == 0 {
		return a.batched(b)
	}
	return a.next()
}

// stepped takes the answer to a step; the last one ends the batch.
func (a *App) stepped(m written) tea.Cmd {
	b, step := m.part, m.part.Steps[m.step]
	b.ended++
	switch {
	case m.err != nil:
		why := a.ctx.Words.Error(m.err)
		b.skipped = append(b.skipped, skipped{step.Name, a.ctx.Words.Brief(m.err), why})
		if b.failed == nil {
			b.failed = m.err
		}
	case m.result.Entry == 0:
		why := a.ctx.Words.T("batch.no_change")
		b.skipped = append(b.skipped, skipped{step.Name, why, why})
	default:
		b.done = append(b.done, done{step, m.result.Entry})
	}
	if b.ended < len(b.Steps) {
		return nil
	}
	return a.batched(b)
}

// batched says what became of a batch. A form whose answers were refused for
// every record goes on with the first refusal.
func (a *App) batched(b *batch) tea.Cmd {
	if b.from != nil && len(b.done) == 0 && b.failed != nil {
		b.from.refuse(b.failed)
		return a.refresh()
	}
	if b.from != nil {
		a.drop(b.from)
	}
	if len(b.done) > 1 {
		a.last = b
	}
	said := a.saidOf(b)
	for i := len(b.skipped) - 1; i >= 0; i-- { // the history has the newest first
		s := b.skipped[i]
		a.news.note(a.cfg.Now(), a.ctx.Words.T("batch.line", "name", s.name, "why", s.why), true)
	}
	a.news.tell(a.cfg.Now(), said, len(b.skipped) > 0)
	if len(b.skipped) > 0 && text.Width(said) > a.w-3 {
		a.push(newReading(a.ctx, a.reportOf(b)))
	}
	refs := make([]domain.Ref, len(b.done))
	for i, d := range b.done {
		refs[i] = d.Command.Subject()
	}
	return tea.Batch(pane.Send(pane.Batched{Done: refs}), a.refresh())
}

// namedOf is how many records a sentence names for one reason.
const namedOf = 3

// saidOf tells in a sentence what a batch did, and what it skipped for which
// reasons.
func (a *App) saidOf(b *batch) string {
	w := a.ctx.Words
	said := b.Said(len(b.done))
	if len(b.skipped) == 0 {
		return said
	}
	var reasons []string
	names := map[string][]string{}
	for _, s := range b.skipped {
		if names[s.brief] == nil {
			reasons = append(reasons, s.brief)
		}
		names[s.brief] = append(names[s.brief], text.Show(s.name))
	}
	var parts []string
	for _, r := range reasons {
		few := names[r][:min(len(names[r]), namedOf)]
		if more := len(names[r]) - len(few); more > 0 {
			few = append(few, w.N("batch.more", more))
		}
		parts = append(parts, w.T("batch.reason", "why", r, "names", few))
	}
	return w.N("batch.skipped", len(b.skipped), "said", said, "reasons", strings.Join(parts, "; "))
}

// reportOf lists what a batch skipped.
func (a *App) reportOf(b *batch) pane.Show {
	w := a.ctx.Words
	show := pane.Show{Title: w.T("batch.title"), Lines: []string{b.Said(len(b.done)), ""}}
	for _, s := range b.skipped {
		show.Lines = append(show.Lines, w.T("batch.line", "name", s.name, "why", s.why))
	}
	return show
}

// undoBatch is the batch whose last step an undo would take back, if all of it
// can be taken back in one go.
func (a *App) undoBatch() *batch {
	if b := a.last; b != nil && a.undoable.Why == nil && a.undoable.Entry == b.done[len(b.done)-1].entry {
		return b
	}
	return nil
}

// undoAll takes back what a batch did, the last step first.
func (a *App) undoAll(b *batch) tea.Cmd {
	w, what := a.ctx.Words, domain.Outside(a.undoWhat())
	back := &pane.Batch{Said: func(n int) string { return w.N("batch.undone", n, "what", what) }}
	for _, d := range slices.Backward(b.done) {
		back.Steps = append(back.Steps, pane.Step{Command: domain.Undo{Entry: d.entry}, Name: d.Name})
	}
	a.last = nil
	return a.write(write{Apply: pane.Apply{Batch: back}})
}
