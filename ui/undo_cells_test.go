package ui

import (
	"strings"
	"testing"

	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/text"
)

// What stands at the right of entries stands in columns, of which those that
// matter least are left out where room is short; no line is wider than the box.
func TestColumnsOfEntries(t *testing.T) {
	l := newListing(panetest.Context(t), "Done", []entry{
		{label: "moved a deal", cells: []string{"Sat 28 Nov 12:34", "Claire Dubois", "can be undone"}},
		{label: "closed a lead of a company with a long name indeed, and with a reason", cells: []string{"Sun 1 Nov 07:04", "田中 美咲", "stays"}},
	})
	l.wide, l.first = 120, []int{1, 0}
	for _, c := range []struct {
		w    int
		want []string // each stands at one place in both lines
		none []string
	}{
		{140, []string{"Sat 28 Nov 12:34|Sun 1 Nov 07:04", "Claire Dubois|田中 美咲", "can be undone|stays"}, nil},
		{80, []string{"Sat 28 Nov 12:34|Sun 1 Nov 07:04", "can be undone|stays"}, []string{"Claire", "美咲"}},
		{50, []string{"can be undone|stays"}, []string{"Claire", "12:34"}},
	} {
		l.resize(c.w, 20)
		lines := l.lines()
		for _, pair := range c.want {
			a, b, _ := strings.Cut(pair, "|")
			at := func(line, part string) int {
				before, _, ok := strings.Cut(line, part)
				if !ok {
					return -1
				}
				return text.Width(before)
			}
			if x, y := at(lines[firstEntry], a), at(lines[firstEntry+1], b); x < 0 || x != y {
				t.Errorf("at %d %q stand at %d and %d:\n%s", c.w, pair, x, y, strings.Join(lines, "\n"))
			}
		}
		for _, gone := range c.none {
			if strings.Contains(strings.Join(lines, "\n"), gone) {
				t.Errorf("at %d there is %q", c.w, gone)
			}
		}
		for _, line := range lines {
			if text.Width(line) > c.w {
				t.Errorf("at %d a line takes %d", c.w, text.Width(line))
			}
		}
	}
}
