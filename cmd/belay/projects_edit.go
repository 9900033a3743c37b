package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
)

// projectFlags are the flags that describe a project.
type projectFlags struct {
	set      *fields[domain.ProjectField]
	contacts []string
	consent  string
}

func (f *projectFlags) register(c *cobra.Command) {
	f.set = addFields(c, domain.ProjectFields())
	c.Flags().StringArrayVar(&f.contacts, "contact", nil, "cli.flag.contact")
	c.Flags().StringVar(&f.consent, "consent", "", "cli.flag.consent")
	yesFlag(c, "consent")
}

// people are the contacts that the flags give, or those there are with the
// consent that the flags give. Nil is no change.
func (f *projectFlags) people(there []domain.Contact, today domain.Date) ([]domain.Contact, error) {
	if len(f.contacts) == 0 && f.consent == "" {
		return nil, nil
	}
	people := slices.Clone(there)
	if len(f.contacts) > 0 {
		people = people[:0:0]
	}
	for _, text := range f.contacts {
		c, err := domain.ParseContact(domain.Outside(text))
		if err != nil {
			return nil, err
		}
		people = append(people, c)
	}
	if f.consent == "" {
		return people, nil
	}
	on, err := domain.TypedConsent(domain.Outside(f.consent), today)
	if err != nil {
		return nil, err
	}
	for i := range people {
		people[i].Consent = on
	}
	return people, nil
}

func (a *app) projectAdd() *cobra.Command {
	var f projectFlags
	c := &cobra.Command{
		Use: "add", Short: "cli.projects.add", Args: a.noArgs,
		Example: "belay projects add --name \"ERP rollout\" --customer \"Delta Foods\" --start 2026-09-01 --contact \"Ann One <ann@delta.example>\" --contact \"Bo Two <bo@delta.example>\" --consent",
	}
	f.register(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		book, p, err := a.openProgram(c.Context())
		if err != nil {
			return err
		}
		people, err := f.people(nil, p.Day(a.now()))
		if err != nil {
			return err
		}
		given, err := f.set.given(a.today())
		if err != nil {
			return err
		}
		add := domain.AddProject{ID: a.newID(), Program: p.Name, Fields: given, Contacts: people}
		return a.added(c.Context(), book, p, add, "cli.did.added")
	}
	return c
}

func (a *app) projectEdit() *cobra.Command {
	var f projectFlags
	c := a.on(domain.KindProject, "edit PROJECT", "cli.projects.edit", func(ctx context.Context, t target) error {
		p, err := t.book.Project(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		program, err := a.programNamed(p.Program)
		if err != nil {
			return err
		}
		people, err := f.people(p.Contacts, program.Day(a.now()))
		if err != nil {
			return err
		}
		given, err := f.set.given(a.today())
		if err != nil {
			return err
		}
		if len(given) == 0 && people == nil {
			return useError{a.w.T("cli.use.nothing_set")}
		}
		return a.change(ctx, t.book, domain.EditProject{ID: t.ref.ID, Fields: given, Contacts: people}, "cli.did.edited")
	})
	c.Example = "belay projects edit P-7F3K9 --end 2026-12-15\nbelay projects edit P-7F3K9 --consent"
	f.register(c)
	return c
}
