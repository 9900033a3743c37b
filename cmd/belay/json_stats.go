package main

import (
	"encoding/json"

	"github.com/belay-tui/belay/domain"
)

type statsJSON struct {
	Program    string        `json:"program"`
	AsOf       *string       `json:"as_of"`
	FiscalYear int           `json:"fiscal_year"`
	CSAT       csatJSON      `json:"csat"`
	Score      cardJSON      `json:"score"`
	Pillars    []pillarJSON  `json:"pillars"`
	ACV        acvJSON       `json:"acv"`
	Leads      leadStatsJSON `json:"leads"`
	Rates      ratesJSON     `json:"rates"`
	Projects   projectsJSON  `json:"projects"`
}

type csatJSON struct {
	Average   *float64 `json:"average"`
	Count     int      `json:"count"`
	Counted   []string `json:"counted_projects"`
	Answers   int      `json:"answers"`
	Threshold *float64 `json:"threshold"`
}

type cardJSON struct {
	Points         int64        `json:"points"`
	Max            int64        `json:"max"`
	Tier           string       `json:"tier"`
	NextTier       *string      `json:"next_tier"`
	PointsToNext   *int64       `json:"points_to_next"`
	Evaluated      *domain.Date `json:"evaluated"`
	NextEvaluation *domain.Date `json:"next_evaluation"`
	CountsFrom     *domain.Date `json:"counts_from"`
}

type pillarJSON struct {
	Key        string          `json:"key"`
	Name       string          `json:"name"`
	Points     int64           `json:"points"`
	Max        int64           `json:"max"`
	Attributes []attributeJSON `json:"attributes"`
}

type attributeJSON struct {
	Key     string      `json:"key"`
	Name    string      `json:"name"`
	Value   json.Number `json:"value"`
	Target  *int64      `json:"target"`
	Points  int64       `json:"points"`
	Max     int64       `json:"max"`
	Records []string    `json:"records"`
}

type acvJSON struct {
	Sourced     domain.Money `json:"sourced"`
	Joint       domain.Money `json:"joint"`
	Previous    domain.Money `json:"previous"`
	Growth      *float64     `json:"growth"`
	Currency    string       `json:"currency"`
	Unconverted []string     `json:"unconverted"`
}

type leadStatsJSON struct {
	Registered      int            `json:"registered"`
	RegisteredValue domain.Money   `json:"registered_value"`
	Approved        int            `json:"approved"`
	Rejected        int            `json:"rejected"`
	Converted       int            `json:"converted"`
	Offered         int            `json:"offered"`
	Accepted        int            `json:"accepted"`
	Declined        int            `json:"declined"`
	Lapsed          int            `json:"lapsed"`
	MedianResponse  *int64         `json:"median_response_seconds"`
	DeclineReasons  map[string]int `json:"decline_reasons"`
}

type ratesJSON struct {
	Won         int          `json:"won"`
	Lost        int          `json:"lost"`
	Open        int          `json:"open"`
	Conversion  *float64     `json:"conversion"`
	Close       *float64     `json:"close"`
	CloseOfAll  *float64     `json:"close_of_all"`
	AverageDeal domain.Money `json:"average_deal"`
	MedianDeal  domain.Money `json:"median_deal"`
	CycleDays   *int         `json:"cycle_days"`
}

type projectsJSON struct {
	Registered int `json:"registered"`
	Active     int `json:"active"`
	Completed  int `json:"completed"`
	Terminated int `json:"terminated"`
}

func statsOf(s domain.Stats, p *domain.Program) statsJSON {
	money := func(q domain.Quantity) domain.Money { return domain.Money{Mils: q, Currency: s.ACV.Currency} }
	j := statsJSON{
		Program: s.Program, AsOf: instant(s.AsOf), FiscalYear: s.FiscalYear,
		CSAT:  csatJSON{ratio(s.CSAT.Average), len(s.CSAT.Counted), refsText(s.CSAT.Counted), s.CSAT.Answers, ratio(s.CSAT.Threshold)},
		Score: cardOf(s.Score),
		ACV: acvJSON{
			money(s.ACV.Sourced), money(s.ACV.Joint), money(s.ACV.Previous), ratio(s.ACV.Growth), s.ACV.Currency, refsText(s.ACV.Unconverted),
		},
		Leads: leadStatsJSON{
			s.Leads.Registered, domain.Money{Mils: s.Leads.RegisteredValue, Currency: p.Currency}, s.Leads.Approved, s.Leads.Rejected,
			s.Leads.Converted, s.Leads.Offered, s.Leads.Accepted, s.Leads.Declined, s.Leads.Lapsed, seconds(s.Leads.MedianResponse),
			s.Leads.DeclineReasons,
		},
		Rates: ratesJSON{
			s.Rates.Won, s.Rates.Lost, s.Rates.Open, ratio(s.Rates.Conversion), ratio(s.Rates.Close), ratio(s.Rates.CloseOfAll),
			s.Rates.AverageDeal, s.Rates.MedianDeal, nil,
		},
		Projects: projectsJSON{s.Projects.Registered, s.Projects.Active, s.Projects.Completed, s.Projects.Terminated},
	}
	if s.Leads.DeclineReasons == nil {
		j.Leads.DeclineReasons = map[string]int{}
	}
	if s.Rates.Won > 0 {
		j.Rates.CycleDays = &s.Rates.CycleDays
	}
	for _, pillar := range s.Score.Pillars {
		j.Pillars = append(j.Pillars, pillarOf(pillar))
	}
	return j
}

func cardOf(s domain.Scorecard) cardJSON {
	j := cardJSON{
		Points: s.Points, Max: s.Max, Tier: s.Tier.Title,
		Evaluated: some(s.Evaluated), NextEvaluation: some(s.NextEvaluation), CountsFrom: some(s.CountsFrom),
	}
	if s.Next != nil {
		j.NextTier, j.PointsToNext = &s.Next.Title, &s.Missing
	}
	return j
}

func pillarOf(p domain.PillarScore) pillarJSON {
	j := pillarJSON{Key: p.Key, Name: p.Title, Points: p.Points, Max: p.Max, Attributes: make([]attributeJSON, len(p.Attributes))}
	for i, a := range p.Attributes {
		j.Attributes[i] = attributeJSON{
			a.Key, a.Title, json.Number(a.Value.String()), some(a.Target), a.Points, a.Max, refsText(a.Records),
		}
	}
	return j
}
