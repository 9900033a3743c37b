package store

import (
	"errors"
	"fmt"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
	"github.com/belay-tui/belay/store/index"
)

// What may be wrong with the path of a book. The errors that are returned wrap
// these with what was being done and to which file.
var (
	// ErrNoBook: the file does not exist. A symbolic link to nothing is no book either.
	ErrNoBook = file.ErrNoBook
	// ErrExists: there is a file where a book was to be made.
	ErrExists = file.ErrExists
	// ErrDirectory: the path is a directory or another thing that is not a regular file.
	ErrDirectory = file.ErrDirectory
	// ErrOldState: one half of the file's header cannot be read and may have led
	// to the newest commit. It comes within a [DamagedError].
	ErrOldState = file.ErrOldState
)

// DamagedError says that the file cannot be read as the book it was. It was
// left as it is. Where it is repairable, [Book.Repair] makes anew what is
// damaged.
type DamagedError = file.DamagedError

// HeldError says that another process kept the book for longer than the
// timeout.
type HeldError = file.HeldError

// NewerError says that a newer belay wrote the book. It was left as it is.
type NewerError struct {
	// Path is the file.
	Path string
	// Version is the book's schema, Known the newest that this belay writes.
	Version, Known int
	// Readable is true where this belay can read the book and only may not
	// change it. Then opening it does not fail, and changing it does.
	Readable bool
}

// Error names the file and both versions.
func (e *NewerError) Error() string {
	return fmt.Sprintf("%s has schema %d and this belay knows %d at most", e.Path, e.Version, e.Known)
}

// Unwrap returns the refusal of a change (book.newer) where the book can be
// read, so that it is told like any other.
func (e *NewerError) Unwrap() error {
	if !e.Readable {
		return nil
	}
	return domain.Refused("book.newer", "version", e.Version, "known", e.Known)
}

// OlderError says that an older belay wrote the book, and that it was not brought
// up to date. It was left as it is.
type OlderError struct {
	// Path is the file.
	Path string
	// Version is the book's schema, Known the one that this belay uses.
	Version, Known int
	// Err is why, such as that the file may not be written. It is nil where that
	// was not tried: only [Open] does.
	Err error
}

// Error names the file and both versions, and says why.
func (e *OlderError) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("%s has schema %d and this belay uses %d", e.Path, e.Version, e.Known)
	}
	return fmt.Sprintf("%s has schema %d and could not be brought to %d: %v", e.Path, e.Version, e.Known, e.Err)
}

// Unwrap returns why it could not be brought up to date.
func (e *OlderError) Unwrap() error { return e.Err }

// isDamage reports whether reading an index found it damaged.
func isDamage(err error) bool { return errors.Is(err, index.ErrDamaged) }
