package exchange

import (
	"strings"
	"time"

	"golang.org/x/text/width"

	"github.com/belay-tui/belay/domain"
)

// DateOrder is how to read a date such as 02/03/24.
type DateOrder string

// The orders of the parts of a date that are not clear by themselves.
const (
	// Decide takes the order that the column's other dates have.
	Decide     DateOrder = ""
	MonthFirst DateOrder = "month_first"
	DayFirst   DateOrder = "day_first"
)

// moment is a date, and a time of day where there was one.
type moment struct {
	date  domain.Date
	clock time.Duration // since midnight
	zone  *time.Location
}

// instant is the moment in time; zone is where the file's clocks are when the
// file does not say.
func (m moment) instant(zone *time.Location) time.Time {
	if m.zone != nil {
		zone = m.zone
	}
	if zone == time.UTC { // where a day has 24 hours
		return m.date.Time().Add(m.clock)
	}
	y, mo, d := m.date.Time().Date()
	return time.Date(y, mo, d, 0, 0, 0, int(m.clock), zone)
}

// parseMoment reads a date with or without a time of day:
//
//	2026-02-24, 2026/2/24, 24.02.2026, 02/24/26, 2026年2月24日, 24-Feb-2026,
//	Feb 24, 2026; then T or a space, 14:05, 14:05:09.000, 2:05 PM; then Z,
//	+0100, +01:00, Z+0100 or UTC
func parseMoment(s string, order DateOrder) (moment, *domain.RuleError) {
	s = narrow(s)
	parts, rest, ok := dateParts(s)
	if !ok {
		return moment{}, domain.Refused("import.no_date")
	}
	day, bad := parts.date(order)
	if bad != nil {
		return moment{}, bad
	}
	m := moment{date: day}
	if rest == "" {
		return m, nil
	}
	if m.clock, rest, ok = clockTime(rest); ok {
		m.zone, ok = zone(rest)
	}
	if !ok {
		return moment{}, domain.Refused("import.no_time")
	}
	return m, nil
}

// narrow turns full-width digits and signs, which Japanese files have, into
// ASCII.
func narrow(s string) string {
	if isASCII(s) {
		return s
	}
	s = strings.NewReplacer("年", "-", "月", "-", "日", "", "\u00a0", " ", "\u202f", " ").Replace(width.Fold.String(s))
	return strings.TrimSpace(s)
}

// parts are the numbers of a date in the order in which they stand, and what
// stands between them.
type parts struct {
	n      [3]int
	digits [3]int // how many digits each has
	month  int    // which of n was a month's name, or -1
	sep    byte
}

// dateParts takes a date off the front of s. The rest is a time of day.
func dateParts(s string) (p parts, rest string, ok bool) {
	if p, ok := isoDate(s); ok {
		return p, tail(s[10:]), true
	}
	return anyDate(s)
}

func anyDate(s string) (p parts, rest string, ok bool) {
	if n, digits, after := number(s); digits == 8 && (after == "" || after[0] == 'T' || after[0] == ' ') {
		return parts{n: [3]int{n / 10000, n / 100 % 100, n % 100}, digits: [3]int{4, 2, 2}, month: -1, sep: '-'}, tail(after), true
	}
	p.month = -1
	var between [2]byte
	for i := range 3 {
		if p.n[i], p.digits[i], rest = number(s); p.digits[i] == 0 || p.digits[i] > 4 {
			name := 0
			if name, rest = monthName(s); name == 0 || p.month >= 0 {
				return p, "", false
			}
			p.n[i], p.month = name, i
		}
		s = rest
		if i == 2 {
			break
		}
		if s == "" || !strings.ContainsRune("-/. ", rune(s[0])) && !strings.HasPrefix(s, ", ") {
			return p, "", false
		}
		between[i] = s[0]
		s = strings.TrimLeft(s[1:], " ")
	}
	p.sep = between[0]
	named := p.month >= 0
	if !named && (between[0] != between[1] || between[0] == ' ' || between[0] == ',') {
		return p, "", false
	}
	if rest != "" && rest[0] != 'T' && rest[0] != ' ' && rest[0] != ',' {
		return p, "", false
	}
	return p, tail(rest), true
}

// isoDate reads the date with which most moments start, such as 2026-02-24.
func isoDate(s string) (parts, bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' || len(s) > 10 && s[10] != 'T' && s[10] != ' ' {
		return parts{}, false
	}
	year, yes := digits(s[:4])
	month, mes := digits(s[5:7])
	day, des := digits(s[8:10])
	return parts{n: [3]int{int(year), int(month), int(day)}, digits: [3]int{4, 2, 2}, month: -1, sep: '-'}, yes && mes && des
}

func tail(s string) string {
	for s != "" && (s[0] == 'T' || s[0] == ' ' || s[0] == ',') {
		s = s[1:]
	}
	return s
}

// number takes digits off the front of s.
func number(s string) (n, digits int, rest string) {
	for digits < len(s) && digits < 9 && s[digits] >= '0' && s[digits] <= '9' {
		n = n*10 + int(s[digits]-'0')
		digits++
	}
	return n, digits, s[digits:]
}

// monthName takes an English month, whole or three letters of it, off the front of s.
func monthName(s string) (month int, rest string) {
	end := 0
	for end < len(s) && (s[end]|0x20 >= 'a' && s[end]|0x20 <= 'z') {
		end++
	}
	for m := time.January; m <= time.December; m++ {
		if word := m.String(); strings.EqualFold(s[:end], word) || strings.EqualFold(s[:end], word[:3]) {
			return int(m), strings.TrimPrefix(s[end:], ".")
		}
	}
	return 0, s
}

// ambiguous reports whether the parts can be day and month in both orders.
func (p parts) ambiguous() bool {
	return p.month < 0 && p.digits[0] <= 2 && p.sep != '.' && p.n[0] != p.n[1]
}

// order returns the order that the parts prove, or Decide.
func (p parts) order() DateOrder {
	switch {
	case !p.ambiguous():
	case p.n[0] > 12 && p.n[1] <= 12:
		return DayFirst
	case p.n[1] > 12 && p.n[0] <= 12:
		return MonthFirst
	}
	return Decide
}

// date returns the day of the calendar, or says which one there is instead.
func (p parts) date(order DateOrder) (domain.Date, *domain.RuleError) {
	var y, m, d int
	read := Decide // where the order is clear
	switch {
	case p.month == 0: // Feb 24, 2026
		m, d, y = 0, 1, 2
	case p.month == 1 && p.digits[0] <= 2: // 24 Feb 2026
		d, m, y = 0, 1, 2
	case p.month == 2 || p.month < 0 && p.digits[0] == 3:
		return 0, domain.Refused("import.no_date")
	case p.digits[0] >= 3: // 2026-02-24
		y, m, d = 0, 1, 2
	case p.sep == '.' || order == DayFirst:
		d, m, y, read = 0, 1, 2, DayFirst
	default:
		m, d, y, read = 0, 1, 2, MonthFirst
	}
	year := p.n[y]
	switch p.digits[y] {
	case 4:
	case 2: // as spreadsheets have it: 00 to 68 are of this century
		year += 2000
		if year > 2068 {
			year -= 100
		}
	default:
		return 0, domain.Refused("import.no_date")
	}
	if p.digits[d] > 2 || p.digits[m] > 2 {
		return 0, domain.Refused("import.no_date")
	}
	return calendar(year, p.n[m], p.n[d], read)
}

// calendar returns a day that exists. A month that does not may come of the
// order in which the date was read.
func calendar(year, month, day int, read DateOrder) (domain.Date, *domain.RuleError) {
	switch {
	case year < 1, (month < 1 || month > 12) && read == Decide:
		return 0, domain.Refused("import.no_date")
	case month < 1 || month > 12:
		return 0, domain.Refused("import.no_month", "month", month, "order", string(read))
	}
	first := domain.NewDate(year, time.Month(month), 1)
	if day >= 1 && day <= 28 { // every month has them
		return first + domain.Date(day-1), nil
	}
	last := first.AddMonths(1) - 1
	if day < 1 || day > int(last-first)+1 {
		return 0, domain.Refused("import.no_day", "day", day, "first", first, "last", last)
	}
	return first + domain.Date(day-1), nil
}

// clockTime takes a time of day off the front of s.
func clockTime(s string) (t time.Duration, rest string, ok bool) {
	hour, digits, rest := number(s)
	if digits == 0 || digits > 2 || !strings.HasPrefix(rest, ":") {
		return 0, "", false
	}
	minute, digits, rest := number(rest[1:])
	if digits != 2 || minute > 59 {
		return 0, "", false
	}
	t = time.Duration(minute) * time.Minute
	if strings.HasPrefix(rest, ":") {
		var second int
		second, digits, rest = number(rest[1:])
		if digits != 2 || second > 60 {
			return 0, "", false
		}
		t += time.Duration(second) * time.Second
		if strings.HasPrefix(rest, ".") {
			var fraction int
			fraction, digits, rest = number(rest[1:])
			for ; digits > 0 && digits < 9; digits++ {
				fraction *= 10
			}
			t += time.Duration(fraction)
		}
	}
	rest = strings.TrimLeft(rest, " ")
	if len(rest) >= 2 && rest[1]|0x20 == 'm' && (rest[0]|0x20 == 'a' || rest[0]|0x20 == 'p') {
		if hour < 1 || hour > 12 {
			return 0, "", false
		}
		hour %= 12
		if rest[0]|0x20 == 'p' {
			hour += 12
		}
		rest = strings.TrimLeft(rest[2:], " ")
	}
	return t + time.Duration(hour)*time.Hour, rest, hour < 24
}

// zone reads what follows a time of day; nil is no zone.
func zone(s string) (*time.Location, bool) {
	switch s {
	case "":
		return nil, true
	case "Z", "UTC", "GMT":
		return time.UTC, true
	}
	// Data Loader's own pattern leaves a Z before the offset.
	s = strings.TrimPrefix(s, "Z")
	if len(s) < 3 || s[0] != '+' && s[0] != '-' {
		return nil, false
	}
	hour, digits, rest := number(s[1:])
	minute := 0
	switch {
	case digits == 4 && rest == "":
		hour, minute = hour/100, hour%100
	case digits == 2 && strings.HasPrefix(rest, ":"):
		minute, digits, rest = number(rest[1:])
		if digits != 2 || rest != "" {
			return nil, false
		}
	case digits == 2 && rest == "":
	default:
		return nil, false
	}
	if hour > 15 || minute > 59 {
		return nil, false
	}
	offset := (hour*60 + minute) * 60
	if s[0] == '-' {
		offset = -offset
	}
	return time.FixedZone("", offset), true
}
