package projects

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// add registers a project.
func (p *Pane) add() tea.Cmd {
	program := p.Ctx.Program
	project := domain.Project{
		ID: p.Ctx.NewID(), Program: program.Name, Kind: domain.Implementation, Role: domain.Prime, For: domain.ForCustomer,
	}
	return pane.Send(pane.Fill{
		ID: "projects.new", Title: p.Ctx.Words.T("projects.new_title", "program", program.Title),
		Pages:   p.pages(project),
		Notes:   p.notes(project),
		Look:    p.alike(project),
		Suggest: suggest(p.book),
		Submit: func(v map[string]string) (pane.Apply, error) {
			contacts, err := contactsIn(v, nil, program.Day(p.Ctx.Now()))
			if err != nil {
				return pane.Apply{}, err
			}
			fields := make(map[domain.ProjectField]domain.Untrusted, len(v))
			for _, f := range domain.ProjectFields() {
				fields[f] = domain.Outside(v[string(f)])
			}
			project.Name = fields[domain.ProjName]
			return pane.Apply{
				Command: domain.AddProject{ID: project.ID, Program: program.Name, Fields: fields, Contacts: contacts},
				Said:    p.said("projects.added", project),
				Then:    func(domain.Result) tea.Msg { return pane.Goto{Ref: project.Ref(), List: domain.ListActive} },
			}, nil
		},
	})
}

// edit changes a project's fields and contacts.
func (p *Pane) edit(project domain.Project) tea.Cmd { return pane.Send(p.editing(project)) }

func (p *Pane) editing(project domain.Project) pane.Fill {
	return pane.Fill{
		ID: "projects.edit/" + project.ID.String(), Title: p.Ctx.Words.T("projects.edit_title", "name", project.Name),
		Pages:   p.pages(project),
		Notes:   p.notes(project),
		Look:    p.alike(project),
		Suggest: suggest(p.book),
		Submit: func(v map[string]string) (pane.Apply, error) {
			contacts, err := changedContacts(v, project.Contacts, today(p.Ctx, project))
			if err != nil {
				return pane.Apply{}, err
			}
			return pane.Apply{
				Command: domain.EditProject{ID: project.ID, Fields: changed(project, v), Contacts: contacts},
				Said:    p.said("projects.edited", project),
			}, nil
		},
	}
}

// pages are the project and its contacts, filled in with what it has.
func (p *Pane) pages(project domain.Project) []form.Page {
	w := p.Ctx.Words
	first := form.Page{Title: w.T("projects.page_project")}
	for _, f := range domain.ProjectFields() {
		field := form.Field{
			Key: string(f), Label: w.T("projects." + string(f)), Value: value(project, f),
			Required: f == domain.ProjName || f == domain.ProjCustomer,
			Check:    func(v string) error { return domain.CheckProjectField(f, domain.Outside(v)) },
			Suggest:  f == domain.ProjCustomer,
		}
		switch f {
		case domain.ProjKind:
			field.Choices = pane.Options(p.Ctx, domain.ProjectKinds())
		case domain.ProjRole:
			field.Choices = pane.Options(p.Ctx, domain.Roles())
		case domain.ProjFor:
			field.Choices = pane.Options(p.Ctx, domain.Audiences())
		case domain.ProjStart, domain.ProjEnd:
			field.Hint, field.Read = w.T("pane.date_hint"), p.Ctx.ReadDay(domain.LeanAround)
		default:
		}
		if field.Choices != nil {
			field.Kind, field.Required, field.Check = form.Choice, true, nil
		}
		first.Fields = append(first.Fields, field)
	}
	return []form.Page{first, p.contactPage(project.Contacts)}
}

// value is what a field of the form starts with.
func value(project domain.Project, f domain.ProjectField) domain.Untrusted {
	switch f {
	case domain.ProjName:
		return project.Name
	case domain.ProjCustomer:
		return project.Customer
	case domain.ProjKind:
		return domain.Outside(string(project.Kind))
	case domain.ProjRole:
		return domain.Outside(string(project.Role))
	case domain.ProjFor:
		return domain.Outside(string(project.For))
	case domain.ProjProduct:
		return project.Product
	case domain.ProjIndustry:
		return project.Industry
	case domain.ProjStart:
		return domain.Outside(project.Start.String())
	case domain.ProjEnd:
		return domain.Outside(project.End.String())
	}
	return domain.Untrusted{}
}

// changed are the fields whose values are no longer what they started as.
func changed(project domain.Project, values map[string]string) map[domain.ProjectField]domain.Untrusted {
	return pane.Changed(domain.ProjectFields(), values, func(f domain.ProjectField) domain.Untrusted { return value(project, f) })
}

// notes tell, while a project is being typed, what it takes to count.
func (p *Pane) notes(project domain.Project) func(map[string]string) []string {
	w := p.Ctx.Words
	return func(v map[string]string) []string {
		var said []string
		if domain.Role(v[string(domain.ProjRole)]) == domain.Subcontractor {
			said = append(said, w.T("rules.project.subcontractor"))
		}
		contacts, err := contactsIn(v, project.Contacts, today(p.Ctx, project))
		typed := domain.Project{Contacts: contacts}
		if have := typed.Consenting(); err == nil && have < domain.ProjectContacts {
			said = append(said, w.T("projects.note_contacts", "have", have, "need", domain.ProjectContacts))
		}
		return said
	}
}

// alike tells, while a project is being typed, whether it may be registered
// already.
func (p *Pane) alike(project domain.Project) func(map[string]string) func() ([]string, error) {
	w, program, book := p.Ctx.Words, p.Ctx.ProgramOf(project.Program), p.book
	return func(v map[string]string) func() ([]string, error) {
		typed := domain.Project{
			ID: project.ID, Program: project.Program,
			Name: domain.Outside(v[string(domain.ProjName)]), Customer: domain.Outside(v[string(domain.ProjCustomer)]),
		}
		if typed.Name.IsZero() {
			return nil
		}
		return pane.Alike(w, book, domain.IdentityOf(typed, program), typed.Repeated)
	}
}
