package pipeline

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// add puts a deal of the firm's own into the pipeline.
func (p *Pane) add() tea.Cmd {
	w, program := p.Ctx.Words, p.Ctx.Program
	o := domain.Opportunity{ID: p.Ctx.NewID(), Program: program.Name, Kind: domain.NoACV, Stage: program.Stages[0].Name}
	kinds := []domain.ACVKind{domain.Joint, domain.NoACV}
	return pane.Send(pane.Fill{
		ID: "pipeline.new", Title: w.T("pipeline.new_title", "program", program.Title),
		Pages:   p.pages(o, kinds, program.Stages),
		Notes:   func(v map[string]string) []string { return p.notes(program, v) },
		Look:    p.alike(o),
		Suggest: suggest(p.book),
		Submit: func(v map[string]string) (pane.Apply, error) {
			fields := make(map[domain.OpportunityField]domain.Untrusted, len(v))
			for _, f := range domain.OpportunityFields() {
				fields[f] = domain.Outside(v[string(f)])
			}
			if v[string(domain.OppKind)] != string(domain.Joint) {
				delete(fields, domain.OppEvidence)
			}
			o.Name = fields[domain.OppName]
			if s, ok := program.StageNamed(v[string(domain.OppStage)]); ok {
				o.Outcome = s.Outcome
			}
			return pane.Apply{
				Command: domain.AddOpportunity{ID: o.ID, Program: program.Name, Fields: fields},
				Said:    p.said("pipeline.added", o),
				Then:    func(domain.Result) tea.Msg { return pane.Goto{Ref: o.Ref(), List: o.Lists()[0]} },
			}, nil
		},
	})
}

// edit changes a deal's fields. Its stages are the open ones: winning and losing
// are asked about.
func (p *Pane) edit(o domain.Opportunity) tea.Cmd {
	program := p.Ctx.ProgramOf(o.Program)
	kinds := []domain.ACVKind{domain.Joint, domain.NoACV}
	if o.Evidence == domain.EvidenceRegistered {
		kinds = domain.ACVKinds()
	}
	return pane.Send(pane.Fill{
		ID: "pipeline.edit/" + o.ID.String(), Title: p.Ctx.Words.T("pipeline.edit_title", "name", o.Name),
		Pages:   p.pages(o, kinds, openStages(program)),
		Notes:   func(v map[string]string) []string { return p.notes(program, v) },
		Look:    p.alike(o),
		Suggest: suggest(p.book),
		Submit: func(v map[string]string) (pane.Apply, error) {
			return pane.Apply{Command: domain.EditOpportunity{ID: o.ID, Fields: changed(o, v)}, Said: p.said("pipeline.edited", o)}, nil
		},
	})
}

// alike tells, while a deal is being typed, what may be known already of its
// customer.
func (p *Pane) alike(o domain.Opportunity) func(map[string]string) func() ([]string, error) {
	w, program, book := p.Ctx.Words, p.Ctx.ProgramOf(o.Program), p.book
	return func(v map[string]string) func() ([]string, error) {
		typed := domain.Opportunity{ID: o.ID, Program: o.Program, Customer: domain.Outside(v[string(domain.OppCustomer)])}
		return pane.Alike(w, book, domain.IdentityOf(typed, program), typed.Repeated)
	}
}

// pages are the deal and what is next, filled in with what the deal has.
func (p *Pane) pages(o domain.Opportunity, kinds []domain.ACVKind, stages []domain.Stage) []form.Page {
	w := p.Ctx.Words
	program := p.Ctx.ProgramOf(o.Program)
	field := func(f domain.OpportunityField) form.Field {
		out := form.Field{Key: string(f), Label: w.T("pipeline." + string(f)), Value: value(o, f), Required: f == domain.OppName}
		switch f {
		case domain.OppAmount, domain.OppACV:
			out.Hint, out.Read = w.T("pane.money_hint", "currency", program.Currency), p.Ctx.ReadMoney(program)
			if f == domain.OppACV {
				out.Hint = w.T("pipeline.acv_hint")
			}
		case domain.OppClose, domain.OppNextOn:
			out.Hint, out.Read = w.T("pane.date_hint"), p.Ctx.ReadDay(domain.LeanAhead)
		case domain.OppKind:
			out.Kind, out.Choices, out.Required = form.Choice, pane.Options(p.Ctx, kinds), true
			return out
		case domain.OppEvidence:
			out.Kind, out.Choices, out.Hint = form.Choice, pane.Options(p.Ctx, evidences(o)), w.T("pipeline.evidence_hint")
			return out
		case domain.OppStage:
			out.Kind, out.Required = form.Choice, true
			for _, s := range stages {
				out.Choices = append(out.Choices, form.Option{Value: s.Name, Label: s.Name})
			}
			return out
		case domain.OppCustomer:
			out.Suggest = true
		default:
		}
		out.Check = func(v string) error { return program.CheckOpportunityField(f, domain.Outside(v), p.Ctx.Now()) }
		return out
	}
	page := form.Page{Title: w.T("pipeline.page_deal")}
	for _, f := range domain.OpportunityFields() {
		page.Fields = append(page.Fields, field(f))
	}
	return []form.Page{page}
}

// evidences are what may be chosen, and what the deal already has.
func evidences(o domain.Opportunity) []domain.Evidence {
	all := domain.Evidences()
	if o.Evidence != domain.EvidenceNone && !slices.Contains(all, o.Evidence) {
		all = append(all, o.Evidence)
	}
	return all
}

// notes tell, while a deal is being typed, what will count of it.
func (p *Pane) notes(program *domain.Program, v map[string]string) []string {
	w := p.Ctx.Words
	var said []string
	if s, ok := program.StageNamed(v[string(domain.OppStage)]); ok {
		amount, err := domain.ParseMoney(v[string(domain.OppAmount)], program.Currency)
		if err == nil && s.Outcome == domain.OutcomeOpen {
			o := domain.Opportunity{Amount: amount, Probability: s.Probability}
			said = append(said, w.T("pipeline.note_expected", "probability", s.Probability, "expected", o.Expected()))
		}
	}
	switch domain.ACVKind(v[string(domain.OppKind)]) {
	case domain.Joint:
		if v[string(domain.OppEvidence)] == "" {
			said = append(said, w.T("pipeline.note_joint"))
		}
	case domain.Sourced:
	default:
		said = append(said, w.T("pipeline.note_none"))
	}
	return said
}

// value is what a field of the form starts with.
func value(o domain.Opportunity, f domain.OpportunityField) domain.Untrusted {
	switch f {
	case domain.OppName:
		return o.Name
	case domain.OppCustomer:
		return o.Customer
	case domain.OppProduct:
		return o.Product
	case domain.OppAmount:
		return domain.Outside(o.Amount.String())
	case domain.OppACV:
		return domain.Outside(o.ACV.String())
	case domain.OppKind:
		return domain.Outside(string(o.Kind))
	case domain.OppEvidence:
		return domain.Outside(string(o.Evidence))
	case domain.OppClose:
		return domain.Outside(o.CloseDate.String())
	case domain.OppStage:
		return domain.Outside(o.Stage)
	case domain.OppNext:
		return o.Next.Text
	case domain.OppNextOn:
		return domain.Outside(o.Next.On.String())
	}
	return domain.Untrusted{}
}

// changed are the fields whose values are no longer what they started as.
func changed(o domain.Opportunity, values map[string]string) map[domain.OpportunityField]domain.Untrusted {
	return pane.Changed(domain.OpportunityFields(), values, func(f domain.OpportunityField) domain.Untrusted { return value(o, f) })
}
