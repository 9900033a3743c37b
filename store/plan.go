package store

import (
	"context"

	"github.com/belay-tui/belay/domain"
)

// Plan returns the cheapest way to the program's next tier by a date, by the
// next evaluation where it is zero. It reads all records, and refuses a date
// that has passed (plan.past).
func (b *Book) Plan(ctx context.Context, program string, by domain.Date) (domain.Plan, error) {
	p, err := b.Program(ctx, program)
	if err != nil {
		return domain.Plan{}, err
	}
	now := b.now()
	if _, err := domain.NewPlanner(p, now, by); err != nil {
		return domain.Plan{}, err
	}
	var planner *domain.Planner
	_, _, err = b.gather(ctx, "plan", talliedKinds, func() func(domain.Record) {
		planner, _ = domain.NewPlanner(p, now, by) // tried above
		return planner.Add
	})
	if err != nil {
		return domain.Plan{}, err
	}
	return planner.Plan(), nil
}
