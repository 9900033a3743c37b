package stories

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// said tells in words what was done to a story.
func (p *Pane) said(id string, title domain.Untrusted) func(domain.Result) string {
	return func(domain.Result) string { return p.Ctx.Words.T(id, "title", title) }
}

// fields are a story's, filled in with what it has.
func (p *Pane) fields(s domain.Story) []form.Page {
	w := p.Ctx.Words
	chapter := func(key string, value domain.Untrusted) form.Field {
		return form.Field{Key: key, Label: w.T("stories." + key), Hint: w.T("stories." + key + "_hint"), Kind: form.Lines, Value: value}
	}
	return []form.Page{{Fields: []form.Field{
		{Key: "title", Label: w.T("stories.title"), Value: s.Title, Required: true},
		{Key: "customer", Label: w.T("stories.customer"), Value: s.Customer},
		chapter("challenge", s.Challenge), chapter("solution", s.Solution), chapter("results", s.Results),
	}}}
}

// add drafts a story that tells of no project.
func (p *Pane) add() tea.Cmd {
	w, program, id := p.Ctx.Words, p.Ctx.Program, p.Ctx.NewID()
	return pane.Send(pane.Fill{
		ID: "stories.new", Title: w.T("stories.new_title", "program", program.Title),
		Pages: p.fields(domain.Story{}),
		Notes: func(map[string]string) []string { return []string{w.T("stories.note")} },
		Submit: func(v map[string]string) (pane.Apply, error) {
			c := domain.AddStory{
				ID: id, Program: program.Name, Title: domain.Outside(v["title"]), Customer: domain.Outside(v["customer"]),
				Challenge: domain.Outside(v["challenge"]), Solution: domain.Outside(v["solution"]), Results: domain.Outside(v["results"]),
			}
			return pane.Apply{
				Command: c, Said: p.said("stories.drafted", c.Title),
				Then: func(domain.Result) tea.Msg { return pane.Goto{Ref: c.Subject()} },
			}, nil
		},
	})
}

// edit changes a draft.
func (p *Pane) edit(s domain.Story) tea.Cmd { return pane.Send(p.editing(s)) }

func (p *Pane) editing(s domain.Story) pane.Fill {
	w := p.Ctx.Words
	return pane.Fill{
		ID: "stories.edit/" + s.ID.String(), Title: w.T("stories.edit_title", "title", s.Title),
		Pages: p.fields(s),
		Notes: func(map[string]string) []string { return []string{w.T("stories.note")} },
		Submit: func(v map[string]string) (pane.Apply, error) {
			said := func(key string) *domain.Untrusted { u := domain.Outside(v[key]); return &u }
			return pane.Apply{
				Command: domain.EditStory{
					ID: s.ID, Title: said("title"), Customer: said("customer"),
					Challenge: said("challenge"), Solution: said("solution"), Results: said("results"),
				},
				Said: p.said("stories.edited", s.Title),
			}, nil
		},
	}
}

// submit asks before a story goes to the program; what it lacks is asked for at
// its field instead.
func (p *Pane) submit(r Row) tea.Cmd {
	s, w := r.Story, p.Ctx.Words
	if lacks := s.Lacks(); len(lacks) > 0 {
		fill := p.editing(s)
		fill.At = lacks[0]
		return pane.Send(fill)
	}
	return pane.Send(pane.Ask{
		Title: w.T("stories.submit_title", "title", s.Title),
		Lines: []string{w.T("stories.submit_note", "program", p.Ctx.ProgramOf(s.Program).Title), w.StoryWorth(r.Worth)},
		Yes:   w.T("stories.submit_yes"),
		Do:    pane.Apply{Command: domain.SubmitStory{ID: s.ID}, Said: p.said("stories.submitted", s.Title)},
	})
}

// publish asks before it is noted that the program published a story.
func (p *Pane) publish(r Row) tea.Cmd {
	s, w := r.Story, p.Ctx.Words
	return pane.Send(pane.Ask{
		Title: w.T("stories.publish_title", "title", s.Title),
		Lines: []string{w.T("stories.publish_note"), w.StoryWorth(r.Worth)},
		Yes:   w.T("stories.publish_yes"),
		Do:    pane.Apply{Command: domain.PublishStory{ID: s.ID}, Said: p.said("stories.published", s.Title)},
	})
}
