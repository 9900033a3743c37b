package domain

import (
	"bytes"
	"cmp"
)

// finished is a project that counts for CSAT if its day is in the window and
// not too many of its customer come before it.
type finished struct {
	end Date
	id  ID
}

// compare puts what was completed first before the others.
func (f finished) compare(g finished) int {
	return cmp.Or(cmp.Compare(f.end, g.end), bytes.Compare(f.id[:], g.id[:]))
}

// within says which of a customer's projects lie in a span: from the first on so
// many.
func within(of *ordered[finished], span Span) (first, n int) {
	last := of.n
	if span.From != 0 {
		first = of.below(finished{end: span.From})
	}
	if span.To != 0 {
		last = of.below(finished{end: span.To + 1})
	}
	return first, max(0, last-first)
}

// rated counts a project above the threshold: of each customer those that were
// completed first (T1).
func (t *Tally) rated(p Project, by int) {
	key, f := CustomerKey(p.Customer), finished{p.End, p.ID}
	others := t.customers[key]
	switch {
	case p.End == 0:
		return
	case others == nil && by < 0, by < 0 && !others.remove(f):
		return
	case others == nil:
		others = &ordered[finished]{}
		t.customers[key] = others
	}
	most := t.program.Survey.PerCustomer
	for _, c := range t.of[measureCSATCount] {
		if _, n := within(others, c.span); c.span.Has(f.end) && n < most {
			c.value.change(Count(1), by)
		}
	}
	first, n := within(others, t.surveyed)
	if t.surveyed.Has(f.end) && others.below(f)-first < most {
		t.counted.change(f, by)
		if n >= most { // for one that counts another does not
			t.counted.change(others.at(first+most-1), -by)
		}
		t.countedRefs = nil
	}
	if by > 0 {
		others.insert(f)
	} else if others.n == 0 {
		delete(t.customers, key)
	}
}

// countedProjects are the projects that count for CSAT (T1), those completed
// first before the others. The slice is not to be changed.
func (t *Tally) countedProjects() []Ref {
	if t.countedRefs == nil && t.counted.n > 0 {
		t.countedRefs = make([]Ref, 0, t.counted.n)
		for f := range t.counted.all {
			t.countedRefs = append(t.countedRefs, Ref{KindProject, f.id})
		}
	}
	return t.countedRefs
}

// perCustomer tells of each customer how many of its projects lie in the window.
func (t *Tally) perCustomer(yield func(customer string, n int)) {
	for key, of := range t.customers {
		if _, n := within(of, t.surveyed); n > 0 {
			yield(key, n)
		}
	}
}
