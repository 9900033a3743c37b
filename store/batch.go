package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/packed"
)

// batch makes and changes many records as one entry of the journal. New records
// are written behind the last row of their kind, in as many transactions as
// they take; nobody sees them until the last transaction moves that row. If the
// process ends before, they are left over, and the next batch deletes them.
// Records that were there wait for the last transaction.
type batch struct {
	*writer
	b   *Book
	h   *handle
	now domain.Now
	n   uint64 // the entry
	// changed are records that were there, as they are to stand.
	changed map[domain.Ref]*moving
	// made are the new records of a kind.
	made map[domain.Kind]*making
	// spilled is true once a part was committed.
	spilled bool
}

// moving is a record that was there before the batch.
type moving struct {
	change
	record domain.Record // nil where it is taken out
}

// batch runs a batch. Whatever way it fails, the book is left as it was.
func (b *Book) batch(ctx context.Context, what string, fn func(*batch) error) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	b.writing.Lock()
	defer b.writing.Unlock()
	h, err := b.share(ctx, forLong)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	defer b.unshare()
	leaveNote(b.path, b.process, b.now())
	defer removeNote(b.path)
	return b.guard(h, what, func() error {
		t := &batch{b: b, h: h, changed: map[domain.Ref]*moving{}, made: map[domain.Kind]*making{}}
		err := t.run(ctx, fn)
		if err != nil && t.spilled {
			return errors.Join(err, t.clearAfter())
		}
		return err
	})
}

func (t *batch) run(ctx context.Context, fn func(*batch) error) (err error) {
	if err := t.begin(); err != nil {
		return err
	}
	defer func() {
		if t.tx != nil {
			err = errors.Join(err, t.tx.Rollback())
		}
	}()
	if err := t.clear(); err != nil {
		return err
	}
	if err := t.fold(ctx); err != nil {
		return err
	}
	t.n, t.now = t.tail.head+1, domain.Now{At: t.writer.now, Who: t.b.who}
	if err := fn(t); err != nil || t.tail.head < t.n {
		return err
	}
	if err := t.commit(); err != nil {
		return err
	}
	t.b.tail.Store(t.tail)
	return nil
}

// begin opens the next transaction.
func (t *batch) begin() error {
	tx, err := t.h.db.Begin(true)
	if err != nil {
		return err
	}
	w, err := t.b.newWriter(tx)
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if t.writer != nil { // as of the first one
		w.tail, w.reader.now = t.tail, t.writer.now
	}
	t.writer = w
	return nil
}

func (t *batch) commit() error {
	tx := t.tx
	t.tx = nil
	if err := tx.Commit(); err != nil {
		return errors.Join(fmt.Errorf("commit: %w", err), tx.Rollback())
	}
	return nil
}

// Record returns a record as the batch leaves it; it makes batch a [domain.View].
func (t *batch) Record(ref domain.Ref) (domain.Record, error) {
	if m, ok := t.changed[ref]; ok {
		if m.record == nil {
			return nil, notFound(ref)
		}
		return m.record, nil
	}
	if m := t.made[ref.Kind]; m != nil {
		if row, ok := m.ids[ref.ID]; ok {
			s, err := t.ofBase(ref.Kind, row)
			return s.record, err
		}
	}
	return t.writer.Record(ref)
}

// ByPortalID finds a record by the portal's id, also one that the batch made.
func (t *batch) ByPortalID(k domain.Kind, program string, portal domain.Untrusted) (domain.ID, bool, error) {
	if m := t.made[k]; m != nil {
		for _, row := range m.portal[portalDigest(portal)] {
			s, err := t.ofBase(k, row)
			if err != nil {
				return domain.ID{}, false, err
			}
			if portalOf(s.record) == portal && programOf(s.record) == program {
				return s.record.Ref().ID, true, nil
			}
		}
	}
	return t.writer.ByPortalID(k, program, portal)
}

// put takes a record as it is to stand.
func (t *batch) put(ctx context.Context, rec domain.Record) (made, changed bool, err error) {
	ref := rec.Ref()
	if m := t.made[ref.Kind]; m != nil {
		if row, ok := m.ids[ref.ID]; ok {
			changed, err = t.remake(row, rec)
			return false, changed, err
		}
	}
	m, known := t.changed[ref]
	if !known {
		old, err := t.load(ref)
		if isNotFound(err) {
			return true, true, t.make(ctx, rec)
		}
		if err != nil {
			return false, false, err
		}
		m = &moving{change: change{ref: ref, row: old.row, was: old.rev, before: old.body, after: old.body}}
	}
	after, err := packed.Append(nil, rec, m.before)
	if err != nil {
		return false, false, fmt.Errorf("write %s: %w", ref, err)
	}
	if string(after) == string(m.after) {
		return false, false, nil
	}
	// What was read is only good until the transaction ends.
	m.before = append([]byte(nil), m.before...)
	m.after, m.record = after, rec
	t.changed[ref] = m
	return false, true, nil
}
