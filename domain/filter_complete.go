package domain

import (
	"slices"
	"strings"
)

// Completion is what may stand in a filter in the place of what was typed.
type Completion struct {
	// From and To are the place, in bytes; To is the cursor.
	From, To int
	// Text is a field with its operator, or a value, in quotes where it needs them.
	Text string
}

// CompleteFilter returns what may be meant at the cursor, a place in bytes: the
// fields that begin with what stands there, or after an operator the values.
// The program may be nil; it knows values of its own.
func CompleteFilter(k Kind, text string, cursor int, p *Program) (all []Completion) {
	if cursor < 0 || cursor > len(text) {
		return nil
	}
	l := filterText{text: text[:cursor]}
	start := 0
	for l.skipSpace(); l.at < cursor; l.skipSpace() {
		start = l.at
		l.value("")
		if l.at < cursor {
			start = cursor // white space parts it from what stands before
		}
	}
	l.at = start
	if strings.HasPrefix(l.text[l.at:], "-") {
		l.at++
	}
	name := l.name()
	if op := l.operator(name.to); op.to > op.from && name.text != "" {
		l.at = op.to
		return l.completeValue(fieldNamed(k, name.text), Op(op.text), p)
	}
	if name.to < cursor {
		return nil
	}
	for _, f := range filterFields()[k] {
		if strings.HasPrefix(f.name, name.text) {
			all = append(all, Completion{l.at, cursor, f.name + string(OpHas)})
		}
	}
	return all
}

// completeValue returns the values of a field that go on from what stands there.
func (l *filterText) completeValue(f *filterField, op Op, p *Program) (all []Completion) {
	if f == nil || !f.takes(op) {
		return nil
	}
	from := l.at
	last := l.value(f.splits())
	for l.at < len(l.text) {
		l.at++
		from = l.at
		last = l.value(f.splits())
	}
	values := slices.Clone(f.values(p))
	if op == OpHas || op == OpIs {
		values = append(values, valueNone, valueAny)
	}
	typed := strings.NewReplacer(" ", "_", "-", "_").Replace(Fold(last.text))
	for i, v := range values {
		plain := strings.NewReplacer(" ", "_", "-", "_").Replace(Fold(v))
		if !strings.HasPrefix(plain, typed) || slices.Contains(values[:i], v) {
			continue
		}
		all = append(all, Completion{from, len(l.text), Value{Text: v}.typed()})
	}
	return all
}
