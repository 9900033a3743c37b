package ui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/ui/text"
)

// TestFilterHeedsClusters is what the terminal answers to whether it counts
// clusters.
func TestFilterHeedsClusters(t *testing.T) {
	defer text.Clusters(false)
	filter := newFilter(nil, time.Now)
	for _, answer := range []struct {
		mode  ansi.Mode
		value ansi.ModeSetting
		cells int
	}{
		{ansi.ModeUnicodeCore, ansi.ModeReset, 1},
		{ansi.ModeUnicodeCore, ansi.ModeNotRecognized, 2},
		{ansi.ModeUnicodeCore, ansi.ModePermanentlySet, 1},
		{ansi.ModeSynchronizedOutput, ansi.ModeNotRecognized, 1}, // another question
		{ansi.ModeUnicodeCore, ansi.ModePermanentlyReset, 2},
	} {
		if filter(nil, tea.ModeReportMsg{Mode: answer.mode, Value: answer.value}) == nil {
			t.Errorf("%v is lost", answer)
		}
		if got := text.Width("ﾃﾞ"); got != answer.cells {
			t.Errorf("after %v it takes %d cells, want %d", answer, got, answer.cells)
		}
	}
}
