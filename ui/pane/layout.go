package pane

// rect is a part of a pane in cells.
type rect struct{ x, y, w, h int }

// has reports whether a cell lies in the part.
func (r rect) has(x, y int) bool { return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h }

// layout is where the parts of a list pane are. It depends on the size alone.
type layout struct {
	// head is the line of the lists' names, or the search field.
	head rect
	// list and detail stand side by side where there is room; else they are
	// the same cells, for one at a time.
	list, detail rect
	side         bool
	// columns is how many columns the detail takes.
	columns int
}

// Widths of the pane from which there is room for more.
const (
	sideFrom   = 100 // list and detail side by side
	doubleFrom = 150 // the detail in two columns
)

// detailLeast is how many cells a detail takes at least beside a list whose
// columns need much, doubleLeast one that is in two columns; both with the line
// between.
const (
	detailLeast = 36
	doubleLeast = 66
)

// between is how many cells the line between list and detail takes with the
// blanks at its sides.
const between = 3

// divide is how many of w cells the detail takes, with the line before it, where
// nobody chose: half of a wide pane, and else less than the list; less still where
// the columns of the list need so many cells.
func divide(w, need int) int {
	wide := w * 45 / 100
	if w >= doubleFrom {
		wide = w / 2
	}
	return max(detailLeast, min(wide, w-need))
}

// arrange lays out a pane of w by h cells: beside the list the detail takes so
// many of the cells, with the line before it; full gives it all of them.
func arrange(w, h, wide int, full bool) layout {
	l := layout{head: rect{0, 0, w, min(1, h)}, columns: 1}
	body := rect{0, 2, w, max(0, h-2)}
	l.list, l.detail = body, body
	if w < sideFrom {
		return l
	}
	if full {
		l.columns = 2
		return l
	}
	l.side = true
	if w >= doubleFrom && wide >= doubleLeast {
		l.columns = 2
	}
	l.list.w = w - wide
	l.detail = rect{l.list.w + between, body.y, wide - between, body.h}
	return l
}
