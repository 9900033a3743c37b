package store

import (
	"slices"
	"testing"

	"github.com/belay-tui/belay/domain"
	"pgregory.net/rapid"
)

// TestRowTable draws digests from few, so that many share one, and from both
// ends of the table.
func TestRowTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var table rowTable
		model := map[uint64][]uint32{}
		key := rapid.OneOf(rapid.Uint64Range(0, 9), rapid.Uint64Range(1<<64-5, 1<<64-1), rapid.Uint64())
		keys := rapid.SliceOfN(key, 0, 3000).Draw(t, "keys")
		for row, k := range keys {
			table.add(k, uint32(row))
			model[k] = append(model[k], uint32(row))
		}
		for _, k := range append(keys, key.Draw(t, "asked")) {
			if got := slices.Collect(table.find(k)); !slices.Equal(slices.Sorted(slices.Values(got)), model[k]) {
				t.Fatalf("%d is in %v, want %v", k, got, model[k])
			}
		}
	})
}

func TestMadeIDs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var ids madeIDs
		order := rapid.SliceOfNDistinct(rapid.IntRange(1, 60), 0, 40, rapid.ID[int]).Draw(t, "ids")
		if rapid.Bool().Draw(t, "rising") {
			slices.Sort(order)
		}
		rows := map[domain.ID]uint32{}
		for i, n := range order {
			ids.add(id(n), uint32(i+7))
			rows[id(n)] = uint32(i + 7)
		}
		for n := range 62 {
			row, ok := ids.find(id(n))
			want, there := rows[id(n)]
			if ok != there || ok && row != want {
				t.Fatalf("%d is in row %d %v, want %d %v", n, row, ok, want, there)
			}
		}
	})
}

// TestArenaAndColumn keeps keys and pairs through many blocks, and takes over
// those of another.
func TestArenaAndColumn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var keys arena
		var cols column
		var want [][]byte
		var places []uint32
		for part := range 2 {
			var a arena
			var c column
			n := rapid.IntRange(0, 9000).Draw(t, "keys")
			first := len(want)
			for i := range n {
				key := make([]byte, 1+(i*7)%255)
				key[0] = byte(i)
				want = append(want, key)
				places = append(places, a.put(key))
				c.add(uint64(i), uint32(part))
			}
			shift := keys.append(a)
			for i := range places[first:] {
				places[first+i] += shift
			}
			cols.append(c)
		}
		pairs := cols.pairs()
		if len(pairs) != len(want) {
			t.Fatalf("%d pairs, want %d", len(pairs), len(want))
		}
		for i, key := range want {
			if !slices.Equal(keys.get(places[i]), key) || byte(pairs[i].Key) != key[0] {
				t.Fatalf("key %d is %x at %d, want %x", i, keys.get(places[i]), pairs[i].Key, key)
			}
		}
	})
}
