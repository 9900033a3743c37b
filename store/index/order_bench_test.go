package index

import (
	"cmp"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
)

const benchRows = 1_000_000

// benchKey sorts the rows of the benchmarks as if at random; version tells a
// key from the one before it.
func benchKey(row, version uint32) uint32 { return (row ^ version<<20) * 2654435761 }

func benchItem(row, version uint32) Item {
	return Item{binary.BigEndian.AppendUint32(nil, benchKey(row, version)), row}
}

func benchOrder() []uint32 {
	rows := make([]uint32, benchRows)
	for i := range rows {
		rows[i] = uint32(i)
	}
	slices.SortFunc(rows, func(a, b uint32) int { return cmp.Compare(benchKey(a, 0), benchKey(b, 0)) })
	return rows
}

// benchSet holds about half of the rows.
func benchSet(seed uint64) *Bits {
	s := NewBits(benchRows)
	r := rand.New(rand.NewPCG(seed, 1))
	for i := range s.words {
		s.words[i] = r.Uint64()
	}
	return s
}

// benchRead runs fn with a new transaction and order each time, as a frame
// does.
func benchRead(b *testing.B, fn func(o *Order) error) {
	b.Helper()
	db := scratch(b)
	update(b, db, func(bkt *bolt.Bucket) error {
		return BuildOrder(bkt, testBucket, testName, benchRows, slices.Values(benchOrder()))
	})
	for b.Loop() {
		view(b, db, func(bkt *bolt.Bucket) error {
			o, err := OpenOrder(bkt, testBucket, testName)
			if err != nil {
				return err
			}
			return fn(o)
		})
	}
}

func BenchmarkBuildOrder(b *testing.B) {
	db := scratch(b)
	rows := benchOrder()
	for b.Loop() {
		update(b, db, func(bkt *bolt.Bucket) error {
			return BuildOrder(bkt, testBucket, testName, len(rows), slices.Values(rows))
		})
	}
}

func BenchmarkOpenOrder(b *testing.B) {
	benchRead(b, func(*Order) error { return nil })
}

func BenchmarkRanks(b *testing.B) {
	set := benchSet(1)
	benchRead(b, func(o *Order) error {
		_, err := o.Ranks(set)
		return err
	})
}

// BenchmarkWindow reads 50 rows of a set of half of the rows, and of one of
// 100, from a rank near the middle, with the ranks at hand.
func BenchmarkWindow(b *testing.B) {
	few := &Bits{}
	for row := uint32(0); row < benchRows; row += benchRows / 100 {
		few.Add(row)
	}
	for name, set := range map[string]*Bits{"half": benchSet(1), "few": few} {
		b.Run(name, func(b *testing.B) {
			var r *Ranks
			benchRead(b, func(o *Order) (err error) {
				if r == nil {
					if r, err = o.Ranks(set); err != nil {
						return err
					}
				}
				n := 0
				for _, err := range o.Ranked(r, r.Len()/2) {
					if err != nil {
						return err
					}
					if n++; n == 50 {
						break
					}
				}
				return nil
			})
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	row := uint32(0)
	benchRead(b, func(o *Order) error {
		row = (row + 7919) % benchRows
		_, err := o.Search(func(at uint32) (bool, error) { return benchKey(at, 0) >= benchKey(row, 0), nil })
		return err
	})
}

// BenchmarkEditOrder gives 500 scattered rows new keys and commits that, with
// fsync and without.
func BenchmarkEditOrder(b *testing.B) {
	for _, sync := range []bool{false, true} {
		name := "fsync"
		if !sync {
			name = "no fsync"
		}
		b.Run(name, func(b *testing.B) {
			db := scratch(b)
			db.NoSync = !sync
			update(b, db, func(bkt *bolt.Bucket) error {
				return BuildOrder(bkt, testBucket, testName, benchRows, slices.Values(benchOrder()))
			})
			versions := make([]uint32, benchRows)
			compared := 0
			row := uint32(0)
			for b.Loop() {
				now := make(map[uint32]uint32, 500)
				remove, insert := make([]Item, 500), make([]Item, 500)
				for i := range remove {
					row = (row + 7919) % benchRows
					remove[i], insert[i] = benchItem(row, versions[row]), benchItem(row, versions[row]+1)
					now[row] = versions[row] + 1
				}
				update(b, db, func(bkt *bolt.Bucket) error {
					o, err := OpenOrder(bkt, testBucket, testName)
					if err != nil {
						return err
					}
					return o.Edit(remove, insert, func(it Item, row uint32) (int, error) {
						compared++
						return cmp.Or(cmp.Compare(binary.BigEndian.Uint32(it.Key), benchKey(row, versions[row])), cmp.Compare(it.Row, row)), nil
					})
				})
				for row, v := range now {
					versions[row] = v
				}
			}
			b.ReportMetric(float64(compared)/float64(b.N), "compares/op")
		})
	}
}

func BenchmarkAndCount(b *testing.B) {
	one, other := benchSet(1), benchSet(2)
	for b.Loop() { // the work is the same each time
		one.And(other)
		if one.Count() == 0 {
			b.Fatal("empty")
		}
	}
}

func BenchmarkReadSet(b *testing.B) {
	db := scratch(b)
	set := benchSet(1)
	update(b, db, func(bkt *bolt.Bucket) error { return WriteSet(bkt, testBucket, testName, set) })
	for b.Loop() {
		view(b, db, func(bkt *bolt.Bucket) error {
			_, err := ReadSet(bkt, testBucket, testName)
			return err
		})
	}
}
