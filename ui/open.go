package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/pane"
)

// openedMsg is what came of opening an address.
type openedMsg struct {
	said string
	err  error
}

// Opens reports whether an address is one that may be opened: of a web page or a
// letter.
func Opens(address string) bool {
	return strings.HasPrefix(address, "mailto:") || strings.HasPrefix(address, "https://")
}

// open opens a web page or a letter outside of the screen.
func (a *App) open(o pane.Open) tea.Cmd {
	open := a.cfg.Open
	if open == nil || !Opens(o.Address) {
		return pane.Send(pane.Tell{Text: a.ctx.Words.T("frame.opens_nothing"), Error: true})
	}
	return func() tea.Msg { return openedMsg{o.Said, open(o.Address)} }
}

// opened says what came of it.
func (a *App) opened(m openedMsg) {
	if m.err != nil {
		a.news.tell(a.cfg.Now(), a.ctx.Words.T("frame.open_failed", "why", a.ctx.Words.Error(m.err)), true)
		return
	}
	a.news.tell(a.cfg.Now(), m.said, false)
}
