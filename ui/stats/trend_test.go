package stats

import (
	"fmt"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/uitest"
)

// trends is the pane with the trend of a figure over it.
func trends(t *testing.T, b Book, f domain.Figure, w, h int) (*Pane, *trend) {
	t.Helper()
	p := start(t, b, w, h)
	panetest.Settle(t, p, p.Do("stats.trend"))
	of := p.over.(*trend)
	of.figure = f
	return p, of
}

// Figures of each kind: amounts, means with months that have none, and hours,
// without color and in signs of every font.
func TestTrendOfFigures(t *testing.T) {
	for _, f := range []domain.Figure{domain.FigureSourced, domain.FigureCSATAverage, domain.FigureResponse, domain.FigureClose} {
		p, _ := trends(t, sample(), f, 80, 19)
		uitest.Golden(t, fmt.Sprintf("80-%s", f), panetest.Frame(t, p, 80, 19))
	}
	p, _ := trends(t, sample(), domain.FigureProjectsEnded, 120, 35)
	p.ctx.Theme, p.ctx.ASCII = theme.New(theme.Options{ASCII: true}), true
	p.Restyle()
	frame := panetest.Frame(t, p, 120, 35)
	uitest.Golden(t, "120-ascii", frame)
	if strings.ContainsAny(frame, "█▁▄│▸·└─↑") {
		t.Error("signs that a plain font lacks")
	}
	p, _ = trends(t, sample(), domain.FigureCSATCount, 60, 13)
	uitest.Golden(t, "60", panetest.Frame(t, p, 60, 13))
}

// The keys choose a figure and a month; the chart goes with them, and its words.
func TestTrendKeys(t *testing.T) {
	p, of := trends(t, sample(), domain.FigureRegistered, 80, 19)
	words := func() string {
		lines := strings.Split(strings.TrimRight(panetest.Frame(t, p, 80, 19), "\n"), "\n")
		return strings.TrimSpace(lines[len(lines)-1])
	}
	do := func(ids ...string) {
		for _, id := range ids {
			if _, ok := p.Can("stats." + id); !ok {
				t.Errorf("cannot go %s from %s, %d months back", id, of.figure, of.back)
			}
			p.Do("stats." + id)
		}
	}
	if _, ok := p.Can("stats.right"); ok {
		t.Error("there is a month after the newest")
	}
	do("left")
	if got := words(); !strings.HasPrefix(got, "Oct 2026: 9, ") {
		t.Errorf("a month back: %q", got)
	}
	do("down", "down")
	if got := words(); !strings.HasPrefix(got, "Oct 2026: no value") {
		t.Errorf("where there is no rate: %q", got)
	}
	do("page_up", "page_up")
	if got := words(); !strings.HasPrefix(got, "Oct 2024: no value") {
		t.Errorf("two years back: %q", got)
	}
	do("page_up")
	uitest.Golden(t, "oldest", panetest.Frame(t, p, 80, 19))
	for _, id := range []string{"left", "page_up"} {
		if _, ok := p.Can("stats." + id); ok {
			t.Errorf("%s goes beyond the oldest month", id)
		}
	}
	do("page_down", "right", "bottom")
	if of.figure != domain.FigureProjectsEnded {
		t.Errorf("the last figure is %s", of.figure)
	}
	do("up", "top")
	if of.figure != domain.FigureRegistered {
		t.Errorf("the first figure is %s", of.figure)
	}
}

// The figure under the cursor is the one that is drawn.
func TestTrendOfTheSelectedFigure(t *testing.T) {
	p := start(t, sample(), 80, 19)
	on(t, p, domain.FigureLapsed)
	panetest.Settle(t, p, p.Do("stats.trend"))
	if got := panetest.Frame(t, p, 80, 19); !strings.Contains(got, "Leads lapsed, 4 of 13") {
		t.Errorf("shows:\n%s", got)
	}
}
