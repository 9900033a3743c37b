package pane

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
)

// Marks stand for a set of ids and a range of positions, whatever is done in
// whatever order, and whichever rows of the list are here.
func TestMarksAreASetAndARange(t *testing.T) {
	id := func(n int) domain.ID { return domain.ID{14: byte(n >> 8), 15: byte(n)} }
	rapid.Check(t, func(t *rapid.T) {
		const rows = 60
		here := rapid.IntRange(0, rows).Draw(t, "from")
		upto := rapid.IntRange(here, rows).Draw(t, "to")
		row := func(i int) (int, bool) { return i, i >= here && i < upto }
		m := newMarks(id)
		want := map[int]bool{}
		anchor, end := -1, 0
		inRange := func(i int) bool { return anchor >= 0 && i >= min(anchor, end) && i <= max(anchor, end) }
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			i := rapid.IntRange(0, rows-1).Draw(t, "row")
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0:
				m.add(i)
				want[i] = true
			case 1:
				m.remove(id(i))
				delete(want, i)
			case 2:
				if anchor < 0 {
					m.begin(i, true)
					anchor, end = i, i
				}
				m.extend(i, row)
				end = i
			case 3: // the answer to what is missing
				if lo, hi := m.ends(); m.live && !m.complete() {
					var all []int
					for at := lo; at <= hi; at++ {
						all = append(all, at)
					}
					m.fill(lo, all)
				}
			case 4:
				if m.complete() {
					m.settle()
					for at := range rows {
						want[at] = want[at] || inRange(at)
					}
					anchor = -1
				}
			case 5:
				if rapid.IntRange(0, 5).Draw(t, "clear") == 0 {
					m.clear()
					clear(want)
					anchor = -1
				}
			}
			count := 0
			for at := range rows {
				marked := want[at] || inRange(at)
				if marked {
					count++
				}
				if m.has(at, at) != marked {
					t.Fatalf("row %d is marked: %v, want %v", at, !marked, marked)
				}
			}
			if !m.complete() {
				continue
			}
			all := m.all()
			if m.count() != count || len(all) != count || m.any() != (count > 0) {
				t.Fatalf("%d marked, %d rows, want %d", m.count(), len(all), count)
			}
			slices.Sort(all)
			if len(slices.Compact(all)) != count {
				t.Fatalf("a row twice: %v", all)
			}
		}
	})
}

func TestMarksHaveAMost(t *testing.T) {
	m := newMarks(func(n int) domain.ID { return domain.ID{14: byte(n >> 8), 15: byte(n)} })
	row := func(i int) (int, bool) { return i, true }
	m.begin(10_000, true)
	if m.extend(1, row) || m.count() != maxMarked || !m.complete() {
		t.Errorf("%d rows in the range, complete %v", m.count(), m.complete())
	}
	if !m.settle() || m.count() != maxMarked || m.add(1) {
		t.Errorf("%d rows are marked", m.count())
	}
}
