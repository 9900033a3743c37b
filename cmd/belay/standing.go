package main

import (
	"encoding/json"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// standingJSON is the tier as of the last and the next evaluation, and what a
// tier by requirements takes.
type standingJSON struct {
	EvaluatedTier string            `json:"evaluated_tier"`
	EvaluatedFrom *domain.Date      `json:"evaluated_from"`
	AtNext        string            `json:"tier_at_next_evaluation"`
	Region        *string           `json:"region"`
	Regions       []regionScoreJSON `json:"regions"`
	Requirements  []requirementJSON `json:"requirements"`
}

type regionScoreJSON struct {
	Key    string `json:"key"`
	Name   string `json:"name"`
	Points int64  `json:"points"`
	Tier   string `json:"tier"`
}

type requirementJSON struct {
	Tier string `json:"tier"`
	Met  bool   `json:"met"`
	// Nearest is the place of the alternative that is met or lacks the least.
	Nearest      int               `json:"nearest"`
	Alternatives []alternativeJSON `json:"alternatives"`
}

type alternativeJSON struct {
	Met   bool       `json:"met"`
	Needs []needJSON `json:"needs"`
}

type needJSON struct {
	Attribute string      `json:"attribute"`
	Name      string      `json:"name"`
	Have      json.Number `json:"have"`
	Need      int64       `json:"need"`
	Missing   json.Number `json:"missing"`
}

func standingOf(s domain.Scorecard) standingJSON {
	j := standingJSON{
		EvaluatedTier: s.EvaluatedTier.Title, EvaluatedFrom: some(s.EvaluatedFrom), AtNext: s.AtNext.Title,
		Region: some(s.Region.Title), Regions: []regionScoreJSON{}, Requirements: []requirementJSON{},
	}
	for _, r := range s.Regions {
		j.Regions = append(j.Regions, regionScoreJSON{r.Region.Key, r.Region.Title, r.Points, r.Tier.Title})
	}
	for _, r := range s.Requirements {
		one := requirementJSON{Tier: r.Tier.Title, Met: r.Met, Nearest: r.Nearest}
		for _, a := range r.Alternatives {
			alternative := alternativeJSON{Met: a.Met}
			for _, n := range a.Needs {
				alternative.Needs = append(alternative.Needs, needJSON{
					n.Attribute.Key, n.Attribute.Title, json.Number(n.Have.String()), n.Need, json.Number(n.Missing().String()),
				})
			}
			one.Alternatives = append(one.Alternatives, alternative)
		}
		j.Requirements = append(j.Requirements, one)
	}
	return j
}

// showTier prints the tier now, as of the last evaluation and at the next one,
// and what a change takes.
func (a *app) showTier(s domain.Scorecard) {
	if s.Max > 0 {
		a.say(a.w.T("cli.stats.score", "points", s.Points, "max", s.Max, "tier", s.Tier.Title))
	} else {
		a.say(a.w.T("cli.stats.tier", "tier", s.Tier.Title))
	}
	if len(s.Regions) > 0 {
		all := make([]string, len(s.Regions))
		for i, r := range s.Regions {
			all[i] = a.w.T("cli.stats.region_score", "region", r.Region.Title, "points", r.Points)
		}
		a.say(a.w.T("cli.stats.region", "region", s.Region.Title, "all", strings.Join(all, ", ")))
	}
	a.say(a.w.T("cli.stats.evaluated", "tier", s.EvaluatedTier.Title, "evaluated", s.Evaluated, "from", s.EvaluatedFrom))
	switch {
	case s.Next == nil:
		a.say(a.w.T("cli.stats.at_next", "tier", s.AtNext.Title, "evaluation", s.NextEvaluation, "counts", s.CountsFrom))
	case s.Requirements == nil:
		a.say(a.w.T("cli.stats.next", "tier", s.Next.Title, "missing", s.Missing, "evaluation", s.NextEvaluation, "counts", s.CountsFrom))
	default:
		a.say(a.w.T("cli.stats.at_next", "tier", s.AtNext.Title, "evaluation", s.NextEvaluation, "counts", s.CountsFrom))
		a.showRequirement(s)
	}
}

// showRequirement prints what each alternative of the next tier still lacks.
func (a *app) showRequirement(s domain.Scorecard) {
	for _, r := range s.Requirements {
		if r.Tier.Key != s.Next.Key {
			continue
		}
		a.say(a.w.N("cli.stats.takes", len(r.Alternatives), "tier", r.Tier.Title))
		for i, alternative := range r.Alternatives {
			needs := make([]string, len(alternative.Needs))
			for j, n := range alternative.Needs {
				needs[j] = a.w.T("cli.stats.need", "have", n.Have, "need", n.Need, "attribute", n.Attribute.Title)
			}
			line := "  " + strings.Join(needs, " + ")
			if i == r.Nearest {
				line += "  " + a.w.T("cli.stats.nearest")
			}
			a.say(line)
		}
	}
}

// pointsIfAny is empty where there are no points to have.
func (a *app) pointsIfAny(points, most int64) string {
	if most == 0 {
		return ""
	}
	return a.points(points, most)
}
