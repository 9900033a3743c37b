package pane

import (
	"strings"

	"github.com/belay-tui/belay/ui/keys"
)

// Press is a key that always does the same, and the words for what it does.
func Press(key, words string) keys.Action {
	return keys.Action{ID: words, Keys: []string{key}, Short: words}
}

// Foot are keys as the footer shows those of a pane: as many as find room.
func (c *Context) Foot(cells int, all ...keys.Action) string {
	footer := keys.Footer{Say: func(id string) string { return c.Words.T(id) }, ASCII: c.ASCII}
	var items []string
	for _, item := range footer.Items(cells, all, nil) {
		items = append(items, c.Theme.Key.Render(item.Key)+" "+c.Theme.KeyName.Render(item.Label))
	}
	return strings.Join(items, strings.Repeat(" ", keys.Gap))
}

// Foot are the keys in so many cells while one types into the head, where all
// others are typed; it reports whether one does.
func (l *List[R]) Foot(cells int) (foot string, ok bool) {
	switch {
	case l.saved.asking:
		return l.Ctx.Foot(cells, Press("enter", "pane.name_save"), Press("esc", "pane.name_leave")), true
	case !l.search.active:
		return "", false
	}
	all := []keys.Action{Press("enter", "pane.search_keep"), Press("esc", "pane.search_end")}
	if len(l.search.choices) > 0 {
		all = append([]keys.Action{Press("tab", "pane.search_take"), Press("down", "pane.search_choose")}, all...)
	}
	return l.Ctx.Foot(cells, all...), true
}
