package index

import (
	"errors"
	"iter"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// byRow compares in an order that is sorted by row numbers.
func byRow(it Item, row uint32) (int, error) { return int(it.Row) - int(row), nil }

func items(rows ...uint32) []Item {
	var all []Item
	for _, row := range rows {
		all = append(all, Item{Row: row})
	}
	return all
}

// upTo yields every second row, n of them.
func upTo(n int) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i := range n {
			if !yield(uint32(2 * i)) {
				return
			}
		}
	}
}

func TestEditRefuses(t *testing.T) {
	broken := errors.New("no record")
	tests := []struct {
		name           string
		remove, insert []Item
		compare        func(Item, uint32) (int, error)
		want           error
	}{
		{"to remove what is not there", items(2, 3), nil, byRow, ErrDamaged},
		{"to remove past the end", items(10_000_000), nil, byRow, ErrDamaged},
		{"to remove twice", items(2, 2), nil, byRow, ErrDamaged},
		{"to insert what is there", nil, items(1, 2), byRow, ErrDamaged},
		{"to insert twice", nil, items(1, 1), byRow, ErrDamaged},
		{"what cannot be compared", nil, items(1), func(Item, uint32) (int, error) { return 0, broken }, broken},
		{"what compares at random", items(2, 4, 6, 8), items(1, 3, 5, 7),
			func(it Item, row uint32) (int, error) { return int(it.Row*7+row*13)%3 - 1, nil }, ErrDamaged},
	}
	db := scratch(t)
	update(t, db, func(b *bolt.Bucket) error { return BuildOrder(b, testBucket, testName, 5000, upTo(5000)) })
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			view(t, db, func(b *bolt.Bucket) error { // it must refuse before it writes
				o, err := OpenOrder(b, testBucket, testName)
				if err != nil {
					return err
				}
				if err := o.Edit(tt.remove, tt.insert, tt.compare); !errors.Is(err, tt.want) {
					t.Errorf("error %v", err)
				}
				return nil
			})
		})
	}
}

func TestBuildOrderCounts(t *testing.T) {
	db := scratch(t)
	for _, n := range []int{0, 1, blockRows - 1, blockRows, blockRows + 1} {
		for _, came := range []int{0, n - 1, n, n + 1, 2 * n} {
			update(t, db, func(b *bolt.Bucket) error {
				if err := BuildOrder(b, testBucket, testName, n, upTo(came)); (err == nil) != (max(came, 0) == n) {
					t.Errorf("%d rows of %d: %v", came, n, err)
				}
				return nil
			})
		}
	}
}

// TestOrderGrowsFull appends, as an order by time does, which must leave the
// blocks full.
func TestOrderGrowsFull(t *testing.T) {
	db := scratch(t)
	const n = 3*blockRows - 5
	row := uint32(0)
	for row < n {
		var more []Item
		for ; len(more) < 700 && row < n; row++ {
			more = append(more, Item{Row: row})
		}
		update(t, db, func(b *bolt.Bucket) error {
			o, err := OpenOrder(b, testBucket, testName)
			if err != nil {
				return err
			}
			return o.Edit(nil, more, byRow)
		})
	}
	view(t, db, func(b *bolt.Bucket) error {
		o, err := OpenOrder(b, testBucket, testName)
		if err != nil {
			return err
		}
		if o.Len() != n || len(o.dir) != 3 {
			t.Errorf("%d rows in %d blocks", o.Len(), len(o.dir))
		}
		return nil
	})
}

// TestEditReadsLittle edits one end of an order whose other end is lost.
func TestEditReadsLittle(t *testing.T) {
	db := scratch(t)
	const n = 9 * blockRows
	update(t, db, func(b *bolt.Bucket) error { return BuildOrder(b, testBucket, testName, n, upTo(n)) })
	update(t, db, func(b *bolt.Bucket) error {
		o, err := OpenOrder(b, testBucket, testName)
		if err != nil {
			return err
		}
		if err := b.Delete(blockKey(o.prefix, 8)); err != nil {
			return err
		}
		if err := o.Edit(items(2, 10), items(1, 3), byRow); err != nil {
			return err
		}
		for p, err := range o.Rows(nil, 0) {
			if want := []uint32{0, 1, 3, 4, 6, 8, 12}; err != nil || p.Row != want[p.Pos] {
				t.Errorf("row %d at %d: %v", p.Row, p.Pos, err)
			}
			if p.Pos == 6 {
				break
			}
		}
		if _, err := o.Check(); !errors.Is(err, ErrDamaged) {
			t.Errorf("the lost block is not missed: %v", err)
		}
		return nil
	})
}

// TestSelectOfAnother asks with ranks that do not belong to the order.
func TestSelectOfAnother(t *testing.T) {
	db := scratch(t)
	small := []byte("small")
	update(t, db, func(b *bolt.Bucket) error {
		if err := BuildOrder(b, testBucket, small, 2, slices.Values([]uint32{5, 4})); err != nil {
			return err
		}
		return BuildOrder(b, testBucket, testName, 9000, upTo(9000))
	})
	view(t, db, func(b *bolt.Bucket) error {
		large, err := OpenOrder(b, testBucket, testName)
		if err != nil {
			return err
		}
		o, err := OpenOrder(b, testBucket, small)
		if err != nil {
			return err
		}
		set := NewBits(0)
		set.Add(8000)
		for _, set := range []*Bits{nil, set} {
			r, err := large.Ranks(set)
			if err != nil {
				return err
			}
			if p, err := o.Select(r, 0); err == nil {
				t.Errorf("selected %v", p)
			}
			if n, err := o.Rank(r, 1); err == nil {
				t.Errorf("rank %d", n)
			}
		}
		r, err := large.Ranks(set)
		if err != nil {
			return err
		}
		set.Remove(8000) // after the ranks were counted
		if p, err := large.Select(r, 0); err == nil {
			t.Errorf("selected %v", p)
		}
		return nil
	})
}
