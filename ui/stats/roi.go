package stats

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// calculator is the ROI calculator: a form with the firm's own figures, and
// beside it what a month brings, as it is typed.
type calculator struct {
	ctx  *pane.Context
	form *form.Form
	w, h int
}

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
	check := func(f func(string) error) func(string) error { return f }
	percent := check(func(s string) error { _, err := domain.ParsePercent(s); return err })
	fields := []form.Field{
		{Key: "leads", Label: w.T("roi.leads"), Value: leads, Check: check(func(s string) error { _, err := domain.ParseCount(s); return err })},
		{Key: "conversion", Label: w.T("roi.conversion"), Value: share(own.Conversion), Check: percent},
		{Key: "close", Label: w.T("roi.close"), Value: share(own.Close), Check: percent},
		{Key: "deal", Label: w.T("roi.deal"), Value: domain.Outside(own.Deal.String()), Check: check(func(s string) error {
			_, err := domain.ParseMoney(s, ctx.Program.Currency)
			return err
		})},
	}
	return &calculator{ctx: ctx, form: form.New(w.T("roi.title"), []form.Page{{Fields: fields}}, ctx.Look(), w)}
}

func (c *calculator) restyle()          { c.form.SetLook(c.ctx.Look()) }
func (c *calculator) refresh() tea.Cmd  { return nil }
func (c *calculator) do(string) tea.Cmd { return nil }
func (c *calculator) can(string) bool   { return false }
func (c *calculator) done() bool        { return c.form.State() == form.Canceled }

// formPart is the form's part of the width, in hundredths.
const formPart = 46

func (c *calculator) resize(w, h int) {
	c.w, c.h = w, h
	c.form.SetSize(w*formPart/100, h)
}

func (c *calculator) update(msg tea.Msg) tea.Cmd {
	cmd := c.form.Update(msg)
	if c.form.State() == form.Done {
		c.form.SetError("", "") // what it brings shows already: go on asking
	}
	return cmd
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
	left := c.w * formPart / 100
	typed, table := strings.Split(c.form.View(), "\n"), c.table(max(0, c.w-left-between))
	rule := " " + c.ctx.Theme.Rule.Render(c.ctx.Theme.Glyphs.Vertical) + " "
	lines := make([]string, c.h)
	for i := range lines {
		var a, b string
		if i < len(typed) {
			a = typed[i]
		}
		if i < len(table) {
			b = table[i]
		}
		lines[i] = text.Left(a, left) + rule + b
	}
	return fitted(lines, c.w, c.h)
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
