package file

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// Access is how a file is opened.
type Access int

const (
	// ForReading shares the file with other readers, of all processes.
	ForReading Access = iota
	// ForWriting keeps all other processes out.
	ForWriting
	// ForLong is ForWriting for much in one transaction.
	ForLong
)

// mapSize is how much of the address space the map of the file takes from the
// start. bbolt copies all that a transaction wrote so far whenever the file
// outgrows its map, which a long one does again and again. On Windows the map
// would make the file as long; 32 bits have no room for it.
func (a Access) mapSize() int {
	if a != ForLong || runtime.GOOS == "windows" || strconv.IntSize < 64 {
		return 0
	}
	return 1 << (strconv.IntSize / 2) // 4 GiB
}

// freelist is how bbolt keeps the free pages in mind while it writes. A map is
// quicker to take many pages from; making one of a long list, which a fold of
// changes all over a large book leaves, would take most of a single change.
func (a Access) freelist() bolt.FreelistType {
	if a == ForLong {
		return bolt.FreelistMapType
	}
	return bolt.FreelistArrayType
}

// allocSize is by how many bytes a file grows at least once its map is larger.
const allocSize = 1 << 20

// Open opens the file at the path, waiting for other processes at most for the
// timeout. A symbolic link to a regular file is followed. It fails with
// [ErrNoBook], [ErrDirectory], a [DamagedError] (with [ErrOldState] in it where
// the newest commit may be missing), a [HeldError], the context's error, or
// what the system says of the file.
func Open(ctx context.Context, path string, how Access, timeout time.Duration) (*Handle, error) {
	h, err := OpenOld(ctx, path, how, timeout)
	if err != nil {
		return nil, err
	}
	if s := h.header.State; s == LostNewer || s == LostUnknown {
		err := &DamagedError{Path: path, What: "the header", Err: ErrOldState}
		return nil, errors.Join(err, h.Close())
	}
	return h, nil
}

// OpenOld is [Open] for whoever goes on with the older state of a file whose
// newest commit may be missing; [Handle.Header] says whether it may. The first
// commit takes the place of the missing one for good.
func OpenOld(ctx context.Context, path string, how Access, timeout time.Duration) (h *Handle, err error) {
	err = wait(ctx, path, timeout, func() (bool, error) {
		h, err = openNow(path, how)
		return !errors.Is(err, errHeld), err
	})
	if err != nil {
		return nil, err
	}
	return h, nil
}

// errHeld: another process has the lock, or put another file in the place of
// this one before the lock was ours.
var errHeld = errors.New("held by another process")

var errTimeout = errors.New("timeout")

// wait tries until it need not any more, or for the timeout. bbolt itself looks
// for its lock every 50 ms; a command is over in one.
func wait(ctx context.Context, path string, timeout time.Duration, try func() (done bool, err error)) error {
	ctx, cancel := context.WithTimeoutCause(ctx, timeout, errTimeout)
	defer cancel()
	timer := time.NewTimer(0)
	defer timer.Stop()
	<-timer.C
	for pause := time.Millisecond; ; pause = min(2*pause, 16*time.Millisecond) {
		if done, err := try(); done {
			return err
		}
		timer.Reset(pause)
		select {
		case <-timer.C:
		case <-ctx.Done():
			if errors.Is(context.Cause(ctx), errTimeout) {
				return &HeldError{Path: path, Holder: ReadNote(path)}
			}
			return ctx.Err()
		}
	}
}

// openNow opens the file as it is: bbolt by itself would make a missing file
// and take an empty one for a new book.
func openNow(path string, how Access) (h *Handle, err error) {
	h = &Handle{path: path}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = damagedBy(path, "opening it", p)
		}
		if err != nil && h.file != nil {
			h.abandon()
		}
	}()
	h.db, err = bolt.Open(path, 0o600, &bolt.Options{
		Timeout:         1, // gives up at once, for wait to try again
		ReadOnly:        how == ForReading,
		InitialMmapSize: how.mapSize(),
		FreelistType:    how.freelist(),
		NoStatistics:    true,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			f, err := openRegular(name, flag&^os.O_CREATE, mode)
			if err != nil {
				return nil, err
			}
			if _, err := readHeader(f, path); err != nil {
				_ = f.Close() // the header's error says more
				return nil, err
			}
			h.file = f
			return f, nil
		},
	})
	if err != nil {
		return h, fileError(path, err)
	}
	h.db.AllocSize = allocSize
	// Now that the lock is ours nobody else is in the middle of a commit, and a
	// file that was replaced while we waited is nobody's book any more.
	if h.header, err = readHeader(h.file, path); err != nil {
		return h, err
	}
	return h, isStill(path, h.file)
}

// isStill fails with errHeld where the path does not lead to the open file.
func isStill(path string, f *os.File) error {
	mine, err := f.Stat()
	if err != nil {
		return fmt.Errorf("look at %s: %w", path, err)
	}
	if there, err := os.Stat(path); err != nil || !os.SameFile(mine, there) {
		return errHeld
	}
	return nil
}

// openRegular opens a file that is a regular one, and no other: it looks before
// opening because opening a pipe would wait for ever. A symbolic link to a
// regular file is followed, one to nothing is no book.
func openRegular(path string, flag int, mode os.FileMode) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", path, ErrDirectory)
	}
	f, err := os.OpenFile(path, flag, mode)
	return f, fileError(path, err)
}

// fileError gives what opening ran into the package's own errors.
func fileError(path string, err error) error {
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return errHeld
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w", path, ErrNoBook)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return &DamagedError{Path: path, What: "this is not a book", Err: err}
	}
	return err
}
