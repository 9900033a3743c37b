package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
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
	h   *file.Handle
	now domain.Now
	n   uint64 // the entry
	// changed are records that were there, as they are to stand.
	changed map[domain.Ref]*moving
	// made are the new records of a kind.
	made map[domain.Kind]*making
	// asked is the record that was looked for last, answer and fault what came
	// of that.
	asked  domain.Ref
	answer stored
	fault  error
	// ctx ends the batch.
	ctx context.Context //nolint:containedctx // a view is asked without one
	// spilled is true once a part was committed, since how many new records
	// were written after that.
	spilled bool
	since   int
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
	h, err := b.share(ctx, file.ForLong)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	defer b.unshare()
	file.LeaveNote(b.path, b.process, b.now())
	defer file.RemoveNote(b.path)
	return h.Guard(what, func() error {
		t := &batch{ctx: ctx, b: b, h: h, changed: map[domain.Ref]*moving{}, made: map[domain.Kind]*making{}}
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
	if err := t.level(ctx); err != nil {
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

// level has the base stand as of the last entry and follow the rules as they
// are now, so that only the batch comes on top.
func (t *batch) level(ctx context.Context) error {
	rules, err := t.rulesNow()
	if err != nil {
		return err
	}
	if rules != t.tail.rules {
		return t.writer.remake(ctx, rules)
	}
	return t.fold(ctx)
}

// begin opens the next transaction.
func (t *batch) begin() error {
	tx, err := t.h.DB().Begin(true)
	if err != nil {
		return err
	}
	w, err := t.b.newWriter(tx)
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if t.writer != nil { // as of the first one
		w.tail, w.now = t.tail, t.writer.now
	}
	t.writer, t.asked = w, domain.Ref{} // what was read is gone
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
	s, ok, err := t.madeBefore(ref)
	if ok || err != nil {
		return s.record, err
	}
	s, err = t.load(ref)
	return s.record, err
}

// madeBefore is a record that the batch made.
func (t *batch) madeBefore(ref domain.Ref) (stored, bool, error) {
	m := t.made[ref.Kind]
	if m == nil {
		return stored{}, false, nil
	}
	row, ok := m.ids.find(ref.ID)
	if !ok {
		return stored{}, false, nil
	}
	if err := t.landAll(m); err != nil {
		return stored{}, false, err
	}
	s, err := t.ofBase(ref.Kind, row)
	return s, err == nil, err
}

// load reads a record that was there before the batch. What was read last, or
// found missing, is asked for again at once.
func (t *batch) load(ref domain.Ref) (stored, error) {
	if ref != t.asked {
		t.asked = ref
		t.answer, t.fault = t.writer.load(ref)
	}
	return t.answer, t.fault
}

// ByPortalID finds a record by the portal's id, also one that the batch made.
func (t *batch) ByPortalID(k domain.Kind, program string, portal domain.Untrusted) (domain.ID, bool, error) {
	is := func(s stored) bool { return portalOf(s.record) == portal && programOf(s.record) == program }
	if m := t.made[k]; m != nil {
		for row := range m.portal.find(portalDigest(portal)) {
			if err := t.landAll(m); err != nil {
				return domain.ID{}, false, err
			}
			s, err := t.ofBase(k, row)
			if err != nil {
				return domain.ID{}, false, err
			}
			if is(s) {
				return s.record.Ref().ID, true, nil
			}
		}
	}
	for s, err := range t.posted(k, postPortal, portalDigest(portal), false) {
		if err != nil {
			return domain.ID{}, false, err
		}
		if is(s) {
			t.asked, t.answer, t.fault = s.record.Ref(), s, nil
			return s.record.Ref().ID, true, nil
		}
	}
	return domain.ID{}, false, nil
}

// put takes a record as it is to stand.
func (t *batch) put(rec domain.Record) (made, changed bool, err error) {
	ref := rec.Ref()
	if ref == t.asked && isNotFound(t.fault) { // the decision asked for it just now
		t.asked = domain.Ref{}
		return true, true, t.make(rec)
	}
	s, here, err := t.madeBefore(ref)
	if err != nil {
		return false, false, err
	}
	if here {
		changed, err = t.remake(s, rec)
		return false, changed, err
	}
	m, known := t.changed[ref]
	if !known {
		old, err := t.load(ref)
		if isNotFound(err) {
			return true, true, t.make(rec)
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
