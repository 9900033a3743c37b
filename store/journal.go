package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/packed"
	"github.com/belay-tui/belay/store/seal"
)

// Journal returns at most limit entries, all where limit is 0. It goes on after
// the entry with the number after in the direction of reading: entries with
// higher numbers, or lower ones if newestFirst; 0 begins at that end. With a ref
// it keeps to the entries that changed the record, and to that change. What the
// records were before and after is left out, as are the arguments that carry a
// lead's held-back fields.
func (b *Book) Journal(ctx context.Context, after uint64, limit int, newestFirst bool, ref *domain.Ref) (entries []domain.Entry, err error) {
	err = b.view(ctx, "read the journal", func(r *reader) (err error) {
		if ref != nil {
			entries, err = r.history(ctx, *ref, after, limit, newestFirst)
		} else {
			entries, err = r.log(ctx, after, limit, newestFirst)
		}
		return err
	})
	return entries, err
}

// Head is the number of the last journal entry, 0 in a new book.
func (b *Book) Head(ctx context.Context) (n uint64, err error) {
	err = b.view(ctx, "read the journal", func(r *reader) error {
		n = r.tail.head
		return nil
	})
	return n, err
}

// log reads the entries in one direction. There is one for each number: none is
// passed over where a damaged journal lacks it.
func (r *reader) log(ctx context.Context, after uint64, limit int, newestFirst bool) (entries []domain.Entry, err error) {
	n, step := after+1, uint64(1)
	if newestFirst {
		if n, step = after-1, ^uint64(0); after == 0 || n > r.tail.head {
			n = r.tail.head
		}
	}
	for ; n > 0 && n <= r.tail.head && (limit == 0 || len(entries) < limit); n += step {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		e, err := r.entryAt(n)
		if err != nil {
			return nil, err
		}
		entries = append(entries, forOutput(e, nil))
	}
	return entries, nil
}

// history reads the entries that changed a record. Each tells which did before
// it, from the record's own revision on.
func (r *reader) history(ctx context.Context, ref domain.Ref, after uint64, limit int, newestFirst bool) (entries []domain.Entry, err error) {
	row, n, err := r.lastOf(ctx, ref)
	if err != nil {
		return nil, err
	}
	for n > 0 && (!newestFirst || limit == 0 || len(entries) < limit) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		e, err := r.entryAt(n)
		if err != nil {
			return nil, r.damaged(fmt.Sprintf("the history of %s", ref), err)
		}
		if passes := after == 0 || (newestFirst == (n < after) && n != after); passes {
			entries = append(entries, forOutput(e, &ref))
		}
		c, err := r.changeIn(e, ref, row)
		if err != nil {
			return nil, err
		}
		if c.was >= n {
			return nil, r.damaged(fmt.Sprintf("the history of %s", ref), errors.New("it goes in circles"))
		}
		n = c.was
	}
	if !newestFirst {
		slices.Reverse(entries)
		if limit > 0 {
			entries = entries[:min(limit, len(entries))]
		}
	}
	return entries, nil
}

// lastOf is the row of a record and the entry that changed it last, also of one
// that was taken out of the book; 0 where no entry tells of it.
func (r *reader) lastOf(ctx context.Context, ref domain.Ref) (row uint32, n uint64, err error) {
	if v, ok := r.tail.ids[ref]; ok {
		return v.row, v.rev, nil
	}
	s, err := r.load(ref)
	if err == nil {
		return s.row, s.rev, nil
	}
	if !isNotFound(err) {
		return 0, 0, err
	}
	for n := r.tail.head; n > 0; n-- {
		if err := ctx.Err(); err != nil {
			return 0, 0, err
		}
		e, err := r.entryAt(n)
		if err != nil {
			return 0, 0, err
		}
		for _, c := range e.changes {
			if c.ref == ref {
				return c.row, e.N, nil
			}
		}
	}
	return 0, 0, nil
}

// changeIn is what an entry changed in a record. Of a record that a batch made it
// tells nothing but that.
func (r *reader) changeIn(e entry, ref domain.Ref, row uint32) (change, error) {
	for _, c := range e.changes {
		if c.ref == ref {
			return c, nil
		}
	}
	if e.made[ref.Kind].has(row) {
		return change{ref: ref, row: row}, nil
	}
	return r.batchChange(e.N, ref.Kind, row)
}

// batchChange reads what a batch changed in a record that was there before.
func (r *reader) batchChange(n uint64, k domain.Kind, row uint32) (change, error) {
	bucket, err := r.bucket(bucketChanges)
	if err != nil {
		return change{}, err
	}
	key := changeKey(n, k, row)
	value := bucket.Get(key)
	if value == nil {
		return change{}, r.damaged(fmt.Sprintf("journal entry %d does not tell of %s %d", n, k, row), nil)
	}
	return r.readBatchChange(key, value)
}

// readBatchChange reads a stored change of a batch: the record as it was, nil
// where there was none, under the number of the entry that had changed it.
func (r *reader) readBatchChange(key, value []byte) (change, error) {
	n, k, row, ok := readChangeKey(key)
	was, body, err := seal.Open(bucketChanges, key, value)
	if err != nil || !ok {
		return change{}, r.damaged("the changes of a batch", err)
	}
	c := change{ref: domain.Ref{Kind: k}, row: row, was: was}
	if len(body) == 0 {
		return c, nil
	}
	if c.ref.ID, ok = packed.ID(body); !ok {
		return change{}, r.damaged(fmt.Sprintf("the changes of journal entry %d", n), packed.ErrBroken)
	}
	c.before = slices.Clone(body)
	return c, nil
}

// batchChanges yields what a batch changed in records that were there before, in
// the order of their rows.
func (r *reader) batchChanges(n uint64) iter.Seq2[change, error] {
	return func(yield func(change, error) bool) {
		bucket, err := r.bucket(bucketChanges)
		if err != nil {
			yield(change{}, err)
			return
		}
		c := bucket.Cursor()
		for k, v := c.Seek(numberKey(n)); k != nil; k, v = c.Next() {
			if of, _, _, ok := readChangeKey(k); ok && of != n {
				return
			}
			change, err := r.readBatchChange(k, v)
			if !yield(change, err) || err != nil {
				return
			}
		}
	}
}

// forOutput takes from an entry what may tell of held-back fields.
func forOutput(e entry, only *domain.Ref) domain.Entry {
	out := e.Entry
	switch e.Command {
	case domain.OfferLead{}.Name(), domain.ImportLead{}.Name(), domain.EditLead{}.Name():
		out.Args = nil // the lead with its contact, which may be held back again
	}
	out.Changes = make([]domain.Change, 0, len(e.changes))
	for _, c := range e.changes {
		if only == nil || c.ref == *only {
			out.Changes = append(out.Changes, domain.Change{Ref: c.ref})
		}
	}
	if only != nil && len(out.Changes) == 0 {
		out.Changes = append(out.Changes, domain.Change{Ref: *only})
	}
	return out
}
