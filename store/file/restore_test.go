package file

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

var job = Job{Process: "belay book restore", Now: at, Timeout: patience}

func TestRestore(t *testing.T) {
	path := newBook(t, 30)
	b := must[Backup](t)(backUp(t, path, ByHand, 30, at, nil))
	write(t, path, 31, 40)
	kept := must[string](t)(Restore(ctx, b.Path, path, job))
	holds(t, path, 30)
	holds(t, kept, 40)
	holds(t, b.Path, 30)
	again := must[string](t)(Restore(ctx, kept, path, job)) // in the same second
	holds(t, path, 40)
	holds(t, again, 30)
	if kept == again {
		t.Error("two books have one name")
	}
	if left := names(t, filepath.Dir(path)); len(left) != 4 {
		t.Errorf("beside the book: %v", left)
	}
	// Where nothing is.
	fresh := filepath.Join(t.TempDir(), "a", "book.db")
	if kept, err := Restore(ctx, b.Path, fresh, job); kept != "" || err != nil {
		t.Errorf("kept %q, %v", kept, err)
	}
	holds(t, fresh, 30)
}

// TestRestoreOverWhatCannotBeOpened restores over any file that is no book.
func TestRestoreOverWhatCannotBeOpened(t *testing.T) {
	backup := newBook(t, 30)
	for _, content := range [][]byte{nil, []byte("x"), make([]byte, 1<<16), load(t, backup)[:9000]} {
		path := fileOf(t, content)
		kept := must[string](t)(Restore(ctx, backup, path, job))
		holds(t, path, 30)
		if !bytes.Equal(load(t, kept), content) {
			t.Error("what was there was not kept")
		}
	}
}

func TestRestoreFollowsLinks(t *testing.T) {
	backup, path := newBook(t, 30), newBook(t, 3)
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	kept := must[string](t)(Restore(ctx, backup, link, job))
	holds(t, path, 30)
	if filepath.Dir(kept) != filepath.Dir(resolved(path)) || len(names(t, filepath.Dir(link))) != 1 {
		t.Errorf("kept %s", kept)
	}
	dangling := filepath.Join(t.TempDir(), "dangling.db")
	check(t, os.Symlink(filepath.Join(t.TempDir(), "x"), dangling))
	if _, err := Restore(ctx, backup, dangling, job); !errors.Is(err, ErrExists) {
		t.Errorf("restored to a dangling link: %v", err)
	}
}

// TestFailedRestore fails in each way: the book stays as it is.
func TestFailedRestore(t *testing.T) {
	backup, path := newBook(t, 30), newBook(t, 3)
	no, before := errors.New("no"), load(t, path)
	unverified := job
	unverified.Verify = func(context.Context, string) error { return no }
	if _, err := Restore(ctx, backup, path, unverified); !errors.Is(err, no) {
		t.Errorf("not verified: %v", err)
	}
	if _, err := Restore(ctx, backup+"x", path, job); !errors.Is(err, ErrNoBook) {
		t.Errorf("from nothing: %v", err)
	}
	bad := content(t, backup)
	bad[rootOf(t, backup)]++
	if _, err := Restore(ctx, fileOf(t, bad), path, job); !isDamaged(err) {
		t.Errorf("from a damaged backup: %v", err)
	}
	if _, err := Restore(ctx, backup, filepath.Dir(path), job); !errors.Is(err, ErrDirectory) {
		t.Errorf("over a folder: %v", err)
	}
	impatient := job
	impatient.Timeout = time.Millisecond
	var held *HeldError
	release := lock(t, path)
	if _, err := Restore(ctx, backup, path, impatient); !errors.As(err, &held) && runtime.GOOS != "windows" {
		t.Errorf("over one in use: %v", err)
	}
	release()
	if !bytes.Equal(load(t, path), before) || len(names(t, filepath.Dir(path))) != 1 {
		t.Errorf("left %v", names(t, filepath.Dir(path)))
	}
}

// TestRestoreStepByStep looks after each step: there is always a whole book
// under the name, so that whoever ends the process loses nothing.
func TestRestoreStepByStep(t *testing.T) {
	backup, path := newBook(t, 30), newBook(t, 3)
	tmp := must[*temp](t)(newTemp(filepath.Dir(path)))
	holds(t, path, 3)
	check(t, tmp.copyOf(ctx, backup, patience))
	holds(t, path, 3)
	holds(t, tmp.path, 30)
	f, release, err := lockRaw(ctx, path, patience)
	check(t, err)
	kept := must[string](t)(keep(ctx, f, path, at))
	check(t, release())
	holds(t, path, 3)
	holds(t, kept, 3)
	check(t, tmp.replace(path))
	holds(t, path, 30)
	holds(t, kept, 3)
	tmp.remove() // as a deferred call does
	holds(t, path, 30)
}

// TestKilledRestore ends the process while it verifies, which is between any
// two other steps.
func TestKilledRestore(t *testing.T) {
	if os.Getenv(inChild) == "" {
		path := newBook(t, 3)
		t.Setenv("BELAY_TEST_BOOK", path)
		killed(t)
		holds(t, path, 3)
		kept := must[string](t)(Restore(ctx, newBook(t, 30), path, job))
		holds(t, path, 30)
		holds(t, kept, 3)
		must[Backup](t)(backUp(t, path, Daily, 1, time.Now().AddDate(1, 0, 0), nil))
		return
	}
	stop := job
	stop.Verify = func(context.Context, string) error {
		os.Exit(9)
		return nil
	}
	_, err := Restore(ctx, newBook(t, 30), os.Getenv("BELAY_TEST_BOOK"), stop)
	t.Fatal(err)
}

func TestCompact(t *testing.T) {
	path := newBook(t, many)
	h := must[*Handle](t)(Open(ctx, path, ForWriting, patience))
	check(t, h.Update("delete", func(tx *bolt.Tx) error {
		b := tx.Bucket(leads)
		check(t, b.SetSequence(77))
		for n := uint64(1); n <= many; n++ {
			if n%10 != 0 {
				check(t, b.Delete(number(n)))
			}
		}
		return nil
	}))
	before := must[digest](t)(digestOf(ctx, h.db))
	check(t, h.Close())
	link := filepath.Join(t.TempDir(), "link.db")
	check(t, os.Symlink(path, link))
	verified := false
	s := must[Sizes](t)(Compact(ctx, link, Job{Now: at, Timeout: patience, Verify: func(_ context.Context, path string) error {
		verified = true
		if _, err := Open(ctx, link, ForReading, time.Millisecond); err == nil {
			t.Error("others use the book meanwhile")
		}
		if !strings.Contains(ReadNote(link), "belay, process") {
			t.Error("nobody says why the book is held")
		}
		return Check(ctx, path)
	}}))
	if !verified || s.After >= s.Before || s.After <= 0 {
		t.Errorf("sizes %+v", s)
	}
	holds(t, path, many)
	h = must[*Handle](t)(Open(ctx, path, ForReading, patience))
	if after := must[digest](t)(digestOf(ctx, h.db)); after != before {
		t.Errorf("%v became %v", before, after)
	}
	check(t, h.Close())
	if left := names(t, filepath.Dir(path)); len(left) != 1 {
		t.Errorf("beside the book: %v", left)
	}
	if found, _ := salvaged(t, path); slices.ContainsFunc([]string{string(number(1))}, func(k string) bool { _, ok := found["record.lead/"+k]; return ok }) {
		t.Error("what was deleted is still in the file")
	}
}

// TestDigestTells changes one thing at a time: compacting must notice it.
func TestDigestTells(t *testing.T) {
	path := newBook(t, 3)
	h := must[*Handle](t)(Open(ctx, path, ForWriting, patience))
	met := map[digest]bool{must[digest](t)(digestOf(ctx, h.db)): true}
	changes := []func(*bolt.Bucket) error{
		func(b *bolt.Bucket) error { return b.Put(number(3), []byte("x")) },
		func(b *bolt.Bucket) error { return b.Put(number(4), nil) },
		func(b *bolt.Bucket) error { return b.Delete(number(1)) },
		func(b *bolt.Bucket) error { return b.SetSequence(9) },
		func(b *bolt.Bucket) error { _, err := b.CreateBucket([]byte("in")); return err },
		func(b *bolt.Bucket) error { return b.Bucket([]byte("in")).Put([]byte("k"), []byte("v")) },
	}
	for _, change := range changes {
		check(t, h.Update("change", func(tx *bolt.Tx) error { return change(tx.Bucket(leads)) }))
		met[must[digest](t)(digestOf(ctx, h.db))] = true
	}
	check(t, h.Close())
	if len(met) != len(changes)+1 {
		t.Errorf("%d digests of %d states", len(met), len(changes)+1)
	}
}

func TestFailedCompact(t *testing.T) {
	path := newBook(t, 30)
	before, no := load(t, path), errors.New("no")
	if _, err := Compact(ctx, path, Job{Now: at, Timeout: patience, Verify: func(context.Context, string) error { return no }}); !errors.Is(err, no) {
		t.Errorf("not verified: %v", err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := Compact(stopped, path, job); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if !bytes.Equal(load(t, path), before) || len(names(t, filepath.Dir(path))) != 1 {
		t.Errorf("left %v", names(t, filepath.Dir(path)))
	}
	holds(t, path, 30)
}
