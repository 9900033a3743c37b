package pane_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// Saved lists have their length beside them: counted aside, not at each change,
// and to a bound.
func TestLengthsOfSavedLists(t *testing.T) {
	kept, err := domain.WriteSavedLists([]domain.SavedList{
		{Name: "Big", List: "open", Filter: "deal"}, {Name: "Few", List: "won"}, {Name: "Odd", List: "open", Filter: "no:such"},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, b := open(t, 3, 120, 19)
	ctx := panetest.Context(t)
	ctx.Desk = panetest.Desk{domain.SavedListsKey(domain.KindOpportunity): kept}
	var asked []domain.Query
	few := 3
	ctx.Length = func(_ context.Context, q domain.Query, most int) (domain.Length, error) {
		asked = append(asked, q)
		switch q.Match {
		case "deal":
			return domain.Length{N: most, More: true}, nil
		case "":
			return domain.Length{N: few}, nil
		}
		return domain.Length{}, errors.New("not understood")
	}
	l := pane.NewList(ctx, spec(b))
	l.SetSize(120, 19)
	panetest.Settle(t, l, l.Refresh())
	shows(t, l, 120, true, "★ Big 1,000+ · ★ Few 3 · ★ Odd   ")
	if len(asked) != 3 || asked[1].List != "won" || asked[1].Kind != domain.KindOpportunity {
		t.Errorf("asked %+v", asked)
	}

	// Of many changes one after the other only the first and the last count.
	few, asked = 4, nil
	first := l.Refresh()
	for range 5 {
		panetest.Settle(t, l, l.Refresh())
	}
	if len(asked) != 0 {
		t.Errorf("counts %d lists while they are being counted", len(asked))
	}
	panetest.Settle(t, l, first)
	shows(t, l, 120, true, "★ Few 4")
	if len(asked) != 6 {
		t.Errorf("counts %d lists, want them twice", len(asked))
	}
	if *ctx.Busy != 0 {
		t.Errorf("%d reads are under way", *ctx.Busy)
	}
	picks, _ := l.Do("deals.pick_list")
	if got := panetest.One[pane.Pick](t, l, picks); !strings.HasPrefix(got.Choices[4].Side, "1,000+  deal") {
		t.Errorf("among the lists: %+v", got.Choices)
	}
}

// Keys that change nothing in the book count nothing.
func TestKeysCountNothing(t *testing.T) {
	l, _ := open(t, 3, 120, 19)
	l.Ctx.Length = func(context.Context, domain.Query, int) (domain.Length, error) {
		t.Error("a list is counted")
		return domain.Length{}, nil
	}
	do(t, l, "down", "next_list", "previous_list", "search", "back", "bigger", "bigger", "split_left")
}
