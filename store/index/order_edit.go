package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Item is a row and the key it is sorted by. Items compare by the bytes of
// their keys, and by their rows where those are the same.
type Item struct {
	Key []byte
	Row uint32
}

func compareItems(a, b Item) int {
	return cmp.Or(bytes.Compare(a.Key, b.Key), cmp.Compare(a.Row, b.Row))
}

// placed is an item with the position of the first row it does not lie behind,
// as the order was before the edit.
type placed struct {
	pos int
	row uint32
}

// Edit removes rows and inserts others, and writes the blocks that change and
// the directory. A row whose key changes is in both; the two may come in any
// order. compare says where an item lies relative to a row that stands in the
// order, by the key the row has THERE: below 0 before it, 0 if it is the same
// key and row, above 0 behind it.
//
// It is [ErrDamaged] if a row to be removed does not stand where compare says,
// or one to be inserted stands there already. A row to be inserted must not
// stand elsewhere in the order; only Check finds that. After an error the
// transaction must be rolled back and the order not be used.
func (o *Order) Edit(remove, insert []Item, compare func(it Item, row uint32) (int, error)) error {
	if len(remove) == 0 && len(insert) == 0 {
		return nil
	}
	out, err := o.place(remove, compare)
	if err != nil {
		return err
	}
	in, err := o.place(insert, compare)
	if err != nil {
		return err
	}
	if err := o.agree(out, in); err != nil {
		return err
	}
	if len(o.dir) == 0 { // an empty block, for the rows to go to
		o.use(directory{{}}, [][]byte{{}})
	}
	w := &rewriter{o: o}
	for _, e := range o.dir {
		if e.block == math.MaxUint32 {
			return fmt.Errorf("order %q: %w", o.name, errors.New("the numbers for blocks are used up"))
		}
		w.free = max(w.free, e.block+1)
	}
	for i := range o.dir {
		if out, in, err = w.edit(i, out, in); err != nil {
			return err
		}
	}
	if err := w.dir.write(o.b, o.bucket, o.prefix); err != nil {
		return err
	}
	o.use(w.dir, w.bodies)
	return nil
}

// edit writes the i-th block with the removals and insertions that fall into
// it, and returns those that are left.
func (w *rewriter) edit(i int, out, in []placed) (restOut, restIn []placed, err error) {
	start, end := w.o.starts[i], w.o.starts[i+1]
	last := i == len(w.o.dir)-1
	nOut := firstPast(out, end)
	nIn := len(in)
	if !last {
		nIn = firstPast(in, end)
	}
	if nOut == 0 && nIn == 0 {
		return out, in, w.keep(i)
	}
	body, err := w.o.block(i)
	if err != nil {
		return nil, nil, err
	}
	rows := make([]byte, 0, len(body)+nIn*entrySize)
	at := start // the position up to which rows were taken over
	restOut, restIn = out[nOut:], in[nIn:]
	out, in = out[:nOut], in[:nIn]
	for len(out) > 0 || len(in) > 0 {
		if len(out) == 0 || len(in) > 0 && in[0].pos <= out[0].pos {
			rows = append(rows, body[(at-start)*entrySize:(in[0].pos-start)*entrySize]...)
			rows = binary.LittleEndian.AppendUint32(rows, in[0].row)
			at, in = in[0].pos, in[1:]
		} else {
			rows = append(rows, body[(at-start)*entrySize:(out[0].pos-start)*entrySize]...)
			at, out = out[0].pos+1, out[1:]
		}
	}
	rows = append(rows, body[(at-start)*entrySize:]...)
	return restOut, restIn, w.replace(i, rows)
}

// firstPast returns the index of the first item placed at or past a position.
func firstPast(items []placed, pos int) int {
	i, _ := slices.BinarySearchFunc(items, pos, func(p placed, pos int) int { return cmp.Compare(p.pos, pos) })
	return i
}

// place finds the positions of items, sorted. It looks for the middle one
// first and for the others on its two sides only, which saves half of the
// comparisons.
func (o *Order) place(items []Item, compare func(Item, uint32) (int, error)) ([]placed, error) {
	items = slices.SortedFunc(slices.Values(items), compareItems)
	found := make([]placed, len(items))
	var split func(from, to, lo, hi int) error
	split = func(from, to, lo, hi int) error {
		if from == to {
			return nil
		}
		mid := (from + to) / 2
		it := items[mid]
		pos, err := o.search(lo, hi, func(row uint32) (bool, error) {
			c, err := compare(it, row)
			return c <= 0, err
		})
		if err != nil {
			return err
		}
		found[mid] = placed{pos, it.Row}
		if err := split(from, mid, lo, pos); err != nil {
			return err
		}
		return split(mid+1, to, pos, hi)
	}
	return found, split(0, len(items), 0, o.Len())
}

// agree tells whether the rows to be removed stand where they were looked for
// and those to be inserted do not.
func (o *Order) agree(out, in []placed) error {
	leaving := make(map[uint32]bool, len(out))
	for _, p := range out {
		if row, err := o.standing(p.pos); err != nil {
			return err
		} else if row != int64(p.row) || leaving[p.row] {
			return fmt.Errorf("order %q: %w: row %d does not stand where it belongs", o.name, ErrDamaged, p.row)
		}
		leaving[p.row] = true
	}
	coming := make(map[uint32]bool, len(in))
	for _, p := range in {
		if row, err := o.standing(p.pos); err != nil {
			return err
		} else if row == int64(p.row) && !leaving[p.row] || coming[p.row] {
			return fmt.Errorf("order %q: %w: row %d stands in it already", o.name, ErrDamaged, p.row)
		}
		coming[p.row] = true
	}
	return nil
}

// standing returns the row at a position, or -1 at the end.
func (o *Order) standing(pos int) (int64, error) {
	if pos == o.Len() {
		return -1, nil
	}
	row, err := o.At(pos)
	return int64(row), err
}
