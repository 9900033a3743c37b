package store

import (
	"bytes"
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
	after []byte // the last key that was read of the first kind
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
	head, err := r.lastEntry()
	if err != nil || g.begun && head != g.head {
		return false, false, err
	}
	g.head, g.begun = head, true
	n := 0
	for len(g.kinds) > 0 {
		bucket, err := r.bucket(bucketOf(g.kinds[0]))
		if err != nil {
			return false, false, err
		}
		c := bucket.Cursor()
		k, _ := c.Seek(g.after)
		if bytes.Equal(k, g.after) {
			k, _ = c.Next()
		}
		for ; k != nil; k, _ = c.Next() {
			if n++; limit > 0 && n > limit {
				return true, true, nil
			}
			if n%1000 == 0 && ctx.Err() != nil {
				return false, false, ctx.Err()
			}
			rec, err := r.shown(domain.Ref{Kind: g.kinds[0], ID: lastID(k)})
			if err != nil {
				return false, false, err
			}
			add(rec)
			g.after = bytes.Clone(k)
		}
		g.kinds, g.after = g.kinds[1:], nil
	}
	return true, false, nil
}

// shown reads a record as it may leave the book.
func (r *reader) shown(ref domain.Ref) (domain.Record, error) {
	rec, err := r.Record(ref)
	if err != nil {
		return nil, err
	}
	return r.disclosed(rec)
}
