package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/belay-tui/belay/domain"
)

// undoesBatch reports whether a command takes back an import, or does one again
// that was taken back.
func (b *Book) undoesBatch(ctx context.Context, cmd domain.Command) (is bool, err error) {
	undo, ok := cmd.(domain.Undo)
	if !ok {
		return false, nil
	}
	err = b.view(ctx, "apply "+cmd.Name(), func(r *reader) error {
		e, err := r.entryAt(undo.Entry)
		if !errors.Is(err, domain.ErrNotFound) {
			is = e.Batch > 0
			return err
		}
		return nil
	})
	return is, err
}

// undoBatch takes back all that a batch did, or nothing where one of its
// records was changed since.
func (b *Book) undoBatch(ctx context.Context, cmd domain.Undo) (res domain.Result, err error) {
	err = b.batch(ctx, "apply "+cmd.Name(), func(t *batch) error {
		e, err := t.entryAt(cmd.Entry)
		if err != nil {
			return err
		}
		if why := e.Undoable(); why != nil {
			return why
		}
		again, err := t.undone(ctx, cmd)
		if err != nil {
			return err
		}
		for k, made := range e.made {
			for i := range made.count {
				if err := t.back(ctx, e.N, change{ref: domain.Ref{Kind: k}, row: made.first + i}, again); err != nil {
					return err
				}
			}
		}
		for c, err := range t.batchChanges(e.N) {
			if err != nil {
				return err
			}
			if err := t.back(ctx, e.N, c, again); err != nil {
				return err
			}
		}
		res.Entry, err = t.finish(ctx, cmd)
		return err
	})
	if err != nil {
		return domain.Result{}, err
	}
	return res, nil
}

// undone reports whether an entry was taken back before.
func (t *batch) undone(ctx context.Context, cmd domain.Undo) (bool, error) {
	_, args, err := domain.EncodeCommand(cmd)
	if err != nil {
		return false, err
	}
	for n := cmd.Entry + 1; n <= t.tail.head; n++ {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		e, err := t.entryAt(n)
		if err != nil || e.Command == cmd.Name() && bytes.Equal(e.Args, args) {
			return err == nil, err
		}
	}
	return false, nil
}

// back has a record stand as it did before the entry n changed it.
// It is refused where something changed it since, of which a row without a
// record only tells if the entry was taken back before, once or again.
func (t *batch) back(ctx context.Context, n uint64, c change, again bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m := &moving{change: change{row: c.row, ref: c.ref, was: n}}
	change := domain.Change{Ref: c.ref}
	if !t.absent(c.ref.Kind, c.row) {
		s, err := t.ofBase(c.ref.Kind, c.row)
		if err != nil {
			return err
		}
		m.ref, m.was, m.before = s.record.Ref(), s.rev, s.body
		change.Ref, change.After = m.ref, s.record
	}
	if m.was != n || change.After == nil && again || (change.After == nil && c.before == nil) {
		return domain.Refused("undo.superseded", "entry", n, "kind", c.ref.Kind)
	}
	was, err := t.openedChange(n, c)
	if err != nil {
		return err
	}
	change.Before = was.Before
	rec, err := change.Back(t.writer, n, t.now)
	if err != nil {
		return err
	}
	if _, removed := rec.(domain.Removed); !removed {
		m.record, m.after = rec, c.before
	}
	if t.changed[m.ref] != nil {
		return fmt.Errorf("take back entry %d: it changed %s twice", n, m.ref)
	}
	t.changed[m.ref] = m
	return nil
}

// absent reports whether the base has no record in a row.
func (r *reader) absent(k domain.Kind, row uint32) bool {
	return r.tx.Bucket(bucketOf(k)).Get(rowKey(row)) == nil
}
