package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
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
	shared *file.Handle
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
	return CreateFilled(path, o, nil)
}

// CreateFilled makes a book as [Create] does, once fill has filled it: where that
// fails, there is none. The book that fill gets has another name, and is used by
// nobody else.
func CreateFilled(path string, o Options, fill func(*Book) error) (*Book, error) {
	b, err := newBook(path, o)
	if err != nil {
		return nil, err
	}
	then := func(made string) error {
		if fill == nil {
			return nil
		}
		draft, err := b.at(made)
		if err != nil {
			return err
		}
		return fill(draft)
	}
	if err := file.Create(b.path, newBuckets, then); err != nil {
		return nil, err
	}
	return b, nil
}

// newBuckets makes the buckets of a new book.
func newBuckets(tx *bolt.Tx) error {
	for _, name := range allBuckets() {
		if _, err := tx.CreateBucket(name); err != nil {
			return fmt.Errorf("make the part %s: %w", name, err)
		}
	}
	if err := putSchema(tx); err != nil {
		return err
	}
	return putBase(tx, base{})
}

// Path is the file of the book.
func (b *Book) Path() string { return b.path }

// Stamp tells one state of the file from another; compare with ==.
type Stamp = file.Stamp

// Stamp returns the state of the file. It differs once any process has
// committed something. It costs some microseconds and takes no lock, so that it
// can be asked often.
func (b *Book) Stamp() (Stamp, error) {
	s, err := file.StampOf(b.path)
	if err != nil {
		return Stamp{}, fmt.Errorf("look at the book: %w", err)
	}
	return s, nil
}
