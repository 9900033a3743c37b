package index

import (
	"iter"
	"math/bits"
	"slices"
)

// Bits is a set of rows in memory, one bit for each row up to the highest. The
// zero value is empty and ready for use. It is not safe for use by several
// goroutines while one of them changes it.
type Bits struct {
	words []uint64
}

// NewBits returns an empty set with room for rows below a number. It grows
// past that by itself.
func NewBits(rows int) *Bits {
	return &Bits{words: make([]uint64, (max(rows, 0)+63)/64)}
}

// Clone returns a copy that shares nothing with the set.
func (s *Bits) Clone() *Bits { return &Bits{words: slices.Clone(s.words)} }

// Len is how many rows there is room for, a multiple of 64: no row at or past
// it is in the set.
func (s *Bits) Len() int { return len(s.words) * 64 }

// Has tells whether a row is in the set.
func (s *Bits) Has(row uint32) bool { return bit(s.words, row) != 0 }

// Add puts a row into the set.
func (s *Bits) Add(row uint32) {
	w := int(row >> 6)
	if w >= len(s.words) {
		s.grow(w + 1)
	}
	s.words[w] |= 1 << (row & 63)
}

// Remove takes a row out of the set.
func (s *Bits) Remove(row uint32) {
	if w := int(row >> 6); w < len(s.words) {
		s.words[w] &^= 1 << (row & 63)
	}
}

// Count is how many rows are in the set.
func (s *Bits) Count() int {
	n := 0
	for _, w := range s.words {
		n += bits.OnesCount64(w)
	}
	return n
}

// And keeps the rows that are in the other set too.
func (s *Bits) And(other *Bits) {
	n := min(len(s.words), len(other.words))
	s.words = s.words[:n] // what is cut off is empty
	for i, w := range other.words[:n] {
		s.words[i] &= w
	}
}

// Or adds the rows of the other set.
func (s *Bits) Or(other *Bits) {
	if len(other.words) > len(s.words) {
		s.grow(len(other.words))
	}
	words := s.words[:len(other.words)]
	for i, w := range other.words {
		words[i] |= w
	}
}

// AndNot takes out the rows of the other set.
func (s *Bits) AndNot(other *Bits) {
	n := min(len(s.words), len(other.words))
	words := s.words[:n]
	for i, w := range other.words[:n] {
		words[i] &^= w
	}
}

// Equal tells whether both sets hold the same rows, whatever they have room for.
func (s *Bits) Equal(other *Bits) bool {
	short, long := s.words, other.words
	if len(short) > len(long) {
		short, long = long, short
	}
	return slices.Equal(short, long[:len(short)]) &&
		!slices.ContainsFunc(long[len(short):], func(w uint64) bool { return w != 0 })
}

// Next returns the first row of the set at or past a row, and whether there is
// one.
func (s *Bits) Next(from uint32) (uint32, bool) {
	i := int(from >> 6)
	if i >= len(s.words) {
		return 0, false
	}
	w := s.words[i] >> (from & 63) << (from & 63)
	for w == 0 {
		if i++; i == len(s.words) {
			return 0, false
		}
		w = s.words[i]
	}
	return uint32(i)<<6 | uint32(bits.TrailingZeros64(w)), true
}

// All yields the rows of the set in ascending order. A row that is added or
// removed on the way may be missed or still be yielded.
func (s *Bits) All() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, w := range s.words {
			for ; w != 0; w &= w - 1 {
				if !yield(uint32(i)<<6 | uint32(bits.TrailingZeros64(w))) {
					return
				}
			}
		}
	}
}

// grow makes room for n words. What lay behind the end may be left over from
// before a cut, so it is emptied.
func (s *Bits) grow(n int) {
	old := len(s.words)
	s.words = slices.Grow(s.words, n-old)[:n]
	clear(s.words[old:])
}
