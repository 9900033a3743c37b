package pane

import (
	"slices"

	"github.com/belay-tui/belay/domain"
)

// maxMarked is how many rows can be marked at once: what somebody may still mean
// to do in one go, and what memory need not notice.
const maxMarked = 2000

// marks are rows that are marked for an action, by their ids, so that they stay
// marked wherever they go. At most one range of them grows and shrinks with the
// cursor; it is known by positions, which hold until the list changes.
type marks[R any] struct {
	id    func(R) domain.ID
	rows  map[domain.ID]R
	order []domain.ID // of rows: as they were marked

	live   bool
	sticky bool // every move moves the range, not only those that extend it
	anchor int
	from   int // of span
	span   []R // the rows of the range from position from on
	last   int // position at which the range ends, from the anchor
}

func newMarks[R any](id func(R) domain.ID) marks[R] {
	return marks[R]{id: id, rows: map[domain.ID]R{}}
}

// ends are the first and the last position of the range.
func (m *marks[R]) ends() (lo, hi int) { return min(m.anchor, m.last), max(m.anchor, m.last) }

// complete reports whether all rows of the range are here.
func (m *marks[R]) complete() bool {
	lo, hi := m.ends()
	return !m.live || m.from == lo && len(m.span) == hi-lo+1
}

// any reports whether a row is marked.
func (m *marks[R]) any() bool { return m.live || len(m.rows) > 0 }

// count is how many rows are marked.
func (m *marks[R]) count() int {
	n := len(m.rows)
	if !m.live {
		return n
	}
	lo, hi := m.ends()
	n += hi - lo + 1
	if len(m.rows) > 0 {
		for _, r := range m.span {
			if _, twice := m.rows[m.id(r)]; twice {
				n--
			}
		}
	}
	return n
}

// has reports whether the row at a position is marked.
func (m *marks[R]) has(index int, row R) bool {
	if lo, hi := m.ends(); m.live && index >= lo && index <= hi {
		return true
	}
	_, ok := m.rows[m.id(row)]
	return ok
}

// all are the marked rows in the order of marking, the range last and as the
// list has it.
func (m *marks[R]) all() []R {
	rows := make([]R, 0, len(m.rows)+len(m.span))
	for _, id := range m.order {
		rows = append(rows, m.rows[id])
	}
	if m.live {
		for _, r := range m.span {
			if _, twice := m.rows[m.id(r)]; !twice {
				rows = append(rows, r)
			}
		}
	}
	return rows
}

// add marks rows, as far as there is room; it reports whether there was.
func (m *marks[R]) add(rows ...R) bool {
	for _, r := range rows {
		id := m.id(r)
		if _, twice := m.rows[id]; !twice {
			if len(m.rows) == maxMarked {
				return false
			}
			m.order = append(m.order, id)
		}
		m.rows[id] = r
	}
	return true
}

// remove takes marks away.
func (m *marks[R]) remove(ids ...domain.ID) {
	for _, id := range ids {
		if _, ok := m.rows[id]; ok {
			delete(m.rows, id)
			m.order = slices.DeleteFunc(m.order, func(other domain.ID) bool { return other == id })
		}
	}
}

// clear takes all marks away.
func (m *marks[R]) clear() {
	clear(m.rows)
	m.order, m.span, m.live = nil, nil, false
}

// renew takes rows as they now are, where they are marked.
func (m *marks[R]) renew(rows []R) {
	if len(m.rows) == 0 {
		return
	}
	for _, r := range rows {
		if _, ok := m.rows[m.id(r)]; ok {
			m.rows[m.id(r)] = r
		}
	}
}

// begin begins a range at a position.
func (m *marks[R]) begin(at int, sticky bool) {
	m.live, m.sticky = true, sticky
	m.anchor, m.last, m.from, m.span = at, at, at, nil
}

// settle makes the rows of the range marks like all others.
func (m *marks[R]) settle() bool {
	rows := m.span
	live := m.live
	m.live, m.span = false, nil
	return !live || m.add(rows...)
}

// extend moves the end of the range to a position, as far as marks go; row gives
// the rows that are here. It reports whether the range reaches the position.
func (m *marks[R]) extend(to int, row func(int) (R, bool)) bool {
	room := max(0, maxMarked-len(m.rows)-1)
	m.last = max(m.anchor-room, min(m.anchor+room, to))
	lo, hi := m.ends()
	if len(m.span) == 0 || m.from > hi || m.from+len(m.span) <= lo {
		m.from, m.span = lo, nil
	}
	if m.from < lo {
		m.from, m.span = lo, m.span[lo-m.from:]
	}
	m.span = m.span[:min(len(m.span), hi-m.from+1)]
	var before []R
	for i := m.from - 1; i >= lo; i-- {
		r, ok := row(i)
		if !ok {
			break
		}
		before = append(before, r)
	}
	if len(before) > 0 {
		slices.Reverse(before)
		m.from -= len(before)
		m.span = append(before, m.span...)
	}
	for i := m.from + len(m.span); i <= hi; i++ {
		r, ok := row(i)
		if !ok {
			break
		}
		m.span = append(m.span, r)
	}
	return m.last == to
}

// fill takes the rows of the range from a position on.
func (m *marks[R]) fill(from int, rows []R) {
	if lo, hi := m.ends(); m.live && from == lo {
		m.from, m.span = from, rows[:min(len(rows), hi-lo+1)]
	}
}
