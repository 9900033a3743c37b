package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/theme"
)

// What the frame cannot do now says why, in the palette and when its key is pressed,
// and does nothing.
func TestTheFrameSaysWhyNot(t *testing.T) {
	for _, id := range []string{"frame.undo", "frame.drafts", "frame.program", "frame.theme", "frame.import", "frame.export"} {
		ctx := panetest.Context(t)
		a := &App{ctx: ctx, keys: Actions(), cfg: Config{Now: ctx.Now, Theme: theme.Options{NoColor: true}}, drafts: newDrafts(ctx)}
		a.panes, a.stale = []pane.Pane{&stub{scope: "leads"}}, []bool{false}
		a.firm.Programs, a.undoable.Why = []string{domain.DefaultProgram}, domain.Refused("undo.nothing")
		why, ok := a.Can(id)
		if ok || why == "" {
			t.Errorf("%s: can %t, for %q", id, ok, why)
		}
		action, _ := a.keys.ByID(id)
		if cmd := a.do(action); cmd != nil || len(a.overlays) > 0 || a.news.text != why || ctx.Only != "" {
			t.Errorf("%s: says %q for %q, and does something", id, a.news.text, why)
		}
	}
}

// An action of another pane that needs a record is not done unseen, by its name in
// the palette; one that needs none is.
func TestNamedActionsDoNothingUnseen(t *testing.T) {
	for _, c := range []struct {
		from     int
		id, says string
		fills    bool
	}{
		{1, "leads.accept", "Press a to do that to what is selected here.", false},
		{0, "leads.accept", "No record is selected.", false},
		{1, "leads.new", "", true},
	} {
		a := newFirstDay(t, theme.Options{})
		a.show(c.from)
		action, _ := a.keys.ByID(c.id)
		fills := false
		for _, msg := range panetest.Messages(a.doNamed(action)) {
			_, fill := msg.(pane.Fill)
			fills = fills || fill
		}
		if a.scope() != "leads" || a.news.text != c.says || fills != c.fills {
			t.Errorf("%s from pane %d: on %s, says %q, fills %t", c.id, c.from, a.scope(), a.news.text, fills)
		}
	}
}

// What the footer says can be undone can be clicked.
func TestAClickUndoes(t *testing.T) {
	a := newFirstDay(t, theme.Options{})
	a.resize(100, 30)
	a.undoable = domain.Undoable{Entry: 7, Command: "lead.accept"}
	foot := []rune(ansi.Strip(a.footer()))
	for x, want := range map[int]bool{len(foot) - 1: true, len(foot) - len("u undo accept"): true, len(foot) - len("u undo accept") - 1: false, len(foot): false} {
		if a.click(tea.Mouse{X: x, Y: 29, Button: tea.MouseLeft}); a.undoing != want {
			t.Errorf("a click on column %d of %q undoes: %t", x, string(foot), a.undoing)
		}
		a.undoing = false
	}
}
