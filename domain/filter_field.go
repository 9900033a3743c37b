package domain

import (
	"slices"
	"strings"
	"time"
)

// fieldType is what the values of a field are.
type fieldType int

const (
	textField    fieldType = iota // texts, that hold a value
	startField                    // texts, of which one word begins so
	wordField                     // texts that are just the value
	choiceField                   // one of a few
	numberField                   // thousandths
	amountField                   // thousandths of a currency
	dayField                      // dates
	instantField                  // milliseconds
	ageField                      // milliseconds
)

// view is what the fields of a record are looked at with.
type view struct {
	p   *Program
	now time.Time
}

// filterField is a field of the records of a kind in the language of filters.
// One of the functions says what a record has there.
type filterField struct {
	name string
	// also are other names for it.
	also []string
	is   fieldType
	// choices are all that the field can say, where those are few.
	choices []string
	// behind is true of days that lie behind, for what a person leaves out.
	behind bool

	texts  func(r Record, at view) []Untrusted
	choice func(r Record, at view) string
	number func(r Record, at view) (n int64, known bool)
	amount func(r Record) Money
	time   func(r Record, at view) time.Time
}

// or gives a field another name.
func (f filterField) or(name string) filterField {
	f.also = append(f.also, name)
	return f
}

// past says that what the field says lies behind.
func (f filterField) past() filterField {
	f.behind = true
	return f
}

// begins says that one of the words begins with a value, is that the text is one.
func (f filterField) begins() filterField { f.is = startField; return f }
func (f filterField) whole() filterField  { f.is = wordField; return f }

func textOf[R Record](name string, get func(R) Untrusted) filterField {
	return textsOf(name, func(r R, _ view) []Untrusted { return []Untrusted{get(r)} })
}

func textsOf[R Record](name string, get func(R, view) []Untrusted) filterField {
	return filterField{name: name, texts: func(r Record, at view) []Untrusted { rec, _ := r.(R); return get(rec, at) }}
}

// programNamed is found by its name and by its title.
func programNamed[R Record](name func(R) string) filterField {
	return textsOf("program", func(r R, at view) []Untrusted { return []Untrusted{Outside(name(r)), Outside(at.p.Title)} })
}

func choiceOf[R Record, C ~string](name string, choices []C, get func(R, view) C) filterField {
	keys := titlesOf(choices, func(c C) string { return string(c) })
	return filterField{name: name, is: choiceField, choices: keys, choice: func(r Record, at view) string {
		rec, _ := r.(R)
		return string(get(rec, at))
	}}
}

// yesOrNo is a field that says yes or no.
func yesOrNo[R Record](name string, get func(R) bool) filterField {
	return choiceOf(name, []string{"yes", "no"}, func(r R, _ view) string {
		if get(r) {
			return "yes"
		}
		return "no"
	})
}

func numberOf[R Record](name string, get func(R, view) (Quantity, bool)) filterField {
	return filterField{name: name, is: numberField, number: func(r Record, at view) (int64, bool) {
		rec, _ := r.(R)
		n, known := get(rec, at)
		return int64(n), known
	}}
}

// countOf is a number of things; where there is none it is nought.
func countOf[R Record](name string, get func(R) int) filterField {
	return numberOf(name, func(r R, _ view) (Quantity, bool) { return Count(get(r)), true })
}

func csatField[R Record](get func(R) CSAT) filterField {
	return numberOf("csat", func(r R, _ view) (Quantity, bool) {
		score := get(r).Score()
		if score.IsZero() {
			return 0, false
		}
		return Quantity(score.Num * 1000 / score.Den), true
	}).or("score")
}

func dateField[R Record](name string, get func(R) Date) filterField {
	return filterField{name: name, is: dayField, number: func(r Record, _ view) (int64, bool) {
		rec, _ := r.(R)
		d := get(rec)
		return int64(d), d != 0
	}}
}

func amountOf[R Record](name string, get func(R) Money) filterField {
	return filterField{name: name, is: amountField, amount: func(r Record) Money { rec, _ := r.(R); return get(rec) }}
}

func timeOf[R Record](name string, get func(R, view) time.Time) filterField {
	return filterField{name: name, is: instantField, time: func(r Record, at view) time.Time { rec, _ := r.(R); return get(rec, at) }}
}

// pastOf is an instant that lies behind.
func pastOf[R Record](name string, get func(R) time.Time) filterField {
	return timeOf(name, func(r R, _ view) time.Time { return get(r) }).past()
}

func ageOf[R Record](get func(R) time.Time) filterField {
	f := pastOf("age", get)
	f.is = ageField
	return f
}

// FilterFields are the names of the fields of a kind, in the order in which
// they are of use.
func FilterFields(k Kind) []string {
	names := make([]string, len(filterFields()[k]))
	for i, f := range filterFields()[k] {
		names[i] = f.name
	}
	return names
}

// fieldNamed is a field by one of its names, nil where there is none.
func fieldNamed(k Kind, name string) *filterField {
	for i := range filterFields()[k] {
		if f := &filterFields()[k][i]; f.name == name || slices.Contains(f.also, name) {
			return f
		}
	}
	return nil
}

// takes is whether an operator makes sense.
func (f *filterField) takes(op Op) bool {
	return op == OpHas || op == OpIs || f.is >= numberField
}

// splits are the characters that part the field's values: a comma may be part
// of a number.
func (f *filterField) splits() string {
	if f.is < numberField {
		return "|,"
	}
	return "|"
}

// values are those that are known of the field, also from a program where that
// is not nil.
func (f *filterField) values(p *Program) []string {
	switch {
	case f.choices != nil || p == nil:
		return f.choices
	case f.name == "band":
		return titlesOf(p.Qualification.Bands, func(b Band) string { return b.Title })
	case f.name == "stage":
		return titlesOf(p.Stages, func(s Stage) string { return s.Name })
	case f.name == "category":
		all := titlesOf(p.Stages, func(s Stage) string { return s.Category })
		slices.Sort(all)
		return slices.Compact(all)
	}
	return nil
}

func titlesOf[T any](all []T, title func(T) string) []string {
	titles := make([]string, len(all))
	for i, one := range all {
		titles[i] = title(one)
	}
	return titles
}

// holds reports whether a value is what a record has in the field.
func (f *filterField) holds(r Record, at view, op Op, v *Value) bool {
	switch f.is {
	case textField, startField, wordField:
		return f.holdsText(f.texts(r, at), op, v)
	case choiceField:
		said := f.choice(r, at)
		return said == v.Folded && !v.None && !v.Any || v.None && said == "" || v.Any && said != ""
	case amountField:
		return holdsAmount(f.amount(r), at.p, v)
	case numberField, dayField, instantField, ageField:
	}
	n, known := f.measured(r, at)
	if v.None || v.Any {
		return known == v.Any
	}
	return known && v.has(n)
}

// measured is a number, a day, an instant or an age.
func (f *filterField) measured(r Record, at view) (n int64, known bool) {
	if f.time == nil {
		return f.number(r, at)
	}
	t := f.time(r, at)
	switch {
	case t.IsZero():
		return 0, false
	case f.is == ageField:
		return int64(at.now.Sub(t) / time.Millisecond), true
	}
	return t.UnixMilli(), true
}

func (f *filterField) holdsText(texts []Untrusted, op Op, v *Value) bool {
	some := false
	for _, t := range texts {
		if t.IsZero() {
			continue
		}
		some = true
		if v.None || v.Any {
			break
		}
		if f.textIs(Fold(t.Raw()), op, v.Folded) {
			return true
		}
	}
	return v.None && !some || v.Any && some
}

func (f *filterField) textIs(text string, op Op, want string) bool {
	switch {
	case op == OpIs || f.is == wordField:
		return text == want
	case f.is == startField:
		for at := 0; ; at++ {
			i := strings.Index(text[at:], want)
			if i < 0 {
				return false
			}
			if at += i; at == 0 || text[at-1] == ' ' {
				return true
			}
		}
	}
	return strings.Contains(text, want)
}

// holdsAmount compares an amount with a range: one without a currency is in the
// amount's own, else both are in the program's where they differ.
func holdsAmount(m Money, p *Program, v *Value) bool {
	switch {
	case v.None || v.Any:
		return m.IsZero() == v.None
	case m.IsZero():
		return false
	case v.Currency == "" || v.Currency == m.Currency:
		return v.has(int64(m.Mils))
	}
	from, ok := convertEnd(p, v.From, v.Currency)
	to, also := convertEnd(p, v.To, v.Currency)
	q, known := p.Convert(m)
	converted := Value{From: from, To: to}
	return ok && also && known && converted.has(int64(q))
}

// convertEnd converts an end of a range, which may be open.
func convertEnd(p *Program, n int64, currency string) (int64, bool) {
	if n == FromStart || n == ToEnd {
		return n, true
	}
	q, ok := p.Convert(Money{Quantity(n), currency})
	return int64(q), ok
}
