package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/belay-tui/belay/domain"
	bolt "go.etcd.io/bbolt"
)

// writer is a transaction that writes. Records and journal entries are put as
// they come, in the order of their keys; what goes into the indexes and the
// counters waits for flush, which puts it sorted: bbolt takes keys in order
// many times faster than at random.
type writer struct {
	reader
	// head is the number of the last journal entry.
	head uint64
	// pending are the changes of the indexes, by bucket.
	pending map[string][]change
	// portal finds records of this transaction by what is pending.
	portal map[string]domain.ID
	// counted are the changes of the counters, by key.
	counted map[string]int
}

// change puts a line into an index or takes it out.
// There are a dozen for each record of an import, so that it is kept small.
type change struct {
	key, value []byte
	// turn tells which of two changes of one line comes later.
	turn   int32
	delete bool
}

func newWriter(b *Book, tx *bolt.Tx) (*writer, error) {
	w := &writer{
		reader: reader{b: b, tx: tx, now: b.now()}, pending: map[string][]change{},
		portal: map[string]domain.ID{}, counted: map[string]int{},
	}
	if err := w.checkSchema(); err != nil {
		return nil, err
	}
	head, err := w.lastEntry()
	w.head = head
	return w, err
}

// ByPortalID finds a record by the portal's id, also one that this transaction made.
func (w *writer) ByPortalID(k domain.Kind, program string, portal domain.Untrusted) (domain.ID, bool, error) {
	key := portalKey(k, portal, program)
	if id, ok := w.portal[string(key)]; ok {
		return id, !id.IsZero(), nil
	}
	return w.byPortalKey(key)
}

// put writes a record as the entry n leaves it. It returns what the record was
// before, and whether that differs at all.
func (w *writer) put(rec domain.Record, n uint64) (before []byte, after []byte, changed bool, err error) {
	ref := rec.Ref()
	if after, err = json.Marshal(rec); err != nil {
		return nil, nil, false, fmt.Errorf("write %s: %w", ref, err)
	}
	old, err := w.load(ref)
	switch {
	case errors.Is(err, domain.ErrNotFound):
	case err != nil:
		return nil, nil, false, err
	case bytes.Equal(old.body, after):
		return old.body, after, false, nil
	}
	if ref.Kind == domain.KindFirm { // as it was before
		if err := w.loadPrograms(); err != nil {
			return nil, nil, false, err
		}
	}
	bucket, err := w.bucket(bucketOf(ref.Kind))
	if err != nil {
		return nil, nil, false, err
	}
	if err := bucket.Put(ref.ID[:], seal(bucketOf(ref.Kind), ref.ID[:], n, after)); err != nil {
		return nil, nil, false, fmt.Errorf("write %s: %w", ref, err)
	}
	if firm, ok := rec.(domain.Firm); ok {
		if err := w.reprogram(firm); err != nil {
			return nil, nil, false, fmt.Errorf("write %s: %w", ref, err)
		}
	}
	if err := w.index(old.record, rec); err != nil {
		return nil, nil, false, fmt.Errorf("write %s: %w", ref, err)
	}
	w.later(entry{bucketHistory, historyKey(ref, n), nil}, false)
	w.count(old.record, -1)
	w.count(rec, 1)
	return old.body, after, true, nil
}

// write puts a record, or takes out one that was removed.
func (w *writer) write(rec domain.Record, n uint64) (before, after []byte, changed bool, err error) {
	gone, ok := rec.(domain.Removed)
	if !ok {
		return w.put(rec, n)
	}
	before, err = w.remove(gone.Of, n)
	return before, nil, true, err
}

// remove takes a record out of the book as the entry n does, and returns what
// it was. Its history stays.
func (w *writer) remove(ref domain.Ref, n uint64) (before []byte, err error) {
	old, err := w.load(ref)
	if err != nil {
		return nil, err
	}
	bucket, err := w.bucket(bucketOf(ref.Kind))
	if err != nil {
		return nil, err
	}
	if err := bucket.Delete(ref.ID[:]); err != nil {
		return nil, fmt.Errorf("remove %s: %w", ref, err)
	}
	lines, err := w.entries(old.record)
	if err != nil {
		return nil, fmt.Errorf("remove %s: %w", ref, err)
	}
	for _, e := range lines {
		w.later(e, true)
	}
	w.later(entry{bucketHistory, historyKey(ref, n), nil}, false)
	w.count(old.record, -1)
	return old.body, nil
}

// index notes how the lines of a record change; old is nil for a new one.
func (w *writer) index(old, rec domain.Record) error {
	lines, err := w.entries(rec)
	if err != nil {
		return err
	}
	if old == nil {
		for _, e := range lines {
			w.later(e, false)
		}
		return nil
	}
	were, err := w.entries(old)
	if err != nil {
		return err
	}
	w.exchange(were, lines)
	return nil
}

func (w *writer) later(e entry, del bool) {
	name := string(e.bucket)
	w.pending[name] = append(w.pending[name], change{e.key, e.value, int32(len(w.pending[name])), del})
	if name == string(bucketPortal) {
		var id domain.ID
		if !del {
			copy(id[:], e.value)
		}
		w.portal[string(e.key)] = id
	}
}

// count adds by to the counters of the lists that a record stands in.
func (w *writer) count(rec domain.Record, by int) {
	if rec == nil {
		return
	}
	for _, list := range listsOf(rec) {
		w.counted[string(counterKey(programOf(rec), rec.Ref().Kind, list))] += by
	}
}

// flush puts what is pending.
func (w *writer) flush(ctx context.Context) error {
	for name, changes := range w.pending {
		bucket, err := w.bucket([]byte(name))
		if err != nil {
			return err
		}
		slices.SortFunc(changes, func(a, b change) int {
			return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.turn, b.turn))
		})
		for i, c := range changes {
			if i%1000 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if i+1 < len(changes) && bytes.Equal(c.key, changes[i+1].key) {
				continue // a later change says how the line ends up
			}
			if c.delete {
				err = bucket.Delete(c.key)
			} else {
				err = bucket.Put(c.key, tag(c.key, c.value))
			}
			if err != nil {
				return fmt.Errorf("write the index %s: %w", name, err)
			}
		}
		delete(w.pending, name)
	}
	return w.flushCounters()
}

func (w *writer) flushCounters() error {
	bucket, err := w.bucket(bucketCounters)
	if err != nil {
		return err
	}
	for key, by := range w.counted {
		if by == 0 {
			continue
		}
		n, err := w.counter(bucket, []byte(key))
		if err != nil {
			return err
		}
		body := binary.BigEndian.AppendUint64(nil, uint64(n+by))
		if err := bucket.Put([]byte(key), seal(bucketCounters, []byte(key), w.head, body)); err != nil {
			return fmt.Errorf("write counters: %w", err)
		}
	}
	return nil
}
