package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/leads"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/pipeline"
	"github.com/belay-tui/belay/ui/projects"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/uitest"
)

// The books of the panes whose forms are drawn.
type (
	leadBook struct{ *panetest.Book[domain.Lead] }
	dealBook struct {
		*panetest.Book[domain.Opportunity]
	}
	projectBook struct{ *panetest.Book[domain.Project] }
)

func (b leadBook) Leads(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Lead], error) {
	return b.Rows(ctx, q, offset, limit)
}

func (b dealBook) Opportunities(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Opportunity], error) {
	return b.Rows(ctx, q, offset, limit)
}

func (b dealBook) Forecast(context.Context, string) (domain.Forecast, error) {
	return domain.Forecast{}, nil
}

func (b leadBook) Opportunity(context.Context, domain.ID) (domain.Opportunity, error) {
	return domain.Opportunity{}, domain.ErrNotFound
}

func (b dealBook) Stages(context.Context, domain.ID) ([]domain.StageVisit, error) { return nil, nil }

func (b dealBook) Lead(context.Context, domain.ID) (domain.Lead, error) {
	return domain.Lead{}, domain.ErrNotFound
}

func (b projectBook) Projects(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Project], error) {
	return b.Rows(ctx, q, offset, limit)
}

func (b projectBook) Standings(_ context.Context, of []domain.Project) ([]domain.Standing, error) {
	return make([]domain.Standing, len(of)), nil
}

func (b projectBook) StoriesOf(context.Context, []domain.ID) (map[domain.ID][]domain.Story, error) {
	return nil, nil
}

// The places of the records whose forms are drawn.
const (
	offeredLead = iota
	workingLead
	hostileLead
)

func formLeads() leadBook {
	ann := domain.Contact{Name: domain.Outside("Ann Keller"), Email: domain.Outside("ann.keller@alpine.example"), Phone: domain.Outside("+41 44 123 45 67")}
	all := []domain.Lead{
		offeredLead: {Origin: domain.Distributed, Status: domain.LeadOffered, OfferedAt: panetest.Now.Add(-time.Hour), Due: panetest.Now.Add(47 * time.Hour), Contact: ann,
			Company: domain.Company{Name: domain.Outside("物流グループ株式会社 東日本支社"), City: domain.Outside("東京"), Country: domain.Outside("Japan")}},
		workingLead: {Origin: domain.Registered, Status: domain.LeadApproved, OfferedAt: panetest.Now.AddDate(0, 0, -9), AnsweredAt: panetest.Now.AddDate(0, 0, -9), Contact: ann,
			Company: domain.Company{Name: domain.Outside("Alpine Bank AG"), City: domain.Outside("Zürich"), Country: domain.Outside("Switzerland"), Employees: 1200},
			Product: domain.Outside("Sales Cloud"), Value: domain.Money{Mils: 120_000_000, Currency: "EUR"}},
		hostileLead: {Origin: domain.Registered, Status: domain.LeadDraft, OfferedAt: panetest.Now.AddDate(0, 0, -1),
			Company:      domain.Company{Name: domain.Outside("Evil\x1b[2J\x1b]0;x\a \u202eplc"), City: domain.Outside("\x9b31mred\u200b")},
			Registration: domain.Registration{Goals: domain.Outside("一行目\n\x1b]52;c;x\a second line")}},
	}
	for i := range all {
		all[i].ID, all[i].Program = panetest.ID(i+1), domain.DefaultProgram
	}
	return leadBook{&panetest.Book[domain.Lead]{Records: all, Text: func(l domain.Lead) domain.Untrusted { return l.Company.Name }}}
}

func formDeals() dealBook {
	return dealBook{&panetest.Book[domain.Opportunity]{Records: []domain.Opportunity{{
		ID: panetest.ID(21), Program: domain.DefaultProgram, Name: domain.Outside("Alpine Bank AG · Sales Cloud"), Customer: domain.Outside("Alpine Bank AG"),
		Stage: "Needs Analysis", Probability: 20, StageAt: panetest.Now,
	}}, Text: func(o domain.Opportunity) domain.Untrusted { return o.Customer }}}
}

func formProjects() projectBook {
	agreed := domain.NewDate(2026, 11, 3)
	return projectBook{&panetest.Book[domain.Project]{Records: []domain.Project{{
		ID: panetest.ID(31), Program: domain.DefaultProgram, Name: domain.Outside("ERP rollout"), Customer: domain.Outside("Delta Foods"),
		Kind: domain.Implementation, Role: domain.Prime, For: domain.ForCustomer, Status: domain.ProjectActive,
		Start: domain.NewDate(2026, 3, 2), End: domain.NewDate(2026, 11, 20),
		Contacts: []domain.Contact{
			{Name: domain.Outside("Jeanne Roux"), Email: domain.Outside("j.roux@delta.example"), Consent: agreed},
			{Name: domain.Outside("佐藤 花子"), Email: domain.Outside("sato@delta.example"), Consent: agreed},
		},
	}}, Text: func(p domain.Project) domain.Untrusted { return p.Customer }}}
}

// formPane is a pane that opens forms.
type formPane interface {
	pane.Pane
	panetest.Updater
}

// formPanes are the panes whose forms are drawn, by scope.
func formPanes(ctx *pane.Context) map[string]formPane {
	return map[string]formPane{
		leads.Scope: leads.New(ctx, formLeads()), pipeline.Scope: pipeline.New(ctx, formDeals()), projects.Scope: projects.New(ctx, formProjects()),
	}
}

// sheetOf opens the form of an action on a record, over a screen of w by h cells.
func sheetOf(t *testing.T, ctx *pane.Context, action string, ref domain.Ref, w, h int) *sheet {
	t.Helper()
	scope, _, _ := strings.Cut(action, ".")
	p := formPanes(ctx)[scope]
	p.SetSize(w, h-frameLines)
	panetest.Settle(t, p, p.Refresh())
	if !ref.ID.IsZero() {
		panetest.Settle(t, p, p.Goto(ref, ""))
	}
	s := newSheet(ctx, newDrafts(ctx), panetest.One[pane.Fill](t, p, p.Do(action)))
	s.drafts.after = 0
	s.resize(w, h-frameLines)
	follow(s, s.open())
	return s
}

// follow carries out what a sheet asks for, as the frame does.
func follow(s *sheet, cmd tea.Cmd) {
	for _, m := range panetest.Messages(cmd) {
		switch m := m.(type) {
		case looked:
			follow(s, s.looked(m))
		case suggested:
			follow(s, s.suggested(m))
		case draftRead:
			follow(s, s.drafted(m))
		case draftWritten:
			follow(s, s.drafts.written(m))
		}
	}
}

// fillIn types into a sheet: the names of keys, and with a colon before it text.
func fillIn(s *sheet, typed ...string) {
	for _, name := range typed {
		text, ok := strings.CutPrefix(name, ":")
		if !ok {
			follow(s, s.update(uitest.Press(name)))
			continue
		}
		for _, msg := range letters(text) {
			follow(s, s.update(msg))
		}
	}
}

// drawn is what a sheet shows with the footer of the frame below it.
func drawn(t *testing.T, s *sheet, w, h int) string {
	t.Helper()
	lines := append(s.lines(), "", " "+s.foot(w-2))
	uitest.Fits(t, strings.Join(lines, "\n"), w, h-paneTop)
	for i := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(lines[i]), " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

func lead(n int) domain.Ref { return domain.Ref{Kind: domain.KindLead, ID: panetest.ID(n + 1)} }

// forms are the forms that are drawn, and what is typed into them.
var forms = []struct {
	name, action string
	ref          domain.Ref
	typed        []string
}{
	{"register-company", "leads.new", domain.Ref{}, nil},
	{"register-contact", "leads.new", domain.Ref{}, []string{":Kita Logistics", "pgdown"}},
	{"register-deal", "leads.new", domain.Ref{}, []string{":Kita Logistics", "pgdown", "pgdown", "tab", "tab", ":40k", "tab", "tab", ":fri", "tab", ":Line one", "enter", ":二行目"}},
	{"register-errors", "leads.new", domain.Ref{}, []string{"pgdown", "tab", "tab", ":nobody", "pgdown", "tab", "tab", ":a lot", "tab", "tab", ":soon", "ctrl+s", "pgdown"}},
	{"register-duplicates", "leads.new", domain.Ref{}, []string{":ALPINE Bank", "tab"}},
	{"register-suggestions", "leads.new", domain.Ref{}, []string{":alp", "down"}},
	{"register-cut", "leads.new", domain.Ref{}, nil},
	{"edit-hostile", "leads.edit", lead(hostileLead), []string{"tab", "tab"}},
	{"convert", "leads.convert", lead(workingLead), []string{"tab", "tab", "tab", ":40k"}},
	{"decline", "leads.decline", lead(offeredLead), []string{"right"}},
	{"deal-duplicates", "pipeline.new", domain.Ref{}, []string{":Portal", "tab", ":alpine bank", "tab"}},
	{"project", "projects.new", domain.Ref{}, nil},
	{"project-duplicates", "projects.new", domain.Ref{}, []string{":ERP Rolout", "tab", ":DELTA Foods GmbH", "tab"}},
	{"project-contacts", "projects.edit", domain.Ref{Kind: domain.KindProject, ID: panetest.ID(31)}, []string{"pgdown", "tab", "ctrl+u", ":j.roux", "tab"}},
	{"complete", "projects.complete", domain.Ref{Kind: domain.KindProject, ID: panetest.ID(31)}, []string{"ctrl+u", ":yesterday"}},
}

var screens = [][2]int{{60, 18}, {80, 24}, {120, 40}, {200, 60}}

func TestFormsGolden(t *testing.T) {
	for _, f := range forms {
		for _, size := range screens {
			s := sheetOf(t, panetest.Context(t), f.action, f.ref, size[0], size[1])
			fillIn(s, f.typed...)
			if f.name == "register-cut" {
				follow(s, s.update(tea.PasteMsg{Content: strings.Repeat("物流 ", 4000)}))
			}
			uitest.Golden(t, fmt.Sprintf("%s/%dx%d", f.name, size[0], size[1]), drawn(t, s, size[0], size[1]))
		}
	}
}

// The draft of another day is offered before anything is typed.
func TestDraftGolden(t *testing.T) {
	for _, size := range screens {
		ctx := panetest.Context(t)
		ctx.Desk = newDesk()
		s := sheetOf(t, ctx, "leads.new", domain.Ref{}, size[0], size[1])
		fillIn(s, ":Kita Logistics", "esc")
		s = sheetOf(t, ctx, "leads.new", domain.Ref{}, size[0], size[1])
		uitest.Golden(t, fmt.Sprintf("offer/%dx%d", size[0], size[1]), drawn(t, s, size[0], size[1]))
		fillIn(s, "down", ":K")
		uitest.Golden(t, fmt.Sprintf("puzzled/%dx%d", size[0], size[1]), drawn(t, s, size[0], size[1]))
	}
}

// With nothing but ASCII every form says the same in signs that every font has.
func TestFormsASCII(t *testing.T) {
	for _, f := range forms {
		ctx := panetest.Context(t)
		ctx.ASCII, ctx.Theme = true, theme.New(theme.Options{NoColor: true, ASCII: true})
		s := sheetOf(t, ctx, f.action, f.ref, 80, 24)
		fillIn(s, f.typed...)
		got := drawn(t, s, 80, 24)
		if f.name == "register-errors" || f.name == "register-duplicates" {
			uitest.Golden(t, f.name, got)
		}
		for _, sign := range "▸‹›✗✓│↑↓→○" {
			if strings.ContainsRune(got, sign) {
				t.Errorf("%s shows %q:\n%s", f.name, sign, got)
			}
		}
	}
}

// A question before what cannot be taken back, and the keys that answer it.
func TestQuestionGolden(t *testing.T) {
	for _, size := range screens {
		ctx := panetest.Context(t)
		p := leads.New(ctx, formLeads())
		p.SetSize(size[0], size[1]-frameLines)
		panetest.Settle(t, p, p.Refresh())
		panetest.Settle(t, p, p.Goto(lead(workingLead), ""))
		q := newQuestion(ctx, panetest.One[pane.Ask](t, p, p.Do("leads.withdraw")))
		q.resize(size[0], size[1]-frameLines)
		lines := over(make([]string, size[1]-frameLines), q.lines(), size[0])
		lines = append(lines, "", " "+q.foot(size[0]-2))
		uitest.Fits(t, strings.Join(lines, "\n"), size[0], size[1]-paneTop)
		for i := range lines {
			lines[i] = strings.TrimRight(ansi.Strip(lines[i]), " ")
		}
		uitest.Golden(t, fmt.Sprintf("%dx%d", size[0], size[1]), strings.Join(lines, "\n")+"\n")
	}
}
