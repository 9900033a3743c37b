package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"slices"

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
	b.fileAhead(ctx)
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
		for s, err := range r.standing(g.kinds[0], g.next) {
			if err != nil {
				return false, false, err
			}
			if n++; limit > 0 && n > limit {
				return true, true, nil
			}
			if n%1000 == 0 && ctx.Err() != nil {
				return false, false, ctx.Err()
			}
			p, err := r.program(programOf(s.record))
			if err != nil {
				return false, false, err
			}
			add(disclose(p, s.record))
			g.next = s.row + 1
		}
	}
	return true, false, nil
}

// standing yields the records of a kind as they stand now, from a row on, in
// the order of their rows.
func (r *reader) standing(k domain.Kind, from uint32) iter.Seq2[stored, error] {
	return func(yield func(stored, error) bool) {
		bucket, err := r.bucket(bucketOf(k))
		if err != nil {
			yield(stored{}, err)
			return
		}
		all, err := r.set(k, set{inList, domain.ListAll})
		if err != nil {
			yield(stored{}, err)
			return
		}
		c, at := bucket.Cursor(), from
		key, value := c.Seek(rowKey(from))
		fresh := slices.DeleteFunc(r.tail.versions(k), func(v *version) bool { return v.row < from })
		for {
			row, there := rowOf(key)
			there = there && row < r.tail.base.next[k]
			// bbolt believes a page that hides records; the set tells of them.
			if next, more := all.Next(at); k != domain.KindFirm && (more != there || there && next != row) {
				yield(stored{}, r.damaged(fmt.Sprintf("the %ss are not those that are listed", k), nil))
				return
			}
			if there {
				at = row
			}
			var s stored
			switch {
			case len(fresh) > 0 && (!there || fresh[0].row <= row):
				if there && fresh[0].row == row {
					key, value = c.Next()
					at++
				}
				s, err = r.ofTail(fresh[0])
				fresh = fresh[1:]
				if isNotFound(err) {
					continue
				}
			case there:
				s, err = r.decode(k, row, value)
				key, value = c.Next()
				at++
			default:
				return
			}
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}

// rowOf reads the row from the key of a record.
func rowOf(key []byte) (uint32, bool) {
	if len(key) != 4 {
		return 0, false
	}
	return binary.BigEndian.Uint32(key), true
}
