package file

import (
	"errors"
	"fmt"
)

// What may be wrong with the path of a book. The errors that are returned wrap
// these with what was being done and to which file.
var (
	// ErrNoBook: the file does not exist. A symbolic link to nothing is no book either.
	ErrNoBook = errors.New("there is no book")
	// ErrExists: there is a file where one was to be made.
	ErrExists = errors.New("the file exists already")
	// ErrDirectory: the path is a directory or another thing that is not a regular file.
	ErrDirectory = errors.New("this is not a regular file")
	// ErrOldState: one half of the file's header cannot be read and may have led
	// to the newest commit. It comes within a [DamagedError].
	ErrOldState = errors.New("the newest commit may be missing")
)

// DamagedError says that the file cannot be read as the book it was. It was
// left as it is.
type DamagedError struct {
	// Path is the file.
	Path string
	// What is damaged, such as "lead L-01J…" or "the file is empty".
	What string
	// Repairable is true where only what follows from the records is damaged, so
	// that it can be made anew.
	Repairable bool
	// Err is what reading ran into, nil where What says it all.
	Err error
}

// Error names the file and what is damaged.
func (e *DamagedError) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("%s is damaged: %s", e.Path, e.What)
	}
	return fmt.Sprintf("%s is damaged: %s: %v", e.Path, e.What, e.Err)
}

// Unwrap returns what reading ran into.
func (e *DamagedError) Unwrap() error { return e.Err }

// HeldError says that another process kept the book for longer than the
// timeout.
type HeldError struct {
	// Path is the file.
	Path string
	// Holder names the process, its number and since when, "" where it left no note.
	Holder string
}

// Error names the file and who holds it.
func (e *HeldError) Error() string {
	if e.Holder == "" {
		return fmt.Sprintf("another program holds %s", e.Path)
	}
	return fmt.Sprintf("another program holds %s: %s", e.Path, e.Holder)
}

// damagedBy is the error for what bbolt or a fault of the memory map panicked with.
func damagedBy(path, what string, panicked any) error {
	err, ok := panicked.(error)
	if !ok {
		err = fmt.Errorf("%v", panicked)
	}
	return &DamagedError{Path: path, What: what + " failed", Err: err}
}
