package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// A plus sign takes a choice the other way where it has one, and types where it
// has none.
func TestPickWithPlus(t *testing.T) {
	press := func(l *listing, key rune) []tea.Msg {
		return panetest.Messages(l.update(tea.KeyPressMsg{Code: key, Text: string(key)}))
	}
	pick := pane.Pick{Enter: "pane.sort", Plus: "pane.sort_plus", Choices: []pane.Choice{{Label: "a", Do: "a alone"}, {Label: "b", Do: "b alone", Plus: "b too"}}}
	l := newPicker(panetest.Context(t), pick)
	l.resize(80, 20)
	if foot := ansi.Strip(l.foot(80)); foot != "enter sort   + then by it   ↓ choose   esc close" {
		t.Errorf("the footer is %q", foot)
	}
	if foot := ansi.Strip(newPicker(panetest.Context(t), pane.Pick{}).foot(80)); foot != "enter do it   ↓ choose   esc close" {
		t.Errorf("the footer is %q", foot)
	}
	if press(l, '+'); l.done() || l.input.Value() != "+" {
		t.Errorf("typed %q", l.input.Value())
	}
	l = newPicker(panetest.Context(t), pick)
	l.update(tea.KeyPressMsg{Code: tea.KeyDown})
	if sent := press(l, '+'); !l.done() || len(sent) != 1 || sent[0] != "b too" {
		t.Errorf("sent %v", sent)
	}
}

// typedInto is a pane in which one types.
type typedInto struct {
	stub
	x int
}

func (t *typedInto) Cursor() (x, y int, ok bool) { return t.x, 0, t.x >= 0 }

// The terminal's cursor stands where a pane takes text, below the frame's head.
func TestPaneCursor(t *testing.T) {
	ctx := panetest.Context(t)
	in := &typedInto{stub{scope: "leads"}, 7}
	a := &App{ctx: ctx, keys: Actions(), cfg: Config{Now: ctx.Now}, w: 80, h: 24, panes: []pane.Pane{in}}
	if c := a.cursor(); c == nil || c.X != 7 || c.Y != paneTop {
		t.Errorf("the cursor is %+v", c)
	}
	in.x = -1
	if a.cursor() != nil {
		t.Error("there is a cursor where nothing is typed")
	}
	in.x = 90
	if a.cursor() != nil {
		t.Error("the cursor is beyond the screen")
	}
}

// The tabs move together where the screen is narrow, and a click still finds them.
func TestTabsOfANarrowScreen(t *testing.T) {
	ctx := panetest.Context(t)
	a := &App{ctx: ctx, keys: Actions(), cfg: Config{Now: ctx.Now}, h: 24, panes: []pane.Pane{&stub{scope: "leads"}}}
	a.waiting.Leads, a.waiting.Opportunities, a.waiting.Projects, a.waiting.Surveys = 12, 18, 1, 2
	for _, a.w = range []int{60, 64, 68, 80, 120} {
		tabs, spans := ansi.Strip(a.tabs()), a.tabSpans()
		for i, name := range a.names() {
			before, _, ok := strings.Cut(tabs, name)
			if !ok || len(before) != spans[i].from || spans[i].to > a.w {
				t.Errorf("at %d the tab %q is said to be at %v: %q", a.w, name, spans[i], tabs)
			}
		}
	}
}
