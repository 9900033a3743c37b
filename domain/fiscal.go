package domain

import (
	"fmt"
	"time"
)

// MonthDay is a day that comes every year, such as the start of a fiscal year.
// It is written MM-DD.
type MonthDay struct {
	Month time.Month
	Day   int
}

// UnmarshalText reads MM-DD. 29 February is refused: it does not come every year.
func (m *MonthDay) UnmarshalText(b []byte) error {
	t, err := time.Parse("2006-01-02", "2001-"+string(b))
	if err != nil {
		return fmt.Errorf("read day of the year %q: want MM-DD, such as 02-01", Clean(string(b)))
	}
	m.Month, m.Day = t.Month(), t.Day()
	return nil
}

// MarshalText writes MM-DD.
func (m MonthDay) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%02d-%02d", int(m.Month), m.Day), nil
}

// in returns the day of that calendar year.
func (m MonthDay) in(year int) Date { return NewDate(year, m.Month, m.Day) }

// Year returns the program's year that d lies in, as a number and as days. A
// year is named after the calendar year in which it ends: with a start of
// 1 February, FY22 runs from 1 February 2021 to 31 January 2022 (S3).
func (m MonthDay) Year(d Date) (int, Span) {
	from := m.in(d.Year())
	if d < from {
		from = m.in(d.Year() - 1)
	}
	to := m.in(from.Year()+1) - 1
	return to.Year(), Span{from, to}
}

// Quarter returns the days of the quarter of the program's year that d lies in.
func (m MonthDay) Quarter(d Date) Span {
	_, year := m.Year(d)
	for n := 3; n > 0; n-- {
		if from := year.From.AddMonths(3 * n); d >= from {
			return Span{from, year.From.AddMonths(3*n+3) - 1}
		}
	}
	return Span{year.From, year.From.AddMonths(3) - 1}
}

// Window names the run of days over which a figure is counted.
type Window string

// The windows that a program may name.
const (
	WindowFiscalYear  Window = "fiscal_year"
	WindowProgramYear Window = "program_year"
	WindowRolling12   Window = "rolling_12_months"
	WindowAllTime     Window = "all_time"
)

// Span returns the days of the window w as of today. A rolling window is the
// twelve months that end today.
func (p *Program) Span(w Window, today Date) Span {
	switch w {
	case WindowFiscalYear:
		_, span := p.FiscalYear.Year(today)
		return span
	case WindowProgramYear:
		_, span := p.ProgramYear.Year(today)
		return span
	case WindowRolling12:
		return Span{today.AddMonths(-12) + 1, today}
	case WindowAllTime:
	}
	return Span{To: today}
}

// Evaluation returns the next day on which the program evaluates tiers (today
// included), the one before it, and the day from which the next one counts: the
// month after the quarter decides, the tier holds from the month after that.
func (p *Program) Evaluation(today Date) (last, next, counts Date) {
	quarter := p.FiscalYear.Quarter(today)
	next = quarter.To
	return quarter.From - 1, next, (next + 1).AddMonths(p.Evaluations.DecidingMonths)
}

// Day returns the calendar day of an instant where the program is run.
func (p *Program) Day(t time.Time) Date {
	if t.IsZero() {
		return 0
	}
	_, offset := t.In(p.Zone.Location()).Zone()
	seconds := t.Unix() + int64(offset) - dayZero
	days := seconds / secondsADay
	if seconds%secondsADay < 0 {
		days-- // before the year 1 the quotient is rounded up
	}
	return Date(days)
}

// Zone is a time zone by its IANA name.
type Zone struct{ loc *time.Location }

// UnmarshalText reads an IANA name, such as Europe/Paris or UTC.
func (z *Zone) UnmarshalText(b []byte) error {
	loc, err := time.LoadLocation(string(b))
	if err != nil {
		return fmt.Errorf("read time zone %q: want a name such as Europe/Paris or UTC", Clean(string(b)))
	}
	z.loc = loc
	return nil
}

// Location returns the zone, UTC for the zero Zone.
func (z Zone) Location() *time.Location {
	if z.loc == nil {
		return time.UTC
	}
	return z.loc
}

// Duration is a length of time as a program file writes it: "48h".
type Duration time.Duration

// UnmarshalText reads what time.ParseDuration does.
func (d *Duration) UnmarshalText(b []byte) error {
	v, err := time.ParseDuration(string(b))
	if err != nil || v < 0 {
		return fmt.Errorf("read duration %q: want hours and minutes, such as 48h", Clean(string(b)))
	}
	*d = Duration(v)
	return nil
}

// Std returns the duration as the standard library has it.
func (d Duration) Std() time.Duration { return time.Duration(d) }
