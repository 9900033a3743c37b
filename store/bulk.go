package store

import (
	"encoding/binary"
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
	posts  []column
}

// bulkOrder is an order before it is sorted: the first eight bytes of each key,
// and where keys are texts, all of them.
type bulkOrder struct {
	keys column
	text bool
	long arena
	at   []uint32 // where the key of a row, from the first, lies in long
}

func newBulk(k domain.Kind, first uint32) *bulk {
	b := &bulk{k: k, first: first, sets: map[set]*index.Bits{}, posts: make([]column, len(posts(k)))}
	for _, sort := range ordersOf(k) {
		b.orders = append(b.orders, bulkOrder{text: isText(sort)})
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
	for _, of := range d.sets {
		b.set(of).Add(row)
	}
	for i, keys := range d.posts {
		for _, key := range keys {
			b.posts[i].add(key, row)
		}
	}
}

func (o *bulkOrder) add(row, nth uint32, key []byte) {
	var head [8]byte
	copy(head[:], key)
	o.keys.add(binary.BigEndian.Uint64(head[:]), row)
	if !o.text {
		return
	}
	for uint32(len(o.at)) < nth {
		o.at = append(o.at, 0)
	}
	o.at = append(o.at, o.long.put(key))
}

// key is the whole key of a row.
func (b *bulk) key(i int, p index.Pair) []byte {
	o := &b.orders[i]
	if !o.text {
		return binary.BigEndian.AppendUint64(nil, p.Key)
	}
	return o.long.get(o.at[p.Row-b.first])
}

// append takes the rows of another bulk, which follow on its own.
func (b *bulk) append(o *bulk) {
	for i := range b.orders {
		to, from := &b.orders[i], &o.orders[i]
		to.keys.append(from.keys)
		if !from.text {
			continue
		}
		for uint32(len(to.at)) < o.first-b.first {
			to.at = append(to.at, 0)
		}
		shift := to.long.append(from.long)
		for _, at := range from.at {
			to.at = append(to.at, at+shift)
		}
	}
	for of, rows := range o.sets {
		b.set(of).Or(rows)
	}
	for i := range b.posts {
		b.posts[i].append(o.posts[i])
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

// edits are what has to change where the rows come on top of others.
func (b *bulk) edits() *edits {
	e := newEdits(b.k)
	for i := range b.orders {
		for _, p := range b.orders[i].keys.pairs() {
			e.orders[i].in = append(e.orders[i].in, index.Item{Key: b.key(i, p), Row: p.Row})
		}
	}
	for of, rows := range b.sets {
		e.set(of).in = slices.Collect(rows.All())
	}
	for i := range b.posts {
		e.posts[i].in = b.posts[i].pairs()
	}
	return e
}
