package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/stats"
	"github.com/belay-tui/belay/ui/text"
)

// What is due stands in the header at every width that can hold it; the day, the
// book's state and at last whose book it is give way to it.
func TestHeaderTellsWhatIsDue(t *testing.T) {
	ctx := panetest.Context(t)
	a := &App{ctx: ctx, cfg: Config{Now: ctx.Now, Words: ctx.Words}, figures: stats.New(ctx, nil)}
	a.firm, a.waiting = domain.Firm{Name: domain.Outside("Nimbus Consulting")}, domain.Waiting{DueToday: 4}
	for w := leastWidth; w <= 200; w++ {
		a.w = w
		h := ansi.Strip(a.header())
		if text.Width(h) > w || !strings.Contains(h, "4 due today") || !strings.HasPrefix(h, " belay") {
			t.Errorf("%d wide: %q", w, h)
		}
	}
	a.w, a.waiting.DueToday = leastWidth, 0
	if h := ansi.Strip(a.header()); !strings.Contains(h, "Nimbus") || strings.Contains(h, "due") {
		t.Errorf("nothing due: %q", h)
	}
}
