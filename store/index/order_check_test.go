package index

import (
	"cmp"
	"slices"

	"pgregory.net/rapid"
)

func allPlaces(rows []uint32) []Place {
	var all []Place
	for pos, row := range rows {
		all = append(all, Place{pos, row})
	}
	return all
}

// checkShape tells whether blocks are neither too large nor too small.
func checkShape(t *rapid.T, o *Order) {
	stored := 0
	c := o.b.Cursor()
	for k, _ := c.Seek(o.prefix); k != nil; k, _ = c.Next() {
		stored++
	}
	if want := len(o.dir) + min(len(o.dir), 1); stored != want {
		t.Fatalf("%d values are stored for %d blocks", stored, len(o.dir))
	}
	for i, e := range o.dir {
		if e.rows > blockRows || e.rows < fewest && i < len(o.dir)-1 {
			t.Fatalf("block %d of %d has %d rows", i, len(o.dir), e.rows)
		}
	}
}

func checkRows(t *rapid.T, o *Order, set *Bits, want []Place, from int) {
	split, _ := slices.BinarySearchFunc(want, from, func(p Place, pos int) int { return cmp.Compare(p.Pos, pos) })
	var got []Place
	for p, err := range o.Rows(set, from) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, p)
	}
	if !slices.Equal(got, want[split:]) {
		t.Fatalf("%d rows from %d on, want %d", len(got), from, len(want)-split)
	}
	got = nil
	for p, err := range o.Backward(set, from) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, p)
	}
	slices.Reverse(got)
	if !slices.Equal(got, want[:split]) {
		t.Fatalf("%d rows before %d, want %d", len(got), from, split)
	}
}

func checkRanks(t *rapid.T, o *Order, set *Bits, want []Place, pos int) {
	r, err := o.Ranks(set)
	if err != nil {
		t.Fatal(err)
	}
	if r.Len() != len(want) {
		t.Fatalf("%d ranks, want %d", r.Len(), len(want))
	}
	for rank := 0; rank < len(want); rank += 1 + len(want)/17 {
		if p, err := o.Select(r, rank); err != nil || p != want[rank] {
			t.Fatalf("rank %d is %v, want %v: %v", rank, p, want[rank], err)
		}
		if row, err := o.At(want[rank].Pos); err != nil || row != want[rank].Row {
			t.Fatalf("%d is at %d: %v", row, want[rank].Pos, err)
		}
	}
	got := []Place{}
	for p, err := range o.Ranked(r, pos) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, p)
	}
	if start := min(max(pos, 0), len(want)); !slices.Equal(got, want[start:]) {
		t.Fatalf("%d rows from rank %d on, want %d", len(got), pos, len(want)-start)
	}
	for _, rank := range []int{-1, len(want)} {
		if _, err := o.Select(r, rank); err == nil {
			t.Fatalf("there is a rank %d of %d", rank, len(want))
		}
	}
	split, _ := slices.BinarySearchFunc(want, pos, func(p Place, pos int) int { return cmp.Compare(p.Pos, pos) })
	rank, err := o.Rank(r, pos)
	if outside := pos < 0 || pos > o.Len(); outside != (err != nil) || !outside && rank != split {
		t.Fatalf("%d rows before %d, want %d: %v", rank, pos, split, err)
	}
}
