package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

type programJSON struct {
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Vendor   string   `json:"vendor"`
	Currency string   `json:"currency"`
	Zone     string   `json:"zone"`
	Max      int64    `json:"max"`
	Tiers    []string `json:"tiers"`
	// Joined tells that the firm is in it, Current that it looks at it.
	Joined  bool `json:"joined"`
	Current bool `json:"current"`
}

func (a *app) programs() *cobra.Command {
	list := func() *cobra.Command {
		return &cobra.Command{Use: "list", Short: "cli.program.list", Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error {
			return a.programList(c.Context())
		}}
	}
	show := &cobra.Command{Use: "show [NAME]", Short: "cli.program.show", Args: a.args(0, 1), RunE: func(c *cobra.Command, args []string) error {
		return a.programShow(c.Context(), args)
	}}
	use := &cobra.Command{Use: "use NAME", Short: "cli.program.use", Args: a.args(1, 1), Example: "belay program use pvs-fy19"}
	use.RunE = func(c *cobra.Command, args []string) error {
		book, err := a.open(c.Context())
		if err != nil {
			return err
		}
		if _, err := domain.Preset(args[0]); err != nil {
			return err
		}
		return a.change(c.Context(), book, domain.JoinProgram{Program: args[0]}, "cli.did.program")
	}
	return noun(list, "program", "cli.program.short", show, use)
}

// joined are the programs that the firm is in, none where there is no book.
func (a *app) joined(ctx context.Context) ([]string, error) {
	book, err := a.open(ctx)
	if errors.Is(err, store.ErrNoBook) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	f, err := a.firm(ctx, book)
	return f.Programs, err
}

func programOf(p *domain.Program, joined []string) programJSON {
	j := programJSON{
		Name: p.Name, Title: p.Title, Vendor: p.Vendor, Currency: p.Currency, Zone: p.Zone.Location().String(), Max: p.Max(),
		Joined: slices.Contains(joined, p.Name), Current: len(joined) > 0 && joined[0] == p.Name,
	}
	for _, t := range p.Tiers {
		j.Tiers = append(j.Tiers, t.Title)
	}
	return j
}

func (a *app) programList(ctx context.Context) error {
	joined, err := a.joined(ctx)
	if err != nil {
		return err
	}
	arr := &array{out: a.out}
	t := a.table(column{head: a.w.T("cli.head.name")}, column{head: a.w.T("cli.head.title"), flex: late}, column{head: a.w.T("cli.head.vendor"), flex: first}, column{head: a.w.T("cli.head.status")})
	for _, name := range domain.PresetNames() {
		p, err := domain.Preset(name)
		if err != nil {
			return err
		}
		j, status := programOf(p, joined), ""
		switch {
		case j.Current:
			status = a.w.T("cli.program.current")
		case j.Joined:
			status = a.w.T("cli.program.joined")
		}
		if a.json {
			err = arr.add(j)
		} else {
			err = t.add(j.Name, j.Title, j.Vendor, status)
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

func (a *app) programShow(ctx context.Context, args []string) error {
	joined, err := a.joined(ctx)
	if err != nil {
		return err
	}
	name := domain.DefaultProgram
	switch {
	case len(args) > 0:
		name = args[0]
	case a.programFlag != "":
		name = a.programFlag
	case len(joined) > 0:
		name = joined[0]
	}
	p, err := domain.Preset(name)
	if err != nil {
		return err
	}
	if a.json {
		return a.emit(programOf(p, joined))
	}
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
	f.add(a.w.T("cli.program.decline"), keys(p.Leads.DeclineReasons))
	f.add(a.w.T("cli.program.close"), keys(p.Leads.CloseReasons))
	f.add(a.w.T("cli.program.reject"), keys(p.Leads.RejectionReasons))
	stages := make([]string, len(p.Stages))
	for i, s := range p.Stages {
		stages[i] = s.Name
	}
	f.add(a.w.T("cli.program.stages"), strings.Join(stages, ", "))
	f.add(a.w.T("cli.program.threshold"), a.w.T("cli.program.above",
		"threshold", a.w.Ratio2(p.Survey.Threshold.Num, p.Survey.Threshold.Den), "most", p.Survey.PerCustomer))
	tiers := make([]string, len(p.Tiers))
	for i, t := range p.Tiers {
		tiers[i] = t.Title + " " + a.w.Int(int(t.From))
	}
	f.add(a.w.T("cli.program.tiers"), strings.Join(tiers, ", "))
	f.print()
	return nil
}

func keys(all []domain.Titled) string {
	out := make([]string, len(all))
	for i, t := range all {
		out[i] = t.Key
	}
	return strings.Join(out, ", ")
}
