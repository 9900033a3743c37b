package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

func init() {
	children["migrate"] = func(args []string, _ *bufio.Scanner, out io.Writer) error {
		fmt.Fprintln(out, "begin")
		_, err := Open(args[0], options(&clock{start}))
		return err
	}
}

// TestMigrationThatIsKilled ends a process in the middle of a migration, at any
// moment: the book is as it was, or up to date with the old one in the backups.
// Either way opening it again brings it up to date.
func TestMigrationThatIsKilled(t *testing.T) {
	took := migrateInChild(t, golden(t, 1), time.Hour)
	want := whole(t, must[*Book](t)(Open(golden(t, 1), options(&clock{start}))))
	ends := map[string]int{}
	chance := rand.New(rand.NewPCG(seedOf(t), 0)) //nolint:gosec // it decides about nothing
	for range rounds(t, 12) {
		path := golden(t, 1)
		old := readOneBook(t, path)
		migrateInChild(t, path, time.Duration(chance.Int64N(int64(took+took/8))))

		version := 0
		raw(t, path, func(tx *bolt.Tx) {
			version = must[schema](t)((&Book{path: path, now: time.Now}).looker(tx).schema()).version
		})
		b := must[*Book](t)(newBook(path, options(&clock{start})))
		backups := must[[]Backup](t)(b.Backups())
		switch {
		case version == 1:
			ends["as it was"]++
			if len(backups) > 0 {
				ends["as it was, with a backup"]++
			}
			sameOne(t, readOneBook(t, path), old)
		case len(backups) != 1:
			t.Fatalf("it is up to date, and there are %d backups", len(backups))
		default:
			ends["up to date"]++
			sameOne(t, readOneBook(t, backups[0].Path), old)
		}
		b = must[*Book](t)(Open(path, options(&clock{start})))
		if (b.Migrated() != nil) != (version == 1) {
			t.Errorf("from schema %d on the migration was %+v", version, b.Migrated())
		}
		if err := b.Check(context.Background()); err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(whole(t, b), want) {
			t.Error("it has other records")
		}
	}
	t.Logf("a migration takes %v; it ended %v", took, ends)
}

// sameOne compares two books of schema 1.
func sameOne(t *testing.T, got, want oneBook) {
	t.Helper()
	if !maps.Equal(got.records, want.records) || len(got.entries) != len(want.entries) {
		t.Error("the old book is not as it was")
	}
}

// migrateInChild opens a book in a process of its own, which it kills after a
// while if it did not end before, and returns how long that took.
func migrateInChild(t *testing.T, path string, after time.Duration) time.Duration {
	t.Helper()
	child := begin(t, "migrate", path)
	child.line(t)
	begun := time.Now()
	killer := time.AfterFunc(after, func() { _ = child.Process.Kill() })
	defer killer.Stop()
	if err := child.Wait(); err != nil && after == time.Hour {
		t.Fatal(err, child.errors)
	}
	return time.Since(begun)
}
