package domain

// Moved is what differs between two scorecards of a firm, such as those before
// and after its program was changed.
type Moved struct {
	// Points, Max and Tier are before and after.
	Points, Max [2]int64
	Tier        [2]Tier
	// Attributes are those whose points, maximum or value differ, and those that
	// only one scorecard has.
	Attributes []MovedAttribute
}

// MovedAttribute is an attribute before and after; the one that is not there
// has no key.
type MovedAttribute struct{ Before, After AttributeScore }

// Compare says what moved between two scorecards.
func Compare(before, after Scorecard) Moved {
	m := Moved{[2]int64{before.Points, after.Points}, [2]int64{before.Max, after.Max}, [2]Tier{before.Tier, after.Tier}, nil}
	left := map[string]AttributeScore{}
	for _, a := range before.attributes() {
		left[a.Key] = a
	}
	for _, a := range after.attributes() {
		was := left[a.Key]
		if delete(left, a.Key); was.Key == "" || was.Points != a.Points || was.Max != a.Max || was.Value != a.Value {
			m.Attributes = append(m.Attributes, MovedAttribute{was, a})
		}
	}
	for _, a := range before.attributes() {
		if _, gone := left[a.Key]; gone {
			m.Attributes = append(m.Attributes, MovedAttribute{Before: a})
		}
	}
	return m
}

// IsZero reports whether nothing moved.
func (m Moved) IsZero() bool {
	return m.Points[0] == m.Points[1] && m.Max[0] == m.Max[1] && m.Tier[0].Key == m.Tier[1].Key && len(m.Attributes) == 0
}

func (s Scorecard) attributes() (all []AttributeScore) {
	for _, pillar := range s.Pillars {
		all = append(all, pillar.Attributes...)
	}
	return all
}
