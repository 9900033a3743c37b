package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/belay-tui/belay/store/file"
	"github.com/belay-tui/belay/store/seal"
	bolt "go.etcd.io/bbolt"
)

// Mended says what [RepairFile] did.
type Mended struct {
	// Header is true where one byte of the file's header was put right, or the
	// half of it that is lost was of no use any more.
	Header bool
	// Entries is how many journal entries the lost half of the header led to were
	// put back.
	Entries int
	// Indexes is true where what follows from the records was made anew.
	Indexes bool
}

// RepairFile repairs the book at the path as far as nothing is lost by it, and
// checks it. What is damaged beyond that comes back as a [DamagedError]; a
// backup or [Salvage] helps then.
func RepairFile(ctx context.Context, path string, o Options) (m Mended, err error) {
	b, err := newBook(path, o)
	if err != nil {
		return m, err
	}
	err = b.checkPages(ctx)
	if errors.Is(err, ErrOldState) {
		if m.Header, m.Entries, err = b.mendHeader(ctx); err == nil {
			err = b.checkPages(ctx)
		}
	}
	if err != nil {
		return m, err
	}
	err = b.Check(ctx)
	if !repairable(err) {
		return m, err
	}
	if err := b.Repair(ctx); err != nil {
		return m, err
	}
	m.Indexes = true
	return m, b.Check(ctx)
}

// repairable is whether all of the damage is in what follows from the records.
func repairable(err error) bool {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range many.Unwrap() {
			if !repairable(one) {
				return false
			}
		}
		return true
	}
	if d, ok := err.(*DamagedError); ok { //nolint:errorlint // one level at a time
		return d.Repairable
	}
	inner := errors.Unwrap(err)
	return inner != nil && repairable(inner)
}

// mendHeader goes on with the state that the header still leads to, after it
// put back what came later. Where one byte is wrong the header itself can be
// put right; else the journal's entries after that state are looked for in the
// whole file. A commit that nobody was told of, because the power went, may
// come back: it is whole.
func (b *Book) mendHeader(ctx context.Context) (mended bool, entries int, err error) {
	if mended, err = file.Mend(ctx, b.path, b.timeout); mended || err != nil {
		return mended, 0, err
	}
	h, err := file.OpenOld(ctx, b.path, file.ForWriting, b.timeout)
	if err != nil {
		return false, 0, err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	var head uint64
	err = h.View("mend the book", func(tx *bolt.Tx) error {
		r, err := b.newReader(tx)
		if err == nil {
			head = r.tail.head
		}
		return err
	})
	if err != nil {
		return false, 0, err
	}
	lost, err := file.After(ctx, b.path, bucketJournal, head)
	if err != nil {
		return false, 0, err
	}
	if err := b.followOn(lost, head); err != nil {
		return false, 0, err
	}
	// Two commits write both halves of the header.
	for _, found := range [][]file.Found{lost, nil} {
		err := h.Update("mend the book", func(tx *bolt.Tx) error {
			for _, f := range found {
				if err := tx.Bucket(bucketJournal).Put(f.Key, seal.Value(bucketJournal, f.Key, f.Rev, f.Body)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return false, 0, err
		}
	}
	return true, len(lost), nil
}

// followOn is whether entries that were found can be put back behind the head.
// A batch cannot: the records that it changed are not in its entry.
func (b *Book) followOn(lost []file.Found, head uint64) error {
	for i, f := range lost {
		n := head + 1 + uint64(i)
		e, err := unpackEntry(n, f.Body)
		if err == nil && (!bytes.Equal(f.Key, numberKey(n)) || f.Rev != n) {
			err = errors.New("it does not follow")
		}
		if err == nil && e.Batch > 0 {
			err = errors.New("it is an import")
		}
		if err != nil {
			return &DamagedError{Path: b.path, What: fmt.Sprintf("journal entry %d", n), Err: errors.Join(ErrOldState, err)}
		}
	}
	return nil
}
