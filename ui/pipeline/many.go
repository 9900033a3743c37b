package pipeline

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// doMany carries out an action on all marked deals.
func (p *Pane) doMany(id string, deals []domain.Opportunity) tea.Cmd {
	w := p.Ctx.Words
	switch id {
	case "stage_next", "stage_before":
		return pane.Send(p.ForEach("pipeline.moved_many", func(o domain.Opportunity) domain.Command {
			s, ok := p.neighbor(o, steps[id])
			if !ok { // it stays where it is, and is told of
				return domain.MoveStage{ID: o.ID, Stage: o.Stage}
			}
			return domain.MoveStage{ID: o.ID, Stage: s.Name}
		}))
	case "win":
		return pane.Send(pane.Ask{
			Title: w.N("pipeline.win_many", len(deals)),
			Lines: []string{w.T("pipeline.win_many_note", "date", p.Ctx.Program.Day(p.Ctx.Now()))},
			Yes:   w.T("pipeline.win_yes"),
			Do:    p.ForEach("pipeline.won_many", func(o domain.Opportunity) domain.Command { return p.ending(o, domain.OutcomeWon, domain.Untrusted{}) }),
		})
	case "lose":
		return pane.Send(pane.Fill{
			Title: w.N("pipeline.lose_many", len(deals)),
			Pages: []form.Page{{Fields: []form.Field{{Key: "reason", Label: w.T("pipeline.reason"), Hint: w.T("pipeline.reason_hint"), Required: true}}}},
			Notes: func(map[string]string) []string { return []string{w.T("pipeline.lose_many_note")} },
			Submit: func(v map[string]string) (pane.Apply, error) {
				return p.ForEach("pipeline.lost_many", func(o domain.Opportunity) domain.Command {
					return p.ending(o, domain.OutcomeLost, domain.Outside(v["reason"]))
				}), nil
			},
		})
	}
	return nil
}

// ending moves a deal to the stage of its program that ends it so.
func (p *Pane) ending(o domain.Opportunity, outcome domain.Outcome, reason domain.Untrusted) domain.Command {
	s, ok := p.Ctx.ProgramOf(o.Program).StageOf(outcome)
	if !ok {
		return nil // programs without such a stage are not read
	}
	return domain.MoveStage{ID: o.ID, Stage: s.Name, Reason: reason}
}
