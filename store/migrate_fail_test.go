package store

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
	"github.com/belay-tui/belay/store/seal"
	bolt "go.etcd.io/bbolt"
)

// TestMigrationThatCannotBe leaves the file as it was and says why.
func TestMigrationThatCannotBe(t *testing.T) {
	older := func(err error) bool {
		o, ok := errors.AsType[*OlderError](err)
		return ok && o.Version == 1 && o.Known == schemaVersion && o.Err != nil
	}
	damaged := func(err error) bool {
		_, ok := errors.AsType[*DamagedError](err)
		_, isOlder := errors.AsType[*OlderError](err)
		return ok && !isOlder
	}
	lead := bucketOf(domain.KindLead)
	doctored := func(fn func(*bolt.Tx) error) func(*testing.T, string) {
		return func(t *testing.T, path string) { t.Helper(); edit(t, path, fn) }
	}
	for _, c := range []struct {
		name string
		fn   func(*testing.T, string)
		want func(error) bool
	}{
		{"there is no room for a backup", func(t *testing.T, path string) {
			t.Helper()
			if err := os.WriteFile(path+".backups", nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}, older},
		{"it may not be written", func(t *testing.T, path string) {
			t.Helper()
			if err := os.Chmod(path, 0o400); err != nil {
				t.Fatal(err)
			}
			if f, err := os.OpenFile(path, os.O_RDWR, 0); err == nil {
				_ = f.Close()
				t.Skip("whoever runs this may write all files")
			}
		}, func(err error) bool { return older(err) && errors.Is(err, fs.ErrPermission) }},
		{"a record is damaged", doctored(func(tx *bolt.Tx) error {
			k, v := tx.Bucket(lead).Cursor().First()
			v = bytes.Clone(v)
			v[len(v)/2] ^= 1
			return tx.Bucket(lead).Put(bytes.Clone(k), v)
		}), damaged},
		{"a record is no record", doctored(func(tx *bolt.Tx) error {
			k, v := tx.Bucket(lead).Cursor().First()
			rev, _, err := seal.Open(lead, k, v)
			return errors.Join(err, tx.Bucket(lead).Put(bytes.Clone(k), seal.Value(lead, k, rev, []byte("{"))))
		}), damaged},
		{"a record is missing", doctored(func(tx *bolt.Tx) error {
			k, _ := tx.Bucket(lead).Cursor().First()
			return tx.Bucket(lead).Delete(bytes.Clone(k))
		}), damaged},
		{"a record is in no entry", doctored(func(tx *bolt.Tx) error {
			k, v := tx.Bucket(lead).Cursor().First()
			_, body, err := seal.Open(lead, k, v)
			other := id(777)
			return errors.Join(err, tx.Bucket(lead).Put(other[:], seal.Value(lead, other[:], 3, body)))
		}), damaged},
		{"a record is of another entry", doctored(func(tx *bolt.Tx) error {
			k, v := tx.Bucket(lead).Cursor().First()
			rev, body, err := seal.Open(lead, k, v)
			return errors.Join(err, tx.Bucket(lead).Put(bytes.Clone(k), seal.Value(lead, k, rev+1, body)))
		}), damaged},
		{"the journal has a gap", doctored(func(tx *bolt.Tx) error { return tx.Bucket(bucketJournal).Delete(numberKey(100)) }), damaged},
		{"an import lost its changes", doctored(func(tx *bolt.Tx) error {
			k, _ := tx.Bucket(bucketChanges).Cursor().First()
			return tx.Bucket(bucketChanges).Delete(bytes.Clone(k))
		}), damaged},
		{"the changes of an import are cut", doctored(func(tx *bolt.Tx) error {
			k, v := tx.Bucket(bucketChanges).Cursor().First()
			rev, body, err := seal.Open(bucketChanges, k, v)
			return errors.Join(err, tx.Bucket(bucketChanges).Put(bytes.Clone(k), seal.Value(bucketChanges, k, rev, body[:len(body)-1])))
		}), damaged},
		{"a part is missing", doctored(func(tx *bolt.Tx) error { return tx.DeleteBucket(bucketChanges) }), damaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := golden(t, 1)
			c.fn(t, path)
			was := must[[]byte](t)(os.ReadFile(path))
			if _, err := Open(path, options(&clock{start})); !c.want(err) {
				t.Errorf("it ended with %v", err)
			}
			if !bytes.Equal(was, must[[]byte](t)(os.ReadFile(path))) {
				t.Error("the file was changed")
			}
			if _, err := os.Stat(file.NotePath(path)); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("there is a note: %v", err)
			}
		})
	}
}

// TestMigrationWhileAnotherReads waits, and not for ever.
func TestMigrationWhileAnotherReads(t *testing.T) {
	path := golden(t, 1)
	other := must[*bolt.DB](t)(bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true}))
	was := must[[]byte](t)(os.ReadFile(path))
	o := options(&clock{start})
	o.Timeout = 30 * time.Millisecond
	_, err := Open(path, o)
	if held, ok := errors.AsType[*HeldError](err); !ok || held.Path != path {
		t.Errorf("it ended with %v", err)
	}
	if !bytes.Equal(was, must[[]byte](t)(os.ReadFile(path))) {
		t.Error("the file was changed")
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if b := must[*Book](t)(Open(path, o)); b.Migrated() == nil {
		t.Error("it was not migrated")
	}
}

// TestMigrationsAtOnce opens an old book from several sides: one brings it up to
// date, all can use it.
func TestMigrationsAtOnce(t *testing.T) {
	path := golden(t, 1)
	var all sync.WaitGroup
	books := make([]*Book, 4)
	for i := range books {
		all.Go(func() {
			var err error
			if books[i], err = Open(path, options(&clock{start})); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	migrated := 0
	for _, b := range books {
		if b.Migrated() != nil {
			migrated++
		}
		if head, err := b.Head(context.Background()); head != 169 || err != nil {
			t.Errorf("its last entry is %d, %v", head, err)
		}
	}
	if backups := must[[]Backup](t)(books[0].Backups()); migrated != 1 || len(backups) != 1 {
		t.Errorf("it was migrated %d times, with backups %v", migrated, backups)
	}
}

// TestOldBookInThePlaceOfAnother is not migrated behind the back of whoever has
// the book open; restoring it and opening it again does.
func TestOldBookInThePlaceOfAnother(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	kept := must[string](t)(Restore(ctx, golden(t, 1), b.Path(), options(c)))
	if kept == "" {
		t.Error("what was there was not kept")
	}
	_, read := b.Head(ctx)
	_, wrote := b.Apply(ctx, offer(1, "Acme"))
	for _, err := range []error{read, wrote} {
		if o, ok := errors.AsType[*OlderError](err); !ok || *o != (OlderError{b.Path(), 1, schemaVersion, nil}) {
			t.Errorf("it ended with %v", err)
		}
	}
	again := must[*Book](t)(Open(b.Path(), options(c)))
	if again.Migrated() == nil {
		t.Error("it was not migrated")
	}
}
