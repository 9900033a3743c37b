package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
	bolt "go.etcd.io/bbolt"
)

// reader is a transaction that reads.
type reader struct {
	b   *Book
	tx  *bolt.Tx
	now time.Time
	// tail is what the journal tells beyond the base.
	tail *tail
	// programs are the firm's program files, nil until they were asked for, and
	// known the programs that were looked up.
	programs programFiles
	known    map[string]*domain.Program
	// seen are the indexes that were found to be there.
	seen map[uint64]bool
}

// newReader begins to read as of now.
func (b *Book) newReader(tx *bolt.Tx) (*reader, error) {
	r := &reader{b: b, tx: tx, now: b.now()}
	if err := r.checkSchema(); err != nil {
		return nil, err
	}
	t, err := r.readTail(b.tail.Load())
	if err != nil {
		return nil, err
	}
	r.tail = t
	b.tail.Store(t)
	return r, nil
}

// view runs a reading transaction. While this process writes, its readers see
// the book as it was before, on the file that the writer opened: an import does
// not keep the screen waiting.
func (b *Book) view(ctx context.Context, what string, fn func(*reader) error) (err error) {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	b.files.RLock()
	defer b.files.RUnlock()
	h := b.shared
	if h == nil {
		if h, err = file.Open(ctx, b.path, file.ForReading, b.timeout); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		defer func() { err = errors.Join(err, h.Close()) }()
	}
	return h.View(what, func(tx *bolt.Tx) error {
		r, err := b.newReader(tx)
		if err != nil {
			return err
		}
		return fn(r)
	})
}

// update runs a writing transaction; an error rolls it back.
func (b *Book) update(ctx context.Context, what string, how file.Access, fn func(*writer) error) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	b.writing.Lock()
	defer b.writing.Unlock()
	h, err := b.share(ctx, how)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	defer b.unshare()
	if how == file.ForLong {
		file.LeaveNote(b.path, b.process, b.now())
		defer file.RemoveNote(b.path)
	}
	err = b.write(ctx, h, what, fn)
	if errors.Is(err, errNothing) {
		return nil
	}
	return err
}

// write runs a writing transaction on an open file.
func (b *Book) write(ctx context.Context, h *file.Handle, what string, fn func(*writer) error) error {
	var w *writer
	err := h.Update(what, func(tx *bolt.Tx) (err error) {
		if w, err = b.newWriter(tx); err != nil {
			return err
		}
		before := w.tail.head
		if err := fn(w); err != nil {
			return err
		}
		switch {
		case w.tail.head != before || w.changed:
			return w.settle(ctx)
		case w.kept:
			return nil
		}
		return errNothing
	})
	if err == nil {
		b.tail.Store(w.tail)
	}
	return err
}

// errNothing rolls back a transaction that changed nothing: committing it would
// write to the file all the same.
var errNothing = errors.New("nothing changed")

// share opens the file for writing, for the readers of this process too.
func (b *Book) share(ctx context.Context, how file.Access) (*file.Handle, error) {
	b.files.Lock()
	defer b.files.Unlock()
	h, err := file.Open(ctx, b.path, how, b.timeout)
	if err != nil {
		return nil, err
	}
	h.DB().NoSync = b.noSync
	b.shared = h
	return h, nil
}

// unshare closes the file when the last reader is done. What was committed is
// on the disk: there is nothing that closing could lose.
func (b *Book) unshare() {
	b.files.Lock()
	defer b.files.Unlock()
	_ = b.shared.Close()
	b.shared = nil
}

func (r *reader) damaged(what string, err error) error {
	return &DamagedError{Path: r.b.path, What: what, Err: err}
}

// bucket returns a bucket that each book has.
func (r *reader) bucket(name []byte) (*bolt.Bucket, error) {
	if b := r.tx.Bucket(name); b != nil {
		return b, nil
	}
	return nil, r.damaged("the part "+string(name)+" is missing", nil)
}
