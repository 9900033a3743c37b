package file

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/belay-tui/belay/store/seal"
)

// Found is a value that was found with its seal whole.
type Found struct {
	// Bucket and Key are where it lay.
	Bucket, Key []byte
	// Rev is the revision in its seal; older copies of a value, and ones that were
	// deleted since, are found too.
	Rev uint64
	// Body is the value within the seal.
	Body []byte
}

// Salvaged counts what [Salvage] came upon.
type Salvaged struct {
	// Pages is how many pages the file has, PageSize how long they are.
	Pages, PageSize int64
	// Found is how many values were yielded, Broken how many had the mark of a
	// seal that did not fit.
	Found, Broken int64
}

// Salvage yields the sealed values of the named buckets that can be found in a
// file, whatever state it is in. It trusts nothing but seals: neither header
// nor tree nor free list, so that values of earlier states come too, in no
// order. What it yields is only good until yield returns. It maps nothing and
// takes no lock; memory and time are bounded whatever the file says. Where
// yield fails, so does it.
func Salvage(ctx context.Context, path string, buckets [][]byte, yield func(Found) error) (n Salvaged, err error) {
	f, err := openRegular(path, os.O_RDONLY, 0)
	if err != nil {
		return n, fmt.Errorf("salvage: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return n, fmt.Errorf("salvage: %w", err)
	}
	s := salvage{file: f, size: info.Size(), buckets: slices.Clone(buckets), yield: yield}
	s.pageSize = pageSizeOf(f, path)
	s.budget = 4*s.size + maxRun
	err = s.all(ctx)
	s.n.PageSize = s.pageSize
	if err != nil {
		return s.n, fmt.Errorf("salvage %s: %w", path, err)
	}
	return s.n, nil
}

// pageSizeOf finds the page size, from the pages themselves where the header
// does not say.
func pageSizeOf(f *os.File, path string) (best int64) {
	if h, err := readHeader(f, path); err == nil {
		return h.PageSize
	}
	for at := range 2 { // the header of a file that was cut short
		for size := int64(minPage); size <= maxPage; size *= 2 {
			if m, good := readMeta(f, int64(at)*size); good {
				return m.pageSize()
			}
		}
	}
	best, most := int64(4<<10), 0
	for size := int64(minPage); size <= 64<<10; size *= 2 {
		fits, head := 0, make([]byte, headLen)
		for i := int64(0); i < 1<<10; i++ {
			if _, err := f.ReadAt(head, i*size); err != nil {
				break
			}
			if h := headOf(head); h.id == uint64(i) && h.flags&(isBranch|isLeaf|isFreelist) != 0 {
				fits++
			}
		}
		if fits > most {
			best, most = size, fits
		}
	}
	return best
}

type salvage struct {
	file           *os.File
	size, pageSize int64
	// budget is how many bytes are still read beyond each page itself, so that
	// pages which claim to be long do not make it endless.
	budget int64
	// buckets has the last one that fit first.
	buckets [][]byte
	yield   func(Found) error
	n       Salvaged
	buf     []byte
}

func (s *salvage) all(ctx context.Context) error {
	for at := int64(0); at+headLen < s.size; at += s.pageSize {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.n.Pages++
		page, err := s.read(at)
		if err != nil {
			return err
		}
		if len(page) < headLen {
			continue
		}
		if err := s.leaf(page, 0); err != nil {
			return err
		}
	}
	return nil
}

// read reads the page, with what it overflows into where it may be a leaf. Its
// number is not asked for: that may be what is damaged.
func (s *salvage) read(at int64) ([]byte, error) {
	page, err := s.readLen(at, s.pageSize)
	if err != nil || len(page) < headLen {
		return nil, err
	}
	h := headOf(page)
	run := (int64(h.overflow) + 1) * s.pageSize
	if h.flags != isLeaf || h.overflow == 0 || run > maxRun || run > s.budget {
		return page, nil
	}
	s.budget -= run
	return s.readLen(at, run)
}

func (s *salvage) readLen(at, n int64) ([]byte, error) {
	n = min(n, s.size-at)
	s.buf = slices.Grow(s.buf[:0], int(n))[:n]
	got, err := s.file.ReadAt(s.buf, at)
	if err != nil && got == 0 {
		return nil, nil // a part that the disk cannot read, or that is gone by now
	}
	return s.buf[:got], nil
}

// leaf yields what a page holds if it is taken for a leaf.
func (s *salvage) leaf(page []byte, depth int) error {
	// Values do not overlap, where nobody made them.
	left := 2 * len(page)
	for n := range elements(page) {
		e, ok := leafElement(page, n)
		if !ok {
			continue
		}
		if left -= len(e.key) + len(e.value); left < 0 {
			return nil
		}
		if inner, _, ok := e.inline(); ok && inner != nil && depth < 4 {
			if err := s.leaf(inner, depth+1); err != nil {
				return err
			}
			continue
		}
		if err := s.value(e); err != nil {
			return err
		}
	}
	return nil
}

// elements is how many elements a leaf may have: what its head says or, for
// that may be what is damaged, what the place of its first key says.
func elements(page []byte) int {
	fit := (len(page) - headLen) / elementLen
	if fit == 0 {
		return 0
	}
	byFirst := int(native.Uint32(page[headLen+4:]) / elementLen)
	return min(fit, max(headOf(page).count, byFirst))
}

// value yields the value if the seal of one of the buckets fits.
func (s *salvage) value(e element) error {
	for i, bucket := range s.buckets {
		rev, body, err := seal.Open(bucket, e.key, e.value)
		switch {
		case errors.Is(err, seal.ErrForeign):
			return nil
		case err == nil:
			copy(s.buckets[1:i+1], s.buckets[:i])
			s.buckets[0] = bucket
			s.n.Found++
			return s.yield(Found{Bucket: bucket, Key: e.key, Rev: rev, Body: body})
		}
	}
	s.n.Broken++
	return nil
}

// After finds the entries of a journal, a bucket whose keys are eight bytes of
// number, that lie anywhere in the file and are newer than the head, in order.
// Of a file whose header may have lost the newest commit it says what that
// commit was about; entries of a commit that never came about, because the
// power went, are found just as well.
func After(ctx context.Context, path string, journal []byte, head uint64) ([]Found, error) {
	newer := map[uint64]Found{}
	_, err := Salvage(ctx, path, [][]byte{journal}, func(f Found) error {
		if len(f.Key) != 8 {
			return nil
		}
		n := binary.BigEndian.Uint64(f.Key)
		if known, ok := newer[n]; n > head && (!ok || known.Rev < f.Rev) {
			newer[n] = Found{journal, bytes.Clone(f.Key), f.Rev, bytes.Clone(f.Body)}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	all := make([]Found, 0, len(newer))
	for _, n := range slices.Sorted(maps.Keys(newer)) {
		all = append(all, newer[n])
	}
	return all, nil
}
