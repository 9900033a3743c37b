package store

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// plan is how one state of the book answers a query: the rows of the base that
// are in the list, and the records of the tail that are, merged by their keys
// in the order. Several goroutines may use it, one at a time.
type plan struct {
	q domain.Query
	// set are the rows of the base that stand in the list as they were; those
	// that the tail changed are not among them.
	set   *index.Bits
	count int
	fresh []freshRow
	// rows are those of the set in an order that the base does not have, nil where
	// it has it.
	rows []uint32
	// ranks and ahead are worked out when they are needed: how the set is spread
	// over the order, and how many of its rows come before each fresh one.
	ranks *index.Ranks
	ahead []int
}

// freshRow is a record of the tail that is in the list.
type freshRow struct {
	v   *version
	key []byte
}

func (f freshRow) item() index.Item { return index.Item{Key: f.key, Row: f.v.row} }

// total is how many records the list has.
func (p *plan) total() int { return p.count + len(p.fresh) }

// plans are kept only for so many queries of a state.
const keptPlans = 16

// plan works out how to answer a query, or finds how that was done before. The
// query must have been checked.
func (r *reader) plan(ctx context.Context, q domain.Query) (*plan, error) {
	q.Reverse, q.Quick = false, false // it is the same list
	if p := r.planned(q); p != nil {
		return p, nil
	}
	p, err := r.newPlan(ctx, q)
	if err != nil {
		return nil, err
	}
	c := r.tail.cache
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.plans) >= keptPlans || c.plans == nil {
		c.plans = map[domain.Query]*plan{}
	}
	c.plans[q] = p
	return p, nil
}

// planned is the plan of a query that was answered before, nil where it was not.
func (r *reader) planned(q domain.Query) *plan {
	r.tail.cache.mu.Lock()
	defer r.tail.cache.mu.Unlock()
	return r.tail.cache.plans[q]
}

func (r *reader) newPlan(ctx context.Context, q domain.Query) (*plan, error) {
	set, err := r.baseSet(q)
	if err != nil {
		return nil, err
	}
	p := &plan{q: q, set: set}
	if q.Match != "" {
		if err := r.textAhead(ctx, q.Kind); err != nil {
			return nil, err
		}
		if err := r.there(bucketText, textOf(q.Kind)); err != nil {
			return nil, err
		}
		text := index.OpenText(r.tx.Bucket(bucketText), bucketText, textOf(q.Kind))
		if p.set, err = text.Find(ctx, [][]byte{[]byte(q.Match)}, searchers, set); err != nil {
			return nil, r.indexError("the text", err)
		}
	}
	p.count = p.set.Count()
	kept, err := r.isKept(q)
	if err == nil && !kept {
		err = r.sortRows(ctx, p)
	}
	if err != nil {
		return nil, err
	}
	for _, v := range r.tail.versions(q.Kind) {
		if err := r.planFresh(p, v); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(p.fresh, func(a, b freshRow) int {
		return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.v.row, b.v.row))
	})
	return p, nil
}

// searchers is how many goroutines look for text.
const searchers = 2

// baseSet are the rows of the base that are in a list of a program, or of all,
// without those that the tail changed.
func (r *reader) baseSet(q domain.Query) (*index.Bits, error) {
	rows, err := r.set(q.Kind, set{inList, q.List})
	if err != nil {
		return nil, err
	}
	rows = rows.Clone()
	if q.Program != "" {
		theirs, err := r.set(q.Kind, set{ofProgram, q.Program})
		if err != nil {
			return nil, err
		}
		rows.And(theirs)
	}
	for row := range r.tail.rows[q.Kind] {
		rows.Remove(row)
	}
	return rows, nil
}

// set reads a set of the base, once a base. Nobody may change it.
func (r *reader) set(k domain.Kind, of set) (*index.Bits, error) {
	c, name := r.tail.cache.base, string(of.key(k))
	c.mu.Lock()
	defer c.mu.Unlock()
	if rows := c.sets[name]; rows != nil {
		return rows, nil
	}
	bucket, err := r.bucket(bucketSets)
	if err != nil {
		return nil, err
	}
	if err := r.there(bucketSets, []byte(name)); err != nil {
		return nil, err
	}
	rows, err := index.ReadSet(bucket, bucketSets, []byte(name))
	if err != nil {
		return nil, r.indexError("the set "+domain.Clean(name), err)
	}
	c.sets[name] = rows
	return rows, nil
}

// indexError says where in the book an index is damaged.
func (r *reader) indexError(what string, err error) error {
	if isDamage(err) {
		return &DamagedError{Path: r.b.path, What: what, Repairable: true, Err: err}
	}
	return err
}

// planFresh takes a record of the tail into the plan if it is in the list.
func (r *reader) planFresh(p *plan, v *version) error {
	if v.gone() {
		return nil
	}
	s, err := r.ofTail(v)
	if err != nil {
		return err
	}
	in, err := r.listed(p.q, s.record)
	if err != nil || !in {
		return err
	}
	key, err := r.keyIn(s.record, p.q.Sort)
	if err != nil || key == nil {
		return err
	}
	p.fresh = append(p.fresh, freshRow{v, key})
	return nil
}

// listed reports whether a record is in the list of a query.
func (r *reader) listed(q domain.Query, rec domain.Record) (bool, error) {
	if q.Program != "" && programOf(rec) != q.Program {
		return false, nil
	}
	if in, ok := rec.(interface{ Lists() []string }); q.List != domain.ListAll && (!ok || !slices.Contains(in.Lists(), q.List)) {
		return false, nil
	}
	if q.Match == "" {
		return true, nil
	}
	p, err := r.program(programOf(rec))
	if err != nil {
		return false, err
	}
	return bytes.Contains(searchLine(disclose(p, rec)), []byte(q.Match)), nil
}
