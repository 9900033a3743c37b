package domain

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"strings"
)

// Ratio is an exact fraction. The zero Ratio, with no denominator, is no number.
type Ratio struct{ Num, Den int64 }

// UnmarshalText reads a decimal such as "4.2" without rounding.
func (r *Ratio) UnmarshalText(b []byte) error {
	v, ok := readRat(string(b))
	if !ok || !v.Num().IsInt64() || !v.Denom().IsInt64() {
		return fmt.Errorf("read number %q: want a decimal such as 4.2", Clean(string(b)))
	}
	r.Num, r.Den = v.Num().Int64(), v.Denom().Int64()
	return nil
}

// readRat reads a decimal or a fraction. It refuses exponents: to write out
// 1e999999999 would take all memory there is.
func readRat(s string) (*big.Rat, bool) {
	if len(s) > 40 || strings.Trim(s, "0123456789./-") != "" {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// MarshalText writes the fraction so that UnmarshalText reads the same one.
func (r Ratio) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%d/%d", r.Num, r.Den), nil
}

// IsZero reports whether there is no number.
func (r Ratio) IsZero() bool { return r.Den == 0 }

// Float returns the nearest float, for display only: rules compare with [Ratio.Cmp].
func (r Ratio) Float() float64 {
	if r.Den == 0 {
		return 0
	}
	return float64(r.Num) / float64(r.Den)
}

// Cmp compares two fractions exactly: -1, 0 or 1. Both must be numbers.
func (r Ratio) Cmp(s Ratio) int {
	if r.small() && s.small() { // as scores are
		return cmp.Compare(r.Num*s.Den, s.Num*r.Den)
	}
	return big.NewRat(r.Num, r.Den).Cmp(big.NewRat(s.Num, s.Den))
}

// small reports whether the fraction can be multiplied with another such one.
func (r Ratio) small() bool {
	return r.Den > 0 && r.Den <= math.MaxInt32 && r.Num >= math.MinInt32 && r.Num <= math.MaxInt32
}
