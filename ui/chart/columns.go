package chart

import (
	"math"
	"strings"

	"github.com/belay-tui/belay/ui/text"
	"github.com/belay-tui/belay/ui/theme"
)

// Columns is a chart of values over time, one column each: an axis with round
// steps at the left, and below it a mark under the selected column, the labels
// of the columns and those of groups of them, such as months and years.
type Columns struct {
	// Values are drawn from Base. One that is not a finite number is missing: it
	// leaves a gap in the base line, which a value equal to Base does not.
	Values []float64
	// Labels and Groups are as many as the values. A group's label stands where
	// it begins. A label without room is left out.
	Labels, Groups []string
	// Base is the value that columns stand on; those of lesser values hang from it.
	Base float64
	// Least is the least step of the axis, such as 1 where values are whole.
	Least float64
	// Say writes a value at the axis.
	Say func(float64) string
	// Selected is the index of the marked column. It is always in sight.
	Selected int
}

// Picture is a chart as lines of text of the size asked for, and where its
// parts are, for the caller to style.
type Picture struct {
	Lines []string
	// Base is the line that columns stand on. Below are the last Under lines:
	// the mark and the labels.
	Base, Under int
	// Axis is how many cells the axis takes at the left.
	Axis int
	// At and Wide are the cells of the selected column.
	At, Wide int
	// First and Count are the values in sight; Count is 0 where there is no room.
	First, Count int
}

// Sizes of a chart: the lines of the mark and of two kinds of labels, the
// fewest lines for columns, the cells from one column to the next, and the most
// steps of an axis.
const (
	underLines           = 3
	plotLeast            = 2
	strideLeast, strides = 3, 6
	stepsMost            = 5
)

// Draw draws the chart in exactly w by h cells, blank where it has no room. All
// columns show if they fit, else the newest, or those from the selected one on.
func (c Columns) Draw(g theme.Glyphs, w, h int) Picture {
	w, h = max(0, w), max(0, h)
	rows := h - underLines - 1
	s := c.scale(rows)
	names := s.names(c.Say)
	p := Picture{Axis: 3, Under: underLines}
	for _, name := range names {
		p.Axis = max(p.Axis, text.Width(name)+3)
	}
	stride := min(strides, (w-p.Axis)/max(1, len(c.Values)))
	if stride < strideLeast {
		stride = strideLeast
	}
	p.Count = min(len(c.Values), (w-p.Axis)/stride)
	if rows < plotLeast || p.Count <= 0 || w <= p.Axis {
		return Picture{Lines: fill(nil, w, h)}
	}
	selected := max(0, min(c.Selected, len(c.Values)-1))
	p.First = min(len(c.Values)-p.Count, selected)
	p.Wide = stride - 1
	if stride > strideLeast+1 {
		p.Wide--
	}
	p.At = p.Axis + (selected-p.First)*stride
	p.Lines = fill(nil, w, rows-s.lines())
	p.Base = len(p.Lines) + s.up*s.each
	for at := s.up * s.each; at >= -s.down*s.each; at-- {
		p.Lines = append(p.Lines, text.Left(c.row(g, s, p, names, at, stride), w))
	}
	return c.under(g, p, stride, w)
}

// fill adds blank lines.
func fill(lines []string, w, n int) []string {
	for range n {
		lines = append(lines, strings.Repeat(" ", w))
	}
	return lines
}

// row is a line of the plot: so many lines above the base, below it where negative.
func (c Columns) row(g theme.Glyphs, s steps, p Picture, names map[int]string, at, stride int) string {
	var b strings.Builder
	b.WriteString(text.Right(names[at], p.Axis-3))
	between := " "
	switch {
	case at != 0:
		b.WriteString(" " + g.Vertical + " ")
	case s.down > 0:
		b.WriteString(" " + g.Vertical + g.Rule)
	default:
		b.WriteString(" " + g.BottomLeft + g.Rule)
	}
	if at == 0 {
		between = g.Rule
	}
	for _, v := range c.Values[p.First : p.First+p.Count] {
		b.WriteString(strings.Repeat(s.cell(g, v, at), p.Wide))
		b.WriteString(strings.Repeat(between, stride-p.Wide))
	}
	return b.String()
}

// under adds the mark of the selected column and the labels.
func (c Columns) under(g theme.Glyphs, p Picture, stride, w int) Picture {
	mark := strings.Repeat(" ", p.At+(p.Wide-1)/2) + g.Up
	begins := c.begins(p)
	first, wide := p.First, 0
	if len(begins) > 1 {
		first = begins[1] // the labels that are left out are others than those of a group's first
	}
	for i := p.First; i < p.First+p.Count && i < len(c.Labels); i++ {
		wide = max(wide, text.Width(c.Labels[i])+1)
	}
	every := max(1, (wide+stride-1)/stride)
	var labels, groups legends
	for i := p.First; i < p.First+p.Count && i < len(c.Labels); i++ {
		if (i-first)%every == 0 {
			labels = append(labels, legendAt{p.Axis + (i-p.First)*stride, c.Labels[i]})
		}
	}
	for n, i := range begins {
		at := p.Axis + (i-p.First)*stride
		if n == 0 && len(begins) > 1 && at+text.Width(c.Groups[i]) >= p.Axis+(begins[1]-p.First)*stride {
			continue // rather the one that goes on
		}
		groups = append(groups, legendAt{at, c.Groups[i]})
	}
	p.Lines = append(p.Lines, text.Left(mark, w), labels.line(w), groups.line(w))
	return p
}

// begins are the columns in sight at which a group begins, the first of them too.
func (c Columns) begins(p Picture) (at []int) {
	for i := p.First; i < p.First+p.Count && i < len(c.Groups); i++ {
		if i == p.First || c.Groups[i] != c.Groups[i-1] {
			at = append(at, i)
		}
	}
	return at
}

// legendAt is a label and the cell where it begins.
type legendAt struct {
	at    int
	label string
}

type legends []legendAt

// line draws labels from the left in w cells, without those that have no room.
func (l legends) line(w int) string {
	var b strings.Builder
	used := 0
	for _, m := range l {
		if size := text.Width(m.label); size > 0 && (used == 0 || m.at > used) && m.at+size <= w {
			b.WriteString(strings.Repeat(" ", m.at-used) + m.label)
			used = m.at + size
		}
	}
	return text.Left(b.String(), w)
}

// steps is an axis: so many steps above and below the base, each of so many lines.
type steps struct {
	base, step     float64
	up, down, each int
}

// Sizes beyond which a float no longer has the room to count with: what is
// larger or smaller is drawn as that.
const hugest, tiniest = 1e300, 1e-300

// off is how far a value is from the base.
func off(v, base float64) float64 { return max(-hugest, min(v, hugest)) - base }

// scale finds the smallest round step of which few enough reach all values.
func (c Columns) scale(rows int) steps {
	above, below := 0.0, 0.0
	for _, v := range c.Values {
		if finite(v) {
			above, below = max(above, off(v, c.Base)), max(below, -off(v, c.Base))
		}
	}
	s := steps{base: c.Base}
	if above == 0 && below == 0 || rows < plotLeast {
		return s
	}
	limit := max(plotLeast, min(rows/2, stepsMost))
	s.step = round(max(c.Least, max(above, below)/float64(limit), tiniest))
	for {
		s.up, s.down = count(above, s.step), count(below, s.step)
		if s.up+s.down <= limit {
			s.each = rows / (s.up + s.down)
			return s
		}
		s.step = round(s.step * 1.5)
	}
}

// round is the least of 1, 2 and 5 times a power of ten that is not below x > 0.
func round(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= x*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// count is how many steps reach as far, with room for what floats get wrong.
func count(far, step float64) int {
	if far <= 0 {
		return 0
	}
	return max(1, int(math.Ceil(far/step-1e-9)))
}

// lines is how many lines the steps take.
func (s steps) lines() int { return (s.up + s.down) * s.each }

// names are the values at the axis by how many lines they are above the base.
func (s steps) names(say func(float64) string) map[int]string {
	names := map[int]string{}
	for i := -s.down; i <= s.up; i++ {
		names[i*s.each] = say(s.base + float64(i)*s.step)
	}
	return names
}

// eighths is how long a column is, in eighths of a line. Something is never
// drawn as nothing.
func (s steps) eighths(v float64) (n int, hangs bool) {
	d := off(v, s.base)
	if !finite(v) || d == 0 || s.step == 0 {
		return 0, false
	}
	of := s.up
	if d < 0 {
		of = s.down
	}
	each := float64(s.each * 8)
	return max(1, min(int(math.Round(math.Abs(d)/s.step*each)), of*s.each*8)), d < 0
}

// cell is what a column has in a line above or below the base. Fonts have no
// parts of a cell that hang: there the last one is whole.
func (s steps) cell(g theme.Glyphs, v float64, at int) string {
	n, hangs := s.eighths(v)
	switch {
	case at == 0 && finite(v):
		return g.Rule
	case at > 0 && !hangs && n >= at*8, at < 0 && hangs && n > (-at-1)*8:
		return g.Bar
	case at > 0 && !hangs && n > (at-1)*8:
		return g.Spark[n%8-1]
	default:
		return " "
	}
}
