package domain

// Scorecard is the program's score with everything behind it (T3).
type Scorecard struct {
	// Points are what the attributes give. A program by requirements gives none:
	// Max is 0 then.
	Points, Max int64
	// Tier is the one that points or requirements give as of today; Next is the
	// one above AtNext, or nil.
	Tier Tier
	Next *Tier
	// Missing are the points to the next tier, 0 at the top and in a program
	// without points.
	Missing int64
	// Requirements are the tiers above the lowest, lowest first, of a program by
	// requirements; else there are none.
	Requirements []Requirement
	// Region is the best of Regions, whose targets the pillars show. Both are
	// empty in a program that does not tell regions apart.
	Region  Titled
	Regions []RegionScore
	// EvaluatedTier is the tier of the last evaluation, which holds from
	// EvaluatedFrom. Kept is the one below which the next evaluation cannot put
	// the firm, and AtNext what that would give as of today.
	EvaluatedTier Tier
	EvaluatedFrom Date
	Kept, AtNext  Tier
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
	// Records are what was counted, by their ids; see [Tally.CountOnly].
	Records []Ref
}

// Measured is the value of a measure and the records that it counts.
type Measured struct {
	Value   Quantity
	Records []Ref
}

// scorecard maps measured values to points, or compares them with requirements.
// What a firm keeps of earlier evaluations is not in it; see [Tally.evaluate].
func (p *Program) scorecard(today Date, measure func(Attribute) Measured) Scorecard {
	values := make(map[string]Measured, len(p.Attributes))
	for _, a := range p.Attributes {
		values[a.Key] = measure(a)
	}
	s := p.cardOf(values, Region{})
	for i, r := range p.Regions {
		card := p.cardOf(values, r)
		s.Regions = append(s.Regions, RegionScore{r, card.Points, card.Tier})
		if i == 0 || card.Points > s.Points {
			card.Regions = s.Regions
			s, s.Region = card, Titled{r.Key, r.Title}
		}
	}
	s.Evaluated, s.NextEvaluation, s.CountsFrom = p.Evaluation(today)
	s.EvaluatedFrom = p.countsFrom(s.Evaluated)
	s.EvaluatedTier, s.Kept = s.Tier, p.Tiers[0]
	p.grade(&s)
	return s
}

// Blank is the scorecard of a firm of which nothing was counted yet: the pillars
// and attributes without points.
func (p *Program) Blank() Scorecard {
	if len(p.Tiers) == 0 {
		return Scorecard{}
	}
	return p.cardOf(nil, Region{})
}

// cardOf is the score against the targets of a region. Each attribute is
// rounded to whole points, so that the parts add up to the total.
func (p *Program) cardOf(values map[string]Measured, region Region) Scorecard {
	var s Scorecard
	for _, pillar := range p.Pillars {
		ps := PillarScore{Key: pillar.Key, Title: pillar.Title}
		for _, a := range p.Attributes {
			if a.Pillar != pillar.Key {
				continue
			}
			if target, ok := region.Targets[a.Key]; ok {
				a.Target = target
			}
			m := values[a.Key]
			as := AttributeScore{Attribute: a, Value: m.Value, Points: a.points(m.Value), Records: m.Records}
			ps.Points, ps.Max = ps.Points+as.Points, ps.Max+a.Max
			ps.Attributes = append(ps.Attributes, as)
		}
		s.Points, s.Max = s.Points+ps.Points, s.Max+ps.Max
		s.Pillars = append(s.Pillars, ps)
	}
	p.grade(&s)
	return s
}

// grade sets what follows from the points, the values of the attributes and the
// tier that the firm keeps.
func (p *Program) grade(s *Scorecard) {
	values := map[string]Quantity{}
	for _, pillar := range s.Pillars {
		for _, a := range pillar.Attributes {
			values[a.Key] = a.Value
		}
	}
	s.Requirements = p.requirements(func(key string) Quantity { return values[key] })
	s.Tier = p.tierOf(s.Points, s.Requirements)
	s.AtNext = s.Tier
	if p.TierRank(s.Kept.Key) > p.TierRank(s.Tier.Key) {
		s.AtNext = s.Kept
	}
	s.Next, s.Missing = nil, 0
	if above := p.TierRank(s.AtNext.Key) + 1; above < len(p.Tiers) {
		s.Next = &p.Tiers[above]
		s.Missing = max(0, s.Next.From-s.Points)
	}
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

// tierOf is the highest tier that points or requirements give.
func (p *Program) tierOf(points int64, requirements []Requirement) Tier {
	tier := p.Tiers[0]
	for _, r := range requirements {
		if r.Met {
			tier = r.Tier
		}
	}
	if len(requirements) > 0 {
		return tier
	}
	for _, t := range p.Tiers {
		if points >= t.From {
			tier = t
		}
	}
	return tier
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
	measureApproved      = "leads_approved"
	measureProjectsEnded = "projects_completed"
	measureEligible      = "projects_eligible"
)

// Measures lists the measures that a program's attributes may name.
func Measures() []string {
	return []string{
		measureCSATCount, measureNavigator, measureStories, measureACV, measureCertificates, measurePeople,
		measureSolutions, measureLeads, measureApproved, measureProjectsEnded, measureEligible,
	}
}
