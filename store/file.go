package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// handle is the file while it is open.
type handle struct {
	db   *bolt.DB
	file *os.File
	// lost is set when bbolt panicked on the file.
	lost atomic.Bool
}

// abandon lets go of the file after a panic: bbolt may have left its own locks
// taken, so that its Close could wait for ever.
func (h *handle) abandon() {
	h.lost.Store(true)
	unlock(h.file)
	_ = h.file.Close()
}

// access is how a file is opened.
type access int

const (
	forReading access = iota
	forWriting
	// forLong is for writing much in one transaction.
	forLong
)

// mapSize is how much of the address space the map of the file takes from the
// start. bbolt copies all that a transaction wrote so far whenever the file
// outgrows its map, which a long one does again and again. On Windows the map
// would make the file as long; 32 bits have no room for it.
func (a access) mapSize() int {
	if a != forLong || runtime.GOOS == "windows" || strconv.IntSize < 64 {
		return 0
	}
	return 1 << (strconv.IntSize / 2) // 4 GiB
}

// open opens the file, waiting for other processes at most for the timeout.
func (b *Book) open(ctx context.Context, how access) (*handle, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, b.timeout, errTimeout)
	defer cancel()
	timer := time.NewTimer(0)
	defer timer.Stop()
	<-timer.C
	for wait := time.Millisecond; ; wait = min(2*wait, 16*time.Millisecond) {
		h, err := openFile(b.path, how)
		if err == nil {
			h.db.NoSync = b.noSync
		}
		if !errors.Is(err, berrors.ErrTimeout) {
			return h, err
		}
		timer.Reset(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			if errors.Is(context.Cause(ctx), errTimeout) {
				return nil, &HeldError{Path: b.path, Holder: readNote(b.path)}
			}
			return nil, ctx.Err()
		}
	}
}

var errTimeout = errors.New("timeout")

// openFile opens the file as it is: bbolt by itself would make a missing file
// and take an empty one for a new book.
func openFile(path string, how access) (h *handle, err error) {
	if err := checkRegular(path); err != nil {
		return nil, err
	}
	h = &handle{}
	defer func() {
		if p := recover(); p != nil {
			err = damagedBy(path, "opening it", p)
		}
		if err != nil && h.file != nil {
			h.abandon()
		}
	}()
	h.db, err = bolt.Open(path, 0o600, &bolt.Options{
		// bbolt looks for the lock every 50 ms; asking it to give up at once
		// lets open do so more often.
		Timeout:         1,
		ReadOnly:        how == forReading,
		InitialMmapSize: how.mapSize(),
		FreelistType:    bolt.FreelistMapType,
		NoStatistics:    true,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			f, err := os.OpenFile(name, flag&^os.O_CREATE, mode)
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
	if err == nil {
		h.db.AllocSize = allocSize
	}
	return h, fileError(path, err)
}

// allocSize is by how many bytes a file grows at least once its map is larger.
const allocSize = 1 << 20

// checkRegular looks before opening: opening a pipe would wait for ever. A
// symbolic link to a regular file is followed, one to nothing is no book.
func checkRegular(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fileError(path, err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s: %w", path, ErrDirectory)
	}
	return nil
}

// fileError gives what opening ran into the package's own errors.
func fileError(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w", path, ErrNoBook)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return &DamagedError{Path: path, What: "this is not a book", Err: err}
	}
	return err
}

// header is what the two first pages of the file say.
type header struct {
	// commit counts the transactions, used is how long the file must be at least.
	commit uint64
	used   int64
}

// The layout of bbolt's meta pages, which come first in the file.
const (
	metaAt     = 16 // after the page's own header
	metaLen    = 64
	boltMagic  = 0xED0CDAED
	boltFormat = 2
)

// readHeader reads the meta pages without mapping the file, because reading a
// map of a file that was cut short ends the process. One good page is enough:
// the other may be half written after a loss of power.
func readHeader(f *os.File, path string) (header, error) {
	first, size, ok := readMeta(f, 0)
	second, ok2 := header{}, false
	if ok {
		second, _, ok2 = readMeta(f, size)
	}
	for size = 1 << 10; !ok && !ok2 && size <= 16<<20; size *= 2 {
		second, _, ok2 = readMeta(f, size)
	}
	// Only after the pages: another process may be making the file longer.
	info, err := f.Stat()
	if err != nil {
		return header{}, fmt.Errorf("look at %s: %w", path, err)
	}
	if ok2 && second.commit > first.commit {
		first = second
	}
	switch {
	case info.Size() == 0:
		return header{}, &DamagedError{Path: path, What: "the file is empty"}
	case !ok && !ok2:
		return header{}, &DamagedError{Path: path, What: "this is not a book"}
	case info.Size() < first.used:
		return header{}, &DamagedError{Path: path, What: fmt.Sprintf("the file was cut short: %d of %d bytes are left", info.Size(), first.used)}
	}
	return first, nil
}

// readMeta reads the meta page at an offset, and the page size that it states.
func readMeta(f *os.File, at int64) (h header, pageSize int64, ok bool) {
	var m [metaLen]byte
	if _, err := f.ReadAt(m[:], at+metaAt); err != nil {
		return header{}, 0, false
	}
	sum := fnv.New64a()
	_, _ = sum.Write(m[:56]) // a hash takes everything
	word := binary.NativeEndian
	pageSize = int64(word.Uint32(m[8:]))
	pages := word.Uint64(m[40:])
	ok = word.Uint32(m[0:]) == boltMagic && word.Uint32(m[4:]) == boltFormat && word.Uint64(m[56:]) == sum.Sum64() &&
		pageSize >= 1<<10 && pages < 1<<40
	return header{commit: word.Uint64(m[48:]), used: int64(pages) * pageSize}, pageSize, ok
}
