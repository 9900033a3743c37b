package domain

import (
	"fmt"
	"time"
)

// Date is a day of the calendar without a time zone, counted in days from
// 31 December of the year 0, so that dates compare and subtract as numbers.
// The zero Date is no date.
type Date int32

var dayZero = time.Date(0, time.December, 31, 0, 0, 0, 0, time.UTC).Unix()

const secondsADay = 24 * 60 * 60

// NewDate returns the date of a year, month and day. Days past the month's end
// run into the next month, as time.Date has it.
func NewDate(year int, month time.Month, day int) Date {
	return Date((time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() - dayZero) / secondsADay)
}

// DateOf returns the date that t has in its own location.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return 0
	}
	return NewDate(t.Date())
}

// ParseDate reads YYYY-MM-DD and refuses days that do not exist.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("read date %q: not a day of the calendar as YYYY-MM-DD", Clean(s))
	}
	return NewDate(t.Date()), nil
}

// Time returns midnight UTC of the date.
func (d Date) Time() time.Time {
	if d == 0 {
		return time.Time{}
	}
	return time.Unix(dayZero+int64(d)*secondsADay, 0).UTC()
}

// Year returns the calendar year.
func (d Date) Year() int { return d.Time().Year() }

// AddMonths returns the same day n months on, or that month's last day where it
// is shorter: 31 January and one month is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	year, month, day := d.Time().Date()
	first := time.Date(year, month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	if last := first.AddDate(0, 1, -1).Day(); day > last {
		day = last
	}
	return NewDate(first.Year(), first.Month(), day)
}

// String returns YYYY-MM-DD, or nothing for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText writes YYYY-MM-DD, and no date as nothing.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [Date.MarshalText] wrote.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}

// Span is a run of days, both ends included. A zero end is open.
type Span struct{ From, To Date }

// Has reports whether d lies in the span. No date lies in none.
func (s Span) Has(d Date) bool {
	return d != 0 && (s.From == 0 || d >= s.From) && (s.To == 0 || d <= s.To)
}
