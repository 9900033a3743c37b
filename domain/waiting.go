package domain

import "time"

// Step is a command with when it was given and by whom, to be applied as of then.
type Step struct {
	At      time.Time
	Who     Untrusted
	Command Command
}

// Waiting counts what waits for the firm, for the tabs and the header.
type Waiting struct {
	// Leads are those to answer, DueToday those of them due before the day ends.
	Leads, DueToday int
	// Opportunities are open deals without a next step ahead.
	Opportunities int
	// Projects are those whose planned end has come.
	Projects int
	// Surveys are those that could not be delivered.
	Surveys int
	// NextDue is the next deadline, the zero time where there is none.
	NextDue time.Time
}

// Add counts a record; endOfDay is when the firm's day ends.
func (w *Waiting) Add(r Record, now, endOfDay time.Time) {
	today := DateOf(now)
	switch r := r.(type) {
	case Lead:
		if r.StatusAt(now) != LeadOffered {
			return
		}
		w.Leads++
		if r.Due.Before(endOfDay) {
			w.DueToday++
		}
		if w.NextDue.IsZero() || r.Due.Before(w.NextDue) {
			w.NextDue = r.Due
		}
	case Opportunity:
		if r.Outcome == OutcomeOpen && r.Next.On < today {
			w.Opportunities++
		}
	case Project:
		if r.Status == ProjectActive && r.End != 0 && r.End <= today {
			w.Projects++
		}
	case Survey:
		if r.Status == SurveyFailed {
			w.Surveys++
		}
	}
}
