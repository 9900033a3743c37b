package grid

import (
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/ui/text"
)

// View draws the grid in exactly its size: the column heads, then the rows.
func (g *Grid[R]) View() string {
	if g.width == 0 || g.height == 0 {
		return ""
	}
	var b strings.Builder
	b.Grow(g.width * g.height * 2)
	g.drawHead(&b)
	for y := range g.body() {
		b.WriteByte('\n')
		g.drawLine(&b, g.top+y)
	}
	return b.String()
}

func (g *Grid[R]) drawHead(b *strings.Builder) {
	pen := g.ink(&g.theme.Header)
	b.WriteString(pen.on)
	g.line(b, " ", func(i int, c *Column[R]) { b.WriteString(g.head(c, g.widths[i])) })
	b.WriteString(pen.off)
}

// head returns a column's title with the mark of the sort order, which stays
// when the title is cut.
func (g *Grid[R]) head(c *Column[R], w int) string {
	title := c.Title
	if c.Key == g.sortKey && g.sortKey != "" {
		mark := g.theme.Glyphs.Up
		if g.sortDown {
			mark = g.theme.Glyphs.Down
		}
		title = strings.TrimLeft(text.Cut(title, w-2)+" "+mark, " ")
	}
	return align(title, w, c.Right)
}

// drawLine draws row i, its placeholder, or nothing after the last row.
func (g *Grid[R]) drawLine(b *strings.Builder, i int) {
	if i >= g.total {
		b.WriteString(text.Left("", g.width))
		return
	}
	row, here := g.row(i)
	selected := i == g.index
	switch {
	case selected:
		style := &g.theme.Selected
		if g.blur {
			style = &g.theme.Unfocused
		}
		pen := g.ink(style)
		b.WriteString(pen.on)
		g.drawRow(b, row, here, g.theme.Glyphs.Cursor, false)
		b.WriteString(pen.off)
	default:
		g.drawRow(b, row, here, " ", true)
	}
}

// drawRow draws the cells of a row after its cursor.
func (g *Grid[R]) drawRow(b *strings.Builder, row R, here bool, cursor string, styled bool) {
	if !here {
		b.WriteString(text.Left(cursor+" "+g.theme.Glyphs.Ellipsis, g.width))
		return
	}
	g.line(b, cursor, func(i int, c *Column[R]) {
		cell := align(c.Cell(row), g.widths[i], c.Right)
		if styled && c.Style != nil {
			if style := c.Style(row); style != nil {
				pen := g.ink(style)
				b.WriteString(pen.on)
				b.WriteString(cell)
				b.WriteString(pen.off)
				return
			}
		}
		b.WriteString(cell)
	})
}

// line writes the gutter, each shown column with its gap, and blanks up to the
// grid's width.
func (g *Grid[R]) line(b *strings.Builder, cursor string, cell func(i int, c *Column[R])) {
	b.WriteString(text.Left(cursor, min(gutter, g.width)))
	used := gutter
	for i, w := range g.widths {
		if w == 0 {
			continue
		}
		if used > gutter {
			b.WriteString(text.Left("", gap))
			used += gap
		}
		cell(i, &g.cols[i])
		used += w
	}
	b.WriteString(text.Left("", g.width-used))
}

func align(s string, w int, right bool) string {
	if right {
		return text.Right(s, w)
	}
	return text.Left(s, w)
}

// ink is what a style writes before and after a text. Rendering a style costs
// microseconds; a screen has hundreds of cells in a handful of styles.
type ink struct{ on, off string }

// ink returns the ink of a style, known by its address.
func (g *Grid[R]) ink(style *lipgloss.Style) ink {
	pen, ok := g.inkpot[style]
	if !ok {
		pen.on, pen.off, _ = strings.Cut(style.Render("x"), "x")
		g.inkpot[style] = pen
	}
	return pen
}
