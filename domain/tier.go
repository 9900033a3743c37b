package domain

import (
	"cmp"
	"slices"
)

// Tier is a rank in a program. A program's tiers are reached either by points
// (From) or by requirements (Any); the lowest is everybody's.
type Tier struct {
	Key   string `toml:"key"`
	Title string `toml:"title"`
	// From is the points from which the tier is reached.
	From int64 `toml:"from"`
	// Any are the alternatives of a tier by requirements: one of them is enough.
	Any []Alternative `toml:"any"`
}

// Alternative is one way to reach a tier.
type Alternative struct {
	// Needs gives, by the key of the attribute, the value to reach at least, in
	// whole units. All of them are needed.
	Needs map[string]int64 `toml:"needs"`
}

// Region is a part of the world for which a program sets targets of its own. A
// firm has the tier of its best region.
type Region struct {
	Key   string `toml:"key"`
	Title string `toml:"title"`
	// Targets replace those of attributes with a linear mapping, by their keys.
	Targets map[string]int64 `toml:"targets"`
}

// ByRequirements reports whether tiers are reached by requirements. Such a
// program gives no points: its Max is 0.
func (p *Program) ByRequirements() bool {
	return slices.ContainsFunc(p.Tiers, func(t Tier) bool { return len(t.Any) > 0 })
}

// TierRank is the tier's place among the program's, 0 for the lowest and for
// one that the program does not have.
func (p *Program) TierRank(key string) int {
	return max(0, slices.IndexFunc(p.Tiers, func(t Tier) bool { return t.Key == key }))
}

// Requirement is a tier by requirements with what stands of each alternative.
type Requirement struct {
	Tier Tier
	Met  bool
	// Alternatives are in the order of the program file.
	Alternatives []AlternativeScore
	// Nearest is the place of the alternative that is met, else of the one of
	// which the least is missing.
	Nearest int
}

// AlternativeScore is an alternative with what stands of its needs.
type AlternativeScore struct {
	Met bool
	// Needs are in the order of the program's attributes.
	Needs []Need
}

// Need is a value that an alternative asks for.
type Need struct {
	Attribute Attribute
	Have      Quantity
	// Need is in whole units.
	Need int64
}

// Missing is what is still to come, 0 where the need is met.
func (n Need) Missing() Quantity { return max(0, Quantity(n.Need*1000)-n.Have) }

// requirements compares what was measured with each tier above the lowest.
func (p *Program) requirements(value func(key string) Quantity) []Requirement {
	var all []Requirement
	for _, t := range p.Tiers {
		if len(t.Any) == 0 {
			continue
		}
		r := Requirement{Tier: t}
		for _, a := range t.Any {
			r.Alternatives = append(r.Alternatives, p.alternative(a, value))
		}
		for i, a := range r.Alternatives {
			r.Met = r.Met || a.Met
			if cmp.Compare(a.lacks(), r.Alternatives[r.Nearest].lacks()) < 0 {
				r.Nearest = i
			}
		}
		all = append(all, r)
	}
	return all
}

func (p *Program) alternative(a Alternative, value func(string) Quantity) AlternativeScore {
	s := AlternativeScore{Met: true}
	for _, attribute := range p.Attributes {
		if count, ok := a.Needs[attribute.Key]; ok {
			n := Need{attribute, value(attribute.Key), count}
			s.Needs, s.Met = append(s.Needs, n), s.Met && n.Missing() == 0
		}
	}
	return s
}

// lacks is what is missing of the needs, as a share in millionths: needs are
// counted in different units.
func (a AlternativeScore) lacks() (share int64) {
	for _, n := range a.Needs {
		share += int64(n.Missing().MulDiv(1_000_000, n.Need*1000))
	}
	return share / int64(max(1, len(a.Needs)))
}
