package ui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/uitest"
)

// newRead is a text of thirty lines, of which six show.
func newRead(t *testing.T, offers ...pane.Offer) *reading {
	t.Helper()
	show := pane.Show{Title: "Text", Offers: offers}
	for i := range 30 {
		show.Lines = append(show.Lines, fmt.Sprintf("line %d.", i+1))
	}
	r := newReading(panetest.Context(t), show)
	r.resize(60, 10)
	return r
}

func TestReadingScrolls(t *testing.T) {
	for _, c := range []struct {
		keys string
		turn int
		want string
	}{
		{"", 0, "line 1."}, {"down j", 0, "line 3."}, {"j up", 0, "line 1."}, {"pgdown", 0, "line 7."}, {"space pgup", 0, "line 1."},
		{"end", 0, "line 25."}, {"G down", 0, "line 25."}, {"G home", 0, "line 1."}, {"end g", 0, "line 1."}, {"", 99, "line 25."}, {"end", -99, "line 1."},
	} {
		r := newRead(t)
		for _, key := range strings.Fields(c.keys) {
			r.update(uitest.Press(key))
		}
		r.wheel(c.turn)
		if line := ansi.Strip(r.lines()[1]); r.done() || !strings.Contains(line, c.want) {
			t.Errorf("after %q and %d it begins with %q, want %q", c.keys, c.turn, line, c.want)
		}
	}
	r := newRead(t)
	r.update(uitest.Press("end"))
	r.resize(60, 40)
	if line := ansi.Strip(r.lines()[1]); !strings.Contains(line, "line 1.") {
		t.Errorf("with room for all it begins with %q", line)
	}
}

// What a text offers can be clicked.
func TestReadingTakesTheMouse(t *testing.T) {
	offers := []pane.Offer{{Key: "y", Label: "Copy", Do: 1}, {Key: "o", Label: "Open", Do: 2}}
	for what, want := range map[string]any{"y Copy": 1, "Open": 2, "esc": nil, "line 2.": nil} {
		r := newRead(t, offers...)
		for y, line := range r.lines() {
			before, _, ok := strings.Cut(ansi.Strip(line), what)
			if !ok {
				continue
			}
			var got any
			if sent := panetest.Messages(r.click(len([]rune(before)), y)); len(sent) > 0 {
				got = sent[0]
			}
			if got != want || r.done() != (what != "line 2.") {
				t.Errorf("a click on %q sends %v, done %t", what, got, r.done())
			}
		}
	}
}
