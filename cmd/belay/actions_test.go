package main

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/uitest"
)

// TestActionsSayWhy asks in many states of the screen for every action whether
// it can be done now: one that cannot says why.
func TestActionsSayWhy(t *testing.T) {
	c := demoScreen(t)
	s := uitest.Start(t, watchActions{ui.New(c), t, map[string]bool{}, c.Words.T("frame.cannot")}, 120, 40)
	for _, pane := range []string{"1", "2", "3", "4", "5"} {
		for _, key := range []string{pane, "right", "j", "right", "j", "right", "/", "z", "z", "z", "enter", "esc", "G", "left", "left", "k"} {
			s.Key(key)
			s.Settle()
		}
	}
	s.Resize(80, 24)
	for _, key := range []string{"1", "enter", "esc", "2", "enter", "esc", "3", "enter", "esc", "4", "enter", "esc", "5", "enter", "enter", "esc", "esc", "w", "esc", "o", "esc", "v", "esc"} {
		s.Key(key)
		s.Settle()
	}
	seen := s.Quit().(watchActions).why
	if len(seen) < 20 {
		t.Errorf("only %d actions ever said why: %v", len(seen), seen)
	}
}

// watchActions asks for every action after every message.
type watchActions struct {
	*ui.App
	t   *testing.T
	why map[string]bool // the actions that said why
	// vague is what is said of what has no reason of its own.
	vague string
}

func (w watchActions) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := w.App.Update(msg)
	for _, action := range ui.Actions().All() {
		why, ok := w.Can(action.ID)
		switch {
		case ok && why != "":
			w.t.Errorf("%s can be done and says why not: %s", action.ID, why)
		case !ok && why == "" && !w.why["! "+action.ID]:
			w.why["! "+action.ID] = true
			w.t.Errorf("%s cannot be done and does not say why", action.ID)
		case why == w.vague && !strings.HasPrefix(action.ID, "stats."):
			w.t.Errorf("%s says no more than: %s", action.ID, why)
		case !ok && why != "":
			w.why[action.ID] = true
		}
	}
	return w, cmd
}
