package domain

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Lean says which of several days a date means that names none for certain:
// one without its year, a weekday, or a span without a sign.
type Lean int

// The leans of a date.
const (
	// LeanAhead means the next such day: close dates, next steps, expiries.
	LeanAhead Lean = iota
	// LeanBehind means the last such day: what has happened, such as a consent.
	LeanBehind
	// LeanAround means the one that is nearer to today: the dates of a project. A
	// weekday or a span is ahead.
	LeanAround
)

// dateWords are the words for days, folded. The words of other languages are
// to stand beside the English ones: a word means the same in all.
var dateWords = map[string]string{
	"today": "+0d", "now": "+0d", "tomorrow": "+1d", "tmr": "+1d", "yesterday": "-1d",
	"end of week": "eow", "end of month": "eom", "month end": "eom", "end of quarter": "eoq", "end of year": "eoy",
}

// spanUnits are the units of "+2w", folded.
var spanUnits = map[string]byte{
	"d": 'd', "day": 'd', "days": 'd', "w": 'w', "week": 'w', "weeks": 'w',
	"m": 'm', "mo": 'm', "month": 'm', "months": 'm', "y": 'y', "year": 'y', "years": 'y',
}

// TypedDate reads a day as people type it, in any case and width:
//
//	today, tomorrow, yesterday
//	fri, friday         the next one, or the last one if that is the lean; never today
//	+2w, -3d, +1m, 10d  days, weeks, months, years; without a sign as the lean is
//	eow, eom, eoq, eoy  the last day of this week, month, quarter or year
//	31/12, 12/31, 31.12., 31 Dec, Dec 31st, 12月31日
//	                    the year is that of the next such day, the last or the
//	                    nearest one, as the lean is; today is such a day
//	31/12/2027, 31.12.27, 2027/12/31, 31 Dec 2027, 2027年12月31日
//	2027-12-31          as [ParseDate] reads it
//
// A weekday may stand before a date, and must be that of the date. It refuses
// what has two meanings (date.ambiguous: 02/03), days that no month has
// (date.no_day), a weekday that is another (date.weekday) and all else
// (date.invalid).
func TypedDate(s string, today Date, lean Lean) (Date, error) {
	d, bad := typedDate(s, today, lean)
	if bad != nil {
		return 0, bad
	}
	return d, nil
}

func typedDate(s string, today Date, lean Lean) (Date, *RuleError) {
	text := strings.NewReplacer("−", "-", "–", "-", "‐", "-").Replace(Fold(s))
	if d, err := ParseDate(text); err == nil {
		return d, nil
	}
	if means, ok := dateWords[text]; ok {
		text = means
	}
	if d, ok := today.word(text, lean); ok {
		return d, nil
	}
	if d, ok := today.span(text, lean); ok {
		return d, nil
	}
	return dateTokens(text).date(Outside(s), today, lean)
}

// word reads the end of a week, month, quarter or year, and weekdays.
func (d Date) word(s string, lean Lean) (Date, bool) {
	month := int(d.Time().Month())
	switch s {
	case "eow": // weeks end on Sunday
		return d + Date(7-d.Time().Weekday())%7, true
	case "eom":
		return d.monthEnd(0), true
	case "eoq":
		return d.monthEnd(2 - (month-1)%3), true
	case "eoy":
		return d.monthEnd(12 - month), true
	}
	day, ok := weekdayNamed(s)
	if !ok {
		return 0, false
	}
	if lean == LeanBehind {
		return d - 7 + Date(day-d.Time().Weekday()+7)%7, true
	}
	return d + 7 - Date(d.Time().Weekday()-day+7)%7, true
}

// monthEnd is the last day of the month n months on.
func (d Date) monthEnd(n int) Date {
	year, month, _ := d.Time().Date()
	return NewDate(year, month+time.Month(n)+1, 0)
}

// lastDate is the last day that four digits of a year can name.
var lastDate = NewDate(9999, time.December, 31)

// span reads days, weeks, months or years from the day on.
func (d Date) span(s string, lean Lean) (Date, bool) {
	sign := 1
	if lean == LeanBehind {
		sign = -1
	}
	switch {
	case strings.HasPrefix(s, "+"):
		s, sign = s[1:], 1
	case strings.HasPrefix(s, "-"):
		s, sign = s[1:], -1
	}
	s = strings.TrimSpace(s)
	digits := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if digits < 1 || digits > 5 {
		return 0, false
	}
	n, err := strconv.Atoi(s[:digits])
	if err != nil {
		return 0, false
	}
	n *= sign
	switch spanUnits[strings.TrimSpace(s[digits:])] {
	case 'd':
		d += Date(n)
	case 'w':
		d += Date(7 * n)
	case 'm':
		d = d.AddMonths(n)
	case 'y':
		d = d.AddMonths(12 * n)
	default:
		return 0, false
	}
	return d, d > 0 && d <= lastDate
}

// weekdayNamed reads an English weekday, whole or three letters of it, folded.
func weekdayNamed(s string) (time.Weekday, bool) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if name := strings.ToLower(day.String()); s == name || s == name[:3] {
			return day, true
		}
	}
	return 0, false
}

// monthNamed reads an English month, whole or three letters of it, folded.
func monthNamed(s string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); s == name || s == name[:3] || s == "sept" && m == time.September {
			return m, true
		}
	}
	return 0, false
}

// dateText is a date in its parts.
type dateText struct {
	weekday time.Weekday
	onDay   bool // a weekday is named
	month   time.Month
	// numbers are all but the month that has a name; sep stands between them,
	// '月' where the month is known to stand first.
	numbers []dateNumber
	sep     rune
	bad     bool
}

type dateNumber struct{ n, digits int }

// dateTokens takes a folded date apart.
func dateTokens(s string) (t dateText) {
	if strings.ContainsRune(s, '月') && strings.HasSuffix(s, "日") {
		s = strings.NewReplacer("年", "月", "日", "").Replace(s)
	}
	for i, token := range splitDate(s) {
		switch r := []rune(token)[0]; {
		case r >= '0' && r <= '9':
			n, err := strconv.Atoi(token)
			t.numbers = append(t.numbers, dateNumber{n, len(token)})
			t.bad = t.bad || err != nil || len(token) > 8
		case strings.ContainsRune("/.-月", r):
			t.bad = t.bad || len(t.numbers) == 0 && t.month == 0 || t.sep != 0 && t.sep != r
			t.sep = r
		case r == ' ' || r == ',':
		default:
			t.name(token, i == 0)
		}
	}
	return t
}

// name takes a word of a date: its month, its weekday, or the end of "31st".
func (t *dateText) name(word string, first bool) {
	if m, ok := monthNamed(word); ok && t.month == 0 {
		t.month = m
		return
	}
	if day, ok := weekdayNamed(word); ok && first {
		t.weekday, t.onDay = day, true
		return
	}
	t.bad = t.bad || len(t.numbers) == 0 || !slices.Contains([]string{"st", "nd", "rd", "th"}, word)
}

// splitDate parts digits, letters and each other character.
func splitDate(s string) (tokens []string) {
	class := func(r rune) int {
		switch {
		case r >= '0' && r <= '9':
			return 1
		case r >= 'a' && r <= 'z':
			return 2
		}
		return 0
	}
	last := 0
	for _, r := range s {
		if c := class(r); c != 0 && c == last {
			tokens[len(tokens)-1] += string(r)
		} else {
			tokens = append(tokens, string(r))
			last = c
		}
	}
	return tokens
}
