package domain

import (
	"slices"
	"testing"
	"time"
)

func TestReminders(t *testing.T) {
	p := *preset(t)
	p.Leads.ActivityWithin, p.Leads.StaleAfter, p.Leads.RemindWithin = Duration(48*time.Hour), Duration(240*time.Hour), Duration(4*time.Hour)
	p.Survey.RemindAfter = Duration(168 * time.Hour)
	today, hour := DateOf(noon), time.Hour
	accepted := func(ago time.Duration) Lead { return Lead{Status: LeadAccepted, AnsweredAt: noon.Add(-ago)} }
	working := func(ago time.Duration, next Date) Lead {
		l := accepted(1000 * hour)
		l.Status, l.Next.On, l.Activities = LeadWorking, next, []Activity{{At: noon.Add(-ago)}}
		return l
	}
	for _, c := range []struct {
		name string
		rec  Record
		want []Code
	}{
		{"an offer with time", Lead{Status: LeadOffered, Due: noon.Add(4*hour + 1)}, nil},
		{"an offer to answer soon", Lead{Status: LeadOffered, Due: noon.Add(4 * hour)}, []Code{RemindAnswer}},
		{"an offer past its deadline", Lead{Status: LeadOffered, Due: noon}, nil},
		{"accepted just now", accepted(43 * hour), nil},
		{"accepted, the second window ends", accepted(44 * hour), []Code{RemindActivity}},
		{"accepted, the second window is over", accepted(480 * hour), []Code{RemindActivity}},
		{"worked on", working(239*hour, today), nil},
		{"worked on long ago", working(240*hour, 0), []Code{RemindStale}},
		{"the next step passed", working(hour, today-1), []Code{RemindNext}},
		{"both, the older first", working(241*hour, today-1), []Code{RemindNext, RemindStale}},
		{"closed", Lead{Status: LeadClosed, Next: NextStep{On: today - 9}}, nil},
		{"a registration past its close", Lead{Status: LeadApproved, Registration: Registration{Close: today - 1}}, []Code{RemindClose}},
		{"a deal", Opportunity{CloseDate: today, Next: NextStep{On: today}}, nil},
		{"a deal left alone", Opportunity{CloseDate: today - 1, Next: NextStep{On: today - 2}}, []Code{RemindNext, RemindClose}},
		{"a deal that was won", Opportunity{Outcome: OutcomeWon, CloseDate: today - 1}, nil},
		{"a project to its end", Project{Status: ProjectActive, End: today}, nil},
		{"a project past its end", Project{Status: ProjectActive, End: today - 1}, []Code{RemindEnd}},
		{"a project on hold", Project{Status: ProjectOnHold, End: today - 1}, nil},
		{"a survey that waits", Survey{Status: SurveySent, SentAt: noon.Add(-167 * hour)}, nil},
		{"a survey that waits long", Survey{Status: SurveySent, SentAt: noon.Add(-168 * hour)}, []Code{RemindSurvey}},
		{"a survey that was answered", Survey{Status: SurveyAnswered, SentAt: noon.Add(-999 * hour)}, nil},
		{"a story", Story{}, nil},
	} {
		var got []Code
		last := time.Time{}
		for _, r := range Reminders(c.rec, &p, noon) {
			got = append(got, r.Code)
			if r.Due.Before(last) {
				t.Errorf("%s: %s is due before the one ahead of it", c.name, r.Code)
			}
			last = r.Due
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// strict is a book whose program claws back what is accepted and left alone.
type strict struct {
	book
	p *Program
}

func (s strict) Program(string) (*Program, error) { return s.p, nil }

func TestSecondWindow(t *testing.T) {
	for _, c := range []struct {
		policy Inactivity
		days   int
		active bool
		want   LeadStatus
	}{
		{InactivityRemind, 100, false, LeadAccepted},
		{InactivityLapse, 13, false, LeadAccepted},
		{InactivityLapse, 14, false, LeadLapsed},
		{InactivityLapse, 100, true, LeadWorking},
	} {
		p := *preset(t)
		p.Leads.OnInactivity, p.Leads.ActivityWithin = c.policy, Duration(14*24*time.Hour)
		b := strict{book{}, &p}
		commands := []Command{offered(1), AcceptLead{nth(1)}}
		if c.active {
			commands = append(commands, LogActivity{ID: nth(1), Kind: Call, Text: Outside("hi")})
		}
		for _, command := range append(commands, LapseLead{nth(1)}) {
			now := Now{At: noon}
			if command.Name() == "lead.lapse" {
				now.At = noon.AddDate(0, 0, c.days)
			}
			records, err := Decide(b, command, now)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range records {
				b.book[r.Ref()] = r
			}
		}
		l := b.lead(1)
		if l.Status != c.want {
			t.Errorf("%+v: the lead is %s", c, l.Status)
		}
		if l.Status != LeadLapsed {
			continue
		}
		if l.Reason != ReasonNoActivity || !l.AnsweredAt.Equal(noon) || !l.ClosedAt.Equal(noon.AddDate(0, 0, 14)) {
			t.Errorf("it lapsed as %q, answered %s, closed %s", l.Reason, l.AnsweredAt, l.ClosedAt)
		}
		if shown := l.Disclose(&p); shows(t, shown) {
			t.Errorf("what was clawed back shows %+v", shown)
		}
	}
}
