package stats

import (
	"math"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/text"
)

// line is a figure by month: its value, no number where a month has none, and
// how a value is written, in words and at an axis.
type line struct {
	figure    domain.Figure
	of        func(domain.Row) float64
	say, axis func(float64) string
	// base is the least value that there can be, least the least step of the axis.
	base, least float64
}

// mils are the parts of a unit of money.
const mils = 1000

// lines are the figures that are drawn.
func (t *trend) lines() []line {
	w := t.ctx.Words
	count := func(f domain.Figure, of func(domain.Row) int) line {
		say := func(v float64) string { return w.Int(int(v)) }
		return line{f, func(r domain.Row) float64 { return float64(of(r)) }, say, say, 0, 1}
	}
	rate := func(f domain.Figure, of func(domain.Row) domain.Ratio) line {
		say := func(v float64) string { return w.Percent(millionths(v), 1e6) }
		return line{f, func(r domain.Row) float64 { return known(of(r)) }, say, say, 0, 0.01}
	}
	money := func(f domain.Figure, of func(domain.Row) domain.Quantity) line {
		say := func(v float64) string {
			return w.MoneyShort(domain.Money{Mils: domain.Quantity(v), Currency: t.ctx.Program.Currency})
		}
		return line{f, func(r domain.Row) float64 { return float64(of(r)) }, say, say, 0, mils}
	}
	return []line{
		count(domain.FigureRegistered, func(r domain.Row) int { return r.Leads.Registered }),
		count(domain.FigureOffered, func(r domain.Row) int { return r.Leads.Offered }),
		rate(domain.FigureAcceptance, func(r domain.Row) domain.Ratio { return r.Rates.Acceptance }),
		count(domain.FigureLapsed, func(r domain.Row) int { return r.Leads.Lapsed }),
		t.response(),
		rate(domain.FigureConversion, func(r domain.Row) domain.Ratio { return r.Rates.Conversion }),
		count(domain.FigureWon, func(r domain.Row) int { return r.Rates.Won }),
		rate(domain.FigureClose, func(r domain.Row) domain.Ratio { return r.Rates.Close }),
		money(domain.FigureSourced, func(r domain.Row) domain.Quantity { return r.ACV.Sourced }),
		money(domain.FigureJoint, func(r domain.Row) domain.Quantity { return r.ACV.Joint }),
		t.average(),
		count(domain.FigureCSATCount, func(r domain.Row) int { return len(r.CSAT.Counted) }),
		count(domain.FigureProjectsEnded, func(r domain.Row) int { return r.Projects.Completed }),
	}
}

// response is the time to answer, in hours.
func (t *trend) response() line {
	w := t.ctx.Words
	return line{
		domain.FigureResponse,
		func(r domain.Row) float64 {
			if r.Leads.MedianResponse <= 0 {
				return math.NaN()
			}
			return r.Leads.MedianResponse.Hours()
		},
		func(v float64) string { return w.Left(time.Duration(v * float64(time.Hour))) },
		func(v float64) string { return w.T("stats.hours", "n", int(v)) },
		0, 1,
	}
}

// average is the CSAT average: answers are from 1 to 5.
func (t *trend) average() line {
	w := t.ctx.Words
	return line{
		domain.FigureCSATAverage,
		func(r domain.Row) float64 { return known(r.CSAT.Average) },
		func(v float64) string { return w.Ratio2(millionths(v), 1e6) },
		func(v float64) string { return w.Quantity(domain.Quantity(math.Round(v * 1000))) },
		1, 0.1,
	}
}

func millionths(v float64) int64 { return int64(math.Round(v * 1e6)) }

// known is a ratio as a float, no number where there is none.
func known(r domain.Ratio) float64 {
	if r.IsZero() {
		return math.NaN()
	}
	return r.Float()
}

// chart draws the chosen figure in w by h cells: its name, the columns, and what
// the selected month has, in words.
func (t *trend) chart(w, h int) []string {
	th, say := t.ctx.Theme, t.ctx.Words
	all, chosen, on := t.lines(), t.chosen(), len(t.rows)-1-t.back
	l := all[chosen]
	c := chart.Columns{Base: l.base, Least: l.least, Say: l.axis, Selected: on}
	for _, r := range t.rows {
		c.Values = append(c.Values, l.of(r))
		c.Labels = append(c.Labels, say.MonthName(r.Days.From))
		c.Groups = append(c.Groups, say.Year(r.Days.From))
	}
	const around = 4 // the name and the words, each with a blank line
	p := c.Draw(th.Glyphs, w, h-around)
	name := say.T("stats.trend_of", "name", nameOf(t.ctx, l.figure), "i", chosen+1, "n", len(all))
	lines := append(ends(th.Title.Render(name), th.Muted.Render(t.sight(p)), w)[:1], "")
	for i := range p.Lines {
		lines = append(lines, t.styled(p, i))
	}
	lines = append(lines, "", t.words(l, on))
	for i := range lines {
		lines[i] = " " + text.Cut(lines[i], max(0, w))
	}
	return lines
}

// sight says which months are in sight.
func (t *trend) sight(p chart.Picture) string {
	if p.Count == 0 {
		return ""
	}
	say := t.ctx.Words
	from, to := say.Month(t.rows[p.First].Days.From), say.Month(t.rows[p.First+p.Count-1].Days.From)
	if p.Count == len(t.rows) {
		return say.T("stats.span", "from", from, "to", to)
	}
	return say.T("stats.trend_part", "count", p.Count, "n", len(t.rows), "from", from, "to", to)
}

// styled is a line of a chart, with the selected column made out.
func (t *trend) styled(p chart.Picture, i int) string {
	th, line := t.ctx.Theme, p.Lines[i]
	if p.Count == 0 {
		return line
	}
	rest, mark := th.Accent, len(p.Lines)-p.Under
	if i == p.Base || i >= mark {
		rest = th.Muted
	}
	end := ansi.StringWidth(line)
	cut := func(from, to int) string { return ansi.Cut(line, from, to) }
	on := p.At + p.Wide
	if i > mark { // a label may be wider than its column
		on = p.At
	}
	return th.Muted.Render(cut(0, p.Axis)) + rest.Render(cut(p.Axis, p.At)) + th.Strong.Render(cut(p.At, on)) + rest.Render(cut(on, end))
}

// words say what a month has, and what the month and the year before it had.
func (t *trend) words(l line, on int) string {
	th, say := t.ctx.Theme, t.ctx.Words
	parts := []string{th.Strong.Render(t.month(l, on))}
	for _, before := range []struct {
		id     string
		months int
	}{{"stats.trend_before", 1}, {"stats.trend_year_before", 12}} {
		if at := on - before.months; at >= 0 {
			value := unknown
			if v := l.of(t.rows[at]); !math.IsNaN(v) {
				value = l.say(v)
			}
			parts = append(parts, th.Muted.Render(say.T(before.id, "value", value)))
		}
	}
	return strings.Join(parts, th.Muted.Render(", "))
}
