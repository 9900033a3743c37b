package main

import (
	"context"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

func (a *app) opportunities() *cobra.Command {
	list := func() *cobra.Command { return a.opportunityList().command(a) }
	c := noun(list, "opportunities", "cli.opportunities.short",
		a.lists(domain.KindOpportunity), a.opportunityShow(), a.opportunityAdd(), a.opportunityEdit(), a.opportunityStage(), a.opportunityReopen(), a.opportunityForecast(), a.opportunityLetter(),
		a.opportunityEnd("win DEAL", "cli.opportunities.win", domain.OutcomeWon),
		a.opportunityEnd("lose DEAL", "cli.opportunities.lose", domain.OutcomeLost),
	)
	c.Aliases = []string{"opps"}
	return c
}

func (a *app) opportunityList() lister[domain.Opportunity] {
	return lister[domain.Opportunity]{
		kind: domain.KindOpportunity, short: "cli.opportunities.list", example: "belay opps list --list open --sort value",
		page: (*store.Book).Opportunities,
		columns: func() []column {
			return []column{
				{head: a.w.T("cli.head.id")}, {head: a.w.T("cli.head.stage"), flex: first}, {head: a.w.T("cli.head.name"), flex: late},
				{head: a.w.T("cli.head.customer"), flex: first}, {head: a.w.T("cli.head.amount"), right: true},
				{head: a.w.T("cli.head.acv"), right: true}, {head: a.w.T("cli.head.kind")}, {head: a.w.T("cli.head.close")},
			}
		},
		cells: func(o domain.Opportunity, id string) []string {
			return []string{
				id, domain.Clean(o.Stage), o.Name.String(), o.Customer.String(), a.w.MoneyShort(o.Amount), a.w.MoneyShort(o.ACV),
				a.w.Value(string(o.Kind)), a.w.Date(o.CloseDate),
			}
		},
		json: func(o domain.Opportunity) (any, error) {
			due, err := a.due(o, o.Program)
			return opportunityOf(o, due), err
		},
	}
}

func (a *app) opportunityShow() *cobra.Command {
	return a.on(domain.KindOpportunity, "show DEAL", "cli.opportunities.show", func(ctx context.Context, t target) error {
		o, err := t.book.Opportunity(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		stages, err := t.book.Stages(ctx, o.ID)
		if err != nil {
			return err
		}
		if a.json {
			due, err := a.due(o, o.Program)
			if err != nil {
				return err
			}
			return a.emit(dealJSON{opportunityOf(o, due), a.stagesOf(stages)})
		}
		id, err := short(ctx, t.book, t.ref)
		if err != nil {
			return err
		}
		lead, err := shortOf(ctx, t.book, domain.KindLead, o.Lead)
		if err != nil {
			return err
		}
		a.say(id + "  " + o.Name.String())
		f := &facts{a: a}
		f.add(a.w.T("cli.head.customer"), o.Customer.String())
		f.add(a.w.T("cli.head.product"), o.Product.String())
		f.add(a.w.T("cli.head.stage"), joined(", ", domain.Clean(o.Stage), strconv.Itoa(o.Probability)+" %", a.w.Instant(o.StageAt, a.now())))
		f.add(a.w.T("cli.head.amount"), a.w.Money(o.Amount))
		f.add(a.w.T("cli.head.expected"), a.w.Money(o.Expected()))
		f.add(a.w.T("cli.head.acv"), a.w.Money(o.ACV))
		f.add(a.w.T("cli.head.kind"), joined(", ", a.w.Value(string(o.Kind)), a.w.Value(string(o.Evidence))))
		f.add(a.w.T("cli.head.close"), a.w.Date(o.CloseDate))
		f.add(a.w.T("cli.head.next"), a.next(o.Next))
		f.add(a.w.T("cli.head.reason"), o.Reason.String())
		f.add(a.w.T("cli.head.source"), o.Source.String())
		f.add(a.w.T("cli.head.description"), o.Description.String())
		f.add(a.w.T("cli.head.lead"), lead)
		f.add(a.w.T("cli.head.portal_id"), portal(o.PortalID).String())
		f.print()
		return a.showStages(stages)
	})
}

// showStages prints the stages that a deal went through, the newest first.
func (a *app) showStages(visits []domain.StageVisit) error {
	a.say("")
	t := a.table(column{head: a.w.T("cli.head.stage")}, column{head: a.w.T("cli.head.entered")}, column{head: a.w.T("cli.head.stayed"), right: true})
	for _, v := range slices.Backward(visits) {
		stay := v.Stay(a.now())
		if stay >= day {
			stay = stay.Truncate(day)
		}
		if err := t.add(domain.Clean(v.Stage), a.w.Instant(v.From, a.now()), a.w.Left(stay)); err != nil {
			return err
		}
	}
	return t.flush()
}

func (a *app) opportunityAdd() *cobra.Command {
	c := &cobra.Command{
		Use: "add", Short: "cli.opportunities.add", Args: a.noArgs,
		Example: "belay opps add --name \"Portal\" --customer \"Acme GmbH\" --amount \"40 kEUR\" --close 2027-03-31",
	}
	set := addFields(c, domain.OpportunityFields())
	c.RunE = func(c *cobra.Command, _ []string) error {
		book, p, err := a.openProgram(c.Context())
		if err != nil {
			return err
		}
		given, err := set.given(a.today())
		if err != nil {
			return err
		}
		return a.added(c.Context(), book, p, domain.AddOpportunity{ID: a.newID(), Program: p.Name, Fields: given}, "cli.did.added")
	}
	return c
}

func (a *app) opportunityEdit() *cobra.Command {
	var set *fields[domain.OpportunityField]
	c := a.changing(domain.KindOpportunity, "edit DEAL", "cli.opportunities.edit", "cli.did.edited", func(id domain.ID) (domain.Command, error) {
		given, err := set.given(a.today())
		if err == nil && len(given) == 0 {
			err = useError{a.w.T("cli.use.nothing_set")}
		}
		return domain.EditOpportunity{ID: id, Fields: given}, err
	})
	c.Example = "belay opps edit O-7F3K9 --next \"Send the offer\" --next-on fri"
	set = addFields(c, domain.OpportunityFields())
	return c
}

func (a *app) opportunityStage() *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use: "stage DEAL STAGE", Short: "cli.opportunities.stage", Args: a.args(2, 2), Example: "belay opps stage O-7F3K9 \"Needs Analysis\"",
	}
	c.Flags().StringVar(&reason, "reason", "", "cli.flag.why")
	c.RunE = func(c *cobra.Command, args []string) error {
		return a.onRecord(c.Context(), domain.KindOpportunity, args, func(ctx context.Context, t target) error {
			move := domain.MoveStage{ID: t.ref.ID, Stage: t.args[0], Reason: domain.Outside(reason)}
			return a.change(ctx, t.book, move, "cli.did.moved")
		})
	}
	return c
}

// opportunityEnd makes the verbs that win and lose a deal: they move it to the
// program's stage for that.
func (a *app) opportunityEnd(use, text string, outcome domain.Outcome) *cobra.Command {
	var reason string
	c := a.on(domain.KindOpportunity, use, text, func(ctx context.Context, t target) error {
		o, err := t.book.Opportunity(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		p, err := a.programNamed(o.Program)
		if err != nil {
			return err
		}
		stage, _ := p.StageOf(outcome) // every program has one
		return a.change(ctx, t.book, domain.MoveStage{ID: t.ref.ID, Stage: stage.Name, Reason: domain.Outside(reason)}, "cli.did.moved")
	})
	c.Flags().StringVar(&reason, "reason", "", "cli.flag.why")
	return c
}

func (a *app) opportunityReopen() *cobra.Command {
	c := &cobra.Command{
		Use: "reopen DEAL STAGE", Short: "cli.opportunities.reopen", Args: a.args(2, 2), Example: "belay opps reopen O-7F3K9 Qualification",
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		return a.onRecord(c.Context(), domain.KindOpportunity, args, func(ctx context.Context, t target) error {
			return a.change(ctx, t.book, domain.ReopenOpportunity{ID: t.ref.ID, Stage: t.args[0]}, "cli.did.reopened")
		})
	}
	return c
}
