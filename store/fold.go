package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
	"github.com/belay-tui/belay/store/seal"
)

// fold writes the tail into the base: the records that it changed, and what the
// indexes say of them.
func (w *writer) fold(ctx context.Context) error {
	if err := w.allThere(); err != nil {
		return err
	}
	for _, k := range domain.Kinds() {
		versions := w.tail.versions(k)
		if len(versions) == 0 {
			continue
		}
		if err := w.foldKind(ctx, k, versions); err != nil {
			return fmt.Errorf("fold the journal into the %ss: %w", k, err)
		}
	}
	return w.rebase(w.tail.rules)
}

// rebase notes that the base stands as of the last entry.
func (w *writer) rebase(rules uint64) error {
	b := base{head: w.tail.head, next: w.tail.next, rules: rules}
	if err := putBase(w.tx, b); err != nil {
		return err
	}
	b.parts = partsIn(w.tx, b)
	t := newTail(b)
	t.sum, w.seen = w.tail.sum, nil
	w.tail = t
	return nil
}

// remakeShare: where more than one in so many rows changed, making the indexes
// of a kind anew is faster than editing them.
const remakeShare = 8

func (w *writer) foldKind(ctx context.Context, k domain.Kind, versions []*version) error {
	if len(versions) > foldAt && len(versions) > int(w.tail.base.next[k])/remakeShare {
		if err := w.putVersions(k, versions); err != nil {
			return err
		}
		return w.remakeKind(ctx, k)
	}
	e := newEdits(k)
	for _, v := range versions {
		if err := ctx.Err(); err != nil {
			return err
		}
		old, new, err := w.moved(v)
		if err != nil {
			return err
		}
		e.move(v.row, old, new)
	}
	// The orders are searched by the records as they stood, so these come last.
	if err := e.write(&w.reader); err != nil {
		return err
	}
	return w.putVersions(k, versions)
}

// moved is what the indexes say of a record, and what they are to say.
func (w *writer) moved(v *version) (old, new derived, err error) {
	bucket, err := w.bucket(bucketOf(v.ref.Kind))
	if err != nil {
		return old, new, err
	}
	if value := bucket.Get(rowKey(v.row)); value != nil && v.row < w.tail.base.next[v.ref.Kind] {
		s, err := w.decode(v.ref.Kind, v.row, value)
		if err != nil {
			return old, new, err
		}
		if old, err = w.derive(s.record); err != nil {
			return old, new, err
		}
	}
	if v.gone() {
		return old, derived{}, nil
	}
	rec, err := v.record()
	if err != nil {
		return old, new, w.damaged(fmt.Sprintf("journal entry %d", v.rev), err)
	}
	new, err = w.derive(rec)
	return old, new, err
}

// putVersions writes the records of the tail.
func (w *writer) putVersions(k domain.Kind, versions []*version) error {
	name := bucketOf(k)
	bucket, err := w.bucket(name)
	if err != nil {
		return err
	}
	bucket.FillPercent = 0.95 // rows come in the order of their keys
	for _, v := range versions {
		key := rowKey(v.row)
		if v.gone() {
			err = bucket.Delete(key)
		} else {
			err = bucket.Put(key, seal.Value(name, key, v.rev, v.body))
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", v.ref, err)
		}
	}
	return nil
}

// edits are what is to change in the indexes of a kind.
type edits struct {
	k       domain.Kind
	orders  []editOf[index.Item]
	sets    map[set]*editOf[uint32]
	posts   []editOf[index.Pair]
	lines   map[uint32][]byte
	records map[uint32]domain.Record // of the base, while orders are searched
}

// editOf takes some out and puts others in.
type editOf[T any] struct{ out, in []T }

func newEdits(k domain.Kind) *edits {
	return &edits{
		k: k, orders: make([]editOf[index.Item], len(ordersOf(k))), sets: map[set]*editOf[uint32]{},
		posts: make([]editOf[index.Pair], len(posts(k))), lines: map[uint32][]byte{}, records: map[uint32]domain.Record{},
	}
}

// move notes what changes for a row; the zero derived stands for no record.
func (e *edits) move(row uint32, old, new derived) {
	for i := range e.orders {
		was, is := at(old.keys, i), at(new.keys, i)
		if bytes.Equal(was, is) && (was == nil) == (is == nil) {
			continue
		}
		if was != nil {
			e.orders[i].out = append(e.orders[i].out, index.Item{Key: was, Row: row})
		}
		if is != nil {
			e.orders[i].in = append(e.orders[i].in, index.Item{Key: is, Row: row})
		}
	}
	for _, name := range old.sets {
		if !slices.Contains(new.sets, name) {
			e.set(name).out = append(e.set(name).out, row)
		}
	}
	for _, name := range new.sets {
		if !slices.Contains(old.sets, name) {
			e.set(name).in = append(e.set(name).in, row)
		}
	}
	for i := range e.posts {
		was, is := at(old.posts, i), at(new.posts, i)
		for _, key := range was {
			if !slices.Contains(is, key) {
				e.posts[i].out = append(e.posts[i].out, index.Pair{Key: key, Row: row})
			}
		}
		for _, key := range is {
			if !slices.Contains(was, key) {
				e.posts[i].in = append(e.posts[i].in, index.Pair{Key: key, Row: row})
			}
		}
	}
	if !bytes.Equal(old.line, new.line) {
		e.lines[row] = new.line
	}
}

// at is the i-th of what a derived has, nothing where it is that of no record.
func at[T any](all []T, i int) (none T) {
	if i < len(all) {
		return all[i]
	}
	return none
}

func (e *edits) set(of set) *editOf[uint32] {
	s := e.sets[of]
	if s == nil {
		s = &editOf[uint32]{}
		e.sets[of] = s
	}
	return s
}

// write makes the changes.
func (e *edits) write(r *reader) error {
	buckets := r.tx
	for i, sort := range ordersOf(e.k) {
		o, err := index.OpenOrder(buckets.Bucket(bucketOrders), bucketOrders, order(e.k, sort))
		if err == nil {
			err = o.Edit(e.orders[i].out, e.orders[i].in, func(it index.Item, row uint32) (int, error) {
				key, err := e.keyOf(r, sort, row)
				return cmp.Or(bytes.Compare(it.Key, key), cmp.Compare(it.Row, row)), err
			})
		}
		if err != nil {
			return fmt.Errorf("the order by %s: %w", sort, err)
		}
	}
	for of, rows := range e.sets {
		if err := index.EditSet(buckets.Bucket(bucketSets), bucketSets, of.key(e.k), rows.in, rows.out); err != nil {
			return fmt.Errorf("the set %v: %w", of, err)
		}
	}
	for i, post := range posts(e.k) {
		list, err := r.post(e.k, post)
		if err == nil {
			err = list.Edit(e.posts[i].out, e.posts[i].in)
		}
		if err != nil {
			return fmt.Errorf("the index by %s: %w", post, err)
		}
	}
	if err := index.OpenText(buckets.Bucket(bucketText), bucketText, textOf(e.k)).Edit(e.lines); err != nil {
		return fmt.Errorf("the text: %w", err)
	}
	return nil
}

// keptRecords is how many records are kept while orders are searched, where the
// first steps come by the same ones again and again.
const keptRecords = 4096

// keyOf is the key that a row of the base has in an order.
func (e *edits) keyOf(r *reader, sort domain.Sort, row uint32) ([]byte, error) {
	rec, ok := e.records[row]
	if !ok {
		s, err := r.ofBase(e.k, row)
		if err != nil {
			return nil, err
		}
		rec = s.record
		if len(e.records) < keptRecords {
			e.records[row] = rec
		}
	}
	return r.keyIn(rec, sort)
}

// keyIn is the key of a record in an order.
func (r *reader) keyIn(rec domain.Record, sort domain.Sort) ([]byte, error) {
	p, err := r.program(programOf(rec))
	if err != nil {
		return nil, err
	}
	if sort != sortIdle {
		rec = disclose(p, rec)
	}
	if keys := sort.Keys(); len(keys) > 1 || keys[0].Reverse {
		return compoundKey(p, rec, keys), nil
	}
	return sortKey(p, rec, sort), nil
}
