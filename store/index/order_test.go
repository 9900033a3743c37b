package index

import (
	"encoding/binary"
	"errors"
	"maps"
	"math/bits"
	"path/filepath"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

var (
	testBucket = []byte("order.lead")
	testName   = []byte("score")
)

// scratch is a database that lasts for the test.
func scratch(t testing.TB) *bolt.DB {
	t.Helper()
	db, err := bolt.Open(filepath.Join(t.TempDir(), "book"), 0o600, &bolt.Options{NoSync: true, NoGrowSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// update changes the test bucket in a transaction of its own.
func update(t tester, db *bolt.DB, fn func(b *bolt.Bucket) error) {
	t.Helper()
	err := db.Update(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists(testBucket)
		if err != nil {
			return err
		}
		return fn(b)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// view reads the test bucket in a transaction of its own.
func view(t tester, db *bolt.DB, fn func(b *bolt.Bucket) error) {
	t.Helper()
	if err := db.View(func(tx *bolt.Tx) error { return fn(tx.Bucket(testBucket)) }); err != nil {
		t.Fatal(err)
	}
}

// keys are what the rows of a test are sorted by.
type keys map[uint32]uint16

func (k keys) item(row uint32) Item {
	return Item{binary.BigEndian.AppendUint16(nil, k[row]), row}
}

func (k keys) sorted() []uint32 {
	both := make([]uint64, 0, len(k))
	for row, key := range k {
		both = append(both, uint64(key)<<32|uint64(row))
	}
	slices.Sort(both)
	rows := make([]uint32, len(both))
	for i, b := range both {
		rows[i] = uint32(b)
	}
	return rows
}

func (k keys) compare(it Item, row uint32) (int, error) {
	if _, known := k[row]; !known {
		return 0, errors.New("compared with a row that does not stand there")
	}
	return compareItems(it, k.item(row)), nil
}

// TestOrderModel edits an order and compares it with a sorted slice, each time
// in a new transaction.
func TestOrderModel(t *testing.T) {
	db := scratch(t)
	rapid.Check(t, func(t *rapid.T) {
		model := keys{}
		// Most rows come by the thousands, or no block would ever be split.
		draw := func(label string, n int) []uint32 {
			seed := rapid.Uint32().Draw(t, label+" seed")
			var rows []uint32
			for i := range n {
				rows = append(rows, (uint32(i)*2654435761+seed)%60000)
			}
			slices.Sort(rows)
			return slices.Compact(rows)
		}
		spread := rapid.SampledFrom([]uint16{1, 7, 60000}).Draw(t, "spread of keys")
		key := func(row uint32, salt uint32) uint16 { return uint16((row*40503 + salt) >> 3 % uint32(spread)) }
		for _, row := range draw("build", rapid.SampledFrom([]int{0, 1, blockRows, blockRows + 1, 20000}).Draw(t, "built")) {
			model[row] = key(row, 0)
		}
		update(t, db, func(b *bolt.Bucket) error {
			return BuildOrder(b, testBucket, testName, len(model), slices.Values(model.sorted()))
		})
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			var remove, insert []Item
			next := maps.Clone(model)
			out := func(row uint32) {
				remove = append(remove, model.item(row))
				delete(next, row)
			}
			if rapid.IntRange(0, 3).Draw(t, "cut") == 0 { // a run that stands together
				rows := model.sorted()
				from := rapid.IntRange(0, len(rows)).Draw(t, "from")
				long := rapid.SampledFrom([]int{1, 3000, 12000, 60000}).Draw(t, "long")
				for _, row := range rows[from:min(len(rows), from+long)] {
					out(row)
				}
			} else {
				salt := rapid.Uint32().Draw(t, "salt")
				for _, row := range draw("rows", rapid.SampledFrom([]int{1, 5, 300, 9000}).Draw(t, "wide")) {
					_, stands := model[row]
					if stands {
						out(row)
					}
					if !stands || salt%2 == 0 {
						next[row] = key(row, salt)
						insert = append(insert, next.item(row))
					}
				}
			}
			slices.Reverse(insert) // in any order
			applyEdit(t, db, model, remove, insert)
			model = next
			view(t, db, func(b *bolt.Bucket) error {
				o, err := OpenOrder(b, testBucket, testName)
				if err != nil {
					return err
				}
				compareOrder(t, o, model)
				return nil
			})
		}
	})
}

func applyEdit(t *rapid.T, db *bolt.DB, model keys, remove, insert []Item) {
	update(t, db, func(b *bolt.Bucket) error {
		o, err := OpenOrder(b, testBucket, testName)
		if err != nil {
			return err
		}
		want := o.Len() - len(remove) + len(insert)
		if err := o.Edit(remove, insert, model.compare); err != nil {
			return err
		}
		if o.Len() != want {
			t.Fatalf("%d rows after the edit, want %d", o.Len(), want)
		}
		_, err = o.Check()
		return err
	})
}

// compareOrder compares all an order tells with what its keys say.
func compareOrder(t *rapid.T, o *Order, model keys) {
	want := model.sorted()
	if o.Len() != len(want) {
		t.Fatalf("%d rows, want %d", o.Len(), len(want))
	}
	set := &Bits{}
	mod := rapid.Uint32Range(1, 5).Draw(t, "mod")
	var members []Place
	for pos, row := range want {
		if row%mod == 0 {
			set.Add(row)
			members = append(members, Place{pos, row})
		}
	}
	checkShape(t, o)
	from := rapid.IntRange(-1, len(want)+1).Draw(t, "from")
	checkRows(t, o, nil, allPlaces(want), from)
	checkRows(t, o, set, members, from)
	checkRanks(t, o, nil, allPlaces(want), from)
	checkRanks(t, o, set, members, from)
	few := &Bits{} // none in most blocks
	if len(members) > 0 {
		members = members[len(members)/2:][:1]
		few.Add(members[0].Row)
	}
	checkRanks(t, o, few, members, from%2)

	it := Item{binary.BigEndian.AppendUint16(nil, rapid.Uint16().Draw(t, "key")), 1}
	calls := 0
	pos, err := o.Search(func(row uint32) (bool, error) {
		calls++
		return compareItems(it, model.item(row)) <= 0, nil
	})
	wantPos, _ := slices.BinarySearchFunc(want, it, func(row uint32, it Item) int { return compareItems(model.item(row), it) })
	if err != nil || pos != wantPos || calls > bits.Len(uint(len(want))) {
		t.Fatalf("found at %d in %d calls, want %d: %v", pos, calls, wantPos, err)
	}
}
