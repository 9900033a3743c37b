package stats

import (
	"context"
	"math"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// trend draws figures by month: a chart of the chosen one, and above it all of
// them small where there is room.
type trend struct {
	ctx  *pane.Context
	book Book

	rows   []domain.Row
	err    error
	loaded bool
	gen    int

	figure domain.Figure // the chosen one
	back   int           // how many months before the newest the selected one is

	w, h int
}

// trendMonths is how many months are drawn: three years, so that each of two has
// one before it.
const trendMonths = 36

type trendMsg struct {
	of   *trend
	gen  int
	rows []domain.Row
	err  error
}

// openTrend draws the figure under the cursor, the first where that has no trend.
func (p *Pane) openTrend() tea.Cmd {
	return p.show(&trend{ctx: p.ctx, book: p.book, figure: p.selected()})
}

func (t *trend) resize(w, h int) { t.w, t.h = w, h }
func (t *trend) restyle()        {}

// steps is where an action leads: to which figure, and how many months back.
func (t *trend) steps(id string) (figure, back int) {
	const year = 12
	figure = t.chosen()
	to, ok := map[string][2]int{
		"up": {figure - 1, t.back}, "down": {figure + 1, t.back}, "top": {0, t.back}, "bottom": {math.MaxInt, t.back},
		"left": {figure, t.back + 1}, "right": {figure, t.back - 1}, "page_up": {figure, t.back + year}, "page_down": {figure, t.back - year},
	}[id]
	if !ok {
		return figure, t.back
	}
	return max(0, min(to[0], len(t.lines())-1)), max(0, min(to[1], len(t.rows)-1))
}

func (t *trend) do(id string) tea.Cmd {
	figure, back := t.steps(id)
	t.figure, t.back = t.lines()[figure].figure, back
	return nil
}

func (t *trend) can(id string) bool {
	figure, back := t.steps(id)
	return len(t.rows) > 0 && (figure != t.chosen() || back != t.back)
}

// click chooses the figure at a cell of the overview.
func (t *trend) click(_, y int) tea.Cmd {
	if i := y - trendHead; len(t.rows) > 0 && t.overviews() && i >= 0 && i < len(t.lines()) {
		t.figure = t.lines()[i].figure
	}
	return nil
}

func (t *trend) wheel(delta int) {
	id := "down"
	if delta < 0 {
		id = "up"
	}
	t.do(id)
}

// chosen is the index of the chosen figure.
func (t *trend) chosen() int {
	return max(0, slices.IndexFunc(t.lines(), func(l line) bool { return l.figure == t.figure }))
}

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
	t.back = max(0, min(t.back, len(t.rows)-1))
	return nil
}

func (t *trend) view() string {
	th, say := t.ctx.Theme, t.ctx.Words
	lines := []string{" " + th.Title.Render(say.T("stats.trends")), ""}
	switch {
	case !t.loaded:
		lines = append(lines, " "+th.Muted.Render(say.T("stats.loading")+th.Glyphs.Ellipsis))
	case t.err != nil:
		lines = append(lines, " "+th.Muted.Render(say.T("stats.failed")))
	case len(t.rows) > 0:
		if t.overviews() {
			lines = append(lines, t.overview()...)
		} else {
			lines = nil // the chart has a title of its own
		}
		lines = append(lines, t.chart(t.w-2, t.h-len(lines))...)
	}
	return fitted(lines, t.w, t.h)
}

// trendHead is how many lines stand above the figures of the overview: the title,
// a blank one and the heads; chartLeast how many a chart has below them at least.
const trendHead, chartLeast = 3, 16

// overviews reports whether there is room for all figures above the chart.
func (t *trend) overviews() bool { return t.h >= trendHead+len(t.lines())+1+chartLeast }

// overview is all figures, each on a line.
func (t *trend) overview() []string {
	th, say, rows := t.ctx.Theme, t.ctx.Words, t.rows
	if t.w < sideFrom {
		rows = rows[max(0, len(rows)-sparkMonths):]
	}
	first, last := rows[0].Days.From, rows[len(rows)-1].Days.From
	lines := []string{th.Muted.Render(" " + text.Left(say.T("stats.span", "from", say.Month(first), "to", say.Month(last)), trendName) +
		" " + text.Left("", len(rows)) + "  " + text.Right(say.Month(last), trendLast) + "  " + say.T("stats.range"))}
	chosen := t.chosen()
	for i, l := range t.lines() {
		mark := " "
		if i == chosen {
			mark = th.Strong.Render(th.Glyphs.Cursor)
		}
		lines = append(lines, mark+t.draw(l, rows))
	}
	return append(lines, "")
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
