package main

import (
	"slices"
	"strings"

	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/keys"
)

// where names the pane in which an action works.
func (a *app) where(action keys.Action) string {
	switch action.Scope {
	case keys.Global:
		return a.w.T("keys.everywhere")
	case form.Scope:
		return a.w.T("keys.in_forms")
	}
	return a.w.T("frame." + action.Scope)
}

func (a *app) listKeys(actions []keys.Action) error {
	if a.json {
		arr := &array{out: a.out}
		for _, x := range actions {
			if err := arr.add(keyJSON{x.ID, some(x.Scope), x.Keys, a.w.T(x.Short), a.w.T(x.Long), some(x.CLI), x.Changed}); err != nil {
				return err
			}
		}
		return arr.end()
	}
	t := a.table(
		column{head: a.w.T("keys.head_where")}, column{head: a.w.T("keys.head_keys")}, column{head: a.w.T("keys.head_action")},
		column{head: a.w.T("keys.head_does"), flex: late}, column{head: a.w.T("keys.head_command"), flex: first},
	)
	for _, x := range actions {
		shown := a.shownKeys(x, "  ")
		if x.Changed {
			shown = joinWords(shown, a.w.T("keys.changed"))
		}
		if err := t.add(a.where(x), shown, x.ID, a.w.T(x.Long), x.CLI); err != nil {
			return err
		}
	}
	return t.flush()
}

// shownKeys are the keys of an action as people read them.
func (a *app) shownKeys(x keys.Action, between string) string {
	shown := make([]string, len(x.Keys))
	for i, k := range x.Keys {
		shown[i] = keys.Display(k, a.ascii)
	}
	return strings.Join(shown, between)
}

func joinWords(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// keysMarkdown is the table as the README has it: a line for each pane, and one
// for what all lists have in common.
func (a *app) keysMarkdown(registry *keys.Registry) []string {
	type row struct {
		where string
		items []string
	}
	var rows []row
	add := func(where string, x keys.Action) {
		item := "`" + strings.Join(strings.Split(a.shownKeys(x, "` `"), "``"), "` `") + "` " + a.w.T(x.Short)
		i := slices.IndexFunc(rows, func(r row) bool { return r.where == where })
		if i < 0 {
			rows, i = append(rows, row{where: where}), len(rows)
		}
		if !slices.Contains(rows[i].items, item) {
			rows[i].items = append(rows[i].items, item)
		}
	}
	common := map[string]bool{} // what all lists have, by name and keys
	said := func(x keys.Action) string { return a.w.T(x.Short) + strings.Join(x.Keys, " ") }
	for _, x := range registry.All() {
		if strings.HasPrefix(x.Short, "pane.") {
			common[said(x)] = true
		}
	}
	for _, x := range registry.All() {
		if len(x.Keys) > 0 && !common[said(x)] {
			add(a.where(x), x)
		}
	}
	for _, x := range registry.All() {
		if len(x.Keys) > 0 && strings.HasPrefix(x.Short, "pane.") {
			add(a.w.T("keys.in_lists"), x)
		}
	}
	for _, x := range form.Actions() {
		add(a.where(x), x)
	}
	lines := []string{"| | |", "| --- | --- |"}
	for _, r := range rows {
		lines = append(lines, "| "+r.where+" | "+strings.ReplaceAll(strings.Join(r.items, " · "), "|", "\\|")+" |")
	}
	return lines
}
