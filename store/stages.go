package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/packed"
)

// Stages are the stages that an opportunity went through, the first one first,
// as the journal tells of them; see [Book.Lead] for errors.
func (b *Book) Stages(ctx context.Context, id domain.ID) (visits []domain.StageVisit, err error) {
	err = b.view(ctx, "look back at the stages of a deal", func(r *reader) error {
		versions, err := r.versions(ctx, domain.Ref{Kind: domain.KindOpportunity, ID: id})
		if err != nil {
			return err
		}
		deals := make([]domain.Opportunity, 0, len(versions))
		for _, rec := range versions {
			if o, ok := rec.(domain.Opportunity); ok {
				deals = append(deals, o)
			}
		}
		visits = domain.StageVisits(deals)
		return nil
	})
	return visits, err
}

// versions are a record as each entry of the journal left it, the oldest first.
func (r *reader) versions(ctx context.Context, ref domain.Ref) ([]domain.Record, error) {
	s, err := r.load(ref)
	if err != nil {
		return nil, err
	}
	what, all := fmt.Sprintf("the history of %s", ref), []domain.Record{s.record}
	for n := s.rev; n > 0; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		e, err := r.entryAt(n)
		if err != nil {
			return nil, r.damaged(what, err)
		}
		c, err := r.changeIn(e, ref, s.row)
		if err != nil {
			return nil, err
		}
		if c.before != nil {
			rec, err := packed.Decode(ref.Kind, c.before)
			if err != nil {
				return nil, r.damaged(what, err)
			}
			all = append(all, rec)
		}
		if c.was >= n {
			return nil, r.damaged(what, errors.New("it goes in circles"))
		}
		n = c.was
	}
	slices.Reverse(all)
	return all, nil
}
