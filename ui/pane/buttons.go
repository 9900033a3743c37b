package pane

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/text"
)

// Button offers an action below a detail, for who looks there first; a click
// does what its key does.
type Button struct {
	// Action is the action's id, such as "leads.accept".
	Action string
	Label  string
}

// buttonGap is how many cells lie between two buttons.
const buttonGap = 3

// placed is a button in the cells that it takes of the line of buttons.
type placed struct {
	Button
	drawn    string
	from, to int
}

// buttons are those of the selected row that fit into the detail's width.
func (l *List[R]) buttons() []placed {
	row, ok := l.grid.Selected()
	if !ok || l.spec.Buttons == nil {
		return nil
	}
	var all []placed
	x := l.margin()
	for _, b := range l.spec.Buttons(row) {
		inner := "[ " + strings.TrimSpace(l.Ctx.KeyOf(b.Action)+"  "+b.Label) + " ]"
		w := text.Width(inner)
		if x+w > l.layout.detail.w {
			break
		}
		all = append(all, placed{b, inner, x, x + w})
		x += w + buttonGap
	}
	return all
}

// margin is the blank cells before the lines of a detail.
func (l *List[R]) margin() int {
	if l.layout.side {
		return 0
	}
	return 1
}

// buttonLine is the line of buttons, "" where there are none.
func (l *List[R]) buttonLine() string {
	var b strings.Builder
	x := 0
	for i, p := range l.buttons() {
		style := l.Ctx.Theme.Text
		if i == 0 {
			style = l.Ctx.Theme.Key
		}
		b.WriteString(strings.Repeat(" ", p.from-x) + style.Render(p.drawn))
		x = p.to
	}
	return b.String()
}

// buttonAt is what a click at a cell of the pane does, where there is a button.
func (l *List[R]) buttonAt(x, y int) (tea.Cmd, bool) {
	if !l.open && !l.layout.side {
		return nil, false
	}
	box := l.layout.detail
	if _, at := l.detailLines(); at < 0 || y != box.y+at {
		return nil, false
	}
	for _, p := range l.buttons() {
		if x >= box.x+p.from && x < box.x+p.to {
			return Send(Do{p.Action}), true
		}
	}
	return nil, false
}
