package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/text"
)

// click does what is under the mouse: a tab, a key of the footer, a row.
func (a *App) click(m tea.Mouse) tea.Cmd {
	if m.Button != tea.MouseLeft {
		return nil
	}
	a.news.key()
	a.acted, a.typed = a.cfg.Now(), 0
	if n := len(a.overlays); n > 0 {
		top := a.overlays[n-1]
		x, y, _ := middle(top.lines(), a.w, max(0, a.h-frameLines))
		cmd := top.click(m.X-x, m.Y-paneTop-y)
		if top.done() {
			a.drop(top)
		}
		return cmd
	}
	switch {
	case m.Y == 1:
		for i, s := range a.tabSpans() {
			if m.X >= s.from && m.X < s.to {
				return a.show(i)
			}
		}
	case m.Y == a.h-1:
		if _, ok := a.paneFoot(); ok {
			return nil
		}
		x := 1
		for _, item := range a.footerItems() {
			if m.X >= x && m.X < x+item.Cells() {
				return a.do(item.Action)
			}
			x += item.Cells() + keys.Gap
		}
		if undo, ok := a.keys.ByID("frame.undo"); ok && m.X >= a.w-1-text.Width(a.undoHint()) && m.X < a.w-1 {
			return a.do(undo)
		}
	case m.Y >= paneTop && m.Y < a.h-2:
		more, ok := a.front().(interface{ ClickMore(x, y int) tea.Cmd })
		if ok && (m.Mod.Contains(tea.ModCtrl) || m.Mod.Contains(tea.ModAlt)) { // shift selects text
			return more.ClickMore(m.X, m.Y-paneTop)
		}
		return a.front().Click(m.X, m.Y-paneTop)
	}
	return nil
}

// wheelStep is how many rows a notch of the wheel scrolls.
const wheelStep = 3

// notch is how many rows down a turn of the wheel scrolls.
func notch(m tea.Mouse) int {
	switch m.Button {
	case tea.MouseWheelUp:
		return -wheelStep
	case tea.MouseWheelDown:
		return wheelStep
	default:
		return 0
	}
}

// wheel scrolls what is under the mouse.
func (a *App) wheel(m tea.Mouse) tea.Cmd {
	step := notch(m)
	if step == 0 {
		return nil
	}
	if n := len(a.overlays); n > 0 {
		return a.overlays[n-1].wheel(step)
	}
	return a.front().Wheel(m.X, m.Y-paneTop, step)
}
