package domain

// StoryWorth is what customer success stories give in a score (C1), in points.
type StoryWorth struct {
	// Next is what one more published story adds.
	Next int64
	// Have is what those published give, Most what stories give at most.
	Have, Most int64
}

// StoryWorth is what stories give in the score.
func (s Scorecard) StoryWorth() StoryWorth {
	var w StoryWorth
	for _, pillar := range s.Pillars {
		for _, a := range pillar.Attributes {
			if a.Measure == measureStories {
				w.Next += a.points(a.Value+Count(1)) - a.Points
				w.Have, w.Most = w.Have+a.Points, w.Most+a.Max
			}
		}
	}
	return w
}

// Lacks are the fields without which a story is not submitted, in their order.
func (s Story) Lacks() []string {
	var lacks []string
	for _, f := range []struct {
		name string
		text Untrusted
	}{{"customer", s.Customer}, {"challenge", s.Challenge}, {"solution", s.Solution}, {"results", s.Results}} {
		if f.text.IsZero() {
			lacks = append(lacks, f.name)
		}
	}
	return lacks
}
