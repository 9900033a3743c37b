package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/belay-tui/belay/domain"
	bolt "go.etcd.io/bbolt"
)

// Options say how a book is used.
type Options struct {
	// Now is the clock. It is required.
	Now func() time.Time
	// Who gives the commands; the journal names it.
	Who domain.Untrusted
	// Process is what this process does, "belay import leads", for the note that
	// others are shown while it holds the book for long.
	Process string
	// Timeout is how long to wait for another process, 2 s where it is 0.
	Timeout time.Duration
	// Program finds a program of which the firm has no file of its own by name,
	// [domain.Preset] where it is nil.
	Program func(name string) (*domain.Program, error)
}

// Book is a firm's book. It holds nothing open between calls and may be used by
// several goroutines; other processes may use the file at the same time.
type Book struct {
	path    string
	now     func() time.Time
	who     domain.Untrusted
	process string
	timeout time.Duration
	// noSync leaves out waiting for the disk, for tests of what is not about it.
	noSync  bool
	program func(string) (*domain.Program, error)

	// migrated is the migration when the book was opened, if there was one.
	migrated *Migration

	// foldAt is how many changed records the tail may have, perTransaction how
	// many new ones a batch writes at once.
	foldAt, perTransaction int
	// tail is the tail of the journal as of when it was last read.
	tail atomic.Pointer[tail]

	tallies tallies
	ahead   ahead

	// known are the firm's program files as of when they were last read, parsed
	// the programs by the text of their files.
	known  atomic.Pointer[programFiles]
	parsed sync.Map
	// rules is the digest of the programs' rules as of when it was last asked for.
	rules atomic.Pointer[rules]

	// writing is held by the one writer, for all of its transaction.
	writing sync.Mutex
	// files guards shared, the writer's file: readers hold it for reading while
	// they use a file, whoever opens or closes shared for writing.
	files  sync.RWMutex
	shared *handle
}

const defaultTimeout = 2 * time.Second

func newBook(path string, o Options) (*Book, error) {
	if o.Now == nil {
		return nil, errors.New("open a book: there is no clock")
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open a book at %s: %w", path, err)
	}
	b := &Book{path: abs, now: o.Now, who: o.Who, process: o.Process, timeout: o.Timeout, program: o.Program, foldAt: foldAt, perTransaction: perTransaction}
	if b.timeout <= 0 {
		b.timeout = defaultTimeout
	}
	if b.program == nil {
		b.program = domain.Preset
	}
	return b, nil
}

// Open returns the book at the path. A book of an older belay is brought up to
// date first, after a backup ([Book.Migrated]); else the file is only looked at.
// A book of a newer belay can be read where that belay says so; changing it
// fails with a [NewerError] then. Open fails with [ErrNoBook], [ErrDirectory],
// an [OlderError], a [NewerError], a [DamagedError], a [HeldError], or what the
// system says of the file. A symbolic link to a regular file is followed.
func Open(path string, o Options) (*Book, error) {
	b, err := newBook(path, o)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	look := func() error { return b.view(ctx, "open the book", func(*reader) error { return nil }) }
	err = look()
	if older, ok := errors.AsType[*OlderError](err); ok {
		if err = b.upgrade(ctx, older); err == nil {
			err = look()
		}
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

// Create makes a book, and the folder it is in where there is none. It never
// replaces anything that has the name, a dangling link included ([ErrExists]).
// Where it fails or is interrupted, no half-made book is left under the name.
func Create(path string, o Options) (*Book, error) {
	b, err := newBook(path, o)
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(b.path); err == nil {
		return nil, fmt.Errorf("make the book %s: %w", b.path, ErrExists)
	}
	if err := b.make(); err != nil {
		return nil, fmt.Errorf("make the book %s: %w", b.path, err)
	}
	return b, nil
}

func (b *Book) make() error {
	dir := filepath.Dir(b.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(dir, ".belay-*.tmp") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) //nolint:errcheck // it was renamed, or a file of ours stays behind
	if err := temp.Close(); err != nil {
		return err
	}
	if err := initialize(temp.Name()); err != nil {
		return err
	}
	if err := publish(temp.Name(), b.path); err != nil {
		return err
	}
	return syncDir(dir)
}

// initialize makes an empty book of an empty file.
func initialize(path string) (err error) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: defaultTimeout, FreelistType: bolt.FreelistMapType})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Update(func(tx *bolt.Tx) error {
		for _, name := range allBuckets() {
			if _, err := tx.CreateBucket(name); err != nil {
				return fmt.Errorf("make the part %s: %w", name, err)
			}
		}
		if err := putSchema(tx); err != nil {
			return err
		}
		return putBase(tx, base{})
	})
}

// publish gives the file its name, never that of another. A link does both at
// once; file systems without links are left with looking first.
func publish(temp, path string) error {
	err := os.Link(temp, path)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		return ErrExists
	}
	if _, err := os.Lstat(path); err == nil {
		return ErrExists
	}
	return os.Rename(temp, path)
}

// syncDir makes a new name in a folder durable.
func syncDir(dir string) (err error) {
	if runtime.GOOS == "windows" { // it cannot, and need not
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return d.Sync()
}

// Path is the file of the book.
func (b *Book) Path() string { return b.path }

// Stamp tells one state of the file from another; compare with ==.
type Stamp struct {
	commit         uint64
	size, modified int64
}

// Stamp returns the state of the file. It differs once any process has
// committed something. It costs some microseconds and takes no lock, so that it
// can be asked often.
func (b *Book) Stamp() (s Stamp, err error) {
	if err := checkRegular(b.path); err != nil {
		return Stamp{}, fmt.Errorf("look at the book: %w", err)
	}
	f, err := os.Open(b.path)
	if err != nil {
		return Stamp{}, fmt.Errorf("look at the book: %w", fileError(b.path, err))
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	// The time of the last change alone is too coarse: two commits can share it.
	h, err := readHeader(f, b.path)
	if err != nil {
		return Stamp{}, fmt.Errorf("look at the book: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return Stamp{}, fmt.Errorf("look at the book: %w", err)
	}
	return Stamp{h.commit, info.Size(), info.ModTime().UnixNano()}, nil
}
