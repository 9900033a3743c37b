package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
)

// act asks for an action, as the palette and the help do.
type act struct{ action keys.Action }

// Can says whether an action can be done now, wherever it works, and why not
// where it cannot.
func (a *App) Can(id string) (why string, ok bool) {
	scope, name, _ := strings.Cut(id, ".")
	if i := placed(scope); i >= 0 {
		why, ok := a.pane(i).Can(id)
		if !ok && why == "" {
			why = a.cannot(name)
		}
		return why, ok
	}
	why = a.whyNot(id)
	return why, why == ""
}

// whyNot is why an action of the frame cannot be done now, "" where it can.
func (a *App) whyNot(id string) string {
	w := a.ctx.Words
	switch {
	case id == "frame.undo" && a.undoable.Why != nil:
		return w.Rule(a.undoable.Why)
	case id == "frame.drafts" && len(a.drafts.names) == 0:
		return w.T("frame.no_drafts")
	case id == "frame.program" && len(a.firm.Programs) < 2 && a.ctx.Only == "":
		return w.T("frame.one_program")
	case id == "frame.theme" && a.cfg.Theme.NoColor:
		return w.T("frame.theme_off")
	case id == "frame.import" && a.cfg.Transfer == nil:
		return w.T("transfer.no_import")
	case id == "frame.export":
		if _, ok := a.exportable(); !ok {
			return w.T("transfer.no_export")
		}
	}
	return ""
}

// cannot is why an action that all panes have cannot be done, where the pane
// has nothing better to say.
func (a *App) cannot(name string) string {
	if id := "frame.cannot_" + name; a.ctx.Words.Has(id) {
		return a.ctx.Words.T(id)
	}
	return a.ctx.Words.T("frame.cannot")
}

// do carries out an action, on its own pane, or says why it cannot be done now.
func (a *App) do(action keys.Action) tea.Cmd {
	a.acted, a.typed = a.cfg.Now(), 0
	if action.Scope == keys.Global {
		if why := a.whyNot(action.ID); why != "" {
			a.news.tell(a.cfg.Now(), why, true)
			return nil
		}
		return a.global(action.ID)
	}
	i := placed(action.Scope)
	if i < 0 {
		return nil
	}
	shown := a.show(i)
	if why, ok := a.front().Can(action.ID); !ok {
		if why != "" {
			a.news.tell(a.cfg.Now(), why, true)
		}
		return shown
	}
	return tea.Batch(shown, a.front().Do(action.ID))
}

// doNamed carries out an action that was chosen by its name. One of another pane
// that is done to what is selected there only shows that pane: nobody has seen what
// that is.
func (a *App) doNamed(action keys.Action) tea.Cmd {
	if action.Scope != keys.Global && action.Scope != a.scope() {
		fresh := NewPane(action.Scope, a.ctx, a.cfg.Book) // with nothing selected
		if fresh == nil {
			return a.do(action)
		}
		if _, ok := fresh.Can(action.ID); !ok {
			a.news.tell(a.cfg.Now(), a.ctx.Words.T("frame.do_there", "key", a.keyOf(action.ID)), false)
			return a.show(placed(action.Scope))
		}
	}
	return a.do(action)
}

// global carries out an action of the frame that can be done now.
func (a *App) global(id string) tea.Cmd {
	id = strings.TrimPrefix(id, "frame.")
	switch id {
	case "quit":
		return a.quit()
	case "help":
		a.push(a.newHelp())
	case "palette":
		a.push(a.newPalette())
	case "messages":
		a.push(a.newHistory())
	case "next_pane":
		return a.show((a.home() + 1) % numbered)
	case "previous_pane":
		return a.show((a.home() + numbered - 1) % numbered)
	case "mouse":
		a.mouse = !a.mouse
		said := a.ctx.Words.T("frame.mouse_off", "key", a.keyOf("frame.mouse"))
		if a.mouse {
			said = a.ctx.Words.T("frame.mouse_on")
		}
		a.news.tell(a.cfg.Now(), said, false)
	case "theme":
		return a.nextTheme()
	case "bell":
		return a.hush()
	case "program":
		return a.nextProgram()
	case "undo":
		return a.undo()
	case "drafts":
		a.push(newPicker(a.ctx, a.drafts.pick()))
	case "import":
		return a.fillImport()
	case "export":
		return a.fillExport()
	case "undo_list":
		return a.lookUndo()
	default:
		if n, ok := strings.CutPrefix(id, "pane_"); ok {
			return a.show(int(n[0] - '1'))
		}
	}
	return nil
}

// quit leaves once all that was to be written is. Where that fails the person stays
// and is told; quitting once more leaves all the same.
func (a *App) quit() tea.Cmd {
	a.leaving = true
	if a.moving != nil {
		a.moving.stop()
	}
	var cmds []tea.Cmd
	for _, o := range a.overlays {
		if s, ok := o.(*sheet); ok {
			cmds = append(cmds, s.keepNow())
		}
	}
	return a.leave(cmds...)
}

// leave carries out what is left to do, and quits once nothing is when the
// person is leaving.
func (a *App) leave(cmds ...tea.Cmd) tea.Cmd {
	if a.leaving && a.moving == nil && a.writes.idle() && a.drafts.idle() {
		cmds = append(cmds, tea.Quit)
	}
	return tea.Batch(cmds...)
}

// openDraft shows the form of a draft, or the record that it is about: the same
// key as ever opens the form there.
func (a *App) openDraft(id string) tea.Cmd {
	name, ref := DraftOf(id)
	action, ok := a.keys.ByID(name)
	switch {
	case !ok:
		return nil
	case ref.ID.IsZero():
		return a.do(action)
	}
	a.news.tell(a.cfg.Now(), a.ctx.Words.T("form.draft_there", "key", a.keyOf(name)), false)
	return a.goTo(pane.Goto{Ref: ref})
}

// nextProgram looks at all programs, then at each of the firm's.
func (a *App) nextProgram() tea.Cmd {
	choices := append([]string{""}, a.firm.Programs...)
	next := 0
	for i, c := range choices {
		if c == a.ctx.Only {
			next = (i + 1) % len(choices)
		}
	}
	a.ctx.Only = choices[next]
	a.ctx.Program = a.program(a.ctx.Only)
	if a.ctx.Only == "" && len(a.firm.Programs) > 0 {
		a.ctx.Program = a.program(a.firm.Programs[0])
	}
	a.restyle(a.cfg.Theme.Dark)
	return a.refresh()
}

// goTo shows a record on its pane.
func (a *App) goTo(to pane.Goto) tea.Cmd {
	i := holding(to.Ref.Kind)
	if i < 0 {
		return nil
	}
	a.raise(i)
	a.stale[i] = false
	return a.front().Goto(to.Ref, to.List)
}
