package store

import (
	"context"

	"github.com/belay-tui/belay/domain"
)

const (
	// gatherLen is how many records are read at a time before writers get their
	// turn: a few hundredths of a second.
	gatherLen = 2000
	// gatherTries is how often reading begins anew because the book changed
	// meanwhile; the last time it is not interrupted.
	gatherTries = 3
)

// gathering is how far the reading of all records came.
type gathering struct {
	kinds []domain.Kind
	next  uint32 // the row of the first kind that is read next
	head  uint64
	begun bool
}

// gather gives all records of some kinds, as they may leave the book, to the
// function that begin returns. It holds no lock for long. Where the book changes
// meanwhile it begins anew, so that all records are of one state of the book.
func (b *Book) gather(ctx context.Context, what string, kinds []domain.Kind, begin func() func(domain.Record)) error {
	for try := 1; ; try++ {
		add, limit := begin(), gatherLen
		if try == gatherTries {
			limit = 0
		}
		g := gathering{kinds: kinds}
		same, more := true, true
		for same && more {
			err := b.view(ctx, what, func(r *reader) (err error) {
				same, more, err = r.gather(ctx, &g, limit, add)
				return err
			})
			if err != nil {
				return err
			}
		}
		if same {
			return nil
		}
	}
}

// gather reads on, at most limit records unless it is 0. It reports whether the
// book is still the same, and whether there are more.
func (r *reader) gather(ctx context.Context, g *gathering, limit int, add func(domain.Record)) (same, more bool, err error) {
	if g.begun && r.tail.head != g.head {
		return false, false, nil
	}
	g.head, g.begun = r.tail.head, true
	n := 0
	for ; len(g.kinds) > 0; g.kinds, g.next = g.kinds[1:], 0 {
		for ; g.next < r.tail.next[g.kinds[0]]; g.next++ {
			if n++; limit > 0 && n > limit {
				return true, true, nil
			}
			if n%1000 == 0 && ctx.Err() != nil {
				return false, false, ctx.Err()
			}
			rec, ok, err := r.shown(g.kinds[0], g.next)
			if err != nil {
				return false, false, err
			}
			if ok {
				add(rec)
			}
		}
	}
	return true, false, nil
}

// shown reads the record of a row as it may leave the book; ok is false where
// there is none any more.
func (r *reader) shown(k domain.Kind, row uint32) (rec domain.Record, ok bool, err error) {
	all, err := r.set(k, set{inList, domain.ListAll})
	if err != nil {
		return nil, false, err
	}
	if _, changed := r.tail.rows[k][row]; !changed && k != domain.KindFirm && !all.Has(row) {
		return nil, false, nil
	}
	s, ok, err := r.inRow(k, row)
	if err != nil || !ok {
		return nil, false, err
	}
	rec, err = r.disclosed(s.record)
	return rec, true, err
}
