package store

import (
	"context"

	"github.com/belay-tui/belay/domain"
)

// lengthLooked is how many records are read at most to count those of a list:
// some hundredths of a second.
const lengthLooked = 20_000

// Length is how many records the list of a query has. It counts to most only, and
// where fields are to be looked at, no further than some thousand records: there
// may be more then.
func (b *Book) Length(ctx context.Context, q domain.Query, most int) (l domain.Length, err error) {
	err = b.view(ctx, "count a list", func(r *reader) (err error) {
		l, err = r.length(ctx, q, most)
		return err
	})
	return l, err
}

func (r *reader) length(ctx context.Context, q domain.Query, most int) (domain.Length, error) {
	q.Sort, q.Reverse, q.Quick = "", false, false // it is as long in any order
	q, err := list(q.Kind, q)
	if err != nil {
		return domain.Length{}, err
	}
	f, err := r.filter(q)
	if err != nil {
		return domain.Length{}, err
	}
	if p := r.planned(r.planKey(q, f)); p != nil {
		return upTo(p.total(), most, true), nil
	}
	p := &plan{q: q, filter: f, at: r.minute()}
	if p.set, err = r.baseSet(q); err != nil {
		return domain.Length{}, err
	}
	open, err := r.narrowUnread(ctx, p)
	all := true
	if err == nil && !open.IsZero() {
		all, err = r.narrowByRecord(ctx, p, open, lengthLooked, most)
	}
	if err != nil {
		return domain.Length{}, err
	}
	p.count = p.set.Count()
	for _, v := range r.tail.versions(q.Kind) {
		if err := r.planFresh(p, v); err != nil {
			return domain.Length{}, err
		}
	}
	return upTo(p.total(), most, all), nil
}

// upTo is a length that was counted to the end or not.
func upTo(n, most int, all bool) domain.Length {
	return domain.Length{N: min(n, most), More: !all || n > most}
}
