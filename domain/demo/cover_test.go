package demo

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

// notGiven are the commands that the demo does without, and why.
var notGiven = map[string]string{
	"firm.add_program":   "needs a program file of the firm's own",
	"import.file":        "heads the rows of a file",
	"lead.import":        "needs a file of another system",
	"opportunity.import": "needs a file of another system",
}

var allReminders = []domain.Code{
	domain.RemindAnswer, domain.RemindActivity, domain.RemindStale, domain.RemindNext, domain.RemindClose, domain.RemindEnd, domain.RemindSurvey,
}

var allStandings = []domain.Code{
	"project.counts", "project.subcontractor", "project.disqualified", "project.terminated", "project.not_completed", "project.no_answer", "project.answer_disqualified",
	"project.no_score", "project.not_above", "project.other_year", "project.enough_of_customer",
}

// each runs a test over demos of several days and seeds.
func each(t *testing.T, check func(t *testing.T, b *book, now time.Time)) {
	t.Helper()
	for i, now := range nows {
		t.Run(now, func(t *testing.T) { check(t, replay(t, Options{Seed: uint64(i % 3), Now: at(now)}), at(now)) })
	}
}

// all fails where one of what is wanted is not among what there is.
func all[T comparable](t *testing.T, what string, want []T, have map[T]bool) {
	t.Helper()
	for _, w := range want {
		if !have[w] {
			t.Errorf("no %s %v", what, w)
		}
	}
}

func TestTheDemoShowsEveryState(t *testing.T) {
	each(t, func(t *testing.T, b *book, now time.Time) {
		t.Helper()
		states := map[domain.Kind]map[domain.State]bool{}
		cases, kinds := map[domain.CaseStatus]bool{}, map[domain.CaseKind]bool{}
		for ref, r := range b.records {
			if states[ref.Kind] == nil {
				states[ref.Kind] = map[domain.State]bool{}
			}
			states[ref.Kind][domain.StateOf(r, now)] = true
			if s, ok := r.(domain.Survey); ok {
				for _, c := range s.Cases {
					cases[c.Status()], kinds[c.Kind] = true, true
				}
			}
		}
		for kind, have := range states {
			have[domain.StateOverdue] = true // a book that is opened writes down that they lapsed
			all(t, string(kind), domain.States(kind), have)
		}
		all(t, "case that is", []domain.CaseStatus{domain.CaseOpen, domain.CaseAnswered, domain.CaseUsed, domain.CaseClosed}, cases)
		all(t, "case of", domain.CaseKinds(), kinds)
	})
}

func TestTheDemoGivesEveryCommand(t *testing.T) {
	given := map[string]bool{}
	for s := range Steps(Options{Now: at(nows[0])}) {
		given[s.Command.Name()] = true
	}
	for _, name := range domain.CommandNames() {
		if given[name] == (notGiven[name] != "") {
			t.Errorf("%s is given: %v, though it is left out for that it %q", name, given[name], notGiven[name])
		}
	}
}

func TestTheDemoShowsEveryReminder(t *testing.T) {
	each(t, func(t *testing.T, b *book, now time.Time) {
		t.Helper()
		p, err := b.Program(first)
		if err != nil {
			t.Fatal(err)
		}
		have := map[domain.Code]bool{}
		for _, r := range b.records {
			for _, reminder := range domain.Reminders(r, p, now) {
				have[reminder.Code] = true
			}
		}
		all(t, "reminder", allReminders, have)
	})
}

func TestTheDemoShowsEveryStanding(t *testing.T) {
	each(t, func(t *testing.T, b *book, now time.Time) {
		t.Helper()
		p, err := b.Program(first)
		if err != nil {
			t.Fatal(err)
		}
		have, customers := map[domain.Code]bool{}, map[string][]domain.Project{}
		for _, r := range b.records {
			if project, ok := r.(domain.Project); ok && project.Program == first {
				key := domain.CustomerKey(project.Customer)
				customers[key] = append(customers[key], project)
			}
		}
		for projects := range maps.Values(customers) {
			for _, project := range projects {
				have[p.Standing(project, projects, p.Day(now)).Why] = true
			}
		}
		all(t, "standing", allStandings, have)
	})
}

func TestTheDemoShowsEveryChoice(t *testing.T) {
	each(t, func(t *testing.T, b *book, now time.Time) {
		t.Helper()
		kinds, roles, audiences := map[domain.ProjectKind]bool{}, map[domain.Role]bool{}, map[domain.Audience]bool{}
		evidence, levels := map[domain.Evidence]bool{}, map[int]bool{}
		p, err := b.Program(first)
		if err != nil {
			t.Fatal(err)
		}
		_, next, _ := p.Evaluation(p.Day(now))
		ending, unconverted := false, 0
		for _, r := range b.records {
			switch r := r.(type) {
			case domain.Project:
				kinds[r.Kind], roles[r.Role], audiences[r.For] = true, true, true
			case domain.Opportunity:
				evidence[r.Evidence] = true
				if _, ok := p.Convert(r.ACV); !ok {
					unconverted++
				}
			case domain.Credential:
				levels[r.Level] = true
				ending = ending || r.Holds(p.Day(now)) && r.Expires != 0 && r.Expires <= next
			}
		}
		all(t, "project that is an", domain.ProjectKinds(), kinds)
		all(t, "project as", domain.Roles(), roles)
		all(t, "project for", domain.Audiences(), audiences)
		all(t, "deal by", append(domain.Evidences(), domain.EvidenceRegistered, domain.EvidenceDistributed), evidence)
		all(t, "credential of level", []int{0, 1, 2}, levels)
		if !ending || unconverted == 0 {
			t.Errorf("a credential ends before %s: %v; %d deals are not converted", next, ending, unconverted)
		}
	})
}

func TestTheDemoShowsDraftsThatMayNotBeSubmitted(t *testing.T) {
	each(t, func(t *testing.T, b *book, now time.Time) {
		t.Helper()
		p, err := b.Program(first)
		if err != nil {
			t.Fatal(err)
		}
		records := slices.Collect(maps.Values(b.records))
		firm := b.records[domain.Ref{Kind: domain.KindFirm, ID: domain.FirmID}].(domain.Firm)
		have := map[string]bool{}
		for _, r := range records {
			l, ok := r.(domain.Lead)
			if !ok || l.Status != domain.LeadDraft || l.Program != first {
				continue
			}
			for _, d := range domain.IdentityOf(l, p).Duplicates(p, records, now) {
				have[string(d.Reasons[0])] = true
			}
			var refusals domain.Refusals
			if errors.As(l.CheckSubmission(p, firm, p.Day(now)), &refusals) {
				for _, refused := range refusals {
					have[string(refused.Code)] = true
				}
			}
		}
		all(t, "draft with", []string{string(domain.SameCompany), string(domain.SameDomain), "lead.own_company"}, have)
	})
}
