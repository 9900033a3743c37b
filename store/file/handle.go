package file

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync/atomic"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// Handle is a file while it is open. Several goroutines may use it.
type Handle struct {
	path   string
	db     *bolt.DB
	file   *os.File
	header Header
	// lost is set when bbolt panicked on the file.
	lost atomic.Bool
}

// Path is the file, as it was given to [Open].
func (h *Handle) Path() string { return h.path }

// Header is what the header said when the file was opened.
func (h *Handle) Header() Header { return h.header }

// Lost reports whether using the file ran into damage so deep that the handle
// is of no more use. The lock is released then.
func (h *Handle) Lost() bool { return h.lost.Load() }

// DB is the open file for bbolt. What is done with it must be done within
// [Handle.Guard].
func (h *Handle) DB() *bolt.DB { return h.db }

// View runs a reading transaction; what names it in errors. Damage that bbolt
// panics on, and faults of the memory map, come back as a [DamagedError].
func (h *Handle) View(what string, fn func(*bolt.Tx) error) error {
	return h.Guard(what, func() error { return h.db.View(fn) })
}

// Update runs a writing transaction, which an error rolls back; else it is
// [Handle.View].
func (h *Handle) Update(what string, fn func(*bolt.Tx) error) error {
	return h.Guard(what, func() error { return h.db.Update(fn) })
}

// Guard runs fn, and makes of a panic of bbolt or a fault of the memory map a
// [DamagedError]; after one the handle is [Handle.Lost]. It sees what happens in
// the goroutine that calls it only.
func (h *Handle) Guard(what string, fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			h.abandon()
			err = fmt.Errorf("%s: %w", what, damagedBy(h.path, what, p))
		}
	}()
	if h.lost.Load() {
		return fmt.Errorf("%s: %w", what, &DamagedError{Path: h.path, What: "it was damaged while in use"})
	}
	err = fn()
	if errors.Is(err, berrors.ErrIncompatibleValue) { // a value where a bucket was, or the reverse
		err = &DamagedError{Path: h.path, What: what + " failed", Err: err}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// abandon lets go of the file after a panic: bbolt may have left its own locks
// taken, so that its Close could wait for ever.
func (h *Handle) abandon() {
	h.lost.Store(true)
	unlock(h.file)
	_ = h.file.Close()
}

// Close closes the file when the last transaction is over. What was committed
// is on the disk: there is nothing that closing could lose.
func (h *Handle) Close() error {
	if h.lost.Load() {
		return nil
	}
	if err := h.db.Close(); err != nil {
		return fmt.Errorf("close %s: %w", h.path, err)
	}
	return nil
}
