// Package stories is the pane of customer success stories: drafted, submitted
// and published. It is an inner pane, opened from the project that a story tells
// of.
package stories

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
const Scope = "stories"

// Book is what the pane reads of a book.
type Book interface {
	Stories(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Story], error)
	Project(ctx context.Context, id domain.ID) (domain.Project, error)
	// Stats has what stories give in a program.
	Stats(ctx context.Context, program string) (domain.Stats, error)
	pane.Places
}

// Row is a story with the project that it tells of, and what stories give.
type Row struct {
	Story domain.Story
	// Project is the zero project where the story tells of none.
	Project domain.Project
	Worth   domain.StoryWorth
}

// source reads the pane's rows from a book.
type source struct{ Book }

// Rows are rows of the list of stories.
func (s source) Rows(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[Row], error) {
	page, err := s.Stories(ctx, q, offset, limit)
	if err != nil {
		return domain.Page[Row]{}, err
	}
	rows, worth := make([]Row, len(page.Rows)), map[string]domain.StoryWorth{}
	for i, story := range page.Rows {
		if _, ok := worth[story.Program]; !ok {
			stats, err := s.Stats(ctx, story.Program)
			if err != nil {
				return domain.Page[Row]{}, err
			}
			worth[story.Program] = stats.Score.StoryWorth()
		}
		rows[i] = Row{Story: story, Worth: worth[story.Program]}
		if story.Project.IsZero() {
			continue
		}
		if rows[i].Project, err = s.Project(ctx, story.Project); err != nil {
			return domain.Page[Row]{}, fmt.Errorf("read the project of a story: %w", err)
		}
	}
	return pane.WithRows(page, rows), nil
}

// Pane is the pane of stories.
type Pane struct {
	*pane.List[Row]
}

// New returns the pane over a book.
func New(ctx *pane.Context, book Book) *Pane {
	p := &Pane{}
	p.List = pane.NewList(ctx, pane.Spec[Row]{
		Scope: Scope, Kind: domain.KindStory, Source: source{book}, Inner: true,
		ID:         func(r Row) domain.ID { return r.Story.ID },
		Columns:    func(string) []column { return columns(ctx) },
		SortColumn: func(_ string, s domain.Sort) (string, bool) { return string(s), s == domain.SortDate },
		Program:    func(r Row) string { return r.Story.Program },
		Onward:     project,
		Detail:     func(r Row, width int) []pane.Block { return detail(ctx, r, width) },
		Empty:      func(string) []string { return []string{ctx.Words.T("stories.empty")} },
		Clip:       func(r Row) domain.Untrusted { return r.Story.Title },
	})
	return p
}

// project is the one that a story tells of, without an id where it tells of none.
func project(r Row) domain.Ref { return domain.Ref{Kind: domain.KindProject, ID: r.Story.Project} }

// Actions are the pane's actions, the most useful first.
func Actions() []keys.Action {
	action := pane.InScope(Scope)
	return append([]keys.Action{
		action("edit", "belay stories edit ID", "e"),
		action("submit", "belay stories submit ID", "b"),
		action("publish", "belay stories publish ID", "P"),
		action("new", "belay stories add --title TITLE --customer NAME", "n"),
		action("project", "belay projects show ID", "o"),
	}, pane.ListActions(Scope)...)
}

// does are the commands of the actions that are done to a story: the rules say
// whether they can be done.
var does = map[string]domain.Command{"edit": domain.EditStory{}, "submit": domain.SubmitStory{}, "publish": domain.PublishStory{}, "project": nil}

// Can says whether an action can be done to the selected story now.
func (p *Pane) Can(action string) (why string, ok bool) {
	id, _ := strings.CutPrefix(action, Scope+".")
	command, needsStory := does[id]
	if !needsStory {
		return p.List.Can(action)
	}
	r, ok := p.Selected()
	switch w := p.Ctx.Words; {
	case !ok:
		return w.T("pane.nothing_selected"), false
	case command == nil && r.Story.Project.IsZero():
		return w.T("stories.no_project"), false
	case command == nil:
		return "", true
	default:
		changes, refusal := domain.Allowed(r.Story, command.Name(), p.Ctx.Now())
		if refusal != nil {
			return w.Rule(refusal), false
		}
		if !changes {
			return w.T("stories.not_now", "status", r.Story.Status), false
		}
	}
	return "", true
}

// Do carries out an action of the pane.
func (p *Pane) Do(action string) tea.Cmd {
	if cmd, ok := p.List.Do(action); ok {
		return cmd
	}
	id, _ := strings.CutPrefix(action, Scope+".")
	if id == "new" {
		return p.add()
	}
	r, ok := p.Selected()
	if !ok {
		return nil
	}
	switch id {
	case "edit":
		return p.edit(r.Story)
	case "submit":
		return p.submit(r)
	case "publish":
		return p.publish(r)
	case "project":
		return pane.Send(pane.Goto{Ref: project(r)})
	}
	return nil
}
