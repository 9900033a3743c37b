package domain

import (
	"errors"
	"fmt"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func percent(n, den int64) Ratio { return Ratio{n, den * 100} }

// The worked example of S4 (rules.md): 10,000 leads, 5 %, 10 %, 1,000 bring
// 50,000 a month, and 75,000 at 15 %.
func TestPayback(t *testing.T) {
	usd := func(n int) Money { return Money{Count(n), "USD"} }
	s4 := ROI{Leads: 10_000, Conversion: percent(5, 1), Close: percent(10, 1), Deal: usd(1000)}
	at15 := s4
	at15.Close = percent(15, 1)
	for name, c := range map[string]struct {
		roi  ROI
		want Money
	}{
		"S4": {s4, usd(50_000)}, "S4 at 15 %": {at15, usd(75_000)},
		"thirds":             {ROI{1, Ratio{1, 3}, Ratio{1, 1}, usd(1)}, Money{330, "USD"}},
		"halves":             {ROI{1, Ratio{1, 2}, Ratio{1, 1}, Money{10, "USD"}}, Money{10, "USD"}},
		"yen":                {ROI{1, Ratio{1, 3}, Ratio{1, 1}, Money{2000, "JPY"}}, Money{1000, "JPY"}},
		"none":               {ROI{0, Ratio{1, 2}, Ratio{1, 2}, usd(1)}, usd(0)},
		"huge":               {ROI{math.MaxInt64, Ratio{1, 1}, Ratio{1, 1}, Money{math.MaxInt64, "USD"}}, Money{math.MaxInt64, "USD"}},
		"unknown conversion": {ROI{Leads: 1, Close: Ratio{1, 2}, Deal: usd(1)}, Money{}},
		"unknown deal":       {ROI{Leads: 1, Close: Ratio{1, 2}, Conversion: Ratio{1, 2}}, Money{}},
	} {
		if got := c.roi.Payback(); got != c.want {
			t.Errorf("%s brings %v, want %v", name, got, c.want)
		}
	}
	table := s4.Sensitivities()
	if len(table) != 11 {
		t.Fatalf("%d rates", len(table))
	}
	for i, row := range table {
		want := Sensitivity{percent(int64(5+i), 1), usd(25_000 + 5_000*i), usd(30_000 + 6_000*i), usd(27_500 + 5_500*i), i == 5}
		if row != want {
			t.Errorf("row %d is %+v, want %+v", i, row, want)
		}
	}
}

// The own close rate is in the table once, in its place.
func TestOwnRateInTable(t *testing.T) {
	for _, c := range []struct {
		rate    Ratio
		at, len int
	}{{percent(3, 1), 0, 12}, {percent(5, 1), 0, 11}, {percent(15, 2), 3, 12}, {percent(10, 1), 5, 11}, {percent(38, 1), 11, 12}, {Ratio{}, -1, 11}} {
		at, n := -1, 0
		for i, row := range (ROI{Leads: 1, Conversion: percent(99, 1) /* a point more is all */, Close: c.rate, Deal: Money{1000, "USD"}}).Sensitivities() {
			n++
			if row.Own {
				at = i
			}
			if i >= 0 && row.BetterConversion.Mils > 1000 {
				t.Error("more than all leads are converted")
			}
		}
		if at != c.at || n != c.len {
			t.Errorf("%v is at %d of %d, want %d of %d", c.rate, at, n, c.at, c.len)
		}
	}
}

// More of anything never brings less.
func TestPaybackGrows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 100_000)
		r := ROI{n.Draw(t, "leads"), Ratio{n.Draw(t, "conversion"), 100_000}, Ratio{n.Draw(t, "close"), 100_000}, Money{Quantity(n.Draw(t, "deal")), "USD"}}
		last := Money{Mils: -1}
		for _, row := range r.Sensitivities() {
			if row.Payback.Mils < last.Mils || row.BetterConversion.Mils < row.Payback.Mils || row.LargerDeal.Mils < row.Payback.Mils {
				t.Fatalf("%+v after %v", row, last)
			}
			last = row.Payback
		}
	})
}

func TestOwnROI(t *testing.T) {
	p := preset(t)
	s := Stats{AsOf: time.Date(2026, time.April, 1, 12, 0, 0, 0, time.UTC)} // the 60th day of FY27
	s.Leads.Offered, s.Leads.Registered = 50, 11
	s.Rates.Conversion, s.Rates.Close, s.Rates.AverageDeal = Ratio{1, 4}, Ratio{2, 5}, Money{1, "USD"}
	if got, want := p.OwnROI(s), (ROI{31, Ratio{1, 4}, Ratio{2, 5}, Money{1, "USD"}}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	s.AsOf = time.Date(2026, time.February, 3, 12, 0, 0, 0, time.UTC) // too early to tell a month
	if got := p.OwnROI(s).Leads; got != 61 {
		t.Errorf("after three days %d leads", got)
	}
	if got := p.OwnROI(Stats{AsOf: noon}); got != (ROI{}) || !got.Payback().IsZero() {
		t.Errorf("of nothing: %+v", got)
	}
}

func TestParsePercent(t *testing.T) {
	for s, want := range map[string]Ratio{
		"5%": {5000, 100_000}, "5 %": {5000, 100_000}, "5": {5000, 100_000}, "12,5 %": {12_500, 100_000}, "0.5%": {500, 100_000},
		"5 percent": {5000, 100_000}, "0": {0, 100_000}, "0 %": {0, 100_000}, "100": {100_000, 100_000}, "1": {1000, 100_000},
		"7.25%": {7250, 100_000}, "5\u00a0%": {5000, 100_000},
	} {
		if got, err := ParsePercent(s); err != nil || got != want {
			t.Errorf("%q is %v %v, want %v", s, got, err, want)
		}
	}
	for s, want := range map[string]Code{
		"0.05": "percent.ambiguous", "0,5": "percent.ambiguous", ".5": "percent.unreadable", "": "percent.unreadable", "%": "percent.unreadable",
		"-5%": "percent.unreadable", "101": "percent.unreadable", "5 EUR": "percent.unreadable", "five": "percent.unreadable",
		"1.2345%": "percent.unreadable", "1.234%": "percent.unreadable", "5%%": "percent.unreadable", "1e2": "percent.unreadable",
	} {
		if _, err := ParsePercent(s); !errors.Is(err, Refused(want)) {
			t.Errorf("%q: %v, want %s", s, err, want)
		}
	}
}

func TestParseCount(t *testing.T) {
	for s, want := range map[string]int64{"10000": 10_000, "10,000": 10_000, "10 000": 10_000, "10k": 10_000, "1.5k": 1500, "0": 0, "1 m": 1_000_000} {
		if got, err := ParseCount(s); err != nil || got != want {
			t.Errorf("%q is %d %v, want %d", s, got, err, want)
		}
	}
	for _, s := range []string{"", "-1", "1.5", "k", "10 EUR", "2000000000", "1.2345k", "99999999999999999999"} {
		if _, err := ParseCount(s); !errors.Is(err, Refused("count.invalid")) {
			t.Errorf("%q: %v", s, err)
		}
	}
}

// Whatever is read is between nothing and all, and is read again as it is written.
func FuzzParsePercent(f *testing.F) {
	for _, s := range []string{"5%", "5 %", "12,5 %", "0.05", "100", "-1", "1,234.5 %", "５％", "5 percent", "%", "\u202f5\u202f%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ParsePercent(s)
		if err != nil {
			return
		}
		if r.Den <= 0 || r.Num < 0 || r.Num > r.Den {
			t.Fatalf("%q is %v", s, r)
		}
		if again, err := ParsePercent(fmt.Sprint(Quantity(r.Num), " %")); err != nil || again != r {
			t.Fatalf("%q is %v, again %v %v", s, r, again, err)
		}
	})
}
