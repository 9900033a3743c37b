package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/stats"
)

// What takes long turns a sign in the header, and what is quick does not.
func TestWhatTakesLongTurns(t *testing.T) {
	ctx, now := panetest.Context(t), panetest.Now
	ctx.Now = func() time.Time { return now }
	a := &App{ctx: ctx, keys: Actions(), cfg: Config{Now: ctx.Now, Changed: func() (bool, error) { return false, nil }}, w: 100, h: 30}
	a.panes, a.stale, a.figures = []pane.Pane{&stub{scope: "leads"}}, []bool{false}, stats.New(ctx, nil)
	spin := ctx.Theme.Glyphs.Spinner
	says := func(after time.Duration, want string) {
		t.Helper()
		now = now.Add(after)
		a.Update(workMsg{})
		if head := ansi.Strip(a.header()); !strings.Contains(head, "offline · "+want+" ") {
			t.Errorf("after %s it says %q, want %q", after, head, want)
		}
	}
	*ctx.Busy = 1
	says(0, "saved")
	says(slowAfter-time.Millisecond, "saved")
	says(time.Millisecond, spin[1]+" reading")
	says(turnEvery, spin[2]+" reading")
	*ctx.Busy = 0
	says(turnEvery, "saved")
	*ctx.Busy = 1
	says(turnEvery, "saved") // it began anew
	*ctx.Busy = 0
	a.writes.waiting = []write{{Apply: pane.Apply{Command: domain.AcceptLead{}}}}
	says(0, "saving")
	says(slowAfter, spin[1]+" saving")
	if _, cmd := a.Update(workMsg{}); cmd == nil {
		t.Error("it turns once")
	}
	a.writes.waiting = nil
	if _, cmd := a.Update(workMsg{}); cmd != nil {
		t.Error("it turns for nothing")
	}
}
