package words

import "github.com/belay-tui/belay/domain"

// PlanStep says what a step of a plan is; amounts are in the program's currency.
func (w *Words) PlanStep(s domain.PlanStep, currency string) string {
	return w.N("plan.step_"+string(s.What), s.Count, "acv", w.MoneyShort(domain.Money{Mils: s.ACV, Currency: currency}))
}

// PlanGain is what a step adds: "+20".
func (w *Words) PlanGain(gain int64) string { return w.T("plan.gain", "points", gain) }

// Days is an effort in days of work: "1.5 days".
func (w *Words) Days(e domain.Effort) string {
	n := 2
	if e == 1000 {
		n = 1
	}
	return w.N("plan.days", n, "days", w.Quantity(domain.Quantity(e)))
}

// PlanHead is the sentence on a plan as a whole: what is needed, or that it is
// out of reach.
func (w *Words) PlanHead(p domain.Plan) string {
	units := ""
	if p.Units {
		units = "_units"
	}
	switch {
	case p.Reachable && len(p.Steps) == 0:
		return w.T("plan.there")
	case p.Reachable:
		return w.T("plan.effort"+units, "needed", p.Needed, "days", w.Days(p.Effort))
	case len(p.Steps) == 0:
		return w.T("plan.nothing")
	}
	return w.T("plan.nearest"+units, "gain", p.Gain, "needed", p.Needed)
}
