package projects

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// doMany carries out an action on all marked projects.
func (p *Pane) doMany(id string, rows []Row) tea.Cmd {
	switch id {
	case "complete":
		return p.completeMany(rows)
	case "hold":
		return p.becauseMany(rows, "projects.hold_many", "projects.hold_note", "projects.held_many", false, func(r Row, why domain.Untrusted) domain.Command {
			return domain.HoldProject{ID: r.Project.ID, Reason: why}
		})
	case "terminate":
		return p.becauseMany(rows, "projects.terminate_many", "projects.terminate_note", "projects.terminated_many", true, func(r Row, why domain.Untrusted) domain.Command {
			return domain.TerminateProject{ID: r.Project.ID, Reason: why}
		})
	}
	return nil
}

// completeMany asks for one day on which all projects were completed.
func (p *Pane) completeMany(rows []Row) tea.Cmd {
	w := p.Ctx.Words
	return pane.Send(pane.Fill{
		Title: w.N("projects.complete_many", len(rows)),
		Pages: p.endPage(today(p.Ctx, rows[0].Project), func(domain.Date) error { return nil }), // the rules ask each
		Notes: func(map[string]string) []string { return []string{w.T("projects.complete_many_note")} },
		Submit: func(v map[string]string) (pane.Apply, error) {
			end, err := domain.ParseDate(v[string(domain.ProjEnd)])
			if err != nil {
				return pane.Apply{}, err
			}
			return p.ForEach("projects.completed_many", func(r Row) domain.Command {
				return domain.CompleteProject{ID: r.Project.ID, End: end, Survey: p.Ctx.NewID()}
			}), nil
		},
	})
}

// becauseMany asks for one reason for all projects.
func (p *Pane) becauseMany(rows []Row, title, note, said string, required bool, command func(Row, domain.Untrusted) domain.Command) tea.Cmd {
	w := p.Ctx.Words
	return pane.Send(pane.Fill{
		Title: w.N(title, len(rows)),
		Pages: []form.Page{{Fields: []form.Field{{Key: "reason", Label: w.T("projects.reason"), Hint: w.T("projects.reason_hint"), Required: required}}}},
		Notes: func(map[string]string) []string { return []string{w.T(note)} },
		Submit: func(v map[string]string) (pane.Apply, error) {
			return p.ForEach(said, func(r Row) domain.Command { return command(r, domain.Outside(v["reason"])) }), nil
		},
	})
}
