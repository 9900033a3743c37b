package domain

import (
	"cmp"
	"math/big"
	"slices"
	"time"
)

// recount gathers figures the plain way, from a list of all records, to compare
// a Tally with: sorted lists for medians, a search through all for each window.
type recount struct {
	p       *Program
	now     time.Time
	records []Record
}

// figures are the statistics over a period.
func (c recount) figures(period Span) Stats {
	today := c.p.Day(c.now)
	s := Stats{Program: c.p.Name, AsOf: c.now}
	s.FiscalYear, _ = c.p.FiscalYear.Year(today)
	s.CSAT.Threshold, s.CSAT.Counted = c.p.Survey.Threshold, c.counted(today)
	c.gather(&s, period)
	s.ACV = c.acv(today)
	s.Score = c.p.scorecard(today, func(a Attribute) Measured { return c.measure(a, today) })
	tierOf := func(days ...Date) Tier {
		tier := c.p.Tiers[0]
		for _, day := range days {
			past := c.p.scorecard(day, func(a Attribute) Measured { return c.measure(a, day) }).Tier
			if c.p.TierRank(past.Key) > c.p.TierRank(tier.Key) {
				tier = past
			}
		}
		return tier
	}
	s.Score.EvaluatedTier = tierOf(append([]Date{s.Score.Evaluated}, c.p.kept(s.Score.Evaluated)...)...)
	s.Score.Kept = tierOf(c.p.kept(s.Score.NextEvaluation)...)
	c.p.grade(&s.Score)
	return s
}

// gather fills in what facts add up to.
func (c recount) gather(s *Stats, period Span) {
	n := map[Figure]int{}
	var responses, amounts, cycles []int64
	var value, amount Quantity
	sum, scores := new(big.Rat), int64(0)
	for _, r := range c.records {
		c.p.facts(r, c.now, func(f fact) {
			if !f.figure.timeless() && !period.Has(f.on) {
				return
			}
			n[f.figure]++
			switch f.figure {
			case FigureRegistered:
				value += Quantity(f.n)
			case FigureConversion:
				n["converted"] += int(f.n)
			case FigureDeclined:
				if s.Leads.DeclineReasons == nil {
					s.Leads.DeclineReasons = map[string]int{}
				}
				s.Leads.DeclineReasons[f.word]++
			case FigureResponse:
				responses = append(responses, f.n)
			case FigureAverageDeal:
				amounts, amount = append(amounts, f.n), amount+Quantity(f.n)
			case FigureCycle:
				cycles = append(cycles, f.n)
			case FigureCSATAverage:
				sum.Add(sum, big.NewRat(f.n, f.of))
				scores++
			default:
			}
		})
	}
	if scores > 0 {
		sum.Quo(sum, big.NewRat(scores, 1))
		s.CSAT.Average = Ratio{sum.Num().Int64(), sum.Denom().Int64()}
	}
	s.CSAT.Answers = n[FigureCSATAnswers]
	l, r := &s.Leads, &s.Rates
	l.Registered, l.Approved, l.Rejected, l.Converted = n[FigureRegistered], n[FigureApproved], n[FigureRejected], n[FigureConverted]
	l.Offered, l.Accepted, l.Declined, l.Lapsed = n[FigureOffered], n[FigureAccepted], n[FigureDeclined], n[FigureLapsed]
	l.RegisteredValue, l.MedianResponse, l.P90Response = value, time.Duration(middle(responses)), time.Duration(nineOfTen(responses))
	r.Won, r.Lost, r.Open = n[FigureWon], n[FigureLost], n[FigureOpen]
	ended := l.Accepted + l.Declined + l.Lapsed
	r.Acceptance, r.Lapse, r.Conversion = ratio(l.Accepted, ended), ratio(l.Lapsed, ended), ratio(n["converted"], n[FigureConversion])
	r.Close, r.CloseOfAll, r.CycleDays = ratio(r.Won, r.Won+r.Lost), ratio(r.Won, r.Won+r.Lost+r.Open), int(middle(cycles))
	if len(amounts) > 0 {
		r.AverageDeal, r.MedianDeal = Money{amount / Quantity(len(amounts)), c.p.Currency}, Money{Quantity(middle(amounts)), c.p.Currency}
	}
	s.Projects = ProjectStats{n[FigureProjects], n[FigureActive], n[FigureProjectsEnded], n[FigureTerminated]}
}

// middle is the median, 0 of none.
func middle(v []int64) int64 {
	slices.Sort(v)
	switch n := len(v); {
	case n == 0:
		return 0
	case n%2 == 1:
		return v[n/2]
	default:
		return v[n/2-1] + (v[n/2]-v[n/2-1])/2
	}
}

// nineOfTen is the least of the values that nine of ten do not exceed.
func nineOfTen(v []int64) int64 {
	for _, x := range v {
		atMost := 0
		for _, y := range v {
			if y <= x {
				atMost++
			}
		}
		if 10*atMost >= 9*len(v) {
			return x // v is sorted
		}
	}
	return 0
}

// won are the deals that count for ACV.
func (c recount) won(span Span) (all []Opportunity) {
	for _, r := range c.records {
		if o, ok := r.(Opportunity); ok && o.Program == c.p.Name && o.Outcome == OutcomeWon && o.Kind != NoACV && span.Has(o.Won(c.p)) {
			all = append(all, o)
		}
	}
	return all
}

func (c recount) acv(today Date) ACVStats {
	s, rolling := ACVStats{Currency: c.p.Currency}, c.p.Span(WindowRolling12, today)
	for _, o := range c.won(rolling) {
		switch acv, ok := c.p.Convert(o.ACV); {
		case !ok:
			s.Unconverted = append(s.Unconverted, o.Ref())
		case o.Kind == Sourced:
			s.Sourced += acv
		default:
			s.Joint += acv
		}
	}
	for _, o := range c.won(Span{rolling.From.AddMonths(-12), rolling.From - 1}) {
		acv, _ := c.p.Convert(o.ACV)
		s.Previous += acv
	}
	if s.Previous > 0 {
		s.Growth = Ratio{int64(s.Sourced + s.Joint - s.Previous), int64(s.Previous)}
	}
	slices.SortFunc(s.Unconverted, Ref.compare)
	return s
}

// counted are the projects that count as of a day.
func (c recount) counted(day Date) (refs []Ref) {
	var all []Project
	for _, r := range c.records {
		if p, ok := r.(Project); ok && p.Program == c.p.Name && c.span(c.p.Survey.Window, day).Has(p.End) {
			if why := c.p.whyNot(p, day); why == "" || why == "project.other_year" {
				all = append(all, p)
			}
		}
	}
	slices.SortFunc(all, func(a, b Project) int { return cmp.Or(cmp.Compare(a.End, b.End), slices.Compare(a.ID[:], b.ID[:])) })
	seen := map[string]int{}
	for _, p := range all {
		if key := CustomerKey(p.Customer); seen[key] < c.p.Survey.PerCustomer {
			seen[key]++
			refs = append(refs, p.Ref())
		}
	}
	return refs
}

// span is a window as of a day, of which the days after an earlier one are no part.
func (c recount) span(w Window, day Date) Span {
	span := c.p.Span(w, day)
	if day < c.p.Day(c.now) {
		span.To = min(span.To, day)
	}
	return span
}

// measure is the value of an attribute as of a day, with what it counts.
func (c recount) measure(a Attribute, day Date) (m Measured) {
	if a.Measure == measureCSATCount {
		refs := c.counted(day)
		return Measured{Count(len(refs)), refs}
	}
	span, names := c.span(a.Window, day), map[string]bool{}
	for _, r := range c.records {
		value, counts := c.worth(a, r, span, day)
		if counts {
			m.Value += value
			m.Records = append(m.Records, r.Ref())
		}
		if cred, ok := r.(Credential); ok && counts {
			names[Fold(cred.Holder.Raw())] = true
		}
	}
	if a.Measure == measurePeople {
		m.Value = Count(len(names))
	}
	slices.SortFunc(m.Records, Ref.compare)
	return m
}

// worth is what a record adds to an attribute.
func (c recount) worth(a Attribute, r Record, span Span, day Date) (Quantity, bool) {
	switch r := r.(type) {
	case Lead:
		registered := r.Program == c.p.Name && r.Origin == Registered && span.Has(c.p.Day(r.SubmittedAt))
		approved := r.Status == LeadApproved || r.Status == LeadConverted
		return 1000, registered && (a.Measure == measureLeads || a.Measure == measureApproved && approved)
	case Opportunity:
		acv, ok := c.p.Convert(r.ACV)
		if r.Kind == Sourced {
			acv = acv.MulDiv(100+a.SourcedBonus, 100)
		}
		return acv, ok && a.Measure == measureACV && len(recount{c.p, c.now, []Record{r}}.won(span)) > 0
	case Project:
		ended := r.Program == c.p.Name && r.Status == ProjectCompleted && span.Has(r.End)
		eligible, _ := r.Eligible()
		return 1000, ended && (a.Measure == measureProjectsEnded || a.Measure == measureEligible && eligible)
	case Story:
		published := r.Program == c.p.Name && r.Status == StoryPublished
		return 1000, published && a.Measure == measureStories && span.Has(c.p.Day(r.PublishedAt))
	case Credential:
		if r.Program != c.p.Name || !r.Holds(day) {
			return 0, false
		}
		switch a.Measure {
		case measureNavigator:
			return Count(r.Level), r.Kind == Navigator
		case measureSolutions:
			return 1000, r.Kind == Solution
		case measureCertificates, measurePeople:
			return 1000, r.Kind == Certification
		}
	}
	return 0, false
}
