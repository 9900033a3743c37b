package grid

import "github.com/belay-tui/belay/ui/text"

// sortMark is how many cells the sign of an order takes behind a column's title.
const sortMark = 2

// SetColumns replaces the columns.
func (g *Grid[R]) SetColumns(cols []Column[R]) {
	g.cols, g.seen, g.looked = cols, make([]int, len(cols)), false
	g.look(g.rows)
	g.arrange()
}

// look notes how wide the cells of columns are that fit, and reports whether there
// is news. A column only becomes wider by that: columns do not jump to and fro as
// one goes through a list.
func (g *Grid[R]) look(rows []R) (news bool) {
	news = !g.looked && len(rows) > 0
	g.looked = g.looked || len(rows) > 0
	for i, c := range g.cols {
		if !c.Fit {
			continue
		}
		was := g.seen[i]
		for _, row := range rows {
			g.seen[i] = max(g.seen[i], text.Width(c.Cell(row)))
		}
		news = news || g.seen[i] > was
	}
	return news
}

// arrange lays out the columns: those that fit take no more than was seen, and
// nothing where all their cells are empty.
func (g *Grid[R]) arrange() {
	cols, at := make([]Column[R], 0, len(g.cols)), make([]int, 0, len(g.cols))
	for i, c := range g.cols {
		if c.Fit && g.seen[i] == 0 && g.looked {
			continue
		}
		if c.Fit && g.seen[i] > 0 {
			want := max(g.seen[i], text.Width(c.Title)+sortMark)
			if c.Max > 0 {
				want = min(want, c.Max)
			}
			c.Min, c.Max = min(c.Min, want), want
		}
		cols, at = append(cols, c), append(at, i)
	}
	g.widths = make([]int, len(g.cols))
	for i, w := range layout(cols, g.width) {
		g.widths[at[i]] = w
	}
}
