package pane_test

import (
	"strings"
	"testing"

	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/uitest"
)

// border is the cell of the line between list and detail, -1 without one.
func border(t *testing.T, l *list, w int) int {
	t.Helper()
	before, _, ok := strings.Cut(strings.Split(panetest.Frame(t, l, w, 30), "\n")[5], "│")
	if !ok {
		return -1
	}
	return len([]rune(before))
}

// The line between list and detail moves by two keys, within bounds, and stands
// where it stood at the next start; in a wide pane it stands in the middle.
func TestSplit(t *testing.T) {
	d := panetest.Desk{}
	_, b := open(t, 3, 120, 30)
	start := func(w int) *list {
		ctx := panetest.Context(t)
		ctx.Desk = d
		l := pane.NewList(ctx, spec(b))
		l.SetSize(w, 30)
		panetest.Settle(t, l, l.Refresh())
		return l
	}
	l := start(120)
	first := border(t, l, 120)
	do(t, l, "split_left")
	if at := border(t, l, 120); at != first-6 {
		t.Errorf("the line went from %d to %d", first, at)
	}
	do(t, l, "split_right", "split_right")
	moved := border(t, l, 120)
	if moved != first+6 || string(d["split/deals"]) != "40" {
		t.Errorf("the line is at %d, %q is kept", moved, d["split/deals"])
	}
	if at := border(t, start(120), 120); at != moved {
		t.Errorf("at the next start the line is at %d", at)
	}
	for range 20 {
		do(t, l, "split_right")
	}
	if at := border(t, l, 120); at != 91 {
		t.Errorf("the list takes all but %d", 120-at)
	}
	for range 20 {
		do(t, l, "split_left")
		uitest.Fits(t, l.View(), 120, 30)
	}
	if at := border(t, l, 120); at != 37 {
		t.Errorf("the detail takes all but %d", at)
	}
	for _, odd := range []string{"", "x", "0", "99", "-5", "\x1b"} {
		d["split/deals"] = []byte(odd)
		if at := border(t, start(120), 120); at != first {
			t.Errorf("with %q kept the line is at %d", odd, at)
		}
	}
	if at := border(t, start(200), 200); at != 101 {
		t.Errorf("in a wide pane the line is at %d", at)
	}
	l = start(80)
	if why, ok := l.Can("deals.split_left"); ok || why == "" {
		t.Error("there is a line to move where there is none")
	}
}

// A list whose columns need much has it, as far as the detail keeps enough.
func TestSplitForWideColumns(t *testing.T) {
	_, b := open(t, 3, 120, 30)
	s := spec(b)
	s.Need = func(string) int { return 84 }
	for w, want := range map[int]int{100: 65, 110: 75, 120: 85, 130: 85, 150: 85, 200: 101} {
		l := pane.NewList(panetest.Context(t), s)
		l.SetSize(w, 30)
		panetest.Settle(t, l, l.Refresh())
		if at := border(t, l, w); at != want {
			t.Errorf("in %d cells the line is at %d, want %d", w, at, want)
		}
	}
}

// The terminal's cursor stands where one types: behind what is typed, by cells.
func TestCursorInTheHead(t *testing.T) {
	l, _ := open(t, 3, 80, 19)
	if _, _, ok := l.Cursor(); ok {
		t.Error("there is a cursor where nothing is typed")
	}
	do(t, l, "search")
	typed(t, l, keysOf("物流x")...)
	if x, y, ok := l.Cursor(); !ok || x != 8 || y != 0 {
		t.Errorf("in the search it is at %d,%d %v", x, y, ok)
	}
	do(t, l, "back", "save_list")
	typed(t, l, keysOf("Retail")...)
	if x, _, ok := l.Cursor(); !ok || x != 9 {
		t.Errorf("in the name it is at %d %v", x, ok)
	}
}
