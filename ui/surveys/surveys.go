// Package surveys is the pane of customer surveys: what could not be
// delivered, what waits for an answer, and what customers answered.
package surveys

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
)

// Scope is the scope of the pane's keys.
const Scope = "surveys"

// Book is what the pane reads of a book.
type Book interface {
	Surveys(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Survey], error)
	Project(ctx context.Context, id domain.ID) (domain.Project, error)
	// Standings says of each project whether it counts, in their order.
	Standings(ctx context.Context, projects []domain.Project) ([]domain.Standing, error)
	pane.Places
}

// Row is a survey with the project that it asks about.
type Row struct {
	Survey  domain.Survey
	Project domain.Project
	// Standing says whether the project counts.
	Standing domain.Standing
}

// source reads the pane's rows from a book.
type source struct{ Book }

// Rows are rows of a list of surveys, each with its project.
func (s source) Rows(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[Row], error) {
	page, err := s.Surveys(ctx, q, offset, limit)
	if err != nil {
		return domain.Page[Row]{}, err
	}
	projects := make([]domain.Project, len(page.Rows))
	for i, survey := range page.Rows {
		if projects[i], err = s.Project(ctx, survey.Project); err != nil {
			return domain.Page[Row]{}, fmt.Errorf("read the project of a survey: %w", err)
		}
	}
	standings, err := s.Standings(ctx, projects)
	if err != nil {
		return domain.Page[Row]{}, err
	}
	rows := make([]Row, len(page.Rows))
	for i, survey := range page.Rows {
		rows[i] = Row{survey, projects[i], standings[i]}
	}
	return pane.WithRows(page, rows), nil
}

// Pane is the pane of surveys.
type Pane struct {
	*pane.List[Row]
	book Book
}

// New returns the pane over a book.
func New(ctx *pane.Context, book Book) *Pane {
	p := &Pane{book: book}
	p.List = pane.NewList(ctx, pane.Spec[Row]{
		Scope: Scope, Kind: domain.KindSurvey, Source: source{book},
		ID:         func(r Row) domain.ID { return r.Survey.ID },
		Columns:    func(list string) []column { return columns(ctx, list) },
		SortColumn: func(_ string, s domain.Sort) (string, bool) { return string(s), false },
		Program:    func(r Row) string { return r.Survey.Program },
		Name:       func(r Row) domain.Untrusted { return r.Survey.ProjectName }, Actions: Actions(),
		Detail: p.detail,
		Onward: about,
		Empty:  p.empty,
		Clip:   clip,
	})
	return p
}

// empty says what belongs into a list; where there is no survey at all, how the
// first one gets there.
func (p *Pane) empty(list string) []string {
	if p.Count(domain.ListAll) == 0 {
		list = domain.ListAll
	}
	return []string{p.Ctx.Words.T("surveys.empty_" + list)}
}

// Actions are the pane's actions, the most useful first.
func Actions() []keys.Action {
	action := pane.InScope(Scope)
	return append([]keys.Action{
		pane.Many(action("resend", "belay surveys resend ID", "r")),
		action("resend_second", "belay surveys resend ID --second", "R"),
		action("answer", "belay surveys answer ID --ratings 5,5,4,na,5,4,5,5,5,5", "n"),
		action("case", "belay surveys case ID --kind second_contact", "c"),
		action("case_end", "belay surveys case-answered ID --kind second_contact", "K"),
		action("templates", "belay surveys letter ID", "m"),
		pane.Many(action("sent", "belay surveys sent ID", ">")),
		pane.Many(action("fail", "belay surveys failed ID --why TEXT", "x")),
		action("disqualify", "belay surveys disqualify ID --reason REASON", "D"),
		action("allowlist", "belay surveys allowlist ID", "w"),
		action("to_project", "belay projects show PROJECT", "o"),
	}, pane.ListActions(Scope)...)
}

// does are the commands of the actions that are done to a survey: the rules say
// whether they can be done. The allow-list text can always be copied, a letter be
// written, and the project be gone to.
var does = map[string]domain.Command{
	"resend": domain.ResendSurvey{}, "answer": domain.RecordAnswer{}, "case": domain.OpenCase{}, "case_end": domain.CloseCase{}, "sent": domain.SendSurvey{},
	"fail": domain.FailSurvey{}, "disqualify": domain.DisqualifyAnswer{}, "allowlist": nil, "resend_second": domain.ResendSurvey{}, "templates": nil, "to_project": nil,
}

// commandOf is the command that an action does to a survey: what disqualifies
// its answer takes that back where it was done.
func commandOf(action string, s domain.Survey) domain.Command {
	if _, ok := does[action].(domain.DisqualifyAnswer); ok && !s.Disqualified.IsZero() {
		return domain.RequalifyAnswer{ID: s.ID}
	}
	return does[action]
}

// Can says whether an action can be done to the selected survey now.
func (p *Pane) Can(action string) (why string, ok bool) {
	id, _ := strings.CutPrefix(action, Scope+".")
	if _, ok := does[id]; !ok {
		return p.List.Can(action)
	}
	return p.Each(id, func(r Row) (string, bool) { return p.may(id, r) })
}

// may says whether an action can be done to a survey now.
func (p *Pane) may(id string, r Row) (why string, ok bool) {
	command := commandOf(id, r.Survey)
	if command == nil {
		return "", true
	}
	changes, refusal := domain.Allowed(r.Survey, command.Name(), p.Ctx.Now())
	switch {
	case refusal != nil:
		return p.Ctx.Words.Rule(refusal), false
	case !changes:
		return p.Ctx.Words.T("surveys.not_now", "status", r.Survey.Status), false
	case id == "resend_second" && !hasSecond(r):
		return p.Ctx.Words.Rule(domain.Refused("survey.no_second_contact")), false
	case id == "case_end" && len(goingOn(r.Survey)) == 0:
		return p.Ctx.Words.T("surveys.no_case"), false
	}
	return "", true
}

// Do carries out an action of the pane.
func (p *Pane) Do(action string) tea.Cmd {
	if cmd, ok := p.List.Do(action); ok {
		return cmd
	}
	id, _ := strings.CutPrefix(action, Scope+".")
	if marked := p.Marked(); len(marked) > 0 {
		return p.doMany(id, marked)
	}
	r, ok := p.Selected()
	if !ok {
		return nil
	}
	switch id {
	case "resend":
		return p.resend(r)
	case "resend_second":
		return p.resendSecond(r)
	case "answer":
		return p.answer(r)
	case "case":
		return p.openCase(r)
	case "case_end":
		return p.endCase(r)
	case "sent":
		return p.sent(r)
	case "fail":
		return p.fail(r)
	case "disqualify":
		return p.disqualify(r)
	case "templates":
		about := domain.AboutSurvey(r.Survey, r.Project, p.Ctx.ProgramOf(r.Survey.Program))
		return p.Ctx.ReadLetters(r.Survey.ProjectName, func() (domain.About, error) { return about, nil })
	case "to_project":
		return pane.Send(pane.Goto{Ref: about(r)})
	case "allowlist":
		return pane.Send(pane.Copy{Text: domain.Outside(allowlist(p.Ctx, r))})
	}
	return nil
}

// Update takes the answers of the pane's own reads.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case answeredMsg:
		return p.judge(msg)
	case judgedMsg:
		return p.judged(msg)
	}
	return p.List.Update(msg)
}

// about is the project that a survey asks about.
func about(r Row) domain.Ref { return domain.Ref{Kind: domain.KindProject, ID: r.Survey.Project} }

func clip(r Row) domain.Untrusted {
	if !r.Survey.To.Email.IsZero() {
		return r.Survey.To.Email
	}
	return r.Survey.ProjectName
}
