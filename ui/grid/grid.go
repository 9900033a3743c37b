// Package grid shows a list of any length by holding only the rows near those
// that show. It does no I/O: it says which rows it needs and is given them, so
// a million rows cost as much as a hundred and a key press never waits.
//
// The owner's loop is: change the grid (a key, a size, [Grid.Refresh]), ask
// [Grid.Need], fetch that window in the background, hand the newest answer to
// [Grid.SetRows]. Rows not there yet are drawn as placeholders.
//
// The selection follows the record, not the row number: when rows come in that
// hold the selected id elsewhere, the cursor goes along and the row stays on
// its line of the screen. If the id is gone, the cursor stays where it was.
package grid

import (
	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/ui/text"
	"github.com/belay-tui/belay/ui/theme"
)

// Grid is a list of rows R under a line of column heads. The zero value is not
// usable; see [New]. It is not safe for concurrent use.
type Grid[R any] struct {
	id    func(R) string
	cols  []Column[R]
	theme *theme.Theme
	// match is what a search found, matchOn the same on the selected row.
	match, matchOn lipgloss.Style

	width, height int
	widths        []int // of cols, for width
	seen          []int // the widest cell of each column that fits
	looked        bool  // at any rows

	sorted []Order
	marked func(index int, row R) bool
	found  func(s string) []text.Run

	top   int    // first row on the screen
	index int    // selected row
	sel   string // its id; "" while its row is not here

	offset int // of rows in the list
	rows   []R
	total  int
	loaded bool // total is known

	stale  bool // rows are of an older state of the list
	placed bool // in the newest state the selected record is at goal
	goal   int
	asked  span // the window last asked for
	inkpot map[*lipgloss.Style]ink
}

type span struct{ offset, count int }

// New returns an empty grid. The id of a row must be unique, stable and not empty.
func New[R any](th *theme.Theme, id func(R) string, cols []Column[R]) *Grid[R] {
	g := &Grid[R]{id: id}
	g.SetTheme(th)
	g.SetColumns(cols)
	return g
}

// SetTheme changes what the grid is drawn with.
func (g *Grid[R]) SetTheme(th *theme.Theme) {
	g.theme = th
	g.match, g.matchOn = th.Match, th.Selected.Underline(true)
	g.inkpot = map[*lipgloss.Style]ink{}
}

// SetSize sets the size in cells, the line of column heads included. The
// selected row stays in sight.
func (g *Grid[R]) SetSize(width, height int) {
	g.width, g.height = max(0, width), max(0, height)
	g.arrange()
	g.reveal()
}

// Order is a column that the rows are sorted by.
type Order struct {
	Key  string
	Down bool // the largest first
}

// SetSort shows in the heads which columns the rows are sorted by, the first of
// them first. The grid does not sort.
func (g *Grid[R]) SetSort(by ...Order) { g.sorted = by }

// SetMarked says which rows are marked; nil marks none. It is asked of each row
// that shows on every draw. The function may look at what changes later.
func (g *Grid[R]) SetMarked(marked func(index int, row R) bool) { g.marked = marked }

// SetFound says what a search found in a text that a column shows; nil is that
// nothing is searched for. It is asked of each such cell on every draw.
func (g *Grid[R]) SetFound(found func(s string) []text.Run) { g.found = found }

// body returns how many rows fit on the screen.
func (g *Grid[R]) body() int { return max(0, g.height-1) }

// Len returns how many rows the list has, 0 before the first rows came.
func (g *Grid[R]) Len() int { return g.total }

// Loaded reports whether any rows, or the word that there are none, have come.
func (g *Grid[R]) Loaded() bool { return g.loaded }

// Index returns the position of the selected row.
func (g *Grid[R]) Index() int { return g.index }

// SelectedID returns the id of the selected row, "" if its row is not here yet
// or the list is empty.
func (g *Grid[R]) SelectedID() string { return g.sel }

// Selected returns the selected row if it is here.
func (g *Grid[R]) Selected() (row R, ok bool) {
	row, ok = g.Row(g.index)
	return row, ok && g.id(row) == g.sel
}

// Row returns row i of the list if it is here.
func (g *Grid[R]) Row(i int) (row R, ok bool) {
	if i < g.offset || i >= g.offset+len(g.rows) || i >= g.total {
		return row, false
	}
	return g.rows[i-g.offset], true
}

// Position returns which rows show, counted from 1, and how many there are;
// all 0 when the list is empty.
func (g *Grid[R]) Position() (first, last, total int) {
	if g.total == 0 || g.body() == 0 {
		return 0, 0, g.total
	}
	return g.top + 1, min(g.total, g.top+g.body()), g.total
}

// RowAt returns which row is on line y of the grid; line 0 holds the heads.
func (g *Grid[R]) RowAt(y int) (index int, ok bool) {
	index = g.top + y - 1
	return index, y >= 1 && y < g.height && index < g.total
}

// ColumnAt returns the key of the column in cell x of a line, its gap included.
func (g *Grid[R]) ColumnAt(x int) (key string, ok bool) {
	left := gutter
	for i, w := range g.widths {
		if w == 0 {
			continue
		}
		if x >= left && x < min(left+w+gap, g.width) {
			return g.cols[i].Key, true
		}
		left += w + gap
	}
	return "", false
}
