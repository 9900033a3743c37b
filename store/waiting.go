package store

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// Waiting counts what waits for the firm in a program, in all where it is "".
// The day ends where the clock's time zone has it. It reads the records that
// changed last and counts the others by the orders.
func (b *Book) Waiting(ctx context.Context, program string) (w domain.Waiting, err error) {
	err = b.view(ctx, "count what waits", func(r *reader) error {
		y, m, d := r.now.Date()
		end := time.Date(y, m, d+1, 0, 0, 0, 0, r.now.Location())
		for _, k := range []domain.Kind{domain.KindLead, domain.KindOpportunity, domain.KindProject, domain.KindSurvey} {
			if err := r.waitingFresh(&w, k, program, end); err != nil {
				return err
			}
		}
		return r.waitingBase(ctx, &w, program, end)
	})
	return w, err
}

// waitingFresh counts records of the tail.
func (r *reader) waitingFresh(w *domain.Waiting, k domain.Kind, program string, end time.Time) error {
	for _, v := range r.tail.versions(k) {
		s, err := r.ofTail(v)
		switch {
		case isNotFound(err):
		case err != nil:
			return err
		case program == "" || programOf(s.record) == program:
			w.Add(s.record, r.now, end)
		}
	}
	return nil
}

// waitingBase counts records of the base.
func (r *reader) waitingBase(ctx context.Context, w *domain.Waiting, program string, end time.Time) error {
	leads, err := r.between(domain.KindLead, domain.SortDue, program, after(dueKey(r.now)), class(dueLapsed, -1<<62))
	if err != nil {
		return err
	}
	today, err := r.between(domain.KindLead, domain.SortDue, program, after(dueKey(r.now)), dueKey(end))
	if err != nil {
		return err
	}
	day := domain.DateOf(r.now)
	deals, err := r.between(domain.KindOpportunity, sortNext, program, nil, rising(int64(day)))
	if err != nil {
		return err
	}
	ends, err := r.between(domain.KindProject, sortEnd, program, nil, after(rising(int64(day))))
	if err != nil {
		return err
	}
	failed, err := r.plan(ctx, domain.Query{Kind: domain.KindSurvey, List: domain.ListFailed, Sort: domain.SortDate, Program: program})
	if err != nil {
		return err
	}
	w.Leads += leads.count
	w.DueToday += today.count
	w.Opportunities += deals.count
	w.Projects += ends.count
	w.Surveys += failed.count
	if next, ok := leads.first.(domain.Lead); ok && (w.NextDue.IsZero() || next.Due.Before(w.NextDue)) {
		w.NextDue = next.Due
	}
	return nil
}

// stretch is a part of an order.
type stretch struct {
	count int
	first domain.Record // nil where there is none
}

// between is the part of an order of the base that lies between two keys: from
// one on, and before the other. Records that the tail changed are not in it.
func (r *reader) between(k domain.Kind, sort domain.Sort, program string, from, to []byte) (s stretch, err error) {
	m, err := r.whole(k, sort, program)
	if err != nil {
		return s, err
	}
	lo, err := m.rows.rankOf(index.Item{Key: from})
	if err != nil {
		return s, err
	}
	hi, err := m.rows.rankOf(index.Item{Key: to})
	if err != nil || hi <= lo {
		return s, err
	}
	for row, err := range m.rows.from(lo) {
		if err != nil {
			return s, err
		}
		first, err := r.ofBase(k, row)
		return stretch{hi - lo, first.record}, err
	}
	return s, nil
}

// whole is a list of all records of a program in an order, also in one that is
// kept for the book's own questions.
func (r *reader) whole(k domain.Kind, sort domain.Sort, program string) (*merged, error) {
	p, err := r.plan(context.Background(), domain.Query{Kind: k, List: domain.ListAll, Sort: sort, Program: program})
	if err != nil {
		return nil, err
	}
	return r.merge(p)
}

// upTo yields the leads, deals or projects of an order from its start up to and
// with a key.
func (r *reader) upTo(k domain.Kind, sort domain.Sort, until []byte) iter.Seq2[stored, error] {
	return func(yield func(stored, error) bool) {
		m, err := r.whole(k, sort, "")
		if err != nil {
			yield(stored{}, err)
			return
		}
		for row, err := range m.rows.from(0) {
			if err != nil {
				yield(stored{}, err)
				return
			}
			s, err := r.ofBase(k, row)
			past := false
			if err == nil {
				past, err = m.past(s.record, until)
			}
			if past && err == nil {
				break
			}
			if !yield(s, err) || err != nil {
				return
			}
		}
		for _, f := range m.fresh {
			if string(f.key) > string(until) {
				return
			}
			s, err := r.ofTail(f.v)
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}

// past reports whether a record comes behind a key in the order.
func (m *merged) past(rec domain.Record, key []byte) (bool, error) {
	own, err := m.r.keyIn(rec, m.q.Sort)
	if err != nil {
		return false, fmt.Errorf("place %s: %w", rec.Ref(), err)
	}
	return string(own) > string(key), nil
}

// after is the key that follows on all that are the key: keys have one length.
func after(key []byte) []byte { return append(key[:len(key):len(key)], 0) }
