package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// bulk gathers what the indexes of a kind say of many rows, and writes them
// whole: sorted, so that bbolt only appends.
type bulk struct {
	k      domain.Kind
	first  uint32 // the row from which rows are added, in their order
	orders []bulkOrder
	sets   map[string]*index.Bits
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
	b := &bulk{k: k, first: first, sets: map[string]*index.Bits{}, posts: make([][]index.Pair, len(posts(k)))}
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
	for i := range b.posts {
		b.posts[i] = append(b.posts[i], d.pairs(i, row)...)
	}
}

// set is the set of a name, an empty one where it has had no row yet.
func (b *bulk) set(name string) *index.Bits {
	set := b.sets[name]
	if set == nil {
		set = index.NewBits(0)
		b.sets[name] = set
	}
	return set
}

// names are those of the sets, sorted.
func (b *bulk) names() []string { return slices.Sorted(maps.Keys(b.sets)) }

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

// writeSets writes the sets, and empties those that have no rows any more.
func (b *bulk) writeSets(r *reader) error {
	bucket := r.tx.Bucket(bucketSets)
	for name := range index.Names(bucket) {
		if strings.HasPrefix(string(name), b.k.Letter()+".") {
			b.set(string(name))
		}
	}
	for _, name := range b.names() {
		if err := index.WriteSet(bucket, bucketSets, []byte(name), b.sets[name]); err != nil {
			return fmt.Errorf("the set %s: %w", name, err)
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
	for name, set := range b.sets {
		e.set(name).in = slices.Collect(set.All())
	}
	for i := range b.posts {
		e.posts[i].in = b.posts[i]
	}
	return e
}
