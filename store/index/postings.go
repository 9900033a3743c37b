package index

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math"
	"sort"

	bolt "go.etcd.io/bbolt"
)

// pairSize is the bytes of a stored pair: key and row, big-endian, so that
// pairs compare as their bytes do.
const pairSize = 8 + 4

// blockPairs is how many pairs a block holds at most: two such blocks with
// their keys fill four pages of 4 KiB.
const blockPairs = 672

// Postings are pairs of a key and a row, sorted, each once, in blocks of some
// 8 KiB. One that was never written is empty.
//
// The sequences read as they go and end at the first error, which comes with a
// zero value; an error wraps [ErrDamaged]. The bucket must not change meanwhile.
type Postings struct {
	chain
	most int // pairs in a block
}

// OpenPostings returns the postings of a name, which has no zero byte. The
// bucket's name is what the values are sealed with.
func OpenPostings(b *bolt.Bucket, bucket, name []byte) Postings {
	return Postings{openChain(b, bucket, name, pairSize), blockPairs}
}

// Lookup yields the rows of a key in ascending order.
func (p Postings) Lookup(key uint64) iter.Seq2[uint32, error] {
	return rowsOf(key, p.From(key))
}

// Newest yields the rows of a key in descending order.
func (p Postings) Newest(key uint64) iter.Seq2[uint32, error] {
	return rowsOf(key, p.Down(key))
}

func rowsOf(key uint64, pairs iter.Seq2[Pair, error]) iter.Seq2[uint32, error] {
	return func(yield func(uint32, error) bool) {
		for pair, err := range pairs {
			if err == nil && pair.Key != key || !yield(pair.Row, err) {
				return
			}
		}
	}
}

// All yields all pairs in ascending order.
func (p Postings) All() iter.Seq2[Pair, error] { return p.From(0) }

// From yields the pairs of a key and of all greater keys in ascending order.
func (p Postings) From(key uint64) iter.Seq2[Pair, error] {
	return func(yield func(Pair, error) bool) {
		from := Pair{Key: key}
		c := p.b.Cursor()
		blk, err := p.seek(c, position(from))
		for ; err == nil && blk.at != nil; blk, err = p.following(c, blk) {
			var list pairList
			if list, err = p.pairs(blk); err != nil {
				break
			}
			for i := list.search(from); i < list.len(); i++ {
				if !yield(list.pair(i), nil) {
					return
				}
			}
		}
		if err != nil {
			yield(Pair{}, err)
		}
	}
}

// Down yields the pairs of a key and of all lesser keys in descending order.
func (p Postings) Down(key uint64) iter.Seq2[Pair, error] {
	return func(yield func(Pair, error) bool) {
		from := Pair{Key: key, Row: math.MaxUint32}
		c := p.b.Cursor()
		blk, err := p.seek(c, position(from))
		for ; err == nil && blk.at != nil; blk, err = p.preceding(c, blk) {
			var list pairList
			if list, err = p.pairs(blk); err != nil {
				break
			}
			i := list.search(from)
			if i == list.len() || list.pair(i) != from {
				i--
			}
			for ; i >= 0; i-- {
				if !yield(list.pair(i), nil) {
					return
				}
			}
		}
		if err != nil {
			yield(Pair{}, err)
		}
	}
}

// Load returns all pairs in ascending order.
func (p Postings) Load() ([]Pair, error) {
	var all []Pair
	c := p.b.Cursor()
	blk, err := p.seek(c, position(Pair{}))
	for ; err == nil && blk.at != nil; blk, err = p.following(c, blk) {
		list, err := p.pairs(blk)
		if err != nil {
			return nil, err
		}
		for i := range list.len() {
			all = append(all, list.pair(i))
		}
	}
	if err != nil {
		return nil, err
	}
	return all, nil
}

// A pairList is the body of a block.
type pairList []byte

func (p Postings) pairs(blk block) (pairList, error) {
	if len(blk.body)%pairSize != 0 {
		return nil, p.damaged(fmt.Sprintf("a block of %d bytes", len(blk.body)), blk.at)
	}
	return pairList(blk.body), nil
}

func (l pairList) len() int { return len(l) / pairSize }

func (l pairList) pair(i int) Pair {
	b := l[i*pairSize:]
	return Pair{binary.BigEndian.Uint64(b), binary.BigEndian.Uint32(b[8:])}
}

// search returns the place of the first pair that is not before one.
func (l pairList) search(p Pair) int {
	return sort.Search(l.len(), func(i int) bool { return ComparePairs(l.pair(i), p) >= 0 })
}

func appendPair(b []byte, p Pair) []byte {
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(b, p.Key), p.Row)
}

// position is where a block lies whose first pair this is.
func position(p Pair) []byte { return appendPair(make([]byte, 0, pairSize), p) }
