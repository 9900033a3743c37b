package ui

import (
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/leads"
	"github.com/belay-tui/belay/ui/pipeline"
	"github.com/belay-tui/belay/ui/practice"
	"github.com/belay-tui/belay/ui/projects"
	"github.com/belay-tui/belay/ui/stats"
	"github.com/belay-tui/belay/ui/stories"
	"github.com/belay-tui/belay/ui/surveys"
)

// Actions is the table of all actions with their keys: key handling, footer,
// help and palette read it.
func Actions() *keys.Registry {
	action := func(id string, ks ...string) keys.Action {
		return keys.Action{ID: "frame." + id, Keys: ks, Short: "frame." + id, Long: "frame." + id + "_long"}
	}
	undo := action("undo", "u")
	undo.CLI = "belay undo"
	list := action("undo_list", "U")
	list.CLI = "belay journal"
	in, out := action("import", "I"), action("export", "E")
	in.CLI, out.CLI = "belay import", "belay export"
	r := &keys.Registry{}
	r.Add(leads.Actions()...)
	r.Add(pipeline.Actions()...)
	r.Add(projects.Actions()...)
	r.Add(surveys.Actions()...)
	r.Add(stats.Actions()...)
	r.Add(practice.Actions()...)
	r.Add(stories.Actions()...)
	r.Add(
		action("palette", ":", "ctrl+k"), action("help", "?"),
		action("pane_1", "1"), action("pane_2", "2"), action("pane_3", "3"), action("pane_4", "4"), action("pane_5", "5"),
		action("next_pane", "tab"), action("previous_pane", "shift+tab"),
		undo, list, in, out,
		action("program", "p"), action("drafts", "ctrl+o"), action("messages", "!"), action("mouse", "ctrl+g"), action("bell", "B"), action("theme", "T"), action("quit", "q", "ctrl+c"),
	)
	return r
}
