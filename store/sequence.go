package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"sort"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// orderedRows are those of a plan in an order that the base has.
type orderedRows struct {
	r *reader
	*plan
	order *index.Order
}

func (o *orderedRows) fault(err error) error {
	return o.r.indexError(fmt.Sprintf("the order of %ss by %s", o.q.Kind, o.q.Sort), err)
}

// from reads the order from its start where that is asked for: how the set is
// spread over it is not known yet when the first rows are wanted.
func (o *orderedRows) from(rank int) iter.Seq2[uint32, error] {
	return func(yield func(uint32, error) bool) {
		rows := o.order.Rows(o.set, 0)
		if rank > 0 {
			ranks, err := o.ranking()
			if err != nil {
				yield(0, err)
				return
			}
			rows = o.order.Ranked(ranks, rank)
		}
		for place, err := range rows {
			if !yield(place.Row, o.fault(err)) || err != nil {
				return
			}
		}
	}
}

// ranking is how the set is spread over the order.
func (o *orderedRows) ranking() (*index.Ranks, error) {
	o.r.tail.cache.mu.Lock()
	defer o.r.tail.cache.mu.Unlock()
	if o.ranks == nil {
		ranks, err := o.order.Ranks(o.set)
		if err != nil {
			return nil, o.fault(err)
		}
		o.ranks = ranks
	}
	return o.ranks, nil
}

func (o *orderedRows) rankOf(it index.Item) (int, error) {
	pos, err := o.r.position(o.order, o.q.Kind, o.q.Sort, it)
	if err != nil {
		return 0, err
	}
	ranks, err := o.ranking()
	if err != nil {
		return 0, err
	}
	rank, err := o.order.Rank(ranks, pos)
	return rank, o.fault(err)
}

// sortedRows are those of a plan in an order that was worked out for it.
type sortedRows struct {
	r *reader
	*plan
}

func (s sortedRows) from(rank int) iter.Seq2[uint32, error] {
	return func(yield func(uint32, error) bool) {
		for _, row := range s.rows[min(rank, len(s.rows)):] {
			if !yield(row, nil) {
				return
			}
		}
	}
}

func (s sortedRows) rankOf(it index.Item) (rank int, err error) {
	rank = sort.Search(len(s.rows), func(i int) bool {
		if err != nil {
			return true
		}
		var of stored
		if of, err = s.r.ofBase(s.q.Kind, s.rows[i]); err != nil {
			return true
		}
		var key []byte
		key, err = s.r.keyIn(of.record, s.q.Sort)
		return cmp.Or(bytes.Compare(it.Key, key), cmp.Compare(it.Row, s.rows[i])) <= 0
	})
	return rank, err
}

// isKept is whether the base has the order that a query asks for. Those that a
// belay before did not know are missing, or old, until the next change of a book
// that it wrote.
func (r *reader) isKept(q domain.Query) (bool, error) {
	if keys := q.Sort.Keys(); len(keys) > 1 || keys[0].Reverse {
		return false, nil
	}
	if knownSince(q.Kind, q.Sort) <= 1 {
		return true, nil
	}
	rules, err := r.rulesNow()
	return rules == r.tail.rules, err
}

// sortRows works out the rows of a plan in an order that the base does not have.
func (r *reader) sortRows(ctx context.Context, p *plan) error {
	all := make([]index.Item, 0, p.count)
	for s, err := range r.ofRows(ctx, p.q.Kind, p.set) {
		if err != nil {
			return err
		}
		key, err := r.keyIn(s.record, p.q.Sort)
		if err != nil {
			return err
		}
		all = append(all, index.Item{Key: key, Row: s.row})
	}
	slices.SortFunc(all, func(a, b index.Item) int {
		return cmp.Or(bytes.Compare(a.Key, b.Key), cmp.Compare(a.Row, b.Row))
	})
	p.rows = make([]uint32, len(all))
	for i, it := range all {
		p.rows[i] = it.Row
	}
	return nil
}
