package store

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// searchers is how many goroutines look for text.
const searchers = 2

// narrow keeps to the rows of a plan's set that its filter lets through: by the
// text and the orders first, and what they cannot tell for certain by the records
// that are left.
func (r *reader) narrow(ctx context.Context, p *plan) error {
	open, err := r.narrowUnread(ctx, p)
	if err != nil || open.IsZero() {
		return err
	}
	_, err = r.narrowByRecord(ctx, p, open, p.set.Len(), p.set.Len())
	return err
}

// narrowUnread narrows by what needs no records to be read, and says what of the
// filter is still open then.
func (r *reader) narrowUnread(ctx context.Context, p *plan) (open domain.Filter, err error) {
	if p.filter.IsZero() {
		return open, nil
	}
	if err := r.narrowByText(ctx, p); err != nil {
		return open, err
	}
	for _, t := range p.filter.Terms {
		if t.Field == "" {
			continue
		}
		sure, err := r.narrowByOrder(p, t)
		if err != nil {
			return open, err
		}
		if !sure {
			open.Terms = append(open.Terms, t)
		}
	}
	return open, nil
}

// narrowByText looks for the words of a filter, and for those of its fields that
// are among what is searched.
func (r *reader) narrowByText(ctx context.Context, p *plan) error {
	var together [][]byte // those without alternatives are looked for at once
	var apart []domain.Term
	for _, t := range p.filter.Terms {
		switch {
		case t.Field != "" && (t.Not || !inText(p.q.Kind, t)):
		case len(t.Values) == 1 && !t.Not:
			together = append(together, []byte(t.Values[0].Folded))
		default:
			apart = append(apart, t)
		}
	}
	if len(together)+len(apart) == 0 {
		return nil
	}
	if err := r.textAhead(ctx, p.q.Kind); err != nil {
		return err
	}
	if err := r.there(bucketText, textOf(p.q.Kind)); err != nil {
		return err
	}
	text := index.OpenText(r.tx.Bucket(bucketText), bucketText, textOf(p.q.Kind))
	find := func(needles [][]byte) (*index.Bits, error) {
		found, err := text.Find(ctx, needles, searchers, p.set)
		if err != nil {
			return nil, r.indexError("the text", err)
		}
		return found, nil
	}
	if len(together) > 0 {
		found, err := find(together)
		if err != nil {
			return err
		}
		p.set = found
	}
	for _, t := range apart {
		any := index.NewBits(0)
		for _, v := range t.Values {
			found, err := find([][]byte{[]byte(v.Folded)})
			if err != nil {
				return err
			}
			any.Or(found)
		}
		if t.Not {
			p.set.AndNot(any)
		} else {
			p.set.And(any)
		}
	}
	return nil
}

// searchedFields are the fields of filters whose texts are all among [searched].
var searchedFields = map[domain.Kind][]string{
	domain.KindLead:        {"company", "country", "city", "industry", "product", "source", "campaign", "id"},
	domain.KindOpportunity: {"name", "customer", "product", "source", "stage", "id"},
	domain.KindProject:     {"name", "customer", "product", "industry"},
	domain.KindSurvey:      {"project", "customer", "review"},
	domain.KindStory:       {"title", "customer"},
	domain.KindCredential:  {"title", "holder"},
}

// inText is whether a record that a term of a field holds for has one of its
// values in its text.
func inText(k domain.Kind, t domain.Term) bool {
	return slices.Contains(searchedFields[k], t.Field) &&
		!slices.ContainsFunc(t.Values, func(v domain.Value) bool { return v.None || v.Any || v.Folded == "" })
}

// narrowByOrder keeps to a part of an order where that tells what a term asks
// for; sure is true where it tells all of it.
func (r *reader) narrowByOrder(p *plan, t domain.Term) (sure bool, err error) {
	if runs, err := r.narrowByRuns(p, t); runs || err != nil {
		return runs, err
	}
	if p.q.Kind != domain.KindLead || t.Not || slices.ContainsFunc(t.Values, func(v domain.Value) bool { return v.None || v.Any }) {
		return false, nil
	}
	var sort domain.Sort
	var keys [][2][]byte // from one on, and before the other
	switch t.Field {
	case "due":
		sort, sure = domain.SortDue, true
		for _, v := range t.Values {
			from := max(v.From, milli(p.at)+1) // what is due at the minute lapsed
			keys = append(keys, [2][]byte{dueKey(time.UnixMilli(from)), dueUntil(v.To)})
		}
	case "score":
		sort, sure = domain.SortScore, true
		for _, v := range t.Values {
			least, end := points(v.From), points(v.To)
			keys = append(keys, [2][]byte{falling(end - 1), after(falling(least))})
			sure = sure && least > 0 // 0 is also that nothing is known
		}
	case "status":
		sort, sure = domain.SortStatus, true
		if kept, err := r.isKept(domain.Query{Kind: p.q.Kind, Sort: sort}); !kept || err != nil {
			return false, err
		}
		for _, v := range t.Values {
			status := domain.LeadStatus(v.Folded)
			keys = append(keys, statusKeys(status))
			if status == domain.LeadLapsed { // an offer may have lapsed by the clock alone
				keys = append(keys, statusKeys(domain.LeadOffered))
			}
			sure = sure && status != domain.LeadLapsed && status != domain.LeadOffered
		}
	default:
		return false, nil
	}
	rows, err := r.stretches(p.q.Kind, sort, keys)
	if err != nil {
		return false, err
	}
	p.set.And(rows)
	return sure, nil
}

func statusKeys(s domain.LeadStatus) [2][]byte {
	key := placeIn(domain.States(domain.KindLead), domain.State(s))
	return [2][]byte{key, after(key)}
}

// dueUntil is the end of the offers that are due before an instant.
func dueUntil(n int64) []byte {
	if n == domain.ToEnd {
		return class(dueLapsed, math.MinInt64)
	}
	return dueKey(time.UnixMilli(n))
}

// points is the least whole number of points that is so many thousandths or more.
func points(n int64) int64 {
	const most = 1 << 40 // more than there are
	n = min(max(n, -most), most)
	if n < 0 {
		return 0
	}
	return (n + 999) / 1000
}

// stretches are the rows of the base between keys of an order.
func (r *reader) stretches(k domain.Kind, sort domain.Sort, keys [][2][]byte) (*index.Bits, error) {
	o, err := r.order(k, sort)
	if err != nil {
		return nil, err
	}
	rows := index.NewBits(int(r.tail.base.next[k]))
	for _, between := range keys {
		from, err := r.position(o, k, sort, index.Item{Key: between[0]})
		if err != nil {
			return nil, err
		}
		to, err := r.position(o, k, sort, index.Item{Key: between[1]})
		if err != nil {
			return nil, err
		}
		if err := r.addRun(rows, o, sort, from, to); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// narrowByRecord reads the records that are left, looked of them at most and no
// further than to the one that makes most; all is whether it came to the end.
func (r *reader) narrowByRecord(ctx context.Context, p *plan, open domain.Filter, looked, most int) (all bool, err error) {
	kept := index.NewBits(p.set.Len())
	n, found := 0, 0
	for s, err := range r.ofRows(ctx, p.q.Kind, p.set) {
		if err != nil {
			return false, err
		}
		if n == looked || found == most {
			p.set = kept
			return false, nil
		}
		n++
		program, err := r.program(programOf(s.record))
		if err != nil {
			return false, err
		}
		if open.HoldsFields(disclose(program, s.record), program, p.at) {
			kept.Add(s.row)
			found++
		}
	}
	p.set = kept
	return true, nil
}
