package ui

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/theme"
)

// deskTheme is where the desk keeps the name of the theme.
const deskTheme = "view/theme"

// nextTheme takes the next theme and keeps it.
func (a *App) nextTheme() tea.Cmd {
	w := a.ctx.Words
	name := theme.After(cmp.Or(a.cfg.Theme.Name, theme.Auto))
	a.cfg.Theme.Name = name
	a.restyle(a.cfg.Theme.Dark)
	a.news.tell(a.cfg.Now(), w.T("frame.theme_is", "name", name, "what", w.T("frame.theme_"+name)), false)
	return a.keep(deskTheme, name)
}

// wear takes the theme that was kept, where none was asked for.
func (a *App) wear(kept string) {
	if a.cfg.Theme.Name == "" && theme.Known(kept) {
		a.cfg.Theme.Name = kept
		a.restyle(a.cfg.Theme.Dark)
	}
}
