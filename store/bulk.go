package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
	bolt "go.etcd.io/bbolt"
)

// bulk gathers what the indexes of a kind say of many rows, and writes them
// whole: sorted, so that bbolt only appends.
type bulk struct {
	k      domain.Kind
	first  uint32 // the row from which rows are added, in their order
	orders []bulkOrder
	sets   map[set]*index.Bits
	posts  [][]index.Pair
}

// bulkOrder is an order before it is sorted: the first eight bytes of each key,
// and where keys are texts, all of them.
type bulkOrder struct {
	text  bool
	pairs []index.Pair
	long  []byte   // the keys, each behind its length
	at    []uint32 // where in long the key of a row, from the first, begins
}

func newBulk(k domain.Kind, first uint32) *bulk {
	b := &bulk{k: k, first: first, sets: map[set]*index.Bits{}, posts: make([][]index.Pair, len(posts(k)))}
	for _, sort := range ordersOf(k) {
		b.orders = append(b.orders, bulkOrder{text: sort == domain.SortName})
	}
	return b
}

// add takes a row; rows come in rising order.
func (b *bulk) add(row uint32, d derived) {
	for i, key := range d.keys {
		if key != nil {
			b.orders[i].add(row, row-b.first, key)
		}
	}
	for _, name := range d.sets {
		b.set(name).Add(row)
	}
	for i, keys := range d.posts {
		for _, key := range keys {
			b.posts[i] = append(b.posts[i], index.Pair{Key: key, Row: row})
		}
	}
}

// set is one of the sets, empty where it has had no row yet.
func (b *bulk) set(of set) *index.Bits {
	rows := b.sets[of]
	if rows == nil {
		rows = index.NewBits(0)
		b.sets[of] = rows
	}
	return rows
}

// knows takes in the sets that the book has of the kind, so that those which
// have no rows any more are emptied.
func (b *bulk) knows(bucket *bolt.Bucket) {
	for name := range index.Names(bucket) {
		if of, ok := readSet(b.k, name); ok {
			b.set(of)
		}
	}
}

func (o *bulkOrder) add(row, nth uint32, key []byte) {
	var head [8]byte
	copy(head[:], key)
	o.pairs = append(o.pairs, index.Pair{Key: binary.BigEndian.Uint64(head[:]), Row: row})
	if !o.text {
		return
	}
	for uint32(len(o.at)) < nth {
		o.at = append(o.at, 0)
	}
	o.at = append(o.at, uint32(len(o.long)))
	o.long = append(append(o.long, byte(len(key))), key...)
}

// key is the whole key of a row.
func (b *bulk) key(i int, p index.Pair) []byte {
	o := &b.orders[i]
	if !o.text {
		return binary.BigEndian.AppendUint64(nil, p.Key)
	}
	at := o.at[p.Row-b.first]
	return o.long[at+1 : at+1+uint32(o.long[at])]
}

// sort puts the rows of an order in order.
func (b *bulk) sort(i int, scratch []index.Pair) {
	pairs := b.orders[i].pairs
	index.SortPairs(pairs, scratch)
	if !b.orders[i].text {
		return
	}
	for from := 0; from < len(pairs); {
		to := from + 1
		for to < len(pairs) && pairs[to].Key == pairs[from].Key {
			to++
		}
		if to-from > 1 {
			slices.SortFunc(pairs[from:to], func(x, y index.Pair) int {
				return cmp.Or(bytes.Compare(b.key(i, x), b.key(i, y)), cmp.Compare(x.Row, y.Row))
			})
		}
		from = to
	}
}

// write puts the orders, sets and postings in the place of those that the kind had.
func (b *bulk) write(ctx context.Context, r *reader) error {
	longest := 0
	for _, o := range b.orders {
		longest = max(longest, len(o.pairs))
	}
	for _, p := range b.posts {
		longest = max(longest, len(p))
	}
	scratch := make([]index.Pair, longest)
	for i, sort := range ordersOf(b.k) {
		if err := ctx.Err(); err != nil {
			return err
		}
		b.sort(i, scratch)
		pairs := b.orders[i].pairs
		if err := index.BuildOrder(r.tx.Bucket(bucketOrders), bucketOrders, order(b.k, sort), len(pairs), rowsOf(pairs)); err != nil {
			return fmt.Errorf("the order by %s: %w", sort, err)
		}
	}
	if err := b.writeSets(r); err != nil {
		return err
	}
	for i, post := range posts(b.k) {
		if err := ctx.Err(); err != nil {
			return err
		}
		index.SortPairs(b.posts[i], scratch)
		if err := index.BuildPostings(r.tx.Bucket(bucketPostings), bucketPostings, postings(b.k, post), slices.Values(b.posts[i])); err != nil {
			return fmt.Errorf("the index by %s: %w", post, err)
		}
	}
	return nil
}

func (b *bulk) writeSets(r *reader) error {
	bucket := r.tx.Bucket(bucketSets)
	b.knows(bucket)
	for of, rows := range b.sets {
		if err := index.WriteSet(bucket, bucketSets, of.key(b.k), rows); err != nil {
			return fmt.Errorf("the set %v: %w", of, err)
		}
	}
	return nil
}

func rowsOf(pairs []index.Pair) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for _, p := range pairs {
			if !yield(p.Row) {
				return
			}
		}
	}
}

// edits are what has to change where the rows come on top of others.
func (b *bulk) edits() *edits {
	e := newEdits(b.k)
	for i := range b.orders {
		for _, p := range b.orders[i].pairs {
			e.orders[i].in = append(e.orders[i].in, index.Item{Key: b.key(i, p), Row: p.Row})
		}
	}
	for of, rows := range b.sets {
		e.set(of).in = slices.Collect(rows.All())
	}
	for i := range b.posts {
		e.posts[i].in = b.posts[i]
	}
	return e
}
