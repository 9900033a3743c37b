package store

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

// addProject makes a completed and answered project of a customer.
func addProject(t *testing.T, b *Book, n int, customer string, end domain.Date) {
	t.Helper()
	var ratings []domain.Rating
	p := must[*domain.Program](t)(domain.Preset(program))
	for range p.Survey.Questions {
		ratings = append(ratings, domain.MaxRating)
	}
	contacts := []domain.Contact{{Email: out("a@a.example"), Consent: 20000}, {Email: out("b@b.example"), Consent: 20000}}
	apply(t, b,
		domain.AddProject{ID: id(n), Program: program, Contacts: contacts, Fields: map[domain.ProjectField]domain.Untrusted{domain.ProjName: out("P"), domain.ProjCustomer: out(customer)}},
		domain.CompleteProject{ID: id(n), End: end, Survey: id(n + 100)},
		domain.SendSurvey{ID: id(n + 100)}, domain.RecordAnswer{ID: id(n + 100), Ratings: ratings},
	)
}

func TestStandingsCompareProjectsOfOneCustomer(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	p := must[*domain.Program](t)(domain.Preset(program))
	day := p.Day(start)
	spellings := []string{"Acme Corp.", "ACME", "acme, Inc."}
	most := p.Survey.PerCustomer
	for n := range most + 1 {
		addProject(t, b, n+1, spellings[n%3], day-domain.Date(n))
	}
	addProject(t, b, 90, "Bolt", day)
	projects := must[domain.Page[domain.Project]](t)(b.Projects(ctx, domain.Query{}, 0, 50)).Rows
	standings := must[[]domain.Standing](t)(b.Standings(ctx, projects))
	counted := 0
	for i, s := range standings {
		if s.Counts {
			counted++
		}
		if projects[i].ID == id(1) && s.Why != "project.enough_of_customer" {
			t.Errorf("the last one completed: %+v", s)
		}
	}
	if counted != most+1 {
		t.Errorf("%d projects count", counted)
	}
	stats := must[domain.Stats](t)(b.Stats(ctx, program))
	if len(stats.CSAT.Counted) != counted || stats.CSAT.Answers != most+2 {
		t.Errorf("figures %+v", stats.CSAT)
	}
}

func TestWaiting(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	c.t = start.In(time.FixedZone("", 9*3600)) // 18:00: the day ends in six hours
	soon, later := offer(1, "Acme"), offer(2, "Bolt")
	soon.Due, later.Due = start.Add(5*time.Hour), start.Add(7*time.Hour)
	theirs := offer(3, "Crow")
	theirs.Lead.Program = "pvs-fy19"
	apply(t, b, soon, later, theirs,
		domain.AddOpportunity{ID: id(1), Program: program, Fields: map[domain.OpportunityField]domain.Untrusted{domain.OppName: out("A")}},
		domain.AddOpportunity{ID: id(2), Program: program, Fields: map[domain.OpportunityField]domain.Untrusted{domain.OppName: out("B"), domain.OppNextOn: out("2026-03-03")}},
		domain.AddProject{ID: id(1), Program: program, Fields: map[domain.ProjectField]domain.Untrusted{domain.ProjName: out("P"), domain.ProjCustomer: out("C"), domain.ProjEnd: out("2026-03-01")}},
	)
	want := domain.Waiting{Leads: 2, DueToday: 1, Opportunities: 1, Projects: 1, NextDue: soon.Due}
	if got := must[domain.Waiting](t)(b.Waiting(ctx, program)); got != want {
		t.Errorf("waiting %+v, want %+v", got, want)
	}
	if got := must[domain.Waiting](t)(b.Waiting(ctx, "")); got.Leads != 3 {
		t.Errorf("in all %+v", got)
	}
	counts := must[map[domain.Kind]map[string]int](t)(b.Counts(ctx, ""))
	if counts[domain.KindLead][domain.ListInbox] != 3 || counts[domain.KindProject][domain.ListActive] != 1 {
		t.Errorf("counts %v", counts)
	}
}

// Breakdown and Behind read the same book as Stats, and hold back what it does.
func TestBreakdownAndBehind(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	lead := offer(1, "Acme")
	lead.Lead.Company.Country = out("France")
	lead.Lead.Contact.Email = out("ann@acme.example")
	apply(t, b, lead, offer(2, "Bolt"), domain.AcceptLead{ID: id(2)})
	addProject(t, b, 90, "Bolt", must[*domain.Program](t)(domain.Preset(program)).Day(start))
	c.t = start.Add(100 * time.Hour)

	rows := must[[]domain.Row](t)(b.Breakdown(ctx, program, domain.ByRegion, domain.Span{}))
	if len(rows) != 2 || rows[0].Key != "france" || rows[0].Leads.Lapsed != 1 || rows[1].Leads.Accepted != 1 || len(rows[1].CSAT.Counted) != 1 {
		t.Errorf("by region %+v", rows)
	}
	lapsed := must[[]domain.Record](t)(b.Behind(ctx, program, domain.FigureLapsed))
	if len(lapsed) != 1 || lapsed[0].Ref().ID != id(1) || !lapsed[0].(domain.Lead).Contact.Email.IsZero() {
		t.Errorf("lapsed %+v", lapsed)
	}
	if counted := must[[]domain.Record](t)(b.Behind(ctx, program, domain.FigureCSATCount)); len(counted) != 1 || counted[0].Ref().ID != id(90) {
		t.Errorf("counted %+v", counted)
	}
	if _, err := b.Behind(ctx, program, "nosuch"); !errors.Is(err, domain.Refused("figure.unknown")) {
		t.Error(err)
	}
	if _, err := b.Breakdown(ctx, program, "nosuch", domain.Span{}); !errors.Is(err, domain.Refused("dimension.unknown")) {
		t.Error(err)
	}
	before := domain.Span{To: domain.DateOf(start) - 1}
	if s := must[domain.Stats](t)(b.StatsOver(ctx, program, before)); s.Leads.Offered != 0 || s.CSAT.Answers != 1 {
		t.Errorf("before all of it %+v", s)
	}
}
