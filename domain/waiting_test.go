package domain

import (
	"slices"
	"testing"
	"time"
)

func TestWaiting(t *testing.T) {
	endOfDay := time.Date(2026, time.March, 28, 0, 0, 0, 0, time.UTC)
	today := DateOf(noon)
	lead := func(status LeadStatus, due time.Duration) Lead { return Lead{Status: status, Due: noon.Add(due)} }
	var w Waiting
	for _, r := range []Record{
		lead(LeadOffered, 30*time.Hour), lead(LeadOffered, 2*time.Hour), lead(LeadOffered, -time.Hour), lead(LeadAccepted, time.Hour),
		Opportunity{}, Opportunity{Next: NextStep{On: today - 1}}, Opportunity{Next: NextStep{On: today}}, Opportunity{Outcome: OutcomeWon},
		Project{Status: ProjectActive}, Project{Status: ProjectActive, End: today}, Project{Status: ProjectActive, End: today + 1}, Project{Status: ProjectOnHold, End: today},
		Survey{Status: SurveyFailed}, Survey{Status: SurveySent}, Story{}, Credential{},
	} {
		w.Add(r, noon, endOfDay)
	}
	if want := (Waiting{Leads: 2, DueToday: 1, Opportunities: 2, Projects: 1, Surveys: 1, NextDue: noon.Add(2 * time.Hour)}); w != want {
		t.Errorf("%+v waits, want %+v", w, want)
	}
}

func TestEveryListAndOrderIsOffered(t *testing.T) {
	for _, k := range Kinds() {
		if len(Sorts(k)) == 0 {
			t.Errorf("records of kind %s have no order", k)
		}
	}
	for kind, records := range map[Kind][]interface{ Lists() []string }{
		KindOpportunity: {Opportunity{}, Opportunity{Outcome: OutcomeWon}, Opportunity{Outcome: OutcomeLost}},
		KindProject:     {Project{Status: ProjectActive}, Project{Status: ProjectOnHold}, Project{Status: ProjectCompleted}, Project{Status: ProjectTerminated}},
		KindSurvey:      {Survey{Status: SurveyQueued}, Survey{Status: SurveySent}, Survey{Status: SurveyFailed}, Survey{Status: SurveyAnswered}},
	} {
		seen := map[string]bool{}
		for _, r := range records {
			for _, list := range r.Lists() {
				seen[list] = true
				if !slices.Contains(ListsOf(kind), list) {
					t.Errorf("%+v stands in %s, which is not offered", r, list)
				}
			}
		}
		if len(seen) != len(ListsOf(kind)) {
			t.Errorf("of the lists %v only %v are used", ListsOf(kind), seen)
		}
	}
}
