package domain

import (
	"slices"
	"time"
)

// dateMeaning is a day that a date's parts can mean. Year 0 is none; digits are
// those that the year was written with.
type dateMeaning struct {
	year, digits int
	month, day   int
}

// date is the one day that the parts mean.
func (t dateText) date(typed Untrusted, today Date, lean Lean) (Date, *RuleError) {
	var found []Date
	var lacks *RuleError
	for _, m := range t.meanings() {
		d, ok := m.on(today, lean)
		if !ok {
			if last, ok := m.lastBefore(today, lean); ok && lacks == nil {
				lacks = Refused("date.no_day", "value", typed, "last", last)
			}
			continue
		}
		if !slices.Contains(found, d) {
			found = append(found, d)
		}
	}
	switch {
	case len(found) > 1:
		return 0, Refused("date.ambiguous", "value", typed, "first", found[0], "second", found[1])
	case len(found) == 0 && lacks != nil:
		return 0, lacks
	case len(found) == 0:
		return 0, Refused("date.invalid", "value", typed)
	case t.onDay && found[0].Time().Weekday() != t.weekday:
		return 0, Refused("date.weekday", "value", typed, "date", found[0])
	}
	return found[0], nil
}

// meanings are the days that the parts can mean, the day before the month first.
func (t dateText) meanings() []dateMeaning {
	n := t.numbers
	short := func(i int) bool { return n[i].digits <= 2 }
	year := func(i int) bool { return n[i].digits == 2 || n[i].digits == 4 }
	at := func(y, m, d int) dateMeaning { return dateMeaning{n[y].n, n[y].digits, n[m].n, n[d].n} }
	month := int(t.month)
	switch {
	case t.bad:
	case month != 0 && len(n) == 1 && short(0):
		return []dateMeaning{{0, 0, month, n[0].n}}
	case month != 0 && len(n) == 2 && n[0].digits == 4 && short(1):
		return []dateMeaning{{n[0].n, 4, month, n[1].n}}
	case month != 0 && len(n) == 2 && short(0) && year(1):
		return []dateMeaning{{n[1].n, n[1].digits, month, n[0].n}}
	case month != 0:
	case len(n) == 1 && n[0].digits == 8:
		return []dateMeaning{{n[0].n / 10000, 4, n[0].n / 100 % 100, n[0].n % 100}}
	case t.sep == 0:
	case len(n) == 3 && n[0].digits == 4 && short(1) && short(2):
		return []dateMeaning{at(0, 1, 2)}
	case len(n) == 3 && short(0) && short(1) && year(2) && t.sep != '月':
		both := []dateMeaning{at(2, 1, 0), at(2, 0, 1)}
		return both[:t.orders()]
	case len(n) == 2 && short(0) && short(1):
		both := []dateMeaning{{0, 0, n[1].n, n[0].n}, {0, 0, n[0].n, n[1].n}}
		if t.sep == '月' {
			return both[1:]
		}
		return both[:t.orders()]
	}
	return nil
}

// orders is how many orders day and month can have: points stand only where
// the day is first.
func (t dateText) orders() int {
	if t.sep == '.' {
		return 1
	}
	return 2
}

// on is the day of the calendar. One without a year is taken in the year that
// the lean has it in.
func (m dateMeaning) on(today Date, lean Lean) (Date, bool) {
	now := today.Year()
	switch m.digits {
	case 4:
		return dayOf(m.year, m.month, m.day)
	case 2: // within fifty years of today
		century := now - now%100
		for _, y := range []int{century + m.year, century + 100 + m.year, century - 100 + m.year} {
			if y-now <= 50 && now-y < 50 {
				return dayOf(y, m.month, m.day)
			}
		}
		return 0, false
	}
	var before, after Date
	for y := now - 8; y <= now+8; y++ { // 29 February may be eight years away
		d, ok := dayOf(y, m.month, m.day)
		if ok && d <= today {
			before = d
		}
		if ok && d >= today && after == 0 {
			after = d
		}
	}
	if lean == LeanBehind || lean == LeanAround && before != 0 && today-before < after-today {
		return before, before != 0
	}
	return after, after != 0
}

// lastBefore is the last day of a month that is too short for the day.
func (m dateMeaning) lastBefore(today Date, lean Lean) (Date, bool) {
	for m.day <= 31 && m.day > 28 {
		m.day--
		if d, ok := m.on(today, lean); ok {
			return d, true
		}
	}
	return 0, false
}

// dayOf is a day of the calendar, if there is such a one.
func dayOf(year, month, day int) (Date, bool) {
	if year < 1 || month < 1 || month > 12 || day < 1 {
		return 0, false
	}
	d := NewDate(year, time.Month(month), day)
	return d, int(d.Time().Month()) == month
}
