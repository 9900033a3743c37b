package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
)

func (a *app) leadRegister() *cobra.Command {
	c := &cobra.Command{
		Use: "register", Short: "cli.leads.register", Long: "cli.leads.register_long", Args: a.noArgs,
		Example: "belay leads register --company \"Acme GmbH\" --country DE --contact \"Ann One <ann@acme.example>\" --value \"40 kEUR\" --consent",
	}
	set := leadFields(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		ctx := c.Context()
		book, p, err := a.openProgram(ctx)
		if err != nil {
			return err
		}
		given, err := a.leadGiven(set)
		if err != nil {
			return err
		}
		return a.added(ctx, book, p, domain.RegisterLead{ID: a.newID(), Program: p.Name, Fields: given}, "cli.did.registered")
	}
	return c
}

func (a *app) leadEdit() *cobra.Command {
	var set *fields[domain.LeadField]
	c := a.changing(domain.KindLead, "edit LEAD", "cli.leads.edit", "cli.did.edited", func(id domain.ID) (domain.Command, error) {
		given, err := a.leadGiven(set)
		if err == nil && len(given) == 0 {
			err = useError{a.w.T("cli.use.nothing_set")}
		}
		return domain.EditLead{ID: id, Fields: given}, err
	})
	c.Example = "belay leads edit L-7F3K9 --city Lyon --employees 250"
	set = leadFields(c)
	return c
}

func leadFields(c *cobra.Command) *fields[domain.LeadField] {
	set := addFields(c, domain.LeadFields())
	yesFlag(c, flagName(domain.FieldConsent))
	return set
}

// leadGiven is what the flags set; a contact may be given with the address.
func (a *app) leadGiven(set *fields[domain.LeadField]) (map[domain.LeadField]domain.Untrusted, error) {
	given, err := set.given(a.today())
	if err != nil {
		return nil, err
	}
	if typed, ok := given[domain.FieldContact]; ok && strings.Contains(typed.String(), "<") {
		contact, err := domain.ParseContact(typed)
		if err != nil {
			return nil, err
		}
		given[domain.FieldContact] = contact.Name
		if _, other := given[domain.FieldEmail]; !other {
			given[domain.FieldEmail] = contact.Email
		}
	}
	return given, nil
}

func (a *app) leadSubmit() *cobra.Command {
	var anyway bool
	c := a.on(domain.KindLead, "submit LEAD", "cli.leads.submit", func(ctx context.Context, t target) error {
		if !a.confirm(a.w.T("cli.ask.submit")) {
			return nil
		}
		return a.change(ctx, t.book, domain.SubmitLead{ID: t.ref.ID, Anyway: anyway}, "cli.did.submitted")
	})
	c.Flags().BoolVar(&anyway, "anyway", false, "cli.flag.anyway")
	c.Example = "belay leads submit L-7F3K9\nbelay leads submit L-7F3K9 --anyway"
	return c
}

func (a *app) leadOutcome() *cobra.Command {
	var reason, remark string
	c := &cobra.Command{
		Use: "outcome LEAD approved|rejected|joint|expired", Short: "cli.leads.outcome", Args: a.args(2, 2),
		Example: "belay leads outcome L-7F3K9 approved\nbelay leads outcome L-7F3K9 rejected --reason duplicate",
	}
	reasonFlags(c, &reason, &remark)
	c.RunE = func(c *cobra.Command, args []string) error {
		return a.onRecord(c.Context(), domain.KindLead, args, func(ctx context.Context, t target) error {
			return a.change(ctx, t.book, domain.RecordOutcome{
				ID: t.ref.ID, Outcome: domain.LeadStatus(t.args[0]), Reason: reason, Remark: domain.Outside(remark),
			}, "cli.did.outcome")
		})
	}
	return c
}

func (a *app) leadWithdraw() *cobra.Command {
	return a.oneByOne("withdraw LEAD...", "cli.leads.withdraw", nil, func(ctx context.Context, t target) error {
		return a.change(ctx, t.book, domain.WithdrawLead{ID: t.ref.ID}, "cli.did.withdrawn")
	})
}
