package pane

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/text"
)

// InScope makes the actions of a pane: their words are the messages SCOPE.ID
// and SCOPE.ID_long.
func InScope(scope string) func(id, cli string, ks ...string) keys.Action {
	return func(id, cli string, ks ...string) keys.Action {
		name := scope + "." + id
		return keys.Action{ID: name, Keys: ks, Short: name, Long: name + "_long", CLI: cli, Scope: scope}
	}
}

// Many says of an action that it can be done to several records at once.
func Many(a keys.Action) keys.Action {
	a.Many = true
	return a
}

// ListActions are the actions that every list has, in a pane's scope. They come
// after the pane's own: the footer shows the most useful first.
func ListActions(scope string) []keys.Action {
	action := func(id string, ks ...string) keys.Action {
		return keys.Action{ID: scope + "." + id, Keys: ks, Short: "pane." + id, Long: "pane." + id + "_long", Scope: scope}
	}
	return []keys.Action{
		action("open", "enter"), action("search", "/"), action("pick_list", "f"), action("sort", "s"),
		action("save_list", "F"),
		action("back", "esc"), action("copy", "y"), action("mark", "space"), action("mark_range", "V"), action("mark_all", "*"),
		action("extend_down", "shift+down"), action("extend_up", "shift+up"), action("bigger", "+"),
		action("split_left", "["), action("split_right", "]"),
		action("next_list", "right", "l"), action("previous_list", "left", "h"),
		action("down", "down", "j"), action("up", "up", "k"),
		action("page_down", "pgdown", "ctrl+d"), action("page_up", "pgup", "ctrl+u"),
		action("top", "home", "g g"), action("bottom", "end", "G"),
	}
}

// Do carries out one of the [ListActions]. It reports whether the action is one.
func (l *List[R]) Do(action string) (tea.Cmd, bool) {
	id, _ := strings.CutPrefix(action, l.spec.Scope+".")
	if move, ok := l.moves()[id]; ok {
		return l.moveBy(move), true
	}
	if cmd, ok := l.markAction(id); ok {
		return cmd, true
	}
	switch id {
	case "open":
		return l.openRow(), true
	case "back":
		return l.back(), true
	case "search":
		l.open = false
		return l.search.start(l.Ctx), true
	case "next_list":
		return l.turnList(1), true
	case "previous_list":
		return l.turnList(-1), true
	case "sort":
		return l.chooseSort(), true
	case "pick_list":
		return l.chooseList(), true
	case "save_list":
		return l.askName(), true
	case "bigger":
		l.setFull(!l.full)
		return nil, true
	case "split_left":
		return l.moveSplit(shareStep), true
	case "split_right":
		return l.moveSplit(-shareStep), true
	case "copy":
		if row, ok := l.grid.Selected(); ok {
			return Send(Copy{Text: l.spec.Clip(row)}), true
		}
		return nil, true
	}
	return nil, false
}

// openRow shows the detail of the selected row; where that shows already, it leads
// on to the record that the row is about.
func (l *List[R]) openRow() tea.Cmd {
	if ref, ok := l.onward(); ok {
		return Send(Goto{Ref: ref})
	}
	if _, ok := l.grid.Selected(); ok && !l.layout.side {
		l.open = true
	}
	return nil
}

// onward is where opening the selected row leads, if its detail shows.
func (l *List[R]) onward() (to domain.Ref, ok bool) {
	row, ok := l.grid.Selected()
	if !ok || l.spec.Onward == nil || !l.open && !l.layout.side {
		return to, false
	}
	to = l.spec.Onward(row)
	return to, !to.ID.IsZero()
}

// moves are the actions that move the selection, or scroll the detail where it
// has the pane to itself.
func (l *List[R]) moves() map[string]func() {
	if l.open {
		page := max(1, l.layout.detail.h-1)
		return map[string]func(){
			"down": func() { l.scroll++ }, "up": func() { l.scroll-- },
			"page_down": func() { l.scroll += page }, "page_up": func() { l.scroll -= page },
			"top": func() { l.scroll = 0 }, "bottom": func() { l.scroll = 1 << 20 },
		}
	}
	return map[string]func(){
		"down": func() { l.grid.Move(1) }, "up": func() { l.grid.Move(-1) },
		"page_down": l.grid.PageDown, "page_up": l.grid.PageUp, "top": l.grid.Top, "bottom": l.grid.Bottom,
	}
}

// Can says whether one of the [ListActions] can be done now.
func (l *List[R]) Can(action string) (why string, ok bool) {
	id, _ := strings.CutPrefix(action, l.spec.Scope+".")
	switch id {
	case "mark", "mark_range", "extend_down", "extend_up", "mark_all":
		if l.grid.Len() == 0 {
			return l.Ctx.Words.T("pane.nothing_selected"), false
		}
	case "open", "copy", "bigger":
		if _, ok := l.grid.Selected(); !ok {
			return l.Ctx.Words.T("pane.nothing_selected"), false
		}
		_, onward := l.onward()
		return "", id != "open" || onward || !l.layout.side && !l.open
	case "split_left", "split_right":
		if !l.layout.side {
			return l.Ctx.Words.T("pane.no_split"), false
		}
	case "back":
		return "", l.spec.Inner || l.away()
	}
	return "", true
}

// away reports whether there is anything in the list to go back from.
func (l *List[R]) away() bool {
	return l.open || l.marks.any() || l.query.Match != "" || l.search.active
}

// back leaves the detail, then takes the marks away, then leaves the search,
// then an inner list.
func (l *List[R]) back() tea.Cmd {
	if l.spec.Inner && !l.away() {
		return Send(Back{})
	}
	if l.full {
		l.setFull(false)
		return nil
	}
	if l.open {
		l.open, l.scroll = false, 0
		return nil
	}
	if l.marks.any() && !l.search.active {
		l.clearMarks()
		return nil
	}
	l.search.clear()
	return l.match()
}

// Type takes keys for the search field while it is active.
func (l *List[R]) Type(msg tea.Msg) (tea.Cmd, bool) {
	if l.saved.asking {
		return l.typeName(msg), true
	}
	if !l.search.active {
		return nil, false
	}
	if key, ok := msg.(tea.KeyPressMsg); ok {
		if cmd, ok := l.searchKey(key.String()); ok {
			return cmd, true
		}
	}
	cmd := l.search.update(l.Ctx, msg)
	return tea.Batch(cmd, l.match()), true
}

// searchKey takes a key that does not type: one that chooses, takes what is
// chosen, or leaves the field.
func (l *List[R]) searchKey(key string) (tea.Cmd, bool) {
	switch key {
	case "esc":
		return l.back(), true
	case "enter":
		if l.search.wrong != nil { // what would be right stands under it
			l.search.choices = nil
			return nil, true
		}
	case "down", "up":
		if l.search.choose(map[string]int{"down": 1, "up": -1}[key]) {
			return nil, true
		}
	case "tab":
		if l.search.accept(l.Ctx) {
			return l.match(), true
		}
	case "right":
		if l.search.cursor() < len(l.search.text()) || !l.search.accept(l.Ctx) {
			return nil, false
		}
		return l.match(), true
	default:
		return nil, false
	}
	l.search.stop()
	return nil, true
}

// match searches the list. A term that is not understood is left out; where
// that does not help, the rows stay as they are.
func (l *List[R]) match() tea.Cmd {
	f, ok := l.search.parse(l.Ctx.Now())
	if !ok || l.query.Match == f.text {
		return nil
	}
	l.query.Match, l.scroll, l.saved.name = f.text, 0, ""
	l.found = text.NewFinder(f.Words()...)
	l.grid.SetFound(nil)
	if !l.found.None() {
		l.grid.SetFound(l.found.Find)
	}
	return l.anew()
}

// anew asks for the rows of another query; the selection starts at the top.
func (l *List[R]) anew() tea.Cmd {
	l.unsettled()
	l.clear()
	return l.fetch()
}

// turnList goes to the next list, or the one before. From the list of all that
// is the first or the last.
func (l *List[R]) turnList(step int) tea.Cmd {
	i := slices.Index(l.lists, l.query.List)
	if i < 0 && step < 0 {
		i = 0
	}
	l.setList(l.lists[(i+step+len(l.lists))%len(l.lists)])
	return l.fetch()
}

// Click selects the row or the list at a cell.
func (l *List[R]) Click(x, y int) tea.Cmd {
	if l.layout.head.has(x, y) && !l.search.active && !l.saved.asking {
		for _, tab := range l.tabs() {
			if x >= tab.from && x < tab.to {
				if tab.saved != nil {
					return l.showSaved(*tab.saved)
				}
				l.setList(tab.list)
				return l.fetch()
			}
		}
	}
	if cmd, ok := l.buttonAt(x, y); ok {
		return cmd
	}
	if action, ok := l.linkAt(x, y); ok {
		return Send(Do{action})
	}
	if l.open || !l.layout.list.has(x, y) {
		return nil
	}
	if y == l.layout.list.y {
		return l.clickHead(x, false)
	}
	if index, ok := l.grid.RowAt(y - l.layout.list.y); ok {
		if index == l.grid.Index() && !l.layout.side {
			l.open = true
		}
		return l.moveBy(func() { l.grid.Select(index) })
	}
	return nil
}

// ClickMore is a click with ctrl or alt: on a head it sorts by that column after
// those that there are, on a row it marks it.
func (l *List[R]) ClickMore(x, y int) tea.Cmd {
	if l.open || !l.layout.list.has(x, y) {
		return nil
	}
	if y == l.layout.list.y {
		return l.clickHead(x, true)
	}
	if index, ok := l.grid.RowAt(y - l.layout.list.y); ok {
		return tea.Batch(l.moveBy(func() { l.grid.Select(index) }), l.toggle())
	}
	return nil
}

// Wheel scrolls what is under the mouse.
func (l *List[R]) Wheel(x, y, delta int) tea.Cmd {
	if l.open || l.layout.side && l.layout.detail.has(x, y) {
		l.scroll += delta
		return nil
	}
	return l.moveBy(func() { l.grid.Scroll(delta) })
}

// moveBy moves the selection; a range that follows it does.
func (l *List[R]) moveBy(move func()) tea.Cmd {
	before := l.grid.Index()
	if move(); l.grid.Index() != before {
		l.scroll = 0
	}
	return tea.Batch(l.moved(), l.fetch())
}
