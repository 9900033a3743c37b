package index

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// randomPairs are pairs of whose keys and rows only the masked bits differ.
func randomPairs(n int, seed uint64, keys uint64, rows uint32) []Pair {
	r := rand.New(rand.NewPCG(seed, 1))
	pairs := make([]Pair, n)
	for i := range pairs {
		pairs[i] = Pair{r.Uint64() & keys, r.Uint32() & rows}
	}
	return pairs
}

func TestSortPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 4*few).Draw(t, "n")
		keys := rapid.OneOf(rapid.Uint64(), rapid.SampledFrom([]uint64{0, 0xff, 0xf << 60, 0x3<<56 | 1<<40 | 0xff00, 1<<64 - 1}))
		rows := rapid.OneOf(rapid.Uint32(), rapid.SampledFrom([]uint32{0, 0xff, 0xf << 28, 1<<32 - 1}))
		pairs := randomPairs(n, rapid.Uint64().Draw(t, "seed"), keys.Draw(t, "keys"), rows.Draw(t, "rows"))
		if rapid.Bool().Draw(t, "rows ascend") {
			for i := range pairs {
				pairs[i].Row = uint32(i / 3)
			}
		}
		want := slices.Clone(pairs)
		slices.SortFunc(want, ComparePairs)
		SortPairs(pairs, make([]Pair, rapid.IntRange(0, n).Draw(t, "scratch")))
		if !slices.Equal(pairs, want) {
			t.Fatal("not sorted")
		}
	})
}

func BenchmarkSortPairs(b *testing.B) {
	const n = 1_000_000
	random := randomPairs(n, 1, ^uint64(0), ^uint32(0))
	ascend := slices.Clone(random)
	for i := range ascend {
		ascend[i].Row = uint32(i)
	}
	work, scratch := make([]Pair, n), make([]Pair, n)
	for name, from := range map[string][]Pair{"random": random, "rows-ascend": ascend} {
		b.Run("radix/"+name, func(b *testing.B) {
			for b.Loop() {
				copy(work, from)
				SortPairs(work, scratch)
			}
		})
		b.Run("slices/"+name, func(b *testing.B) {
			for b.Loop() {
				copy(work, from)
				slices.SortFunc(work, ComparePairs)
			}
		})
	}
}
