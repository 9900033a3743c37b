package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
	"github.com/belay-tui/belay/store/packed"
	"github.com/belay-tui/belay/store/seal"
)

// making are the new records of a kind in a batch.
type making struct {
	first, next uint32
	bulk        *bulk
	text        *index.TextWriter
	ids         map[domain.ID]uint32
	portal      map[uint64][]uint32 // digest of the portal's id → rows
	// again are those that were changed after they were made.
	again map[uint32]bool
}

// perTransaction is how many new records are written at once: some megabytes.
const perTransaction = 20_000

// make writes a new record.
func (t *batch) make(ctx context.Context, rec domain.Record) error {
	k := rec.Ref().Kind
	m := t.made[k]
	if m == nil {
		next := t.tail.base.next[k]
		m = &making{
			first: next, next: next, bulk: newBulk(k, next),
			ids: map[domain.ID]uint32{}, portal: map[uint64][]uint32{}, again: map[uint32]bool{},
		}
		t.made[k] = m
	}
	body, err := packed.Append(nil, rec, nil)
	if err != nil {
		return fmt.Errorf("write %s: %w", rec.Ref(), err)
	}
	d, err := t.derive(rec)
	if err != nil {
		return err
	}
	if err := t.putMade(m, rec, body, d); err != nil {
		return err
	}
	if (m.next-m.first)%perTransaction == 0 {
		return t.spill(ctx)
	}
	return nil
}

func (t *batch) putMade(m *making, rec domain.Record, body []byte, d derived) error {
	k, row := rec.Ref().Kind, m.next
	if err := t.putRow(k, row, body); err != nil {
		return err
	}
	if m.text == nil {
		var err error
		if m.text, err = index.NewTextWriter(t.tx.Bucket(bucketText), bucketText, textOf(k), row); err != nil {
			return err
		}
	}
	if err := m.text.Add(d.line); err != nil {
		return err
	}
	m.bulk.add(row, d)
	m.ids[rec.Ref().ID] = row
	if portal := portalOf(rec); !portal.IsZero() {
		key := portalDigest(portal)
		m.portal[key] = append(m.portal[key], row)
	}
	m.next++
	return nil
}

func (t *batch) putRow(k domain.Kind, row uint32, body []byte) error {
	name, key := bucketOf(k), rowKey(row)
	bucket, err := t.bucket(name)
	if err != nil {
		return err
	}
	bucket.FillPercent = 0.98 // rows are appended
	if err := bucket.Put(key, seal.Value(name, key, t.n, body)); err != nil {
		return fmt.Errorf("write %s %d: %w", k, row, err)
	}
	return nil
}

// remake writes a record again that the batch made; changed is false where it
// stands so.
func (t *batch) remake(row uint32, rec domain.Record) (changed bool, err error) {
	k := rec.Ref().Kind
	old, err := t.ofBase(k, row)
	if err != nil {
		return false, err
	}
	body, err := packed.Append(nil, rec, nil)
	if err != nil || string(body) == string(old.body) {
		return false, err
	}
	t.made[k].again[row] = true
	return true, t.putRow(k, row, body)
}

// spill commits what was made so far, where nobody looks yet.
func (t *batch) spill(ctx context.Context) error {
	if err := t.flushText(); err != nil {
		return err
	}
	if err := t.commit(); err != nil {
		return err
	}
	t.spilled = true
	if err := ctx.Err(); err != nil {
		return err
	}
	return t.begin()
}

func (t *batch) flushText() error {
	for _, m := range t.made {
		if m.text == nil {
			continue
		}
		if err := m.text.Flush(); err != nil {
			return err
		}
		m.text = nil
	}
	return nil
}

// clear deletes what a batch left over that was cut off.
func (t *batch) clear() error {
	for _, k := range domain.Kinds() {
		next := t.tail.base.next[k]
		if err := t.deleteFrom(bucketOf(k), rowKey(next)); err != nil {
			return fmt.Errorf("delete a left-over %s: %w", k, err)
		}
		if err := index.OpenText(t.tx.Bucket(bucketText), bucketText, textOf(k)).Truncate(next); err != nil {
			return t.indexError("the text", err)
		}
	}
	if err := t.deleteFrom(bucketChanges, numberKey(t.tail.head+1)); err != nil {
		return fmt.Errorf("delete a left-over change: %w", err)
	}
	return nil
}

// deleteFrom deletes all keys of a bucket from one on.
func (t *batch) deleteFrom(name, from []byte) error {
	bucket, err := t.bucket(name)
	if err != nil {
		return err
	}
	var keys [][]byte // deleting moves a cursor
	c := bucket.Cursor()
	for key, _ := c.Seek(from); key != nil; key, _ = c.Next() {
		keys = append(keys, bytes.Clone(key))
	}
	for _, key := range keys {
		if err := bucket.Delete(key); err != nil {
			return err
		}
	}
	return nil
}

// clearAfter does so after a batch that failed.
func (t *batch) clearAfter() (err error) {
	if err := t.begin(); err != nil {
		return err
	}
	t.tail, err = t.readTail(nil) // as it is on the disk
	if err != nil {
		return errors.Join(err, t.tx.Rollback())
	}
	if err := t.clear(); err != nil {
		return errors.Join(fmt.Errorf("clean up: %w", err), t.tx.Rollback())
	}
	return t.commit()
}

// digestsAgain works the indexes out anew where records were changed after they
// were made.
func (t *batch) digestsAgain(k domain.Kind, m *making) error {
	if len(m.again) == 0 {
		return nil
	}
	m.bulk = newBulk(k, m.first)
	lines := map[uint32][]byte{}
	for row := m.first; row < m.next; row++ {
		s, err := t.ofBase(k, row)
		if err != nil {
			return err
		}
		d, err := t.derive(s.record)
		if err != nil {
			return err
		}
		m.bulk.add(row, d)
		if m.again[row] {
			lines[row] = d.line
		}
	}
	return index.OpenText(t.tx.Bucket(bucketText), bucketText, textOf(k)).Edit(lines)
}
