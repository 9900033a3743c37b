package stats

import (
	"math"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// Said is something with a name in sentences, for people who do not see it drawn.
type Said struct {
	Name  string
	Lines []string
}

// TrendsAloud are the figures by month, each with what its months have, the newest
// last.
func TrendsAloud(ctx *pane.Context, rows []domain.Row) []Said {
	t := &trend{ctx: ctx, rows: rows}
	var all []Said
	for _, l := range t.lines() {
		s := Said{Name: nameOf(ctx, l.figure)}
		for i := range rows {
			s.Lines = append(s.Lines, t.month(l, i))
		}
		all = append(all, s)
	}
	return all
}

// LastMonths are so many months up to today.
func LastMonths(ctx *pane.Context, n int) domain.Span { return lastMonths(ctx, n) }

// NameOf is what a figure is called.
func NameOf(ctx *pane.Context, f domain.Figure) string { return nameOf(ctx, f) }

// RecordAloud is a record behind a figure in words.
func RecordAloud(ctx *pane.Context, r domain.Record) string {
	what := domain.Describe(r, ctx.Program, ctx.Now())
	return ctx.Words.T("stats.record_aloud", "name", what.Name, "kind", ctx.Words.Value(string(r.Ref().Kind)),
		"status", ctx.Words.Value(what.Status), "on", what.On)
}

// WhatIfForm asks for the numbers of a score.
func WhatIfForm(ctx *pane.Context, real domain.Scorecard) *form.Form {
	return newWhatIf(ctx, real).form
}

// WhatIfAloud says which score the numbers would give, and where it differs.
func WhatIfAloud(ctx *pane.Context, real domain.Scorecard, values map[string]string) []string {
	card := supposed(ctx, real, values)
	w, had := ctx.Words, byKey(real)
	lines := []string{scoreSaid(ctx, real, card)}
	for _, a := range attributes(card) {
		if was := had[a.Key]; was.Value != a.Value {
			lines = append(lines, w.T("plan.changed_aloud", "title", a.Title, "value", a.Value, "points", a.Points, "was", was.Value, "had", was.Points))
		}
	}
	return append(lines, w.T("plan.supposed"))
}

// ROIForm asks for what the calculator needs, the firm's own figures filled in.
func ROIForm(ctx *pane.Context, s domain.Stats) *form.Form {
	return newCalculator(ctx, ctx.Program.OwnROI(s)).form
}

// ROIAloud says what the leads of a month bring, at the rate given and at others.
func ROIAloud(ctx *pane.Context, values map[string]string) []string {
	w, r := ctx.Words, readROI(ctx, values)
	payback := r.Payback()
	if payback.IsZero() {
		return []string{w.T("roi.incomplete")}
	}
	percent := func(q domain.Ratio) string { return w.PercentFine(q.Num, q.Den) }
	lines := []string{w.T("roi.result", "leads", r.Leads, "conversion", percent(r.Conversion), "close", percent(r.Close), "deal", r.Deal, "payback", payback)}
	for _, s := range r.Sensitivities() {
		if !s.Own {
			lines = append(lines, w.T("roi.rate_aloud", "close", percent(s.Close), "payback", s.Payback, "better", s.BetterConversion, "larger", s.LargerDeal))
		}
	}
	return lines
}

// month says what a month has.
func (t *trend) month(l line, on int) string {
	say, days := t.ctx.Words, t.rows[on].Days
	month, v := say.Month(days.From), l.of(t.rows[on])
	switch {
	case math.IsNaN(v):
		return say.T("stats.trend_missing", "month", month)
	case days.To > t.ctx.Program.Day(t.ctx.Now()):
		return say.T("stats.trend_so_far", "month", month, "value", l.say(v))
	}
	return say.T("stats.trend_value", "month", month, "value", l.say(v))
}
