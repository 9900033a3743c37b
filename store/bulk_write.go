package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/belay-tui/belay/store/index"
)

// order is the rows of an order, sorted.
func (b *bulk) order(i int) []index.Pair {
	pairs := b.orders[i].keys.pairs()
	index.SortPairs(pairs, make([]index.Pair, len(pairs)))
	if !b.orders[i].text {
		return pairs
	}
	for from := 0; from < len(pairs); {
		to := from + 1
		for to < len(pairs) && pairs[to].Key == pairs[from].Key {
			to++
		}
		b.finer(i, pairs[from:to])
		from = to
	}
	return pairs
}

// manyAlike is from how many rows with alike keys on it pays to gather those
// with the same one first: the countries of a million leads are a few.
const manyAlike = 64

// finer sorts rows whose keys begin alike.
func (b *bulk) finer(i int, pairs []index.Pair) {
	if len(pairs) < manyAlike {
		slices.SortFunc(pairs, func(x, y index.Pair) int {
			return cmp.Or(bytes.Compare(b.key(i, x), b.key(i, y)), cmp.Compare(x.Row, y.Row))
		})
		return
	}
	same := map[string][]index.Pair{} // in the order of the rows, as they come
	for _, p := range pairs {
		key := b.key(i, p)
		same[string(key)] = append(same[string(key)], p)
	}
	for _, key := range slices.Sorted(maps.Keys(same)) {
		pairs = pairs[copy(pairs, same[key]):]
	}
}

// post is the pairs of a posting, sorted.
func (b *bulk) post(i int) []index.Pair {
	pairs := b.posts[i].pairs()
	index.SortPairs(pairs, make([]index.Pair, len(pairs)))
	return pairs
}

// write puts the orders, sets and postings in the place of those that the kind had.
func (b *bulk) write(ctx context.Context, r *reader) error {
	for i, pairs := range oneAhead(ctx, len(b.orders), b.order) {
		sort := ordersOf(b.k)[i]
		if err := index.BuildOrder(r.tx.Bucket(bucketOrders), bucketOrders, order(b.k, sort), len(pairs), rowsOf(pairs)); err != nil {
			return fmt.Errorf("the order by %s: %w", sort, err)
		}
	}
	if err := b.writeSets(r); err != nil {
		return err
	}
	for i, pairs := range oneAhead(ctx, len(b.posts), b.post) {
		post := posts(b.k)[i]
		if err := index.BuildPostings(r.tx.Bucket(bucketPostings), bucketPostings, postings(b.k, post), slices.Values(pairs)); err != nil {
			return fmt.Errorf("the index by %s: %w", post, err)
		}
	}
	return ctx.Err()
}

// oneAhead yields what build makes of 0 to n-1, each made while the one before
// is being used. It ends with the context.
func oneAhead[T any](ctx context.Context, n int, build func(int) T) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		next := make(chan T)
		go func() {
			defer close(next)
			for i := range n {
				select {
				case next <- build(i):
				case <-ctx.Done():
					return
				}
			}
		}()
		i := 0
		for made := range next {
			if !yield(i, made) {
				return
			}
			i++
		}
	}
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
