package form

import (
	"slices"

	"charm.land/bubbles/v2/textinput"

	"github.com/belay-tui/belay/ui/text"
)

// Cursor is the cell of the view at which the next character goes in, or at
// which a choice begins. The terminal's own cursor belongs there: input methods
// and screen readers follow it. It is not ok where no field has the focus.
func (f *Form) Cursor() (x, y int, ok bool) {
	in := f.current()
	if in == nil || f.state != Editing {
		return 0, 0, false
	}
	y = slices.IndexFunc(f.frame(), func(r row) bool { return r.owner == f.at })
	ok = y >= 0
	x = f.cells.edge + margin
	if f.cells.label > 0 {
		x += f.cells.label + 1
	} else {
		y++
	}
	switch in.Kind {
	case Text:
		x += CursorIn(in.line)
	case Lines:
		if c := in.area.Cursor(); c != nil {
			x, y = x+c.X, y+c.Y
		}
	default:
	}
	return x, y, ok && x < f.w && y < f.h
}

// CursorIn is how many cells of a line of input stand before its cursor, the
// prompt among them. The input's own answer counts characters, which are two
// cells wide in some scripts, and not what has moved out of sight.
func CursorIn(line textinput.Model) int {
	styles := textinput.Styles{}
	styles.Cursor.Blink = false
	line.SetVirtualCursor(true)
	line.SetStyles(styles)
	line.Focus()
	return text.BeforeCursor(line.View())
}
