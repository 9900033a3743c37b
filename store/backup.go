package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/belay-tui/belay/store/file"
	bolt "go.etcd.io/bbolt"
)

// Backup is one copy of a book in its folder of backups.
type Backup = file.Backup

// BackupKind says why a backup was made, which decides how long it is kept.
type BackupKind = file.Kind

// The kinds of backups; those made by hand are only removed by hand.
const (
	DailyBackup           = file.Daily
	BackupBeforeImport    = file.BeforeImport
	BackupBeforeMigration = file.BeforeMigration
	BackupByHand          = file.ByHand
)

// Sizes are those of a file before and after, in bytes.
type Sizes = file.Sizes

// BackUp adds a copy of the book to its backups and removes those that have
// expired: of each of 7 days and 4 weeks one daily one is kept, and 3 of each
// made before a change. The copy is checked before it counts as one, those made
// by hand to the last record. Others may use the book meanwhile; writers wait
// while it is copied, not while it is checked.
func (b *Book) BackUp(ctx context.Context, kind BackupKind) (Backup, error) {
	verify := b.opens
	if kind == BackupByHand {
		verify = b.fits
	}
	return file.BackUp(ctx, b.source(ctx), b.path, kind, b.now(), verify)
}

// CopyTo writes a copy of the book to a file, which must not exist, and checks
// it to the last record before it has its name.
func (b *Book) CopyTo(ctx context.Context, path string) error {
	return file.Copy(ctx, b.source(ctx), path, b.fits)
}

// Backups lists the backups of the book, oldest first.
func (b *Book) Backups() ([]Backup, error) { return file.Backups(b.path) }

// source reads the book for a copy.
func (b *Book) source(ctx context.Context) file.Source {
	return func(copy func(*bolt.Tx, uint64) error) error {
		return b.view(ctx, "copy the book", func(r *reader) error { return copy(r.tx, r.tail.head) })
	}
}

// at is the book as it would be at another path.
func (b *Book) at(path string) (*Book, error) {
	return newBook(path, Options{Now: b.now, Who: b.who, Process: b.process, Timeout: b.timeout, Program: b.program})
}

// opens checks that a copy, of which all pages are sound, is a book.
func (b *Book) opens(ctx context.Context, path string) error {
	c, err := b.at(path)
	if err != nil {
		return err
	}
	return c.view(ctx, "open the copy", func(*reader) error { return nil })
}

// fits checks a copy to the last record. One of an older belay is checked when
// it is opened and brought up to date.
func (b *Book) fits(ctx context.Context, path string) error {
	c, err := b.at(path)
	if err != nil {
		return err
	}
	err = c.Check(ctx)
	if _, older := errors.AsType[*OlderError](err); older {
		return nil
	}
	return err
}

// Restore puts a copy of a backup, or of any other book, in the place of the
// book at the path, once it is checked to the last record. It keeps what was
// there under the name that it returns, "" where nothing was. The book in place
// may be damaged.
func Restore(ctx context.Context, backup, path string, o Options) (kept string, err error) {
	b, err := newBook(path, o)
	if err != nil {
		return "", err
	}
	if backup, err = filepath.Abs(backup); err != nil {
		return "", fmt.Errorf("restore from %s: %w", backup, err)
	}
	return file.Restore(ctx, backup, b.path, b.job())
}

func (b *Book) job() file.Job {
	return file.Job{Process: b.process, Now: b.now(), Timeout: b.timeout, Verify: b.fits}
}

// Compact writes the book's file anew without the room that is free in it.
// Others wait meanwhile.
func (b *Book) Compact(ctx context.Context) (Sizes, error) {
	b.writing.Lock()
	defer b.writing.Unlock()
	return file.Compact(ctx, b.path, b.job())
}

// CheckFile checks the book at the path: each page of its file, so that damage
// is found before it can do harm, and then all that lies in it, as [Book.Check].
func CheckFile(ctx context.Context, path string, o Options) error {
	b, err := newBook(path, o)
	if err != nil {
		return err
	}
	if err := b.checkPages(ctx); err != nil {
		return err
	}
	return b.Check(ctx)
}

// checkPages checks the file while nobody writes to it.
func (b *Book) checkPages(ctx context.Context) (err error) {
	h, err := file.Open(ctx, b.path, file.ForReading, b.timeout)
	if err != nil {
		return fmt.Errorf("check the book: %w", err)
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return file.Check(ctx, b.path)
}
