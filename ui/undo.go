package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
)

// hintWidth is the width of a screen from which the footer has room to say what
// can be undone.
const hintWidth = 60

// undo takes back the last change. It asks before an import is taken back: that is
// more than a slip of the finger may do.
func (a *App) undo() tea.Cmd {
	if a.undoing {
		return nil
	}
	w, what := a.ctx.Words, a.undoWhat()
	back := pane.Apply{
		Command: domain.Undo{Entry: a.undoable.Entry},
		Said:    func(domain.Result) string { return w.T("frame.undone", "what", domain.Outside(what)) },
	}
	if a.undoable.Batch > 0 {
		return pane.Send(a.askImport(a.undoable.Batch, back))
	}
	a.undoing = true
	if b := a.undoBatch(); b != nil {
		return a.undoAll(b)
	}
	return a.write(write{Apply: back})
}

// undoWhat is the word for what an undo takes back.
func (a *App) undoWhat() string { return a.ctx.Words.Did(a.undoable.Command) }

// undoHint is what the footer says of the change that can be undone, "" where
// there is none or no room.
func (a *App) undoHint() string {
	action, ok := a.keys.ByID("frame.undo")
	if !ok || len(action.Keys) == 0 || a.undoable.Entry == 0 || a.undoable.Why != nil || a.w < hintWidth {
		return ""
	}
	what := a.undoWhat()
	if b := a.undoBatch(); b != nil {
		what = a.ctx.Words.N("batch.did", len(b.done), "what", domain.Outside(what))
	}
	label := a.ctx.Words.T("frame.undo_what", "what", domain.Outside(what))
	return a.ctx.Theme.Key.Render(keys.Display(action.Keys[0], a.ctx.ASCII)) + " " + a.ctx.Theme.KeyName.Render(label)
}
