package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
)

func (a *app) leadAccept() *cobra.Command {
	c := a.oneByOne("accept LEAD...", "cli.leads.accept", nil, func(ctx context.Context, t target) error {
		if err := a.change(ctx, t.book, domain.AcceptLead{ID: t.ref.ID}, "cli.did.accepted"); err != nil || a.json {
			return err
		}
		l, err := t.book.Lead(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		f := &facts{a: a}
		a.contactFacts(f, l)
		f.print()
		return nil
	})
	c.Long, c.Example = "cli.leads.accept_long", "belay leads accept L-7F3K9\nbelay leads accept L-7F3K9 L-2M8QD"
	return c
}

func (a *app) leadDecline() *cobra.Command {
	var reason, remark string
	ask := func(n int) bool { return a.confirm(a.w.N("cli.ask.decline", n)) }
	c := a.oneByOne("decline LEAD...", "cli.leads.decline", ask, func(ctx context.Context, t target) error {
		return a.change(ctx, t.book, domain.DeclineLead{ID: t.ref.ID, Reason: reason, Remark: domain.Outside(remark)}, "cli.did.declined")
	})
	c.Example = "belay leads decline L-7F3K9 --reason no_capacity"
	reasonFlags(c, &reason, &remark)
	return c
}

func reasonFlags(c *cobra.Command, reason, remark *string) {
	c.Flags().StringVar(reason, "reason", "", "cli.flag.reason")
	c.Flags().StringVar(remark, "remark", "", "cli.flag.remark")
}

func (a *app) leadLog() *cobra.Command {
	var kind, next string
	c := &cobra.Command{
		Use: "log LEAD TEXT [NEXT]", Short: "cli.leads.log", Long: "cli.leads.log_long", Args: a.args(2, 3),
		Example: "belay leads log L-7F3K9 --kind call \"Spoke with the buyer\" --next 2026-12-01 \"Send the offer\"",
	}
	c.Flags().StringVar(&kind, "kind", string(domain.Note), "cli.flag.activity")
	c.Flags().StringVar(&next, "next", "", "cli.flag.next")
	c.RunE = func(c *cobra.Command, args []string) error {
		return a.onRecord(c.Context(), domain.KindLead, args, func(ctx context.Context, t target) error {
			on, err := dateFlag("next", next, a.today(), domain.LeanAhead)
			if err != nil {
				return err
			}
			log := domain.LogActivity{ID: t.ref.ID, Kind: domain.ActivityKind(kind), Text: domain.Outside(t.args[0]), Next: domain.NextStep{On: on}}
			if len(t.args) > 1 {
				log.Next.Text = domain.Outside(t.args[1])
			}
			return a.change(ctx, t.book, log, "cli.did.logged")
		})
	}
	return c
}

func (a *app) leadClose() *cobra.Command {
	var reason, remark string
	c := a.oneByOne("close LEAD...", "cli.leads.close", nil, func(ctx context.Context, t target) error {
		return a.change(ctx, t.book, domain.CloseLead{ID: t.ref.ID, Reason: reason, Remark: domain.Outside(remark)}, "cli.did.closed")
	})
	c.Example = "belay leads close L-7F3K9 --reason no_budget"
	reasonFlags(c, &reason, &remark)
	return c
}

func (a *app) leadConvert() *cobra.Command {
	var set *fields[domain.OpportunityField]
	c := a.changing(domain.KindLead, "convert LEAD", "cli.leads.convert", "cli.did.converted", func(id domain.ID) (domain.Command, error) {
		given, err := set.given(a.today())
		return domain.ConvertLead{ID: id, Opportunity: a.newID(), Fields: given}, err
	})
	c.Example = "belay leads convert L-7F3K9 --amount \"40 kEUR\" --close +6w"
	set = addFields(c, domain.OpportunityFields())
	return c
}
