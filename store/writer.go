package store

import (
	"bytes"
	"context"
	"fmt"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/packed"
	"github.com/belay-tui/belay/store/seal"
	bolt "go.etcd.io/bbolt"
)

// writer is a transaction that writes. A command is one new key, its journal
// entry, which carries the records as they now stand; its tail is its own until
// the transaction is committed.
type writer struct {
	reader
	// changed is true where there is something to commit besides entries.
	changed bool
	// kept is true where there is something to commit that no record has a part in.
	kept bool
}

func (b *Book) newWriter(tx *bolt.Tx) (*writer, error) {
	r, err := b.newReader(tx)
	if err != nil {
		return nil, err
	}
	if err := r.writable(); err != nil {
		return nil, err
	}
	w := &writer{reader: *r}
	w.tail = r.tail.clone()
	return w, nil
}

// ByPortalID finds a record by the portal's id.
func (r *reader) ByPortalID(k domain.Kind, program string, portal domain.Untrusted) (domain.ID, bool, error) {
	for s, err := range r.posted(k, postPortal, portalDigest(portal), false) {
		if err != nil {
			return domain.ID{}, false, err
		}
		if portalOf(s.record) == portal && programOf(s.record) == program {
			return s.record.Ref().ID, true, nil
		}
	}
	return domain.ID{}, false, nil
}

// change works out what writing a record, or taking one out, changes; changed
// is false where it stands so already. What an undo brings back has the row that
// it had, and its history goes on.
func (w *writer) change(rec domain.Record, undo bool) (c change, changed bool, err error) {
	ref := rec.Ref()
	_, remove := rec.(domain.Removed)
	old, err := w.load(ref)
	switch {
	case isNotFound(err) && !remove:
		c = change{ref: ref, row: w.tail.next[ref.Kind]}
		v, gone := w.tail.ids[ref]
		switch {
		case gone:
			c.row, c.was = v.row, v.rev
		case undo:
			row, n, err := w.lastOf(context.Background(), ref)
			if err != nil {
				return change{}, false, err
			}
			if n > 0 {
				c.row, c.was = row, n
			}
		}
	case err != nil:
		return change{}, false, err
	default:
		c = change{ref: ref, row: old.row, was: old.rev, before: bytes.Clone(old.body)}
	}
	if remove {
		return c, true, nil
	}
	if c.after, err = packed.Append(nil, rec, c.before); err != nil {
		return change{}, false, fmt.Errorf("write %s: %w", ref, err)
	}
	return c, !bytes.Equal(c.before, c.after), nil
}

// append writes the journal entry of a command and takes it into the tail.
func (w *writer) append(cmd domain.Command, now domain.Now, e entry) error {
	version, args, err := domain.EncodeCommand(cmd)
	if err != nil {
		return err
	}
	n := w.tail.head + 1
	e.Entry = domain.Entry{N: n, At: stampOf(now.At), Who: now.Who, Command: cmd.Name(), Version: version, Args: args, Batch: e.Batch}
	bucket, err := w.bucket(bucketJournal)
	if err != nil {
		return err
	}
	key := numberKey(n)
	value := seal.Value(bucketJournal, key, n, e.pack())
	if err := bucket.Put(key, value); err != nil {
		return fmt.Errorf("write journal entry %d: %w", n, err)
	}
	return w.tail.take(e, valueSum(value))
}

// foldAt is how many changed records a tail may have: reading it takes less
// than a millisecond, and folding it pays.
const foldAt = 512

// settle folds the tail into the base where it is long, and makes the indexes
// anew where the rules that they follow from were changed.
func (w *writer) settle(ctx context.Context) error {
	rules, err := w.rulesNow()
	if err != nil {
		return err
	}
	switch {
	case rules != w.tail.rules:
		return w.remake(ctx, rules)
	case w.tail.size() >= w.b.foldAt:
		return w.fold(ctx)
	}
	return nil
}
