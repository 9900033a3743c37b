package ui

import (
	"cmp"
	"slices"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// entry is a line of a listing.
type entry struct {
	// lead stands at the left, in a column of its own: a key, a number.
	lead  string
	label string
	// side stands at the right: a command line, a count, a remark.
	side string
	// cells stand at the right in place of side, in columns of their own.
	cells []string
	// why says why it cannot be done now; "" is that it can.
	why string
	// keys, name and beside are what it is found by besides its label.
	keys   []string
	name   string
	beside string
	do     tea.Msg
	// always shows the side even where there is a reason.
	always bool
}

// listing is an overlay of lines to find one of by typing, and to do it: the
// palette, the help, choices of a pane, the list of undo.
type listing struct {
	ctx     *pane.Context
	title   string
	keys    []keys.Action // those that work here, for the footer
	about   []string      // stands below the entries, where there is room
	none    string        // said where nothing is found
	wide    int           // how many cells it takes at most
	entries []entry
	// first are the columns of the entries' cells in the order in which they are
	// left out where room is short.
	first []int
	shown []int
	input textinput.Model
	index int
	top   int
	w, h  int
	ended bool
	said  string // why the entry that was chosen last cannot be done
	// other takes keys for the entry with a number and says whether it did.
	other func(key string, at int) (tea.Cmd, bool)
}

// searchCells is how wide the field is at most, in which one types to find.
const searchCells = 40

func newListing(ctx *pane.Context, title string, entries []entry) *listing {
	l := &listing{
		ctx: ctx, title: title, entries: entries, input: ctx.SearchField(), wide: 76,
		keys: pressed("frame.list_do"), none: ctx.Words.T("frame.no_action"),
	}
	l.input.Focus()
	l.filter()
	return l
}

func (l *listing) resize(w, h int) {
	l.w, l.h = w, h
	l.input.SetWidth(max(1, min(searchCells, w-10)))
}

func (l *listing) done() bool { return l.ended }
func (l *listing) restyle()   { l.ctx.StyleSearch(&l.input) }

func (l *listing) update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		l.said = ""
		if to, ok := moveIn(m.String(), l.index, len(l.shown), l.room()); ok {
			l.index = to
			return nil
		}
		switch m.String() {
		case "esc":
			l.ended = true
			return nil
		case "enter":
			return l.choose()
		}
		if l.other != nil && l.index < len(l.shown) {
			if cmd, ok := l.other(m.String(), l.shown[l.index]); ok {
				return cmd
			}
		}
	case tea.PasteMsg:
		msg = tea.PasteMsg{Content: text.Show(domain.Outside(m.Content))}
	}
	before := l.input.Value()
	cmd := form.TypeIn(&l.input, msg)
	if l.input.Value() != before {
		l.filter()
	}
	return cmd
}

// at is the entry on a line of those that show.
func (l *listing) at(i int) (entry, bool) {
	if i < 0 || i >= len(l.shown) {
		return entry{}, false
	}
	return l.entries[l.shown[i]], true
}

// choose does the selected entry, or says why it cannot be done now.
func (l *listing) choose() tea.Cmd {
	e, ok := l.at(l.index)
	switch {
	case !ok || e.do == nil && e.why == "":
		return nil
	case e.why != "":
		l.said = e.why
		return nil
	}
	l.ended = true
	return pane.Send(e.do)
}

// filter keeps the entries that answer what was typed, the best first.
func (l *listing) filter() {
	ranks := make(map[int]int, len(l.entries))
	l.shown = nil
	for i, e := range l.entries {
		if r := e.answers(l.input.Value()); r < rankNone {
			ranks[i] = r
			l.shown = append(l.shown, i)
		}
	}
	slices.SortStableFunc(l.shown, func(a, b int) int { return ranks[a] - ranks[b] })
	l.index, l.top, l.said = 0, 0, ""
}

// pressed are the keys of a listing: what enter does, and what others that it has of
// its own.
func pressed(enter string, others ...keys.Action) []keys.Action {
	all := append([]keys.Action{pane.Press("enter", enter)}, others...)
	return append(all, pane.Press("down", "frame.list_choose"), pane.Press("esc", "frame.list_close"))
}

// foot are the keys that work now.
func (l *listing) foot(cells int) string { return l.ctx.Foot(cells, l.keys...) }

// around is how many lines of the box are not entries: the field, an empty line
// after it, one for why something cannot be done, and the box itself.
const around = 5

// mostEntries is how many entries show at most.
const mostEntries = 24

// aboutFrom is from how many lines on there is room for what stands below the entries.
const aboutFrom = 18

// below are the lines below the entries and the one that says why not.
func (l *listing) below() []string {
	if l.h < aboutFrom {
		return nil
	}
	return l.about
}

// room is how many entries show.
func (l *listing) room() int { return max(1, min(l.h-around-len(l.below()), mostEntries)) }

// firstEntry is the line of the box on which the entries begin.
const firstEntry = 3

// click selects the entry at a cell of the box; a second click does it.
func (l *listing) click(_, y int) tea.Cmd {
	i := l.top + y - firstEntry
	if y < firstEntry || y >= firstEntry+l.room() || i >= len(l.shown) {
		return nil
	}
	if l.said = ""; i == l.index {
		return l.choose()
	}
	l.index = i
	return nil
}

func (l *listing) wheel(step int) tea.Cmd {
	l.index, l.said = max(0, min(l.index+step, len(l.shown)-1)), ""
	return nil
}

// cursor is where the next character goes in.
func (l *listing) cursor() (x, y int, ok bool) { return boxLeft + form.CursorIn(l.input), boxTop, true }

func (l *listing) lines() []string {
	th, wide, room := l.ctx.Theme, max(16, min(l.wide, l.w-6)), l.room()
	lines := []string{l.input.View(), ""}
	l.top = max(0, min(l.top, l.index), l.index-room+1)
	lead := l.leadWidth(wide)
	for i := l.top; i < min(len(l.shown), l.top+room); i++ {
		e, _ := l.at(i)
		line := l.line(e, lead, wide)
		switch {
		case i == l.index:
			line = th.Selected.Render(line)
		case e.why != "":
			line = th.Muted.Render(line)
		}
		lines = append(lines, line)
	}
	if len(l.shown) == 0 {
		lines = append(lines, text.Left(l.none, wide))
	}
	why := ""
	if l.said != "" {
		why = th.ErrorText.Render(text.Cut(th.Glyphs.Warn+" "+l.said, wide))
	}
	lines = append(lines, why)
	for _, line := range l.below() {
		lines = append(lines, th.Muted.Render(text.Cut(line, wide)))
	}
	return boxed(l.ctx, l.title, lines, l.w)
}

// leadWidth is how wide the column at the left is, with the gap after it.
func (l *listing) leadWidth(wide int) int {
	n := 0
	for _, e := range l.entries {
		n = max(n, text.Width(e.lead))
	}
	if n == 0 {
		return 0
	}
	return min(n, 18, wide/3) + 2
}

// line is an entry in its cells: what stands at its side has up to half of the
// width, and less where the label needs it.
func (l *listing) line(e entry, lead, wide int) string {
	side := e.side
	if e.why != "" && !e.always {
		side = e.why
	}
	if len(e.cells) > 0 {
		side = l.columns(e, wide-lead)
	}
	left := ""
	if lead > 0 {
		left = text.Left(text.Cut(e.lead, lead-2), lead)
	}
	room := wide - lead
	width := text.Width(side)
	if width > 0 {
		width = min(width, max(room/2, room-text.Width(e.label)-2))
	}
	if width == 0 {
		return left + text.Left(e.label, room)
	}
	return left + text.Left(e.label, room-width-2) + "  " + text.Left(side, width)
}

// cellGap is how many cells lie between two columns.
const cellGap = 2

// columns are the cells of an entry, each as wide as the widest of its column;
// columns are left out until they take no more than half of the room.
func (l *listing) columns(e entry, room int) string {
	widths := make([]int, len(e.cells))
	for _, other := range l.entries {
		for i := range min(len(widths), len(other.cells)) {
			widths[i] = max(widths[i], text.Width(other.cells[i]))
		}
	}
	for _, i := range l.first {
		sum := -cellGap
		for _, w := range widths {
			if w > 0 {
				sum += w + cellGap
			}
		}
		if sum <= room/2 {
			break
		}
		widths[i] = 0
	}
	var parts []string
	for i, cell := range e.cells {
		if widths[i] > 0 {
			parts = append(parts, text.Left(cell, widths[i]))
		}
	}
	return strings.Join(parts, strings.Repeat(" ", cellGap))
}

// moveIn is where a key moves the selection of a list of n with so many rows in
// sight; ok is false for a key that does not move.
func moveIn(key string, index, n, room int) (to int, ok bool) {
	switch key {
	case "down", "ctrl+n", "tab":
		index++
	case "up", "ctrl+p", "shift+tab":
		index--
	case "pgdown":
		index += room
	case "pgup":
		index -= room
	default:
		return index, false
	}
	return max(0, min(index, n-1)), true
}

// newPicker lists choices of a pane.
func newPicker(ctx *pane.Context, pick pane.Pick) *listing {
	entries := make([]entry, len(pick.Choices))
	for i, c := range pick.Choices {
		entries[i] = entry{label: c.Label, side: c.Side, why: c.Why, beside: c.Side, do: c.Do}
	}
	l := newListing(ctx, pick.Title, entries)
	l.none = ctx.Words.T("frame.no_choice")
	l.keys = pressed(cmp.Or(pick.Enter, "frame.list_do"))
	if pick.Plus != "" {
		l.keys = slices.Insert(l.keys, 1, pane.Press("+", pick.Plus))
	}
	l.other = func(key string, at int) (tea.Cmd, bool) {
		if plus := pick.Choices[at].Plus; key == "+" && plus != nil {
			l.ended = true
			return pane.Send(plus), true
		}
		return nil, false
	}
	l.index = max(0, min(pick.At, len(entries)-1))
	return l
}
