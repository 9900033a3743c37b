package words

import (
	"fmt"

	"github.com/belay-tui/belay/domain"
)

// FiscalYear is the short name of a fiscal year: "FY27".
func (w *Words) FiscalYear(year int) string {
	return w.T("projects.fy", "year", fmt.Sprintf("%02d", year%100))
}

// Standing says in one sentence whether a project of a program counts for
// customer satisfaction, and why (R3, T1).
func (w *Words) Standing(s domain.Standing, of domain.Project, p *domain.Program) string {
	return w.Rule(domain.Refused(s.Why, w.judged(s, of, p)...))
}

// StandingShort is [Words.Standing] in a few words, for a column: "1 of 2",
// "not above 4.2".
func (w *Words) StandingShort(s domain.Standing, p *domain.Program) string {
	return w.T("projects.short_"+s.Reason(), w.judged(s, domain.Project{}, p)...)
}

// judged are the arguments of what is said of a standing.
func (w *Words) judged(s domain.Standing, of domain.Project, p *domain.Program) []any {
	return []any{
		"nth", s.Nth, "of", s.Of, "year", w.FiscalYear(s.Year), "threshold", w.Threshold(p),
		"reason", of.Disqualified, "answer", of.CSAT.Disqualified,
	}
}

// Threshold is the score that a project must lie above, with no more decimals
// than it has.
func (w *Words) Threshold(p *domain.Program) string {
	t := p.Survey.Threshold
	if t.IsZero() {
		return ""
	}
	return w.Quantity(domain.Count(1).MulDiv(t.Num, t.Den))
}
