package stats

import (
	"slices"
	"strconv"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// calculator is the ROI calculator: a form with the firm's own figures, and
// beside it what a month brings, as it is typed.
type calculator struct{ asks }

// openROI opens the calculator with the firm's own figures.
func (p *Pane) openROI() {
	if p.loaded() {
		p.show(newCalculator(p.ctx, p.ctx.Program.OwnROI(p.stats)))
	}
}

func newCalculator(ctx *pane.Context, own domain.ROI) *calculator {
	w := ctx.Words
	share := func(r domain.Ratio) domain.Untrusted {
		if r.IsZero() {
			return domain.Untrusted{}
		}
		rounded := domain.Quantity(10_000).MulDiv(r.Num, r.Den) * 10 // to hundredths of a percent
		return domain.Outside(rounded.String() + " %")
	}
	leads := domain.Untrusted{}
	if own.Leads > 0 {
		leads = domain.Outside(strconv.FormatInt(own.Leads, 10))
	}
	count := func(s string) error { _, err := domain.ParseCount(s); return err }
	percent := func(s string) error { _, err := domain.ParsePercent(s); return err }
	money := func(s string) error { _, err := domain.ParseMoney(s, ctx.Program.Currency); return err }
	fields := []form.Field{
		{Key: "leads", Label: w.T("roi.leads"), Value: leads, Check: count},
		{Key: "conversion", Label: w.T("roi.conversion"), Value: share(own.Conversion), Check: percent},
		{Key: "close", Label: w.T("roi.close"), Value: share(own.Close), Check: percent},
		{Key: "deal", Label: w.T("roi.deal"), Value: domain.Outside(own.Deal.String()), Check: money},
	}
	return &calculator{newAsks(ctx, w.T("roi.title"), fields)}
}

// read is what is typed.
func (c *calculator) read() domain.ROI { return readROI(c.ctx, c.form.Values()) }

// readROI reads what the calculator needs; a part that cannot be read is not known.
func readROI(ctx *pane.Context, v map[string]string) domain.ROI {
	r := domain.ROI{}
	var err error
	if r.Leads, err = domain.ParseCount(v["leads"]); err != nil {
		return domain.ROI{}
	}
	if r.Conversion, err = domain.ParsePercent(v["conversion"]); err != nil {
		r.Conversion = domain.Ratio{}
	}
	if r.Close, err = domain.ParsePercent(v["close"]); err != nil {
		r.Close = domain.Ratio{}
	}
	if r.Deal, err = domain.ParseMoney(v["deal"], ctx.Program.Currency); err != nil || r.Deal.Mils < 0 {
		r.Deal = domain.Money{}
	}
	return r
}

func (c *calculator) view() string {
	return fitted(c.beside(c.table(c.answerCells())), c.w, c.h)
}

// A bar of what a month brings has so many cells, and none at all below the least.
const paybackBar, paybackLeast = 40, 8

// table is what a month brings, at the rate typed and at others.
func (c *calculator) table(w int) []string {
	th, say := c.ctx.Theme, c.ctx.Words
	r := c.read()
	payback := r.Payback()
	if payback.IsZero() {
		return text.Wrap(say.T("roi.incomplete"), w)
	}
	lines := []string{th.Strong.Render(say.T("roi.brings", "payback", say.Money(payback))), ""}
	widths := []int{10, 9, 9, 9}
	cells := func(all ...string) string {
		for i := range all {
			all[i] = text.Right(all[i], widths[i])
		}
		return strings.Join(all, " ")
	}
	lines = append(lines, th.Muted.Render(cells(say.T("roi.close"), say.T("roi.payback"), say.T("roi.col_better"), say.T("roi.col_larger"))))
	all := r.Sensitivities()
	bar := min(paybackBar, w-text.Width(cells("", "", "", ""))-2)
	for _, s := range all {
		rate := say.PercentFine(s.Close.Num, s.Close.Den)
		if s.Own {
			rate = th.Glyphs.Cursor + " " + rate
		}
		line := cells(rate, say.MoneyShort(s.Payback), say.MoneyShort(s.BetterConversion), say.MoneyShort(s.LargerDeal))
		if s.Own {
			line = th.Strong.Render(line)
		}
		if bar >= paybackLeast {
			line += "  " + th.Accent.Render(chart.Bar(th.Glyphs, bar, int(s.Payback.Mils), int(all[len(all)-1].Payback.Mils)))
		}
		lines = append(lines, line)
	}
	return slices.Concat(lines, []string{""}, text.Wrap(th.Muted.Render(say.T("roi.columns")), w))
}
