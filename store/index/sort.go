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
	// The least byte comes first: each pass keeps the order of those before it.
	from, to := pairs, scratch[:len(pairs)]
	counts := countBytes(pairs)
	for place := range counts {
		if counts[place][digit(pairs[0], place)] == len(pairs) {
			continue // the same byte in all
		}
		scatter(from, to, place, &counts[place])
		from, to = to, from
	}
	if &from[0] != &pairs[0] {
		copy(pairs, from)
	}
}

// places is how many bytes a pair has: four of the row, then eight of the key.
const places = 12

func digit(p Pair, place int) byte {
	if place < 4 {
		return byte(p.Row >> (8 * place))
	}
	return byte(p.Key >> (8 * (place - 4)))
}

// countBytes returns how often each byte is at each place. Rows that ascend
// already need no passes: they count as all the same.
func countBytes(pairs []Pair) *[places][256]int {
	var counts [places][256]int
	ascend := true
	for i, p := range pairs {
		ascend = ascend && (i == 0 || pairs[i-1].Row <= p.Row)
		for place := range 4 {
			counts[place][byte(p.Row>>(8*place))]++
		}
		for place := range 8 {
			counts[4+place][byte(p.Key>>(8*place))]++
		}
	}
	if ascend {
		for place := range 4 {
			counts[place] = [256]int{}
			counts[place][digit(pairs[0], place)] = len(pairs)
		}
	}
	return &counts
}

// scatter sorts by one byte, stably.
func scatter(from, to []Pair, place int, counts *[256]int) {
	var next [256]int
	sum := 0
	for d, n := range counts {
		next[d] = sum
		sum += n
	}
	if place < 4 {
		shift := 8 * place
		for _, p := range from {
			d := byte(p.Row >> shift)
			to[next[d]] = p
			next[d]++
		}
		return
	}
	shift := 8 * (place - 4)
	for _, p := range from {
		d := byte(p.Key >> shift)
		to[next[d]] = p
		next[d]++
	}
}
