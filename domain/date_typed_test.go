package domain

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// On Sunday 29 November 2026.
func TestTypedDate(t *testing.T) {
	today := date(t, "2026-11-29")
	for _, c := range []struct {
		in                    string
		ahead, behind, around string // "" is as ahead
	}{
		{"2026-11-23", "2026-11-23", "", ""}, {" Today ", "2026-11-29", "", ""}, {"TOMORROW", "2026-11-30", "", ""},
		{"yesterday", "2026-11-28", "", ""}, {"ｔｏｄａｙ", "2026-11-29", "", ""},
		{"fri", "2026-12-04", "2026-11-27", ""}, {"Friday", "2026-12-04", "2026-11-27", ""},
		{"sun", "2026-12-06", "2026-11-22", ""}, {"mon", "2026-11-30", "2026-11-23", ""}, {"sat", "2026-12-05", "2026-11-28", ""},
		{"+2w", "2026-12-13", "", ""}, {"+10d", "2026-12-09", "", ""}, {"-3d", "2026-11-26", "", ""}, {"−3 days", "2026-11-26", "", ""},
		{"+1m", "2026-12-29", "", ""}, {"+3m", "2027-02-28", "", ""}, {"＋１ｙ", "2027-11-29", "", ""}, {"-1 year", "2025-11-29", "", ""},
		{"10d", "2026-12-09", "2026-11-19", ""}, {"2 weeks", "2026-12-13", "2026-11-15", ""},
		{"eow", "2026-11-29", "", ""}, {"eom", "2026-11-30", "", ""}, {"end of month", "2026-11-30", "", ""},
		{"eoq", "2026-12-31", "", ""}, {"eoy", "2026-12-31", "", ""},
		{"31/12", "2026-12-31", "2025-12-31", "2026-12-31"}, {"12/31", "2026-12-31", "2025-12-31", ""}, {"12-31", "2026-12-31", "2025-12-31", ""},
		{"31.12.", "2026-12-31", "2025-12-31", ""}, {"2.3", "2027-03-02", "2026-03-02", "2027-03-02"}, {"1.8.", "2027-08-01", "2026-08-01", "2026-08-01"},
		{"29/11", "2026-11-29", "", ""}, {"28/11", "2027-11-28", "2026-11-28", "2026-11-28"}, {"3/3", "2027-03-03", "2026-03-03", ""},
		{"31 Dec", "2026-12-31", "2025-12-31", ""}, {"Dec 31st", "2026-12-31", "2025-12-31", ""}, {"1sept", "2027-09-01", "2026-09-01", "2026-09-01"},
		{"29 feb", "2028-02-29", "2024-02-29", "2028-02-29"}, {"29/2", "2028-02-29", "2024-02-29", "2028-02-29"},
		{"31/12/2027", "2027-12-31", "", ""}, {"12/31/2027", "2027-12-31", "", ""}, {"31.12.27", "2027-12-31", "", ""}, {"2.3.2027", "2027-03-02", "", ""},
		{"31-12-99", "1999-12-31", "", ""}, {"2027/12/31", "2027-12-31", "", ""}, {"2027.3.2", "2027-03-02", "", ""}, {"20271231", "2027-12-31", "", ""},
		{"31 Dec 2027", "2027-12-31", "", ""}, {"December 31, 2027", "2027-12-31", "", ""}, {"31-Dec-27", "2027-12-31", "", ""}, {"2027 dec 31", "2027-12-31", "", ""},
		{"2027年12月31日", "2027-12-31", "", ""}, {"２０２７年３月２日", "2027-03-02", "", ""}, {"3月2日", "2027-03-02", "2026-03-02", "2027-03-02"},
		{"Fri 4 Dec", "2026-12-04", "", ""}, {"fri, 4 dec 2026", "2026-12-04", "", ""},
	} {
		for lean, want := range map[Lean]string{LeanAhead: c.ahead, LeanBehind: c.behind, LeanAround: c.around} {
			if want == "" {
				want = c.ahead
			}
			if c.in == "Fri 4 Dec" && lean == LeanBehind {
				continue // another weekday in the year before
			}
			if got, err := TypedDate(c.in, today, lean); err != nil || got.String() != want {
				t.Errorf("%q leaning %d is %s, %v, want %s", c.in, lean, got, err, want)
			}
		}
	}
}

func TestTypedDateRefuses(t *testing.T) {
	today := date(t, "2026-11-29")
	for in, want := range map[string]Code{
		"": "date.invalid", "soon": "date.invalid", "31": "date.invalid", "dec": "date.invalid", "dec 2027": "date.invalid", "12 31": "date.invalid",
		"13/13": "date.invalid", "0/3": "date.invalid", "31/12/202": "date.invalid", "1/2/3/4": "date.invalid", "31/12-27": "date.invalid", "/12": "date.invalid",
		"+w": "date.invalid", "+99999y": "date.invalid", "+2x": "date.invalid", "2027-13-01": "date.invalid", "31 dec fri": "date.invalid", "st 31 dec": "date.invalid",
		"99999999999999999999/1": "date.invalid", "2027年12月": "date.invalid", "-9999y": "date.invalid", "fri mon": "date.invalid",
		"02/03": "date.ambiguous", "2-3-2027": "date.ambiguous", "2/3/27": "date.ambiguous",
		"31/11": "date.no_day", "30 feb": "date.no_day", "2027-02-29": "date.no_day", "29.2.2027": "date.no_day", "2027年2月30日": "date.no_day",
		"thu 4 dec": "date.weekday",
	} {
		_, err := TypedDate(in, today, LeanAhead)
		if !errors.Is(err, Refused(want)) {
			t.Errorf("%q is refused with %v, want %s", in, err, want)
		}
	}
	_, err := TypedDate("31/11", today, LeanAhead)
	if one, ok := errors.AsType[*RuleError](err); !ok || one.Args["last"] != date(t, "2026-11-30") {
		t.Errorf("31/11: %v", err)
	}
	_, err = TypedDate("02/03", today, LeanAhead)
	if one, ok := errors.AsType[*RuleError](err); !ok || one.Args["first"] != date(t, "2027-03-02") || one.Args["second"] != date(t, "2027-02-03") {
		t.Errorf("02/03: %v", err)
	}
}

// Every weekday and every day written without its year lies on the side that
// the lean says, and not too far.
func TestTypedDateLeans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := Date(rapid.Int32Range(600_000, 900_000).Draw(t, "today"))
		day := today + Date(rapid.Int32Range(-5000, 5000).Draw(t, "days"))
		for _, in := range []string{day.Time().Format("2 Jan"), day.Time().Format("2.1."), day.Time().Format("Mon"), day.Time().Format("1月2日")} {
			for _, lean := range []Lean{LeanAhead, LeanBehind, LeanAround} {
				got, err := TypedDate(in, today, lean)
				if err != nil {
					t.Fatalf("%q: %v", in, err)
				}
				if lean == LeanAhead && got < today || lean == LeanBehind && got > today || max(got-today, today-got) > 8*366 {
					t.Fatalf("on %s %q leaning %d is %s", today, in, lean, got)
				}
				if got.Time().Format("2 Jan") != day.Time().Format("2 Jan") && got.Time().Weekday() != day.Time().Weekday() {
					t.Fatalf("%q is %s", in, got)
				}
			}
		}
	})
}

func FuzzTypedDate(f *testing.F) {
	for _, s := range []string{"fri", "+2w", "31/12/27", "Dec 31st, 2027", "2027年12月31日", "eom"} {
		f.Add(s)
	}
	today := NewDate(2026, time.November, 29)
	f.Fuzz(func(t *testing.T, s string) {
		d, err := TypedDate(s, today, LeanAhead)
		if err == nil && (d <= 0 || d > lastDate) {
			t.Errorf("%q is %d", s, d)
		}
		if again, bad := TypedDate(d.String(), today, LeanBehind); err == nil && (bad != nil || again != d) {
			t.Errorf("%q is %s, which reads back as %s, %v", s, d, again, bad)
		}
	})
}
