package store

import (
	"slices"
	"unicode/utf8"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// mostRuns is how many different texts an order may have for it to be walked
// from one to the next: each takes some twenty looks.
const mostRuns = 500

// runsOf are the orders that stand by what a field says, where few records say
// different things.
var runsOf = map[domain.Kind]map[string]domain.Sort{
	domain.KindLead: {"country": domain.SortCountry, "product": domain.SortProduct},
}

// narrowByRuns asks one record of those that say the same in the term's field,
// which stand beside each other in an order. Terms of a field without such an
// order, and those whose texts are longer than what an order looks at, stay open.
func (r *reader) narrowByRuns(p *plan, t domain.Term) (sure bool, err error) {
	sort, ok := runsOf[p.q.Kind][t.Field]
	if !ok {
		return false, nil
	}
	if kept, err := r.isKept(domain.Query{Kind: p.q.Kind, Sort: sort}); !kept || err != nil {
		return false, err
	}
	o, err := r.order(p.q.Kind, sort)
	if err != nil {
		return false, err
	}
	rows := index.NewBits(int(r.tail.base.next[p.q.Kind]))
	for from, n := 0, 0; from < o.Len(); n++ {
		run, err := r.run(o, p, t, sort, from)
		if err != nil || run.long || n == mostRuns {
			return false, err
		}
		if run.holds {
			if err := r.addRun(rows, o, sort, from, run.end); err != nil {
				return false, err
			}
		}
		from = run.end
	}
	p.set.And(rows)
	return true, nil
}

// run are the records that stand beside each other in an order with one key.
type run struct {
	end   int // the position behind the last one
	holds bool
	long  bool // their texts may differ past what the key has of them
}

func (r *reader) run(o *index.Order, p *plan, t domain.Term, sort domain.Sort, from int) (of run, err error) {
	row, err := o.At(from)
	if err != nil {
		return of, r.indexError("the order by "+string(sort), err)
	}
	s, err := r.ofBase(p.q.Kind, row)
	if err != nil {
		return of, err
	}
	key, err := r.keyIn(s.record, sort)
	if err != nil {
		return of, err
	}
	program, err := r.program(programOf(s.record))
	if err != nil {
		return of, err
	}
	// A text of the order's whole length may have been cut, one with this
	// character may have had another.
	of.long = len(key) > textLen-utf8.UTFMax || slices.Contains(key, '\x01')
	of.holds = domain.Filter{Terms: []domain.Term{t}}.HoldsFields(disclose(program, s.record), program, p.at)
	of.end, err = r.position(o, p.q.Kind, sort, index.Item{Key: after(key)})
	return of, err
}

func (r *reader) addRun(rows *index.Bits, o *index.Order, sort domain.Sort, from, end int) error {
	for place, err := range o.Rows(nil, from) {
		if err != nil {
			return r.indexError("the order by "+string(sort), err)
		}
		if place.Pos >= end {
			break
		}
		rows.Add(place.Row)
	}
	return nil
}
