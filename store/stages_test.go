package store

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

// stagesOf are the names of the stages of a deal, in order.
func stagesOf(t *testing.T, b *Book, id domain.ID) (names []string) {
	t.Helper()
	visits := must[[]domain.StageVisit](t)(b.Stages(t.Context(), id))
	for i, v := range visits {
		names = append(names, v.Stage)
		if last := i == len(visits)-1; last != v.Until.IsZero() {
			t.Errorf("stage %d of %d was left at %v", i+1, len(visits), v.Until)
		}
	}
	return names
}

// The journal tells of the stages of a deal, wherever the deal came from.
func TestStages(t *testing.T) {
	b, clock := newTestBook(t)
	move := func(n int, stage string) {
		t.Helper()
		clock.t = clock.t.Add(24 * time.Hour)
		apply(t, b, domain.MoveStage{ID: id(n), Stage: stage})
	}
	want := func(n int, names ...string) {
		t.Helper()
		if got := stagesOf(t, b, id(n)); !slices.Equal(got, names) {
			t.Errorf("deal %d went through %q, want %q", n, got, names)
		}
	}
	deal := func(n int, stage string) domain.ImportOpportunity {
		return domain.ImportOpportunity{
			ID: id(n), Program: domain.DefaultProgram, PortalID: domain.Outside("P" + id(n).String()), Title: domain.Outside("Deal"),
			Stage: domain.Outside(stage),
		}
	}
	name := map[domain.OpportunityField]domain.Untrusted{domain.OppName: domain.Outside("Portal")}
	apply(t, b, domain.AddOpportunity{ID: id(1), Program: domain.DefaultProgram, Fields: name})
	want(1, "Prospecting")
	move(1, "Qualification")
	move(1, "Needs Analysis")
	apply(t, b, domain.EditOpportunity{ID: id(1), Fields: map[domain.OpportunityField]domain.Untrusted{domain.OppCustomer: domain.Outside("Acme")}})
	want(1, "Prospecting", "Qualification", "Needs Analysis")
	move(1, "Closed Won")
	head := must[uint64](t)(b.Head(t.Context()))
	apply(t, b, domain.Undo{Entry: head})
	want(1, "Prospecting", "Qualification", "Needs Analysis")

	importRows(t, b, deal(2, "Qualification"), deal(3, "Prospecting"))
	move(3, "Needs Analysis")
	clock.t = clock.t.Add(24 * time.Hour)
	importRows(t, b, deal(2, "Negotiation/Review"), deal(4, "Prospecting"))
	want(2, "Qualification", "Negotiation/Review")
	want(3, "Prospecting", "Needs Analysis")
	want(4, "Prospecting")
	if _, err := b.Stages(t.Context(), id(9)); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("a deal that is not there: %v", err)
	}
}
