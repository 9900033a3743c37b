package domain

import "time"

// CredentialWorth is what one credential gives in a score (C2).
type CredentialWorth struct {
	// Holds is whether it is in force today.
	Holds bool
	// Scored is whether the program gives points at all.
	Scored bool
	// Points is what the score would have less without it.
	Points int64
	// Parts are the attributes that it counts for; there are none where it does
	// not hold, and where the program counts none of its kind.
	Parts []WorthPart
}

// WorthPart is what a credential gives in one attribute.
type WorthPart struct {
	Title string
	// Value is what the attribute would measure less without it, Points what it
	// would give less.
	Value  Quantity
	Points int64
	// Full is that the attribute would give all of its points without it.
	Full bool
}

// CredentialWorths is what each credential of a program gives in the program's
// score as of now, by its id. The credentials are all that the book has of the
// program; each is counted with the others and without it, by the rule that
// makes the score.
func (p *Program) CredentialWorths(card Scorecard, all []Credential, now time.Time) map[ID]CredentialWorth {
	t := NewTally(p, now)
	t.CountOnly()
	for _, c := range all {
		t.Add(c)
	}
	worths := make(map[ID]CredentialWorth, len(all))
	with := t.values()
	for _, c := range all {
		t.Remove(c)
		if c.Program == p.Name {
			w := card.without(with, t.values())
			w.Holds, w.Scored = c.Holds(t.today), card.Max > 0
			worths[c.ID] = w
		}
		t.Add(c)
	}
	return worths
}

// values are what is measured for each attribute as of today.
func (t *Tally) values() map[string]Quantity {
	values := make(map[string]Quantity, len(t.program.Attributes))
	for _, a := range t.program.Attributes {
		values[a.Key] = t.measure(a).Value
	}
	return values
}

// without is what a score would have less if so much less was measured.
func (s Scorecard) without(with, less map[string]Quantity) (w CredentialWorth) {
	for _, pillar := range s.Pillars {
		for _, a := range pillar.Attributes {
			value := with[a.Key] - less[a.Key]
			if value == 0 {
				continue
			}
			rest := a.points(a.Value - value)
			w.Parts = append(w.Parts, WorthPart{a.Title, value, a.Points - rest, rest >= a.Max && a.Max > 0})
			w.Points += a.Points - rest
		}
	}
	return w
}
