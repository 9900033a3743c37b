package domain

import "slices"

// Scorecard is the program's score with everything behind it (T3).
type Scorecard struct {
	// Points are what the attributes give. A program by requirements gives none:
	// Max is 0 then.
	Points, Max int64
	// Tier is the one that the firm would have as of today; Next is the one above
	// it and above what the firm keeps, or nil.
	Tier Tier
	Next *Tier
	// Missing are the points to the next tier, 0 at the top and without points.
	Missing int64
	// Requirements are the tiers above the lowest, lowest first, of a program by
	// requirements; else there are none.
	Requirements []Requirement
	// Region is the best of Regions, whose targets the pillars show. Both are
	// empty in a program that does not tell regions apart.
	Region  Titled
	Regions []RegionScore
	// EvaluatedTier is the tier of the last evaluation, which holds from
	// EvaluatedFrom; AtNext is what the next one would give as of today.
	EvaluatedTier Tier
	EvaluatedFrom Date
	AtNext        Tier
	// Evaluated, NextEvaluation and CountsFrom are the program's days; see
	// [Program.Evaluation].
	Evaluated, NextEvaluation, CountsFrom Date
	Pillars                               []PillarScore
}

// RegionScore is the score against a region's targets.
type RegionScore struct {
	Region Region
	Points int64
	Tier   Tier
}

// PillarScore is a pillar with its attributes. Its points are their sum.
type PillarScore struct {
	Key, Title  string
	Points, Max int64
	Attributes  []AttributeScore
}

// AttributeScore is one attribute with what was measured.
type AttributeScore struct {
	Attribute
	// Value is what was measured, bonus included.
	Value  Quantity
	Points int64
	// Records are what was counted.
	Records []Ref
}

// Measured is the value of a measure and the records that it counts.
type Measured struct {
	Value   Quantity
	Records []Ref
}

// scorecard maps measured values to points. Each attribute is rounded to whole
// points, so that the parts add up to the total.
func (p *Program) scorecard(today Date, measure func(Attribute) Measured) Scorecard {
	var s Scorecard
	for _, pillar := range p.Pillars {
		ps := PillarScore{Key: pillar.Key, Title: pillar.Title}
		for _, a := range p.Attributes {
			if a.Pillar != pillar.Key {
				continue
			}
			m := measure(a)
			as := AttributeScore{Attribute: a, Value: m.Value, Points: a.points(m.Value), Records: m.Records}
			ps.Points, ps.Max = ps.Points+as.Points, ps.Max+a.Max
			ps.Attributes = append(ps.Attributes, as)
		}
		s.Points, s.Max = s.Points+ps.Points, s.Max+ps.Max
		s.Pillars = append(s.Pillars, ps)
	}
	s.Tier, s.Next = p.tierOf(s.Points)
	if s.Next != nil {
		s.Missing = s.Next.From - s.Points
	}
	s.Evaluated, s.NextEvaluation, s.CountsFrom = p.Evaluation(today)
	return s
}

// points maps a value to whole points between 0 and the maximum.
func (a Attribute) points(value Quantity) int64 {
	if value <= 0 {
		return 0
	}
	switch a.Mapping {
	case MapLinear:
		return int64(min(value, Quantity(a.Target*1000)).MulDiv(a.Max, a.Target*1000))
	case MapPerUnit:
		return min(a.Max, int64(min(value, 1<<50)/1000)*min(a.Each, a.Max))
	case MapBanded:
		var points int64
		for _, s := range a.Steps {
			if value >= Quantity(s.From*1000) {
				points = s.Points
			}
		}
		return min(a.Max, points)
	case MapNone:
	}
	return 0
}

// tierOf is the tier that points give, and the one above it.
func (p *Program) tierOf(points int64) (tier Tier, next *Tier) {
	i := 0
	for i+1 < len(p.Tiers) && points >= p.Tiers[i+1].From {
		i++
	}
	if i+1 < len(p.Tiers) {
		next = &p.Tiers[i+1]
	}
	return p.Tiers[i], next
}

// The measures that a program's attributes may name.
const (
	measureCSATCount     = "csat_count"
	measureNavigator     = "navigator_levels"
	measureStories       = "stories_published"
	measureACV           = "acv"
	measureCertificates  = "certifications"
	measurePeople        = "certified_people"
	measureSolutions     = "solutions"
	measureLeads         = "leads_registered"
	measureProjectsEnded = "projects_completed"
)

// Measures lists the measures that a program's attributes may name.
func Measures() []string {
	return []string{
		measureCSATCount, measureNavigator, measureStories, measureACV, measureCertificates, measurePeople,
		measureSolutions, measureLeads, measureProjectsEnded,
	}
}

// measure counts what an attribute asks for.
func (t *Tally) measure(a Attribute) Measured {
	span := t.program.Span(a.Window, t.today)
	switch a.Measure {
	case measureCSATCount:
		return counted(t.countedProjects())
	case measureACV:
		return t.acvMeasured(a, span)
	case measureStories:
		return counted(within(t.stories, span))
	case measureLeads:
		return counted(within(t.submitted, span))
	case measureProjectsEnded:
		return counted(within(t.completed, span))
	case measureNavigator:
		var m Measured
		for _, c := range t.credentials {
			if c.Kind == Navigator && c.Holds(t.today) {
				m.Value += Count(c.Level)
				m.Records = append(m.Records, c.Ref())
			}
		}
		return m
	case measureCertificates:
		return counted(t.holding(Certification))
	case measureSolutions:
		return counted(t.holding(Solution))
	case measurePeople:
		return t.people()
	}
	return Measured{}
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

func (t *Tally) holding(kind CredentialKind) []Ref {
	var refs []Ref
	for _, c := range t.credentials {
		if c.Kind == kind && c.Holds(t.today) {
			refs = append(refs, c.Ref())
		}
	}
	return refs
}

// people counts who holds at least one certification, under any spelling of a name.
func (t *Tally) people() Measured {
	names, refs := map[string]bool{}, []Ref(nil)
	for _, c := range t.credentials {
		if c.Kind == Certification && c.Holds(t.today) {
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
	slices.SortFunc(t.above, func(a, b Project) int {
		if countsBefore(a, b) {
			return -1
		}
		return 1
	})
	seen, refs := map[string]int{}, []Ref(nil)
	for _, p := range t.above {
		key := CustomerKey(p.Customer)
		if seen[key]++; seen[key] <= t.program.Survey.PerCustomer {
			refs = append(refs, p.Ref())
		}
	}
	return refs
}
