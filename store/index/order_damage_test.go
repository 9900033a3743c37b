package index

import (
	"encoding/binary"
	"errors"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// right complains unless an answer is right or the error says damage.
func right[T any](t *testing.T, got, want T, err error, same func(a, b T) bool) {
	t.Helper()
	if !damaged(t, err) && !same(got, want) {
		t.Fatalf("%v instead of %v", got, want)
	}
}

func equalInts(a, b int) bool { return a == b }

// collect gathers rows until the first error.
func collect(o *Order, back bool) ([]uint32, error) {
	var rows []uint32
	seq := o.Rows(nil, 0)
	if back {
		seq = o.Backward(nil, o.Len())
	}
	for p, err := range seq {
		if err != nil {
			return nil, err
		}
		rows = append(rows, p.Row)
	}
	return rows, nil
}

func TestOrderDamage(t *testing.T) {
	rows := []uint32{0, 3, 6, 9, 12, 15, 18, 21}
	backward := slices.Clone(rows)
	slices.Reverse(backward)
	even := &Bits{}
	for _, row := range rows {
		if row%2 == 0 {
			even.Add(row)
		}
	}
	build := func(b *bolt.Bucket) error { // blocks smaller than Edit would leave them
		o, err := OpenOrder(b, testBucket, testName)
		if err != nil {
			return err
		}
		w := &rewriter{o: o}
		for part := range slices.Chunk(rows, 3) {
			if err := w.add(uint32(len(w.dir)), numbers(part...)); err != nil {
				return err
			}
		}
		return w.dir.write(b, testBucket, o.prefix)
	}
	eachDamage(t, build, func(b *bolt.Bucket) {
		o, err := OpenOrder(b, testBucket, testName)
		if damaged(t, err) {
			return
		}
		got, err := collect(o, false)
		right(t, got, rows, err, slices.Equal)
		got, err = collect(o, true)
		right(t, got, backward, err, slices.Equal)
		pos, err := o.Search(func(row uint32) (bool, error) { return row >= 9, nil })
		right(t, pos, 3, err, equalInts)
		if r, err := o.Ranks(even); !damaged(t, err) {
			p, err := o.Select(r, 3)
			right(t, int(p.Row), 18, err, equalInts)
			n, err := o.Rank(r, 4)
			right(t, n, 2, err, equalInts)
		}
		_, err = o.Check()
		damaged(t, err)
		for _, row := range []uint32{0, 12, 21} { // each must stay where it is
			it := []Item{{nil, row}}
			if damaged(t, o.Edit(it, it, byRow)) {
				return
			}
			got, err := collect(o, false)
			right(t, got, rows, err, slices.Equal)
		}
	})
}

func TestSetDamage(t *testing.T) {
	want := &Bits{}
	for _, row := range []uint32{1, 70, 700, chunkRows, chunkRows + 300, 3*chunkRows + 5} {
		want.Add(row)
	}
	build := func(b *bolt.Bucket) error { return WriteSet(b, testBucket, testName, want) }
	eachDamage(t, build, func(b *bolt.Bucket) {
		n, err := CountSet(b, testBucket, testName)
		right(t, n, 6, err, equalInts)
		s, err := ReadSet(b, testBucket, testName)
		right(t, s, want, err, (*Bits).Equal)
		if !damaged(t, EditSet(b, testBucket, testName, []uint32{2}, []uint32{chunkRows})) {
			s, err := ReadSet(b, testBucket, testName)
			edited := want.Clone()
			edited.Add(2)
			edited.Remove(chunkRows)
			right(t, s, edited, err, (*Bits).Equal)
		}
	})
}

// numbers are the bytes of numbers of 32 bits.
func numbers(ns ...uint32) []byte {
	var body []byte
	for _, n := range ns {
		body = binary.LittleEndian.AppendUint32(body, n)
	}
	return body
}

// TestDirectoryLies seals directories and blocks that no writer leaves.
func TestDirectoryLies(t *testing.T) {
	tests := map[string][]byte{
		"empty":              {},
		"half an extent":     numbers(0, 2, 1),
		"no rows":            numbers(0, 0),
		"too many rows":      numbers(0, 1<<20),
		"most rows":          numbers(0, 1<<31),
		"fewer than stored":  numbers(0, 1),
		"more than stored":   numbers(0, 3),
		"a block not stored": numbers(0, 2, 7, 2),
		"the same twice":     numbers(0, 2, 0, 2),
		"far off":            numbers(1<<32-1, 2),
	}
	pre, err := prefix(testName)
	if err != nil {
		t.Fatal(err)
	}
	for what, body := range tests {
		t.Run(what, func(t *testing.T) {
			db := scratch(t)
			update(t, db, func(b *bolt.Bucket) error {
				if err := put(b, testBucket, pre, body); err != nil {
					return err
				}
				// Two rows, as a block of an order and as a chunk of a set.
				if err := put(b, testBucket, blockKey(pre, 0), numbers(1, 2)); err != nil {
					return err
				}
				o, err := OpenOrder(b, testBucket, testName)
				if err == nil {
					_, err = o.Check()
				}
				if !errors.Is(err, ErrDamaged) {
					t.Errorf("the order: %v", err)
				}
				if _, err := ReadSet(b, testBucket, testName); !errors.Is(err, ErrDamaged) {
					t.Errorf("the set: %v", err)
				}
				return nil
			})
		})
	}
}

// TestBlockLengths seals chunks and blocks that cannot be.
func TestBlockLengths(t *testing.T) {
	pre, err := prefix(testName)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 7, 9, chunkWords*8 + 8} {
		db := scratch(t)
		update(t, db, func(b *bolt.Bucket) error {
			body := make([]byte, n)
			if n > 0 {
				body[0] = 1
			}
			if err := (directory{{0, 1}}).write(b, testBucket, pre); err != nil {
				return err
			}
			if err := put(b, testBucket, blockKey(pre, 0), body); err != nil {
				return err
			}
			o, err := OpenOrder(b, testBucket, testName)
			if err != nil {
				return err
			}
			if row, err := o.At(0); !errors.Is(err, ErrDamaged) {
				t.Errorf("%d bytes: row %d: %v", n, row, err)
			}
			if _, err := ReadSet(b, testBucket, testName); !errors.Is(err, ErrDamaged) {
				t.Errorf("a set of %d bytes: %v", n, err)
			}
			return nil
		})
	}
}
