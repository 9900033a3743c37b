package pipeline

import (
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/text"
)

// stripLines is how many lines the strip takes in a pane so high: a rule, the
// forecast, and what was won against the target. Low panes do without.
func stripLines(h int) int {
	if h < 16 {
		return 0
	}
	return 3
}

// strip draws the forecast by month, and the ACV of the rolling year.
func (p *Pane) strip(w int) []string {
	th, say, f := p.Ctx.Theme, p.Ctx.Words, p.forecast
	lines := []string{th.Rule.Render(strings.Repeat(th.Glyphs.Rule, max(0, w)))}
	if f.Program != p.Ctx.Program.Name {
		return append(lines, " "+th.Muted.Render(say.T("pipeline.reading")+th.Glyphs.Ellipsis), "")
	}
	money := func(q domain.Quantity) string { return say.MoneyShort(domain.Money{Mils: q, Currency: f.Currency}) }
	dot := " " + th.Glyphs.Dot + " "
	parts := []string{}
	values := make([]float64, len(f.Months))
	for i, m := range f.Months {
		values[i] = float64(m.Weighted)
		if m.Count > 0 {
			parts = append(parts, say.T("pipeline.strip_month", "month", say.Month(m.Days.From), "amount", money(m.Amount), "weighted", money(m.Weighted)))
		}
	}
	if f.Open.Count > 0 {
		parts = append([]string{say.T("pipeline.strip_all", "amount", money(f.Open.Amount), "weighted", money(f.Open.Weighted))}, parts...)
	}
	first := " " + th.Title.Render(text.Left(say.T("pipeline.strip_forecast"), 9)) + " "
	if f.Open.Count == 0 {
		parts = []string{say.T("pipeline.strip_none")}
	} else {
		first += th.Accent.Render(chart.Spark(th.Glyphs, values, len(values))) + "  "
	}
	won := " " + th.Title.Render(text.Left(say.T("pipeline.strip_acv"), 9)) + " "
	said := say.T("pipeline.strip_won", "sourced", money(f.ACV.Sourced), "joint", money(f.ACV.Joint))
	if f.Target > 0 {
		const bar = 12
		won += th.Accent.Render(chart.Meter(th.Glyphs, bar, int(f.ACV.Sourced/2+f.ACV.Joint/2), int(f.Target/2))) + "  "
		said += " " + say.T("pipeline.strip_target", "target", money(f.Target))
	}
	rest := []string{said}
	if !f.Coverage.IsZero() {
		rest = append(rest, say.T("pipeline.strip_coverage", "coverage", say.Percent(f.Coverage.Num, f.Coverage.Den)))
	}
	if f.Stalled > 0 {
		rest = append(rest, th.Warn.Render(th.Glyphs.Warn+" "+say.N("pipeline.strip_stalled", f.Stalled)))
	}
	if f.Unconverted > 0 {
		rest = append(rest, say.N("pipeline.strip_unconverted", f.Unconverted, "currency", f.Currency))
	}
	return append(lines, text.Cut(first+strings.Join(parts, dot), w), text.Cut(won+strings.Join(rest, dot), w))
}
