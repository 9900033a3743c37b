package pane_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

func TestListsAreNamedAloud(t *testing.T) {
	l, _ := open(t, 3, 80, 20)
	var said []string
	for _, n := range l.Named() {
		said = append(said, n.Name+" "+n.Length)
	}
	if got := strings.Join(said, ", "); got != "Open 3, Won 1, Lost 0" {
		t.Errorf("the lists are %s", got)
	}
	l.Update(l.Named()[2].Open)
	if got := l.Listed(); got.Name != "Lost" || len(got.Lesson) != 1 || got.Lesson[0] != "Nothing is lost yet." {
		t.Errorf("an empty list says %q", got)
	}
}

func TestRowsAloud(t *testing.T) {
	l, b := open(t, 12, 80, 20)
	said, total, err := l.Aloud(context.Background(), 10, 10)
	if err != nil || total != 12 || len(said) != 2 || said[0].Text != "Name Deal 10" || said[0].Ref != (domain.Ref{Kind: domain.KindOpportunity, ID: panetest.ID(11)}) {
		t.Errorf("says %v of %d, %v", said, total, err)
	}
	l.Update(l.Named()[1].Open)
	if err := l.Find("物流"); err != nil {
		t.Fatal(err)
	}
	if said, total, err = l.Aloud(context.Background(), 0, 10); err != nil || total != 1 || said[0].Text != "Name 物流グループ" {
		t.Errorf("says %v of %d, %v", said, total, err)
	}
	if err := l.Find("nothing:1"); err == nil || l.Listed().Filter != "物流" {
		t.Errorf("a filter that is not understood is %v, and leaves %q", err, l.Listed().Filter)
	}
	b.Err = errors.New("gone")
	if _, _, err := l.Aloud(context.Background(), 0, 1); err == nil {
		t.Error("a failed read says nothing")
	}
}

// A filter may be as long as the language of filters has it, and is not cut.
func TestLongFilter(t *testing.T) {
	l, b := open(t, 3, 80, 20)
	long := strings.Repeat("nowhere|", 60) + "\"deal 1\""
	if err := l.Find(long); err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Aloud(context.Background(), 0, 10); err != nil {
		t.Fatal(err)
	}
	if got := b.Asked[len(b.Asked)-1].Match; got != long {
		t.Errorf("it asks for %d characters of %d", len(got), len(long))
	}
}

// The detail is that of the selected record, whatever the size of the pane.
func TestDetailAloud(t *testing.T) {
	l, _ := open(t, 2, 30, 8)
	lines, ok := l.Detail()
	if got := strings.Join(lines, "\n"); !ok || !strings.HasPrefix(got, "About Deal 0\nline 0\nline 1\n") || !strings.HasSuffix(got, "line 29\nMore\nthe end") {
		t.Errorf("says %v\n%s", ok, got)
	}
	none, _ := open(t, 0, 30, 8)
	if lines, ok := none.Detail(); ok || len(lines) > 0 {
		t.Errorf("of no record it says %q", lines)
	}
}

func TestInWords(t *testing.T) {
	for drawn, want := range map[string]string{
		"": "", "  \x1b[1mScore\x1b[m   91 · A ": "Score 91, A", "one , two": "one, two", "\x1b[2m│\x1b[m": "│",
	} {
		if got := pane.InWords(drawn); got != want {
			t.Errorf("%q is read out as %q, want %q", drawn, got, want)
		}
	}
}
