package pane_test

import (
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

func TestProgramCode(t *testing.T) {
	ctx := panetest.Context(t)
	for name, want := range map[string]string{"trailblazer": "Trail", "trailblazer-py20": "Tra20", "select-fy27": "Sel27", "pvs-fy19": "PVS19"} {
		if got := ctx.ProgramCode(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	ctx.Programs = func(string) (*domain.Program, error) { return &domain.Program{Title: "2027\x1b[2J"}, nil }
	if got := ctx.ProgramCode("x"); len([]rune(got)) > 5 {
		t.Errorf("%q", got)
	}
}

// The column is there while records of several programs show.
func TestProgramColumn(t *testing.T) {
	l, b := open(t, 2, 80, 19)
	b.Records[1].Program = "pvs-fy19"
	shows(t, l, 80, false, "Pgm")
	l.Ctx.Firm.Programs = []string{"trailblazer", "pvs-fy19"}
	panetest.Settle(t, l, l.Refresh())
	shows(t, l, 80, true, "PVS19")
	l.Ctx.Only = "trailblazer"
	shows(t, l, 80, false, "PVS19")
}
