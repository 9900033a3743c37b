package domain

import (
	"bytes"
	"cmp"
)

// counter is the running value of an attribute as of a day: today, or the day of
// an earlier evaluation. It takes the records as they stand now, those whose own
// day had come by then.
type counter struct {
	day   Date
	span  Span
	bonus int64
	value total
	// holders are how many certifications each holder has, where people count.
	holders map[string]int
	// records are what counts, nil where nobody asks for them.
	records *ordered[Ref]
}

// compare orders records by their ids.
func (r Ref) compare(s Ref) int {
	return cmp.Or(bytes.Compare(r.ID[:], s.ID[:]), cmp.Compare(r.Kind, s.Kind))
}

func (c *counter) change(value Quantity, of Ref, by int) {
	c.value.change(value, by)
	if c.records != nil {
		c.records.change(of, by)
	}
}

// hold notes that somebody has one certification more or less.
func (c *counter) hold(name string, of Ref, by int) {
	was := c.holders[name]
	switch {
	case was == 0 && by < 0:
		return
	case was == 0:
		c.value.change(Count(1), 1)
	case was+by == 0:
		c.value.change(Count(1), -1)
	}
	if c.holders[name] += by; was+by == 0 {
		delete(c.holders, name)
	}
	c.change(0, of, by)
}

// measured is the value as of now, and the records behind it.
func (c *counter) measured() Measured {
	m := Measured{Value: c.value.quantity()}
	if c.records != nil && c.records.n > 0 {
		m.Records = make([]Ref, 0, c.records.n)
		for ref := range c.records.all {
			m.Records = append(m.Records, ref)
		}
	}
	return m
}

// mark begins to count as of a day.
func (t *Tally) mark(day Date) {
	if t.marks[day] != nil {
		return
	}
	t.marks[day] = make(map[string]*counter, len(t.program.Attributes))
	for _, a := range t.program.Attributes {
		c := &counter{day: day, span: t.spanBy(a.Window, day), bonus: a.SourcedBonus}
		if a.Measure == measureCSATCount {
			c.span = t.spanBy(t.program.Survey.Window, day)
		}
		if a.Measure == measurePeople {
			c.holders = map[string]int{}
		}
		if day == t.today {
			c.records = &ordered[Ref]{}
		}
		t.marks[day][a.Key] = c
		t.of[a.Measure] = append(t.of[a.Measure], c)
	}
}

// spanBy is a window as of a day, without the days after an earlier one.
func (t *Tally) spanBy(w Window, day Date) Span {
	span := t.program.Span(w, day)
	if day < t.today {
		span.To = min(span.To, day)
	}
	return span
}

// measure counts what an attribute asks for.
func (t *Tally) measure(a Attribute) Measured { return t.measureOn(a, t.today) }

// measureOn counts as of a day that is marked.
func (t *Tally) measureOn(a Attribute, day Date) Measured {
	c := t.marks[day][a.Key]
	if c == nil {
		return Measured{}
	}
	m := c.measured()
	if a.Measure == measureCSATCount && c.records != nil {
		m.Records = t.countedProjects()
	}
	return m
}

// count counts a record on its day for a measure.
func (t *Tally) count(measure string, on Date, of Ref, by int) {
	if on == 0 {
		return
	}
	for _, c := range t.of[measure] {
		if c.span.Has(on) {
			c.change(Count(1), of, by)
		}
	}
}

// deal sums what was won, the sourced part with its bonus (S0), and what of it
// lies in the rolling year and the one before (P2).
func (t *Tally) deal(o Opportunity, by int) {
	on := o.Won(t.program)
	acv, converted := t.program.Convert(o.ACV)
	switch {
	case o.Kind == NoACV:
		return
	case !converted:
		if t.rolling.Has(on) {
			t.unconverted.change(o.Ref(), by)
		}
		return
	case t.rolling.Has(on) && o.Kind == Sourced:
		t.sourced.change(acv, by)
	case t.rolling.Has(on):
		t.joint.change(acv, by)
	case t.before.Has(on):
		t.previous.change(acv, by)
	}
	for _, c := range t.of[measureACV] {
		if !c.span.Has(on) {
			continue
		}
		value := acv
		if o.Kind == Sourced {
			value = value.MulDiv(100+c.bonus, 100)
		}
		c.change(value, o.Ref(), by)
	}
}

// credential counts one where it holds on the day, and who holds it, under any
// spelling of a name.
func (t *Tally) credential(cred Credential, by int) {
	holding := func(measure string, change func(*counter)) {
		for _, c := range t.of[measure] {
			if cred.Holds(c.day) {
				change(c)
			}
		}
	}
	one := func(c *counter) { c.change(Count(1), cred.Ref(), by) }
	switch cred.Kind {
	case Navigator:
		holding(measureNavigator, func(c *counter) { c.change(Count(cred.Level), cred.Ref(), by) })
	case Solution:
		holding(measureSolutions, one)
	case Certification:
		holding(measureCertificates, one)
		name := Fold(cred.Holder.Raw())
		holding(measurePeople, func(c *counter) { c.hold(name, cred.Ref(), by) })
	}
}
