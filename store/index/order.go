package index

import (
	"encoding/binary"
	"fmt"
	"iter"
	"sort"

	bolt "go.etcd.io/bbolt"
)

// An order lies in blocks of row numbers, four bytes each, little-endian. Every
// block but the last in the order holds at least fewest rows.
const (
	entrySize = 4
	// blockRows is the most rows a block holds. bbolt puts two values of this
	// size on eight pages of 4 KiB; a few rows more would take nine.
	blockRows = 4064
	fewest    = blockRows / 4
)

// Order is a stored sequence of rows, each standing in it once. It does not
// know what it is sorted by. It is good until its transaction ends, and keeps
// which blocks it has checked, so it is not safe for use by several goroutines.
type Order struct {
	b            *bolt.Bucket
	bucket, name []byte
	prefix       []byte
	dir          directory
	starts       []int    // the position of each block's first row, and the length
	bodies       [][]byte // the blocks that were read, nil where not yet
}

// Place is a row and its position in an order, from 0.
type Place struct {
	Pos int
	Row uint32
}

// OpenOrder reads the directory of an order. One that is not there is empty.
func OpenOrder(b *bolt.Bucket, bucket, name []byte) (*Order, error) {
	pre, err := prefix(name)
	if err != nil {
		return nil, err
	}
	dir, err := readDirectory(b, bucket, pre, blockRows)
	if err != nil {
		return nil, fmt.Errorf("order %q: %w", name, err)
	}
	o := &Order{b: b, bucket: bucket, name: name, prefix: pre}
	o.use(dir, make([][]byte, len(dir)))
	return o, nil
}

// use takes a directory and what is read of its blocks.
func (o *Order) use(dir directory, bodies [][]byte) {
	o.dir, o.bodies = dir, bodies
	o.starts = make([]int, len(dir)+1)
	for i, e := range dir {
		o.starts[i+1] = o.starts[i] + int(e.rows)
	}
}

// Len is how many rows stand in the order.
func (o *Order) Len() int { return o.starts[len(o.dir)] }

// At returns the row at a position, which must be 0 or more and less than Len.
func (o *Order) At(pos int) (uint32, error) {
	if pos < 0 || pos >= o.Len() {
		return 0, fmt.Errorf("order %q: there is no position %d of %d", o.name, pos, o.Len())
	}
	i := find(o.starts, pos)
	body, err := o.block(i)
	if err != nil {
		return 0, err
	}
	return entryAt(body, pos-o.starts[i]), nil
}

// Search returns the first position where fn is true, Len where there is none.
// Past a row for which it is true, fn must be true. It is called for each
// halving of the order, that is 20 times in a million rows.
func (o *Order) Search(fn func(row uint32) (bool, error)) (int, error) {
	return o.search(0, o.Len(), fn)
}

// search is Search among the positions from lo to before hi.
func (o *Order) search(lo, hi int, fn func(row uint32) (bool, error)) (int, error) {
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		row, err := o.At(mid)
		if err != nil {
			return 0, err
		}
		past, err := fn(row)
		if err != nil {
			return 0, err
		}
		if past {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo, nil
}

// Rows yields the rows of a set, or all where it is nil, in this order from a
// position on. It ends after an error.
func (o *Order) Rows(set *Bits, from int) iter.Seq2[Place, error] {
	return func(yield func(Place, error) bool) {
		from = max(from, 0)
		if from >= o.Len() {
			return
		}
		for i := find(o.starts, from); i < len(o.dir); i++ {
			body, err := o.block(i)
			if err != nil {
				yield(Place{}, err)
				return
			}
			for at := max(from-o.starts[i], 0); at < len(body)/entrySize; at++ {
				row := entryAt(body, at)
				if (set == nil || set.Has(row)) && !yield(Place{o.starts[i] + at, row}, nil) {
					return
				}
			}
		}
	}
}

// Backward yields the rows of a set, or all where it is nil, that stand before
// a position, the nearest first. It ends after an error.
func (o *Order) Backward(set *Bits, before int) iter.Seq2[Place, error] {
	return func(yield func(Place, error) bool) {
		before = min(before, o.Len())
		if before <= 0 {
			return
		}
		for i := find(o.starts, before-1); i >= 0; i-- {
			body, err := o.block(i)
			if err != nil {
				yield(Place{}, err)
				return
			}
			for at := min(before, o.starts[i+1]) - o.starts[i] - 1; at >= 0; at-- {
				row := entryAt(body, at)
				if (set == nil || set.Has(row)) && !yield(Place{o.starts[i] + at, row}, nil) {
					return
				}
			}
		}
	}
}

// Check reads the whole order and returns its rows as a set. It is an error if
// one stands in it twice.
func (o *Order) Check() (*Bits, error) {
	set := &Bits{}
	for p, err := range o.Rows(nil, 0) {
		if err != nil {
			return nil, err
		}
		if set.Has(p.Row) {
			return nil, fmt.Errorf("order %q: %w: row %d stands in it twice", o.name, ErrDamaged, p.Row)
		}
		set.Add(p.Row)
	}
	return set, nil
}

// block returns the rows of the i-th block of the order, as they are stored.
func (o *Order) block(i int) ([]byte, error) {
	if body := o.bodies[i]; body != nil {
		return body, nil
	}
	e := o.dir[i]
	body, err := open(o.b, o.bucket, blockKey(o.prefix, e.block))
	if err != nil {
		return nil, fmt.Errorf("order %q: %w", o.name, err)
	}
	if len(body) != int(e.rows)*entrySize {
		return nil, fmt.Errorf("order %q: %w: block %d has %d bytes, its directory says %d rows",
			o.name, ErrDamaged, e.block, len(body), e.rows)
	}
	o.bodies[i] = body
	return body, nil
}

// entryAt is the row at a place of a block's body.
func entryAt(body []byte, at int) uint32 { return binary.LittleEndian.Uint32(body[at*entrySize:]) }

// find returns the last i but the end with sums[i] <= n, where sums begins
// with 0, does not fall and ends above n.
func find(sums []int, n int) int {
	return sort.Search(len(sums)-1, func(i int) bool { return sums[i+1] > n })
}
