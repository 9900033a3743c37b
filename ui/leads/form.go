package leads

import (
	"errors"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// pages are the three short pages of a registration: company, contact, deal.
var pages = []struct {
	title  string
	fields []domain.LeadField
}{
	{"leads.page_company", []domain.LeadField{
		domain.FieldCompany, domain.FieldStreet, domain.FieldCity, domain.FieldPostalCode, domain.FieldState, domain.FieldCountry,
		domain.FieldIndustry, domain.FieldEmployees, domain.FieldWebsite,
	}},
	{"leads.page_contact", []domain.LeadField{
		domain.FieldContact, domain.FieldTitle, domain.FieldEmail, domain.FieldPhone, domain.FieldConsent,
	}},
	{"leads.page_deal", []domain.LeadField{
		domain.FieldProduct, domain.FieldUsers, domain.FieldValue, domain.FieldTimeframe, domain.FieldClose,
		domain.FieldGoals, domain.FieldPains, domain.FieldNextSteps,
	}},
}

// register drafts a lead of the firm's own.
func (p *Pane) register() tea.Cmd {
	id, program := p.Ctx.NewID(), p.Ctx.Program
	l := domain.Lead{ID: id, Program: program.Name, Origin: domain.Registered, Status: domain.LeadDraft}
	return pane.Send(pane.Fill{
		ID: "leads.new", Title: p.Ctx.Words.T("leads.register_title", "program", program.Title),
		Pages: p.pages(l),
		Notes: p.lacking(l), Wanted: p.wanted(l),
		Look: p.alike(l), Suggest: suggest(p.book),
		Submit: func(v map[string]string) (pane.Apply, error) {
			return pane.Apply{
				Command: domain.RegisterLead{ID: id, Program: program.Name, Fields: changed(l, v)},
				Said: func(domain.Result) string {
					return p.Ctx.Words.T("leads.registered", "company", domain.Outside(v[string(domain.FieldCompany)]))
				},
				Then: func(domain.Result) tea.Msg { return pane.Goto{Ref: l.Ref(), List: domain.ListRegistered} },
			}, nil
		},
	})
}

// edit changes a lead's fields.
func (p *Pane) edit(l domain.Lead) tea.Cmd {
	return pane.Send(pane.Fill{
		ID: "leads.edit/" + l.ID.String(), Title: p.Ctx.Words.T("leads.edit_title", "company", l.Company.Name),
		Pages: p.pages(l),
		Notes: p.lacking(l), Wanted: p.wanted(l),
		Look: p.alike(l), Suggest: suggest(p.book),
		Submit: func(v map[string]string) (pane.Apply, error) {
			return pane.Apply{Command: domain.EditLead{ID: l.ID, Fields: changed(l, v)}, Said: p.said("leads.edited", l)}, nil
		},
	})
}

// pages lays out the fields with what the lead has.
func (p *Pane) pages(l domain.Lead) []form.Page {
	w := p.Ctx.Words
	out := make([]form.Page, len(pages))
	for i, page := range pages {
		out[i].Title = w.T(page.title)
		for _, f := range page.fields {
			field := form.Field{
				Key: string(f), Label: w.T("leads.field_" + string(f)), Value: value(l, f),
				Required: f == domain.FieldCompany, Check: p.check(l, f), Suggest: suggests(f),
			}
			switch f {
			case domain.FieldConsent:
				field.Kind, field.Check = form.YesNo, nil
			case domain.FieldGoals, domain.FieldPains, domain.FieldNextSteps:
				field.Kind = form.Lines
			case domain.FieldClose:
				field.Hint, field.Read = w.T("pane.date_hint"), p.Ctx.ReadDay(domain.LeanAhead)
			case domain.FieldValue:
				program := p.Ctx.ProgramOf(l.Program)
				field.Hint, field.Read = w.T("pane.money_hint", "currency", program.Currency), p.Ctx.ReadMoney(program)
			default:
			}
			out[i].Fields = append(out[i].Fields, field)
		}
	}
	return out
}

// value is what a field of the form starts with.
func value(l domain.Lead, f domain.LeadField) domain.Untrusted {
	switch f {
	case domain.FieldConsent:
		if l.Contact.Consent != 0 {
			return domain.Outside("yes")
		}
		return domain.Outside("no")
	case domain.FieldEmployees:
		return number(l.Company.Employees)
	case domain.FieldUsers:
		return number(l.Registration.Users)
	case domain.FieldValue:
		return domain.Outside(l.Value.String())
	case domain.FieldClose:
		return domain.Outside(l.Registration.Close.String())
	default:
		return l.Text(f)
	}
}

func number(n int) domain.Untrusted {
	if n == 0 {
		return domain.Untrusted{}
	}
	return domain.Outside(strconv.Itoa(n))
}

// changed are the fields whose values are no longer what they started as.
func changed(l domain.Lead, values map[string]string) map[domain.LeadField]domain.Untrusted {
	return pane.Changed(domain.LeadFields(), values, func(f domain.LeadField) domain.Untrusted { return value(l, f) })
}

// typed is the lead with what is being typed.
func (p *Pane) typed(l domain.Lead, values map[string]string) domain.Lead {
	return l.Typed(p.Ctx.ProgramOf(l.Program), changed(l, values), p.Ctx.Now())
}

// refused is what keeps a registration, as it is being typed, from being
// submitted yet.
func (p *Pane) refused(l domain.Lead, values map[string]string) domain.Refusals {
	program := p.Ctx.ProgramOf(l.Program)
	bad, _ := errors.AsType[domain.Refusals](p.typed(l, values).CheckSubmission(program, p.Ctx.Firm, program.Day(p.Ctx.Now())))
	return bad
}

// wanted are the fields that a registration lacks to be submitted.
func (p *Pane) wanted(l domain.Lead) func(map[string]string) []string {
	if l.Origin == domain.Distributed {
		return nil
	}
	return func(values map[string]string) []string { return wanted(p.refused(l, values)) }
}

func wanted(bad domain.Refusals) []string {
	var keys []string
	for _, refusal := range bad {
		if refusal.Code == "field.missing" || refusal.Code == "lead.no_consent" {
			keys = append(keys, refusal.Field)
		}
	}
	return keys
}

// lacking tells, while a registration is being typed, what keeps it from being
// submitted yet: how many fields are missing, all else in a sentence.
func (p *Pane) lacking(l domain.Lead) func(map[string]string) []string {
	if l.Origin == domain.Distributed {
		return nil
	}
	w, mark := p.Ctx.Words, form.WantedMark(p.Ctx.ASCII)
	if p.Ctx.Aloud {
		mark = ""
	}
	return func(values map[string]string) []string {
		bad := p.refused(l, values)
		if len(bad) == 0 {
			return []string{w.T("leads.nothing_lacking")}
		}
		var notes []string
		missing := len(wanted(bad))
		for _, refusal := range bad {
			asked := refusal.Code == "lead.no_consent" && missing > 1 && mark != "" // its field is marked
			if refusal.Code != "field.missing" && !asked {
				notes = append(notes, w.Rule(refusal))
			}
		}
		if missing > 0 {
			notes = append([]string{w.N("leads.lacking", missing, "mark", mark)}, notes...)
		}
		return notes
	}
}

// alike tells, while a registration is being typed, what may be known already
// of its customer.
func (p *Pane) alike(l domain.Lead) func(map[string]string) func() ([]string, error) {
	if l.Origin == domain.Distributed {
		return nil
	}
	w, program, book := p.Ctx.Words, p.Ctx.ProgramOf(l.Program), p.book
	return func(values map[string]string) func() ([]string, error) {
		id := domain.IdentityOf(p.typed(l, values), program)
		return pane.Alike(w, book, id, func(found []domain.Duplicate) []domain.Duplicate { return found })
	}
}
