package file

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/belay-tui/belay/store/seal"
)

var (
	ctx = context.Background()
	// at is the tests' time; nothing of theirs waits for a clock.
	at = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

	journal = []byte("journal")
	leads   = []byte("record.lead")
	small   = []byte("meta") // stays within its parent's page
	known   = [][]byte{small, leads, journal}
)

const patience = 2 * time.Second

// must returns a value, or fails the test that it was made in.
func must[T any](t testing.TB) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// put seals a value as the book would.
func put(tx *bolt.Tx, bucket, key []byte, rev uint64, body string) error {
	b, err := tx.CreateBucketIfNotExists(bucket)
	if err != nil {
		return err
	}
	return b.Put(key, seal.Value(bucket, key, rev, []byte(body)))
}

// bodyOf is what lead n says in the nth entry; every 50th is longer than a page.
func bodyOf(n uint64) string {
	body := fmt.Sprintf("lead %d of Acme", n)
	if n%50 == 0 {
		body += string(bytes.Repeat([]byte{'x'}, 9000))
	}
	return body
}

// add is one commit: lead n and its entry.
func add(tx *bolt.Tx, n uint64) error {
	return errors.Join(
		put(tx, journal, number(n), n, fmt.Sprintf("entry %d", n)),
		put(tx, leads, number(n), n, bodyOf(n)),
	)
}

// newBook makes a book in a folder of its own, with so many commits.
func newBook(t testing.TB, commits uint64) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "belay", "book.db")
	check(t, Create(path, func(tx *bolt.Tx) error { return put(tx, small, []byte("schema"), 0, "2") }, nil))
	write(t, path, 1, commits)
	return path
}

// write makes the commits from from to to.
func write(t testing.TB, path string, from, to uint64) {
	t.Helper()
	h := must[*Handle](t)(OpenOld(ctx, path, ForWriting, patience))
	h.db.NoSync = true // no test takes the power away, and disks are slow
	for n := from; n <= to; n++ {
		check(t, h.Update("add", func(tx *bolt.Tx) error { return add(tx, n) }))
	}
	check(t, h.Close())
}

// read reads all of a book: how many entries its journal has, or why it cannot
// be read. What is read wrong is another error than damage.
func read(path string) (entries uint64, err error) {
	h, err := Open(ctx, path, ForReading, patience)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	err = h.View("read", func(tx *bolt.Tx) error {
		return tx.ForEach(func(bucket []byte, b *bolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				rev, body, err := seal.Open(bucket, k, v)
				if err != nil {
					return &DamagedError{Path: path, What: "a value", Err: err}
				}
				switch {
				case bytes.Equal(bucket, journal):
					entries = max(entries, rev)
				case bytes.Equal(bucket, leads) && string(body) != bodyOf(rev):
					return fmt.Errorf("lead %d is silently wrong", rev)
				}
				return nil
			})
		})
	})
	return entries, err
}

// holds fails the test where a book is not whole with so many entries.
func holds(t testing.TB, path string, entries uint64) {
	t.Helper()
	check(t, Check(ctx, path))
	if n := must[uint64](t)(read(path)); n != entries {
		t.Fatalf("%s has %d entries, not %d", path, n, entries)
	}
}

func load(t testing.TB, path string) []byte {
	t.Helper()
	return must[[]byte](t)(os.ReadFile(path))
}

// content is what a book has in use of its file.
func content(t testing.TB, path string) []byte {
	t.Helper()
	return load(t, path)[:must[Header](t)(ReadHeader(path)).Used]
}

// patch changes a file in place, which is far faster than writing it anew.
func patch(t testing.TB, path string, at int, to []byte) {
	t.Helper()
	f := must[*os.File](t)(os.OpenFile(path, os.O_WRONLY, 0))
	must[int](t)(f.WriteAt(to, int64(at)))
	check(t, f.Close())
}

// fileOf makes a file of the content.
func fileOf(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "book.db")
	check(t, os.WriteFile(path, content, 0o600))
	return path
}

func isDamaged(err error) bool {
	var d *DamagedError
	return errors.As(err, &d)
}

// names lists a folder.
func names(t testing.TB, dir string) (all []string) {
	t.Helper()
	for _, e := range must[[]os.DirEntry](t)(os.ReadDir(dir)) {
		all = append(all, e.Name())
	}
	return all
}

// lock holds a book as another process would, until the test ends it.
func lock(t testing.TB, path string) (release func()) {
	t.Helper()
	db := must[*bolt.DB](t)(bolt.Open(path, 0o600, &bolt.Options{Timeout: time.Second}))
	t.Cleanup(func() { _ = db.Close() })
	return func() { check(t, db.Close()) }
}
