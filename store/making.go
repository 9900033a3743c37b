package store

import (
	"bytes"
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
	// ids find the rows by the id, portal by the digest of the portal's id.
	ids    madeIDs
	portal rowTable
	// again are those that were changed after they were made.
	again map[uint32]bool

	filling *load
	flying  []*load
	spare   [][]prepared
	written uint32 // the row that is written next
}

const (
	// inFlight is how many loads are prepared while others are filled.
	inFlight = 3
	// perTransaction is how many new records are written at once: some megabytes.
	perTransaction = 20_000
)

func newMaking(k domain.Kind, next uint32) *making {
	m := &making{
		first: next, next: next, written: next, bulk: newBulk(k, next),
		again: map[uint32]bool{},
	}
	m.filling = m.empty(k)
	return m
}

// make takes a new record.
func (t *batch) make(rec domain.Record) error {
	k := rec.Ref().Kind
	m := t.made[k]
	if m == nil {
		m = newMaking(k, t.tail.base.next[k])
		t.made[k] = m
	}
	var p *domain.Program
	if k != domain.KindFirm {
		var err error
		if p, err = t.program(programOf(rec)); err != nil {
			return err
		}
	}
	m.ids.add(rec.Ref().ID, m.next)
	if portal := portalOf(rec); !portal.IsZero() {
		m.portal.add(portalDigest(portal), m.next)
	}
	full := m.filling.add(m.next, rec, p)
	m.next++
	if !full {
		return nil
	}
	m.hand(t.n)
	if len(m.flying) > inFlight {
		return t.land(m)
	}
	return nil
}

// land writes the load that was handed over first.
func (t *batch) land(m *making) error {
	l := m.flying[0]
	m.flying = m.flying[1:]
	<-l.done
	for i := range l.items {
		if err := t.putMade(m, l.kind, &l.items[i]); err != nil {
			return err
		}
	}
	m.spare = append(m.spare, l.items)
	if t.since += len(l.items); t.since < t.b.perTransaction {
		return nil
	}
	return t.spill()
}

// landAll writes all that was made.
func (t *batch) landAll(m *making) error {
	if len(m.filling.items) > 0 {
		m.hand(t.n)
	}
	for len(m.flying) > 0 {
		if err := t.land(m); err != nil {
			return err
		}
	}
	return nil
}

func (t *batch) putMade(m *making, k domain.Kind, p *prepared) error {
	if p.err != nil {
		return p.err
	}
	bucket, err := t.bucket(bucketOf(k))
	if err != nil {
		return err
	}
	bucket.FillPercent = 0.98 // rows are appended
	if err := bucket.Put(p.key, p.value); err != nil {
		return fmt.Errorf("write %s %d: %w", k, p.row, err)
	}
	if m.text == nil {
		if m.text, err = index.NewTextWriter(t.tx.Bucket(bucketText), bucketText, textOf(k), p.row); err != nil {
			return err
		}
	}
	if err := m.text.Add(p.derived.line); err != nil {
		return err
	}
	m.bulk.add(p.row, p.derived)
	m.written = p.row + 1
	return nil
}

// remake writes a record again that the batch made; changed is false where it
// stands so.
func (t *batch) remake(old stored, rec domain.Record) (changed bool, err error) {
	k, row := rec.Ref().Kind, old.row
	body, err := packed.Append(nil, rec, nil)
	if err != nil || string(body) == string(old.body) {
		return false, err
	}
	t.made[k].again[row] = true
	name, key := bucketOf(k), rowKey(row)
	bucket, err := t.bucket(name)
	if err != nil {
		return false, err
	}
	if err := bucket.Put(key, seal.Value(name, key, t.n, body)); err != nil {
		return false, fmt.Errorf("write %s %d: %w", k, row, err)
	}
	return true, nil
}

// spill commits what was made so far, where nobody looks yet.
func (t *batch) spill() error {
	if err := t.flushText(); err != nil {
		return err
	}
	if err := t.commit(); err != nil {
		return err
	}
	t.spilled, t.since = true, 0
	if err := t.ctx.Err(); err != nil {
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
