package pane

import "github.com/belay-tui/belay/ui/text"

// halfGap is how many cells lie between the two columns of a detail.
const halfGap = 3

// half is how wide a column of a detail is that has two.
func (l *List[R]) half() int { return (l.layout.detail.w - 2*l.margin() - halfGap) / 2 }

// KeyOf is the key that does an action, as it is shown; "" where there is none, or
// none is to be told.
func (c *Context) KeyOf(action string) string {
	if c.Key == nil || c.Aloud {
		return ""
	}
	return c.Key(action)
}

// Link is a line of a detail that leads on: the key that follows it, and where
// it leads.
func (c *Context) Link(action, label string, width int) string {
	key := c.KeyOf(action)
	if key == "" {
		return text.Cut(label, width)
	}
	return c.Theme.Key.Render(key) + "  " + text.Cut(label, max(1, width-text.Width(key)-2))
}

// linkAt is the action of the block at a cell of the pane, where it has one.
func (l *List[R]) linkAt(x, y int) (action string, ok bool) {
	box := l.layout.detail
	row, selected := l.grid.Selected()
	if !selected || !l.open && !l.layout.side || !box.has(x, y) {
		return "", false
	}
	lines, buttons := l.detailLines() // this also keeps the scrolling within the lines
	line := y - box.y
	if line >= len(lines) || buttons >= 0 && line >= buttons-1 {
		return "", false
	}
	width, blocks := box.w-2*l.margin(), []Block(nil)
	if l.layout.columns == 2 {
		left, right := halve(l.spec.Detail(row, l.half()))
		if blocks = left; x-box.x-l.margin() >= l.half() {
			blocks = right
		}
	} else {
		blocks = l.spec.Detail(row, width)
	}
	actions := actionsOf(blocks)
	if line += l.scroll; line >= len(actions) {
		return "", false
	}
	return actions[line], actions[line] != ""
}

// actionsOf are the actions of the lines of blocks as they are drawn one below
// the other; see flat.
func actionsOf(blocks []Block) []string {
	var actions []string
	for i, b := range blocks {
		if i > 0 {
			actions = append(actions, "")
		}
		if b.Title != "" {
			actions = append(actions, b.Action)
		}
		for line := range b.Lines {
			actions = append(actions, b.at(line))
		}
	}
	return actions
}
