package store

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// list checks a query. It refuses lists and orders that the kind does not have.
func list(k domain.Kind, q domain.Query) (domain.Query, error) {
	q.Kind = k
	if q.List == "" {
		q.List = domain.ListAll
	}
	if known := append(domain.ListsOf(k), domain.ListAll); !slices.Contains(known, q.List) {
		return q, domain.Refused("list.unknown", "list", domain.Outside(q.List), "known", known)
	}
	sort, err := domain.ParseSort(k, string(q.Sort))
	if err != nil {
		return q, err
	}
	if keys := sort.Keys(); len(keys) == 1 && keys[0].Reverse {
		sort, q.Reverse = keys[0].Sort, !q.Reverse
	}
	q.Sort = sort
	q.Match = strings.TrimSpace(q.Match)
	return q, nil
}

// merged is the list of a query.
func (r *reader) merged(ctx context.Context, k domain.Kind, q domain.Query) (*merged, error) {
	q, err := list(k, q)
	if err != nil {
		return nil, err
	}
	p, err := r.plan(ctx, q)
	if err != nil {
		return nil, err
	}
	m, err := r.merge(p)
	if err == nil {
		m.reverse = q.Reverse
	}
	return m, err
}

// listRows reads rows of a list; more is true where a quick search did not look
// at all.
func (r *reader) listRows(ctx context.Context, k domain.Kind, q domain.Query, offset, limit int) (rows []stored, total int, more bool, err error) {
	if q.Quick && q.Match != "" && offset == 0 {
		rows, more, err = r.firstFound(ctx, k, q, limit)
		if err != nil || more {
			return rows, len(rows), more, err
		}
	}
	m, err := r.merged(ctx, k, q)
	if err != nil {
		return nil, 0, false, err
	}
	rows, err = m.window(offset, limit)
	return rows, m.total(), false, err
}

// page reads rows of a list.
func page[R domain.Record](ctx context.Context, b *Book, k domain.Kind, q domain.Query, offset, limit int) (p domain.Page[R], err error) {
	offset, limit = max(0, offset), max(0, limit)
	err = b.view(ctx, "list "+string(k)+"s", func(r *reader) error {
		rows, total, more, err := r.listRows(ctx, k, q, offset, limit)
		if err != nil {
			return err
		}
		p.Offset, p.Total, p.More, p.Rows = offset, total, more, make([]R, len(rows))
		for i, s := range rows {
			rec, err := r.disclosed(s.record)
			if err != nil {
				return err
			}
			p.Rows[i], _ = rec.(R)
		}
		return nil
	})
	return p, err
}

// Place returns the index of a record in the list that a query asks for; ok is
// false where it is not in it.
func (b *Book) Place(ctx context.Context, q domain.Query, id domain.ID) (index int, ok bool, err error) {
	err = b.view(ctx, "find a place in a list", func(r *reader) error {
		m, err := r.merged(ctx, q.Kind, q)
		if err != nil {
			return err
		}
		s, err := r.load(domain.Ref{Kind: q.Kind, ID: id})
		if isNotFound(err) {
			return nil
		}
		if err != nil {
			return err
		}
		index, ok, err = m.place(s)
		return err
	})
	if err != nil || !ok {
		return 0, false, err
	}
	return index, true, nil
}

// each yields the records of a list as they may leave the book, in the order in
// which they were made.
func (r *reader) each(ctx context.Context, q domain.Query) iter.Seq2[domain.Record, error] {
	return func(yield func(domain.Record, error) bool) {
		q, err := list(q.Kind, q)
		if err != nil {
			yield(nil, err)
			return
		}
		p, err := r.plan(ctx, q)
		if err != nil {
			yield(nil, err)
			return
		}
		n := 0
		for row := range p.set.All() {
			if n++; n%1000 == 0 && ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			s, err := r.ofBase(q.Kind, row)
			if err == nil {
				s.record, err = r.disclosed(s.record)
			}
			if !yield(s.record, err) || err != nil {
				return
			}
		}
		for _, f := range p.fresh {
			s, err := r.ofTail(f.v)
			if err == nil {
				s.record, err = r.disclosed(s.record)
			}
			if !yield(s.record, err) || err != nil {
				return
			}
		}
	}
}

// Leads lists leads; Query.Kind is ignored. Rows come with their status as of
// now and without what their programs hold back. It refuses an unknown list
// (list.unknown) or order (sort.unknown).
func (b *Book) Leads(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Lead], error) {
	return page[domain.Lead](ctx, b, domain.KindLead, q, offset, limit)
}

// Opportunities lists opportunities; see [Book.Leads].
func (b *Book) Opportunities(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Opportunity], error) {
	return page[domain.Opportunity](ctx, b, domain.KindOpportunity, q, offset, limit)
}

// Projects lists projects; see [Book.Leads].
func (b *Book) Projects(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Project], error) {
	return page[domain.Project](ctx, b, domain.KindProject, q, offset, limit)
}

// Surveys lists surveys; see [Book.Leads].
func (b *Book) Surveys(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Survey], error) {
	return page[domain.Survey](ctx, b, domain.KindSurvey, q, offset, limit)
}

// Stories lists stories; see [Book.Leads].
func (b *Book) Stories(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Story], error) {
	return page[domain.Story](ctx, b, domain.KindStory, q, offset, limit)
}

// Credentials lists credentials; see [Book.Leads].
func (b *Book) Credentials(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Credential], error) {
	return page[domain.Credential](ctx, b, domain.KindCredential, q, offset, limit)
}
