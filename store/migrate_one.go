package store

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/packed"
	"github.com/belay-tui/belay/store/seal"
	bolt "go.etcd.io/bbolt"
)

// Schema 1 had the buckets
//
//	record.<kind>  id → the record's JSON
//	journal        entry number → the entry's JSON
//	changes        entry number, part → what an import changed
//
// with values sealed as they are now, and others that followed from these.
// Schema 2 gives rows in the order in which the journal made the records, so
// that those of an import follow each other.

// onesDerived are the buckets of schema 1 that followed from others.
func onesDerived() [][]byte {
	var all [][]byte
	for _, name := range []string{"counters", "history", "portal", "short", "customer", "identity"} {
		all = append(all, []byte(name))
	}
	for _, k := range domain.Kinds() {
		all = append(all, []byte("order."+string(k)))
	}
	return all
}

// leavingOne is a book of schema 1 on its way to schema 2.
type leavingOne struct {
	*writer
	// old are the buckets as they were.
	old   *bolt.Bucket
	kinds map[domain.Kind]*oneKind
}

// oneKind are the rows of a kind: by id, and by row the id and the entry that
// changed the record last.
type oneKind struct {
	rows map[domain.ID]uint32
	ids  []domain.ID
	last []uint64
}

// fromOne migrates from schema 1.
func fromOne(ctx context.Context, w *writer) error {
	aside := []byte("migrating")
	old, err := w.tx.CreateBucket(aside)
	if err != nil {
		return fmt.Errorf("put the old book aside: %w", err)
	}
	m := &leavingOne{writer: w, old: old, kinds: map[domain.Kind]*oneKind{}}
	for _, k := range domain.Kinds() {
		m.kinds[k] = &oneKind{rows: map[domain.ID]uint32{}}
	}
	if err := m.putAside(); err != nil {
		return err
	}
	b := base{next: map[domain.Kind]uint32{}}
	if b.head, err = m.journal(ctx); err != nil {
		return err
	}
	for _, k := range domain.Kinds() {
		if err := m.records(ctx, k); err != nil {
			return err
		}
		b.next[k] = uint32(len(m.kinds[k].ids))
	}
	if err := putBase(w.tx, b); err != nil {
		return err
	}
	// One by one: bbolt forgets the pages of some where it deletes many that were
	// moved in the same transaction.
	for _, name := range keptOfOne() {
		if err := old.DeleteBucket(name); err != nil {
			return fmt.Errorf("delete the old part %s: %w", name, err)
		}
	}
	if err := w.tx.DeleteBucket(aside); err != nil {
		return fmt.Errorf("delete the old book: %w", err)
	}
	return nil
}

// keptOfOne are the buckets that carry over what schema 1 kept.
func keptOfOne() [][]byte {
	kept := [][]byte{bucketJournal, bucketChanges}
	for _, k := range domain.Kinds() {
		kept = append(kept, bucketOf(k))
	}
	return kept
}

// putAside moves the old buckets away, where they can still be read, and makes
// the new ones.
func (m *leavingOne) putAside() error {
	for _, name := range onesDerived() {
		if m.tx.Bucket(name) == nil { // nothing is lost with it
			continue
		}
		if err := m.tx.DeleteBucket(name); err != nil {
			return fmt.Errorf("delete the part %s: %w", name, err)
		}
	}
	for _, name := range keptOfOne() {
		if _, err := m.bucket(name); err != nil {
			return err
		}
		if err := m.tx.MoveBucket(name, nil, m.old); err != nil {
			return fmt.Errorf("put the part %s aside: %w", name, err)
		}
	}
	for _, name := range append(keptOfOne(), derivedBuckets()...) {
		if _, err := m.tx.CreateBucket(name); err != nil {
			return fmt.Errorf("make the part %s: %w", name, err)
		}
	}
	return nil
}

// row is the row of a record, a new one where the journal did not tell of it before.
func (m *leavingOne) row(ref domain.Ref) (uint32, error) {
	kind := m.kinds[ref.Kind]
	if kind == nil {
		return 0, m.damaged("the journal", fmt.Errorf("it tells of a kind %q that there is not", ref.Kind))
	}
	row, ok := kind.rows[ref.ID]
	if !ok {
		if len(kind.ids) == math.MaxUint32 {
			return 0, fmt.Errorf("there are too many %ss", ref.Kind)
		}
		row = uint32(len(kind.ids))
		kind.rows[ref.ID] = row
		kind.ids, kind.last = append(kind.ids, ref.ID), append(kind.last, 0)
	}
	return row, nil
}

// records writes the records of a kind into their rows.
func (m *leavingOne) records(ctx context.Context, k domain.Kind) error {
	name := bucketOf(k)
	old, rows := m.old.Bucket(name), m.tx.Bucket(name)
	rows.FillPercent = 0.95 // rows are appended; a record may grow
	there := 0
	for row, id := range m.kinds[k].ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		value := old.Get(id[:])
		if value == nil {
			continue // it was taken out of the book
		}
		there++
		what := domain.Ref{Kind: k, ID: id}.String()
		rev, text, err := seal.Open(name, id[:], value)
		if err != nil {
			return m.damaged(what, err)
		}
		body, err := packOne(k, text)
		if err != nil {
			return m.damaged(what, err)
		}
		key := rowKey(uint32(row))
		if err := rows.Put(key, seal.Value(name, key, rev, body)); err != nil {
			return fmt.Errorf("write %s: %w", what, err)
		}
	}
	for range contents(old) {
		there--
	}
	if there != 0 {
		return m.damaged(fmt.Sprintf("of the %ss, %d are not in the journal", k, -there), nil)
	}
	return nil
}

// packOne packs a record of schema 1, nil where there is none.
func packOne(k domain.Kind, text []byte) ([]byte, error) {
	if len(text) == 0 {
		return nil, nil
	}
	rec, err := domain.DecodeRecord(k, text)
	if err != nil {
		return nil, err
	}
	if rec.Ref().ID.IsZero() && k != domain.KindFirm {
		return nil, errors.New("it has no id")
	}
	return packed.Append(nil, rec, nil)
}
