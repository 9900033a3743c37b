package index

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// A tester is what tests and rapid's tests have in common.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// empty takes all out of the test bucket.
func empty(t tester, db *bolt.DB) {
	t.Helper()
	update(t, db, func(b *bolt.Bucket) error { return wipe(b, nil) })
}

// stored is a copy of all that a bucket holds.
func stored(b *bolt.Bucket) map[string][]byte {
	all := map[string][]byte{}
	c := b.Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		all[string(k)] = bytes.Clone(v)
	}
	return all
}

// eachDamage builds something, and checks it once for each way in which one
// of its values can be damaged. The check allows [ErrDamaged], but no wrong
// answer.
func eachDamage(t *testing.T, build func(*bolt.Bucket) error, check func(*bolt.Bucket)) {
	t.Helper()
	db := scratch(t)
	update(t, db, build)
	var all map[string][]byte
	view(t, db, func(b *bolt.Bucket) error {
		all = stored(b)
		return nil
	})
	damage := func(change func(*bolt.Bucket) error) {
		undo := errors.New("undo")
		err := db.Update(func(tx *bolt.Tx) error {
			b := tx.Bucket(testBucket)
			if err := change(b); err != nil {
				return err
			}
			check(b)
			return undo
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
	}
	put := func(key string, value []byte) {
		damage(func(b *bolt.Bucket) error { return b.Put([]byte(key), bytes.Clone(value)) })
	}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		value := all[key]
		damage(func(b *bolt.Bucket) error { return b.Delete([]byte(key)) })
		for i := range value {
			put(key, value[:i])
			for _, flip := range []byte{1, 0x80, 0xff} {
				changed := bytes.Clone(value)
				changed[i] ^= flip
				put(key, changed)
			}
		}
		put(key, append(bytes.Clone(value), 0))
		for other := range all { // a value in another's place
			if other != key {
				put(key, all[other])
			}
		}
		put(key+"x", value) // where none can lie
	}
}

// damaged tells that something was found damaged, which is as good as a right
// answer.
func damaged(t *testing.T, err error) bool {
	t.Helper()
	if err != nil && !errors.Is(err, ErrDamaged) {
		t.Fatalf("error %v", err)
	}
	return err != nil
}
