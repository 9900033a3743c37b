package main

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

func (a *app) plan() *cobra.Command {
	var by string
	var values []string
	c := &cobra.Command{
		Use: "plan", Short: "cli.plan.short", Long: "cli.plan.long", Args: a.noArgs,
		Example: "belay plan\nbelay plan --by 2027-04-30\nbelay plan --what-if acv=250000 --what-if csat=6 --json",
		RunE:    func(c *cobra.Command, _ []string) error { return a.showPlan(c.Context(), by, values) },
	}
	c.Flags().StringVar(&by, "by", "", "cli.plan.by")
	c.Flags().StringArrayVar(&values, "what-if", nil, "cli.plan.what_if")
	return c
}

func (a *app) showPlan(ctx context.Context, by string, values []string) error {
	book, p, err := a.openProgram(ctx)
	if err != nil {
		return err
	}
	day, err := dateFlag("by", by, a.today(), domain.LeanAhead)
	if err != nil {
		return err
	}
	cards, err := a.whatIf(ctx, book, p, values)
	if err != nil {
		return err
	}
	plan, err := book.Plan(ctx, p.Name, day)
	if err != nil {
		return err
	}
	if a.json {
		return a.emit(planOf(plan, cards))
	}
	if cards != nil {
		a.showWhatIf(*cards)
	}
	return a.printPlan(ctx, book, p, plan)
}

// twoCards are the score as it is and as it would be.
type twoCards struct{ real, card domain.Scorecard }

// whatIf reads attribute=value pairs and scores them; none is nil.
func (a *app) whatIf(ctx context.Context, book *store.Book, p *domain.Program, pairs []string) (*twoCards, error) {
	if len(pairs) == 0 {
		return nil, nil
	}
	values := map[string]domain.Quantity{}
	for _, pair := range pairs {
		key, text, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, useError{a.w.T("cli.plan.no_pair", "value", pair)}
		}
		value, err := p.ParseValue(key, text)
		if err != nil {
			return nil, err
		}
		values[key] = value
	}
	s, err := book.Stats(ctx, p.Name)
	if err != nil {
		return nil, err
	}
	card, err := p.WhatIf(s.Score, values)
	return &twoCards{s.Score, card}, err
}

// showWhatIf prints what changes, and the score it would give.
func (a *app) showWhatIf(c twoCards) {
	a.say(a.w.T("plan.what_if_score", "points", c.card.Points, "max", c.card.Max, "tier", c.card.Tier.Title, "real", c.real.Points, "real_tier", c.real.Tier.Title))
	t := a.table(column{flex: late}, column{right: true}, column{right: true}, column{}, column{right: true}, column{right: true})
	for i, pillar := range c.card.Pillars {
		for j, now := range pillar.Attributes {
			if was := c.real.Pillars[i].Attributes[j]; was.Value != now.Value {
				t.rows = append(t.rows, []string{
					"  " + domain.Clean(now.Title), a.w.Quantity(was.Value), a.points(was.Points, was.Max), "→", a.w.Quantity(now.Value), a.points(now.Points, now.Max),
				})
			}
		}
	}
	t.started = true // no head: the rows say what they are
	_ = t.flush()
	a.say("")
}

// printPlan prints the steps, and the other ways.
func (a *app) printPlan(ctx context.Context, book *store.Book, p *domain.Program, plan domain.Plan) error {
	a.say(a.w.T("plan.title", "tier", plan.Tier.Title, "by", plan.By))
	a.say("  " + a.w.PlanHead(plan))
	ways := append([]domain.Way{plan.Way}, plan.Others...)
	for i, way := range ways {
		if i > 0 {
			a.say("")
			a.say(a.w.T("plan.or", "days", a.w.Days(way.Effort)))
		}
		if err := a.printWay(ctx, book, p, way); err != nil {
			return err
		}
	}
	return nil
}

// recordsShown is how many records of a step its line names.
const recordsShown = 4

func (a *app) printWay(ctx context.Context, book *store.Book, p *domain.Program, way domain.Way) error {
	t := a.table(column{right: true}, column{flex: late}, column{right: true}, column{right: true}, column{}, column{})
	for i, s := range way.Steps {
		shown := s.Records[:min(recordsShown, len(s.Records))]
		ids, err := book.Short(ctx, shown...)
		if err != nil {
			return err
		}
		if len(shown) < len(s.Records) {
			ids = append(ids, "…")
		}
		before := ""
		if s.Before != 0 {
			before = a.w.T("plan.before", "day", s.Before)
		}
		t.rows = append(t.rows, []string{
			strconv.Itoa(i + 1), a.w.PlanStep(s, p.Currency), a.w.PlanGain(s.Gain), a.w.Days(s.Effort), before, strings.Join(ids, " "),
		})
	}
	t.started = true // no head: the rows say what they are
	return t.flush()
}
