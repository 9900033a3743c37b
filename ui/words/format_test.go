package words

import (
	"math"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
)

func TestNumbers(t *testing.T) {
	w := english(t)
	eur := func(mils int64) domain.Money { return domain.Money{Mils: domain.Quantity(mils), Currency: "EUR"} }
	in := func(code string, mils int64) domain.Money {
		return domain.Money{Mils: domain.Quantity(mils), Currency: code}
	}
	for _, c := range []struct{ got, want string }{
		{w.Int(0), "0"}, {w.Int(999), "999"}, {w.Int(-1000), "-1,000"}, {w.Int(1234567), "1,234,567"},
		{w.Quantity(1500), "1.5"}, {w.Quantity(-5), "-0.005"}, {w.Quantity(1_234_000), "1,234"},
		{w.Money(domain.Money{}), ""}, {w.Money(eur(0)), "0.00 EUR"}, {w.Money(eur(1_234_500)), "1,234.50 EUR"},
		{w.Money(eur(-1_234_567)), "-1,234.567 EUR"}, {w.Money(in("JPY", 9_500_000_000)), "9,500,000 JPY"},
		{w.Money(in("KWD", 1_500)), "1.500 KWD"},
		{w.MoneyShort(domain.Money{}), ""}, {w.MoneyShort(eur(0)), "0 €"}, {w.MoneyShort(eur(120_000_000)), "120 k€"},
		{w.MoneyShort(in("JPY", 9_500_000_000)), "9.5 M¥"}, {w.MoneyShort(eur(850_000)), "850 €"},
		{w.MoneyShort(eur(999_499)), "999 €"}, {w.MoneyShort(eur(999_500)), "1 k€"}, {w.MoneyShort(eur(9_949_000)), "9.9 k€"},
		{w.MoneyShort(eur(9_960_000)), "10 k€"}, {w.MoneyShort(eur(999_600_000)), "1 M€"}, {w.MoneyShort(eur(1_249_000_000)), "1.2 M€"},
		{w.MoneyShort(in("CHF", -9_500_000)), "-9.5 kCHF"}, {w.MoneyShort(in("CHF", -999_000_000)), "-999 kCHF"},
		{w.MoneyShort(eur(-1)), "0 €"}, {w.MoneyShort(eur(math.MinInt64)), "-9.2 P€"},
		{w.Percent(0, 0), "–"}, {w.Percent(38, 100), "38 %"}, {w.Percent(999, 1000), "99 %"}, {w.Percent(1, 1000), "1 %"},
		{w.Percent(5, 5), "100 %"}, {w.Percent(0, 5), "0 %"}, {w.Percent(1001, 1000), "101 %"}, {w.Percent(-1, 1000), "-1 %"},
		{w.Percent(math.MaxInt64, math.MaxInt64), "100 %"}, {w.Percent(1, 8), "12 %"}, {w.Percent(3, 8), "38 %"},
		{w.Percent(1234, 100), "1,234 %"},
		{w.Ratio2(1, 0), "–"}, {w.Ratio2(458, 100), "4.58"}, {w.Ratio2(42000001, 10000000), "4.20"}, {w.Ratio2(4196, 1000), "4.20"},
		{w.Ratio2(4194, 1000), "4.19"}, {w.Ratio2(4205, 1000), "4.20"}, {w.Ratio2(4215, 1000), "4.22"}, {w.Ratio2(1, 200), "0.00"},
		{w.Ratio2(-1, 3), "-0.33"}, {w.Ratio2(1_234_500, 1), "1,234,500.00"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// In ASCII every currency can be read, and typed again.
func TestAmountsInASCII(t *testing.T) {
	w := english(t).ASCII()
	for code, want := range map[string]string{"EUR": "120 kEUR", "GBP": "120 kGBP", "JPY": "120 kJPY", "USD": "120 k$", "CHF": "120 kCHF"} {
		m := domain.Money{Mils: 120_000_000, Currency: code}
		got := w.MoneyShort(m)
		if got != want {
			t.Errorf("%s is %q, want %q", code, got, want)
		}
		if again, err := domain.ParseMoney(got, domain.NoCurrency); err != nil || again != m {
			t.Errorf("%q is read as %v, %v", got, again, err)
		}
	}
	if w.ASCII() != w || english(t).MoneyShort(domain.Money{Mils: 1000, Currency: "EUR"}) != "1 €" {
		t.Error("words change by being asked for ASCII")
	}
}

func TestShortAmountsFitTheirColumn(t *testing.T) {
	w := english(t)
	rapid.Check(t, func(t *rapid.T) {
		m := domain.Money{
			Mils:     domain.Quantity(rapid.Int64().Draw(t, "mils")),
			Currency: rapid.SampledFrom([]string{"EUR", "USD", "JPY", "CHF", "SEK"}).Draw(t, "currency"),
		}
		if s := w.MoneyShort(m); ansi.StringWidthWc(s) > 9 {
			t.Fatalf("%q is too wide", s)
		}
	})
}

func TestLeft(t *testing.T) {
	w := english(t)
	for d, want := range map[time.Duration]string{
		-time.Hour: "", 0: "", time.Second: "< 1 m", 59*time.Second + 999: "< 1 m", time.Minute: "1 m",
		42*time.Minute + 59*time.Second: "42 m", time.Hour: "1 h", 3*time.Hour + 12*time.Minute: "3 h 12 m",
		23*time.Hour + 59*time.Minute: "23 h 59 m", 24 * time.Hour: "1 d", 28*time.Hour + 59*time.Minute: "1 d 4 h",
		1000 * 24 * time.Hour: "1,000 d",
	} {
		if got := w.Left(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	tokyo := time.FixedZone("Tokyo", 9*60*60)
	w, err := New("en", tokyo)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 12, 31, 14, 0, 0, 0, time.UTC)
	d := domain.NewDate(2026, 11, 23)
	for _, c := range []struct{ got, want string }{
		{w.Date(0), ""}, {w.Date(d), "23 Nov 2026"}, {w.Day(0), ""}, {w.Day(domain.NewDate(2026, 11, 21)), "Sat 21 Nov"},
		{w.LongDate(0), ""}, {w.LongDate(d), "Mon 23 Nov 2026"},
		{w.Month(d), "Nov 2026"}, {w.Month(0), ""}, {w.MonthName(d), "Nov"}, {w.Year(d), "2026"},
		{w.Instant(time.Time{}, now), ""},
		{w.Instant(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC), now), "Mon 23 Nov 11:00"},
		// A minute on it is another year where the reader is.
		{w.Instant(now.Add(time.Hour), now), "Fri 1 Jan 2027 00:00"},
		{w.Instant(now, now.Add(time.Hour)), "Thu 31 Dec 2026 23:00"},
		{w.Instant(now.Add(2*time.Hour), now.Add(time.Hour)), "Fri 1 Jan 01:00"},
		{w.Instant(now, time.Time{}), "Thu 31 Dec 2026 23:00"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestClock(t *testing.T) {
	w, err := New("en", time.FixedZone("", 2*3600))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, time.November, 21, 23, 0, 0, 0, time.UTC) // Sunday there
	for at, want := range map[time.Time]string{
		now: "01:00", now.Add(-2 * time.Hour): "Sat 21 Nov 23:00", now.AddDate(-1, 0, 0): "Sat 22 Nov 2025 01:00",
	} {
		if got := w.Clock(at, now); got != want {
			t.Errorf("%s: %q, want %q", at, got, want)
		}
	}
}

func TestBytes(t *testing.T) {
	w, err := New("en", time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1 kB", 1501: "2 kB", 999_499: "999 kB", 999_500: "1.0 MB", 1_234_567_890: "1,234.6 MB"} {
		if got := w.Bytes(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
