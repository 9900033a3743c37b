package store

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// plan is how one state of the book answers a query: the rows of the base that
// are in the list, and the records of the tail that are, merged by their keys
// in the order. Several goroutines may use it, one at a time.
type plan struct {
	q domain.Query
	// filter is what the query's match means as of an instant.
	filter domain.Filter
	at     time.Time
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
	f, err := r.filter(q)
	if err != nil {
		return nil, err
	}
	key := r.planKey(q, f)
	if p := r.planned(key); p != nil {
		return p, nil
	}
	p, err := r.newPlan(ctx, q, f)
	if err != nil {
		return nil, err
	}
	c := r.tail.cache
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.plans) >= keptPlans || c.plans == nil {
		c.plans = map[planKey]*plan{}
	}
	c.plans[key] = p
	return p, nil
}

// planKey is what a plan depends on besides the state of the book. Fields may
// depend on the clock, which is looked at once a minute.
type planKey struct {
	domain.Query
	minute int64
}

func (r *reader) planKey(q domain.Query, f domain.Filter) planKey {
	key := planKey{Query: q}
	if f.HasFields() {
		key.minute = r.minute().Unix()
	}
	return key
}

// minute is the clock as filters see it.
func (r *reader) minute() time.Time { return r.now.Truncate(time.Minute) }

// filter understands what a query is to match.
func (r *reader) filter(q domain.Query) (domain.Filter, error) {
	return domain.ParseFilter(q.Kind, q.Match, r.minute())
}

// planned is the plan of a query that was answered before, nil where it was not.
func (r *reader) planned(key planKey) *plan {
	r.tail.cache.mu.Lock()
	defer r.tail.cache.mu.Unlock()
	return r.tail.cache.plans[key]
}

func (r *reader) newPlan(ctx context.Context, q domain.Query, f domain.Filter) (*plan, error) {
	set, err := r.baseSet(q)
	if err != nil {
		return nil, err
	}
	p := &plan{q: q, filter: f, at: r.minute(), set: set}
	if err := r.narrow(ctx, p); err != nil {
		return nil, err
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
	in, err := r.listed(p, s.record)
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

// listed reports whether a record is in the list of a plan.
func (r *reader) listed(p *plan, rec domain.Record) (bool, error) {
	if p.q.Program != "" && programOf(rec) != p.q.Program {
		return false, nil
	}
	if in, ok := rec.(interface{ Lists() []string }); p.q.List != domain.ListAll && (!ok || !slices.Contains(in.Lists(), p.q.List)) {
		return false, nil
	}
	if p.filter.IsZero() {
		return true, nil
	}
	program, err := r.program(programOf(rec))
	if err != nil {
		return false, err
	}
	shown := disclose(program, rec)
	return p.filter.Holds(shown, searchLine(shown), program, p.at), nil
}
