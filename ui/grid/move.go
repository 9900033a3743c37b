package grid

// Move moves the selection by delta rows and stops at the ends.
func (g *Grid[R]) Move(delta int) { g.Select(g.index + clamp(delta, -g.total, g.total)) }

// Top selects the first row.
func (g *Grid[R]) Top() { g.Select(0) }

// Bottom selects the last row.
func (g *Grid[R]) Bottom() { g.Select(g.total - 1) }

// PageUp moves the selection and the screen up by a screen less one row.
func (g *Grid[R]) PageUp() { g.page(-1) }

// PageDown moves the selection and the screen down by a screen less one row.
func (g *Grid[R]) PageDown() { g.page(1) }

func (g *Grid[R]) page(direction int) {
	step := max(1, g.body()-1) * direction
	g.top += step
	g.Select(g.index + step)
}

// Scroll moves the screen by delta rows, as a wheel does. The selection moves
// only as far as it must to stay in sight.
func (g *Grid[R]) Scroll(delta int) {
	g.top = clamp(g.top+clamp(delta, -g.total, g.total), 0, g.maxTop())
	g.Select(clamp(g.index, g.top, g.top+max(0, g.body()-1)))
}

// Select selects a row by position, moved into the list if it is outside.
func (g *Grid[R]) Select(index int) {
	index = clamp(index, 0, g.total-1)
	if index != g.index {
		g.goal += index - g.index
		g.index, g.sel = index, ""
	}
	g.adopt()
	g.reveal()
}

// Place is [Grid.Refresh] for a caller that knows where the selected record is
// now, as after a new sort order: the next window is around that position, and
// when its rows come the record stays selected, on its line of the screen.
func (g *Grid[R]) Place(index int) {
	g.Refresh()
	g.goal, g.placed = max(0, index), true
}

// Follow selects another record by its id and position: one just made, or one
// named on another pane. It shows when its rows come.
func (g *Grid[R]) Follow(id string, index int) {
	g.sel = id
	g.Place(index)
}

// follow moves the selection to index and the screen with it.
func (g *Grid[R]) follow(index int) {
	g.top = g.topFor(index)
	g.index = index
}

// topFor returns where the screen begins when the selected record is found at
// index. A list at its beginning stays there as long as the row is in sight,
// so that new first rows are seen.
func (g *Grid[R]) topFor(index int) int {
	if g.top == 0 && index < g.body() {
		return 0
	}
	return max(0, g.top+index-g.index)
}

// adopt takes the id of the selected row if the row is here and has none yet.
func (g *Grid[R]) adopt() {
	if g.sel != "" {
		return
	}
	if row, ok := g.Row(g.index); ok {
		g.sel = g.id(row)
	}
}

// reveal moves the screen so that it is full and the selected row on it.
func (g *Grid[R]) reveal() {
	if g.body() == 0 {
		g.top = g.index
		return
	}
	g.top = clamp(g.top, g.index-g.body()+1, g.index)
	g.top = clamp(g.top, 0, g.maxTop())
}

func (g *Grid[R]) maxTop() int { return max(0, g.total-g.body()) }

// clamp moves n into low..high; low wins when there is nothing between.
func clamp(n, low, high int) int { return max(low, min(n, high)) }
