package store

import (
	"context"
	"errors"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// A plan finishes what the book has: the same customer's projects count twice.
func TestPlanReadsTheBook(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	p := must[*domain.Program](t)(domain.Preset(program))
	for n := range 3 {
		apply(t, b, domain.AddProject{ID: id(n + 1), Program: program, Fields: map[domain.ProjectField]domain.Untrusted{
			domain.ProjName: out("P"), domain.ProjCustomer: out("Acme"), domain.ProjEnd: out(p.Day(start).String()),
		}})
	}
	plan := must[domain.Plan](t)(b.Plan(ctx, program, 0))
	if _, next, _ := p.Evaluation(p.Day(start)); plan.By != next || plan.Tier.Key != p.Tiers[1].Key || len(plan.Steps) == 0 {
		t.Errorf("plan %+v", plan)
	}
	for _, s := range plan.Steps {
		for _, ref := range s.Records {
			if ref.Kind != domain.KindProject {
				t.Errorf("finishes %v", ref)
			}
		}
	}
	if _, err := b.Plan(ctx, program, p.Day(start)-1); !errors.Is(err, domain.Refused("plan.past")) {
		t.Error(err)
	}
	if _, err := b.Plan(ctx, "nosuch", 0); err == nil {
		t.Error("plans for a program there is not")
	}
}
