package index

import (
	"bytes"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

// TestSetModel writes and edits two sets of one bucket, each time in a new
// transaction.
func TestSetModel(t *testing.T) {
	db := scratch(t)
	names := [][]byte{[]byte("inbox"), []byte("inbox\x01won")}
	rapid.Check(t, func(t *rapid.T) {
		models := []model{{}, {}}
		for _, name := range names {
			update(t, db, func(b *bolt.Bucket) error { return WriteSet(b, testBucket, name, &Bits{}) })
		}
		pick := func(t *rapid.T) (model, []byte) {
			i := rapid.IntRange(0, 1).Draw(t, "which")
			return models[i], names[i]
		}
		t.Repeat(map[string]func(*rapid.T){
			"write": func(t *rapid.T) {
				m, name := pick(t)
				clear(m)
				s := NewBits(1000)
				for _, row := range rapid.SliceOf(rowsGen()).Draw(t, "rows") {
					m[row] = true
					s.Add(row)
				}
				update(t, db, func(b *bolt.Bucket) error { return WriteSet(b, testBucket, name, s) })
			},
			"edit": func(t *rapid.T) {
				m, name := pick(t)
				add := rapid.SliceOf(rowsGen()).Draw(t, "add")
				remove := rapid.SliceOf(rowsGen()).Draw(t, "remove")
				if all := m.sorted(); len(all) > 0 {
					remove = append(remove, rapid.SliceOf(rapid.SampledFrom(all)).Draw(t, "remove of it")...)
				}
				for _, row := range remove {
					delete(m, row)
				}
				for _, row := range add {
					m[row] = true
				}
				update(t, db, func(b *bolt.Bucket) error { return EditSet(b, testBucket, name, add, remove) })
			},
			"empty": func(t *rapid.T) {
				m, name := pick(t)
				update(t, db, func(b *bolt.Bucket) error { return EditSet(b, testBucket, name, nil, m.sorted()) })
				clear(m)
			},
			"": func(t *rapid.T) {
				view(t, db, func(b *bolt.Bucket) error {
					var there [][]byte
					for i, name := range names {
						s, err := ReadSet(b, testBucket, name)
						if err != nil {
							return err
						}
						models[i].check(t, s)
						if n, err := CountSet(b, testBucket, name); err != nil || n != len(models[i]) {
							t.Fatalf("counted %d, want %d: %v", n, len(models[i]), err)
						}
						if len(models[i]) > 0 {
							there = append(there, name)
						}
					}
					if got := slices.Collect(Names(b)); !slices.EqualFunc(got, there, bytes.Equal) {
						t.Fatalf("the names are %q, want %q", got, there)
					}
					return nil
				})
			},
		})
	})
}

// TestEditSetWritesLittle looks at what an edit leaves alone.
func TestEditSetWritesLittle(t *testing.T) {
	db := scratch(t)
	s := &Bits{}
	for row := uint32(0); row < 4*chunkRows; row += 3 {
		s.Add(row)
	}
	update(t, db, func(b *bolt.Bucket) error { return WriteSet(b, testBucket, testName, s) })
	update(t, db, func(b *bolt.Bucket) error { // a chunk that is not read may be damaged
		pre, err := prefix(testName)
		if err != nil {
			return err
		}
		return b.Put(blockKey(pre, 2), []byte("broken"))
	})
	update(t, db, func(b *bolt.Bucket) error {
		return EditSet(b, testBucket, testName, []uint32{1, 3 * chunkRows}, []uint32{chunkRows + 2})
	})
	view(t, db, func(b *bolt.Bucket) error { // where nothing can be written
		return EditSet(b, testBucket, testName, []uint32{1}, []uint32{4, 10 * chunkRows})
	})
}

func TestNamesWithZero(t *testing.T) {
	db := scratch(t)
	name := []byte("a\x00b")
	update(t, db, func(b *bolt.Bucket) error {
		if _, err := OpenOrder(b, testBucket, name); err == nil {
			t.Error("an order opens")
		}
		if err := BuildOrder(b, testBucket, name, 0, slices.Values([]uint32(nil))); err == nil {
			t.Error("an order is built")
		}
		if _, err := ReadSet(b, testBucket, name); err == nil {
			t.Error("a set is read")
		}
		if err := WriteSet(b, testBucket, name, &Bits{}); err == nil {
			t.Error("a set is written")
		}
		return nil
	})
}
