package ui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/text"
)

// newHelp lists the actions of the pane in front and of the frame with their
// keys, the most useful first.
func (a *App) newHelp() *listing {
	entries := a.entries(append(a.keys.For(a.scope()), a.keys.For(keys.Global)...))
	l := wide(newListing(a.ctx, a.ctx.Words.T("frame.help_title"), entries))
	if a.cfg.Readme != "" {
		l.about = []string{a.ctx.Words.T("frame.readme", "address", a.cfg.Readme)}
	}
	l.about = append(l.about, a.logAt()...)
	return l
}

// newPalette lists all actions: those done from it lately, then those of the
// pane in front, of the frame, and of the other panes.
func (a *App) newPalette() *listing {
	all := append(a.keys.For(a.scope()), a.keys.For(keys.Global)...)
	for _, action := range a.keys.All() {
		if action.Scope != a.scope() && action.Scope != keys.Global {
			all = append(all, action)
		}
	}
	slices.SortStableFunc(all, func(x, y keys.Action) int { return a.recency(x.ID) - a.recency(y.ID) })
	return wide(newListing(a.ctx, a.ctx.Words.T("frame.palette_title"), a.entries(all)))
}

// wide gives a listing the room that command lines need.
func wide(l *listing) *listing {
	l.wide = 100
	return l
}

// entries are actions as a listing shows them. What cannot be done now says why,
// but for the actions of another pane: nobody sees what is selected there.
func (a *App) entries(actions []keys.Action) []entry {
	w := a.ctx.Words
	entries := make([]entry, len(actions))
	for i, action := range actions {
		e := entry{
			lead: a.display(action), label: w.T(action.Long), side: action.CLI,
			keys: action.Keys, name: w.T(action.Short), beside: action.CLI + " " + action.ID, do: act{action},
		}
		if action.Scope == keys.Global || action.Scope == a.scope() {
			if why, ok := a.Can(action.ID); !ok {
				e.why = why
			}
		} else {
			e.label = w.T("frame."+action.Scope) + ": " + e.label
		}
		entries[i] = e
	}
	return entries
}

// keyCells is how wide the keys of an action may be in a listing.
const keyCells = 12

// display is how the keys of an action are shown: the first, and as many of the
// others as there is room for.
func (a *App) display(action keys.Action) string {
	shown := ""
	for i, k := range action.Keys {
		next := keys.Display(k, a.ctx.ASCII)
		if i > 0 {
			next = shown + "  " + next
		}
		if i > 0 && text.Width(next) > keyCells {
			break
		}
		shown = next
	}
	return shown
}

// keyOf is the key of an action as sentences show it: of one without a key that of
// the palette, and what it is called there.
func (a *App) keyOf(id string) string {
	action, _ := a.keys.ByID(id)
	if len(action.Keys) > 0 {
		return action.Shown(a.ctx.ASCII)
	}
	palette, _ := a.keys.ByID("frame.palette")
	return strings.TrimSpace(palette.Shown(a.ctx.ASCII) + " " + a.ctx.Words.T(action.Short))
}

// keyTable are the keys of all actions as sentences show them.
func (a *App) keyTable() map[string]string {
	table := map[string]string{}
	for _, action := range a.keys.All() {
		table[action.ID] = a.keyOf(action.ID)
	}
	return table
}

// keptRecent is how many actions the palette remembers, deskRecent where.
const (
	keptRecent = 12
	deskRecent = "view/palette"
)

// recency is where an action stands among those done lately.
func (a *App) recency(id string) int {
	if i := slices.Index(a.recent, id); i >= 0 {
		return i
	}
	return keptRecent
}

// remember puts an action first among those done lately.
func (a *App) remember(id string) tea.Cmd {
	a.recent = slices.DeleteFunc(a.recent, func(other string) bool { return other == id })
	a.recent = slices.Insert(a.recent, 0, id)
	a.recent = a.recent[:min(len(a.recent), keptRecent)]
	return a.keep(deskRecent, strings.Join(a.recent, "\n"))
}

// keptMsg is what the desk has kept for the frame.
type keptMsg map[string]string

// keep has the desk keep something. Failing to is no harm: it is a memory aid.
func (a *App) keep(key, value string) tea.Cmd {
	desk := a.ctx.Desk
	if desk == nil {
		return nil
	}
	return func() tea.Msg {
		_ = desk.Keep(context.Background(), key, []byte(value))
		return nil
	}
}

// recall reads what the desk has kept for the frame. What it cannot read is not
// remembered, as on the first day.
func (a *App) recall() tea.Cmd {
	desk := a.ctx.Desk
	if desk == nil {
		return nil
	}
	*a.ctx.Busy++
	return func() tea.Msg {
		kept := keptMsg{}
		for _, key := range []string{deskRecent, DeskQuiet, deskTheme} {
			if value, err := desk.Kept(context.Background(), key); err == nil {
				kept[key] = string(value)
			}
		}
		return kept
	}
}

// recalled takes what the desk has kept. Names of actions that there are no
// longer do no harm.
func (a *App) recalled(kept keptMsg) {
	*a.ctx.Busy--
	a.wear(kept[deskTheme])
	a.alarm.quiet = a.alarm.quiet || kept[DeskQuiet] != ""
	if len(a.recent) == 0 {
		a.recent = strings.Fields(kept[deskRecent])
		a.recent = a.recent[:min(len(a.recent), keptRecent)]
	}
}
