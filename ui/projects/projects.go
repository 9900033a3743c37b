// Package projects is the pane of projects: what is under way, what was
// completed and whether it counts, and what was terminated.
package projects

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
const Scope = "projects"

// Book is what the pane reads of a book.
type Book interface {
	Projects(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Project], error)
	// Standings judge projects, each among all of its customer, in their order.
	Standings(ctx context.Context, of []domain.Project) ([]domain.Standing, error)
	pane.Places
	pane.Duplicates
	// StoriesOf are the stories of projects, the newest first.
	StoriesOf(ctx context.Context, projects []domain.ID) (map[domain.ID][]domain.Story, error)
}

// Row is a project, whether it counts, and the stories that tell of it.
type Row struct {
	Project  domain.Project
	Standing domain.Standing
	Stories  []domain.Story
}

// source reads the pane's rows from a book.
type source struct{ Book }

// Rows are rows of a list of projects.
func (s source) Rows(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[Row], error) {
	page, err := s.Projects(ctx, q, offset, limit)
	if err != nil {
		return domain.Page[Row]{}, err
	}
	standings, err := s.Standings(ctx, page.Rows)
	if err != nil {
		return domain.Page[Row]{}, err
	}
	if len(standings) != len(page.Rows) {
		return domain.Page[Row]{}, fmt.Errorf("judge %d projects: %d judged", len(page.Rows), len(standings))
	}
	ids := make([]domain.ID, len(page.Rows))
	for i, p := range page.Rows {
		ids[i] = p.ID
	}
	stories, err := s.StoriesOf(ctx, ids)
	if err != nil {
		return domain.Page[Row]{}, err
	}
	rows := make([]Row, len(page.Rows))
	for i, p := range page.Rows {
		rows[i] = Row{p, standings[i], stories[p.ID]}
	}
	return pane.WithRows(page, rows), nil
}

// Pane is the pane of projects.
type Pane struct {
	*pane.List[Row]
	book Book
}

// New returns the pane over a book.
func New(ctx *pane.Context, book Book) *Pane {
	p := &Pane{book: book}
	p.List = pane.NewList(ctx, pane.Spec[Row]{
		Scope: Scope, Kind: domain.KindProject, Source: source{book},
		ID:      func(r Row) domain.ID { return r.Project.ID },
		Columns: func(list string) []column { return columns(ctx, list) },
		SortColumn: func(_ string, s domain.Sort) (string, bool) {
			return string(s), s == domain.SortDate || s == domain.SortScore
		},
		Program: func(r Row) string { return r.Project.Program },
		Name:    func(r Row) domain.Untrusted { return r.Project.Name }, Actions: Actions(),
		Detail: func(r Row, width int) []pane.Block { return detail(ctx, r, width) },
		Onward: func(r Row) domain.Ref { return domain.Ref{Kind: domain.KindSurvey, ID: r.Project.Survey} },
		Empty:  func(list string) []string { return []string{ctx.Words.T("projects.empty_" + list)} },
		Clip:   clip,
	})
	return p
}

// clip is the address of the first contact, else the project's name.
func clip(r Row) domain.Untrusted {
	for _, c := range r.Project.Contacts {
		if !c.Email.IsZero() {
			return c.Email
		}
	}
	return r.Project.Name
}

// Actions are the pane's actions, the most useful first.
func Actions() []keys.Action {
	action := pane.InScope(Scope)
	return append([]keys.Action{
		pane.Many(action("complete", "belay projects complete ID --end DATE", "c")),
		action("edit", "belay projects edit ID", "e"),
		action("new", "belay projects add --name NAME --customer NAME", "n"),
		action("story", "belay stories add --project ID", "S"),
		pane.Many(action("hold", "belay projects hold ID", "H")),
		pane.Many(action("terminate", "belay projects terminate ID", "t")),
		action("reopen", "belay projects reopen ID", "O"),
		action("disqualify", "belay projects disqualify ID --reason REASON", "D"),
	}, pane.ListActions(Scope)...)
}

// does are the commands of the actions that are done to a project: the rules
// say whether they can be done. A story can be told of any.
var does = map[string]func(domain.Project) domain.Command{
	"complete":   func(domain.Project) domain.Command { return domain.CompleteProject{} },
	"edit":       func(domain.Project) domain.Command { return domain.EditProject{} },
	"hold":       holds,
	"terminate":  func(domain.Project) domain.Command { return domain.TerminateProject{} },
	"reopen":     func(domain.Project) domain.Command { return domain.ReopenProject{} },
	"disqualify": disqualifies,
	"story":      nil,
}

// holds puts a project on hold, or takes it off.
func holds(p domain.Project) domain.Command {
	if p.Status == domain.ProjectOnHold {
		return domain.ResumeProject{ID: p.ID}
	}
	return domain.HoldProject{ID: p.ID}
}

// disqualifies takes a project out of what counts, or in again.
func disqualifies(p domain.Project) domain.Command {
	if !p.Disqualified.IsZero() {
		return domain.RequalifyProject{ID: p.ID}
	}
	return domain.DisqualifyProject{ID: p.ID}
}

// Can says whether an action can be done to the selected project now.
func (p *Pane) Can(action string) (why string, ok bool) {
	id, _ := strings.CutPrefix(action, Scope+".")
	command, needsProject := does[id]
	if !needsProject {
		return p.List.Can(action)
	}
	return p.Each(id, func(r Row) (string, bool) {
		if command == nil {
			return "", true
		}
		changes, refusal := domain.Allowed(r.Project, command(r.Project).Name(), p.Ctx.Now())
		switch {
		case refusal != nil:
			return p.Ctx.Words.Rule(refusal), false
		case !changes:
			return p.Ctx.Words.T("projects.not_now", "status", r.Project.Status), false
		}
		return "", true
	})
}

// Do carries out an action of the pane.
func (p *Pane) Do(action string) tea.Cmd {
	id, _ := strings.CutPrefix(action, Scope+".")
	if cmd, ok := p.List.Do(action); ok {
		return cmd
	}
	if id == "new" {
		return p.add()
	}
	if marked := p.Marked(); len(marked) > 0 {
		return p.doMany(id, marked)
	}
	r, ok := p.Selected()
	if !ok {
		return nil
	}
	switch project := r.Project; id {
	case "edit":
		return p.edit(project)
	case "complete":
		return p.complete(project)
	case "hold":
		return p.hold(project)
	case "terminate":
		return p.terminate(project)
	case "reopen":
		return p.reopen(project)
	case "disqualify":
		return p.disqualify(project)
	case "story":
		return p.story(r)
	}
	return nil
}

// Update takes the answers of the pane's own commands.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(mended); ok {
		return p.complete(m.project)
	}
	return p.List.Update(msg)
}
