package panetest

import (
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
)

// Keyed makes a context know the keys of actions, as the frame does.
func Keyed(ctx *pane.Context, actions []keys.Action) *pane.Context {
	r := &keys.Registry{}
	r.Add(actions...)
	ctx.Key = func(id string) string {
		a, _ := r.ByID(id)
		return a.Shown(ctx.ASCII)
	}
	table := map[string]string{}
	for _, a := range actions {
		table[a.ID] = ctx.Key(a.ID)
	}
	ctx.Words.SetKeys(table)
	return ctx
}
