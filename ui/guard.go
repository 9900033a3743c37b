package ui

import (
	"fmt"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
)

// guarded is a model whose panics leave their trace in the log: what goes to the
// terminal then is soon gone.
type guarded struct {
	tea.Model
	log Log
}

// Update takes a message.
func (g *guarded) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	defer g.note()
	var cmd tea.Cmd
	g.Model, cmd = g.Model.Update(msg)
	return g, cmd
}

// View draws.
func (g *guarded) View() tea.View {
	defer g.note()
	return g.Model.View()
}

// note writes down what went wrong, and lets it go on its way.
func (g *guarded) note() {
	if what := recover(); what != nil {
		// Where that fails, the terminal tells all the same.
		_ = g.log.Write(fmt.Errorf("panic: %v\n%s", what, debug.Stack()))
		panic(what)
	}
}
