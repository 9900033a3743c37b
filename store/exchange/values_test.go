package exchange

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
)

func TestParseMoment(t *testing.T) {
	zone := time.FixedZone("", 2*60*60)
	for _, tt := range []struct {
		in    string
		order DateOrder
		want  string // RFC 3339, or a code
	}{
		{"2026-02-24", Decide, "2026-02-24T00:00:00+02:00"},
		{"2026/2/4", DayFirst, "2026-02-04T00:00:00+02:00"},
		{"20260224", Decide, "2026-02-24T00:00:00+02:00"},
		{"24.02.2026", MonthFirst, "2026-02-24T00:00:00+02:00"},
		{"2026年2月24日", Decide, "2026-02-24T00:00:00+02:00"},
		{"２０２６/０２/２４", Decide, "2026-02-24T00:00:00+02:00"},
		{"02/03/24", MonthFirst, "2024-02-03T00:00:00+02:00"},
		{"02/03/24", DayFirst, "2024-03-02T00:00:00+02:00"},
		{"02-03-1968", DayFirst, "1968-03-02T00:00:00+02:00"},
		{"1/1/69", MonthFirst, "1969-01-01T00:00:00+02:00"},
		{"24-Feb-2026", Decide, "2026-02-24T00:00:00+02:00"},
		{"24 February 2026", Decide, "2026-02-24T00:00:00+02:00"},
		{"Feb 24, 2026", Decide, "2026-02-24T00:00:00+02:00"},
		{"Feb 24, 2026, 2:05 PM", Decide, "2026-02-24T14:05:00+02:00"},
		{"02/24/26 02:18 AM", MonthFirst, "2026-02-24T02:18:00+02:00"},
		{"02/24/26 12:00 am", MonthFirst, "2026-02-24T00:00:00+02:00"},
		{"3/15/2024 2:30 PM", MonthFirst, "2024-03-15T14:30:00+02:00"},
		{"2024-03-12 09:14", Decide, "2024-03-12T09:14:00+02:00"},
		{"2006-06-15T20:47:07.000Z", Decide, "2006-06-15T20:47:07Z"},
		{"2024-07-11T21:22:06.250+0000", Decide, "2024-07-11T21:22:06Z"},
		{"07/15/2009 02:14:45+0800", MonthFirst, "2009-07-15T02:14:45+08:00"},
		{"2009-07-14T14:14:45+02:00", Decide, "2009-07-14T14:14:45+02:00"},
		{"2010-10-14T12:00:00.000Z-0300", Decide, "2010-10-14T12:00:00-03:00"},
		{"2010-10-14 12:00:00 UTC", Decide, "2010-10-14T12:00:00Z"},
		{"2024-02-29", Decide, "2024-02-29T00:00:00+02:00"},
		{"2026-02-29", Decide, "import.no_day"},
		{"31.04.2026", Decide, "import.no_day"},
		{"00/03/2026", DayFirst, "import.no_day"},
		{"02/13/26", DayFirst, "import.no_month"},
		{"13/02/26", MonthFirst, "import.no_month"},
		{"01.13.2026", MonthFirst, "import.no_month"},
		{"2026-13-01", MonthFirst, "import.no_date"},
		{"2026 Feb 24", MonthFirst, "2026-02-24T00:00:00+02:00"},
		{"0000-01-01", Decide, "import.no_date"},
		{"2009\\7\\14 22:14:45+0800", Decide, "import.no_date"},
		{"2009-07/14 02:14:45-0800", Decide, "import.no_date"},
		{"02/03/124", MonthFirst, "import.no_date"},
		{"124/03/02", MonthFirst, "import.no_date"},
		{"soon", Decide, "import.no_date"},
		{"45345", Decide, "import.no_date"},
		{"2026-02-24x", Decide, "import.no_date"},
		{"2026-02-24 25:00", Decide, "import.no_time"},
		{"2026-02-24 9:60", Decide, "import.no_time"},
		{"2026-02-24 13:00 PM", Decide, "import.no_time"},
		{"2026-02-24 12:00:00 CEST", Decide, "import.no_time"},
	} {
		m, bad := parseMoment(tt.in, tt.order)
		got := ""
		if bad != nil {
			got = string(bad.Code)
		} else {
			got = m.instant(zone).Format(time.RFC3339)
		}
		if got != tt.want {
			t.Errorf("%q, %q: got %s, want %s", tt.in, tt.order, got, tt.want)
		}
	}
}

func TestNoDaySaysWhatIsRight(t *testing.T) {
	_, bad := parseMoment("2026-02-30", Decide)
	if bad.Args["day"] != 30 || bad.Args["last"] != domain.NewDate(2026, 2, 28) {
		t.Errorf("args %v", bad.Args)
	}
}

// Every day of some years is read as itself, and the day after a month's end is refused.
func TestEveryDay(t *testing.T) {
	for d := domain.NewDate(1999, 12, 1); d < domain.NewDate(2005, 1, 1); d++ {
		if m, bad := parseMoment(d.String(), Decide); bad != nil || m.date != d {
			t.Fatalf("%s: got %s, %v", d, m.date, bad)
		}
		if next := d + 1; next.Time().Day() == 1 {
			y, m, day := d.Time().Date()
			if _, bad := parseMoment(time.Date(y, m, 1, 0, 0, 0, 0, time.UTC).Format("2006-01-")+strconv.Itoa(day+1), Decide); bad == nil || bad.Args["last"] != d {
				t.Fatalf("the day after %s: %v", d, bad)
			}
		}
	}
}

// Each date, in each shape in which files have it, is read as itself.
func TestMomentRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, 3_000_000_000).Draw(t, "at"), 0).UTC()
		layout := rapid.SampledFrom([]string{
			"2006-01-02T15:04:05.000Z", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05.000-0700",
			"01/02/2006 15:04:05-0700", "1/2/2006 3:04:05 PM", "Jan 2, 2006 15:04:05", "2006/1/2 15:04:05", "02.01.2006 15:04:05", "02-Jan-2006 15:04:05",
		}).Draw(t, "layout")
		text := at.Format(layout)
		if layout[len(layout)-1] == '0' {
			text = at.In(time.FixedZone("", rapid.IntRange(-12, 14).Draw(t, "zone")*3600)).Format(layout)
		}
		m, bad := parseMoment(text, MonthFirst)
		if bad != nil || !m.instant(time.UTC).Equal(at) {
			t.Fatalf("%q: got %v, %v, want %v", text, m.instant(time.UTC), bad, at)
		}
	})
}

// The dates that most systems write are read as any others are.
func TestISODatesAreDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := []byte("2026-02-24T10:00:00Z"[:rapid.SampledFrom([]int{8, 10, 11, 16, 20}).Draw(t, "length")])
		for range rapid.IntRange(0, 2).Draw(t, "slips") {
			s[rapid.IntRange(0, len(s)-1).Draw(t, "at")] = rapid.SampledFrom([]byte("0123459-/.:T ,Zx+\x80")).Draw(t, "is")
		}
		p, rest, ok := dateParts(string(s))
		if want, wantRest, wantOK := anyDate(string(s)); ok != wantOK || ok && (p != want || rest != wantRest) {
			t.Fatalf("%q: got %v, %q, %v, want %v, %q, %v", s, p, rest, ok, want, wantRest, wantOK)
		}
	})
}

// Whole numbers are amounts as any others are.
func TestDigitsAreAmounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.StringMatching(`[0-9]{0,20}`), rapid.StringMatching(`-?[0-9]{1,3}.?[0-9]{0,3}`)).Draw(t, "amount")
		n, ok := digits(s)
		if !ok {
			return
		}
		m, err := domain.ParseMoney(s, "EUR")
		if err != nil || m != (domain.Money{Mils: domain.Quantity(n) * 1000, Currency: "EUR"}) {
			t.Fatalf("%q: %d, want %v, %v", s, n, m, err)
		}
	})
}

func TestParseAmount(t *testing.T) {
	for in, want := range map[string]string{
		"$125000": "125000.00 USD", "1 234,50": "1234.50 EUR", "1,234.50": "1234.50 EUR", "12.000,00": "12000.00 EUR",
		"500000.0": "500000.00 EUR", "0": "0.00 EUR", "-12.5": "-12.50 EUR", "(1,200.00)": "-1200.00 EUR", "1 234,50 €": "1234.50 EUR",
		"１２３４": "1234.00 EUR", "5000 JPY": "5000 JPY",
		"12O00": "import.letter", "1x2": "import.letter", "abc": "import.no_amount", "1.2.3": "import.no_amount", "--5": "import.no_amount",
		"99999999999999999999": "import.no_amount",
	} {
		m, bad := parseAmount(in, "EUR")
		if got := either(m, bad); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func either(v any, bad *domain.RuleError) string {
	if bad != nil {
		return string(bad.Code)
	}
	return domain.Clean(toString(v))
}

func toString(v any) string {
	switch v := v.(type) {
	case domain.Money:
		return v.String()
	case int:
		return domain.Count(v).String()
	case bool:
		if v {
			return "yes"
		}
		return "no"
	}
	return ""
}

func TestParseNumbers(t *testing.T) {
	for _, tt := range []struct {
		what, in, want string
	}{
		{"count", "9000", "9000"}, {"count", "9,000", "9000"}, {"count", "9 000", "9000"}, {"count", "9000.0", "9000"}, {"count", "９０", "90"},
		{"count", "-1", "import.no_count"}, {"count", "1.5", "import.no_count"}, {"count", "1l0", "import.letter"}, {"count", "11-50", "import.no_count"},
		{"count", "99999999999", "import.no_count"}, {"count", "10 EUR", "import.no_count"},
		{"percent", "75", "75"}, {"percent", "75%", "75"}, {"percent", "100.0", "100"}, {"percent", "12,5 %", "13"},
		{"percent", "101", "import.no_percent"}, {"percent", "-1", "import.no_percent"}, {"percent", "NaN", "import.no_percent"},
		{"percent", "1e1", "import.no_percent"}, {"percent", "inf", "import.no_percent"},
		{"share", "0.75", "75"}, {"share", "1", "100"}, {"share", "40%", "40"}, {"share", "0,2", "20"}, {"share", "1.5", "import.no_percent"},
		{"bool", "TRUE", "yes"}, {"bool", "Vrai", "yes"}, {"bool", "はい", "yes"}, {"bool", "0", "no"}, {"bool", "faux", "no"}, {"bool", "maybe", "import.no_bool"},
	} {
		var v any
		var bad *domain.RuleError
		switch tt.what {
		case "count":
			v, bad = parseCount(tt.in)
		case "bool":
			v, bad = parseBool(tt.in)
		default:
			v, bad = parsePercent(tt.in, tt.what == "share")
		}
		if got := either(v, bad); got != tt.want {
			t.Errorf("%s %q: got %s, want %s", tt.what, tt.in, got, tt.want)
		}
	}
}

func TestLetterIsNamed(t *testing.T) {
	_, bad := parseAmount("12O00", "EUR")
	if !errors.Is(bad, domain.Refused("import.letter")) || bad.Args["letter"] != domain.Outside("O") {
		t.Errorf("got %v %v", bad, bad.Args)
	}
}
