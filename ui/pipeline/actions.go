package pipeline

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// said tells in words what was done to a deal.
func (p *Pane) said(id string, o domain.Opportunity, pairs ...any) func(domain.Result) string {
	return func(domain.Result) string { return p.Ctx.Words.T(id, append(pairs, "name", o.Name)...) }
}

// openStages are the stages of a program that keep a deal open, in order.
func openStages(program *domain.Program) []domain.Stage {
	var open []domain.Stage
	for _, s := range program.Stages {
		if s.Outcome == domain.OutcomeOpen {
			open = append(open, s)
		}
	}
	return open
}

// neighbor is the open stage so many steps from the deal's. Closing a deal is
// never a step: it is asked about.
func (p *Pane) neighbor(o domain.Opportunity, step int) (domain.Stage, bool) {
	open := openStages(p.Ctx.ProgramOf(o.Program))
	for i, s := range open {
		if s.Name == o.Stage {
			if to := i + step; to >= 0 && to < len(open) {
				return open[to], true
			}
		}
	}
	return domain.Stage{}, false
}

// move takes a deal a stage on, or back, at once: the same keys undo it.
func (p *Pane) move(o domain.Opportunity, step int) tea.Cmd {
	s, ok := p.neighbor(o, step)
	if !ok {
		return nil
	}
	return pane.Send(pane.Apply{
		Command: domain.MoveStage{ID: o.ID, Stage: s.Name},
		Said:    p.said("pipeline.moved", o, "stage", s.Name, "probability", s.Probability),
	})
}

// win asks before a deal is closed as won, and says what that does.
func (p *Pane) win(o domain.Opportunity) tea.Cmd {
	w, program := p.Ctx.Words, p.Ctx.ProgramOf(o.Program)
	s, ok := program.StageOf(domain.OutcomeWon)
	if !ok {
		return nil // programs without such a stage are not read
	}
	lines := []string{w.T("pipeline.win_note", "stage", s.Name, "date", program.Day(p.Ctx.Now()))}
	switch {
	case o.Kind != domain.Sourced && o.Kind != domain.Joint:
		lines = append(lines, w.T("pipeline.win_no_acv"))
	case o.ACV.IsZero():
		lines = append(lines, w.T("pipeline.win_acv_missing"))
	default:
		lines = append(lines, w.T("pipeline.win_acv", "acv", o.ACV, "kind", o.Kind))
	}
	return pane.Send(pane.Ask{
		Title: w.T("pipeline.win_title", "name", o.Name),
		Lines: lines,
		Yes:   w.T("pipeline.win_yes"),
		Do:    pane.Apply{Command: domain.MoveStage{ID: o.ID, Stage: s.Name}, Said: p.said("pipeline.won", o)},
	})
}

// lose asks why a deal was lost; the form is the question.
func (p *Pane) lose(o domain.Opportunity) tea.Cmd {
	w := p.Ctx.Words
	s, ok := p.Ctx.ProgramOf(o.Program).StageOf(domain.OutcomeLost)
	if !ok {
		return nil
	}
	return pane.Send(pane.Fill{
		ID: "pipeline.lose/" + o.ID.String(), Title: w.T("pipeline.lose_title", "name", o.Name),
		Pages: []form.Page{{Fields: []form.Field{{Key: "reason", Label: w.T("pipeline.reason"), Hint: w.T("pipeline.reason_hint"), Required: true}}}},
		Notes: func(map[string]string) []string { return []string{w.T("pipeline.lose_note", "stage", s.Name)} },
		Submit: func(v map[string]string) (pane.Apply, error) {
			return pane.Apply{
				Command: domain.MoveStage{ID: o.ID, Stage: s.Name, Reason: domain.Outside(v["reason"])},
				Said:    p.said("pipeline.lost", o),
			}, nil
		},
	})
}

// reopen asks in which stage a closed deal is taken up again; the form is the
// question.
func (p *Pane) reopen(o domain.Opportunity) tea.Cmd {
	w := p.Ctx.Words
	stages := openStages(p.Ctx.ProgramOf(o.Program))
	if len(stages) == 0 {
		return nil // programs without such a stage are not read
	}
	choices := make([]form.Option, len(stages))
	for i, s := range stages {
		choices[i] = form.Option{Value: s.Name, Label: s.Name}
	}
	return pane.Send(pane.Fill{
		Title: w.T("pipeline.reopen_title", "name", o.Name),
		Pages: []form.Page{{Fields: []form.Field{{
			Key: string(domain.OppStage), Label: w.T("pipeline.stage"), Kind: form.Choice, Choices: choices,
			Value: domain.Outside(stages[0].Name), Required: true,
		}}}},
		Notes: func(map[string]string) []string { return []string{w.T("pipeline.reopen_note")} },
		Submit: func(v map[string]string) (pane.Apply, error) {
			stage := v[string(domain.OppStage)]
			return pane.Apply{
				Command: domain.ReopenOpportunity{ID: o.ID, Stage: stage},
				Said:    p.said("pipeline.reopened", o, "stage", stage),
				Then:    func(domain.Result) tea.Msg { return pane.Goto{Ref: o.Ref(), List: domain.ListOpen} },
			}, nil
		},
	})
}
