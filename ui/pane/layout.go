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

// doubleLeast is how many cells a detail has at least that is in two columns.
const doubleLeast = 70

// arrange lays out a pane of w by h cells: beside the list the detail has so much
// of the width in percent; full gives it all of it.
func arrange(w, h, share int, full bool) layout {
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
	wide := w * share / 100
	if w >= doubleFrom && wide-3 >= doubleLeast {
		l.columns = 2
	}
	l.list.w = w - wide
	l.detail = rect{l.list.w + 3, body.y, wide - 3, body.h}
	return l
}
