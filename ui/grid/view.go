package grid

import (
	"strconv"
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
	g.line(b, "", func(i int, c *Column[R]) { b.WriteString(g.head(c, g.widths[i])) })
	b.WriteString(pen.off)
}

// head returns a column's title with the mark of the sort order, which stays
// when the title is cut.
func (g *Grid[R]) head(c *Column[R], w int) string {
	title := c.Title
	if mark := g.order(c.Key); mark != "" {
		title = strings.TrimLeft(text.Cut(title, w-text.Width(mark)-1)+" "+mark, " ")
	}
	return align(title, w, c.Right)
}

// order is the mark of a column that the rows are sorted by: its direction, and
// its rank where there are several.
func (g *Grid[R]) order(key string) string {
	for i, by := range g.sorted {
		if by.Key != key || key == "" {
			continue
		}
		mark := g.theme.Glyphs.Up
		if by.Down {
			mark = g.theme.Glyphs.Down
		}
		if len(g.sorted) > 1 {
			mark += strconv.Itoa(i + 1)
		}
		return mark
	}
	return ""
}

// drawLine draws row i, its placeholder, or nothing after the last row.
func (g *Grid[R]) drawLine(b *strings.Builder, i int) {
	if i >= g.total {
		b.WriteString(text.Left("", g.width))
		return
	}
	row, here := g.Row(i)
	front := " "
	if here && g.marked != nil && g.marked(i, row) {
		front = g.theme.Glyphs.Mark
	}
	if i != g.index {
		g.drawRow(b, row, here, front, nil)
		return
	}
	style := &g.theme.Selected
	pen := g.ink(style)
	b.WriteString(pen.on)
	g.drawRow(b, row, here, front+g.theme.Glyphs.Cursor, style)
	b.WriteString(pen.off)
}

// drawRow draws the cells of a row after its gutter. The whole of the selected
// row is in one style.
func (g *Grid[R]) drawRow(b *strings.Builder, row R, here bool, front string, whole *lipgloss.Style) {
	if !here {
		b.WriteString(text.Left(text.Left(front, gutter)+g.theme.Glyphs.Ellipsis, g.width))
		return
	}
	g.line(b, front, func(i int, c *Column[R]) {
		said := c.Cell(row)
		style := whole
		if whole == nil && c.Style != nil {
			style = c.Style(row)
		}
		cell := align(said, g.widths[i], c.Right)
		if c.Found && !c.Right && g.found != nil {
			if runs := g.found(said); len(runs) > 0 {
				g.drawFound(b, said, cell, runs, style, whole != nil)
				return
			}
		}
		if style == nil || whole != nil {
			b.WriteString(cell)
			return
		}
		pen := g.ink(style)
		b.WriteString(pen.on)
		b.WriteString(cell)
		b.WriteString(pen.off)
	})
}

// drawFound draws a cell with what was found in the text that it shows. Where
// that lies behind the end of what fits, the ellipsis stands for it.
func (g *Grid[R]) drawFound(b *strings.Builder, said, cell string, runs []text.Run, style *lipgloss.Style, whole bool) {
	var pen ink
	if style != nil {
		pen = g.ink(style)
	}
	match := g.ink(&g.match)
	if whole {
		match = g.ink(&g.matchOn)
	}
	if !whole {
		b.WriteString(pen.on)
	}
	shown := 0 // how much of the text the cell shows
	for shown < len(said) && shown < len(cell) && said[shown] == cell[shown] {
		shown++
	}
	at := 0
	for _, run := range runs {
		if run.From >= shown && shown < len(said) {
			run = text.Run{From: shown, To: min(len(cell), shown+len(text.Ellipsis))}
		}
		run.To = min(run.To, len(cell))
		if run.From < at || run.From >= run.To {
			continue
		}
		b.WriteString(cell[at:run.From])
		b.WriteString(pen.off)
		b.WriteString(match.on)
		b.WriteString(cell[run.From:run.To])
		b.WriteString(match.off)
		b.WriteString(pen.on)
		at = run.To
	}
	b.WriteString(cell[at:])
	if !whole {
		b.WriteString(pen.off)
	}
}

// line writes the gutter, each shown column with its gap, and blanks up to the
// grid's width.
func (g *Grid[R]) line(b *strings.Builder, front string, cell func(i int, c *Column[R])) {
	b.WriteString(text.Left(front, min(gutter, g.width)))
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
