package index

import (
	"maps"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// rowsGen draws rows that share words and chunks, and some far off.
func rowsGen() *rapid.Generator[uint32] {
	return rapid.OneOf(rapid.Uint32Range(0, 200), rapid.Uint32Range(chunkRows-70, chunkRows+70), rapid.Uint32Range(0, 5*chunkRows))
}

// model is a set the plain way.
type model map[uint32]bool

func (m model) sorted() []uint32 { return slices.Sorted(maps.Keys(m)) }

func (m model) check(t *rapid.T, s *Bits) {
	t.Helper()
	want := m.sorted()
	if got := slices.Collect(s.All()); !slices.Equal(got, want) {
		t.Fatalf("the set is %v, want %v", got, want)
	}
	if s.Count() != len(want) {
		t.Fatalf("%d rows, want %d", s.Count(), len(want))
	}
	from := rowsGen().Draw(t, "from")
	i, has := slices.BinarySearch(want, from)
	if s.Has(from) != has {
		t.Fatalf("has %d: %t", from, !has)
	}
	row, ok := s.Next(from)
	if ok != (i < len(want)) || ok && row != want[i] {
		t.Fatalf("past %d is %d, %t, want place %d of %v", from, row, ok, i, want)
	}
	if n := len(want); s.Len()%64 != 0 || n > 0 && s.Len() <= int(want[n-1]) {
		t.Fatalf("room for %d rows, of %v", s.Len(), want)
	}
}

func TestBitsModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, other := model{}, model{}
		s, o := NewBits(rapid.IntRange(-1, 300).Draw(t, "room")), &Bits{}
		t.Repeat(map[string]func(*rapid.T){
			"add": func(t *rapid.T) {
				row := rowsGen().Draw(t, "row")
				s.Add(row)
				m[row] = true
			},
			"remove": func(t *rapid.T) {
				row := rowsGen().Draw(t, "row")
				s.Remove(row)
				delete(m, row)
			},
			"other": func(t *rapid.T) {
				row := rowsGen().Draw(t, "row")
				o.Add(row)
				other[row] = true
			},
			"and": func(t *rapid.T) {
				s.And(o)
				maps.DeleteFunc(m, func(row uint32, _ bool) bool { return !other[row] })
			},
			"or": func(t *rapid.T) {
				s.Or(o)
				maps.Copy(m, other)
			},
			"and not": func(t *rapid.T) {
				s.AndNot(o)
				maps.DeleteFunc(m, func(row uint32, _ bool) bool { return other[row] })
			},
			"swap": func(*rapid.T) { s, o, m, other = o, s, other, m },
			"clone": func(t *rapid.T) {
				was := s
				s = s.Clone()
				was.Add(3) // must not show
				was.Remove(5)
			},
			"": func(t *rapid.T) {
				m.check(t, s)
				if s.Equal(o) != maps.Equal(m, other) || o.Equal(s) != s.Equal(o) {
					t.Fatalf("equal: %t, of %v and %v", s.Equal(o), m, other)
				}
			},
		})
	})
}

// TestBitsEnds looks at rows past all room, which must take none.
func TestBitsEnds(t *testing.T) {
	s := NewBits(65)
	s.Remove(math.MaxUint32)
	if s.Has(math.MaxUint32) || s.Len() != 128 {
		t.Errorf("room for %d rows", s.Len())
	}
	if row, ok := s.Next(math.MaxUint32); ok {
		t.Errorf("there is a row %d", row)
	}
	s.Add(127)
	for row := range s.All() {
		if row != 127 {
			t.Errorf("there is a row %d", row)
		}
		break
	}
}
