package stats

import (
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// sheet is a program's figures as lines of text.
type sheet struct {
	ctx   *pane.Context
	stats domain.Stats
	way   domain.Plan
}

// Widths of the pane: where figures stand side by side, and what the left
// ones take then. Farther apart, a name and its number are hard to match.
const (
	sideFrom = 100
	leftPart = 62 // of 100
	leftMost = 78
	between  = 3
)

// rows lays out all figures in w cells, and says where each of them is.
func (s sheet) rows(w int) (lines []string, spots []spot) {
	w -= 2 // a cell of margin at both ends
	if w < 1 {
		return nil, nil
	}
	lines = append(s.head(w), "")
	if plan := s.plan(w); len(plan) > 0 {
		lines = append(append(lines, plan...), "")
	}
	if w+2 < sideFrom {
		rows := stacked(s.pillars(w), s.csat(w), s.acv(w), s.leads(w), s.rates(w), s.projects(w))
		spots = spotsOf(rows, len(lines), 0)
		for _, r := range rows {
			lines = append(lines, r.text)
		}
	} else {
		left := min(leftMost, w*leftPart/100)
		right := w - left - between
		a, b := stacked(s.pillars(left), s.csat(left), s.projects(left)), stacked(s.acv(right), s.leads(right), s.rates(right))
		spots = append(spotsOf(a, len(lines), 0), spotsOf(b, len(lines), left+between)...)
		rule := " " + s.ctx.Theme.Rule.Render(s.ctx.Theme.Glyphs.Vertical) + " "
		for i := range max(len(a), len(b)) {
			lines = append(lines, text.Left(at(a, i), left)+rule+at(b, i))
		}
	}
	for i := range lines {
		lines[i] = " " + text.Cut(lines[i], w)
	}
	return lines, spots
}

// stacked puts blocks one below the other.
func stacked(blocks ...[]row) []row {
	var rows []row
	for i, block := range blocks {
		if i > 0 {
			rows = append(rows, row{})
		}
		rows = append(rows, block...)
	}
	return rows
}

func at(rows []row, i int) string {
	if i < len(rows) {
		return rows[i].text
	}
	return ""
}

// head is the score on its gauge, with the tiers and the days that count.
func (s sheet) head(w int) []string {
	card, say, th := s.stats.Score, s.ctx.Words, s.ctx.Theme
	if card.Max == 0 {
		return s.standing(w)
	}
	title := th.Title.Render(say.T("stats.title", "program", s.ctx.Program.Title))
	points := th.Strong.Render(say.Int(int(card.Points))) + " / " + say.Int(int(card.Max)) + "  "
	indent := text.Width(points)
	marks := make([]chart.Mark, 0, len(s.ctx.Program.Tiers))
	for _, t := range s.ctx.Program.Tiers {
		label := domain.Clean(t.Title)
		if t.From > 0 {
			label += " " + say.Int(int(t.From))
		}
		marks = append(marks, chart.Mark{At: int(t.From), Label: label})
	}
	bar, labels := chart.Gauge(th.Glyphs, max(0, w-indent), int(card.Points), int(card.Max), marks)
	lines := append(ends(title, th.Strong.Render(s.tier()), w),
		points+th.Accent.Render(bar), strings.Repeat(" ", indent)+th.Muted.Render(labels))
	return append(lines, s.evaluation(w)...)
}

// tier says which tier the points give, and how far the next one is.
func (s sheet) tier() string {
	card := s.stats.Score
	if card.Next == nil {
		return s.ctx.Words.T("stats.tier_top", "tier", card.Tier.Title)
	}
	return s.ctx.Words.N("stats.tier_next", int(card.Missing),
		"tier", card.Tier.Title, "mark", s.ctx.Theme.Glyphs.Cursor, "next", card.Next.Title)
}

// ends puts two texts at the ends of a line, or on two where one is too short.
func ends(left, right string, w int) []string {
	room := w - text.Width(left) - text.Width(right)
	if room < 2 {
		return []string{left, right}
	}
	return []string{left + strings.Repeat(" ", room) + right}
}

// columns are the widths of the table of attributes.
type columns struct{ title, value, points int }

const mark = 2 // cells of the mark of belay's own choice

// pillars are the parts of the score: each pillar with a bar, then its
// attributes with what was measured.
func (s sheet) pillars(w int) []row {
	const indent, gap = 2, 2
	th := s.ctx.Theme
	var c columns
	names, own := 0, false
	for _, pillar := range s.stats.Score.Pillars {
		names = max(names, text.Width(domain.Clean(pillar.Title)))
		c.points = max(c.points, text.Width(s.share(pillar.Points, pillar.Max)))
		for _, a := range pillar.Attributes {
			c.value = max(c.value, text.Width(s.value(a)))
			own = own || !a.Published
		}
	}
	c.title = max(0, w-indent-c.value-c.points-gap-mark)
	names = min(names, max(0, w-c.points-mark)/2)
	var lines []row
	for i, pillar := range s.stats.Score.Pillars {
		if i > 0 {
			lines = append(lines, row{})
		}
		bar := ""
		if pillar.Max > 0 {
			bar = chart.Bar(th.Glyphs, max(0, w-names-c.points-mark-2*gap), int(pillar.Points), int(pillar.Max))
		}
		lines = append(lines, plain(th.Title.Render(text.Left(domain.Clean(pillar.Title), names))+strings.Repeat(" ", gap)+
			th.Accent.Render(bar)+strings.Repeat(" ", gap)+th.Strong.Render(text.Right(s.share(pillar.Points, pillar.Max), c.points)))...)
		for _, a := range pillar.Attributes {
			lines = append(lines, row{strings.Repeat(" ", indent) + s.attribute(a, c), domain.Figure(a.Key)})
		}
	}
	if own {
		lines = append(lines, row{})
		for _, line := range text.Wrap(s.ctx.Words.T("stats.own", "mark", th.Glyphs.Dot), w) {
			lines = append(lines, row{text: th.Muted.Render(line)})
		}
	}
	return lines
}

func (s sheet) attribute(a domain.AttributeScore, c columns) string {
	title := domain.Clean(a.Title)
	if a.SourcedBonus > 0 {
		title += s.ctx.Words.T("stats.bonus", "percent", a.SourcedBonus)
	}
	line := text.Left(title, c.title) + " " + text.Right(s.value(a), c.value) + " " + text.Right(s.share(a.Points, a.Max), c.points)
	if !a.Published {
		line += s.ctx.Theme.Muted.Render(" " + s.ctx.Theme.Glyphs.Dot)
	}
	return line
}

// share is empty where there are no points to have.
func (s sheet) share(points, most int64) string {
	if most == 0 {
		return ""
	}
	return s.ctx.Words.Int(int(points)) + "/" + s.ctx.Words.Int(int(most))
}

// inMoney is the measure that is an amount; all others are counts.
const inMoney = "acv"

// value is what was measured, and what would give all points.
func (s sheet) value(a domain.AttributeScore) string {
	say := s.ctx.Words.Quantity
	if a.Measure == inMoney {
		say = func(q domain.Quantity) string {
			return s.ctx.Words.MoneyShort(domain.Money{Mils: q, Currency: s.ctx.Program.Currency})
		}
	}
	target := full(a.Attribute)
	if target == 0 {
		return say(a.Value)
	}
	return s.ctx.Words.T("stats.of", "value", say(a.Value), "target", say(domain.Quantity(target*1000)))
}

// full is the value that gives all points, 0 where no value does.
func full(a domain.Attribute) int64 {
	switch a.Mapping {
	case domain.MapLinear:
		return a.Target
	case domain.MapPerUnit:
		if a.Each > 0 {
			return (a.Max + a.Each - 1) / a.Each
		}
	case domain.MapBanded:
		for _, step := range a.Steps {
			if step.Points >= a.Max {
				return step.From
			}
		}
	case domain.MapNone:
	}
	return 0
}
