package domain

import (
	"errors"
	"testing"
	"time"
)

func complete(n, survey byte, end Date) CompleteProject {
	return CompleteProject{ID: nth(n), End: end, Survey: nth(survey)}
}

func TestAProjectTakesItsCourse(t *testing.T) {
	today := NewDate(2026, time.March, 27)
	hold, resume := HoldProject{ID: nth(1), Reason: Outside("r")}, ResumeProject{nth(1)}
	end, stop, reopen := complete(1, 9, today), TerminateProject{ID: nth(1)}, ReopenProject{nth(1)}
	edit := EditProject{ID: nth(1), Fields: map[ProjectField]Untrusted{ProjProduct: Outside("Sales")}}
	for _, c := range []struct {
		before  []Command
		command Command
		want    ProjectStatus
		code    Code
	}{
		{nil, hold, ProjectOnHold, ""},
		{nil, resume, ProjectActive, ""}, // it is: nothing changes
		{nil, end, ProjectCompleted, ""},
		{nil, stop, ProjectTerminated, ""},
		{nil, edit, ProjectActive, ""},
		{[]Command{hold}, resume, ProjectActive, ""},
		{[]Command{hold}, end, ProjectCompleted, ""},
		{[]Command{hold}, stop, ProjectTerminated, ""},
		{[]Command{hold}, edit, ProjectOnHold, ""},
		{[]Command{end}, stop, "", "project.not_under_way"}, // rules.md: reopen it first
		{[]Command{end}, hold, "", "project.not_active"},
		{[]Command{end}, resume, "", "project.not_on_hold"},
		{[]Command{end}, edit, "", "project.not_under_way"},
		{[]Command{end}, reopen, ProjectActive, ""},
		{[]Command{end, reopen}, stop, ProjectTerminated, ""},
		{[]Command{stop}, end, "", "project.not_under_way"},
		{[]Command{stop}, reopen, ProjectActive, ""},
		{[]Command{hold}, reopen, "", "project.not_ended"},
	} {
		b := book{}
		b.must(t, noon, addProject(1))
		b.must(t, noon, c.before...)
		if c.code != "" {
			b.refused(t, c.code, noon, c.command)
			continue
		}
		changes := b.project(1).Status != c.want || c.command.Name() == edit.Name()
		n, err := b.apply(c.command, noon)
		if err != nil || (n > 0) != changes || b.project(1).Status != c.want {
			t.Errorf("%s after %v changes %d records to %s, want %s: %v", c.command.Name(), c.before, n, b.project(1).Status, c.want, err)
		}
		if n, err := b.apply(c.command, noon); n != 0 || err != nil {
			t.Errorf("%s given twice changes %d records: %v", c.command.Name(), n, err)
		}
	}
}

// rules.md, Projects: "Completing starts the survey if eligible".
func TestCompletingStartsTheSurveyOfAnEligibleProject(t *testing.T) {
	today := NewDate(2026, time.March, 27)
	b, sub := book{}, addProject(2)
	sub.Fields[ProjRole] = Outside("subcontractor")
	b.must(t, noon, addProject(1), sub, complete(1, 8, today), complete(2, 9, today))
	s := b.survey(8)
	if s.Status != SurveyQueued || s.Project != nth(1) || s.To.Email.Raw() != "ann@one.example" || b.project(1).Survey != s.ID {
		t.Errorf("the survey is %+v", s)
	}
	if _, ok := b[Ref{KindSurvey, nth(9)}]; ok || !b.project(2).Survey.IsZero() {
		t.Error("work as a subcontractor started a survey")
	}
	b.must(t, noon, ReopenProject{nth(1)}, complete(1, 7, today))
	if _, ok := b[Ref{KindSurvey, nth(7)}]; ok || b.project(1).Survey != nth(8) {
		t.Error("completing again started a second survey")
	}
	b.must(t, noon, addProject(3))
	if n, err := b.apply(complete(3, 8, today), noon); n != 0 || err == nil {
		t.Errorf("the survey of another project was overwritten: %d records, %v", n, err)
	}
	b.refused(t, "command.no_subject", noon, CompleteProject{ID: nth(3), End: today})
}

// rules.md, Projects: "Completed needs: end date, two distinct customer
// contacts with valid e-mail and recorded consent".
func TestCheckCompletion(t *testing.T) {
	today := NewDate(2026, time.March, 27)
	agreed := today - 9
	person := func(email string, consent Date) Contact { return Contact{Email: Outside(email), Consent: consent} }
	for _, c := range []struct {
		end      Date
		contacts []Contact
		codes    []Code
	}{
		{today, contacts(), nil},
		{today - 1, contacts(), nil},
		{0, contacts(), []Code{"field.missing"}},
		{today + 1, contacts(), []Code{"project.ends_ahead"}},
		{NewDate(2026, time.January, 9), contacts(), []Code{"project.ends_before_start"}},
		{today, nil, []Code{"project.contacts_missing"}},
		{today, []Contact{person("a@b.example", agreed)}, []Code{"project.contacts_missing"}},
		{today, []Contact{person("a@b.example", agreed), person("A@B.example", agreed)}, []Code{"project.contacts_missing"}},
		{today, []Contact{person("a@b.example", agreed), person("b@b.example", 0)}, []Code{"project.contacts_missing"}},
		{today, []Contact{person("a@b.example", agreed), person("b at b", agreed)}, []Code{"project.contacts_missing"}},
		{0, nil, []Code{"field.missing", "project.contacts_missing"}},
	} {
		p := Project{Start: NewDate(2026, time.January, 10), End: c.end, Contacts: c.contacts}
		var all Refusals
		err := p.CheckCompletion(today)
		if errors.As(err, &all); len(all) != len(c.codes) || (err == nil) != (c.codes == nil) {
			t.Errorf("ends %s with %v: %v, want %v", c.end, c.contacts, err, c.codes)
			continue
		}
		for i, code := range c.codes {
			if all[i].Code != code {
				t.Errorf("ends %s with %v: %v, want %v", c.end, c.contacts, err, c.codes)
			}
		}
	}
}

func TestWhatAProjectRefuses(t *testing.T) {
	for _, c := range []struct {
		field ProjectField
		value string
		code  Code
	}{
		{ProjName, "", "field.missing"}, {ProjCustomer, "", "field.missing"}, {ProjKind, "party", "choice.unknown"}, {ProjRole, "king", "choice.unknown"},
		{ProjFor, "me", "choice.unknown"}, {ProjStart, "2026-13-01", "date.invalid"}, {ProjEnd, "2026-01-09", "project.ends_before_start"}, {"color", "red", "field.unknown"},
	} {
		add := addProject(1)
		add.Fields[c.field] = Outside(c.value)
		book{}.refused(t, c.code, noon, add)
		b := book{}
		b.must(t, noon, addProject(1))
		b.refused(t, c.code, noon, EditProject{ID: nth(1), Fields: map[ProjectField]Untrusted{c.field: Outside(c.value)}})
	}
	three := addProject(1)
	three.Contacts = append(three.Contacts, Contact{Email: Outside("c@one.example")})
	book{}.refused(t, "project.too_many_contacts", noon, three)
	nobody := addProject(1)
	nobody.Contacts[0].Email = Outside("ann")
	book{}.refused(t, "email.invalid", noon, nobody)
}

// rules.md, Projects: eligibility, and the count "strictly above 4.2, completed
// in the current fiscal year, at most two a customer".
func TestStanding(t *testing.T) {
	p, today := preset(t), NewDate(2026, time.March, 27)
	good := Project{
		ID: nth(5), Status: ProjectCompleted, Role: Prime, For: ForCustomer, Customer: Outside("Acme"), End: today, CSAT: CSAT{Sum: 43, Rated: 10, Answered: true},
	}
	with := func(change func(*Project)) Project {
		c := good
		change(&c)
		return c
	}
	for _, c := range []struct {
		project Project
		why     Code
	}{
		{good, "project.counts"},
		{with(func(p *Project) { p.For = ForPartner }), "project.counts"},
		{with(func(p *Project) { p.For = ForISV }), "project.counts"},
		{with(func(p *Project) { p.Role = Subcontractor }), "project.subcontractor"},
		{with(func(p *Project) { p.Disqualified = Outside("no") }), "project.disqualified"},
		{with(func(p *Project) { p.Status = ProjectTerminated }), "project.terminated"},
		{with(func(p *Project) { p.Status = ProjectActive }), "project.not_completed"},
		{with(func(p *Project) { p.CSAT = CSAT{} }), "project.no_answer"},
		{with(func(p *Project) { p.CSAT = CSAT{Answered: true} }), "project.no_score"},
		{with(func(p *Project) { p.CSAT.Disqualified = Outside("no") }), "project.answer_disqualified"},
		{with(func(p *Project) { p.CSAT = CSAT{Sum: 42, Rated: 10, Answered: true} }), "project.not_above"},
		{with(func(p *Project) { p.CSAT = CSAT{Sum: 21, Rated: 5, Answered: true} }), "project.not_above"},
		{with(func(p *Project) { p.End = NewDate(2026, time.January, 31) }), "project.other_year"},
		{with(func(p *Project) { p.End = NewDate(2026, time.February, 1) }), "project.counts"},
	} {
		s := p.Standing(c.project, []Project{c.project}, today)
		if s.Why != c.why || s.Counts != (c.why == "project.counts") {
			t.Errorf("%+v: %+v, want %s", c.project, s, c.why)
		}
	}
	first, second := with(func(p *Project) { p.ID, p.End = nth(1), today-9 }), with(func(p *Project) { p.ID = nth(2) })
	bad := with(func(p *Project) { p.ID, p.End, p.CSAT = nth(3), today-20, CSAT{Sum: 30, Rated: 10, Answered: true} })
	all := []Project{good, second, bad, first}
	for _, c := range []struct {
		project Project
		nth     int
		why     Code
	}{{first, 1, "project.counts"}, {second, 2, "project.counts"}, {good, 3, "project.enough_of_customer"}} {
		if s := p.Standing(c.project, all, today); s.Nth != c.nth || s.Of != 2 || s.Why != c.why || s.Year != 2027 {
			t.Errorf("of three projects of one customer: %+v, want number %d, %s", s, c.nth, c.why)
		}
	}
}
