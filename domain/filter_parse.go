package domain

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// ParseFilter understands a filter of records of a kind as of an instant, whose
// time zone says when days begin. The error is a [FilterError]: a field that
// the kind does not have (filter.field), a value that is missing
// (filter.value_missing) or none of the field's (filter.value), an operator that
// the field does not have (filter.operator), a number, an amount, a duration or
// a day that cannot be read (filter.number, filter.amount, filter.duration, and
// those of [TypedDate]), a range whose end comes before its start
// (filter.range), and too much of it (filter.too_long).
func ParseFilter(k Kind, text string, now time.Time) (Filter, error) {
	f := Filter{Kind: k}
	if len(text) > MaxFilter {
		return f, &FilterError{MaxFilter, len(text), Refused("filter.too_long", "most", MaxFilter)}
	}
	l := filterText{text: text}
	for l.skipSpace(); l.at < len(text); l.skipSpace() {
		if len(f.Terms) == maxTerms {
			return Filter{Kind: k}, &FilterError{l.at, len(text), Refused("filter.too_long", "most", MaxFilter)}
		}
		t, bad := l.term(k, now)
		if bad != nil {
			return Filter{Kind: k}, bad
		}
		if len(t.Values) > 0 {
			f.Terms = append(f.Terms, t)
		}
	}
	return f, nil
}

// filterText reads a filter from left to right.
type filterText struct {
	text string
	at   int
}

// piece is a part of the text without its quotes.
type piece struct {
	text     string
	from, to int
	quoted   bool
}

func (l *filterText) skipSpace() {
	l.at = len(l.text) - len(strings.TrimLeftFunc(l.text[l.at:], unicode.IsSpace))
}

// term reads a term; without values it says nothing.
func (l *filterText) term(k Kind, now time.Time) (t Term, bad *FilterError) {
	t = Term{From: l.at, Op: OpHas}
	if rest := l.text[l.at:]; rest[0] == '-' && len(rest) > 1 && !startsWithSpace(rest[1:]) {
		t.Not = true
		l.at++
	}
	name := l.name()
	op := l.operator(name.to)
	if name.text == "" || op.to == op.from {
		l.words(&t)
		t.To = l.at
		return t, nil
	}
	field := fieldNamed(k, name.text)
	if field == nil {
		return t, &FilterError{name.from, name.to, Refused("filter.field", "field", Outside(name.text), "known", FilterFields(k))}
	}
	t.field, t.Field, t.Op = field, field.name, Op(op.text)
	if !field.takes(t.Op) {
		return t, &FilterError{op.from, op.to, Refused("filter.operator", "field", field.name, "operator", string(t.Op))}
	}
	l.at = op.to
	for more := true; more; {
		p := l.value(field.splits())
		if singleSpaced(p.text) == "" {
			return t, &FilterError{p.from, p.to, Refused("filter.value_missing", "field", field.name, "known", field.values(nil))}
		}
		v, bad := field.value(p, t.Op, now)
		if bad != nil {
			return t, bad
		}
		t.Values = append(t.Values, v)
		if more = l.at < len(l.text) && !startsWithSpace(l.text[l.at:]); more {
			l.at++ // what parts the values
		}
	}
	t.To = l.at
	return t, nil
}

// words reads what is looked for in all text.
func (l *filterText) words(t *Term) {
	for more := true; more; {
		p := l.value("|")
		if folded := Fold(p.text); folded != "" {
			t.Values = append(t.Values, Value{Text: singleSpaced(p.text), Folded: folded, quoted: p.quoted})
		}
		if more = l.at < len(l.text) && !startsWithSpace(l.text[l.at:]); more {
			l.at++
		}
	}
}

// singleSpaced is a text with single spaces.
func singleSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// name reads the letters before an operator, without going on.
func (l *filterText) name() piece {
	end := l.at
	for end < len(l.text) && isNameByte(l.text[end]) {
		end++
	}
	return piece{text: strings.ToLower(l.text[l.at:end]), from: l.at, to: end}
}

func isNameByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

// operators are those that two characters make before those of one, also in the
// width of ideographs.
var operators = []struct{ typed, op string }{
	{"<=", "<="}, {">=", ">="}, {"≤", "<="}, {"≥", ">="}, {"＜＝", "<="}, {"＞＝", ">="},
	{":", ":"}, {"=", "="}, {"<", "<"}, {">", ">"}, {"：", ":"}, {"＝", "="}, {"＜", "<"}, {"＞", ">"},
}

// operator reads the operator at a place, without going on; where there is none
// it is empty.
func (l *filterText) operator(at int) piece {
	for _, o := range operators {
		if strings.HasPrefix(l.text[at:], o.typed) {
			return piece{text: o.op, from: at, to: at + len(o.typed)}
		}
	}
	return piece{from: at, to: at}
}

// value reads up to white space or one of some characters that part values. In
// quotes nothing parts; those that are not closed reach to the end.
func (l *filterText) value(parts string) (p piece) {
	var b strings.Builder
	p.from = l.at
	inside := false
	for l.at < len(l.text) {
		r, n := utf8.DecodeRuneInString(l.text[l.at:])
		switch {
		case r == '"':
			inside, p.quoted = !inside, true
		case !inside && (unicode.IsSpace(r) || strings.ContainsRune(parts, r)):
			p.text, p.to = b.String(), l.at
			return p
		default:
			b.WriteString(l.text[l.at : l.at+n])
		}
		l.at += n
	}
	p.text, p.to = b.String(), l.at
	return p
}

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// breaksValue is whether a character needs quotes around the value it is in.
func breaksValue(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(`|,"`, r) || strings.ContainsRune(":=<>≤≥：＝＜＞", r)
}
