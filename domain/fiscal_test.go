package domain

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// rules.md, Time: "FY22 = 1 Feb 2021 to 31 Jan 2022", and worked examples:
// "completed 31 Jan 2022 and 1 Feb 2022: FY22 and FY23".
func TestFiscalYearsAndQuarters(t *testing.T) {
	february, january, july, odd := MonthDay{time.February, 1}, MonthDay{time.January, 1}, MonthDay{time.July, 1}, MonthDay{time.August, 31}
	for _, c := range []struct {
		start             MonthDay
		day               string
		year              int
		from, to          string
		quarter, quarters string
	}{
		{february, "2021-02-01", 2022, "2021-02-01", "2022-01-31", "2021-02-01", "2021-04-30"},
		{february, "2022-01-31", 2022, "2021-02-01", "2022-01-31", "2021-11-01", "2022-01-31"},
		{february, "2022-02-01", 2023, "2022-02-01", "2023-01-31", "2022-02-01", "2022-04-30"},
		{february, "2028-02-29", 2029, "2028-02-01", "2029-01-31", "2028-02-01", "2028-04-30"},
		{february, "2026-10-31", 2027, "2026-02-01", "2027-01-31", "2026-08-01", "2026-10-31"},
		{january, "2026-01-01", 2026, "2026-01-01", "2026-12-31", "2026-01-01", "2026-03-31"},
		{january, "2028-02-29", 2028, "2028-01-01", "2028-12-31", "2028-01-01", "2028-03-31"},
		{january, "2026-12-31", 2026, "2026-01-01", "2026-12-31", "2026-10-01", "2026-12-31"},
		{july, "2026-06-30", 2026, "2025-07-01", "2026-06-30", "2026-04-01", "2026-06-30"},
		{july, "2026-07-01", 2027, "2026-07-01", "2027-06-30", "2026-07-01", "2026-09-30"},
		{odd, "2028-02-29", 2028, "2027-08-31", "2028-08-30", "2028-02-29", "2028-05-30"},
	} {
		d := date(t, c.day)
		year, span := c.start.Year(d)
		if year != c.year || span.From.String() != c.from || span.To.String() != c.to {
			t.Errorf("%s with a year from %v: FY%d %s to %s, want FY%d %s to %s", c.day, c.start, year, span.From, span.To, c.year, c.from, c.to)
		}
		if q := c.start.Quarter(d); q.From.String() != c.quarter || q.To.String() != c.quarters {
			t.Errorf("%s with a year from %v: quarter %s to %s, want %s to %s", c.day, c.start, q.From, q.To, c.quarter, c.quarters)
		}
	}
}

func TestQuartersCutTheYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := MonthDay{time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day")}
		d := Date(rapid.IntRange(400, 3_000_000).Draw(t, "date"))
		year, span := start.Year(d)
		q := start.Quarter(d)
		if !span.Has(d) || !q.Has(d) || q.From < span.From || q.To > span.To {
			t.Fatalf("%s: year %v, quarter %v", d, span, q)
		}
		if after, next := start.Year(span.To + 1); after != year+1 || next.From != span.To+1 {
			t.Fatalf("%s: after year %d (%v) comes %d (%v)", d, year, span, after, next)
		}
		if q.To != span.To && start.Quarter(q.To+1).From != q.To+1 {
			t.Fatalf("%s: after quarter %v comes %v", d, q, start.Quarter(q.To+1))
		}
	})
}

// rules.md, Time: "Tiers are evaluated quarterly; the month after the quarter
// decides; the new tier holds from the first day of the following month."
func TestEvaluation(t *testing.T) {
	p := preset(t)
	for today, want := range map[string][3]string{
		"2026-02-01": {"2026-01-31", "2026-04-30", "2026-06-01"},
		"2026-04-30": {"2026-01-31", "2026-04-30", "2026-06-01"},
		"2026-05-01": {"2026-04-30", "2026-07-31", "2026-09-01"},
		"2028-02-29": {"2028-01-31", "2028-04-30", "2028-06-01"},
		"2027-01-31": {"2026-10-31", "2027-01-31", "2027-03-01"},
	} {
		last, next, counts := p.Evaluation(date(t, today))
		if got := [3]string{last.String(), next.String(), counts.String()}; got != want {
			t.Errorf("on %s evaluations are %v, want %v", today, got, want)
		}
	}
}

func TestSpans(t *testing.T) {
	p := preset(t)
	for _, c := range []struct {
		window          Window
		today, from, to string
	}{
		{WindowFiscalYear, "2026-03-27", "2026-02-01", "2027-01-31"},
		{WindowProgramYear, "2026-02-28", "2025-03-01", "2026-02-28"},
		{WindowRolling12, "2026-03-27", "2025-03-28", "2026-03-27"},
		{WindowRolling12, "2028-02-29", "2027-03-01", "2028-02-29"},
		{WindowAllTime, "2026-03-27", "", "2026-03-27"},
	} {
		if s := p.Span(c.window, date(t, c.today)); s.From.String() != c.from || s.To.String() != c.to {
			t.Errorf("%s on %s is %s to %s, want %s to %s", c.window, c.today, s.From, s.To, c.from, c.to)
		}
	}
	if (Span{}).Has(0) {
		t.Error("no date lies in a span")
	}
}

// rules.md, Time, and trust.md: calendar days are the program's, not the laptop's.
func TestTheDayIsTheProgramsOwn(t *testing.T) {
	var tokyo Program
	if err := tokyo.Zone.UnmarshalText([]byte("Asia/Tokyo")); err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, time.January, 31, 16, 0, 0, 0, time.UTC)
	if got := tokyo.Day(at).String(); got != "2026-02-01" {
		t.Errorf("in Tokyo it is %s", got)
	}
	if got := new(Program).Day(at.In(tokyo.Zone.Location())).String(); got != "2026-01-31" {
		t.Errorf("in a program of UTC it is %s", got)
	}
	if new(Program).Day(time.Time{}) != 0 {
		t.Error("no instant has a day")
	}
}

func TestDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.IntRange(1, 3_652_059).Draw(t, "date")) // the last is 9999-12-31
		if got, err := ParseDate(d.String()); err != nil || got != d {
			t.Fatalf("%d is written %s and read back as %d, %v", d, d, got, err)
		}
		if DateOf(d.Time()) != d && d != 1 { // midnight of the first day is no time
			t.Fatalf("%s at midnight is %s", d, DateOf(d.Time()))
		}
		n := rapid.IntRange(-200, 200).Draw(t, "months")
		year, month, day := d.Time().Date()
		if m := year*12 + int(month) + n; m > 12 && m < 9999*12 {
			y2, m2, d2 := d.AddMonths(n).Time().Date()
			if y2*12+int(m2) != m || d2 > day || (d2 < day && (d.AddMonths(n)+1).Time().Day() != 1) {
				t.Fatalf("%s and %d months are %s", d, n, d.AddMonths(n))
			}
		}
	})
	for in, want := range map[string]string{
		"2028-02-29": "2028-02-29", "2026-02-29": "", "2026-2-1": "", "26-02-01": "", "2026-02-01T00:00": "", "": "", "0001-01-01": "0001-01-01", "0000-12-31": "", "0000-01-01": "",
	} {
		got, err := ParseDate(in)
		if got.String() != want || (err == nil) != (want != "") {
			t.Errorf("ParseDate(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
	for in, want := range map[string]string{"2026-01-31": "2026-02-28", "2028-01-31": "2028-02-29", "2026-11-30": "2026-12-30"} {
		if got := date(t, in).AddMonths(1).String(); got != want {
			t.Errorf("%s and a month is %s, want %s", in, got, want)
		}
	}
	var none Date
	if err := none.UnmarshalText(nil); err != nil || none != 0 || none.String() != "" || !none.Time().IsZero() {
		t.Errorf("no date is read as %d, %v", none, err)
	}
}

func TestDaysOfTheYear(t *testing.T) {
	for in, ok := range map[string]bool{"02-01": true, "12-31": true, "02-29": false, "2-1": false, "13-01": false, "": false, "02-01-03": false} {
		var m MonthDay
		err := m.UnmarshalText([]byte(in))
		if (err == nil) != ok {
			t.Errorf("%q is read as %v, %v", in, m, err)
		}
		if text, _ := m.MarshalText(); ok && string(text) != in {
			t.Errorf("%q is written %q", in, text)
		}
	}
}

// The day is what the calendar of the zone says, also before the year 1 and
// around changes of the clock.
func TestDayIsTheZones(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p Program
		zone := rapid.SampledFrom([]string{"UTC", "Europe/Paris", "Asia/Tokyo", "America/St_Johns", "Pacific/Apia", "Pacific/Chatham"}).Draw(t, "zone")
		if err := p.Zone.UnmarshalText([]byte(zone)); err != nil {
			t.Fatal(err)
		}
		midnight := NewDate(rapid.IntRange(-9, 2100).Draw(t, "year"), 1, rapid.IntRange(1, 366).Draw(t, "day")).Time().Unix()
		at := time.Unix(midnight+rapid.Int64Range(-15*3600, 15*3600).Draw(t, "seconds"), rapid.Int64Range(0, 999_999_999).Draw(t, "nanoseconds"))
		if got, want := p.Day(at), DateOf(at.In(p.Zone.Location())); got != want {
			t.Fatalf("%v is %d, want %d", at, got, want)
		}
	})
}
