package file

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Job is what making a book anew needs beside the files.
type Job struct {
	// Process names this one to others, such as "belay book restore".
	Process string
	// Now is the time.
	Now time.Time
	// Timeout is how long to wait for other processes that use the book.
	Timeout time.Duration
	// Verify looks at the new file before it takes the place of the old; it may
	// be nil.
	Verify Verify
}

// Restore puts a copy of a backup in the place of a book, and keeps what was
// there under the name that it returns, "" where nothing was. The backup is any
// file of a book; it stays. The book in place may be damaged beyond opening.
//
// The order is: the copy is made and verified beside the book; the book is
// locked, so that no commit goes on in it; it gets its second name; the copy
// takes its first. At each instant there is a book under the name. Killed in
// between, it leaves the old book as it was, perhaps with a second name that
// may be removed, and perhaps a temporary file.
func Restore(ctx context.Context, backup, book string, j Job) (kept string, err error) {
	book = resolved(book)
	if err := makeFolder(filepath.Dir(book)); err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	t, err := newTemp(filepath.Dir(book))
	if err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	defer t.remove()
	if err := t.copyOf(ctx, backup, j.Timeout); err != nil {
		return "", fmt.Errorf("restore from %s: %w", backup, err)
	}
	if err := j.Verify.whole(ctx, t.path); err != nil {
		return "", fmt.Errorf("restore from %s: %w", backup, err)
	}
	kept, err = t.swap(ctx, book, j)
	if err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	return kept, nil
}

// copyOf fills the file with a copy of another, of one state of it.
func (t *temp) copyOf(ctx context.Context, path string, timeout time.Duration) (err error) {
	h, err := Open(ctx, path, ForReading, timeout)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	_, err = t.copy(ctx, func(copy func(*bolt.Tx, uint64) error) error {
		return h.View("copy it", func(tx *bolt.Tx) error { return copy(tx, 0) })
	})
	return err
}

// swap puts the file in the place of a book, which keeps a name.
func (t *temp) swap(ctx context.Context, book string, j Job) (kept string, err error) {
	f, release, err := lockRaw(ctx, book, j.Timeout)
	if errors.Is(err, ErrNoBook) {
		return "", t.publish(book)
	}
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, release()) }()
	LeaveNote(book, j.Process, j.Now)
	defer RemoveNote(book)
	if kept, err = keep(ctx, f, book, j.Now); err != nil {
		return "", err
	}
	if runtime.GOOS == "windows" { // where an open file keeps its name
		if err := release(); err != nil {
			return "", err
		}
	}
	return kept, t.replace(book)
}

// keep gives a book another name beside its own: a link, or a copy where the
// file system has none.
func keep(ctx context.Context, f *os.File, book string, now time.Time) (name string, err error) {
	for n := 1; n < 100; n++ {
		name = book + ".before-restore-" + now.UTC().Format(nameTime)
		if n > 1 {
			name += fmt.Sprintf("-%d", n)
		}
		err = os.Link(book, name)
		if err == nil {
			return name, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if errors.Is(err, fs.ErrExist) {
		return "", err
	}
	t, err := newTemp(filepath.Dir(book))
	if err != nil {
		return "", err
	}
	defer t.remove()
	if _, err := io.Copy(&writer{ctx: ctx, to: t.file}, f); err != nil {
		return "", err
	}
	if err := t.finish(); err != nil {
		return "", err
	}
	return name, t.publish(name)
}
