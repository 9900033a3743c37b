package pane_test

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/uitest"
)

// marked checks which deals are marked, in their order.
func marked(t *testing.T, l *list, deals ...int) {
	t.Helper()
	var got, want []string
	for _, o := range l.Marked() {
		got = append(got, o.Name.Raw())
	}
	for _, n := range deals {
		want = append(want, fmt.Sprintf("Deal %d", n))
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("marked %v, want %v", got, want)
	}
}

func TestMark(t *testing.T) {
	l, _ := open(t, 9, 80, 19)
	do(t, l, "mark", "down", "mark")
	marked(t, l, 0, 2)
	on(t, l, "Deal 3")
	shows(t, l, 80, true, "2 selected")
	uitest.Golden(t, "marked", panetest.Frame(t, l, 80, 19))
	do(t, l, "up", "mark") // again
	marked(t, l, 0)
	do(t, l, "back")
	marked(t, l)
	shows(t, l, 80, false, "selected")
}

// The mouse marks as the keys do, and takes a range along.
func TestMarkByMouse(t *testing.T) {
	l, _ := open(t, 40, 120, 19)
	panetest.Settle(t, l, l.ClickMore(5, 5))
	panetest.Settle(t, l, l.ClickMore(5, 8))
	marked(t, l, 2, 5)
	panetest.Settle(t, l, l.ClickMore(5, 5)) // again
	marked(t, l, 5)
	do(t, l, "back", "top", "mark_range")
	panetest.Settle(t, l, l.Click(5, 6))
	marked(t, l, 0, 1, 2, 3)
	panetest.Settle(t, l, l.Wheel(5, 8, 6))
	marked(t, l, 0, 1, 2, 3, 4, 5, 6)
}

func TestMarkRange(t *testing.T) {
	l, _ := open(t, 300, 80, 19)
	do(t, l, "down", "mark_range", "down", "down", "up")
	marked(t, l, 1, 2)
	do(t, l, "mark_range", "down", "down", "down", "mark") // ended, and one more
	marked(t, l, 1, 2, 5)
	do(t, l, "extend_up", "extend_up")
	marked(t, l, 1, 2, 5, 4, 6)
	do(t, l, "down") // ends it
	do(t, l, "down")
	marked(t, l, 1, 2, 5, 4, 6)
	do(t, l, "back", "top", "mark_range", "bottom")
	if n := len(l.Marked()); n != 300 {
		t.Errorf("%d rows from the first to the last", n)
	}
	shows(t, l, 80, true, "300 selected")
}

func TestMarkAll(t *testing.T) {
	l, b := open(t, 30, 80, 19)
	do(t, l, "search")
	typed(t, l, keysOf("deal 2")...)
	typed(t, l, tea.KeyPressMsg{Code: tea.KeyEnter})
	do(t, l, "mark_all")
	if n := len(l.Marked()); n != 11 {
		t.Errorf("%d rows", n)
	}
	for i := range 3000 {
		b.Records = append(b.Records, domain.Opportunity{ID: panetest.ID(1000 + i), Name: domain.Outside("Deal")})
	}
	do(t, l, "back", "back")
	panetest.Settle(t, l, l.Refresh())
	cmd, _ := l.Do("deals.mark_all")
	if tell := panetest.One[pane.Tell](t, l, cmd); !tell.Error || len(l.Marked()) != 0 {
		t.Errorf("%+v, %d marked", tell, len(l.Marked()))
	}
}

// Marks stay with their records when the list changes under them, and go with
// the list.
func TestMarksFollowTheirRecords(t *testing.T) {
	l, b := open(t, 30, 80, 19)
	do(t, l, "down", "mark", "mark_range", "down")
	b.Records = append([]domain.Opportunity{{ID: panetest.ID(900), Name: domain.Outside("New")}}, b.Records...)
	b.Records[2].Name = domain.Outside("Deal 1 renamed")
	panetest.Settle(t, l, l.Refresh())
	if rows := l.Marked(); len(rows) != 3 || rows[0].Name.Raw() != "Deal 1 renamed" || rows[2].Name.Raw() != "Deal 3" {
		t.Errorf("marked %v", rows)
	}
	do(t, l, "sort")
	if n := len(l.Marked()); n != 3 {
		t.Errorf("%d marked in another order", n)
	}
	panetest.Settle(t, l, l.Update(pane.Batched{Done: []domain.Ref{b.Records[2].Ref()}}))
	marked(t, l, 2, 3)
	do(t, l, "next_list")
	marked(t, l)
}

func TestEach(t *testing.T) {
	l, b := open(t, 3, 80, 19)
	b.Records[1].Stage = "x"
	panetest.Settle(t, l, l.Refresh())
	can := func(o domain.Opportunity) (string, bool) { return "no x", o.Stage == "x" }
	for _, c := range []struct {
		action string
		before []string
		ok     bool
		why    string
	}{
		{"lose", nil, false, "no x"},
		{"lose", []string{"mark"}, false, "no x"},
		{"lose", []string{"mark"}, true, ""}, // one of them is enough
		{"edit", nil, false, "This is done to one record at a time. esc clears the selection."},
	} {
		do(t, l, c.before...)
		if why, ok := l.Each(c.action, can); ok != c.ok || why != c.why {
			t.Errorf("%s after %v: %q, %v", c.action, c.before, why, ok)
		}
	}
	a := l.ForEach("pipeline.won_many", func(o domain.Opportunity) domain.Command { return domain.MoveStage{ID: o.ID} })
	if len(a.Batch.Steps) != 2 || a.Batch.Steps[1].Name != b.Records[1].Name || a.Batch.Said(2) != "Won 2 deals" {
		t.Errorf("%+v", a.Batch)
	}
}
