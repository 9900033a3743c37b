package grid

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"github.com/belay-tui/belay/ui/theme"
)

type record struct{ id, name, amount string }

func number(i int) record {
	names := []string{"Regional retailer", "物流グループ", "Public hospital", "Food wholesaler with a very long name", "한국 전력"}
	return record{fmt.Sprintf("r%d", i), fmt.Sprintf("%s %d", names[i%len(names)], i), fmt.Sprintf("%d k€", i%977)}
}

var th = theme.New(theme.Options{Dark: true, NoColor: true})

func columns() []col {
	return []col{
		{Key: "name", Title: "Name", Min: 12, Flex: 1, Priority: 9, Cell: func(r record) string { return r.name }},
		{Key: "amount", Title: "Amount", Min: 8, Right: true, Priority: 5, Cell: func(r record) string { return r.amount },
			Style: func(r record) *lipgloss.Style {
				if strings.HasPrefix(r.amount, "1") {
					return &th.Overdue
				}
				return nil
			}},
		{Key: "id", Title: "ID", Min: 4, Priority: 1, Cell: func(r record) string { return r.id }},
	}
}

// list is a source of rows, the first being any number.
type list []record

func numbers(n int) list {
	l := make(list, n)
	for i := range l {
		l[i] = number(i)
	}
	return l
}

func (l list) answer(g *Grid[record], offset, count int) {
	offset = min(offset, len(l))
	g.SetRows(offset, len(l), l[offset:min(len(l), offset+count)])
}

// settle answers all that the grid asks for.
func (l list) settle(t interface{ Fatal(...any) }, g *Grid[record]) {
	for range 4 {
		offset, count, ok := g.Need()
		if !ok {
			return
		}
		l.answer(g, offset, count)
	}
	t.Fatal("the grid asks for ever")
}

func newGrid(t *testing.T, l list, w, h int) *Grid[record] {
	t.Helper()
	g := New(th, func(r record) string { return r.id }, columns())
	g.SetSize(w, h)
	l.settle(t, g)
	return g
}

func screen(g *Grid[record]) string { return ansi.Strip(g.View()) }

func wantSelected(t *testing.T, g *Grid[record], id string, index int) {
	t.Helper()
	row, ok := g.Selected()
	if !ok || row.id != id || g.SelectedID() != id || g.Index() != index {
		t.Errorf("selected %q (%q, here %v) at %d, want %q at %d", g.SelectedID(), row.id, ok, g.Index(), id, index)
	}
}

func TestView(t *testing.T) {
	g := newGrid(t, numbers(3), 40, 5)
	g.SetSort(Order{"amount", true})
	g.Move(1)
	want := strings.Join([]string{
		"   Name                   Amount ↓  ID  ",
		"   Regional retailer 0        0 k€  r0  ",
		" ▸ 物流グループ 1             1 k€  r1  ",
		"   Public hospital 2          2 k€  r2  ",
		strings.Repeat(" ", 40),
	}, "\n")
	if got := screen(g); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSelectedRowShowsWithoutColor(t *testing.T) {
	g := newGrid(t, numbers(3), 40, 5)
	lines := strings.Split(g.View(), "\n")
	if !strings.HasPrefix(lines[1], "\x1b[1;7m ▸") || strings.Contains(lines[2], "▸") {
		t.Errorf("selected: %q", lines[1:3])
	}
}

func TestNarrowHeadKeepsSortMark(t *testing.T) {
	g := New(th, func(r record) string { return r.id }, []col{{Key: "a", Title: "Amount", Min: 4, Cell: func(r record) string { return r.amount }}})
	g.SetSize(7, 1)
	g.SetSort(Order{Key: "a"})
	if got := screen(g); got != "   A… ↑" {
		t.Errorf("got %q", got)
	}
}

func TestNeedsOnlyAFewScreens(t *testing.T) {
	l := numbers(10_000)
	g := New(th, func(r record) string { return r.id }, columns())
	if _, _, ok := g.Need(); ok {
		t.Error("a grid without size needs rows")
	}
	g.SetSize(40, 21)
	offset, count, ok := g.Need()
	if !ok || offset != 0 || count != 40 {
		t.Fatalf("first need: %d, %d, %v", offset, count, ok)
	}
	if _, _, ok := g.Need(); ok {
		t.Error("asked twice for the same window")
	}
	l.answer(g, offset, count)
	for range 19 {
		g.Move(1)
		if _, _, ok := g.Need(); ok {
			t.Fatalf("asks at row %d though the screen has not moved", g.Index())
		}
	}
	g.Select(5000)
	if offset, count, _ = g.Need(); offset != 4961 || count != 60 {
		t.Errorf("window at row 5000 is %d, %d", offset, count)
	}
	g.Bottom()
	if offset, count, _ = g.Need(); offset != 9960 || count != 60 {
		t.Errorf("window at the end is %d, %d", offset, count)
	}
}

func TestStepsNeverShowPlaceholders(t *testing.T) {
	l := numbers(500)
	g := newGrid(t, l, 60, 11)
	for i := range 499 {
		g.Move(1)
		if strings.Contains(screen(g), "▸ …") {
			t.Fatalf("placeholder at row %d", i+1)
		}
		l.settle(t, g)
	}
	wantSelected(t, g, "r499", 499)
}

func TestPlaceholdersUntilRowsCome(t *testing.T) {
	l := numbers(1000)
	g := newGrid(t, l, 40, 5)
	g.Bottom()
	if got := screen(g); !strings.Contains(got, "▸ …") || strings.Count(got, "…") != 4 {
		t.Errorf("got\n%s", got)
	}
	if _, ok := g.Selected(); ok || g.SelectedID() != "" {
		t.Error("a row that is not here is selected")
	}
	l.settle(t, g)
	wantSelected(t, g, "r999", 999)
}

func TestSelectionFollowsTheRecord(t *testing.T) {
	l := numbers(100)
	g := newGrid(t, l, 40, 11)
	g.Select(50)
	l.settle(t, g)
	before := g.Index() - g.top

	grown := append(list{number(900), number(901), number(902)}, l...)
	g.Refresh()
	if !strings.Contains(screen(g), " 50 ") {
		t.Error("the old rows are not drawn while new ones are fetched")
	}
	grown.settle(t, g)
	wantSelected(t, g, "r50", 53)
	if line := g.Index() - g.top; line != before {
		t.Errorf("the row moved from line %d to %d", before, line)
	}
}

func TestSelectionFollowsFarAway(t *testing.T) {
	l := numbers(1000)
	g := newGrid(t, l, 40, 11)
	g.Select(7)
	reversed := make(list, len(l))
	for i, r := range l {
		reversed[len(l)-1-i] = r
	}
	g.Place(992)
	if !strings.Contains(screen(g), "▸ Public hospital 7 ") {
		t.Errorf("the cursor left its row before the new rows came:\n%s", screen(g))
	}
	reversed.settle(t, g)
	wantSelected(t, g, "r7", 992)
}

func TestGoneRecordKeepsThePlace(t *testing.T) {
	l := numbers(20)
	g := newGrid(t, l, 40, 11)
	g.Select(5)
	shorter := append(append(list{}, l[:5]...), l[6:]...)
	g.Refresh()
	shorter.settle(t, g)
	wantSelected(t, g, "r6", 5)

	g.Bottom()
	g.Refresh()
	shorter[:10].settle(t, g)
	wantSelected(t, g, "r10", 9)

	g.Refresh()
	list{}.settle(t, g)
	if _, ok := g.Selected(); ok || g.Index() != 0 || g.SelectedID() != "" || g.Len() != 0 {
		t.Errorf("an empty list has a selection: %q at %d", g.SelectedID(), g.Index())
	}
	g.Refresh()
	l.settle(t, g)
	wantSelected(t, g, "r0", 0)
}

func TestNewFirstRowIsSeen(t *testing.T) {
	l := numbers(50)
	g := newGrid(t, l, 40, 11)
	g.Refresh()
	append(list{number(900)}, l...).settle(t, g)
	wantSelected(t, g, "r0", 1)
	if first, _, _ := g.Position(); first != 1 {
		t.Errorf("the screen begins at row %d", first)
	}
}

func TestFollow(t *testing.T) {
	l := numbers(300)
	g := newGrid(t, l, 40, 11)
	g.Follow("r200", 200)
	l.settle(t, g)
	wantSelected(t, g, "r200", 200)
	g.Follow("r100", 100)
	g.Move(-1) // a key before the rows came counts from where the cursor will be
	l.settle(t, g)
	if g.Index() != 99 {
		t.Errorf("row %d", g.Index())
	}
}

func TestResizeKeepsSelectionInSight(t *testing.T) {
	l := numbers(100)
	g := newGrid(t, l, 80, 30)
	g.Select(28)
	for _, h := range []int{5, 2, 1, 0, 40} {
		g.SetSize(80, h)
		l.settle(t, g)
		if h >= 2 && !strings.Contains(screen(g), "▸ Food wholesaler with a very long name 28") {
			t.Errorf("height %d:\n%s", h, screen(g))
		}
	}
	wantSelected(t, g, "r28", 28)
}

func TestKeys(t *testing.T) {
	l := numbers(100)
	g := newGrid(t, l, 40, 11) // ten rows
	for _, step := range []struct {
		name      string
		do        func()
		index, at int // selected row, first row on the screen
	}{
		{"up at the top", func() { g.Move(-1) }, 0, 0},
		{"page down", g.PageDown, 9, 9},
		{"page down", g.PageDown, 18, 18},
		{"page up", g.PageUp, 9, 9},
		{"down past the screen", func() { g.Move(12) }, 21, 12},
		{"wheel down", func() { g.Scroll(3) }, 21, 15},
		{"wheel far down", func() { g.Scroll(50) }, 65, 65},
		{"wheel up", func() { g.Scroll(-60) }, 14, 5},
		{"bottom", g.Bottom, 99, 90},
		{"page down at the end", g.PageDown, 99, 90},
		{"far down", func() { g.Move(int(^uint(0) >> 1)) }, 99, 90},
		{"top", g.Top, 0, 0},
		{"select outside", func() { g.Select(-4) }, 0, 0},
	} {
		step.do()
		l.settle(t, g)
		if g.Index() != step.index || g.top != step.at {
			t.Errorf("%s: row %d, screen from %d; want %d, %d", step.name, g.Index(), g.top, step.index, step.at)
		}
	}
}

func TestHits(t *testing.T) {
	g := newGrid(t, numbers(30), 40, 11)
	g.Select(20)
	for y, want := range map[int]int{1: 11, 10: 20} {
		if got, ok := g.RowAt(y); !ok || got != want {
			t.Errorf("line %d is row %d, %v", y, got, ok)
		}
	}
	for _, y := range []int{-1, 0, 11, 200} {
		if _, ok := g.RowAt(y); ok {
			t.Errorf("line %d is a row", y)
		}
	}
	short := newGrid(t, numbers(2), 40, 11)
	if _, ok := short.RowAt(3); ok {
		t.Error("a line after the last row is a row")
	}
	for x, want := range map[int]string{0: "", 3: "name", 25: "name", 26: "amount", 35: "amount", 36: "id", 39: "id", 40: ""} {
		if got, ok := g.ColumnAt(x); got != want || ok != (want != "") {
			t.Errorf("cell %d is column %q, %v", x, got, ok)
		}
	}
	if first, last, total := g.Position(); first != 12 || last != 21 || total != 30 {
		t.Errorf("position %d-%d of %d", first, last, total)
	}
}

func TestClear(t *testing.T) {
	g := newGrid(t, numbers(30), 40, 11)
	g.Select(20)
	g.Clear()
	if g.Loaded() || g.Len() != 0 || strings.TrimSpace(strings.TrimPrefix(screen(g), "  Name")) == "" {
		t.Error("not cleared")
	}
	numbers(5).settle(t, g)
	wantSelected(t, g, "r0", 0)
}

// Whatever is done, in whatever order answers come, the frame has its size,
// the cursor is in sight and, when all is answered, rows are drawn and the
// selected record is still the selected one unless it is gone.
func TestAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		next := rapid.IntRange(0, 60).Draw(t, "rows")
		l := numbers(next)
		g := New(th, func(r record) string { return r.id }, columns())
		w, h := 50, 8
		g.SetSize(w, h)
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			n := rapid.IntRange(-70, 70).Draw(t, "n")
			switch rapid.IntRange(0, 9).Draw(t, "step") {
			case 0, 1:
				g.Move(n)
			case 2:
				g.Scroll(n)
			case 3:
				g.PageDown()
			case 4:
				g.PageUp()
			case 5:
				w, h = max(0, n), rapid.IntRange(0, 20).Draw(t, "h")
				g.SetSize(w, h)
			case 6: // one answer, perhaps stale by now
				if offset, count, ok := g.Need(); ok {
					g.Move(n % 3)
					l.answer(g, offset, count)
				}
			case 7: // somebody adds a record
				at := rapid.IntRange(0, len(l)).Draw(t, "at")
				l = append(append(append(list{}, l[:at]...), number(next)), l[at:]...)
				next++
				refresh(g, l)
			case 8: // somebody removes one that is not selected
				at := rapid.IntRange(0, len(l)).Draw(t, "at")
				if at < len(l) && l[at].id != g.SelectedID() {
					l = append(append(list{}, l[:at]...), l[at+1:]...)
					refresh(g, l)
				}
			case 9:
				check(t, g, l, w, h)
			}
			frame(t, g, w, h)
		}
		check(t, g, l, w, h)
	})
}

// refresh tells the grid of a changed list as a pane does: with the place of
// the selected record in it.
func refresh(g *Grid[record], l list) {
	g.Refresh()
	for i, r := range l {
		if r.id == g.SelectedID() {
			g.Place(i)
		}
	}
}

func frame(t *rapid.T, g *Grid[record], w, h int) {
	view := g.View()
	if w == 0 || h == 0 {
		if view != "" {
			t.Fatalf("%q in no room", view)
		}
		return
	}
	lines := strings.Split(view, "\n")
	if len(lines) != h {
		t.Fatalf("%d lines, want %d", len(lines), h)
	}
	for _, line := range lines {
		if ansi.StringWidthWc(line) != w {
			t.Fatalf("%q is %d cells, want %d", line, ansi.StringWidthWc(line), w)
		}
	}
	if g.Len() > 0 && h > 1 && w > 2 && strings.Count(view, "▸") != 1 {
		t.Fatalf("cursor not in sight:\n%s", view)
	}
}

func check(t *rapid.T, g *Grid[record], l list, w, h int) {
	if h < 2 {
		return
	}
	id := g.SelectedID()
	refresh(g, l)
	l.settle(t, g)
	frame(t, g, w, h)
	if g.Len() != len(l) {
		t.Fatalf("%d rows, want %d", g.Len(), len(l))
	}
	if len(l) == 0 {
		return
	}
	row, ok := g.Selected()
	if !ok || l[g.Index()] != row {
		t.Fatalf("row %d is %v (here %v), not %v", g.Index(), row, ok, l[g.Index()])
	}
	if id != "" && row.id != id && slices.ContainsFunc(l, func(r record) bool { return r.id == id }) {
		t.Fatalf("the selection went from %s to %s", id, row.id)
	}
}
