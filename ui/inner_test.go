package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// stub is a pane that shows its scope.
type stub struct {
	scope string
	to    []domain.Ref
}

func (s *stub) Scope() string                            { return s.scope }
func (s *stub) SetSize(int, int)                         {}
func (s *stub) Restyle()                                 {}
func (s *stub) Refresh() tea.Cmd                         { return nil }
func (s *stub) Do(string) tea.Cmd                        { return nil }
func (s *stub) Can(string) (string, bool)                { return "", true }
func (s *stub) Update(tea.Msg) tea.Cmd                   { return nil }
func (s *stub) Type(tea.Msg) (tea.Cmd, bool)             { return nil, false }
func (s *stub) Click(int, int) tea.Cmd                   { return nil }
func (s *stub) Wheel(int, int, int) tea.Cmd              { return nil }
func (s *stub) Goto(ref domain.Ref, list string) tea.Cmd { s.to = append(s.to, ref); return nil }
func (s *stub) View() string                             { return s.scope }

// An inner pane stands under the tab of the pane it was opened from, and leads
// back there; the numbered panes are all that tab goes round.
func TestInnerPane(t *testing.T) {
	ctx := panetest.Context(t)
	inner := &stub{scope: "practice"}
	a := &App{ctx: ctx, keys: Actions(), cfg: Config{Now: ctx.Now}, w: 120, h: 30}
	for _, scope := range []string{"leads", "pipeline", "projects", "surveys", "stats"} {
		a.panes = append(a.panes, &stub{scope: scope})
	}
	a.panes = append(a.panes, inner)
	a.stale = make([]bool, len(a.panes))
	open := pane.Goto{Ref: domain.Ref{Kind: domain.KindCredential, ID: panetest.ID(1)}}

	for _, from := range []int{4, 1} {
		a.show(from)
		a.Update(open)
		if a.scope() != "practice" || a.home() != from {
			t.Fatalf("from pane %d: on %s with pane %d behind", from, a.scope(), a.home())
		}
		a.Update(open) // again, from the inner pane itself
		if tabs := a.tabs(); !strings.Contains(tabs, "▸ Practice") || strings.Index(tabs, "Practice") < strings.Index(tabs, a.names()[from]) {
			t.Errorf("the tabs are %q", tabs)
		}
		a.Update(pane.Back{})
		if a.active != from {
			t.Errorf("back leads to pane %d, want %d", a.active, from)
		}
	}
	if len(inner.to) != 4 {
		t.Errorf("shows %v", inner.to)
	}

	a.show(4)
	a.Update(open)
	a.global("frame.next_pane")
	if a.active != 0 {
		t.Errorf("tab leads to pane %d, want the one after its home", a.active)
	}
	a.global("frame.previous_pane")
	if a.active != 4 {
		t.Errorf("shift+tab leads to pane %d: inner panes have no number", a.active)
	}
}
