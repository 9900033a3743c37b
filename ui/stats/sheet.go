package stats

import (
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// sheet is a program's figures as lines of text.
type sheet struct {
	ctx   *pane.Context
	stats domain.Stats
	way   domain.Plan
	// months are the newest figures by month, none where they are not here yet.
	months []domain.Row
	// counting is true while the figures are being gathered: the program's own
	// names stand already, without numbers.
	counting bool
}

// page is a sheet laid out: what stays in sight at the top and at the bottom,
// and between them what scrolls.
type page struct {
	head, body, foot []string
	spots            []spot
}

// Widths of the pane: where figures stand in two columns and in three, and what
// the left ones take then. Farther apart, a name and its number are hard to
// match.
const (
	sideFrom  = 100
	threeFrom = 150
	leftPart  = 58 // of 100
	leftMost  = 80
	sideMost  = 62
	between   = 3
)

// bodyLeast is how many lines are to scroll at least: below that all does.
const bodyLeast = 6

// lay lays out all figures in w by h cells, and says where each of them is. The
// score stays in sight above, and what it takes below.
func (s sheet) lay(w, h int) page {
	w -= 2 // a cell of margin at both ends
	if w < 1 || h < 1 {
		return page{}
	}
	p := page{head: append(s.head(w), "")}
	for steps := planShown; ; steps-- {
		p.foot = s.plan(w, steps)
		if len(p.foot) > 0 {
			p.foot = append([]string{""}, p.foot...)
		}
		if steps <= 1 || h-len(p.head)-len(p.foot) >= max(bodyLeast, h/3) {
			break
		}
	}
	switch {
	case w+2 < sideFrom:
		p.columns([][]row{s.all(w)}, []int{w}, s.rule())
	case w+2 < threeFrom:
		left := min(leftMost, w*leftPart/100)
		right := w - left - between
		p.columns([][]row{
			stacked(s.pillars(left), s.projects(left)),
			stacked(s.glance(right), s.funnel(right), s.registrations(right), s.acv(right), s.deals(right)),
		}, []int{left, right}, s.rule())
	default:
		left := min(leftMost, w*42/100)
		mid := min(sideMost, (w-left-2*between)/2)
		right := min(sideMost, w-left-mid-2*between)
		p.columns([][]row{
			s.pillars(left),
			stacked(s.glance(mid), s.acv(mid), s.deals(mid)),
			stacked(s.funnel(right), s.registrations(right), s.projects(right)),
		}, []int{left, mid, right}, s.rule())
	}
	if h-len(p.head)-len(p.foot) < bodyLeast {
		p.unpin()
	}
	for _, part := range [][]string{p.head, p.body, p.foot} {
		for i := range part {
			part[i] = " " + text.Cut(part[i], w)
		}
	}
	return p
}

// all are the figures one below the other.
func (s sheet) all(w int) []row {
	return stacked(s.pillars(w), s.glance(w), s.funnel(w), s.registrations(w), s.acv(w), s.deals(w), s.projects(w))
}

// rule parts columns.
func (s sheet) rule() string {
	return " " + s.ctx.Theme.Rule.Render(s.ctx.Theme.Glyphs.Vertical) + " "
}

// columns puts columns of rows side by side, each of a width.
func (p *page) columns(cols [][]row, widths []int, rule string) {
	high := 0
	for _, c := range cols {
		high = max(high, len(c))
	}
	p.body = make([]string, high)
	x := 0
	for n, c := range cols {
		p.spots = append(p.spots, spotsOf(c, 0, x)...)
		x += widths[n] + between
		for i := range p.body {
			cell := ""
			if i < len(c) {
				cell = c[i].text
			}
			if n < len(cols)-1 {
				cell = text.Left(cell, widths[n]) + rule
			}
			p.body[i] += cell
		}
	}
}

// unpin has all of the page scroll, where little of it shows at a time.
func (p *page) unpin() {
	for i := range p.spots {
		p.spots[i].line += len(p.head) + len(p.foot)
	}
	if len(p.foot) > 0 {
		p.foot = append(p.foot[1:], "")
	}
	p.body = slices.Concat(p.head, p.foot, p.body)
	p.head, p.foot = nil, nil
}

// stacked puts blocks one below the other.
func stacked(blocks ...[]row) []row {
	var rows []row
	for _, block := range blocks {
		if len(rows) > 0 && len(block) > 0 {
			rows = append(rows, row{})
		}
		rows = append(rows, block...)
	}
	return rows
}

// ends puts two texts at the ends of a line, or on two where one is too short.
func ends(left, right string, w int) []string {
	room := w - text.Width(left) - text.Width(right)
	if room < 2 {
		return []string{left, right}
	}
	return []string{left + strings.Repeat(" ", room) + right}
}
