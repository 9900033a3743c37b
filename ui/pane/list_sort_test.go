package pane_test

import (
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// pick chooses by its label among what an action offers.
func pick(t *testing.T, l *list, action, label string) {
	t.Helper()
	cmd, _ := l.Do("deals." + action)
	p := panetest.One[pane.Pick](t, l, cmd)
	then, isThen := strings.CutPrefix(label, "then ")
	for _, c := range p.Choices {
		if isThen && c.Label == then {
			panetest.Settle(t, l, l.Update(c.Plus))
			return
		}
		if c.Label == label {
			panetest.Settle(t, l, l.Update(c.Do))
			return
		}
	}
	t.Fatalf("no %q among %+v", label, p.Choices)
}

func TestSort(t *testing.T) {
	l, b := open(t, 3, 80, 19)
	do(t, l, "down")
	for _, c := range []struct {
		label string
		want  domain.Sort
		said  string
	}{
		{"by value", "value", "by value"},
		{"by value", "-value", "by value"}, // again turns it around
		{"then by name", "-value,name", "by value, name"},
		{"then by name", "-value,-name", "by value, name"},
		{"then by stage", "-value,-name,stage", "by value, name, stage"},
		{"by name", "name", "by name"},
	} {
		pick(t, l, "sort", c.label)
		if got := b.Asked[len(b.Asked)-1].Sort; got != c.want {
			t.Errorf("%s: sorted by %s, want %s", c.label, got, c.want)
		}
		shows(t, l, 80, true, c.said)
		on(t, l, "Deal 1")
	}
	shows(t, l, 80, true, "Name ↑")
	panetest.Settle(t, l, l.Click(6, 2)) // its head
	shows(t, l, 80, true, "Name ↓")
	pick(t, l, "sort", "then by value")
	shows(t, l, 80, true, "Name ↓1")
	pick(t, l, "sort", "by value")
	panetest.Settle(t, l, l.ClickMore(6, 2)) // its head, with ctrl
	shows(t, l, 80, true, "by value, name")
	panetest.Settle(t, l, l.ClickMore(6, 2))
	shows(t, l, 80, true, "Name ↓2")
}

func TestPickList(t *testing.T) {
	l, b := open(t, 3, 80, 19)
	pick(t, l, "pick_list", "Won")
	if got := b.Asked[len(b.Asked)-1].List; got != domain.ListWon {
		t.Errorf("list %s", got)
	}
	pick(t, l, "pick_list", "All")
	on(t, l, "Deal 0")
	shows(t, l, 80, true, "· All")
}

func TestTheOrderIsKept(t *testing.T) {
	d := panetest.Desk{}
	_, b := open(t, 3, 80, 19)
	start := func() *list {
		ctx := panetest.Context(t)
		ctx.Desk = d
		l := pane.NewList(ctx, spec(b))
		l.SetSize(80, 19)
		panetest.Settle(t, l, l.Refresh())
		if *ctx.Busy != 0 {
			t.Errorf("%d reads are under way for ever", *ctx.Busy)
		}
		return l
	}
	l := start()
	pick(t, l, "sort", "by value")
	pick(t, l, "sort", "then by name")
	if string(d["view/deals"]) != "value,name" {
		t.Errorf("kept %q", d)
	}
	shows(t, start(), 80, true, "by value, name")
	d["view/deals"] = []byte("no,such\x1b order") // of a newer belay
	shows(t, start(), 80, true, "by date")
}

func TestBigger(t *testing.T) {
	l, _ := open(t, 5, 120, 19)
	do(t, l, "bigger")
	frame := panetest.Frame(t, l, 120, 19)
	if strings.Contains(frame, "▸") || !strings.Contains(frame, "About Deal 0") {
		t.Errorf("the detail has not the whole pane:\n%s", frame)
	}
	do(t, l, "down")
	on(t, l, "Deal 0") // it scrolls the detail
	do(t, l, "back")
	shows(t, l, 120, true, "▸ Deal 0")
}
