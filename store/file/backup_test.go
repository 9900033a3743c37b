package file

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// source reads a book as its store would, with a head.
func source(path string, head uint64) Source {
	return func(copy func(*bolt.Tx, uint64) error) error {
		h, err := Open(ctx, path, ForReading, patience)
		if err != nil {
			return err
		}
		err = h.View("copy", func(tx *bolt.Tx) error { return copy(tx, head) })
		return errors.Join(err, h.Close())
	}
}

// backUp backs a book up.
func backUp(t testing.TB, path string, kind Kind, head uint64, now time.Time, verify Verify) (Backup, error) {
	t.Helper()
	return BackUp(ctx, source(path, head), path, kind, now, verify)
}

// rootOf is where the root of the tree lies in a file.
func rootOf(t testing.TB, path string) int {
	t.Helper()
	b := load(t, path)
	return os.Getpagesize() * int(native.Uint64(b[metaOf(t, b, true)+16:]))
}

func TestBackUp(t *testing.T) {
	path := newBook(t, 30)
	verified := ""
	b := must[Backup](t)(backUp(t, path, Daily, 30, at, func(_ context.Context, path string) error {
		verified = path
		_, err := read(path)
		return err
	}))
	if filepath.Dir(verified) != BackupFolder(path) || verified == b.Path {
		t.Errorf("verified %s", verified)
	}
	write(t, path, 31, 40)
	holds(t, b.Path, 30)
	if m := must[fs.FileInfo](t)(os.Stat(b.Path)).Mode().Perm(); m != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("mode %o", m)
	}
	// The same again is the one that is there.
	again := must[Backup](t)(backUp(t, path, Daily, 30, at, nil))
	all := must[[]Backup](t)(Backups(path))
	if again != b || len(all) != 1 || all[0] != b || len(names(t, BackupFolder(path))) != 1 {
		t.Errorf("%v, then %v, listed %v", b, again, all)
	}
	holds(t, b.Path, 30)
}

func TestBackupsExpire(t *testing.T) {
	path := newBook(t, 3)
	stray := filepath.Join(BackupFolder(path), "mine.txt")
	stale := filepath.Join(BackupFolder(path), ".belay-1.tmp")
	for n := range 20 {
		must[Backup](t)(backUp(t, path, BeforeImport, uint64(n), at.AddDate(0, 0, n), nil))
		if n == 0 {
			check(t, os.WriteFile(stray, nil, 0o600))
			check(t, os.WriteFile(stale, nil, 0o600))
			check(t, os.Chtimes(stale, at, at))
		}
	}
	if all := must[[]Backup](t)(Backups(path)); len(all) != keepBefore || all[0].Head != 17 {
		t.Errorf("left %v", all)
	}
	if left := names(t, BackupFolder(path)); len(left) != keepBefore+1 {
		t.Errorf("left %v", left)
	}
	// One of a clock that was behind is not removed by its own making.
	old := must[Backup](t)(backUp(t, path, BeforeImport, 1, at.AddDate(-9, 0, 0), nil))
	holds(t, old.Path, 3)
}

// TestFailedBackUp fails in each way: no file has the name of a backup, and no
// older one is gone.
func TestFailedBackUp(t *testing.T) {
	path := newBook(t, 30)
	for n := range 3 {
		must[Backup](t)(backUp(t, path, BeforeImport, uint64(n), at, nil))
	}
	before := names(t, BackupFolder(path))
	no := errors.New("no")
	if _, err := backUp(t, path, BeforeImport, 9, at, func(context.Context, string) error { return no }); !errors.Is(err, no) {
		t.Errorf("not verified: %v", err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	_, err := BackUp(stopped, source(path, 9), path, BeforeImport, at, nil)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	patch(t, path, rootOf(t, path), []byte{0xFF}) // it says that it is another page
	if _, err := backUp(t, path, BeforeImport, 9, at, nil); !isDamaged(err) {
		t.Errorf("of a damaged book: %v", err)
	}
	if left := names(t, BackupFolder(path)); len(left) != len(before) {
		t.Errorf("left %v", left)
	}
}

func TestCopyNeverReplaces(t *testing.T) {
	path := newBook(t, 3)
	there := fileOf(t, []byte("mine"))
	err := Copy(ctx, source(path, 3), there, nil)
	if !errors.Is(err, ErrExists) || string(load(t, there)) != "mine" {
		t.Errorf("copied: %v", err)
	}
	// Nor what came to have the name while it was made.
	late := filepath.Join(t.TempDir(), "late.db")
	err = Copy(ctx, source(path, 3), late, func(context.Context, string) error {
		write(t, path, 4, 4) // nobody waits for this
		return os.WriteFile(late, []byte("mine"), 0o600)
	})
	if !errors.Is(err, ErrExists) || string(load(t, late)) != "mine" || len(names(t, filepath.Dir(late))) != 1 {
		t.Errorf("copied: %v", err)
	}
}
