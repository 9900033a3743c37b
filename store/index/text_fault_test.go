package index

import (
	"bytes"
	"context"
	"os"
	"runtime"
	"runtime/debug"
	"testing"
	"unsafe"

	bolt "go.etcd.io/bbolt"
)

// TestFindInACutFile cuts the file under the last block of a text while it is
// mapped: whoever searches meets the fault, as a panic of the goroutine that
// asked, and the process goes on.
func TestFindInACutFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a mapped file cannot be cut")
	}
	db := scratch(t)
	update(t, db, func(b *bolt.Bucket) error {
		w, err := NewTextWriter(b, testBucket, []byte("text"), 0)
		if err != nil {
			return err
		}
		for range 30 { // two blocks, in one leaf
			if err := w.Add(bytes.Repeat([]byte("x"), 1000)); err != nil {
				return err
			}
		}
		return w.Flush()
	})
	for n := range 5 { // what leads to the leaf moves to pages before it
		if err := db.Update(func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte("other"))
			if err != nil {
				return err
			}
			return b.Put([]byte{byte(n)}, nil)
		}); err != nil {
			t.Fatal(err)
		}
	}
	var met any
	err := db.View(func(tx *bolt.Tx) error {
		defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
		defer func() { met = recover() }()
		_, last := tx.Bucket(testBucket).Cursor().Last()
		end := int64(uintptr(unsafe.Pointer(&last[len(last)-1])) - db.Info().Data)
		if err := os.Truncate(db.Path(), end-int64(os.Getpagesize())); err != nil {
			return err
		}
		_, err := OpenText(tx.Bucket(testBucket), testBucket, []byte("text")).Find(context.Background(), [][]byte{[]byte("y")}, 2, nil)
		return err
	})
	if err != nil || met == nil {
		t.Errorf("met %v, %v", met, err)
	}
}
