package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
	"github.com/belay-tui/belay/store/seal"
)

// finish writes what only the last transaction of a batch may: the records that
// were there, the indexes and the journal entry, whose number it returns; 0
// where nothing changed.
func (t *batch) finish(ctx context.Context, cmd domain.Command) (uint64, error) {
	for _, m := range t.made {
		if err := t.landAll(m); err != nil {
			return 0, err
		}
		m.ids, m.portal, m.spare = madeIDs{}, rowTable{}, nil // no more rows come
	}
	e := entry{made: map[domain.Kind]span{}}
	e.Batch = len(t.changed)
	for k, m := range t.made {
		e.made[k] = span{m.first, m.next - m.first}
		e.Batch += int(m.next - m.first)
	}
	if e.Batch == 0 {
		return 0, nil
	}
	if err := t.flushText(); err != nil {
		return 0, err
	}
	if err := t.putChanges(); err != nil {
		return 0, err
	}
	for _, k := range domain.Kinds() {
		if err := t.finishKind(ctx, k); err != nil {
			return 0, fmt.Errorf("write the %ss: %w", k, err)
		}
	}
	if err := t.append(cmd, t.now, e); err != nil {
		return 0, err
	}
	for k, m := range t.made {
		t.tail.next[k] = m.next
	}
	return t.tail.head, t.rebase(t.tail.rules)
}

// putChanges keeps what the changed records were.
func (t *batch) putChanges() error {
	bucket, err := t.bucket(bucketChanges)
	if err != nil {
		return err
	}
	bucket.FillPercent = 0.98
	for _, m := range t.inOrder("") {
		key := changeKey(t.n, m.ref.Kind, m.row)
		if err := bucket.Put(key, seal.Value(bucketChanges, key, m.was, m.before)); err != nil {
			return fmt.Errorf("keep what %s was: %w", m.ref, err)
		}
	}
	return nil
}

// inOrder are the changed records of a kind, of all where it is "", in the order
// of their keys.
func (t *batch) inOrder(k domain.Kind) []*moving {
	var all []*moving
	for ref, m := range t.changed {
		if k == "" || ref.Kind == k {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b *moving) int {
		return slices.Compare(changeKey(0, a.ref.Kind, a.row), changeKey(0, b.ref.Kind, b.row))
	})
	return all
}

// finishKind writes the changed records of a kind, and its indexes.
func (t *batch) finishKind(ctx context.Context, k domain.Kind) error {
	m, changed := t.made[k], t.inOrder(k)
	if m == nil && len(changed) == 0 {
		return nil
	}
	rows, touched := int(t.tail.base.next[k]), len(changed)
	if m != nil {
		if err := t.digestsAgain(k, m); err != nil {
			return err
		}
		touched += int(m.next - m.first)
	}
	if touched > foldAt && touched > rows/remakeShare {
		return t.finishWhole(ctx, k, m, changed)
	}
	e := newEdits(k)
	if m != nil {
		e = m.bulk.edits()
	}
	for _, c := range changed {
		old, new, err := t.moved(c.version(t.n))
		if err != nil {
			return err
		}
		e.move(c.row, old, new)
	}
	if err := e.write(&t.reader); err != nil {
		return err
	}
	return t.putVersions(k, t.versionsOf(changed))
}

// finishWhole makes the indexes of a kind anew: faster than many edits.
func (t *batch) finishWhole(ctx context.Context, k domain.Kind, m *making, changed []*moving) error {
	if m != nil && m.first == 0 {
		return m.bulk.write(ctx, &t.reader) // there was nothing before
	}
	all, lines := newBulk(k, 0), map[uint32][]byte{}
	for _, c := range changed {
		lines[c.row] = nil
	}
	if err := t.putVersions(k, t.versionsOf(changed)); err != nil {
		return err
	}
	for s, err := range t.rows(ctx, k) {
		if err != nil {
			return err
		}
		d, err := t.derive(s.record)
		if err != nil {
			return err
		}
		all.add(s.row, d)
		if _, ok := lines[s.row]; ok {
			lines[s.row] = d.line
		}
	}
	if m != nil {
		all.append(m.bulk)
	}
	if err := index.OpenText(t.tx.Bucket(bucketText), bucketText, textOf(k)).Edit(lines); err != nil {
		return err
	}
	return all.write(ctx, &t.reader)
}

// version is a changed record as the entry n leaves it.
func (m *moving) version(n uint64) *version {
	return &version{ref: m.ref, row: m.row, rev: n, body: m.after}
}

func (t *batch) versionsOf(changed []*moving) []*version {
	all := make([]*version, len(changed))
	for i, m := range changed {
		all[i] = m.version(t.n)
	}
	return all
}
