package ui

import (
	"fmt"
	"reflect"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
)

// guarded is a model whose panics leave their trace in the log, those of its
// commands too: what goes to the terminal then is soon gone.
type guarded struct {
	tea.Model
	log Log
}

// Init begins.
func (g *guarded) Init() tea.Cmd {
	defer g.note()
	return g.watched(g.Model.Init())
}

// Update takes a message.
func (g *guarded) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	defer g.note()
	var cmd tea.Cmd
	g.Model, cmd = g.Model.Update(msg)
	return g, g.watched(cmd)
}

// View draws.
func (g *guarded) View() tea.View {
	defer g.note()
	return g.Model.View()
}

// watched is a command whose panics are noted, and those of the commands that it
// comes back with: a batch of them, or a sequence, whose type has no name here.
func (g *guarded) watched(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer g.note()
		msg := cmd()
		if all := reflect.ValueOf(msg); all.Kind() == reflect.Slice && all.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range all.Len() {
				if one, ok := all.Index(i).Interface().(tea.Cmd); ok {
					all.Index(i).Set(reflect.ValueOf(g.watched(one)))
				}
			}
		}
		return msg
	}
}

// note writes down what went wrong, and lets it go on its way.
func (g *guarded) note() {
	if what := recover(); what != nil {
		// Where that fails, the terminal tells all the same.
		_ = g.log.Write(fmt.Errorf("panic: %v\n%s", what, debug.Stack()))
		panic(what)
	}
}
