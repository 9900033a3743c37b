package index

import (
	"encoding/binary"
	"fmt"
	"iter"
)

// Ranks says how the rows of a set are spread over an order. It holds while
// neither the order nor the set changes, also past the transaction.
type Ranks struct {
	set  *Bits // nil: all rows
	sums []int // how many rows of the set stand before each block, and in all
}

// Len is how many rows of the set stand in the order.
func (r *Ranks) Len() int { return r.sums[len(r.sums)-1] }

// Ranks counts the rows of a set, or of all where it is nil, in each block of
// the order. It reads the whole order, unless the set is nil.
func (o *Order) Ranks(set *Bits) (*Ranks, error) {
	if set == nil {
		return &Ranks{sums: o.starts}, nil
	}
	r := &Ranks{set: set, sums: make([]int, len(o.dir)+1)}
	for i := range o.dir {
		body, err := o.block(i)
		if err != nil {
			return nil, err
		}
		r.sums[i+1] = r.sums[i] + set.among(body)
	}
	return r, nil
}

// Select returns the row of the set that has a rank, from 0 and less than the
// ranks' Len, in this order.
func (o *Order) Select(r *Ranks, rank int) (Place, error) {
	if rank < 0 || rank >= r.Len() {
		return Place{}, fmt.Errorf("order %q: there is no rank %d of %d", o.name, rank, r.Len())
	}
	for p, err := range o.Ranked(r, rank) {
		return p, err
	}
	return Place{}, o.misfit()
}

// Ranked yields the rows of the set from a rank on, in this order. Unlike Rows
// it passes over blocks that hold none, so that a window over a small set of a
// large order reads few. It ends after an error.
func (o *Order) Ranked(r *Ranks, rank int) iter.Seq2[Place, error] {
	return func(yield func(Place, error) bool) {
		if err := o.fits(r); err != nil {
			yield(Place{}, err)
			return
		}
		rank = max(rank, 0)
		if rank >= r.Len() {
			return
		}
		i := find(r.sums, rank)
		skip := rank - r.sums[i]
		for ; i < len(o.dir); i++ {
			more, err := o.ranked(r, i, skip, yield)
			if err != nil {
				yield(Place{}, err)
			}
			if err != nil || !more {
				return
			}
			skip = 0
		}
	}
}

// ranked yields the rows of the set in the i-th block, without the first that
// are to be skipped, and tells whether more are wanted.
func (o *Order) ranked(r *Ranks, i, skip int, yield func(Place, error) bool) (more bool, err error) {
	left := r.sums[i+1] - r.sums[i]
	if left == 0 {
		return true, nil
	}
	body, err := o.block(i)
	if err != nil {
		return false, err
	}
	for at := 0; left > 0; at++ {
		if at == len(body)/entrySize {
			return false, o.misfit()
		}
		row := entryAt(body, at)
		if r.set != nil && !r.set.Has(row) {
			continue
		}
		left--
		if skip > 0 {
			skip--
		} else if !yield(Place{o.starts[i] + at, row}, nil) {
			return false, nil
		}
	}
	return true, nil
}

// Rank returns how many rows of the set stand before a position, which must be
// 0 or more and at most Len.
func (o *Order) Rank(r *Ranks, pos int) (int, error) {
	if pos < 0 || pos > o.Len() {
		return 0, fmt.Errorf("order %q: there is no position %d of %d", o.name, pos, o.Len())
	}
	if err := o.fits(r); err != nil {
		return 0, err
	}
	if r.set == nil {
		return pos, nil
	}
	if pos == o.Len() {
		return r.Len(), nil
	}
	i := find(o.starts, pos)
	body, err := o.block(i)
	if err != nil {
		return 0, err
	}
	return r.sums[i] + r.set.among(body[:(pos-o.starts[i])*entrySize]), nil
}

// fits tells ranks of another order from those of this one where it can.
func (o *Order) fits(r *Ranks) error {
	if len(r.sums) != len(o.starts) || r.set == nil && r.Len() != o.Len() {
		return o.misfit()
	}
	return nil
}

// misfit is a mistake of the caller, not damage.
func (o *Order) misfit() error {
	return fmt.Errorf("order %q: the ranks are of another order or set", o.name)
}

// among counts the rows of a block's body that are in the set. It runs over
// all blocks of an order between two frames: four rows at a time and without
// branches takes half as long as the plain loop.
func (s *Bits) among(body []byte) int {
	words := s.words
	even, odd := uint64(0), uint64(0)
	for len(body) >= 4*entrySize {
		four := (*[4 * entrySize]byte)(body)
		even += bit(words, binary.LittleEndian.Uint32(four[0:]))
		odd += bit(words, binary.LittleEndian.Uint32(four[4:]))
		even += bit(words, binary.LittleEndian.Uint32(four[8:]))
		odd += bit(words, binary.LittleEndian.Uint32(four[12:]))
		body = body[4*entrySize:]
	}
	for ; len(body) >= entrySize; body = body[entrySize:] {
		even += bit(words, binary.LittleEndian.Uint32(body))
	}
	return int(even + odd)
}

// bit is 1 where words have the bit of a row, otherwise 0.
func bit(words []uint64, row uint32) uint64 {
	if w := int(row >> 6); w < len(words) {
		return words[w] >> (row & 63) & 1
	}
	return 0
}
