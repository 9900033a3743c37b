package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

type roiFlags struct{ leads, conversion, closing, deal string }

func (a *app) roi() *cobra.Command {
	var f roiFlags
	c := &cobra.Command{
		Use: "roi", Short: "roi.short", Long: "roi.long", Args: a.noArgs,
		Example: "belay roi --leads 10000 --conversion 5% --close 10% --deal 1000\nbelay roi --close 15%",
	}
	c.Flags().StringVar(&f.leads, "leads", "", "roi.flag_leads")
	c.Flags().StringVar(&f.conversion, "conversion", "", "roi.flag_conversion")
	c.Flags().StringVar(&f.closing, "close", "", "roi.flag_close")
	c.Flags().StringVar(&f.deal, "deal", "", "roi.flag_deal")
	c.RunE = func(c *cobra.Command, _ []string) error {
		r, err := a.readROI(c.Context(), f)
		if err != nil {
			return err
		}
		if a.json {
			return a.emit(roiOf(r))
		}
		return a.showROI(r)
	}
	return c
}

// readROI reads the flags; what is not given is the firm's own figure.
func (a *app) readROI(ctx context.Context, f roiFlags) (domain.ROI, error) {
	r, currency, err := a.ownROI(ctx, f)
	if err != nil {
		return r, err
	}
	read := func(flag, value string, into func(string) error) {
		if value == "" || err != nil {
			return
		}
		if err = into(value); err != nil {
			err = useError{a.w.T("roi.use", "flag", flag, "why", a.w.Error(err))}
		}
	}
	read("--leads", f.leads, func(s string) (err error) { r.Leads, err = domain.ParseCount(s); return err })
	read("--conversion", f.conversion, func(s string) (err error) { r.Conversion, err = domain.ParsePercent(s); return err })
	read("--close", f.closing, func(s string) (err error) { r.Close, err = domain.ParsePercent(s); return err })
	read("--deal", f.deal, func(s string) (err error) { r.Deal, err = domain.ParseMoney(s, currency); return err })
	switch {
	case err != nil:
	case r.Deal.Mils < 0:
		err = useError{a.w.T("roi.negative")}
	case f.leads == "" && r.Leads == 0 || r.Payback().IsZero():
		err = useError{a.w.T("roi.missing")}
	}
	return r, err
}

// ownROI are the firm's own figures, and the currency of an amount without one.
// Without a book, and where all is given, there is nothing to read.
func (a *app) ownROI(ctx context.Context, f roiFlags) (domain.ROI, string, error) {
	book, err := a.open(ctx)
	if errors.Is(err, store.ErrNoBook) {
		p, err := a.programFor(ctx, nil)
		if err != nil {
			return domain.ROI{}, "", err
		}
		return domain.ROI{}, p.Currency, nil
	}
	if err != nil {
		return domain.ROI{}, "", err
	}
	p, err := a.program(ctx, book)
	if err != nil || f.leads != "" && f.conversion != "" && f.closing != "" && f.deal != "" {
		if err != nil {
			return domain.ROI{}, "", err
		}
		return domain.ROI{}, p.Currency, nil
	}
	s, err := book.Stats(ctx, p.Name)
	return p.OwnROI(s), p.Currency, err
}

func (a *app) showROI(r domain.ROI) error {
	percent := func(q domain.Ratio) string { return a.w.PercentFine(q.Num, q.Den) }
	a.say(a.w.T("roi.result",
		"leads", r.Leads, "conversion", percent(r.Conversion), "close", percent(r.Close), "deal", coins(r.Deal), "payback", r.Payback()))
	a.say("")
	t := a.table(column{head: a.w.T("roi.close"), right: true}, column{head: a.w.T("roi.payback"), right: true},
		column{head: a.w.T("roi.better"), right: true}, column{head: a.w.T("roi.larger"), right: true}, column{})
	for _, s := range r.Sensitivities() {
		own := ""
		if s.Own {
			own = a.w.T("roi.own")
		}
		err := t.add(percent(s.Close), a.w.Money(s.Payback), a.w.Money(s.BetterConversion), a.w.Money(s.LargerDeal), own)
		if err != nil {
			return err
		}
	}
	return t.flush()
}

type roiJSON struct {
	Leads         int64             `json:"leads"`
	Conversion    *float64          `json:"conversion"`
	Close         *float64          `json:"close"`
	Deal          domain.Money      `json:"deal"`
	Payback       domain.Money      `json:"payback"`
	Sensitivities []sensitivityJSON `json:"sensitivity"`
}

type sensitivityJSON struct {
	Close            *float64     `json:"close"`
	Payback          domain.Money `json:"payback"`
	BetterConversion domain.Money `json:"better_conversion"`
	LargerDeal       domain.Money `json:"larger_deal"`
	Own              bool         `json:"own"`
}

func roiOf(r domain.ROI) roiJSON {
	j := roiJSON{Leads: r.Leads, Conversion: ratio(r.Conversion), Close: ratio(r.Close), Deal: r.Deal, Payback: r.Payback()}
	for _, s := range r.Sensitivities() {
		j.Sensitivities = append(j.Sensitivities, sensitivityJSON{ratio(s.Close), s.Payback, s.BetterConversion, s.LargerDeal, s.Own})
	}
	return j
}
