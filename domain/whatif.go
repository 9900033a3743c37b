package domain

import (
	"maps"
	"slices"
)

// WhatIf returns the scorecard that the program gives when values of attributes
// are replaced, by their keys; real stays as it is. It refuses a key that no
// attribute has (plan.attribute) and a value below nought (plan.below).
func (p *Program) WhatIf(real Scorecard, values map[string]Quantity) (Scorecard, error) {
	measured := map[string]Measured{}
	for _, pillar := range real.Pillars {
		for _, a := range pillar.Attributes {
			measured[a.Key] = Measured{a.Value, a.Records}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		was, ok := measured[key]
		switch {
		case !ok:
			return Scorecard{}, Refused("plan.attribute", "attribute", Outside(key), "known", slices.Sorted(maps.Keys(measured))).on("what_if")
		case values[key] < 0:
			return Scorecard{}, Refused("plan.below", "attribute", Outside(key)).on(key)
		case values[key] != was.Value:
			measured[key] = Measured{Value: values[key]} // no records: nobody did it
		}
	}
	card := p.scorecard(real.NextEvaluation, func(a Attribute) Measured { return measured[a.Key] })
	card.Evaluated, card.NextEvaluation, card.CountsFrom = real.Evaluated, real.NextEvaluation, real.CountsFrom
	card.EvaluatedTier, card.EvaluatedFrom, card.Kept = real.EvaluatedTier, real.EvaluatedFrom, real.Kept
	p.grade(&card)
	return card, nil
}

// ParseValue reads what people type for the value of an attribute: an amount
// where it is one, else a number. It refuses a key that no attribute has
// (plan.attribute) and what cannot be read (plan.value).
func (p *Program) ParseValue(key, text string) (Quantity, error) {
	at := slices.IndexFunc(p.Attributes, func(a Attribute) bool { return a.Key == key })
	if at < 0 {
		var known []string
		for _, a := range p.Attributes {
			known = append(known, a.Key)
		}
		return 0, Refused("plan.attribute", "attribute", Outside(key), "known", known).on("what_if")
	}
	if p.Attributes[at].Measure == measureACV {
		if m, err := ParseMoney(text, p.Currency); err == nil {
			if q, ok := p.Convert(m); ok && q >= 0 {
				return q, nil
			}
		}
	} else if q, err := ParseQuantity(text); err == nil && q >= 0 {
		return q, nil
	}
	return 0, Refused("plan.value", "value", Outside(text)).on(key)
}
