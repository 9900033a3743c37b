package main

import (
	"testing"

	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/uitest"
)

// TestUndoList takes one change back from the list of what was done lately, does
// it again, and takes back a change together with the later one in its way.
func TestUndoList(t *testing.T) {
	s := uitest.Start(t, ui.New(demoScreen(t)), 120, 40)
	press := func(keys ...string) {
		for _, key := range keys {
			s.Settle()
			s.Key(key)
		}
		s.Settle()
	}
	press("a", "U")
	s.WaitFor("can be undone")
	press("enter")
	s.WaitFor("Took back: accepted")
	press("U")
	s.WaitFor("undone")
	press("down", "enter")
	s.WaitFor("It was taken back already.")
	press("up", "enter")
	s.WaitFor("Took back: took back entry")

	press("U", "m", "o", "v", "e", "d", "down", "down", "enter")
	s.WaitFor("Undo 2 changes?")
	press("y")
	s.WaitFor("Took back 2 changes.")
	s.Quit()
}
