package file

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// HeaderState says what of a file's header, two meta pages, can be read.
type HeaderState int

const (
	// Whole: both pages can be read.
	Whole HeaderState = iota
	// LostOlder: the page that cannot be read held an older state than the one
	// that can. The next commit writes over it.
	LostOlder
	// LostNewer: the page that cannot be read held a newer state.
	LostNewer
	// LostUnknown: one page cannot be read and nothing in it tells which it was.
	LostUnknown
)

// Header is what the two first pages of a file say.
type Header struct {
	// Commit counts the transactions.
	Commit uint64
	// Used is how many bytes the file must have at least.
	Used int64
	// PageSize is in bytes.
	PageSize int64
	// State says whether this is all that the header said once. Read without the
	// lock it may be taken in the middle of another process's commit.
	State HeaderState

	// lost is which page cannot be read, and what stands there, where one is lost.
	lost  int
	there meta
}

// ReadHeader reads the header of the file at the path without mapping it. It
// takes no lock. It fails with [ErrNoBook], [ErrDirectory] or a [DamagedError].
func ReadHeader(path string) (h Header, err error) {
	f, err := openRegular(path, os.O_RDONLY, 0)
	if err != nil {
		return Header{}, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return readHeader(f, path)
}

// readHeader reads the meta pages without mapping the file, because reading a
// map of a file that was cut short ends the process.
func readHeader(f *os.File, path string) (Header, error) {
	var pages [2]meta
	var good [2]bool
	size := int64(0)
	if pages[0], good[0] = readMeta(f, 0); good[0] {
		size = pages[0].pageSize()
		pages[1], good[1] = readMeta(f, size)
		good[1] = good[1] && pages[1].pageSize() == size
	}
	for try := int64(minPage); !good[0] && !good[1] && try <= maxPage; try *= 2 {
		if pages[1], good[1] = readMeta(f, try); good[1] && pages[1].pageSize() != try {
			good[1] = false
		}
	}
	// Only after the pages: another process may be making the file longer.
	info, err := f.Stat()
	if err != nil {
		return Header{}, fmt.Errorf("look at %s: %w", path, err)
	}
	newest := 0
	if !good[0] || good[1] && pages[1].commit() > pages[0].commit() {
		newest = 1
	}
	m := &pages[newest]
	h := Header{Commit: m.commit(), PageSize: m.pageSize(), Used: int64(m.pages()) * m.pageSize()}
	switch {
	case info.Size() == 0:
		return Header{}, &DamagedError{Path: path, What: "the file is empty"}
	case !good[0] && !good[1]:
		return Header{}, &DamagedError{Path: path, What: "this is not a book"}
	case info.Size() < h.Used:
		return Header{}, &DamagedError{Path: path, What: fmt.Sprintf("the file was cut short: %d of %d bytes are left", info.Size(), h.Used)}
	}
	if lost := 1 - newest; !good[lost] {
		h.lost, h.there = lost, pages[lost]
		h.State = stateOf(m, newest, &h.there)
	}
	return h, nil
}

func readMeta(f *os.File, at int64) (m meta, good bool) {
	if _, err := f.ReadAt(m[:], at+metaAt); err != nil {
		return meta{}, false
	}
	return m, m.good()
}

// stateOf finds whether the meta page that cannot be read was older than the
// good one, which lies on page 0 or 1.
func stateOf(good *meta, at int, lost *meta) HeaderState {
	of := *lost
	whole, ok := lost.corrected()
	switch {
	case ok:
		of = whole
	case good.commit()%2 != uint64(at):
		// Only a hot copy has its newest meta page here whatever its number, and
		// the one before it on page 1.
		if at == 0 {
			return LostOlder
		}
		return LostNewer
	case !bytes.Equal(good[:metaIdent], lost[:metaIdent]):
		return LostUnknown
	}
	switch n, kept := of.commit(), good.commit(); {
	case ok && n > kept, n == kept+1:
		return LostNewer
	case ok, n+1 == kept, n+2 == kept: // two before it: after the first commit to a hot copy
		return LostOlder
	}
	return LostUnknown
}

// Mend restores the header of a file in which one byte of it is wrong, which
// the header's checksum finds and proves. It reports false, and leaves the file
// as it is, where nothing is wrong or more than a byte is. It takes the lock,
// waiting for the timeout at most.
func Mend(ctx context.Context, path string, timeout time.Duration) (mended bool, err error) {
	f, release, err := lockRaw(ctx, path, timeout)
	if err != nil {
		return false, fmt.Errorf("mend the header: %w", err)
	}
	defer func() { err = errors.Join(err, release()) }()
	h, err := readHeader(f, path)
	if err != nil {
		return false, fmt.Errorf("mend the header: %w", err)
	}
	whole, ok := h.there.corrected()
	if h.State == Whole || !ok {
		return false, nil
	}
	if _, err := f.WriteAt(whole[:], int64(h.lost)*h.PageSize+metaAt); err != nil {
		return false, fmt.Errorf("mend the header of %s: %w", path, err)
	}
	if err := f.Sync(); err != nil {
		return false, fmt.Errorf("mend the header of %s: %w", path, err)
	}
	return true, nil
}
