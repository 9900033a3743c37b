package domain

import "time"

// StageVisit is a stage that a deal is or was in.
type StageVisit struct {
	Stage   string
	Outcome Outcome
	// Probability is the snapshot that was taken when the stage was entered.
	Probability int
	// From is when the stage was entered.
	From time.Time
	// Until is when it was left, zero for the stage that the deal is in.
	Until time.Time
}

// Stay is how long the deal has been, or was, in the stage. A stage that closes
// a deal is not stayed in.
func (v StageVisit) Stay(now time.Time) time.Duration {
	switch {
	case v.Outcome != OutcomeOpen && v.Until.IsZero():
		return 0
	case v.Until.IsZero():
		return max(0, now.Sub(v.From))
	}
	return max(0, v.Until.Sub(v.From))
}

// StageVisits are the stages that a deal went through, the first one first, as
// its record tells of them that was the versions one after the other. A stage
// that was entered by mistake and left again by an undo is not among them.
func StageVisits(versions []Opportunity) []StageVisit {
	var visits []StageVisit
	for _, o := range versions {
		at := len(visits)
		for i, v := range visits {
			if v.Stage == o.Stage && v.From.Equal(o.StageAt) {
				at = i // it stays there, or came back as it was
			}
		}
		visits = append(visits[:at], StageVisit{Stage: o.Stage, Outcome: o.Outcome, Probability: o.Probability, From: o.StageAt})
		if at > 0 {
			visits[at-1].Until = o.StageAt
		}
	}
	return visits
}
