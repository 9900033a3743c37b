package pane_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/uitest"
)

var (
	tabKey  = tea.KeyPressMsg{Code: tea.KeyTab}
	downKey = tea.KeyPressMsg{Code: tea.KeyDown}
	endKey  = tea.KeyPressMsg{Code: tea.KeyRight}
)

// asked is what the list was last asked for.
func asked(b *book) string { return b.Asked[len(b.Asked)-1].Match }

func TestSearchCompletes(t *testing.T) {
	l, b := open(t, 3, 80, 19)
	do(t, l, "search")
	typed(t, l, keysOf("sta")...)
	uitest.Golden(t, "fields", panetest.Frame(t, l, 80, 19))
	typed(t, l, downKey, tabKey)
	typed(t, l, keysOf("p")...)
	typed(t, l, endKey)
	if got := asked(b); !strings.HasPrefix(got, "stage:") || got == "stage:" {
		t.Errorf("asked for %q", got)
	}
	do(t, l, "back", "search")
	typed(t, l, keysOf("c")...)
	typed(t, l, downKey, tabKey)
	shows(t, l, 80, true, "/ ")
	if frame := panetest.Frame(t, l, 80, 19); !strings.Contains(strings.SplitN(frame, "\n", 2)[0], ":") {
		t.Errorf("nothing is taken:\n%s", frame)
	}
}

// A filter that is not understood keeps the rows, and says why at its place.
func TestSearchSaysWhatIsWrong(t *testing.T) {
	l, b := open(t, 3, 80, 19)
	do(t, l, "search")
	typed(t, l, keysOf("deal value>")...)
	before := len(b.Asked)
	typed(t, l, keysOf("much")...)
	if len(b.Asked) != before {
		t.Errorf("asked for %q", asked(b))
	}
	uitest.Golden(t, "wrong", panetest.Frame(t, l, 80, 19))
	typed(t, l, tea.KeyPressMsg{Code: tea.KeyEnter})
	if _, ok := l.Type(tea.KeyPressMsg{Code: 'j', Text: "j"}); !ok {
		t.Error("the field was left with a mistake in it")
	}
}

// What was found is made out in the rows and in the detail, by more than color.
func TestFoundIsMadeOut(t *testing.T) {
	l, _ := open(t, 3, 120, 19)
	do(t, l, "search")
	typed(t, l, keysOf("deal")...)
	on, _, _ := strings.Cut(l.Ctx.Theme.Match.Render("x"), "x")
	match := on + "Deal"
	if n := strings.Count(l.View(), match); n != 3 { // two rows and the detail; the selected row has its own style
		t.Errorf("made out %d times:\n%q", n, l.View())
	}
	do(t, l, "back")
	if strings.Contains(l.View(), match) {
		t.Error("made out though nothing is searched for")
	}
}

// Taking away words is safe at each place of what is typed.
func TestSearchTakesWordsAway(t *testing.T) {
	for at := range 4 {
		for _, k := range []tea.KeyPressMsg{{Code: 'd', Mod: tea.ModAlt}, {Code: 'w', Mod: tea.ModCtrl}, {Code: tea.KeyBackspace, Mod: tea.ModAlt}} {
			l, b := open(t, 3, 80, 19)
			do(t, l, "search")
			typed(t, l, keysOf("a b")...)
			for range at {
				typed(t, l, tea.KeyPressMsg{Code: tea.KeyLeft})
			}
			typed(t, l, k)
			if got := strings.TrimSpace(asked(b)); at == 1 && k.Code == 'd' && got != "a" {
				t.Errorf("alt+d at the last character leaves %q", got)
			}
		}
	}
}

// A long filter gives way to the number of rows that it leaves.
func TestSearchTellsHowManyItLeaves(t *testing.T) {
	l, _ := open(t, 3, 80, 19)
	do(t, l, "search")
	typed(t, l, keysOf("-customer:nobody -customer:nowhere -customer:never")...)
	typed(t, l, tea.KeyPressMsg{Code: tea.KeyEnter})
	if head := strings.SplitN(panetest.Frame(t, l, 80, 19), "\n", 2)[0]; !strings.Contains(head, "found") || !strings.Contains(head, "…") {
		t.Errorf("the head is %q", head)
	}
}
