package main

import (
	"encoding/json"

	"github.com/belay-tui/belay/domain"
)

type planJSON struct {
	Reachable bool        `json:"reachable"`
	By        domain.Date `json:"by"`
	Tier      string      `json:"tier"`
	Base      int64       `json:"base"`
	Needed    int64       `json:"needed"`
	// ByRequirements says that points are units of what the tier asks for.
	ByRequirements bool `json:"by_requirements"`
	wayJSON
	Others []wayJSON   `json:"others"`
	WhatIf *whatIfJSON `json:"what_if"`
}

type wayJSON struct {
	Gain int64 `json:"gain"`
	// Effort is in days.
	Effort json.Number `json:"effort"`
	Steps  []stepJSON  `json:"steps"`
}

type stepJSON struct {
	What      domain.StepKind `json:"what"`
	Attribute string          `json:"attribute"`
	Count     int             `json:"count"`
	ACV       json.Number     `json:"acv"`
	Gain      int64           `json:"gain"`
	Effort    json.Number     `json:"effort"`
	Records   []string        `json:"records"`
	Before    *domain.Date    `json:"before"`
}

type whatIfJSON struct {
	Score   cardJSON     `json:"score"`
	Real    cardJSON     `json:"real"`
	Pillars []pillarJSON `json:"pillars"`
}

func planOf(p domain.Plan, cards *twoCards) planJSON {
	j := planJSON{
		Reachable: p.Reachable, By: p.By, Tier: p.Tier.Title, Base: p.Base, Needed: p.Needed, ByRequirements: p.Units,
		wayJSON: wayOf(p.Way), Others: make([]wayJSON, len(p.Others)),
	}
	for i, w := range p.Others {
		j.Others[i] = wayOf(w)
	}
	if cards != nil {
		j.WhatIf = &whatIfJSON{Score: cardOf(cards.card), Real: cardOf(cards.real)}
		for _, pillar := range cards.card.Pillars {
			j.WhatIf.Pillars = append(j.WhatIf.Pillars, pillarOf(pillar))
		}
	}
	return j
}

func wayOf(w domain.Way) wayJSON {
	j := wayJSON{Gain: w.Gain, Effort: json.Number(w.Effort.String()), Steps: make([]stepJSON, len(w.Steps))}
	for i, s := range w.Steps {
		j.Steps[i] = stepJSON{
			s.What, s.Attribute, s.Count, json.Number(s.ACV.String()), s.Gain, json.Number(s.Effort.String()), refsText(s.Records), some(s.Before),
		}
	}
	return j
}
