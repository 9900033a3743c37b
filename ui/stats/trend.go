package stats

import (
	"context"
	"math"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// trend draws figures by month: the last twelve, or twenty-four where there is
// room.
type trend struct {
	ctx  *pane.Context
	book Book

	rows   []domain.Row
	err    error
	loaded bool
	gen    int

	w, h int
}

const (
	trendMonths = 24
	shortTrend  = 12
)

type trendMsg struct {
	of   *trend
	gen  int
	rows []domain.Row
	err  error
}

func (p *Pane) openTrend() tea.Cmd { return p.show(&trend{ctx: p.ctx, book: p.book}) }

func (t *trend) resize(w, h int)   { t.w, t.h = w, h }
func (t *trend) restyle()          {}
func (t *trend) do(string) tea.Cmd { return nil }
func (t *trend) can(string) bool   { return false }

func (t *trend) refresh() tea.Cmd {
	t.gen++
	*t.ctx.Busy++
	gen, book, program := t.gen, t.book, t.ctx.Program
	period := lastMonths(t.ctx, trendMonths)
	return func() tea.Msg {
		rows, err := book.Breakdown(context.Background(), program.Name, domain.ByMonth, period)
		return trendMsg{t, gen, rows, err}
	}
}

// lastMonths are so many months up to today.
func lastMonths(ctx *pane.Context, n int) domain.Span {
	today := ctx.Program.Day(ctx.Now())
	first := today.AddMonths(1 - n)
	return domain.Span{From: first - domain.Date(first.Time().Day()-1), To: today}
}

func (t *trend) answered(m trendMsg) tea.Cmd {
	*t.ctx.Busy--
	if m.gen != t.gen {
		return nil
	}
	t.loaded, t.err = true, m.err
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	t.rows = m.rows
	return nil
}

// line is a figure by month: its value, no number where a month has none, and
// how a value is written.
type line struct {
	figure domain.Figure
	of     func(domain.Row) float64
	say    func(float64) string
}

// lines are the figures that are drawn.
func (t *trend) lines() []line {
	w := t.ctx.Words
	count := func(v float64) string { return w.Int(int(v)) }
	percent := func(v float64) string { return w.Percent(int64(math.Round(v*1e6)), 1e6) }
	rate := func(r domain.Ratio) float64 {
		if r.IsZero() {
			return math.NaN()
		}
		return r.Float()
	}
	money := func(v float64) string {
		return w.MoneyShort(domain.Money{Mils: domain.Quantity(v), Currency: t.ctx.Program.Currency})
	}
	return []line{
		{domain.FigureRegistered, func(r domain.Row) float64 { return float64(r.Leads.Registered) }, count},
		{domain.FigureOffered, func(r domain.Row) float64 { return float64(r.Leads.Offered) }, count},
		{domain.FigureAcceptance, func(r domain.Row) float64 { return rate(r.Rates.Acceptance) }, percent},
		{domain.FigureWon, func(r domain.Row) float64 { return float64(r.Rates.Won) }, count},
		{domain.FigureClose, func(r domain.Row) float64 { return rate(r.Rates.Close) }, percent},
		{domain.FigureSourced, func(r domain.Row) float64 { return float64(r.ACV.Sourced) }, money},
		{domain.FigureJoint, func(r domain.Row) float64 { return float64(r.ACV.Joint) }, money},
		{domain.FigureCSATAverage, func(r domain.Row) float64 { return rate(r.CSAT.Average) }, func(v float64) string {
			return w.Ratio2(int64(math.Round(v*1e6)), 1e6)
		}},
		{domain.FigureCSATCount, func(r domain.Row) float64 { return float64(len(r.CSAT.Counted)) }, count},
		{domain.FigureProjectsEnded, func(r domain.Row) float64 { return float64(r.Projects.Completed) }, count},
	}
}

func (t *trend) view() string {
	th, say := t.ctx.Theme, t.ctx.Words
	lines := []string{" " + th.Title.Render(say.T("stats.trends")), ""}
	rows := t.rows
	if t.w < sideFrom {
		rows = rows[max(0, len(rows)-shortTrend):]
	}
	switch {
	case !t.loaded:
		lines = append(lines, " "+th.Muted.Render(say.T("stats.loading")+th.Glyphs.Ellipsis))
	case t.err != nil:
		lines = append(lines, " "+th.Muted.Render(say.T("stats.failed")))
	case len(rows) > 0:
		first, last := rows[0].Key, rows[len(rows)-1].Key
		lines = append(lines, th.Muted.Render(" "+text.Left(say.T("stats.span", "from", first, "to", last), trendName)+
			" "+text.Left("", len(rows))+"  "+text.Right(last, trendLast)+"  "+say.T("stats.range")), "")
		for _, l := range t.lines() {
			lines = append(lines, " "+t.draw(l, rows))
		}
	}
	return fitted(lines, t.w, t.h)
}

// Widths of the name of a figure, and of its last value.
const trendName, trendLast = 31, 9

// draw is a figure's name, its months as columns, the newest value, and the
// least and the greatest.
func (t *trend) draw(l line, rows []domain.Row) string {
	values := make([]float64, len(rows))
	low, high := math.Inf(1), math.Inf(-1)
	for i, r := range rows {
		values[i] = l.of(r)
		if !math.IsNaN(values[i]) {
			low, high = min(low, values[i]), max(high, values[i])
		}
	}
	last, span := unknown, unknown
	if v := values[len(values)-1]; !math.IsNaN(v) {
		last = l.say(v)
	}
	if low <= high {
		span = t.ctx.Words.T("stats.low_high", "low", l.say(low), "high", l.say(high))
	}
	th := t.ctx.Theme
	return th.Label.Render(text.Left(nameOf(t.ctx, l.figure), trendName)) + " " +
		th.Accent.Render(text.Left(chart.Spark(th.Glyphs, values, len(values)), len(values))) + "  " + text.Right(last, trendLast) + "  " + th.Muted.Render(span)
}
