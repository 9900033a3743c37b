package index

import (
	"cmp"
	"slices"
)

// Pair is a row under a key. A key may have many rows and a row many keys.
type Pair struct {
	Key uint64
	Row uint32
}

// ComparePairs orders pairs by key, then by row.
func ComparePairs(a, b Pair) int {
	return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Row, b.Row))
}

// few is the number of pairs up to which a radix sort is not worth its tables.
const few = 256

// SortPairs sorts by key, then by row. Scratch saves an allocation where it has
// room for all pairs; its content is lost.
//
// It is a radix sort over just the foremost bytes that differ and tell most
// pairs apart. What they leave equal is sorted in turn.
func SortPairs(pairs, scratch []Pair) {
	if slices.IsSortedFunc(pairs, ComparePairs) {
		return
	}
	if len(pairs) <= few {
		slices.SortFunc(pairs, ComparePairs)
		return
	}
	if cap(scratch) < len(pairs) {
		scratch = make([]Pair, len(pairs))
	}
	scratch = scratch[:len(pairs)]
	places := foremost(pairs)
	from, to := pairs, scratch
	for _, at := range slices.Backward(places) {
		at.scatter(from, to)
		from, to = to, from
	}
	if len(places)%2 != 0 {
		copy(pairs, scratch)
	}
	var mask Pair
	for _, at := range places {
		mask.Key |= 0xff << at.key
		mask.Row |= 0xff << at.row
	}
	start := 0
	for i := 1; i <= len(pairs); i++ {
		if i < len(pairs) && (pairs[i].Key^pairs[start].Key)&mask.Key == 0 && (pairs[i].Row^pairs[start].Row)&mask.Row == 0 {
			continue
		}
		if i-start > 1 {
			SortPairs(pairs[start:i], scratch)
		}
		start = i
	}
}

// A place is a byte of a pair, by how far it is shifted in the key or the row;
// none is past all bits.
type place struct{ key, row uint }

const none = 64

func (at place) of(p Pair) byte { return byte(p.Key>>at.key) | byte(p.Row>>at.row) }

// foremost returns the first bytes that differ, as many as can tell all pairs
// apart if they were evenly spread.
func foremost(pairs []Pair) []place {
	var differ Pair
	for _, p := range pairs {
		differ.Key |= p.Key ^ pairs[0].Key
		differ.Row |= p.Row ^ pairs[0].Row
	}
	var places []place
	room := 1
	for shift := 56; shift >= 0 && room < len(pairs); shift -= 8 {
		if byte(differ.Key>>shift) != 0 {
			places, room = append(places, place{uint(shift), none}), room<<8
		}
	}
	for shift := 24; shift >= 0 && room < len(pairs); shift -= 8 {
		if byte(differ.Row>>shift) != 0 {
			places, room = append(places, place{none, uint(shift)}), room<<8
		}
	}
	return places
}

// scatter sorts by one byte, and keeps the order of those that are equal.
func (at place) scatter(from, to []Pair) {
	var next [256]int
	for _, p := range from {
		next[at.of(p)]++
	}
	sum := 0
	for i, n := range next {
		next[i] = sum
		sum += n
	}
	for _, p := range from {
		i := &next[at.of(p)]
		to[*i] = p
		*i++
	}
}
