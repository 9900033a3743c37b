package store

import (
	"bytes"
	"iter"
	"slices"

	"github.com/belay-tui/belay/domain"
)

// rowTable finds rows by digests, of which several may have one. It is a hash
// table with open addresses: the digests are hashes already. An import asks it
// twice for each of its rows.
type rowTable struct {
	slots []slot
	n     int
}

// slot is a row, counted from 1 so that the zero slot is free.
type slot struct {
	key uint64
	row uint32
}

func (t *rowTable) add(key uint64, row uint32) {
	if t.n++; t.n*4 > len(t.slots)*3 {
		old := t.slots
		t.slots = make([]slot, max(1024, 2*len(old)))
		for _, s := range old {
			if s.row != 0 {
				t.put(s)
			}
		}
	}
	t.put(slot{key, row + 1})
}

func (t *rowTable) put(s slot) {
	mask := uint64(len(t.slots) - 1)
	i := s.key & mask
	for t.slots[i].row != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = s
}

// find yields the rows with a digest, in the order in which they were added.
func (t *rowTable) find(key uint64) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		if t.n == 0 {
			return
		}
		mask := uint64(len(t.slots) - 1)
		for i := key & mask; t.slots[i].row != 0; i = (i + 1) & mask {
			if t.slots[i].key == key && !yield(t.slots[i].row-1) {
				return
			}
		}
	}
}

// madeIDs tells which ids a batch has made, and in which rows. Those of an
// import rise, so that the last one tells that a later one is new; only if one
// does not are they all looked at.
type madeIDs struct {
	all   []domain.ID
	first uint32
	byID  map[domain.ID]uint32 // nil while they rise
}

func (m *madeIDs) add(id domain.ID, row uint32) {
	switch n := len(m.all); {
	case n == 0:
		m.first = row
	case m.byID == nil && bytes.Compare(id[:], m.all[n-1][:]) <= 0:
		m.byID = make(map[domain.ID]uint32, n+1)
		for i, known := range m.all {
			m.byID[known] = m.first + uint32(i)
		}
	}
	m.all = append(m.all, id)
	if m.byID != nil {
		m.byID[id] = row
	}
}

// find returns the row of an id.
func (m *madeIDs) find(id domain.ID) (uint32, bool) {
	n := len(m.all)
	if m.byID != nil {
		row, ok := m.byID[id]
		return row, ok
	}
	if n == 0 || bytes.Compare(id[:], m.all[n-1][:]) > 0 {
		return 0, false
	}
	i, ok := slices.BinarySearchFunc(m.all, id, func(a, b domain.ID) int { return bytes.Compare(a[:], b[:]) })
	return m.first + uint32(i), ok
}
