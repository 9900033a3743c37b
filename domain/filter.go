package domain

import (
	"math"
	"slices"
	"strings"
	"time"
)

// A filter keeps to the records that people ask for in a small language:
//
//	food wholesaler              both words, anywhere in the record's text
//	"food wholesaler"            the two as a phrase
//	lyon|paris                   one or the other
//	-lyon                        not this one
//	status:accepted,working      a field and what it says, one of several
//	country:fr                   it begins so; other texts hold it
//	product="Sales Cloud"        it says just this
//	product:none, product:any    it says nothing, or anything
//	score>=80 score:60..79       a number
//	value>50k value:10k€..50k€   an amount; without a currency it is in the record's own
//	due<7d due<48h close:fri     an instant or a day, as TypedDate reads it, or a
//	next:2026-12 sent>-2w        time from now on
//	age>30d                      how long it has been so
//
// All terms must hold. Case, accents and widths do not matter. What a program
// holds back of a lead is never looked at.

// MaxFilter is how long a filter may be in bytes, maxTerms how many terms it
// may have.
const (
	MaxFilter = 2000
	maxTerms  = 40
)

// Filter is a filter that was understood.
type Filter struct {
	Kind Kind
	// Terms must all hold; without any all records do.
	Terms []Term
}

// Term is a part of a [Filter].
type Term struct {
	// Not turns it around.
	Not bool
	// Field is the name of the field, "" where it is looked for in all text.
	Field string
	// Op is the operator, OpHas where there is no field.
	Op Op
	// Values are alternatives.
	Values []Value
	// From and To are where it stands in what was parsed, in bytes.
	From, To int

	field *filterField
}

// Op is an operator of the language.
type Op string

// The operators.
const (
	// OpHas is that a text holds the value, that a number is in the range.
	OpHas Op = ":"
	// OpIs is that a text says just the value; of all else it is OpHas.
	OpIs    Op = "="
	OpLess  Op = "<"
	OpMost  Op = "<="
	OpMore  Op = ">"
	OpLeast Op = ">="
)

// Value is what a term compares with.
type Value struct {
	// Text is the value as it was typed, without quotes; ranges have the dots.
	Text string
	// Folded is what texts and choices are compared with.
	Folded string
	// None is that there is nothing, Any that there is something.
	None, Any bool
	// From and To are the range of numbers for which the term holds, To not in it:
	// thousandths of numbers and amounts, milliseconds of instants and ages,
	// [Date]s of days. They are the operator's already.
	From, To int64
	// Currency is that of an amount, "" where none was given.
	Currency string

	quoted bool
}

// The ends of a range that has none.
const (
	FromStart = math.MinInt64
	ToEnd     = math.MaxInt64
)

// has reports whether a number is in the range.
func (v Value) has(n int64) bool { return n >= v.From && (n < v.To || v.To == ToEnd) }

// FilterError says where in a filter something is wrong, and what.
type FilterError struct {
	// From and To are where, in bytes. Where something is missing they are equal.
	From, To int
	// Why is the refusal, with what would be right.
	Why *RuleError
}

// Error returns the refusal.
func (e *FilterError) Error() string { return e.Why.Error() }

// Unwrap returns the refusal.
func (e *FilterError) Unwrap() error { return e.Why }

// IsZero reports whether the filter lets all records through.
func (f Filter) IsZero() bool { return len(f.Terms) == 0 }

// Words are the texts that are looked for anywhere in a record, and those in
// its fields, as they were typed: what a screen marks in the rows.
func (f Filter) Words() (words []string) {
	for _, t := range f.Terms {
		if t.Not || t.field != nil && t.field.is != textField {
			continue
		}
		for _, v := range t.Values {
			if !v.None && !v.Any && !slices.Contains(words, v.Text) {
				words = append(words, v.Text)
			}
		}
	}
	return words
}

// HasFields reports whether any term is about a field, so that records have to
// be looked at besides their text.
func (f Filter) HasFields() bool {
	return slices.ContainsFunc(f.Terms, func(t Term) bool { return t.Field != "" })
}

// String returns the filter in the one form that means the same.
func (f Filter) String() string {
	all := make([]string, len(f.Terms))
	for i, t := range f.Terms {
		all[i] = t.String()
	}
	return strings.Join(all, " ")
}

// String returns the term as it may be typed.
func (t Term) String() string {
	var b strings.Builder
	if t.Not {
		b.WriteByte('-')
	}
	b.WriteString(t.Field + string(t.op()))
	for i, v := range t.Values {
		if i > 0 {
			b.WriteByte('|')
		}
		b.WriteString(v.typed())
	}
	return b.String()
}

// op is the operator as it is written.
func (t Term) op() Op {
	if t.Field == "" {
		return ""
	}
	return t.Op
}

// typed is the value in quotes where it needs them.
func (v Value) typed() string {
	if v.quoted || v.Text == "" || strings.HasPrefix(v.Text, "-") || strings.ContainsFunc(v.Text, breaksValue) {
		return `"` + v.Text + `"`
	}
	return v.Text
}

// Holds reports whether a record is what the filter asks for, at an instant.
// Its line is the text in which it is looked for, as [AppendSearchable] makes
// it. A lead must have been disclosed, and its line made of what was.
func (f Filter) Holds(r Record, line []byte, p *Program, now time.Time) bool {
	return f.HoldsText(line) && f.HoldsFields(r, p, now)
}

// HoldsText reports whether a line of text is what the filter asks for.
func (f Filter) HoldsText(line []byte) bool {
	text := string(line)
	for _, t := range f.Terms {
		if t.Field == "" && t.Not == t.inText(text) {
			return false
		}
	}
	return true
}

func (t Term) inText(line string) bool {
	return slices.ContainsFunc(t.Values, func(v Value) bool { return strings.Contains(line, v.Folded) })
}

// HoldsFields reports whether the fields of a record are what the filter asks
// for.
func (f Filter) HoldsFields(r Record, p *Program, now time.Time) bool {
	at := view{p, now}
	for i := range f.Terms {
		if t := &f.Terms[i]; t.field != nil && t.Not == t.inField(r, at) {
			return false
		}
	}
	return true
}

// inField reports whether any of the values is that of the record's field.
func (t *Term) inField(r Record, at view) bool {
	for i := range t.Values {
		if t.field.holds(r, at, t.Op, &t.Values[i]) {
			return true
		}
	}
	return false
}
