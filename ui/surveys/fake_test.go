package surveys

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

const day = 24 * time.Hour

func ago(d time.Duration) time.Time { return panetest.Now.Add(-d) }

// shelf is a book of surveys in memory.
type shelf struct {
	*panetest.Book[domain.Survey]
	projects map[domain.ID]domain.Project
}

func (b *shelf) Surveys(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Survey], error) {
	return b.Rows(ctx, q, offset, limit)
}

func (b *shelf) Project(_ context.Context, id domain.ID) (domain.Project, error) {
	if p, ok := b.projects[id]; ok {
		return p, nil
	}
	return domain.Project{}, domain.ErrNotFound
}

func (b *shelf) Standings(_ context.Context, projects []domain.Project) ([]domain.Standing, error) {
	program, err := domain.Preset(domain.DefaultProgram)
	if err != nil {
		return nil, err
	}
	out := make([]domain.Standing, len(projects))
	for i, p := range projects {
		out[i] = program.Standing(p, nil, domain.DateOf(panetest.Now))
	}
	return out, b.Err
}

// add puts a survey and its completed project into the book.
func (b *shelf) add(n int, name, customer string, status domain.SurveyStatus, change func(*domain.Survey, *domain.Project)) {
	p := domain.Project{
		ID: panetest.ID(50 + n), Program: domain.DefaultProgram, Name: domain.Outside(name), Customer: domain.Outside(customer),
		Role: domain.Prime, Status: domain.ProjectCompleted, End: domain.NewDate(2026, time.November, 1),
		Contacts: []domain.Contact{
			{Name: domain.Outside("Jeanne Roux"), Email: domain.Outside("j.roux@delta.example")},
			{Name: domain.Outside("Max Weber"), Email: domain.Outside("m.weber@delta.example")},
		},
	}
	s := domain.Survey{
		ID: panetest.ID(n), Program: p.Program, Project: p.ID, Status: status, ProjectName: p.Name, Customer: p.Customer,
		To: p.Contacts[0], QueuedAt: ago(5 * day),
	}
	if status != domain.SurveyQueued {
		s.SentAt = ago(3*day + 2*time.Hour)
	}
	if change != nil {
		change(&s, &p)
	}
	p.CSAT = s.CSAT()
	b.Records = append(b.Records, s)
	b.projects[p.ID] = p
}

// sample is a book with a survey in every state, and what a hostile file brings.
func sample() *shelf {
	b := empty()
	rated := func(at time.Time, ratings ...domain.Rating) func(*domain.Survey, *domain.Project) {
		return func(s *domain.Survey, _ *domain.Project) { s.AnsweredAt, s.Ratings = at, ratings }
	}
	b.add(1, "ERP rollout", "Delta Foods", domain.SurveyFailed, func(s *domain.Survey, _ *domain.Project) {
		s.Why, s.Resent = domain.Outside("mailbox refused"), 2
		s.Cases = []domain.Case{{Kind: domain.CaseOtherSender, Number: domain.Outside("CS-1041"), OpenedAt: ago(day)}}
	})
	b.add(2, "Portal\x1b]0;owned\a \u202eevil", "Evil \x1b[31mred\x1b[2J Corp", domain.SurveyFailed, func(s *domain.Survey, p *domain.Project) {
		s.Why = domain.Outside("no\r\nsuch \u009b31muser")
		p.Contacts = p.Contacts[:1]
	})
	b.add(3, "Service desk", "物流グループ株式会社", domain.SurveySent, nil)
	b.add(4, "倉庫システム導入プロジェクト", "Kita Logistics", domain.SurveyQueued, nil)
	b.add(5, "CRM migration", "Alpine Bank", domain.SurveyAnswered, func(s *domain.Survey, _ *domain.Project) {
		s.AnsweredAt, s.Ratings = ago(26*time.Hour), []domain.Rating{5, 5, 4, 5, 4, domain.NA, 5, 4, 5, 5}
		s.Review, s.Published = domain.Outside("They knew what they were doing.\nWe would ask them again \x1b[5mat once."), true
		s.Cases = []domain.Case{
			{Kind: domain.CaseManualSend, OpenedAt: ago(9 * day), UsedAt: ago(8 * day)},
			{Kind: domain.CaseResend, Number: domain.Outside("CS-2002"), OpenedAt: ago(time.Hour)},
		}
	})
	b.add(6, "Portal", "Orion", domain.SurveyAnswered, rated(ago(40*day), 4, 4, 4, 4, 4, 4, 4, 4, 5, 5))
	b.add(7, "Data model", "Orion", domain.SurveyAnswered, func(s *domain.Survey, p *domain.Project) {
		s.AnsweredAt, s.Ratings, p.Role = ago(41*day), []domain.Rating{0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, domain.Subcontractor
	})
	return b
}

func empty() *shelf {
	return &shelf{&panetest.Book[domain.Survey]{}, map[domain.ID]domain.Project{}}
}

// rig is a pane that settles after everything that is done with it.
type rig struct {
	*Pane
	t testing.TB
}

func start(t testing.TB, b *shelf, w, h int) *rig {
	t.Helper()
	r := &rig{New(panetest.Keyed(panetest.Context(t), Actions()), b), t}
	r.SetSize(w, h)
	panetest.Settle(t, r, r.Refresh())
	return r
}

// do carries out actions and returns what was asked of the frame.
func (r *rig) do(actions ...string) []tea.Msg {
	r.t.Helper()
	var asked []tea.Msg
	for _, a := range actions {
		asked = append(asked, panetest.Settle(r.t, r, r.Do(Scope+"."+a))...)
	}
	return asked
}

// on goes to a survey.
func (r *rig) on(s domain.Survey) *rig {
	r.t.Helper()
	panetest.Settle(r.t, r, r.Goto(s.Ref(), ""))
	if row, ok := r.Selected(); !ok || row.Survey.ID != s.ID {
		r.t.Fatal("the survey cannot be gone to", s.ProjectName)
	}
	return r
}
