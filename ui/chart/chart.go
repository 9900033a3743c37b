// Package chart draws small pictures of numbers as text. All functions are
// pure, use no color and can be read without it: the caller styles the result
// and puts the number beside it.
package chart

import (
	"math"
	"strings"

	"github.com/belay-tui/belay/ui/text"
	"github.com/belay-tui/belay/ui/theme"
)

// Bar draws num of den as a bar of exactly width cells, in eighths of a cell,
// blank where not filled. Something is never drawn as nothing, and only all
// fills the bar. A den of 0 or less draws an empty bar.
func Bar(g theme.Glyphs, width, num, den int) string {
	if width <= 0 {
		return ""
	}
	bar, cells := filled(g, eighths(width, num, den))
	return bar + strings.Repeat(" ", width-cells)
}

// Meter draws num of den as [Bar] does, over a track that shows how much all is.
func Meter(g theme.Glyphs, width, num, den int) string {
	if width <= 0 {
		return ""
	}
	bar, cells := filled(g, eighths(width, num, den))
	return bar + strings.Repeat(g.Track, width-cells)
}

// eighths returns how many eighths of a cell num of den fill in width cells.
func eighths(width, num, den int) int {
	if num <= 0 || den <= 0 {
		return 0
	}
	return max(1, scale(min(num, den), den, width*8))
}

// scale returns n/of in units of to, rounded down. Floats keep huge amounts
// from overflowing.
func scale(n, of, to int) int {
	if n >= of {
		return to
	}
	return min(to-1, int(float64(n)/float64(of)*float64(to)))
}

// filled draws n eighths and returns how many cells they take.
func filled(g theme.Glyphs, n int) (bar string, cells int) {
	bar = strings.Repeat(g.Bar, n/8)
	if n%8 == 0 {
		return bar, n / 8
	}
	return bar + g.Partials[n%8-1], n/8 + 1
}

// Dots draws score of top as n dots, rounded to the nearest: ▰▰▰▱▱.
func Dots(g theme.Glyphs, score, top, n int) string {
	if n <= 0 {
		return ""
	}
	full := 0
	if score > 0 && top > 0 {
		full = min(n, int(math.Round(float64(score)/float64(top)*float64(n))))
	}
	return strings.Repeat(g.Full, full) + strings.Repeat(g.Empty, n-full)
}

// Mark is a value on a gauge that has a name, such as where a tier begins.
type Mark struct {
	At    int // in the gauge's units
	Label string
}

// Gauge draws value of top as a bar of exactly width cells over a track with a
// line at each mark not yet reached, and a line of labels, as wide, each
// beginning under its mark. A label without room moves right, and is left out
// if there is none there either. A mark at 0 has a label only.
func Gauge(g theme.Glyphs, width, value, top int, marks []Mark) (bar, labels string) {
	if width <= 0 {
		return "", ""
	}
	fill, used := filled(g, eighths(width, value, top))
	cells := make([]string, width)
	for i := range cells {
		cells[i] = g.Track
	}
	for _, m := range marks {
		if at, ok := place(m.At, top, width); ok && m.At > value && m.At > 0 {
			cells[at] = g.Vertical
			if at < used { // the bar's last eighths share the cell: the mark is not reached
				fill, used = strings.Repeat(g.Bar, at), at
			}
		}
	}
	return fill + strings.Join(cells[used:], ""), legend(width, top, marks)
}

// place returns the cell of a value; values outside of the gauge have none.
func place(at, top, width int) (cell int, ok bool) {
	if at < 0 || top <= 0 || at > top {
		return 0, false
	}
	return min(scale(at, top, width), width-1), true
}

func legend(width, top int, marks []Mark) string {
	var b strings.Builder
	used := 0
	for _, m := range marks {
		at, ok := place(m.At, top, width)
		size := text.Width(m.Label)
		if !ok || size == 0 {
			continue
		}
		at = min(at, width-size)
		if used > 0 {
			at = max(at, used+1)
		}
		if at < 0 || at+size > width {
			continue
		}
		b.WriteString(strings.Repeat(" ", at-used))
		b.WriteString(m.Label)
		used = at + size
	}
	return text.Left(b.String(), width)
}

// Spark draws values as a line of columns, the smallest lowest, in at most
// width cells: more values than that are averaged in groups. A value that is
// not a finite number leaves a gap; equal values are drawn at half height.
func Spark(g theme.Glyphs, values []float64, width int) string {
	values = group(values, width)
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if finite(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	var b strings.Builder
	for _, v := range values {
		switch {
		case !finite(v):
			b.WriteByte(' ')
		case high == low:
			b.WriteString(g.Spark[len(g.Spark)/2-1])
		default:
			// Halves, so that the range itself cannot overflow.
			part := (v/2 - low/2) / (high/2 - low/2)
			b.WriteString(g.Spark[int(math.Round(part*float64(len(g.Spark)-1)))])
		}
	}
	return b.String()
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// group averages values down to at most n; a group without a number is NaN.
func group(values []float64, n int) []float64 {
	if n <= 0 {
		return nil
	}
	if len(values) <= n {
		return values
	}
	out := make([]float64, n)
	for i := range out {
		part := values[i*len(values)/n : (i+1)*len(values)/n]
		mean, count := 0.0, 0.0
		for _, v := range part {
			if finite(v) {
				count++
				mean += v/count - mean/count
			}
		}
		if count == 0 {
			mean = math.NaN()
		}
		out[i] = mean
	}
	return out
}
