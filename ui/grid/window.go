package grid

// Need returns the window of rows to fetch next, about three screens around
// what shows, if the rows here do not do. The window may reach past the end of
// the list. It reports the same window only once; if fetching failed, or the
// list changed, call [Grid.Refresh].
func (g *Grid[R]) Need() (offset, count int, ok bool) {
	if g.body() == 0 {
		return 0, 0, false
	}
	want := g.window()
	if g.covered() || want == g.asked {
		return 0, 0, false
	}
	g.asked = want
	return want.offset, want.count, true
}

// window is a screen before the rows that show, those, and a screen after. It
// may reach past the end: the list may have grown since its length was told.
func (g *Grid[R]) window() span {
	top := g.top
	if g.placed {
		top = g.topFor(g.goal)
	}
	first := max(0, top-g.body())
	return span{first, top + 2*g.body() - first}
}

// covered reports whether the rows here are current and reach half a screen
// past what shows, so that the next keys need not wait.
func (g *Grid[R]) covered() bool {
	if !g.loaded || g.stale {
		return false
	}
	slack := g.body() / 2
	first, last := max(0, g.top-slack), min(g.total, g.top+g.body()+slack)
	return g.offset <= first && g.offset+len(g.rows) >= last
}

// SetRows gives the rows from offset on, and how many the list has in all. The
// grid keeps the slice. Of several answers under way only the newest must be
// given; the caller drops the others.
func (g *Grid[R]) SetRows(offset, total int, rows []R) {
	g.offset, g.total, g.rows = max(0, offset), max(0, total), rows
	if len(rows) > 0 {
		g.total = max(g.total, g.offset+len(rows)) // rows that are here exist
	}
	if g.look(rows) {
		g.arrange()
	}
	if g.placed {
		g.follow(g.goal)
	}
	g.loaded, g.stale, g.placed = true, false, false
	g.relocate()
	g.index = clamp(g.index, 0, g.total-1)
	if _, here := g.Row(g.index); here || g.total == 0 {
		g.sel = ""
		g.adopt()
	}
	g.reveal()
}

// relocate lets the selection follow its record within the rows here.
func (g *Grid[R]) relocate() {
	if g.sel == "" {
		return
	}
	if row, ok := g.Row(g.index); ok && g.id(row) == g.sel {
		return
	}
	for i, row := range g.rows {
		if g.id(row) == g.sel {
			g.follow(g.offset + i)
			return
		}
	}
}

// Refresh says that the list may have changed. The rows here are drawn until
// the new ones come, which [Grid.Need] asks for next. A record that moved
// further than a screen is taken for gone; see [Grid.Place].
func (g *Grid[R]) Refresh() {
	g.stale, g.placed = true, false
	g.asked = span{}
}

// Clear forgets rows and selection, as for another list or filter.
func (g *Grid[R]) Clear() {
	g.rows, g.offset, g.total, g.loaded = nil, 0, 0, false
	g.top, g.index, g.sel = 0, 0, ""
	g.Refresh()
}
