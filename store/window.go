package store

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"sort"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// merged reads the rows of a plan in their order.
type merged struct {
	r *reader
	*plan
	order *index.Order
}

func (r *reader) merge(p *plan) (*merged, error) {
	o, err := r.order(p.q.Kind, p.q.Sort)
	if err != nil {
		return nil, err
	}
	return &merged{r, p, o}, nil
}

// order opens an order of the base.
func (r *reader) order(k domain.Kind, sort domain.Sort) (*index.Order, error) {
	bucket, err := r.bucket(bucketOrders)
	if err != nil {
		return nil, err
	}
	if err := r.there(bucketOrders, order(k, sort)); err != nil {
		return nil, err
	}
	o, err := index.OpenOrder(bucket, bucketOrders, order(k, sort))
	if err != nil {
		return nil, r.indexError(fmt.Sprintf("the order of %ss by %s", k, sort), err)
	}
	return o, nil
}

// window reads at most limit records from a place in the list on.
func (m *merged) window(offset, limit int, reverse bool) ([]stored, error) {
	limit = min(limit, m.total()-offset)
	if limit <= 0 {
		return nil, nil
	}
	from := offset
	if reverse {
		from = m.total() - offset - limit
	}
	rows, err := m.slice(from, limit)
	if reverse {
		slices.Reverse(rows)
	}
	return rows, err
}

// slice reads n records from a rank on.
func (m *merged) slice(from, n int) (rows []stored, err error) {
	pos, j, err := m.split(from)
	if err != nil {
		return nil, err
	}
	take := func(s stored, err error) error {
		rows = append(rows, s)
		return err
	}
	for place, err := range m.order.Rows(m.set, pos) {
		if err != nil {
			return nil, m.fault(err)
		}
		s, err := m.r.ofBase(m.q.Kind, place.Row)
		if err != nil {
			return nil, err
		}
		for ; j < len(m.fresh) && len(rows) < n; j++ {
			before, err := m.before(m.fresh[j], s)
			if err != nil {
				return nil, err
			}
			if !before {
				break
			}
			if err := take(m.r.ofTail(m.fresh[j].v)); err != nil {
				return nil, err
			}
		}
		if len(rows) == n {
			return rows, nil
		}
		if rows = append(rows, s); len(rows) == n {
			return rows, nil
		}
	}
	for ; j < len(m.fresh) && len(rows) < n; j++ {
		if err := take(m.r.ofTail(m.fresh[j].v)); err != nil {
			return nil, err
		}
	}
	if len(rows) < n {
		return nil, m.r.damaged(fmt.Sprintf("the order of %ss by %s lacks rows", m.q.Kind, m.q.Sort), nil)
	}
	return rows, nil
}

func (m *merged) fault(err error) error {
	return m.r.indexError(fmt.Sprintf("the order of %ss by %s", m.q.Kind, m.q.Sort), err)
}

// before reports whether a fresh row comes before a record of the base.
func (m *merged) before(f freshRow, s stored) (bool, error) {
	key, err := m.r.keyIn(s.record, m.q.Sort)
	return cmp.Or(bytes.Compare(f.key, key), cmp.Compare(f.v.row, s.row)) < 0, err
}

// split finds where the list goes on from a rank: the position in the order of
// the base, and the index of the fresh row.
func (m *merged) split(rank int) (pos, j int, err error) {
	if rank == 0 {
		return 0, 0, nil
	}
	// As many fresh rows lie before the rank as have a lower one of their own.
	j = sort.Search(len(m.fresh), func(i int) bool {
		ahead, e := m.rankAhead(i)
		err = cmp.Or(err, e)
		return i+ahead >= rank
	})
	if err != nil {
		return 0, 0, err
	}
	ranks, err := m.ranking()
	if err != nil {
		return 0, 0, err
	}
	if rank-j >= ranks.Len() {
		return m.order.Len(), j, nil
	}
	place, err := m.order.Select(ranks, rank-j)
	return place.Pos, j, m.fault(err)
}

// ranking is how the set is spread over the order.
func (m *merged) ranking() (*index.Ranks, error) {
	m.r.tail.cache.mu.Lock()
	defer m.r.tail.cache.mu.Unlock()
	if m.ranks == nil {
		ranks, err := m.order.Ranks(m.set)
		if err != nil {
			return nil, m.fault(err)
		}
		m.ranks = ranks
	}
	return m.ranks, nil
}

// rankAhead is how many rows of the base come before the i-th fresh one.
func (m *merged) rankAhead(i int) (int, error) {
	m.r.tail.cache.mu.Lock()
	if m.ahead == nil {
		m.ahead = make([]int, len(m.fresh))
	}
	known := m.ahead[i] - 1 // one more is kept, so that 0 is not known yet
	m.r.tail.cache.mu.Unlock()
	if known >= 0 {
		return known, nil
	}
	rank, err := m.rankOf(m.fresh[i].item())
	if err != nil {
		return 0, err
	}
	m.r.tail.cache.mu.Lock()
	m.ahead[i] = rank + 1
	m.r.tail.cache.mu.Unlock()
	return rank, nil
}

// rankOf is how many rows of the set come before an item in the order.
func (m *merged) rankOf(it index.Item) (int, error) {
	pos, err := m.r.position(m.order, m.q.Kind, m.q.Sort, it)
	if err != nil {
		return 0, err
	}
	ranks, err := m.ranking()
	if err != nil {
		return 0, err
	}
	rank, err := m.order.Rank(ranks, pos)
	return rank, m.fault(err)
}

// position is that of the first row of an order that does not come before an item.
func (r *reader) position(o *index.Order, k domain.Kind, sort domain.Sort, it index.Item) (int, error) {
	pos, err := o.Search(func(row uint32) (bool, error) {
		s, err := r.ofBase(k, row)
		if err != nil {
			return false, err
		}
		key, err := r.keyIn(s.record, sort)
		return cmp.Or(bytes.Compare(it.Key, key), cmp.Compare(it.Row, row)) <= 0, err
	})
	return pos, r.indexError(fmt.Sprintf("the order of %ss by %s", k, sort), err)
}

// place is the rank of a record in the list, false where it is not in it.
func (m *merged) place(s stored) (int, bool, error) {
	for i, f := range m.fresh {
		if f.v.row == s.row {
			ahead, err := m.rankAhead(i)
			return i + ahead, true, err
		}
	}
	if !m.set.Has(s.row) {
		return 0, false, nil
	}
	key, err := m.r.keyIn(s.record, m.q.Sort)
	if err != nil {
		return 0, false, err
	}
	it := index.Item{Key: key, Row: s.row}
	rank, err := m.rankOf(it)
	if err != nil {
		return 0, false, err
	}
	j, _ := slices.BinarySearchFunc(m.fresh, it, func(f freshRow, it index.Item) int {
		return cmp.Or(bytes.Compare(f.key, it.Key), cmp.Compare(f.v.row, it.Row))
	})
	return rank + j, true, nil
}
