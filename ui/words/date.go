package words

import (
	"strconv"
	"strings"
	"time"

	"github.com/belay-tui/belay/domain"
)

// formats are the pieces of formatted values, read once because lists need
// them for every row.
type formats struct {
	group, decimal, list string
	months, weekdays     []string // from January, from Sunday
}

func (w *Words) readFormats() formats {
	return formats{
		group:    w.T("format.group"),
		decimal:  w.T("format.decimal"),
		list:     w.T("format.list"),
		months:   strings.Fields(w.T("format.months")),
		weekdays: strings.Fields(w.T("format.weekdays")),
	}
}

// Date returns a date with its year: "23 Nov 2026", and "" for no date.
func (w *Words) Date(d domain.Date) string {
	if d == 0 {
		return ""
	}
	return w.T("format.date", w.calendar(d.Time())...)
}

// Day returns a date of about now, with its weekday: "Sat 21 Nov".
func (w *Words) Day(d domain.Date) string {
	if d == 0 {
		return ""
	}
	return w.T("format.day", w.calendar(d.Time())...)
}

// LongDate returns a date with its weekday and year, to see whether it is the
// one that was meant: "Fri 4 Dec 2026". It is "" for no date.
func (w *Words) LongDate(d domain.Date) string {
	if d == 0 {
		return ""
	}
	return w.T("format.long_date", w.calendar(d.Time())...)
}

// Month returns the month of a date with its year: "Nov 2026".
func (w *Words) Month(d domain.Date) string {
	if d == 0 {
		return ""
	}
	return w.T("format.month", w.calendar(d.Time())...)
}

// MonthName returns the month of a date alone: "Nov".
func (w *Words) MonthName(d domain.Date) string { return w.format.months[d.Time().Month()-1] }

// Year returns the year of a date alone: "2026".
func (w *Words) Year(d domain.Date) string { return strconv.Itoa(d.Time().Year()) }

// Instant returns a moment in the reader's time zone: "Mon 23 Nov 11:00". The
// year is there when it is not that of now; a zero now always shows it.
func (w *Words) Instant(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(w.loc)
	if now.In(w.loc).Year() == t.Year() {
		return w.T("format.instant", w.calendar(t)...)
	}
	return w.T("format.instant_year", w.calendar(t)...)
}

// Clock returns the time of day of an instant of today, such as "09:05", and
// the day with it otherwise.
func (w *Words) Clock(t, now time.Time) string {
	if t, now = t.In(w.loc), now.In(w.loc); t.YearDay() != now.YearDay() || t.Year() != now.Year() {
		return w.Instant(t, now)
	}
	return clock(t)
}

// calendar has the year as text: it is not grouped as a number.
func (w *Words) calendar(t time.Time) []any {
	return []any{
		"weekday", w.format.weekdays[t.Weekday()], "day", t.Day(), "month", w.format.months[t.Month()-1],
		"year", strconv.Itoa(t.Year()), "time", clock(t),
	}
}

// Left returns how much of a time remains, in its two largest units and never
// more than there is: "1 d 4 h", "3 h 12 m", "42 m", "< 1 m". It is "" for
// nothing and for less than nothing: the caller has the word for what is past.
func (w *Words) Left(d time.Duration) string {
	minutes := int(d / time.Minute)
	switch {
	case d <= 0:
		return ""
	case minutes == 0:
		return w.T("format.moment")
	case minutes < 60:
		return w.T("format.minutes", "m", minutes)
	case minutes < 24*60:
		return w.T(unitsID("format.hours", minutes%60), "h", minutes/60, "m", minutes%60)
	}
	hours := minutes / 60
	return w.T(unitsID("format.days", hours%24), "d", hours/24, "h", hours%24)
}

// unitsID is the message with both units, or with the larger alone.
func unitsID(id string, smaller int) string {
	if smaller == 0 {
		return id + "_only"
	}
	return id
}

func clock(t time.Time) string { return t.Format("15:04") }
