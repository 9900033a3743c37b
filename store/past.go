package store

import (
	"context"
	"errors"

	"github.com/belay-tui/belay/domain"
)

// Past returns at most limit entries of the journal, the newest first, with what
// they are about and whether they can be taken back now; see [Book.Journal] for
// what is left out.
func (b *Book) Past(ctx context.Context, limit int) (all []domain.Past, err error) {
	err = b.view(ctx, "look back", func(r *reader) error {
		entries, err := r.log(ctx, 0, limit, true)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := ctx.Err(); err != nil {
				return err
			}
			p, err := r.past(e)
			if err != nil {
				return err
			}
			all = append(all, p)
		}
		return nil
	})
	return all, err
}

func (r *reader) past(e domain.Entry) (p domain.Past, err error) {
	p.Entry = e
	if p.Why, err = r.whyNot(domain.Undo{Entry: e.N}); err != nil || len(e.Changes) == 0 {
		return p, err
	}
	ref := e.Changes[0].Ref
	rec, err := r.Record(ref)
	if errors.Is(err, domain.ErrNotFound) {
		return p, nil
	}
	if err != nil {
		return p, err
	}
	if p.Record, err = r.disclosed(rec); err != nil || ref.Kind == domain.KindFirm {
		return p, err
	}
	if name := programOf(rec); name != "" {
		if p.Program, err = r.program(name); err != nil {
			return p, err
		}
	}
	ids, err := r.short([]domain.Ref{ref})
	if err != nil {
		return p, err
	}
	p.ID = ids[0]
	return p, nil
}
