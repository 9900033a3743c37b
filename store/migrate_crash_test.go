package store

import (
	"bufio"
	"context"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// migrateVariable names the book that a child process of this test opens,
// roundsVariable how often it is ended, where that is not a dozen times.
const (
	migrateVariable = "BELAY_TEST_MIGRATE"
	roundsVariable  = "BELAY_TEST_ROUNDS"
)

// TestMigrateInChild is the child.
func TestMigrateInChild(t *testing.T) {
	path := os.Getenv(migrateVariable)
	if path == "" {
		t.Skip("this is no child")
	}
	os.Stdout.WriteString("begin\n") //nolint:errcheck // the parent would notice
	if _, err := Open(path, options(&clock{start})); err != nil {
		t.Fatal(err)
	}
}

// TestMigrationThatIsKilled ends a process in the middle of a migration, at any
// moment: the book is as it was, or up to date with the old one in the backups.
// Either way opening it again brings it up to date.
func TestMigrationThatIsKilled(t *testing.T) {
	rounds := 12
	if said := os.Getenv(roundsVariable); said != "" {
		rounds = must[int](t)(strconv.Atoi(said))
	}
	took := migrateInChild(t, golden(t, 1), time.Hour)
	want := whole(t, must[*Book](t)(Open(golden(t, 1), options(&clock{start}))))
	ends := map[string]int{}
	for range rounds {
		path := golden(t, 1)
		old := readOneBook(t, path)
		migrateInChild(t, path, rand.N(took+took/8))

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
	child := exec.Command(os.Args[0], "-test.run=^TestMigrateInChild$") //nolint:gosec // it is this test
	child.Env = append(os.Environ(), migrateVariable+"="+path)
	said, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(said).ReadString('\n'); err != nil || line != "begin\n" {
		t.Fatalf("the child said %q: %v", line, err)
	}
	begun := time.Now()
	killer := time.AfterFunc(after, func() { _ = child.Process.Kill() })
	defer killer.Stop()
	err = child.Wait()
	if after == time.Hour && err != nil {
		t.Fatal(err)
	}
	return time.Since(begun)
}
