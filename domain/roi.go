package domain

import (
	"math"
	"math/big"
)

// ROI is the calculator of what leads bring in (T5, S4).
type ROI struct {
	// Leads are those that come in a month.
	Leads int64
	// Conversion is the part of the leads that become opportunities, Close the
	// part of those that are won. No number where it is not known.
	Conversion, Close Ratio
	// Deal is what a won deal brings.
	Deal Money
}

// Payback is what the leads of a month bring: leads x conversion x close rate x
// deal, exact and then rounded half up to what the currency has coins for. No amount
// where a part is not known.
func (r ROI) Payback() Money {
	if r.Conversion.IsZero() || r.Close.IsZero() || r.Deal.IsZero() {
		return Money{}
	}
	product := new(big.Rat).SetInt64(r.Leads)
	product.Mul(product, big.NewRat(r.Conversion.Num, r.Conversion.Den))
	product.Mul(product, big.NewRat(r.Close.Num, r.Close.Den))
	product.Mul(product, new(big.Rat).SetInt64(int64(r.Deal.Mils)))
	coin := int64(1)
	for range 3 - r.Deal.Decimals() {
		coin *= 10
	}
	product.Quo(product, big.NewRat(coin, 1)).Add(product, big.NewRat(1, 2))
	mils := new(big.Int).Div(product.Num(), product.Denom())
	if mils.Mul(mils, big.NewInt(coin)); !mils.IsInt64() {
		return Money{math.MaxInt64, r.Deal.Currency}
	}
	return Money{Quantity(mils.Int64()), r.Deal.Currency}
}

// The close rates of the sensitivity table, in percent (S4).
const (
	sensitivityFrom = 5
	sensitivityTo   = 15
)

// Sensitivity is what a month would bring at another close rate.
type Sensitivity struct {
	Close   Ratio
	Payback Money
	// BetterConversion is the same with one point more of conversion, at most
	// all; LargerDeal with a deal larger by a tenth.
	BetterConversion, LargerDeal Money
	// Own is true for the close rate that was asked for.
	Own bool
}

// Sensitivities are the close rates from 5 to 15 % by one, and the calculator's
// own in its place.
func (r ROI) Sensitivities() []Sensitivity {
	var all []Sensitivity
	own := r.Close.IsZero()
	add := func(rate Ratio, isOwn bool) {
		own = own || isOwn
		all = append(all, r.at(rate, isOwn))
	}
	for n := int64(sensitivityFrom); n <= sensitivityTo; n++ {
		rate := Ratio{n, 100}
		if !own && r.Close.Cmp(rate) < 0 {
			add(r.Close, true)
		}
		add(rate, !own && r.Close.Cmp(rate) == 0)
	}
	if !own {
		add(r.Close, true)
	}
	return all
}

func (r ROI) at(rate Ratio, own bool) Sensitivity {
	r.Close = rate
	s := Sensitivity{Close: rate, Payback: r.Payback(), Own: own}
	larger, better := r, r
	larger.Deal.Mils = r.Deal.Mils.MulDiv(11, 10)
	s.LargerDeal = larger.Payback()
	if c := r.Conversion; !c.IsZero() {
		sum := new(big.Rat).Add(big.NewRat(c.Num, c.Den), big.NewRat(1, 100))
		better.Conversion = Ratio{1, 1}
		if sum.Cmp(big.NewRat(1, 1)) < 0 && sum.Num().IsInt64() && sum.Denom().IsInt64() {
			better.Conversion = Ratio{sum.Num().Int64(), sum.Denom().Int64()}
		}
	}
	s.BetterConversion = better.Payback()
	return s
}

// OwnROI is the calculator with the firm's own figures of the fiscal year so
// far: leads offered and registered in a month of 30 days, conversion, close
// rate and average deal. What is not known yet is left without a number.
func (p *Program) OwnROI(s Stats) ROI {
	today := p.Day(s.AsOf)
	_, year := p.FiscalYear.Year(today)
	leads := int64(s.Leads.Offered + s.Leads.Registered)
	days := int64(max(1, today-year.From+1))
	r := ROI{Leads: leads, Conversion: s.Rates.Conversion, Close: s.Rates.Close, Deal: s.Rates.AverageDeal}
	if days > 30 {
		r.Leads = (leads*30 + days/2) / days
	}
	return r
}
