package store

import (
	"bytes"
	"cmp"
	"fmt"
	"iter"
	"slices"
	"sort"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// merged reads the rows of a plan in their order.
type merged struct {
	r *reader
	*plan
	rows sequence
	// reverse is true where the list is asked for from its end.
	reverse bool
}

// sequence are the rows of a plan that the base has, in the plan's order.
type sequence interface {
	// from yields them from a rank on.
	from(rank int) iter.Seq2[uint32, error]
	// rankOf is how many of them come before an item.
	rankOf(it index.Item) (int, error)
}

func (r *reader) merge(p *plan) (*merged, error) {
	if p.rows != nil {
		return &merged{r: r, plan: p, rows: sortedRows{r, p}}, nil
	}
	o, err := r.order(p.q.Kind, p.q.Sort)
	if err != nil {
		return nil, err
	}
	return &merged{r: r, plan: p, rows: &orderedRows{r, p, o}}, nil
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
func (m *merged) window(offset, limit int) ([]stored, error) {
	limit = min(limit, m.total()-offset)
	if limit <= 0 {
		return nil, nil
	}
	from := offset
	if m.reverse {
		from = m.total() - offset - limit
	}
	rows, err := m.slice(from, limit)
	if m.reverse {
		slices.Reverse(rows)
	}
	return rows, err
}

// slice reads n records from a rank on.
func (m *merged) slice(from, n int) (rows []stored, err error) {
	j, err := m.freshBefore(from)
	if err != nil {
		return nil, err
	}
	take := func(s stored, err error) error {
		rows = append(rows, s)
		return err
	}
	for row, err := range m.rows.from(from - j) {
		if err != nil {
			return nil, err
		}
		s, err := m.r.ofBase(m.q.Kind, row)
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

// before reports whether a fresh row comes before a record of the base.
func (m *merged) before(f freshRow, s stored) (bool, error) {
	key, err := m.r.keyIn(s.record, m.q.Sort)
	return cmp.Or(bytes.Compare(f.key, key), cmp.Compare(f.v.row, s.row)) < 0, err
}

// freshBefore is how many fresh rows lie before a rank: as many as have a lower
// one of their own.
func (m *merged) freshBefore(rank int) (j int, err error) {
	if rank == 0 {
		return 0, nil
	}
	j = sort.Search(len(m.fresh), func(i int) bool {
		ahead, e := m.rankAhead(i)
		err = cmp.Or(err, e)
		return i+ahead >= rank
	})
	return j, err
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
	rank, err := m.rows.rankOf(m.fresh[i].item())
	if err != nil {
		return 0, err
	}
	m.r.tail.cache.mu.Lock()
	m.ahead[i] = rank + 1
	m.r.tail.cache.mu.Unlock()
	return rank, nil
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

// place is the index of a record in the list, false where it is not in it.
func (m *merged) place(s stored) (index int, ok bool, err error) {
	if index, ok, err = m.rank(s); ok && m.reverse {
		index = m.total() - 1 - index
	}
	return index, ok, err
}

// rank is the place of a record in the plan's order.
func (m *merged) rank(s stored) (int, bool, error) {
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
	rank, err := m.rows.rankOf(it)
	if err != nil {
		return 0, false, err
	}
	j, _ := slices.BinarySearchFunc(m.fresh, it, func(f freshRow, it index.Item) int {
		return cmp.Or(bytes.Compare(f.key, it.Key), cmp.Compare(f.v.row, it.Row))
	})
	return rank + j, true, nil
}
