package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
)

func (a *app) opportunityForecast() *cobra.Command {
	return &cobra.Command{
		Use: "forecast", Short: "forecast.short", Long: "forecast.long", Args: a.noArgs,
		Example: "belay opportunities forecast\nbelay opps forecast --json",
		RunE:    func(c *cobra.Command, _ []string) error { return a.showForecast(c.Context()) },
	}
}

func (a *app) showForecast(ctx context.Context) error {
	book, p, _, err := a.figures(ctx, "")
	if err != nil {
		return err
	}
	f, err := book.Forecast(ctx, p.Name)
	if err != nil {
		return err
	}
	if a.json {
		return a.emit(forecastOf(f))
	}
	a.say(a.w.N("forecast.head", f.Open.Count, "program", p.Title, "amount", a.inCurrency(f, f.Open.Amount), "weighted", a.inCurrency(f, f.Open.Weighted)))
	a.say("")
	if err := a.forecastMonths(f); err != nil {
		return err
	}
	a.say("")
	if err := a.forecastStages(f); err != nil {
		return err
	}
	a.say("")
	a.forecastRest(f)
	return nil
}

// inCurrency is an amount of the forecast.
func (a *app) inCurrency(f domain.Forecast, q domain.Quantity) string {
	return a.w.MoneyShort(domain.Money{Mils: q, Currency: f.Currency})
}

// forecastMonths prints the months that have deals, and the deals that are in none.
func (a *app) forecastMonths(f domain.Forecast) error {
	columns := []column{{head: a.w.T("forecast.closes")}, {head: a.w.T("forecast.deals"), right: true}}
	for _, c := range f.Categories {
		columns = append(columns, column{head: domain.Clean(c), right: true})
	}
	columns = append(columns, column{head: a.w.T("forecast.amount"), right: true}, column{head: a.w.T("forecast.weighted"), right: true})
	t := a.table(columns...)
	add := func(name string, s domain.DealSum, by []domain.DealSum) error {
		if s.Count == 0 {
			return nil
		}
		cells := []string{name, strconv.Itoa(s.Count)}
		for i := range f.Categories {
			cell := ""
			if i < len(by) && by[i].Count > 0 {
				cell = a.inCurrency(f, by[i].Amount)
			}
			cells = append(cells, cell)
		}
		return t.add(append(cells, a.inCurrency(f, s.Amount), a.inCurrency(f, s.Weighted))...)
	}
	if err := add(a.w.T("forecast.overdue"), f.Overdue, nil); err != nil {
		return err
	}
	for _, m := range f.Months {
		if err := add(a.w.Month(m.Days.From), m.DealSum, m.Categories); err != nil {
			return err
		}
	}
	if err := add(a.w.T("forecast.later"), f.Later, nil); err != nil {
		return err
	}
	if err := add(a.w.T("forecast.undated"), f.Undated, nil); err != nil {
		return err
	}
	return t.flush()
}

func (a *app) forecastStages(f domain.Forecast) error {
	t := a.table(column{head: a.w.T("cli.head.stage"), flex: late}, column{head: a.w.T("forecast.deals"), right: true},
		column{head: a.w.T("forecast.amount"), right: true}, column{head: a.w.T("forecast.weighted"), right: true})
	for _, s := range f.Stages {
		if err := t.add(domain.Clean(s.Stage.Name), strconv.Itoa(s.Count), a.inCurrency(f, s.Amount), a.inCurrency(f, s.Weighted)); err != nil {
			return err
		}
	}
	return t.flush()
}

// forecastRest prints what was won against the target, what covers the rest, and
// what has come to a standstill.
func (a *app) forecastRest(f domain.Forecast) {
	a.say(a.w.T("forecast.acv", "sourced", a.inCurrency(f, f.ACV.Sourced), "joint", a.inCurrency(f, f.ACV.Joint)))
	if f.Target > 0 {
		a.say(a.w.T("forecast.target", "target", a.inCurrency(f, f.Target)))
	}
	if !f.Coverage.IsZero() {
		a.say(a.w.T("forecast.coverage", "open", a.inCurrency(f, f.OpenACV), "coverage", a.w.Percent(f.Coverage.Num, f.Coverage.Den)))
	}
	a.say(a.w.N("forecast.stalled", f.Stalled))
	if f.Unconverted > 0 {
		a.say(a.w.N("forecast.unconverted", f.Unconverted, "currency", f.Currency))
	}
}
