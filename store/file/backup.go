package file

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Verify looks whether a file that was just made is a whole book, in a process
// of its own where what it does could end one. The file has the name of a
// temporary one.
type Verify func(ctx context.Context, path string) error

// whole checks a new file page by page, and by what lies in it. v may be nil.
func (v Verify) whole(ctx context.Context, path string) error {
	if err := Check(ctx, path); err != nil {
		return err
	}
	if v == nil {
		return nil
	}
	if err := v(ctx, path); err != nil {
		return fmt.Errorf("verify the copy: %w", err)
	}
	return nil
}

// Source reads a book: it runs copy in a transaction, with the number of the
// last entry of the journal in it.
type Source func(copy func(tx *bolt.Tx, head uint64) error) error

// Copy writes the book as a transaction sees it to a new file, which must not
// exist ([ErrExists]). It is verified before it has its name, after the
// transaction; where anything fails there is no file. verify may be nil.
func Copy(ctx context.Context, of Source, path string, verify Verify) error {
	if err := missing(path); err != nil {
		return fmt.Errorf("copy to %s: %w", path, err)
	}
	t, err := newTemp(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("copy to %s: %w", path, err)
	}
	defer t.remove()
	_, err = t.copy(ctx, of)
	if err == nil {
		err = verify.whole(ctx, t.path)
	}
	if err == nil {
		err = t.publish(path)
	}
	if err != nil {
		return fmt.Errorf("copy to %s: %w", path, err)
	}
	return nil
}

// missing fails with ErrExists where there is something.
func missing(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return ErrExists
	}
	return nil
}

// copy fills the file.
func (t *temp) copy(ctx context.Context, of Source) (head uint64, err error) {
	err = of(func(tx *bolt.Tx, n uint64) error {
		head = n
		w := &writer{ctx: ctx, to: t.file}
		_, err := tx.WriteTo(w)
		return cmp.Or(w.err, err) // bbolt tells of ours as of text
	})
	if err != nil {
		return 0, err
	}
	return head, t.finish()
}

// writer stops when its context does, and knows what it ran into.
type writer struct {
	ctx context.Context
	to  io.Writer
	err error
}

// Write writes until the context is done.
func (w *writer) Write(p []byte) (n int, err error) {
	if err = w.ctx.Err(); err == nil {
		n, err = w.to.Write(p)
	}
	w.err = err
	return n, err
}

// Kind says why a backup was made, which decides how long it is kept.
type Kind string

// The kinds of backups.
const (
	// Daily ones are made while the book is used.
	Daily Kind = "daily"
	// BeforeImport and BeforeMigration are made before what changes much at once.
	BeforeImport    Kind = "before-import"
	BeforeMigration Kind = "before-migration"
	// ByHand was asked for, and is only removed by hand.
	ByHand Kind = "by-hand"
)

// Backup is one copy of a book in its folder of backups.
type Backup struct {
	// Path is the file.
	Path string
	// At is when it was made, in UTC and whole seconds.
	At time.Time
	// Head is the number of the last entry of the journal in it.
	Head uint64
	// Kind says why it was made.
	Kind Kind
}

const (
	nameTime   = "20060102T150405Z"
	backupsEnd = ".backups"
	backupEnd  = ".db"
)

// BackupFolder is where the backups of a book are, beside the file that a
// symbolic link leads to.
func BackupFolder(book string) string { return resolved(book) + backupsEnd }

// name is the file name of a backup.
func (b Backup) name() string {
	return fmt.Sprintf("%s-%012d-%s%s", b.At.UTC().Format(nameTime), b.Head, b.Kind, backupEnd)
}

// readName is the inverse of name.
func readName(dir, name string) (b Backup, ok bool) {
	stem, ok := strings.CutSuffix(name, backupEnd)
	parts := strings.SplitN(stem, "-", 3)
	if !ok || len(parts) != 3 {
		return Backup{}, false
	}
	at, err := time.Parse(nameTime, parts[0])
	if err != nil {
		return Backup{}, false
	}
	if _, err := fmt.Sscanf(parts[1], "%d", &b.Head); err != nil {
		return Backup{}, false
	}
	b.Path, b.At, b.Kind = filepath.Join(dir, name), at, Kind(parts[2])
	return b, b.name() == name
}

// Backups lists the backups of a book, oldest first; none is no error.
func Backups(book string) ([]Backup, error) {
	dir := BackupFolder(book)
	entries, err := os.ReadDir(dir) // by name, so by time
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list the backups: %w", err)
	}
	var all []Backup
	for _, e := range entries {
		if b, ok := readName(dir, e.Name()); ok && e.Type().IsRegular() {
			all = append(all, b)
		}
	}
	return all, nil
}

// BackUp adds a copy of a book to its backups, verified and private, and only
// then removes those that are [Expired]. Where a backup of the same second, head
// and kind is there already, that is it. Where it fails nothing was removed and
// nothing has the name of a backup; if only removing failed, the backup is
// returned with the error. Others may write to the book once it was copied.
// verify may be nil.
func BackUp(ctx context.Context, of Source, book string, kind Kind, now time.Time, verify Verify) (Backup, error) {
	dir := BackupFolder(book)
	b, err := addBackup(ctx, of, dir, Backup{At: now.UTC().Truncate(time.Second), Kind: kind}, verify)
	if err != nil {
		return Backup{}, fmt.Errorf("back up: %w", err)
	}
	all, err := Backups(book)
	if err != nil {
		return b, err
	}
	for _, old := range Expired(all, now) {
		if old.Path != b.Path {
			err = errors.Join(err, os.Remove(old.Path))
		}
	}
	if err = errors.Join(err, sweep(dir, now)); err != nil {
		return b, fmt.Errorf("remove old backups: %w", err)
	}
	return b, nil
}

// addBackup makes a backup, of which all but head and path are known.
func addBackup(ctx context.Context, of Source, dir string, b Backup, verify Verify) (Backup, error) {
	if err := makeFolder(dir); err != nil {
		return b, err
	}
	_ = os.Chmod(dir, 0o700) // some file systems know no modes
	t, err := newTemp(dir)
	if err != nil {
		return b, err
	}
	defer t.remove()
	if b.Head, err = t.copy(ctx, of); err != nil {
		return b, err
	}
	b.Path = filepath.Join(dir, b.name())
	if missing(b.Path) != nil {
		return b, nil
	}
	if err := verify.whole(ctx, t.path); err != nil {
		return b, err
	}
	if err := t.publish(b.Path); !errors.Is(err, ErrExists) {
		return b, err
	}
	return b, nil
}

// sweep removes temporary files of which the maker must have ended.
func sweep(dir string, now time.Time) (err error) {
	left, _ := filepath.Glob(filepath.Join(dir, tempPattern)) // the pattern is good
	for _, path := range left {
		if info, bad := os.Lstat(path); bad == nil && now.Sub(info.ModTime()) > 24*time.Hour {
			err = errors.Join(err, os.Remove(path))
		}
	}
	return err
}
