package surveys

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// goingOn are the support cases that are not closed, the newest first, without
// those that a command would not mean because of a newer one.
func goingOn(s domain.Survey) []domain.Case {
	var all []domain.Case
	for _, c := range slices.Backward(s.Cases) {
		hides := func(o domain.Case) bool { return o.Kind == c.Kind && (o.Number == c.Number || c.Number.IsZero()) }
		if c.Status() != domain.CaseClosed && !slices.ContainsFunc(all, hides) {
			all = append(all, c)
		}
	}
	return all
}

// What became of a case.
const (
	becameAnswered = "answered"
	becameClosed   = "closed"
)

// endCase asks which support case the program answered, or is closed.
func (p *Pane) endCase(r Row) tea.Cmd {
	w, cases := p.Ctx.Words, goingOn(r.Survey)
	if len(cases) == 0 {
		return nil
	}
	which := make([]form.Option, len(cases))
	for i, c := range cases {
		label := pane.Joined(", ", w.Value(string(c.Kind)), text.Show(c.Number), w.Date(p.Ctx.ProgramOf(r.Survey.Program).Day(c.OpenedAt)))
		which[i] = form.Option{Value: strconv.Itoa(i), Label: label}
	}
	became := []form.Option{
		{Value: becameAnswered, Label: w.T("surveys.case_became_answered")},
		{Value: becameClosed, Label: w.T("surveys.case_became_closed")},
	}
	proposed := becameAnswered
	if cases[0].Status() != domain.CaseOpen {
		proposed = becameClosed
	}
	return pane.Send(pane.Fill{
		Title: w.T("surveys.case_end_title", "project", r.Survey.ProjectName),
		Pages: []form.Page{{Fields: []form.Field{
			{Key: "case", Label: w.T("surveys.case_which"), Kind: form.Choice, Choices: which, Value: domain.Outside(which[0].Value), Required: true},
			{Key: "became", Label: w.T("surveys.case_became"), Kind: form.Choice, Choices: became, Value: domain.Outside(proposed), Required: true},
		}}},
		Notes: func(map[string]string) []string { return []string{w.T("surveys.case_end_note")} },
		Submit: func(v map[string]string) (pane.Apply, error) {
			i := slices.IndexFunc(which, func(o form.Option) bool { return o.Value == v["case"] })
			if i < 0 {
				refused := domain.Refused("field.missing")
				refused.Field = "case"
				return pane.Apply{}, refused
			}
			return p.ending(r, cases[i], v["became"])
		},
	})
}

// ending notes what became of a case.
func (p *Pane) ending(r Row, c domain.Case, became string) (pane.Apply, error) {
	switch {
	case became == becameClosed:
		return pane.Apply{
			Command: domain.CloseCase{ID: r.Survey.ID, Kind: c.Kind, Number: c.Number}, Said: p.said("surveys.was_case_closed", r),
		}, nil
	case c.Status() != domain.CaseOpen:
		refused := domain.Refused("case.ended", "status", c.Status())
		refused.Field = "became"
		return pane.Apply{}, refused
	}
	return pane.Apply{
		Command: domain.AnswerCase{ID: r.Survey.ID, Kind: c.Kind, Number: c.Number}, Said: p.said("surveys.was_case_answered", r),
	}, nil
}
