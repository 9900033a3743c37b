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
	sum   uint32
	begun bool
}

// gather gives all records of some kinds, without what is held back, to the
// function that begin returns. It holds no lock for long. Where the book changes meanwhile it begins
// anew, so that all records are of one state of the book: the entry head, with
// its checksum.
func (b *Book) gather(ctx context.Context, what string, kinds []domain.Kind, begin func() func(domain.Record)) (head uint64, sum uint32, err error) {
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
				return 0, 0, err
			}
		}
		if same {
			return g.head, g.sum, nil
		}
	}
}

// gather reads on, at most limit records unless it is 0. It reports whether the
// book is still the same, and whether there are more.
func (r *reader) gather(ctx context.Context, g *gathering, limit int, add func(domain.Record)) (same, more bool, err error) {
	if g.begun && r.tail.head != g.head {
		return false, false, nil
	}
	g.head, g.sum, g.begun = r.tail.head, r.tail.sum, true
	n := 0
	for ; len(g.kinds) > 0; g.kinds, g.next = g.kinds[1:], 0 {
		for ; g.next < r.tail.next[g.kinds[0]]; g.next++ {
			if n++; limit > 0 && n > limit {
				return true, true, nil
			}
			if n%1000 == 0 && ctx.Err() != nil {
				return false, false, ctx.Err()
			}
			rec, ok, err := r.standing(g.kinds[0], g.next)
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

// standing reads the record of a row, without what is held back; ok is false
// where there is none any more.
func (r *reader) standing(k domain.Kind, row uint32) (rec domain.Record, ok bool, err error) {
	all, err := r.set(k, set{inList, domain.ListAll})
	if err != nil {
		return nil, false, err
	}
	if _, changed := r.tail.rows[k][row]; !changed && !all.Has(row) {
		return nil, false, nil
	}
	s, ok, err := r.inRow(k, row)
	if err != nil || !ok || k == domain.KindFirm {
		return s.record, ok, err
	}
	p, err := r.program(programOf(s.record))
	if err != nil {
		return nil, false, err
	}
	return disclose(p, s.record), true, nil
}
