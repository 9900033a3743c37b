package domain

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// The values that say whether there is anything at all.
const (
	valueNone = "none"
	valueAny  = "any"
)

// value reads a value of the field.
func (f *filterField) value(p piece, op Op, now time.Time) (v Value, bad *FilterError) {
	v = Value{Text: singleSpaced(p.text), Folded: Fold(p.text), quoted: p.quoted}
	fail := func(why *RuleError) (Value, *FilterError) { return v, &FilterError{p.from, p.to, why} }
	exact := op == OpHas || op == OpIs
	if choice, ok := f.known(v.Folded); ok {
		v.Folded = choice
		return v, nil
	}
	if exact && !p.quoted && (v.Folded == valueNone || v.Folded == valueAny) {
		v.None, v.Any = v.Folded == valueNone, v.Folded == valueAny
		return v, nil
	}
	switch {
	case f.is == choiceField:
		return fail(Refused("filter.value", "field", f.name, "value", Outside(v.Text), "known", f.choices))
	case f.is < numberField:
		return v, nil
	}
	low, high, isRange := strings.Cut(v.Text, "..")
	if !isRange {
		one, why := f.stretch(v.Text, now)
		if why != nil {
			return fail(why)
		}
		v.From, v.To, v.Currency = one.From, one.To, one.Currency
		v.turn(op)
		return v, nil
	}
	if !exact {
		return fail(Refused("filter.operator", "field", f.name, "operator", string(op)))
	}
	if why := f.span(&v, low, high, now); why != nil {
		return fail(why)
	}
	return v, nil
}

// known is the choice that a text names: blanks and dashes are as good as what
// a key has between words.
func (f *filterField) known(folded string) (string, bool) {
	key := strings.NewReplacer(" ", "_", "-", "_").Replace(folded)
	for _, c := range f.choices {
		if c == key {
			return c, true
		}
	}
	return "", false
}

// turn makes of the stretch of one value the one for which an operator holds.
func (v *Value) turn(op Op) {
	switch op {
	case OpLess:
		v.From, v.To = FromStart, v.From
	case OpMost:
		v.From = FromStart
	case OpMore:
		v.From, v.To = v.To, ToEnd
	case OpLeast:
		v.To = ToEnd
	case OpHas, OpIs:
	}
}

// span reads a range of two values, each of which may be left out.
func (f *filterField) span(v *Value, low, high string, now time.Time) *RuleError {
	v.From, v.To = FromStart, ToEnd
	if low = strings.TrimSpace(low); low != "" {
		from, why := f.stretch(low, now)
		if why != nil {
			return why
		}
		v.From, v.Currency = from.From, from.Currency
	}
	if high = strings.TrimSpace(high); high != "" {
		to, why := f.stretch(high, now)
		switch {
		case why != nil:
			return why
		case v.Currency != "" && to.Currency != "" && v.Currency != to.Currency:
			return Refused("filter.range", "value", Outside(v.Text))
		case to.Currency != "":
			v.Currency = to.Currency
		}
		v.To = to.To
	}
	if low == "" && high == "" || v.From >= v.To {
		return Refused("filter.range", "value", Outside(v.Text))
	}
	return nil
}

// stretch reads one value as the numbers that are it: a day is all of its
// instants, 30d all ages that are shown so.
func (f *filterField) stretch(s string, now time.Time) (v Value, why *RuleError) {
	switch f.is {
	case numberField:
		plain, ok := plainNumber(strings.TrimSpace(strings.TrimSuffix(s, "%")))
		q, err := ParseQuantity(plain)
		if !ok || err != nil {
			return v, Refused("filter.number", "field", f.name, "value", Outside(s))
		}
		return Value{From: int64(q), To: int64(q) + 1}, nil
	case amountField:
		m, err := ParseMoney(s, NoCurrency)
		if err != nil {
			return v, Refused("filter.amount", "field", f.name, "value", Outside(s))
		}
		if m.Currency == NoCurrency {
			m.Currency = ""
		}
		return Value{From: int64(m.Mils), To: int64(m.Mils) + 1, Currency: m.Currency}, nil
	case ageField:
		d, unit, ok := spanOfTime(s)
		if !ok || d < 0 {
			return v, Refused("filter.duration", "field", f.name, "value", Outside(s))
		}
		return Value{From: d.Milliseconds(), To: (d + unit).Milliseconds()}, nil
	case textField, startField, wordField, choiceField, dayField, instantField:
	}
	return f.when(s, now)
}

var (
	spanPattern  = regexp.MustCompile(`^([+-]?)([0-9]{1,5}) ?(h|d|w)$`)
	monthPattern = regexp.MustCompile(`^([0-9]{4})(?:-([0-9]{2}))?$`)
)

// spanOfTime reads hours, days and weeks, as 48h, 7d and 2w; unit is how long
// one of them is.
func spanOfTime(s string) (d, unit time.Duration, ok bool) {
	parts := spanPattern.FindStringSubmatch(Fold(s))
	if parts == nil {
		return 0, 0, false
	}
	n, err := strconv.Atoi(parts[2])
	unit = map[string]time.Duration{"h": time.Hour, "d": 24 * time.Hour, "w": 7 * 24 * time.Hour}[parts[3]]
	if parts[1] == "-" {
		n = -n
	}
	return time.Duration(n) * unit, unit, err == nil
}

// when reads a day, a month, a year, or a time from now on.
func (f *filterField) when(s string, now time.Time) (v Value, why *RuleError) {
	if d, unit, ok := spanOfTime(s); ok {
		at := now.Add(d)
		switch {
		case f.is == instantField:
			return Value{From: at.UnixMilli(), To: at.UnixMilli() + 1}, nil
		case unit >= 24*time.Hour: // whatever clocks do in between
			at = now.AddDate(0, 0, int(d/(24*time.Hour)))
		}
		return f.days(DateOf(at), DateOf(at), now.Location()), nil
	}
	if parts := monthPattern.FindStringSubmatch(strings.TrimSpace(s)); parts != nil {
		year, _ := strconv.Atoi(parts[1])
		month, _ := strconv.Atoi(parts[2])
		if year >= 1 && parts[2] == "" {
			return f.days(NewDate(year, 1, 1), NewDate(year, 12, 31), now.Location()), nil
		}
		if year >= 1 && month >= 1 && month <= 12 {
			first := NewDate(year, time.Month(month), 1)
			return f.days(first, first.AddMonths(1)-1, now.Location()), nil
		}
	}
	lean := LeanAhead
	if f.behind {
		lean = LeanBehind
	}
	day, bad := typedDate(s, DateOf(now), lean)
	if bad != nil {
		return v, bad
	}
	return f.days(day, day, now.Location()), nil
}

// days is the run of days as the field has them.
func (f *filterField) days(first, last Date, in *time.Location) Value {
	if f.is == dayField {
		return Value{From: int64(first), To: int64(last) + 1}
	}
	return Value{From: midnight(first, in), To: midnight(last+1, in)}
}

// midnight is when a day begins.
func midnight(d Date, in *time.Location) int64 {
	y, m, day := d.Time().Date()
	return time.Date(y, m, day, 0, 0, 0, 0, in).UnixMilli()
}
