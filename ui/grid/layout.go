package grid

import "charm.land/lipgloss/v2"

// Column describes one column of rows R.
type Column[R any] struct {
	Key   string // names the column to the program, such as for sorting
	Title string // heads the column

	// Min is the width in cells without spare room. Spare room goes to columns
	// with a Flex, in that proportion, up to Max cells each (0: no limit).
	Min, Max, Flex int

	// Fit says that the column takes no more than the widest of its cells, so that
	// what it does not need is others'; Min is then what it takes at most without
	// spare room. It does not show where all of them are empty.
	Fit bool

	// Priority says which columns stay when room is short: the lowest goes
	// first, and among equals the rightmost.
	Priority int

	Right bool // align to the right, as numbers are

	// Cell returns the text of a row, already made showable; it is cut and
	// aligned to the column. It runs for every visible row on every draw.
	Cell func(R) string

	// Found says that a search looks at what the column shows, so that what it
	// found is made out there; see [Grid.SetFound].
	Found bool

	// Style returns the style of a row's cell, nil for plain text. Return
	// pointers that stay the same, as to a theme's fields: what a style costs
	// is paid once per address. A nil func leaves all cells plain. The
	// selected row is drawn in its own style instead.
	Style func(R) *lipgloss.Style
}

const (
	gutter = 3 // cells in front of each row, for a mark and the cursor
	gap    = 2 // cells between columns
)

// layout returns the width in cells of each column in a grid of the given
// width; 0 means that the column does not show. Widths, gaps and the cursor's
// gutter never exceed the width. One column always shows if a cell is left.
func layout[R any](cols []Column[R], width int) []int {
	widths := make([]int, len(cols))
	for i, c := range cols {
		widths[i] = max(1, c.Min)
	}
	room := width - gutter
	for needed(widths) > room {
		last, shown := lowest(cols, widths)
		if shown <= 1 {
			if shown == 1 {
				widths[last] = max(0, room)
			}
			return widths
		}
		widths[last] = 0
	}
	grow(cols, widths, room-needed(widths))
	return widths
}

// needed returns the cells that the shown columns and their gaps take.
func needed(widths []int) int {
	sum := -gap
	for _, w := range widths {
		if w > 0 {
			sum += w + gap
		}
	}
	return max(0, sum)
}

// lowest returns the shown column to drop first and how many are shown.
func lowest[R any](cols []Column[R], widths []int) (at, shown int) {
	at = -1
	for i := range cols {
		if widths[i] == 0 {
			continue
		}
		shown++
		if at < 0 || cols[i].Priority <= cols[at].Priority {
			at = i
		}
	}
	return at, shown
}

// grow hands spare cells to the shown columns with a flex. Each round serves
// all that can still grow, so what one cannot take goes to the others.
func grow[R any](cols []Column[R], widths []int, spare int) {
	for spare > 0 {
		weight := 0
		for i, c := range cols {
			if canGrow(c, widths[i]) {
				weight += c.Flex
			}
		}
		if weight == 0 {
			return
		}
		left := spare
		for i, c := range cols {
			if !canGrow(c, widths[i]) || left == 0 {
				continue
			}
			share := min(left, max(1, spare*c.Flex/weight))
			if c.Max > 0 {
				share = min(share, c.Max-widths[i])
			}
			widths[i] += share
			left -= share
		}
		spare = left
	}
}

func canGrow[R any](c Column[R], width int) bool {
	return width > 0 && c.Flex > 0 && (c.Max <= 0 || width < c.Max)
}
