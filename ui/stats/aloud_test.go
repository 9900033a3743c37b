package stats

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

func TestTrendsAloud(t *testing.T) {
	ctx := panetest.Context(t)
	month := func(m time.Month) domain.Row {
		first := domain.NewDate(2026, m, 1)
		return domain.Row{Days: domain.Span{From: first, To: first.AddMonths(1) - 1}}
	}
	rows := []domain.Row{month(time.September), month(time.October), month(time.November)}
	rows[0].CSAT.Average = domain.Ratio{Num: 45, Den: 10}
	rows[2].CSAT.Average, rows[2].Leads.Offered = domain.Ratio{Num: 14, Den: 3}, 1200
	all := TrendsAloud(ctx, rows)
	say := func(name string) string {
		i := slices.IndexFunc(all, func(s Said) bool { return s.Name == name })
		if i < 0 {
			t.Fatalf("no trend is called %s: %v", name, all)
		}
		return strings.Join(all[i].Lines, "; ")
	}
	if got := say("CSAT average"); got != "Sep 2026: 4.50; Oct 2026: no value; Nov 2026 so far: 4.67" {
		t.Errorf("says %s", got)
	}
	if got := say("Leads offered"); got != "Sep 2026: 0; Oct 2026: 0; Nov 2026 so far: 1,200" {
		t.Errorf("says %s", got)
	}
}

func TestWhatIfAloud(t *testing.T) {
	ctx := panetest.Context(t)
	real := ctx.Program.Blank()
	f := WhatIfForm(ctx, real)
	key := attributes(real)[0].Key
	if _, wrong, ok := f.Answer(key, "3"); wrong != "" || !ok {
		t.Fatal(wrong, ok)
	}
	said := WhatIfAloud(ctx, real, f.Answers())
	if len(said) != 3 || !strings.HasPrefix(said[0], "What if: 48 of 1,000 points") || said[1] != "Projects above the CSAT threshold: 3 would give 48 points; as it is, 0 gives 0." || !strings.Contains(said[2], "Nothing is saved") {
		t.Errorf("says %q", said)
	}
	if said := WhatIfAloud(ctx, real, map[string]string{key: "much"}); len(said) != 2 {
		t.Errorf("of what cannot be read it says %q", said)
	}
}

func TestROIAloud(t *testing.T) {
	ctx := panetest.Context(t)
	if asked := ROIForm(ctx, domain.Stats{}).Aloud(); len(asked) != 4 {
		t.Errorf("asks %v", asked)
	}
	said := ROIAloud(ctx, map[string]string{"leads": "10000", "conversion": "5%", "close": "10%", "deal": "1000 EUR"})
	if said[0] != "10,000 leads a month x 5 % conversion x 10 % close rate x 1,000.00 EUR = 50,000.00 EUR a month" {
		t.Errorf("says %q", said[0])
	}
	if len(said) != 11 || said[1] != "At a close rate of 5 %: 25,000.00 EUR a month; with a point more of conversion 30,000.00 EUR, with deals a tenth larger 27,500.00 EUR." {
		t.Errorf("says %q", said)
	}
	if said := ROIAloud(ctx, map[string]string{"leads": "many"}); len(said) != 1 {
		t.Errorf("of nothing it says %q", said)
	}
}
