package file

import (
	"context"
	"errors"
	"fmt"
	"hash/crc64"
	"os"
	"path/filepath"
	"runtime"

	bolt "go.etcd.io/bbolt"
)

// Sizes are those of a file before and after, in bytes.
type Sizes struct {
	// Before is the old file's, After the new one's.
	Before, After int64
}

// compactBytes is how much compacting writes in one transaction.
const compactBytes = 4 << 20

// Compact writes a book anew without the pages that are free, in order, and
// puts that in its place: others wait meanwhile. What was deleted is gone from
// the file then. The new file holds the same keys and values, or else the old
// one stays. At each instant there is a book under the name; killed in between,
// it leaves the old one, and perhaps a temporary file.
func Compact(ctx context.Context, book string, j Job) (s Sizes, err error) {
	book = resolved(book)
	h, err := Open(ctx, book, ForWriting, j.Timeout)
	if err != nil {
		return Sizes{}, fmt.Errorf("compact: %w", err)
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	LeaveNote(book, j.Process, j.Now)
	defer RemoveNote(book)
	t, err := newTemp(filepath.Dir(book))
	if err != nil {
		return Sizes{}, fmt.Errorf("compact: %w", err)
	}
	defer t.remove()
	if err := h.compactTo(ctx, t, j.Verify); err != nil {
		return Sizes{}, fmt.Errorf("compact %s: %w", book, err)
	}
	for path, size := range map[string]*int64{book: &s.Before, t.path: &s.After} {
		info, err := os.Stat(path)
		if err != nil {
			return Sizes{}, fmt.Errorf("compact: %w", err)
		}
		*size = info.Size()
	}
	if runtime.GOOS == "windows" { // where an open file keeps its name
		if err := h.Close(); err != nil {
			return Sizes{}, fmt.Errorf("compact: %w", err)
		}
	}
	if err := t.replace(book); err != nil {
		return Sizes{}, fmt.Errorf("compact: %w", err)
	}
	return s, nil
}

// compactTo fills the file and compares it with what it was made from.
func (h *Handle) compactTo(ctx context.Context, t *temp, verify Verify) (err error) {
	if err := t.file.Close(); err != nil {
		return err
	}
	var of, is digest
	err = h.Guard("read it", func() (err error) {
		to, err := bolt.Open(t.path, 0o600, &bolt.Options{
			Timeout: 1, FreelistType: bolt.FreelistMapType, NoStatistics: true, InitialMmapSize: ForLong.mapSize(),
			NoSync: true, // a loss of power loses what has no name yet; see trim
		})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, to.Close()) }()
		to.AllocSize = allocSize
		if err := bolt.Compact(to, h.db, compactBytes); err != nil {
			return err
		}
		if of, err = digestOf(ctx, h.db); err != nil {
			return err
		}
		is, err = digestOf(ctx, to)
		return err
	})
	if err != nil {
		return err
	}
	if of != is {
		return &DamagedError{Path: h.path, What: fmt.Sprintf("the compact copy has %d values of %d", is.values, of.values)}
	}
	if err := trim(t.path); err != nil {
		return err
	}
	return verify.whole(ctx, t.path)
}

// trim takes away what bbolt took from the disk beyond what it used, and brings
// the file to the disk.
func trim(path string) (err error) {
	f, err := openRegular(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h, err := readHeader(f, path)
	if err != nil {
		return err
	}
	if err := f.Truncate(h.Used); err != nil {
		return err
	}
	return f.Sync()
}

// digest tells the contents of one file from another's.
type digest struct {
	values, sum uint64
}

var crcTable = crc64.MakeTable(crc64.ECMA)

func digestOf(ctx context.Context, db *bolt.DB) (d digest, err error) {
	err = db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error { return d.add(ctx, name, b) })
	})
	return d, err
}

func (d *digest) add(ctx context.Context, name []byte, b *bolt.Bucket) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	d.text(name)
	d.number(b.Sequence())
	return b.ForEach(func(k, v []byte) error {
		if v == nil {
			return d.add(ctx, k, b.Bucket(k))
		}
		d.values++
		d.text(k)
		d.text(v)
		return nil
	})
}

// text adds a text and its length, so that texts do not run into each other.
func (d *digest) text(t []byte) {
	d.number(uint64(len(t)))
	d.sum = crc64.Update(d.sum, crcTable, t)
}

func (d *digest) number(n uint64) {
	var b [8]byte
	native.PutUint64(b[:], n)
	d.sum = crc64.Update(d.sum, crcTable, b[:])
}
