package stats

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/uitest"
)

func (b *book) Plan(_ context.Context, program string, by domain.Date) (domain.Plan, error) {
	p, err := domain.Preset(program)
	if err != nil || b.err != nil {
		return domain.Plan{}, errors.Join(err, b.err)
	}
	planner, err := domain.NewPlanner(p, panetest.Now, by)
	if err != nil {
		return domain.Plan{}, err
	}
	for _, r := range b.records {
		planner.Add(r)
	}
	return planner.Plan(), nil
}

// What the planner found stands under the score.
func TestPlanShows(t *testing.T) {
	b := sample()
	frame := panetest.Frame(t, start(t, b, 80, 80), 80, 80)
	plan, err := b.Plan(context.Background(), domain.DefaultProgram, 0)
	if err != nil || !plan.Reachable {
		t.Fatal(plan, err)
	}
	if !strings.Contains(frame, "To Crest by 31 Jan") || !strings.Contains(frame, fmt.Sprintf("+%d", plan.Steps[0].Gain)) {
		t.Errorf("shows:\n%s", frame)
	}
}

// A number replaced changes the score beside the real one, and nothing else.
func TestWhatIf(t *testing.T) {
	for _, size := range panetest.Sizes {
		w, h := size[0], size[1]
		p := start(t, sample(), w, h)
		real := p.stats.Score.Points
		p.Do("stats.what_if")
		p.Type(tea.KeyPressMsg{Code: tea.KeyTab})
		p.Type(tea.KeyPressMsg{Code: tea.KeyBackspace})
		keysOf(p, "5")
		p.Type(tea.KeyPressMsg{Code: tea.KeyEnter})
		frame := panetest.Frame(t, p, w, h)
		uitest.Golden(t, fmt.Sprint(w), frame)
		if !strings.Contains(frame, "623 of 1,000 points") {
			t.Errorf("shows:\n%s", frame)
		}
		for range 2 { // something was typed
			p.Type(tea.KeyPressMsg{Code: tea.KeyEscape})
		}
		if p.over != nil || p.stats.Score.Points != real {
			t.Error("the real score changed, or esc does not leave")
		}
	}
}
