package store

import (
	"context"

	"github.com/belay-tui/belay/domain"
)

// StatsOver returns a program's figures as of now, with the records behind its
// attributes. Those that are over a period are over the given one, where it is
// not zero. It reads all records.
func (b *Book) StatsOver(ctx context.Context, program string, period domain.Span) (domain.Stats, error) {
	p, err := b.Program(ctx, program)
	if err != nil {
		return domain.Stats{}, err
	}
	var t *domain.Tally
	_, _, err = b.gather(ctx, "gather figures", talliedKinds, func() func(domain.Record) {
		t = domain.NewTally(p, b.now())
		if period != (domain.Span{}) {
			t.Over(period)
		}
		return t.Add
	})
	if err != nil {
		return domain.Stats{}, err
	}
	return t.Stats(), nil
}

// Breakdown returns a program's figures by a dimension, of what lies in the
// period. It reads all leads, opportunities and projects.
func (b *Book) Breakdown(ctx context.Context, program string, by domain.Dimension, period domain.Span) ([]domain.Row, error) {
	p, err := b.Program(ctx, program)
	if err != nil {
		return nil, err
	}
	d, err := domain.NewBreakdown(p, by, period, b.now())
	if err != nil {
		return nil, err
	}
	kinds := []domain.Kind{domain.KindLead, domain.KindOpportunity, domain.KindProject}
	_, _, err = b.gather(ctx, "tell figures apart", kinds, func() func(domain.Record) {
		// That it can be made was seen above; each try begins with an empty one.
		d, _ = domain.NewBreakdown(p, by, period, b.now())
		return d.Add
	})
	if err != nil {
		return nil, err
	}
	return d.Rows(), nil
}

// Behind returns the records behind a figure of a program, as they may leave
// the book.
func (b *Book) Behind(ctx context.Context, program string, figure domain.Figure) ([]domain.Record, error) {
	p, err := b.Program(ctx, program)
	if err != nil {
		return nil, err
	}
	d, err := domain.NewBehind(p, figure, b.now())
	if err != nil {
		return nil, err
	}
	_, _, err = b.gather(ctx, "find the records behind a figure", talliedKinds, func() func(domain.Record) {
		d, _ = domain.NewBehind(p, figure, b.now())
		return d.Add
	})
	if err != nil {
		return nil, err
	}
	refs := d.Records()
	records := make([]domain.Record, len(refs))
	err = b.view(ctx, "read the records behind a figure", func(r *reader) error {
		for i, ref := range refs {
			whole, err := r.Record(ref)
			if err != nil {
				return err
			}
			if records[i], err = r.disclosed(whole); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return records, nil
}
