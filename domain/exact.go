package domain

import (
	"math"
	"math/big"
	"math/bits"
)

// total is an exact sum from which can be taken what was added. It has 128 bits,
// so that no book of quantities makes it wrap around.
type total struct {
	high int64
	low  uint64
}

// change adds a quantity where by is above nought, else it takes it off.
func (t *total) change(q Quantity, by int) {
	var carry uint64
	if by > 0 {
		t.low, carry = bits.Add64(t.low, uint64(q), 0)
		t.high += int64(q>>63) + int64(carry)
		return
	}
	t.low, carry = bits.Sub64(t.low, uint64(q), 0)
	t.high -= int64(q>>63) + int64(carry)
}

// quantity is the sum, the largest or the smallest where it is beyond.
func (t total) quantity() Quantity {
	switch {
	case t.high == int64(t.low)>>63:
		return Quantity(t.low)
	case t.high < 0:
		return math.MinInt64
	}
	return math.MaxInt64
}

// mean is the exact mean of scores: of those of projects, not of all ratings
// (S3). They have few denominators, the numbers of
// questions answered: sums of whole numbers for each of them are enough.
type mean struct {
	sums map[int64]int64
	n    int
}

// change adds a score where by is above nought, else it takes it off. No number
// counts for nothing.
func (m *mean) change(score Ratio, by int) {
	if score.IsZero() {
		return
	}
	if m.sums == nil {
		m.sums = map[int64]int64{}
	}
	m.sums[score.Den] += score.Num * int64(by)
	m.n += by
}

// ratio is the mean in lowest terms, no number where there is no score.
func (m *mean) ratio() Ratio {
	if m.n <= 0 {
		return Ratio{}
	}
	sum := new(big.Rat)
	for den, num := range m.sums {
		sum.Add(sum, big.NewRat(num, den))
	}
	sum.Quo(sum, big.NewRat(int64(m.n), 1))
	return Ratio{sum.Num().Int64(), sum.Denom().Int64()}
}
