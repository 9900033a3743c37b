package leads

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// accept takes a lead at once: the contact appears.
func (p *Pane) accept(l domain.Lead) tea.Cmd {
	return pane.Send(pane.Apply{
		Command: domain.AcceptLead{ID: l.ID},
		Said:    p.said("leads.accepted", l),
		Then:    func(domain.Result) tea.Msg { return pane.Goto{Ref: l.Ref(), List: domain.ListWorking} },
	})
}

// said tells in words what was done to a lead.
func (p *Pane) said(id string, l domain.Lead) func(domain.Result) string {
	return func(domain.Result) string { return p.Ctx.Words.T(id, "company", l.Company.Name) }
}

// decline asks for the reason; the form is the question.
func (p *Pane) decline(l domain.Lead) tea.Cmd {
	reasons := p.Ctx.ProgramOf(l.Program).Leads.DeclineReasons
	return p.because("leads.decline", l, reasons, func(reason string, remark domain.Untrusted) pane.Apply {
		return pane.Apply{Command: domain.DeclineLead{ID: l.ID, Reason: reason, Remark: remark}, Said: p.said("leads.declined", l)}
	})
}

// close asks why a lead came to nothing.
func (p *Pane) close(l domain.Lead) tea.Cmd {
	reasons := p.Ctx.ProgramOf(l.Program).Leads.CloseReasons
	return p.because("leads.close", l, reasons, func(reason string, remark domain.Untrusted) pane.Apply {
		return pane.Apply{Command: domain.CloseLead{ID: l.ID, Reason: reason, Remark: remark}, Said: p.said("leads.closed", l)}
	})
}

// because shows the form of an action that asks for one of the reasons and a remark.
func (p *Pane) because(action string, l domain.Lead, reasons []domain.Titled, apply func(reason string, remark domain.Untrusted) pane.Apply) tea.Cmd {
	w := p.Ctx.Words
	return pane.Send(pane.Fill{
		ID: action + "/" + l.ID.String(), Title: w.T(action+"_title", "company", l.Company.Name),
		Pages: []form.Page{{Fields: []form.Field{
			{Key: "reason", Label: w.T("leads.reason"), Kind: form.Choice, Choices: options(reasons), Required: true},
			{Key: "remark", Label: w.T("leads.remark")},
		}}},
		Notes: func(map[string]string) []string { return []string{w.T(action + "_note")} },
		Submit: func(v map[string]string) (pane.Apply, error) {
			return apply(v["reason"], domain.Outside(v["remark"])), nil
		},
	})
}

func options(list []domain.Titled) []form.Option {
	out := make([]form.Option, len(list))
	for i, t := range list {
		out[i] = form.Option{Value: t.Key, Label: t.Title}
	}
	return out
}

// log notes an activity and the next step.
func (p *Pane) log(l domain.Lead) tea.Cmd {
	w := p.Ctx.Words
	return pane.Send(pane.Fill{
		ID: "leads.log/" + l.ID.String(), Title: w.T("leads.log_title", "company", l.Company.Name),
		Pages: []form.Page{{Fields: []form.Field{
			{Key: "kind", Label: w.T("leads.log_kind"), Kind: form.Choice, Choices: pane.Options(p.Ctx, domain.ActivityKinds()), Value: domain.Outside(string(domain.Call))},
			{Key: "text", Label: w.T("leads.log_text"), Required: true},
			{Key: "next", Label: w.T("leads.next"), Value: l.Next.Text},
			{Key: "next_on", Label: w.T("leads.next_on"), Hint: w.T("pane.date_hint"), Read: p.Ctx.ReadDay(domain.LeanAhead), Value: domain.Outside(l.Next.On.String()), Check: p.check(l, domain.FieldClose)},
		}}},
		Submit: func(v map[string]string) (pane.Apply, error) {
			on, err := optionalDate(v["next_on"])
			if err != nil {
				return pane.Apply{}, err
			}
			return pane.Apply{
				Command: domain.LogActivity{
					ID: l.ID, Kind: domain.ActivityKind(v["kind"]), Text: domain.Outside(v["text"]),
					Next: domain.NextStep{On: on, Text: domain.Outside(v["next"])},
				},
				Said: p.said("leads.logged", l),
			}, nil
		},
	})
}

func optionalDate(s string) (domain.Date, error) {
	if s == "" {
		return 0, nil
	}
	return domain.ParseDate(s)
}

// convert makes an opportunity of a lead; the form shows what it takes along.
func (p *Pane) convert(l domain.Lead) tea.Cmd {
	w, program := p.Ctx.Words, p.Ctx.ProgramOf(l.Program)
	check := func(f domain.OpportunityField) func(string) error {
		return func(v string) error { return program.CheckOpportunityField(f, domain.Outside(v), p.Ctx.Now()) }
	}
	id := p.Ctx.NewID()
	return pane.Send(pane.Fill{
		ID: "leads.convert/" + l.ID.String(), Title: w.T("leads.convert_title", "company", l.Company.Name),
		Pages: []form.Page{{Fields: []form.Field{
			{Key: string(domain.OppName), Label: w.T("pipeline.name"), Value: l.DealName(), Required: true},
			{Key: string(domain.OppCustomer), Label: w.T("pipeline.customer"), Value: l.Company.Name, Suggest: true},
			{Key: string(domain.OppAmount), Label: w.T("pipeline.amount"), Value: domain.Outside(l.Value.String()), Read: p.Ctx.ReadMoney(program), Check: check(domain.OppAmount)},
			{Key: string(domain.OppACV), Label: w.T("pipeline.acv"), Hint: w.T("pipeline.acv_hint"), Read: p.Ctx.ReadMoney(program), Check: check(domain.OppACV)},
			{Key: string(domain.OppClose), Label: w.T("pipeline.close_date"), Hint: w.T("pane.date_hint"), Read: p.Ctx.ReadDay(domain.LeanAhead), Value: domain.Outside(l.Registration.Close.String()), Check: check(domain.OppClose)},
			{Key: string(domain.OppNext), Label: w.T("leads.next"), Value: l.Next.Text},
			{Key: string(domain.OppNextOn), Label: w.T("leads.next_on"), Hint: w.T("pane.date_hint"), Read: p.Ctx.ReadDay(domain.LeanAhead), Value: domain.Outside(l.Next.On.String()), Check: check(domain.OppNextOn)},
		}}},
		Look: p.converted(l), Suggest: suggestCustomer(p.book),
		Submit: func(v map[string]string) (pane.Apply, error) {
			fields := make(map[domain.OpportunityField]domain.Untrusted, len(v))
			for key, value := range v {
				fields[domain.OpportunityField(key)] = domain.Outside(value)
			}
			return pane.Apply{
				Command: domain.ConvertLead{ID: l.ID, Opportunity: id, Fields: fields},
				Said:    p.said("leads.converted", l),
				Then: func(domain.Result) tea.Msg {
					return pane.Goto{Ref: domain.Ref{Kind: domain.KindOpportunity, ID: id}, List: domain.ListOpen}
				},
			}, nil
		},
	})
}

// converted tells what may be known already of the customer of a deal, besides
// the lead that becomes it.
func (p *Pane) converted(l domain.Lead) func(map[string]string) func() ([]string, error) {
	w, program, book := p.Ctx.Words, p.Ctx.ProgramOf(l.Program), p.book
	return func(values map[string]string) func() ([]string, error) {
		o := domain.Opportunity{Program: program.Name, Customer: domain.Outside(values[string(domain.OppCustomer)])}
		return pane.Alike(w, book, domain.IdentityOf(o, program), func(found []domain.Duplicate) []domain.Duplicate {
			return slices.DeleteFunc(o.Repeated(found), func(d domain.Duplicate) bool { return d.Ref == l.Ref() })
		})
	}
}

// outcome notes what the program decided.
func (p *Pane) outcome(l domain.Lead) tea.Cmd {
	w := p.Ctx.Words
	outcomes := []domain.LeadStatus{domain.LeadApproved, domain.LeadRejected}
	if l.Status == domain.LeadApproved {
		outcomes = []domain.LeadStatus{domain.LeadJoint, domain.LeadExpired}
	}
	fields := []form.Field{{Key: "outcome", Label: w.T("leads.outcome_field"), Kind: form.Choice, Choices: pane.Options(p.Ctx, outcomes), Required: true}}
	if l.Status == domain.LeadSubmitted {
		fields = append(fields, form.Field{
			Key: "reason", Label: w.T("leads.reason"), Hint: w.T("leads.outcome_hint"), Kind: form.Choice,
			Choices: options(p.Ctx.ProgramOf(l.Program).Leads.RejectionReasons),
		})
	}
	return pane.Send(pane.Fill{
		ID: "leads.outcome/" + l.ID.String(), Title: w.T("leads.outcome_title", "company", l.Company.Name),
		Pages: []form.Page{{Fields: append(fields, form.Field{Key: "remark", Label: w.T("leads.remark")})}},
		Submit: func(v map[string]string) (pane.Apply, error) {
			outcome := domain.LeadStatus(v["outcome"])
			reason := v["reason"]
			if outcome != domain.LeadRejected {
				reason = ""
			}
			return pane.Apply{
				Command: domain.RecordOutcome{ID: l.ID, Outcome: outcome, Reason: reason, Remark: domain.Outside(v["remark"])},
				Said:    p.said("leads.decided", l),
			}, nil
		},
	})
}

// withdraw asks before a registration is taken back.
func (p *Pane) withdraw(l domain.Lead) tea.Cmd {
	w := p.Ctx.Words
	return pane.Send(pane.Ask{
		Title: w.T("leads.withdraw_title", "company", l.Company.Name),
		Lines: []string{w.T("leads.withdraw_note")},
		Yes:   w.T("leads.withdraw_yes"),
		Do:    pane.Apply{Command: domain.WithdrawLead{ID: l.ID}, Said: p.said("leads.withdrawn", l)},
	})
}

// check is a field's check by the rules of the lead's program.
func (p *Pane) check(l domain.Lead, f domain.LeadField) func(string) error {
	program := p.Ctx.Program
	if l.Program != "" {
		program = p.Ctx.ProgramOf(l.Program)
	}
	return func(v string) error { return program.CheckLeadField(f, domain.Outside(v), p.Ctx.Now()) }
}
