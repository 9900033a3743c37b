package domain

import (
	"cmp"
	"slices"
)

// measure counts what an attribute asks for.
func (t *Tally) measure(a Attribute) Measured { return t.measureOn(a, t.today) }

// measureOn counts as of a day: today, or the day of an earlier evaluation. It
// takes the records as they stand now, those whose own day had come by then.
func (t *Tally) measureOn(a Attribute, day Date) Measured {
	span := t.spanBy(a.Window, day)
	switch a.Measure {
	case measureCSATCount:
		return counted(t.countedIn(t.spanBy(t.program.Survey.Window, day)))
	case measureACV:
		return t.acvMeasured(a, span)
	case measureStories:
		return counted(within(t.stories, span))
	case measureLeads:
		return counted(within(t.submitted, span))
	case measureApproved:
		return counted(within(t.approved, span))
	case measureProjectsEnded:
		return counted(within(t.completed, span))
	case measureEligible:
		return counted(within(t.eligible, span))
	case measureNavigator:
		var m Measured
		for _, c := range t.credentials {
			if c.Kind == Navigator && c.Holds(day) {
				m.Value += Count(c.Level)
				m.Records = append(m.Records, c.Ref())
			}
		}
		return m
	case measureCertificates:
		return counted(t.holding(Certification, day))
	case measureSolutions:
		return counted(t.holding(Solution, day))
	case measurePeople:
		return t.people(day)
	}
	return Measured{}
}

// spanBy is a window as of a day, without the days after an earlier one.
func (t *Tally) spanBy(w Window, day Date) Span {
	span := t.program.Span(w, day)
	if day < t.today {
		span.To = min(span.To, day)
	}
	return span
}

// dated is a record and the day on which it counts.
type dated struct {
	ref Ref
	on  Date
}

func within(all []dated, span Span) []Ref {
	var refs []Ref
	for _, d := range all {
		if span.Has(d.on) {
			refs = append(refs, d.ref)
		}
	}
	return refs
}

func counted(refs []Ref) Measured { return Measured{Count(len(refs)), refs} }

func (t *Tally) holding(kind CredentialKind, day Date) []Ref {
	var refs []Ref
	for _, c := range t.credentials {
		if c.Kind == kind && c.Holds(day) {
			refs = append(refs, c.Ref())
		}
	}
	return refs
}

// people counts who holds at least one certification, under any spelling of a name.
func (t *Tally) people(day Date) Measured {
	names, refs := map[string]bool{}, []Ref(nil)
	for _, c := range t.credentials {
		if c.Kind == Certification && c.Holds(day) {
			names[Fold(c.Holder.Raw())] = true
			refs = append(refs, c.Ref())
		}
	}
	return Measured{Count(len(names)), refs}
}

// acvMeasured sums what was won in the span, the sourced part with its bonus (S0).
func (t *Tally) acvMeasured(a Attribute, span Span) Measured {
	var m Measured
	for _, w := range t.won {
		if w.kind == NoACV || !w.converted || !span.Has(w.on) {
			continue
		}
		value := w.acv
		if w.kind == Sourced {
			value = value.MulDiv(100+a.SourcedBonus, 100)
		}
		m.Value = m.Value.plus(value)
		m.Records = append(m.Records, w.ref)
	}
	return m
}

// countedProjects are the projects that count for CSAT (T1).
func (t *Tally) countedProjects() []Ref {
	return t.countedIn(t.program.Span(t.program.Survey.Window, t.today))
}

// countedIn are the projects completed in a span that count: of each customer
// those that were completed first.
func (t *Tally) countedIn(span Span) []Ref {
	var all []Project
	for _, p := range slices.Concat(t.above, t.past) {
		if span.Has(p.End) {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b Project) int {
		return cmp.Or(cmp.Compare(a.End, b.End), slices.Compare(a.ID[:], b.ID[:]))
	})
	seen, refs := map[string]int{}, []Ref(nil)
	for _, p := range all {
		key := CustomerKey(p.Customer)
		if seen[key]++; seen[key] <= t.program.Survey.PerCustomer {
			refs = append(refs, p.Ref())
		}
	}
	return refs
}
