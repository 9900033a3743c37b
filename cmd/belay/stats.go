package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

func (a *app) stats() *cobra.Command {
	var by, period string
	c := &cobra.Command{
		Use: "stats", Short: "cli.stats.short", Long: "cli.stats.long", Args: a.noArgs,
		Example: "belay stats\nbelay stats --period quarter\nbelay stats --by month --json\nbelay stats records leads.lapsed",
	}
	c.Flags().StringVar(&by, "by", "", "by.flag")
	c.Flags().StringVar(&period, "period", "", "by.flag_period")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if c.Flags().Changed("by") {
			return a.showBreakdown(c.Context(), domain.Dimension(by), period)
		}
		return a.showStats(c.Context(), period)
	}
	c.AddCommand(a.statsRecords())
	return c
}

// figures opens the book and reads the period, the zero span where none is asked for.
func (a *app) figures(ctx context.Context, period string) (*store.Book, *domain.Program, domain.Span, error) {
	book, p, err := a.openProgram(ctx)
	if err != nil || period == "" {
		return book, p, domain.Span{}, err
	}
	days, err := p.Period(period, p.Day(a.now()))
	return book, p, days, err
}

func (a *app) showStats(ctx context.Context, period string) error {
	book, p, days, err := a.figures(ctx, period)
	if err != nil {
		return err
	}
	if period == "" {
		days = domain.Span{} // the program's own
	}
	s, err := book.StatsOver(ctx, p.Name, days)
	if err != nil {
		return err
	}
	if a.json {
		j := statsOf(s)
		if period != "" {
			j.Period = &periodJSON{some(days.From), some(days.To)}
		}
		return a.emit(j)
	}
	f, err := a.firm(ctx, book)
	if err != nil {
		return err
	}
	a.say(a.w.T("cli.stats.head", "firm", f.Name, "program", p.Title, "year", strconv.Itoa(s.FiscalYear%100), "day", p.Day(s.AsOf)))
	if period != "" {
		a.say(a.w.T("by.over", "period", days))
	}
	a.showCard(s.Score)
	a.showFigures(s)
	return nil
}

// showCard prints the score with the points of each attribute.
func (a *app) showCard(s domain.Scorecard) {
	a.say("")
	a.showTier(s)
	t := a.table(column{}, column{right: true}, column{right: true})
	for _, pillar := range s.Pillars {
		t.rows = append(t.rows, []string{pillar.Title, a.pointsIfAny(pillar.Points, pillar.Max), ""})
		for _, at := range pillar.Attributes {
			value := a.w.Quantity(at.Value)
			if at.Target > 0 {
				value = a.w.T("cli.stats.of", "value", at.Value, "target", at.Target)
			}
			t.rows = append(t.rows, []string{"  " + at.Title, a.pointsIfAny(at.Points, at.Max), value})
		}
	}
	t.started = true // no head: the rows say what they are
	_ = t.flush()
}

func (a *app) points(points, most int64) string {
	return strconv.FormatInt(points, 10) + "/" + strconv.FormatInt(most, 10)
}

// showFigures prints the figures that are no points.
func (a *app) showFigures(s domain.Stats) {
	money := func(q domain.Quantity) domain.Money { return domain.Money{Mils: q, Currency: s.ACV.Currency} }
	threshold := a.w.Ratio2(s.CSAT.Threshold.Num, s.CSAT.Threshold.Den)
	a.say("")
	f := &facts{a: a}
	f.add(a.w.T("cli.head.csat"), a.w.T("cli.stats.csat",
		"average", a.w.Ratio2(s.CSAT.Average.Num, s.CSAT.Average.Den), "answers", s.CSAT.Answers, "count", len(s.CSAT.Counted), "threshold", threshold))
	f.add(a.w.T("cli.head.acv"), a.w.T("cli.stats.acv",
		"sourced", money(s.ACV.Sourced), "joint", money(s.ACV.Joint), "previous", money(s.ACV.Previous),
		"growth", a.w.Percent(s.ACV.Growth.Num, s.ACV.Growth.Den)))
	if n := len(s.ACV.Unconverted); n > 0 {
		f.add("", a.w.N("cli.stats.unconverted", n))
	}
	l, r := s.Leads, s.Rates
	f.add(a.w.T("cli.stats.offered"), a.w.T("cli.stats.offers", "offered", l.Offered, "accepted", l.Accepted, "declined", l.Declined, "lapsed", l.Lapsed))
	if l.MedianResponse > 0 {
		f.add(a.w.T("cli.stats.response"), a.w.T("by.responses", "median", l.MedianResponse, "p90", l.P90Response))
		f.add(a.w.T("figure.rates.acceptance"), a.w.T("by.accepts",
			"rate", a.w.Percent(r.Acceptance.Num, r.Acceptance.Den), "lapse", a.w.Percent(r.Lapse.Num, r.Lapse.Den)))
	}
	f.add(a.w.T("cli.stats.registered"), a.w.T("cli.stats.registrations",
		"registered", l.Registered, "approved", l.Approved, "rejected", l.Rejected, "converted", l.Converted))
	f.add(a.w.T("cli.stats.conversion"), a.w.Percent(r.Conversion.Num, r.Conversion.Den))
	f.add(a.w.T("cli.stats.close"), a.w.T("cli.stats.closed",
		"rate", a.w.Percent(r.Close.Num, r.Close.Den), "won", r.Won, "lost", r.Lost, "open", r.Open))
	f.add(a.w.T("cli.stats.average"), a.w.Money(coins(r.AverageDeal)))
	f.add(a.w.T("cli.stats.median"), a.w.Money(coins(r.MedianDeal)))
	if r.Won > 0 {
		f.add(a.w.T("cli.stats.cycle"), a.w.N("cli.stats.days", r.CycleDays))
	}
	p := s.Projects
	f.add(a.w.T("cli.stats.projects"), a.w.T("cli.stats.project_counts",
		"registered", p.Registered, "active", p.Active, "completed", p.Completed, "terminated", p.Terminated))
	f.print()
}

// coins rounds a mean to what its currency has coins for.
func coins(m domain.Money) domain.Money {
	unit := domain.Quantity(1)
	for range 3 - m.Decimals() {
		unit *= 10
	}
	m.Mils = (m.Mils + unit/2) / unit * unit
	return m
}
