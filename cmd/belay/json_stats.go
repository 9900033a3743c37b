package main

import (
	"encoding/json"

	"github.com/belay-tui/belay/domain"
)

type statsJSON struct {
	Program    string        `json:"program"`
	AsOf       *string       `json:"as_of"`
	FiscalYear int           `json:"fiscal_year"`
	Period     *periodJSON   `json:"period"`
	CSAT       csatJSON      `json:"csat"`
	Score      cardJSON      `json:"score"`
	Pillars    []pillarJSON  `json:"pillars"`
	ACV        acvJSON       `json:"acv"`
	Leads      leadStatsJSON `json:"leads"`
	Rates      ratesJSON     `json:"rates"`
	Projects   projectsJSON  `json:"projects"`
}

// periodJSON is what figures were asked for over, null for each figure's own rule.
type periodJSON struct {
	From *domain.Date `json:"from"`
	To   *domain.Date `json:"to"`
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
	standingJSON
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
	P90Response     *int64         `json:"p90_response_seconds"`
	DeclineReasons  map[string]int `json:"decline_reasons"`
}

type ratesJSON struct {
	Won         int          `json:"won"`
	Lost        int          `json:"lost"`
	Open        int          `json:"open"`
	Acceptance  *float64     `json:"acceptance"`
	Lapse       *float64     `json:"lapse"`
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

func statsOf(s domain.Stats) statsJSON {
	j := statsJSON{
		Program: s.Program, AsOf: instant(s.AsOf), FiscalYear: s.FiscalYear,
		CSAT: csatStatsOf(s.CSAT), Score: cardOf(s.Score), ACV: acvStatsOf(s.ACV), Leads: leadStatsOf(s.Leads, s.ACV.Currency),
		Rates: rateStatsOf(s.Rates), Projects: projectsJSON{s.Projects.Registered, s.Projects.Active, s.Projects.Completed, s.Projects.Terminated},
	}
	for _, pillar := range s.Score.Pillars {
		j.Pillars = append(j.Pillars, pillarOf(pillar))
	}
	return j
}

func csatStatsOf(s domain.CSATStats) csatJSON {
	return csatJSON{ratio(s.Average), len(s.Counted), refsText(s.Counted), s.Answers, ratio(s.Threshold)}
}

func acvStatsOf(s domain.ACVStats) acvJSON {
	money := func(q domain.Quantity) domain.Money { return domain.Money{Mils: q, Currency: s.Currency} }
	return acvJSON{money(s.Sourced), money(s.Joint), money(s.Previous), ratio(s.Growth), s.Currency, refsText(s.Unconverted)}
}

func leadStatsOf(s domain.LeadStats, currency string) leadStatsJSON {
	j := leadStatsJSON{
		s.Registered, domain.Money{Mils: s.RegisteredValue, Currency: currency}, s.Approved, s.Rejected, s.Converted,
		s.Offered, s.Accepted, s.Declined, s.Lapsed, seconds(s.MedianResponse), seconds(s.P90Response), s.DeclineReasons,
	}
	if s.DeclineReasons == nil {
		j.DeclineReasons = map[string]int{}
	}
	return j
}

func rateStatsOf(s domain.RateStats) ratesJSON {
	j := ratesJSON{
		Won: s.Won, Lost: s.Lost, Open: s.Open, Acceptance: ratio(s.Acceptance), Lapse: ratio(s.Lapse), Conversion: ratio(s.Conversion),
		Close: ratio(s.Close), CloseOfAll: ratio(s.CloseOfAll), AverageDeal: s.AverageDeal, MedianDeal: s.MedianDeal,
	}
	if s.Won > 0 {
		j.CycleDays = &s.CycleDays
	}
	return j
}

func cardOf(s domain.Scorecard) cardJSON {
	j := cardJSON{
		Points: s.Points, Max: s.Max, Tier: s.Tier.Title,
		Evaluated: some(s.Evaluated), NextEvaluation: some(s.NextEvaluation), CountsFrom: some(s.CountsFrom),
	}
	if s.Next != nil {
		j.NextTier = &s.Next.Title
	}
	if s.Next != nil && s.Requirements == nil {
		j.PointsToNext = &s.Missing
	}
	j.standingJSON = standingOf(s)
	return j
}

func pillarOf(p domain.PillarScore) pillarJSON {
	j := pillarJSON{Key: p.Key, Name: p.Title, Points: p.Points, Max: p.Max, Attributes: make([]attributeJSON, len(p.Attributes))}
	for i, a := range p.Attributes {
		j.Attributes[i] = attributeOf(a)
	}
	return j
}

func attributeOf(a domain.AttributeScore) attributeJSON {
	return attributeJSON{a.Key, a.Title, json.Number(a.Value.String()), some(a.Target), a.Points, a.Max, refsText(a.Records)}
}
