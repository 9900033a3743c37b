package domain

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// An ordered multiset is what a sorted list is, also over many blocks.
func TestOrderedAgainstASortedList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var o ordered[number]
		var plain []number
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		// Few values, so that many are alike, or as many as come to fill blocks.
		most := rapid.SampledFrom([]int64{1, 40, 1 << 40}).Draw(t, "values")
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			n := rapid.SampledFrom([]int{1, 100, 700, 3000}).Draw(t, "n")
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				for i := range n { // in order
					o.insert(number(int64(i) * most / 100))
					plain = append(plain, number(int64(i)*most/100))
				}
			case 1:
				for range n {
					v := number(random.Int64N(most))
					o.change(v, 1)
					plain = append(plain, v)
				}
			case 2:
				for range min(n, len(plain)) {
					at := random.IntN(len(plain))
					o.change(plain[at], -1)
					plain = slices.Delete(plain, at, at+1)
				}
			default:
				slices.Sort(plain)
				o.drop(n)
				plain = plain[min(n, len(plain)):]
			}
			slices.Sort(plain)
			if got := slices.Collect(o.all); !slices.Equal(got, plain) || o.n != len(plain) {
				t.Fatalf("%d values, want %d", o.n, len(plain))
			}
			v := number(random.Int64N(most + 1))
			place, has := slices.BinarySearch(plain, v)
			if got := o.below(v); got != place {
				t.Fatalf("%d values are below %d, want %d", got, v, place)
			}
			if !has && o.remove(v) {
				t.Fatalf("removes %d, which is not there", v)
			}
			if place < len(plain) && o.at(place) != plain[place] {
				t.Fatalf("%d is at %d, want %d", o.at(place), place, plain[place])
			}
			for _, b := range o.blocks {
				if len(b) == 0 || len(b) > blockMost || cap(b) > 2*blockMost {
					t.Fatalf("a block of %d values", len(b))
				}
			}
		}
	})
}

// Values that come in order fill their blocks.
func TestOrderedIsDense(t *testing.T) {
	var o ordered[number]
	for i := range 100 * blockMost {
		o.insert(number(i))
	}
	if len(o.blocks) != 100 {
		t.Errorf("100 blocks of values take %d", len(o.blocks))
	}
}

func TestTotal(t *testing.T) {
	var sum total
	for _, step := range []struct {
		q    Quantity
		by   int
		want Quantity
	}{
		{5, 1, 5}, {-8, 1, -3}, {-8, -1, 5}, {5, -1, 0}, {1, -1, -1}, {1, 1, 0},
		{math.MaxInt64, 1, math.MaxInt64}, {math.MaxInt64, 1, math.MaxInt64}, {3, 1, math.MaxInt64}, {math.MaxInt64, -1, math.MaxInt64},
		{4, -1, math.MaxInt64 - 1}, {math.MaxInt64, -1, -1}, {math.MinInt64, 1, math.MinInt64}, {math.MinInt64, 1, math.MinInt64},
		{math.MinInt64, -1, math.MinInt64}, {math.MinInt64, -1, -1},
	} {
		if sum.change(step.q, step.by); sum.quantity() != step.want {
			t.Fatalf("%d by %d gives %d, want %d", step.q, step.by, sum.quantity(), step.want)
		}
	}
}

// To remove what was never added does no more harm than wrong figures.
func TestRemoveOfWhatIsNotThere(t *testing.T) {
	p := preset(t)
	rapid.Check(t, func(t *rapid.T) {
		tally := NewTally(p, noon)
		for range rapid.IntRange(1, 20).Draw(t, "records") {
			r := drawCounted(t, nth(1), rapid.SampledFrom(Kinds()[1:]).Draw(t, "kind"), p)
			if rapid.Bool().Draw(t, "add") {
				tally.Add(r)
			} else {
				tally.Remove(r)
			}
		}
		tally.Stats()
	})
}
