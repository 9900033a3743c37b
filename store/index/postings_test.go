package index

import (
	"errors"
	"iter"
	"math"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

// ofThree returns postings of blocks that hold three pairs.
func ofThree(b *bolt.Bucket) Postings {
	p := OpenPostings(b, testBucket, []byte("pairs"))
	p.most = 3
	return p
}

var drawPair = rapid.Custom(func(t *rapid.T) Pair {
	keys := rapid.OneOf(rapid.Uint64Range(0, 6), rapid.Uint64Range(math.MaxUint64-1, math.MaxUint64))
	rows := rapid.OneOf(rapid.Uint32Range(0, 5), rapid.Just(uint32(math.MaxUint32)))
	return Pair{keys.Draw(t, "key"), rows.Draw(t, "row")}
})

// TestPostingsModel builds and edits, each in a transaction of its own, and
// compares with a sorted slice.
func TestPostingsModel(t *testing.T) {
	db := scratch(t)
	rapid.Check(t, func(t *rapid.T) {
		empty(t, db)
		var model []Pair
		draw := func(label string) []Pair { return distinct(rapid.SliceOfN(drawPair, 0, 30).Draw(t, label)) }
		t.Repeat(map[string]func(*rapid.T){
			"build": func(t *rapid.T) {
				model = draw("all")
				update(t, db, func(b *bolt.Bucket) error {
					p := ofThree(b)
					if err := wipe(b, p.prefix); err != nil {
						return err
					}
					return p.build(slices.Values(model))
				})
			},
			"edit": func(t *rapid.T) {
				add := draw("add")
				remove := slices.DeleteFunc(slices.Clone(model), func(Pair) bool { return rapid.Bool().Draw(t, "keep") })
				slices.Reverse(remove)
				update(t, db, func(b *bolt.Bucket) error {
					if err := ofThree(b).Edit(remove, add); err != nil {
						return err
					}
					gone := func(p Pair) bool { return slices.Contains(remove, p) }
					model = distinct(append(slices.DeleteFunc(slices.Clone(model), gone), add...))
					return samePairs(t, ofThree(b), model)
				})
			},
			"remove what is not there": func(t *rapid.T) {
				pair := drawPair.Draw(t, "pair")
				if slices.Contains(model, pair) {
					return
				}
				err := db.Update(func(tx *bolt.Tx) error {
					return ofThree(tx.Bucket(testBucket)).Edit([]Pair{pair}, nil)
				})
				if !errors.Is(err, ErrDamaged) {
					t.Fatalf("error %v", err)
				}
			},
			"": func(t *rapid.T) {
				view(t, db, func(b *bolt.Bucket) error { return samePairs(t, ofThree(b), model) })
			},
		})
	})
}

// samePairs compares all that can be read with a sorted slice.
func samePairs(t tester, p Postings, model []Pair) error {
	all, err := p.Load()
	if err != nil {
		return err
	}
	if !slices.Equal(all, model) {
		t.Fatalf("loaded %v, want %v", all, model)
	}
	for _, key := range []uint64{0, 1, 2, 3, 4, 5, 6, 7, 1 << 40, math.MaxUint64 - 1, math.MaxUint64} {
		var up, down, rows []Pair
		for _, pair := range model {
			if pair.Key >= key {
				up = append(up, pair)
			}
			if pair.Key <= key {
				down = append(down, pair)
			}
			if pair.Key == key {
				rows = append(rows, pair)
			}
		}
		slices.Reverse(down)
		if err := same(t, "from", p.From(key), up); err != nil {
			return err
		}
		if err := same(t, "down", p.Down(key), down); err != nil {
			return err
		}
		if err := same(t, "lookup", keyed(key, p.Lookup(key)), rows); err != nil {
			return err
		}
		slices.Reverse(rows)
		if err := same(t, "newest", keyed(key, p.Newest(key)), rows); err != nil {
			return err
		}
	}
	return same(t, "all", p.All(), model)
}

func keyed(key uint64, rows iter.Seq2[uint32, error]) iter.Seq2[Pair, error] {
	return func(yield func(Pair, error) bool) {
		for row, err := range rows {
			if !yield(Pair{key, row}, err) {
				return
			}
		}
	}
}

func same(t tester, what string, got iter.Seq2[Pair, error], want []Pair) error {
	var list []Pair
	for pair, err := range got {
		if err != nil {
			return err
		}
		list = append(list, pair)
	}
	if !slices.Equal(list, want) {
		t.Fatalf("%s: %v, want %v", what, list, want)
	}
	return nil
}

// ascending are pairs of keys that ascend by two.
func ascending(n int) []Pair {
	pairs := make([]Pair, n)
	for i := range pairs {
		pairs[i] = Pair{uint64(2*i + 2), uint32(i)}
	}
	return pairs
}

// TestPostingsEmptyPages deletes all blocks of some pages of the file and
// reads in the same transaction.
func TestPostingsEmptyPages(t *testing.T) {
	db := scratch(t)
	pairs := ascending(40 * blockPairs)
	update(t, db, func(b *bolt.Bucket) error {
		return BuildPostings(b, testBucket, []byte("pairs"), slices.Values(pairs))
	})
	update(t, db, func(b *bolt.Bucket) error {
		p := OpenPostings(b, testBucket, []byte("pairs"))
		if err := p.Edit(pairs[2*blockPairs:30*blockPairs], nil); err != nil {
			return err
		}
		left := append(slices.Clone(pairs[:2*blockPairs]), pairs[30*blockPairs:]...)
		if err := samePairs(t, p, left); err != nil {
			return err
		}
		if got := len(stored(b)); got != 13 { // twelve blocks and the anchor
			t.Errorf("%d values", got)
		}
		for pair, err := range p.Down(pairs[20*blockPairs].Key) {
			if err != nil || pair != left[2*blockPairs-1] {
				t.Errorf("down from the gap: %v, %v", pair, err)
			}
			break
		}
		return p.Edit(nil, pairs[2*blockPairs:30*blockPairs])
	})
	view(t, db, func(b *bolt.Bucket) error {
		return samePairs(t, OpenPostings(b, testBucket, []byte("pairs")), pairs)
	})
}

// TestPostingsGrow: keys that come in ascending order leave full blocks.
func TestPostingsGrow(t *testing.T) {
	db := scratch(t)
	for _, pair := range ascending(12) {
		update(t, db, func(b *bolt.Bucket) error { return ofThree(b).Edit(nil, []Pair{pair}) })
	}
	view(t, db, func(b *bolt.Bucket) error {
		if got := len(stored(b)); got != 5 { // four blocks and the anchor
			t.Errorf("%d values", got)
		}
		return samePairs(t, ofThree(b), ascending(12))
	})
}

func TestBuildPostingsRefusesUnsorted(t *testing.T) {
	db := scratch(t)
	empty(t, db)
	for _, pairs := range [][]Pair{{{2, 0}, {1, 0}}, {{1, 1}, {1, 0}}, {{1, 1}, {1, 1}}} {
		err := db.Update(func(tx *bolt.Tx) error {
			return BuildPostings(tx.Bucket(testBucket), testBucket, []byte("pairs"), slices.Values(pairs))
		})
		if !errors.Is(err, errUnsorted) {
			t.Errorf("%v: error %v", pairs, err)
		}
	}
}

// TestPostingsDamage damages postings in each way there is.
func TestPostingsDamage(t *testing.T) {
	for _, n := range []int{1, 10} {
		pairs := ascending(n)
		build := func(b *bolt.Bucket) error { return ofThree(b).build(slices.Values(pairs)) }
		eachDamage(t, build, func(b *bolt.Bucket) {
			p := ofThree(b)
			damaged(t, samePairs(t, p, pairs))
			for i, pair := range pairs {
				damaged(t, same(t, "lookup", keyed(pair.Key, p.Lookup(pair.Key)), pairs[i:i+1]))
				damaged(t, same(t, "from", p.From(pair.Key), pairs[i:]))
				down := slices.Clone(pairs[:i+1])
				slices.Reverse(down)
				damaged(t, same(t, "down", p.Down(pair.Key), down))
			}
		})
	}
}
