package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/leads"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pipeline"
	"github.com/belay-tui/belay/ui/practice"
	"github.com/belay-tui/belay/ui/projects"
	"github.com/belay-tui/belay/ui/stories"
	"github.com/belay-tui/belay/ui/surveys"
)

// act asks for an action, as the palette and the help do.
type act struct{ action keys.Action }

// Can says whether an action can be done now, wherever it works, and why not
// where it cannot.
func (a *App) Can(id string) (why string, ok bool) {
	for _, p := range a.panes {
		if name, ok := strings.CutPrefix(id, p.Scope()+"."); ok {
			why, ok := p.Can(id)
			if !ok && why == "" {
				why = a.cannot(name)
			}
			return why, ok
		}
	}
	if id == "frame.undo" && a.undoable.Why != nil {
		return a.ctx.Words.Rule(a.undoable.Why), false
	}
	return "", true
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
		return a.global(action.ID)
	}
	for i, p := range a.panes {
		if p.Scope() != action.Scope {
			continue
		}
		shown := a.show(i)
		if why, ok := p.Can(action.ID); !ok {
			if why != "" {
				a.news.tell(a.cfg.Now(), why, true)
			}
			return shown
		}
		return tea.Batch(shown, p.Do(action.ID))
	}
	return nil
}

// global carries out an action of the frame.
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
		a.push(newReading(a.ctx, a.news.history(a.ctx)))
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
	case "program":
		return a.nextProgram()
	case "undo":
		return a.undo()
	default:
		if n, ok := strings.CutPrefix(id, "pane_"); ok {
			return a.show(int(n[0] - '1'))
		}
	}
	return nil
}

// quit leaves once all that was to be written is.
func (a *App) quit() tea.Cmd {
	a.leaving = true
	if a.writes.idle() {
		return tea.Quit
	}
	return nil
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
	scopes := map[domain.Kind]string{
		domain.KindLead: leads.Scope, domain.KindOpportunity: pipeline.Scope, domain.KindProject: projects.Scope,
		domain.KindSurvey: surveys.Scope, domain.KindCredential: practice.Scope, domain.KindStory: stories.Scope,
	}
	for i, p := range a.panes {
		if p.Scope() == scopes[to.Ref.Kind] {
			a.front(i)
			a.stale[i] = false
			return p.Goto(to.Ref, to.List)
		}
	}
	return nil
}
