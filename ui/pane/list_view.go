package pane

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/text"
)

// View draws the pane in exactly its size.
func (l *List[R]) View() string {
	if l.several != (l.spec.Program != nil && l.Ctx.Several()) { // the firm is known by now, or looks at one only
		l.grid.SetColumns(l.columns())
		l.SetSize(l.w, l.h)
	}
	lines := make([]string, 0, l.h)
	lines = append(lines, l.head(), "")
	switch {
	case l.layout.side:
		detail, _ := l.detailLines()
		lines = append(lines, beside(l.listLines(), l.layout.list.w, l.rule(), detail)...)
	case l.open:
		detail, _ := l.detailLines()
		lines = append(lines, detail...)
	default:
		lines = append(lines, l.listLines()...)
	}
	if l.search.active {
		copy(lines[1:], l.search.help(l.Ctx, l.w))
	}
	frame := make([]string, max(0, l.h))
	copy(frame, lines)
	for i := range frame {
		frame[i] = text.Left(frame[i], l.w)
	}
	return strings.Join(frame, "\n")
}

func (l *List[R]) rule() string {
	return " " + l.Ctx.Theme.Rule.Render(l.Ctx.Theme.Glyphs.Vertical) + " "
}

// beside puts two columns of lines side by side.
func beside(left []string, w int, between string, right []string) []string {
	lines := make([]string, max(len(left), len(right)))
	for i := range lines {
		var a, b string
		if i < len(left) {
			a = left[i]
		}
		if i < len(right) {
			b = right[i]
		}
		lines[i] = text.Left(a, w) + between + b
	}
	return lines
}

// tab is a list's name in the head, with the cells it takes.
type tab struct {
	list, label string
	from, to    int
	saved       *domain.SavedList // nil for a list of the kind
}

// savedRoom is how many cells at the right end of the head saved lists leave free.
const savedRoom = 24

// tabs are the names of the lists with their lengths.
func (l *List[R]) tabs() []tab {
	x := 1
	var tabs []tab
	for _, list := range l.lists {
		label := l.Ctx.Words.T("pane.tab", "list", l.Ctx.Words.T("pane.list_"+list), "count", l.counts[list])
		tabs = append(tabs, tab{list, label, x, x + text.Width(label), nil})
		x += text.Width(label) + 3
	}
	for i, s := range l.saved.lists {
		label := l.Ctx.Theme.Glyphs.Star + " " + domain.Clean(s.Name)
		if n := l.savedLength(s); n != "" {
			label += " " + n
		}
		if x+text.Width(label) > l.w-savedRoom {
			break
		}
		tabs = append(tabs, tab{s.List, label, x, x + text.Width(label), &l.saved.lists[i]})
		x += text.Width(label) + 3
	}
	return tabs
}

// head is the line of the lists' names with the order, or the search.
func (l *List[R]) head() string {
	if l.saved.asking {
		l.saved.input.SetWidth(max(1, min(domain.MaxSavedName+1, l.w-8)))
		return " " + l.saved.input.View()
	}
	if l.search.active {
		l.search.input.SetWidth(max(1, l.w-28))
		return l.ends(" "+l.search.input.View(), l.Ctx.Theme.Muted.Render(l.foundSo()))
	}
	th := l.Ctx.Theme
	var names []string
	for _, t := range l.tabs() {
		if l.shows(t) {
			names = append(names, th.TabActive.Render(t.label))
		} else {
			names = append(names, th.Tab.Render(t.label))
		}
	}
	left := " " + strings.Join(names, th.Muted.Render(" "+th.Glyphs.Dot+" "))
	if l.query.List == domain.ListAll && l.lists[0] != domain.ListAll {
		left += th.Muted.Render(" "+th.Glyphs.Dot+" ") + th.TabActive.Render(l.Ctx.Words.T("pane.list_all"))
	}
	if l.query.Match != "" {
		// The number of rows that are left says more than the end of a long filter.
		match, found := "/ "+domain.Clean(l.query.Match), l.foundSo()
		if room := l.w - text.Width(left) - text.Width(found) - 5; room > 4 {
			match = text.Cut(match, room)
		}
		left += "   " + th.Match.Render(match) + " " + th.Muted.Render(found)
	}
	return l.ends(left, l.state()...)
}

// shows reports whether a tab is that of the list that shows.
func (l *List[R]) shows(t tab) bool {
	if t.saved != nil || l.saved.name != "" {
		return t.saved != nil && t.saved.Name == l.saved.name
	}
	return t.list == l.query.List
}

// state is what the head says at its right, the most important first.
func (l *List[R]) state() []string {
	w, th := l.Ctx.Words, l.Ctx.Theme
	var state []string
	if l.marks.any() {
		state = append(state, th.Strong.Render(th.Glyphs.Mark+" "+w.N("pane.marked", l.marks.count())))
	}
	if first, last, total := l.grid.Position(); first > 1 || last < total {
		state = append(state, th.Muted.Render(w.T("pane.position", "first", first, "last", last, "total", total)))
	}
	return append(state, th.Muted.Render(l.sorted()))
}

// foundSo says how many rows a search left.
func (l *List[R]) foundSo() string {
	if l.query.Match == "" || !l.grid.Loaded() {
		return ""
	}
	if l.more {
		return l.Ctx.Words.N("pane.found_so_far", l.grid.Len())
	}
	return l.Ctx.Words.N("pane.found", l.grid.Len())
}

// ends puts a line's two ends at the two ends of the pane. Of the right one, its
// last parts are left out where there is no room; the first one takes the room
// of the left end.
func (l *List[R]) ends(left string, right ...string) string {
	for n := len(right); n > 0; n-- {
		end := strings.Join(right[:n], "   ")
		if end == "" {
			continue
		}
		room := l.w - text.Width(left) - text.Width(end) - 2
		if room >= 1 {
			return left + strings.Repeat(" ", room) + end
		}
		if n == 1 && l.marks.any() {
			return text.Left(left, l.w-text.Width(end)-2) + " " + end
		}
	}
	return left
}

// listLines are the rows, or what an empty list says.
func (l *List[R]) listLines() []string {
	if l.grid.Loaded() && l.grid.Len() == 0 {
		lesson := []string{""}
		said := l.spec.Empty(l.query.List)
		if l.query.Match != "" {
			said = []string{l.Ctx.Words.T("pane.nothing_found", "text", l.query.Match, "key", l.Ctx.KeyOf(l.spec.Scope+".back"))}
		}
		for _, s := range said {
			for _, line := range text.Wrap(s, max(10, min(60, l.layout.list.w-6))) {
				lesson = append(lesson, "   "+l.Ctx.Theme.Muted.Render(line))
			}
		}
		return lesson
	}
	return strings.Split(l.grid.View(), "\n")
}

// detailLines are the detail of the selected row, scrolled and in its columns,
// and which of them has the buttons, -1 for none: the last one, which stays in
// sight while the others scroll.
func (l *List[R]) detailLines() (lines []string, buttons int) {
	row, ok := l.grid.Selected()
	if !ok {
		return nil, -1
	}
	box, pad := l.layout.detail, l.margin()
	if l.layout.columns == 2 {
		half := l.half()
		left, right := halve(l.spec.Detail(row, half))
		for _, line := range beside(l.flat(left), half, "   ", l.flat(right)) {
			lines = append(lines, strings.Repeat(" ", pad)+line)
		}
	} else {
		for _, line := range l.flat(l.spec.Detail(row, box.w-2*pad)) {
			lines = append(lines, strings.Repeat(" ", pad)+line)
		}
	}
	line := l.buttonLine()
	room := box.h
	if line != "" && box.h > 3 {
		room -= 2
	}
	l.scroll = max(0, min(l.scroll, len(lines)-room))
	lines = l.makeOut(lines[l.scroll:min(len(lines), l.scroll+room+1)])
	if len(lines) > room {
		lines = lines[:room]
		if room > 0 {
			lines[room-1] = l.Ctx.Theme.Muted.Render(" " + l.Ctx.Theme.Glyphs.Down + " " + l.Ctx.Words.T("pane.more"))
		}
	}
	if room == box.h {
		return lines, -1
	}
	return append(lines, "", line), len(lines) + 1
}

// makeOut makes out in lines what is searched for.
func (l *List[R]) makeOut(lines []string) []string {
	if l.found.None() {
		return lines
	}
	on, off, _ := strings.Cut(l.Ctx.Theme.Match.Render("x"), "x")
	out := make([]string, len(lines))
	for i, line := range lines {
		plain := ansi.Strip(line)
		out[i] = text.MakeOut(line, l.found.Find(plain), on, off)
	}
	return out
}

// flat draws blocks one below the other.
func (l *List[R]) flat(blocks []Block) []string {
	var lines []string
	for i, b := range blocks {
		if i > 0 {
			lines = append(lines, "")
		}
		if b.Title != "" {
			lines = append(lines, l.Ctx.Theme.Title.Render(b.Title))
		}
		lines = append(lines, b.Lines...)
	}
	return lines
}

// halve parts blocks into two columns, in order, so that the higher one is as
// low as can be.
func halve(blocks []Block) (left, right []Block) {
	total := 0
	for _, b := range blocks {
		total += len(b.Lines) + 2
	}
	at, least, sum := len(blocks), total, 0
	for i, b := range blocks {
		if high := max(sum, total-sum); i > 0 && high < least {
			at, least = i, high
		}
		sum += len(b.Lines) + 2
	}
	return blocks[:at], blocks[at:]
}
