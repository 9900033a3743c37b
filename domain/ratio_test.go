package domain

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// Fractions compare exactly, large ones and those with a minus below too.
func TestRatiosCompareExactly(t *testing.T) {
	part := rapid.OneOf(rapid.Int64Range(-50, 50), rapid.Int64Range(math.MaxInt32-2, math.MaxInt32+2), rapid.Int64()).Filter(func(n int64) bool { return n != 0 })
	rapid.Check(t, func(t *rapid.T) {
		a, b := Ratio{part.Draw(t, "a"), part.Draw(t, "of a")}, Ratio{part.Draw(t, "b"), part.Draw(t, "of b")}
		if rapid.Bool().Draw(t, "alike") {
			b = a
		}
		if got, want := a.Cmp(b), big.NewRat(a.Num, a.Den).Cmp(big.NewRat(b.Num, b.Den)); got != want {
			t.Fatalf("%v to %v is %d, want %d", a, b, got, want)
		}
	})
}
