package stats

import (
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/uitest"
)

// A program by requirements shows what each alternative lacks, and no points.
func TestRequirements(t *testing.T) {
	p, err := domain.Preset("select-fy27")
	if err != nil {
		t.Fatal(err)
	}
	b := &book{}
	for n := range 2 {
		b.records = append(b.records, domain.Credential{ID: panetest.ID(n + 1), Program: p.Name, Kind: domain.Certification, Holder: domain.Outside("Ann"), Earned: 1})
	}
	ctx := panetest.Context(t)
	ctx.Program = p
	figures := New(ctx, b)
	figures.SetSize(80, 30)
	panetest.Settle(t, figures, figures.Refresh())
	panetest.Settle(t, figures, figures.Update(pane.Shown{}))
	uitest.Golden(t, "80", panetest.Frame(t, figures, 80, 30))
}
