package main

import (
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// The four questions of a working day, each a story: what must I answer now,
// what have I promised, what do customers say, where do I stand.

// leadSeen is what a shell says of a lead.
type leadSeen struct {
	Status     string
	Reason     string
	Contact    *struct{ Email string }
	Activities []struct{ Kind, Text string }
	Next       *struct{ On, Text string }
}

// TestStoryAnswerALead opens the inbox in the morning: the most urgent lead is
// accepted and called, the next one declined.
func TestStoryAnswerALead(t *testing.T) {
	p := somebody(t, 44)
	inbox := p.leads(domain.ListInbox)
	urgent, other := inbox[0], inbox[1]
	company, id := domain.Clean(urgent.Company.Name.Raw()), urgent.ID.String()

	// The answer stands there before a key is pressed.
	p.sees("Inbox 27", "40 m", company, "Answer by", "(40 m left)", "Held back until you accept", "a accept")
	p.misses("@")
	p.press("a")
	var lead leadSeen
	p.asks(&lead, "leads", "show", id)
	if lead.Status != "accepted" || lead.Contact == nil || lead.Contact.Email == "" {
		t.Fatalf("the accepted lead is %+v", lead)
	}
	email, _, _ := strings.Cut(lead.Contact.Email, "@")
	p.sees("Accepted "+company, "Inbox 26", "Working 13", email, "Show activity by")
	p.misses("Held back until you accept")

	p.does("leads.log")
	p.chooses("Kind", "call")
	p.fills("What", "Rang her, wants a demo")
	p.fills("Next step", "Show the demo")
	p.fills("On", "2026-11-25")
	p.saves()
	p.sees("Noted for "+company, "Rang her, wants a demo", "Show the demo")
	lead = leadSeen{}
	p.asks(&lead, "leads", "show", id)
	if lead.Status != "working" || lead.Contact == nil || !strings.HasPrefix(lead.Contact.Email, email) || lead.Next == nil || lead.Next.On != "2026-11-25" || len(lead.Activities) == 0 {
		t.Errorf("after the call the lead is %+v", lead)
	}

	// The call was another customer's.
	p.press("u")
	p.misses("Rang her, wants a demo")
	lead = leadSeen{}
	p.asks(&lead, "leads", "show", id)
	if lead.Status != "accepted" || len(lead.Activities) > 0 || lead.Next != nil {
		t.Errorf("after the undo the lead is %+v", lead)
	}

	p.press("1", "esc", "left", "home")
	p.sees(append(strings.Fields(domain.Clean(other.Company.Name.Raw())), "Inbox 26")...) // in two lines
	p.press("d")
	p.chooses("Reason", "not our skills")
	p.fills("Remark", "No field service people until March")
	p.saves()
	p.sees("Declined "+domain.Clean(other.Company.Name.Raw()), "Inbox 25")
	lead = leadSeen{}
	p.asks(&lead, "leads", "show", other.ID.String())
	if lead.Status != "declined" || lead.Reason != "wrong_skills" || lead.Contact != nil && lead.Contact.Email != "" {
		t.Errorf("the declined lead is %+v", lead)
	}
}

// TestStoryCompleteAProject registers a project, completes it, and finds its
// survey started.
func TestStoryCompleteAProject(t *testing.T) {
	p := somebody(t, 40)
	p.press("3")
	p.sees("Under way 11", "Completed 26")
	p.press("n")
	p.fills("Name", "Dispatch portal")
	p.fills("Customer", "北斗物流")
	p.chooses("Kind", "implementation")
	p.press("pgdown")
	p.fills("Contact 1", "Aoi Satō")
	p.press("tab")
	p.fills("E-mail", "aoi@hokuto.example")
	p.press("tab")
	p.chooses("Agrees", "Yes")
	p.fills("Contact 2", "Ken Mori")
	p.press("tab")
	p.fills("E-mail", "ken@hokuto.example")
	p.saves()
	p.sees("Registered Dispatch portal", "北斗物流", "Under way 12", "has not agreed to be surveyed")

	// What is missing is asked for at its field, and completion goes on.
	p.press("c")
	p.sees("What Dispatch portal lacks", "1 of 2 contacts agreed")
	p.chooses("Agrees", "Yes")
	p.saves()
	p.sees("Changed Dispatch portal")
	p.sees("Complete Dispatch portal", "aoi@hokuto.example")
	p.fills("Completed on", "2026-11-20")
	p.saves()
	p.sees("Completed Dispatch portal", "its survey has started", "Waiting 5", "queued", "aoi@hokuto.example")
	p.press("3")
	p.sees("Under way 11", "Completed 27")

	var surveys []struct{ Status, Customer, Project string }
	p.asks(&surveys, "surveys", "list", "--match", "北斗物流")
	if len(surveys) != 1 || surveys[0].Status != "queued" {
		t.Fatalf("the surveys of the customer are %+v", surveys)
	}
	var project struct {
		Status, End string
		Eligible    bool
	}
	p.asks(&project, "projects", "show", surveys[0].Project)
	if project.Status != "completed" || project.End != "2026-11-20" || !project.Eligible {
		t.Errorf("the project is %+v", project)
	}
}

// TestStoryChaseASurvey sends a survey that was not delivered to the second
// contact, and records the answer: the average moves.
func TestStoryChaseASurvey(t *testing.T) {
	p := somebody(t, 40)
	var before, after struct {
		CSAT struct {
			Average float64
			Answers int
		}
	}
	p.asks(&before, "stats")
	p.press("4")
	p.sees("Undelivered 2", "Waiting 4", "Not delivered", "Second contact", "What helps")
	p.press("home")
	p.does("surveys.resend")
	p.sees("Send the survey about", "again")
	p.press("right")
	p.saves()
	p.sees("the survey went out again", "Undelivered 1", "Waiting 5")

	// It is at the top of those that wait, and its customer answers.
	p.does("surveys.next_list")
	p.press("home")
	p.sees("Resent")
	p.does("surveys.answer")
	p.sees("0 of 10 rated")
	for _, rating := range []string{"5", "5", "5", "5", "5", "5", "5", "5", "4", "n"} {
		p.press(rating, "tab")
	}
	p.sees("10 of 10 rated")
	p.fills("Review", "They stayed until it worked.")
	p.goes("Published")
	p.chooses("Published", "Yes")
	p.saves()
	p.sees("CSAT 4.89", "Waiting 4", "Answered 21")

	p.asks(&after, "stats")
	if after.CSAT.Answers != before.CSAT.Answers+1 || after.CSAT.Average <= before.CSAT.Average {
		t.Errorf("the average was %+v and is %+v", before.CSAT, after.CSAT)
	}
	p.press("5")
	p.sees("CSAT average", "17 answers")
}

// TestStoryPlanATier reads the way to the next tier, tries other numbers and
// looks at the records behind one.
func TestStoryPlanATier(t *testing.T) {
	p := somebody(t, 40)
	var stats, again struct{ Score struct{ Points int64 } }
	p.asks(&stats, "stats")
	p.press("5")
	p.sees("Trailblazer Score", "466 / 1,000", "Ridge", "Crest in 34 points", "To Crest by 31 Jan 2027", "Answers above the threshold for 3 completed projects", "+48")

	p.does("stats.what_if")
	p.sees("What if", "as it is: 466")
	p.fills("Certifications", "30")
	p.sees("What if: 508 of 1,000 points, Crest", "as it is: 466, Ridge")
	p.press("esc", "esc")
	p.sees("466 / 1,000")

	p.press("home", "enter")
	p.sees("Projects above the CSAT threshold", "3 records", "Data migration", "project", "completed")
	p.press("enter")
	p.sees("CSAT")
	p.press("5", "esc")
	p.sees("Trailblazer Score")
	p.asks(&again, "stats")
	if again.Score.Points != stats.Score.Points {
		t.Errorf("the score was %d and is %d after looking at it", stats.Score.Points, again.Score.Points)
	}
}

// TestReasonsAreKept leaves forms that ask for a reason half way: what was typed is
// offered again on the same record, and on no other.
func TestReasonsAreKept(t *testing.T) {
	for pane, ask := range map[string]struct{ action, field string }{
		"1": {"leads.decline", "Remark"},
		"2": {"pipeline.lose", "Reason"},
		"3": {"projects.terminate", "Reason"},
		"4": {"surveys.fail", "Why"},
	} {
		p := somebody(t, 40)
		p.press(pane)
		if pane == "4" {
			p.press("right") // those that wait
		}
		p.does(ask.action)
		p.goes(ask.field)
		p.types("they were bought by another")
		p.press("esc", "down")
		p.does(ask.action)
		p.sees(ask.field)
		p.misses("they were bought")
		p.press("esc", "up")
		p.does(ask.action)
		p.press("enter") // to go on with it
		p.sees(ask.field, "they were bought by another")
	}
}
