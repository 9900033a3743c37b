package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

func (a *app) programs() *cobra.Command {
	list := func() *cobra.Command {
		return &cobra.Command{Use: "list", Short: "cli.program.list", Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error {
			return a.programList(c.Context())
		}}
	}
	var source bool
	show := &cobra.Command{Use: "show [NAME]", Short: "cli.program.show", Args: a.args(0, 1), Example: "belay program show\nbelay program show trailblazer --source > ours.toml"}
	show.Flags().BoolVar(&source, "source", false, "cli.flag.source_file")
	show.RunE = func(c *cobra.Command, args []string) error { return a.programShow(c.Context(), args, source) }
	use := &cobra.Command{Use: "use NAME", Short: "cli.program.use", Args: a.args(1, 1), Example: "belay program use pvs-fy19"}
	use.RunE = func(c *cobra.Command, args []string) error {
		book, err := a.open(c.Context())
		if err != nil {
			return err
		}
		return a.change(c.Context(), book, domain.JoinProgram{Program: args[0]}, "cli.did.program")
	}
	return noun(list, "program", "cli.program.short", show, a.programAdd(), a.programCheck(), use)
}

// firmIfAny is whose book it is, an empty firm where there is no book.
func (a *app) firmIfAny(ctx context.Context) (domain.Firm, error) {
	book, err := a.open(ctx)
	if errors.Is(err, store.ErrNoBook) {
		return domain.Firm{}, nil
	}
	if err != nil {
		return domain.Firm{}, err
	}
	return a.firm(ctx, book)
}

func (a *app) programList(ctx context.Context) error {
	firm, err := a.firmIfAny(ctx)
	if err != nil {
		return err
	}
	arr := &array{out: a.out}
	t := a.table(column{head: a.w.T("cli.head.name")}, column{head: a.w.T("cli.head.title"), flex: late}, column{head: a.w.T("cli.head.vendor"), flex: first}, column{head: a.w.T("cli.head.status")})
	for _, name := range firm.ProgramNames() {
		p, err := a.programNamed(name)
		if err != nil {
			return err
		}
		j := programOf(p, firm)
		if a.json {
			err = arr.add(j)
		} else {
			err = t.add(j.Name, j.Title, j.Vendor, a.programStatus(j))
		}
		if err != nil {
			return err
		}
	}
	if a.json {
		return arr.end()
	}
	return t.flush()
}

// programStatus says what a program is to the firm.
func (a *app) programStatus(j programJSON) string {
	var status []string
	switch {
	case j.Current:
		status = append(status, a.w.T("cli.program.current"))
	case j.Joined:
		status = append(status, a.w.T("cli.program.joined"))
	}
	if j.File {
		status = append(status, a.w.T("cli.program.file"))
	}
	return strings.Join(status, ", ")
}

func (a *app) programShow(ctx context.Context, args []string, source bool) error {
	firm, err := a.firmIfAny(ctx)
	if err != nil {
		return err
	}
	name := domain.DefaultProgram
	switch {
	case len(args) > 0:
		name = args[0]
	case a.programFlag != "":
		name = a.programFlag
	case len(firm.Programs) > 0:
		name = firm.Programs[0]
	}
	p, err := a.programNamed(name)
	if err != nil {
		return err
	}
	if source {
		return a.programSource(name, firm)
	}
	if a.json {
		return a.emit(programOf(p, firm))
	}
	a.showProgram(p)
	return nil
}

// showProgram prints a program's rules.
func (a *app) showProgram(p *domain.Program) {
	a.say(p.Name + "  " + p.Title)
	f := &facts{a: a}
	f.add(a.w.T("cli.head.vendor"), p.Vendor)
	f.add(a.w.T("cli.head.currency"), p.Currency)
	f.add(a.w.T("cli.program.answer"), a.w.Left(p.Leads.AnswerWithin.Std()))
	f.add(a.w.T("cli.program.activity"), a.w.Left(p.Leads.ActivityWithin.Std()))
	held := make([]string, len(p.Leads.HeldBack))
	for i, h := range p.Leads.HeldBack {
		held[i] = a.w.Field(string(h))
	}
	f.add(a.w.T("cli.program.held_back"), strings.Join(held, ", "))
	f.add(a.w.T("cli.program.decline"), titledKeys(p.Leads.DeclineReasons))
	f.add(a.w.T("cli.program.close"), titledKeys(p.Leads.CloseReasons))
	f.add(a.w.T("cli.program.reject"), titledKeys(p.Leads.RejectionReasons))
	stages := make([]string, len(p.Stages))
	for i, s := range p.Stages {
		stages[i] = s.Name
	}
	f.add(a.w.T("cli.program.stages"), strings.Join(stages, ", "))
	f.add(a.w.T("cli.program.threshold"), a.w.T("cli.program.above",
		"threshold", a.w.Ratio2(p.Survey.Threshold.Num, p.Survey.Threshold.Den), "most", p.Survey.PerCustomer))
	regions := make([]string, len(p.Regions))
	for i, r := range p.Regions {
		regions[i] = r.Title
	}
	f.add(a.w.T("cli.program.regions"), strings.Join(regions, ", "))
	tiers := make([]string, len(p.Tiers))
	for i, t := range p.Tiers {
		tiers[i] = t.Title
		if !p.ByRequirements() {
			tiers[i] += " " + a.w.Int(int(t.From))
		}
	}
	f.add(a.w.T("cli.program.tiers"), strings.Join(tiers, ", "))
	for _, t := range p.Tiers {
		for _, alternative := range t.Any {
			f.add(t.Title, a.needs(p, alternative))
		}
	}
	f.print()
	a.showAttributes(p)
}

// needs are what an alternative asks for, in words.
func (a *app) needs(p *domain.Program, alternative domain.Alternative) string {
	var all []string
	for _, at := range p.Attributes {
		if n, ok := alternative.Needs[at.Key]; ok {
			all = append(all, a.w.T("cli.program.need", "n", n, "attribute", at.Title))
		}
	}
	return strings.Join(all, " + ")
}

// showAttributes prints what is measured, and how it becomes points.
func (a *app) showAttributes(p *domain.Program) {
	a.say("")
	t := a.table(column{head: a.w.T("cli.head.attribute"), flex: late}, column{head: a.w.T("cli.head.measure"), flex: first},
		column{head: a.w.T("cli.head.window"), flex: first}, column{head: a.w.T("cli.head.mapping")}, column{head: a.w.T("cli.head.points"), right: true}, column{})
	for _, at := range p.Attributes {
		mapping, points, own := "", "", a.w.T("cli.program.own")
		switch at.Mapping {
		case domain.MapLinear:
			mapping = a.w.T("cli.program.linear", "target", at.Target)
		case domain.MapPerUnit:
			mapping = a.w.T("cli.program.per_unit", "each", at.Each)
		case domain.MapBanded:
			mapping = a.w.N("cli.program.banded", len(at.Steps))
		case domain.MapNone:
		}
		if at.Max > 0 {
			points = a.w.Int(int(at.Max))
		}
		if at.Published {
			own = ""
		}
		t.rows = append(t.rows, []string{at.Title, at.Measure, string(at.Window), mapping, points, own})
	}
	_ = t.flush()
}

func titledKeys(all []domain.Titled) string {
	out := make([]string, len(all))
	for i, t := range all {
		out[i] = t.Key
	}
	return strings.Join(out, ", ")
}
