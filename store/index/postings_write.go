package index

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// errUnsorted: the caller's pairs, not stored ones.
var errUnsorted = errors.New("pairs must come in ascending order, each once")

// BuildPostings writes postings from scratch, in place of those that may be
// there: full blocks in the order of their keys. The pairs must ascend
// strictly. It leaves the bucket's FillPercent at 1.
func BuildPostings(b *bolt.Bucket, bucket, name []byte, pairs iter.Seq[Pair]) error {
	p := OpenPostings(b, bucket, name)
	if p.err != nil {
		return p.err
	}
	b.FillPercent = 1
	if err := wipe(b, p.prefix); err != nil {
		return err
	}
	return p.build(pairs)
}

func (p Postings) build(pairs iter.Seq[Pair]) error {
	at := make([]byte, pairSize)
	body := make([]byte, 0, p.most*pairSize)
	var last Pair
	any := false
	for pair := range pairs {
		if any && ComparePairs(last, pair) >= 0 {
			return fmt.Errorf("building %q: %w: %v after %v", p.prefix, errUnsorted, pair, last)
		}
		if len(body) == p.most*pairSize {
			next := position(pair)
			if err := p.put(at, next, body); err != nil {
				return err
			}
			at, body = next, body[:0]
		}
		body, last, any = appendPair(body, pair), pair, true
	}
	if !any {
		return nil
	}
	return p.put(at, nil, body)
}

// Edit removes and adds pairs, in this order, and rewrites the blocks they lie
// in. Both may come in any order and more than once. A pair to remove that is
// not there is [ErrDamaged]; one to add that is there changes nothing. After an
// error the transaction must be rolled back.
func (p Postings) Edit(remove, add []Pair) error {
	remove, add = distinct(remove), distinct(add)
	for len(remove) > 0 || len(add) > 0 {
		lowest := append(slices.Clone(remove[:min(1, len(remove))]), add[:min(1, len(add))]...)
		blk, err := p.seek(p.b.Cursor(), position(slices.MinFunc(lowest, ComparePairs)))
		if err != nil {
			return err
		}
		if blk.at == nil {
			blk.at = make([]byte, pairSize)
		}
		var out, in []Pair
		out, remove = cutBefore(remove, blk.next)
		in, add = cutBefore(add, blk.next)
		if err := p.editBlock(blk, out, in); err != nil {
			return err
		}
	}
	return nil
}

// distinct returns a sorted copy without repetitions.
func distinct(pairs []Pair) []Pair {
	pairs = slices.Clone(pairs)
	SortPairs(pairs, nil)
	return slices.Compact(pairs)
}

// cutBefore cuts off the pairs before a position; no position is past all.
func cutBefore(pairs []Pair, next []byte) (before, rest []Pair) {
	if next == nil {
		return pairs, nil
	}
	i, _ := slices.BinarySearchFunc(pairs, pairList(next).pair(0), ComparePairs)
	return pairs[:i], pairs[i:]
}

// editBlock rewrites one block with pairs that lie in its range.
func (p Postings) editBlock(blk block, remove, add []Pair) error {
	list, err := p.pairs(blk)
	if err != nil {
		return err
	}
	kept := make([]Pair, 0, list.len()+len(add))
	for i := range list.len() {
		pair := list.pair(i)
		if len(remove) > 0 && remove[0] == pair {
			remove = remove[1:]
			continue
		}
		kept = append(kept, pair)
	}
	if len(remove) > 0 {
		return p.damaged(fmt.Sprintf("no row %d of key %x", remove[0].Row, remove[0].Key), blk.at)
	}
	kept = append(kept, add...)
	SortPairs(kept, nil)
	kept = slices.Compact(kept)
	if len(kept) == 0 && !zero(blk.at) {
		return p.drop(blk)
	}
	return p.putPairs(blk, kept)
}

// putPairs stores pairs in place of a block, split where they are too many: in
// equal parts, but at the end into full ones, since new keys are mostly the
// greatest.
func (p Postings) putPairs(blk block, pairs []Pair) error {
	parts := max(1, (len(pairs)+p.most-1)/p.most)
	size := (len(pairs) + parts - 1) / parts
	if blk.next == nil {
		size = p.most
	}
	at := blk.at
	for {
		n := min(size, len(pairs))
		next := blk.next
		if n < len(pairs) {
			next = position(pairs[n])
		}
		body := make([]byte, 0, n*pairSize)
		for _, pair := range pairs[:n] {
			body = appendPair(body, pair)
		}
		if err := p.put(at, next, body); err != nil {
			return err
		}
		if pairs = pairs[n:]; len(pairs) == 0 {
			return nil
		}
		at = next
	}
}
