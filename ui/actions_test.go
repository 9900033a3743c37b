package ui

import "testing"

// No key of a pane clashes with another of it, or with one of the frame.
func TestActionsDoNotClash(t *testing.T) {
	if err := Actions().Check(); err != nil {
		t.Error(err)
	}
}
