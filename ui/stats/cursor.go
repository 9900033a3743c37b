package stats

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
)

// row is a line of a block, and the figure that it tells, "" for none.
type row struct {
	text   string
	figure domain.Figure
}

// plain are lines that tell no figure.
func plain(lines ...string) []row {
	rows := make([]row, len(lines))
	for i, line := range lines {
		rows[i].text = line
	}
	return rows
}

// told are the rows of a figure; it is selected at the first.
func told(f domain.Figure, rows []row) []row {
	if len(rows) > 0 {
		rows[0].figure = f
	}
	return rows
}

// spot is where a figure is: its line, and the cell that shows the cursor.
type spot struct {
	figure  domain.Figure
	line, x int
}

func spotsOf(rows []row, first, x int) []spot {
	var spots []spot
	for i, r := range rows {
		if r.figure != "" {
			spots = append(spots, spot{r.figure, first + i, x})
		}
	}
	return spots
}

// selected is the figure under the cursor, "" where there is none.
func (p *Pane) selected() domain.Figure {
	if p.cursor < len(p.page.spots) {
		return p.page.spots[p.cursor].figure
	}
	return ""
}

// marked is a line with the cursor where it is on it.
func (p *Pane) marked(line int) string {
	s, spots := p.page.body[line], p.page.spots
	if p.cursor >= len(spots) || spots[p.cursor].line != line || spots[p.cursor].x >= p.w {
		return s
	}
	x := spots[p.cursor].x
	return ansi.Cut(s, 0, x) + p.ctx.Theme.Strong.Render(p.ctx.Theme.Glyphs.Cursor) + ansi.Cut(s, x+1, p.w)
}

// move puts the cursor on a figure and brings it into sight, at both ends with
// all that is before or after it.
func (p *Pane) move(to int) {
	spots := p.page.spots
	if len(spots) == 0 {
		return
	}
	p.cursor = max(0, min(to, len(spots)-1))
	line := spots[p.cursor].line
	switch {
	case p.cursor == 0:
		p.scrollTo(0)
	case p.cursor == len(spots)-1:
		p.scrollTo(p.end())
	}
	if line < p.scroll {
		p.scrollTo(line)
	}
	if last := p.scroll + p.room() - 2; line > last { // the last line tells that there is more
		p.scrollTo(line - p.room() + 2)
	}
}

// turn moves by lines, and the cursor to the figure next to them.
func (p *Pane) turn(lines int) {
	spots := p.page.spots
	if len(spots) == 0 {
		return
	}
	want, to := spots[p.cursor].line+lines, p.cursor
	for i, s := range spots {
		if s.x == spots[p.cursor].x && abs(s.line-want) < abs(spots[to].line-want) {
			to = i
		}
	}
	if to == p.cursor { // there is nothing that far in this column
		to = map[bool]int{true: len(spots) - 1, false: 0}[lines > 0]
	}
	p.move(to)
}

// aside moves the cursor to the column beside it, to the figure nearest to its line.
func (p *Pane) aside(step int) {
	if to, ok := p.beside(step); ok {
		p.move(to)
	}
}

// beside is the figure in the next column to one side, if there is one.
func (p *Pane) beside(step int) (to int, ok bool) {
	spots := p.page.spots
	if p.cursor >= len(spots) {
		return 0, false
	}
	on := spots[p.cursor]
	for i, s := range spots {
		if (s.x-on.x)*step <= 0 {
			continue
		}
		nearer := ok && abs(s.x-on.x) == abs(spots[to].x-on.x) && abs(s.line-on.line) < abs(spots[to].line-on.line)
		if !ok || abs(s.x-on.x) < abs(spots[to].x-on.x) || nearer {
			to, ok = i, true
		}
	}
	return to, ok
}

func abs(n int) int { return max(n, -n) }

// over is what lies over the figures until it is left.
type over interface {
	resize(w, h int)
	restyle()
	// refresh reads anew what it shows.
	refresh() tea.Cmd
	// do carries out an action, by its id without the scope; can says whether it is possible.
	do(id string) tea.Cmd
	can(id string) bool
	// click and wheel are the mouse at a cell of it.
	click(x, y int) tea.Cmd
	wheel(delta int)
	// view draws it in exactly its size.
	view() string
}

// show puts something over the figures.
func (p *Pane) show(o over) tea.Cmd {
	p.over = o
	o.resize(p.w, p.h)
	return o.refresh()
}

// answered takes the answers to the reads of what lies over the figures.
func (p *Pane) answered(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case recordsMsg:
		return m.of.answered(m)
	case trendMsg:
		return m.of.answered(m)
	}
	return nil
}
