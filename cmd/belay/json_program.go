package main

import (
	"slices"

	"github.com/belay-tui/belay/domain"
)

type programJSON struct {
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Vendor   string   `json:"vendor"`
	Currency string   `json:"currency"`
	Zone     string   `json:"zone"`
	Max      int64    `json:"max"`
	Tiers    []string `json:"tiers"`
	// Joined tells that the firm is in it, Current that it looks at it, File
	// that it is a file of the firm's own.
	Joined     bool                   `json:"joined"`
	Current    bool                   `json:"current"`
	File       bool                   `json:"file"`
	TierRules  []tierRuleJSON         `json:"tier_rules"`
	Regions    []regionJSON           `json:"regions"`
	Attributes []programAttributeJSON `json:"attributes"`
}

// tierRuleJSON has points or alternatives; the lowest tier has neither.
type tierRuleJSON struct {
	Key   string             `json:"key"`
	Title string             `json:"title"`
	From  *int64             `json:"from"`
	Any   []map[string]int64 `json:"any"`
}

type regionJSON struct {
	Key     string           `json:"key"`
	Title   string           `json:"title"`
	Targets map[string]int64 `json:"targets"`
}

type programAttributeJSON struct {
	Key       string  `json:"key"`
	Title     string  `json:"title"`
	Pillar    string  `json:"pillar"`
	Measure   string  `json:"measure"`
	Window    string  `json:"window"`
	Mapping   *string `json:"mapping"`
	Max       int64   `json:"max"`
	Target    *int64  `json:"target"`
	Each      *int64  `json:"each"`
	Published bool    `json:"published"`
}

func isPreset(name string) bool { return slices.Contains(domain.PresetNames(), name) }

func programOf(p *domain.Program, firm domain.Firm) programJSON {
	j := programJSON{
		Name: p.Name, Title: p.Title, Vendor: p.Vendor, Currency: p.Currency, Zone: p.Zone.Location().String(), Max: p.Max(),
		Joined: slices.Contains(firm.Programs, p.Name), Current: len(firm.Programs) > 0 && firm.Programs[0] == p.Name,
		File:    slices.ContainsFunc(firm.Files, func(f domain.ProgramFile) bool { return f.Name == p.Name }),
		Regions: []regionJSON{}, Attributes: []programAttributeJSON{},
	}
	for _, t := range p.Tiers {
		rule := tierRuleJSON{Key: t.Key, Title: t.Title, Any: []map[string]int64{}}
		if !p.ByRequirements() {
			rule.From = &t.From
		}
		for _, a := range t.Any {
			rule.Any = append(rule.Any, a.Needs)
		}
		j.Tiers, j.TierRules = append(j.Tiers, t.Title), append(j.TierRules, rule)
	}
	for _, r := range p.Regions {
		j.Regions = append(j.Regions, regionJSON{r.Key, r.Title, r.Targets})
	}
	for _, a := range p.Attributes {
		j.Attributes = append(j.Attributes, programAttributeJSON{
			a.Key, a.Title, a.Pillar, a.Measure, string(a.Window), some(string(a.Mapping)), a.Max, some(a.Target), some(a.Each), a.Published,
		})
	}
	return j
}

// movedJSON gives each figure before and after.
type movedJSON struct {
	Points     [2]int64             `json:"points"`
	Max        [2]int64             `json:"max"`
	Tier       [2]string            `json:"tier"`
	Attributes []movedAttributeJSON `json:"attributes"`
}

// movedAttributeJSON has no before where the attribute is new, and no after
// where it is gone.
type movedAttributeJSON struct {
	Key    string         `json:"key"`
	Before *attributeJSON `json:"before"`
	After  *attributeJSON `json:"after"`
}

func movedOf(m domain.Moved) *movedJSON {
	j := &movedJSON{m.Points, m.Max, [2]string{m.Tier[0].Title, m.Tier[1].Title}, []movedAttributeJSON{}}
	for _, a := range m.Attributes {
		one := movedAttributeJSON{Key: a.After.Key}
		if a.Before.Key != "" {
			before := attributeOf(a.Before)
			one.Key, one.Before = a.Before.Key, &before
		}
		if a.After.Key != "" {
			after := attributeOf(a.After)
			one.After = &after
		}
		j.Attributes = append(j.Attributes, one)
	}
	return j
}
