package domain

import "slices"

// countsFrom is the day from which the tier of an evaluation holds.
func (p *Program) countsFrom(evaluation Date) Date {
	return (evaluation + 1).AddMonths(p.Evaluations.DecidingMonths)
}

// kept are the evaluations before the one of the day, the newest first, whose
// tiers the firm keeps at it: those that hold from within the same program
// year, or from as many years before as a tier lasts.
func (p *Program) kept(evaluation Date) (days []Date) {
	if !p.Evaluations.PromotionOnly {
		return nil
	}
	_, year := p.ProgramYear.Year(p.countsFrom(evaluation))
	from := year.From.AddMonths(-12 * p.Evaluations.KeepYears)
	for day := evaluation; day > 366; days = append(days, day) {
		day = p.FiscalYear.Quarter(day).From - 1
		if p.countsFrom(day) < from {
			break
		}
	}
	return days
}

// judged are the days of the evaluations before a day by which it is judged: the
// last one, and those whose tiers the firm keeps at that one and at the next.
func (p *Program) judged(today Date) []Date {
	last, next, _ := p.Evaluation(today)
	return slices.Concat([]Date{last}, p.kept(last), p.kept(next))
}

// evaluate adds what earlier evaluations gave and what the next one would give.
func (t *Tally) evaluate(s *Scorecard) {
	p, known := t.program, map[Date]Tier{}
	highest := func(tier Tier, days []Date) Tier {
		for _, day := range days {
			if _, ok := known[day]; !ok {
				known[day] = p.scorecard(day, func(a Attribute) Measured { return t.measureOn(a, day) }).Tier
			}
			if p.TierRank(known[day].Key) > p.TierRank(tier.Key) {
				tier = known[day]
			}
		}
		return tier
	}
	s.EvaluatedTier = highest(p.Tiers[0], append([]Date{s.Evaluated}, p.kept(s.Evaluated)...))
	s.Kept = highest(p.Tiers[0], p.kept(s.NextEvaluation))
	p.grade(s)
}
