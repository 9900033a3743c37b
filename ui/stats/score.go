package stats

import (
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// head is the score on its gauge, with the tiers and the days that count.
func (s sheet) head(w int) []string {
	card, th := s.stats.Score, s.ctx.Theme
	title := th.Title.Render(s.ctx.Words.T("stats.title", "program", s.ctx.Program.Title))
	switch {
	case s.counting && s.ctx.Program.Max() == 0:
		return append([]string{th.Title.Render(domain.Clean(s.ctx.Program.Title))}, s.gathering())
	case s.counting:
		bar, labels := s.gauge(w, 0)
		return []string{title, bar, labels, s.gathering()}
	case card.Max == 0:
		return s.standing(w)
	}
	bar, labels := s.gauge(w, card.Points)
	return append(append(ends(title, th.Strong.Render(s.tier()), w), bar, labels), s.evaluation(w)...)
}

// gathering says that the figures are on their way.
func (s sheet) gathering() string {
	return s.ctx.Theme.Muted.Render(s.ctx.Words.T("stats.loading") + s.ctx.Theme.Glyphs.Ellipsis)
}

// gauge draws points on the program's scale, and below it where the tiers begin.
func (s sheet) gauge(w int, points int64) (bar, labels string) {
	say, th := s.ctx.Words, s.ctx.Theme
	most := s.ctx.Program.Max()
	have := th.Strong.Render(say.Int(int(points)))
	if s.counting {
		have = th.Muted.Render(th.Glyphs.Ellipsis)
	}
	have += " / " + say.Int(int(most)) + "  "
	indent := text.Width(have)
	marks := make([]chart.Mark, 0, len(s.ctx.Program.Tiers))
	for _, t := range s.ctx.Program.Tiers {
		label := domain.Clean(t.Title)
		if t.From > 0 {
			label += " " + say.Int(int(t.From))
		}
		marks = append(marks, chart.Mark{At: int(t.From), Label: label})
	}
	bar, labels = chart.Gauge(th.Glyphs, max(0, w-indent), int(points), int(most), marks)
	return have + th.Accent.Render(bar), strings.Repeat(" ", indent) + th.Muted.Render(labels)
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

// table are the widths of the columns of pillars and attributes: the name, what
// was measured, a bar and the points.
type table struct{ title, value, bar, points int }

const (
	mark     = 2  // cells of the mark of belay's own choice
	indent   = 2  // of attributes below their pillar
	barMost  = 24 // a longer bar tells no more
	barLeast = 8  // and a shorter one too little: names are rather cut
	nameGood = 20 // but not below this
)

// tableFor shares w cells between the columns.
func (s sheet) tableFor(card domain.Scorecard, w int) (c table, own bool) {
	names := 0
	for _, pillar := range card.Pillars {
		names = max(names, text.Width(domain.Clean(pillar.Title)))
		c.points = max(c.points, text.Width(s.share(pillar.Points, pillar.Max)))
		for _, a := range pillar.Attributes {
			c.value = max(c.value, text.Width(s.value(a)))
			names = max(names, indent+text.Width(s.named(a)))
			own = own || !a.Published
		}
	}
	room := w - c.value - c.points - mark - 3 // and three gaps
	c.bar = min(barMost, max(room-names, barLeast))
	if room-c.bar < nameGood {
		c.bar = 0
	}
	c.title = max(0, room-c.bar)
	return c, own
}

// pillars are the parts of the score: each pillar, then its attributes with what
// was measured, all with a bar of the points.
func (s sheet) pillars(w int) []row {
	th, card := s.ctx.Theme, s.scorecard()
	c, own := s.tableFor(card, w)
	var lines []row
	for i, pillar := range card.Pillars {
		if i > 0 {
			lines = append(lines, row{})
		}
		lines = append(lines, plain(th.Title.Render(text.Left(domain.Clean(pillar.Title), c.title+c.value+1))+" "+
			s.meter(c.bar, pillar.Points, pillar.Max, true)+" "+th.Strong.Render(text.Right(s.share(pillar.Points, pillar.Max), c.points)))...)
		for _, a := range pillar.Attributes {
			line := strings.Repeat(" ", min(indent, c.title)) + text.Left(s.named(a), max(0, c.title-indent)) + " " +
				text.Right(s.value(a), c.value) + " " + s.meter(c.bar, a.Points, a.Max, false) + " " + text.Right(s.share(a.Points, a.Max), c.points)
			if !a.Published {
				line += th.Muted.Render(" " + th.Glyphs.Dot)
			}
			lines = append(lines, row{line, domain.Figure(a.Key)})
		}
	}
	if own {
		lines = append(lines, row{})
		lines = append(lines, plain(pane.Styled(th.Muted, s.ctx.Words.T("stats.own", "mark", th.Glyphs.Dot), w)...)...)
	}
	return lines
}

// scorecard is the program's, without points while they are being counted.
func (s sheet) scorecard() domain.Scorecard {
	if !s.counting {
		return s.stats.Score
	}
	return s.ctx.Program.Blank()
}

// meter is a bar of points, blank where there are none to have.
func (s sheet) meter(w int, points, most int64, pillar bool) string {
	if w <= 0 || most == 0 {
		return strings.Repeat(" ", max(0, w))
	}
	bar := chart.Meter(s.ctx.Theme.Glyphs, w, int(points), int(most))
	if pillar {
		return s.ctx.Theme.Accent.Render(bar)
	}
	return s.ctx.Theme.Muted.Render(bar)
}

// named is an attribute's name, with the bonus for what was sourced.
func (s sheet) named(a domain.AttributeScore) string {
	title := domain.Clean(a.Title)
	if a.SourcedBonus > 0 {
		title += s.ctx.Words.T("stats.bonus", "percent", a.SourcedBonus)
	}
	return title
}

// share is empty where there are no points to have.
func (s sheet) share(points, most int64) string {
	if most == 0 {
		return ""
	}
	if s.counting {
		return s.ctx.Theme.Glyphs.Ellipsis + "/" + s.ctx.Words.Int(int(most))
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
	have := say(a.Value)
	if s.counting {
		have = s.ctx.Theme.Glyphs.Ellipsis
	}
	target := full(a.Attribute)
	if target == 0 {
		return have
	}
	return s.ctx.Words.T("stats.of", "value", have, "target", say(domain.Quantity(target*1000)))
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
