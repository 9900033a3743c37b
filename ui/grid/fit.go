package grid

import "github.com/belay-tui/belay/ui/text"

// sortMark is how many cells the sign of an order takes behind a column's title.
const sortMark = 2

// SetColumns replaces the columns.
func (g *Grid[R]) SetColumns(cols []Column[R]) {
	g.cols, g.seen = cols, make([]int, len(cols))
	g.look(g.rows)
	g.arrange()
}

// look notes how wide the cells of columns are that fit. A column only becomes
// wider by that: columns do not jump to and fro as one goes through a list.
func (g *Grid[R]) look(rows []R) (wider bool) {
	for i, c := range g.cols {
		if !c.Fit {
			continue
		}
		was := g.seen[i]
		for _, row := range rows {
			g.seen[i] = max(g.seen[i], text.Width(c.Cell(row)))
		}
		wider = wider || g.seen[i] > was
	}
	return wider
}

// arrange lays out the columns: those that fit take no more than was seen.
func (g *Grid[R]) arrange() {
	cols := make([]Column[R], len(g.cols))
	for i, c := range g.cols {
		if c.Fit && g.seen[i] > 0 {
			want := max(g.seen[i], text.Width(c.Title)+sortMark)
			if c.Max > 0 {
				want = min(want, c.Max)
			}
			c.Min, c.Max = min(c.Min, want), want
		}
		cols[i] = c
	}
	g.widths = Layout(cols, g.width)
}
