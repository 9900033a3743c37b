package surveys

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// said tells in words what was done about a survey.
func (p *Pane) said(id string, r Row, pairs ...any) func(domain.Result) string {
	pairs = append(pairs, "project", r.Survey.ProjectName, "customer", r.Survey.Customer)
	return func(domain.Result) string { return p.Ctx.Words.T(id, pairs...) }
}

// sent notes at once that a survey went out.
func (p *Pane) sent(r Row) tea.Cmd {
	return pane.Send(pane.Apply{
		Command: domain.SendSurvey{ID: r.Survey.ID}, Said: p.said("surveys.was_sent", r),
	})
}

// fail asks why a survey could not be delivered.
func (p *Pane) fail(r Row) tea.Cmd {
	w := p.Ctx.Words
	return pane.Send(pane.Fill{
		ID: "surveys.fail/" + r.Survey.ID.String(), Title: w.T("surveys.fail_title", "project", r.Survey.ProjectName),
		Pages: []form.Page{{Fields: []form.Field{
			{Key: "why", Label: w.T("surveys.why"), Hint: w.T("surveys.why_hint"), Value: r.Survey.Why, Required: true},
		}}},
		Submit: func(v map[string]string) (pane.Apply, error) {
			return pane.Apply{
				Command: domain.FailSurvey{ID: r.Survey.ID, Why: domain.Outside(v["why"])}, Said: p.said("surveys.was_failed", r),
			}, nil
		},
	})
}

// disqualify asks for the reason that the program gave, and takes that back at
// once.
func (p *Pane) disqualify(r Row) tea.Cmd {
	w := p.Ctx.Words
	if again, ok := commandOf("disqualify", r.Survey).(domain.RequalifyAnswer); ok {
		return pane.Send(pane.Apply{Command: again, Said: p.said("surveys.requalified", r)})
	}
	return pane.Send(pane.Fill{
		ID: "surveys.disqualify/" + r.Survey.ID.String(), Title: w.T("surveys.disqualify_title", "project", r.Survey.ProjectName),
		Pages: []form.Page{{Fields: []form.Field{{Key: "reason", Label: w.T("surveys.reason"), Hint: w.T("surveys.reason_hint"), Required: true}}}},
		Notes: func(map[string]string) []string { return []string{w.T("surveys.disqualify_note")} },
		Submit: func(v map[string]string) (pane.Apply, error) {
			return pane.Apply{
				Command: domain.DisqualifyAnswer{ID: r.Survey.ID, Reason: domain.Outside(v["reason"])}, Said: p.said("surveys.was_disqualified", r),
			}, nil
		},
	})
}

// again sends a survey to its contact once more, or to the second one.
func (p *Pane) again(r Row, second bool, to domain.Contact) pane.Apply {
	return pane.Apply{
		Command: domain.ResendSurvey{ID: r.Survey.ID, Second: second},
		Said:    p.said("surveys.was_resent", r, "to", text.Show(to.Email)),
	}
}

// resendNotes say what sending a survey again does.
func (p *Pane) resendNotes(r Row) []string {
	if r.Survey.Status == domain.SurveyAnswered {
		return []string{p.Ctx.Words.T("surveys.resend_case")}
	}
	return []string{p.Ctx.Words.T("surveys.resend_note")}
}

// askAgain asks before a survey goes out again to a contact.
func (p *Pane) askAgain(r Row, second bool, to domain.Contact) tea.Cmd {
	w := p.Ctx.Words
	return pane.Send(pane.Ask{
		Title: w.T("surveys.resend_title", "project", r.Survey.ProjectName),
		Lines: append([]string{w.T("surveys.resend_to", "to", person(p.Ctx, to))}, p.resendNotes(r)...),
		Yes:   w.T("surveys.resend_yes"), Do: p.again(r, second, to),
	})
}

// resendSecond asks before a survey goes out again to the second contact.
func (p *Pane) resendSecond(r Row) tea.Cmd {
	second, ok := secondContact(r)
	if !ok {
		return nil
	}
	return p.askAgain(r, true, second)
}

// resend asks before a survey goes out again, and to whom where there is a choice.
func (p *Pane) resend(r Row) tea.Cmd {
	w := p.Ctx.Words
	second, ok := secondContact(r)
	if !ok {
		return p.askAgain(r, false, r.Survey.To)
	}
	const first, other = "first", "second"
	to := []form.Option{{Value: first, Label: person(p.Ctx, r.Survey.To)}, {Value: other, Label: person(p.Ctx, second)}}
	return pane.Send(pane.Fill{
		Title: w.T("surveys.resend_title", "project", r.Survey.ProjectName),
		Pages: []form.Page{{Fields: []form.Field{
			{Key: "to", Label: w.T("surveys.to"), Hint: w.T("surveys.to_hint"), Kind: form.Choice, Choices: to, Value: domain.Outside(first), Required: true},
		}}},
		Notes: func(map[string]string) []string { return p.resendNotes(r) },
		Submit: func(v map[string]string) (pane.Apply, error) {
			if v["to"] == other {
				return p.again(r, true, second), nil
			}
			return p.again(r, false, r.Survey.To), nil
		},
	})
}

// openCase notes a support case with the program.
func (p *Pane) openCase(r Row) tea.Cmd {
	w := p.Ctx.Words
	proposed := domain.CaseManualSend
	switch r.Survey.Status {
	case domain.SurveyAnswered:
		proposed = domain.CaseResend
	case domain.SurveyFailed:
		proposed = domain.CaseOtherSender
	default:
	}
	vendor := p.Ctx.ProgramOf(r.Survey.Program).Vendor
	return pane.Send(pane.Fill{
		ID: "surveys.case/" + r.Survey.ID.String(), Title: w.T("surveys.case_title", "project", r.Survey.ProjectName),
		Pages: []form.Page{{Fields: []form.Field{
			{Key: "kind", Label: w.T("surveys.case_kind"), Kind: form.Choice, Choices: pane.Options(p.Ctx, domain.CaseKinds()), Value: domain.Outside(string(proposed)), Required: true},
			{Key: "number", Label: w.T("surveys.case_number"), Hint: w.T("surveys.case_number_hint", "vendor", vendor)},
		}}},
		Notes: func(map[string]string) []string { return []string{w.T("surveys.case_note", "vendor", vendor)} },
		Submit: func(v map[string]string) (pane.Apply, error) {
			return pane.Apply{
				Command: domain.OpenCase{ID: r.Survey.ID, Kind: domain.CaseKind(v["kind"]), Number: domain.Outside(v["number"])},
				Said:    p.said("surveys.was_opened", r),
			}, nil
		},
	})
}
