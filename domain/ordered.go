package domain

import "slices"

// ranked values have an order.
type ranked[T any] interface {
	// compare is -1, 0 or 1 as the value is below, equal to or above another.
	compare(T) int
}

// ordered is a multiset that is kept in order; the zero one is empty. It is for
// medians and for what comes first of a million values that change one at a
// time: the values lie in blocks, so that no change moves more than one of them.
type ordered[T ranked[T]] struct {
	// blocks are in order, as are the values in each; none is empty.
	blocks [][]T
	n      int
}

// blockMost is how many values a block holds.
const blockMost = 512

// place is where the first value stands that is not below v: its block and its
// place there, else the end of the last block.
func (o *ordered[T]) place(v T) (block, at int) {
	low, high := 0, len(o.blocks)
	for low < high {
		mid := int(uint(low+high) / 2)
		if b := o.blocks[mid]; b[len(b)-1].compare(v) < 0 {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if block = low; block == len(o.blocks) {
		if block == 0 {
			return 0, 0
		}
		return block - 1, len(o.blocks[block-1])
	}
	b := o.blocks[block]
	for high = len(b); at < high; {
		mid := int(uint(at+high) / 2)
		if b[mid].compare(v) < 0 {
			at = mid + 1
		} else {
			high = mid
		}
	}
	return block, at
}

// insert adds a value, also one that is there already.
func (o *ordered[T]) insert(v T) {
	o.n++
	if len(o.blocks) == 0 {
		o.blocks = [][]T{{v}}
		return
	}
	i, at := o.place(v)
	if b := o.blocks[i]; len(b) == blockMost {
		half := blockMost / 2
		if at == blockMost { // values that come in order fill their blocks
			half = at
		}
		upper := append(make([]T, 0, blockMost), b[half:]...)
		if at >= half {
			upper = slices.Insert(upper, at-half, v)
		} else {
			b = slices.Insert(b[:half], at, v)
			half++
		}
		o.blocks[i] = b[:half]
		o.blocks = slices.Insert(o.blocks, i+1, upper)
		return
	}
	o.blocks[i] = slices.Insert(o.blocks[i], at, v)
}

// remove takes one such value out; it reports false where there is none.
func (o *ordered[T]) remove(v T) bool {
	i, at := o.place(v)
	if i == len(o.blocks) || at == len(o.blocks[i]) || o.blocks[i][at].compare(v) != 0 {
		return false
	}
	o.n--
	if o.blocks[i] = slices.Delete(o.blocks[i], at, at+1); len(o.blocks[i]) == 0 {
		o.blocks = slices.Delete(o.blocks, i, i+1)
	}
	return true
}

// change inserts a value where by is above nought, else it removes it.
func (o *ordered[T]) change(v T, by int) {
	if by > 0 {
		o.insert(v)
	} else {
		o.remove(v)
	}
}

// below is how many values are below v.
func (o *ordered[T]) below(v T) int {
	block, n := o.place(v)
	for _, b := range o.blocks[:block] {
		n += len(b)
	}
	return n
}

// at is the value at a place, from 0 to n-1.
func (o *ordered[T]) at(place int) T {
	for _, b := range o.blocks {
		if place < len(b) {
			return b[place]
		}
		place -= len(b)
	}
	var none T
	return none
}

// drop takes the first values out.
func (o *ordered[T]) drop(most int) {
	for ; most > 0 && len(o.blocks) > 0; o.blocks = o.blocks[1:] {
		if b := o.blocks[0]; most < len(b) {
			o.blocks[0], o.n = b[most:], o.n-most
			return
		}
		most, o.n = most-len(o.blocks[0]), o.n-len(o.blocks[0])
	}
}

// all calls yield with each value, in order.
func (o *ordered[T]) all(yield func(T) bool) {
	for _, b := range o.blocks {
		for _, v := range b {
			if !yield(v) {
				return
			}
		}
	}
}

// number is a whole number in order.
type number int64

func (n number) compare(m number) int {
	switch {
	case n < m:
		return -1
	case n > m:
		return 1
	}
	return 0
}

// median is the middle value, the mean of the two middle ones where there are
// two, and 0 where there is none.
func median(o *ordered[number]) number {
	mid := o.n / 2
	switch {
	case o.n == 0:
		return 0
	case o.n%2 == 1:
		return o.at(mid)
	}
	low := o.at(mid - 1)
	return low + (o.at(mid)-low)/2
}

// percentile is the least of the values that p of a hundred do not exceed, 0
// where there is none.
func percentile(o *ordered[number], p int) number {
	return o.at(max(0, (o.n*p+99)/100-1))
}
