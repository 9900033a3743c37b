package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// list is a query that was checked, on its way through an order.
type list struct {
	r *reader
	domain.Query
	match string
}

// list checks a query. It refuses lists and orders that the kind does not have.
func (r *reader) list(k domain.Kind, q domain.Query) (list, error) {
	q.Kind = k
	if q.List == "" {
		q.List = domain.ListAll
	}
	if known := append(domain.ListsOf(k), domain.ListAll); !slices.Contains(known, q.List) {
		return list{}, domain.Refused("list.unknown", "list", domain.Outside(q.List), "known", known)
	}
	if q.Sort == "" {
		q.Sort = domain.Sorts(k)[0]
	}
	if !slices.Contains(domain.Sorts(k), q.Sort) {
		return list{}, domain.Refused("sort.unknown", "sort", domain.Outside(string(q.Sort)), "known", domain.Sorts(k))
	}
	return list{r, q, domain.Fold(q.Match)}, nil
}

// walk calls fn with the key of each record of the list, from its end if
// backward, until fn returns false.
func (l list) walk(ctx context.Context, backward bool, fn func(key, value []byte) (bool, error)) error {
	bucket, err := l.r.bucket(orderOf(l.Kind))
	if err != nil {
		return err
	}
	n := 0
	for k, v := range newRun(bucket, orderPrefix(l.List, l.Sort), backward != l.Reverse).all() {
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		// The checksum before the program is checked for rows that are shown.
		if l.Program != "" && (len(v) < 4 || string(v[4:]) != l.Program) {
			continue
		}
		if more, err := fn(k, v); err != nil || !more {
			return err
		}
	}
	return nil
}

// row reads the record that a key of the list names, as it may leave the book.
func (l list) row(key, value []byte) (domain.Record, error) {
	if _, err := untag(key, value); err != nil || len(key) < idLen {
		return nil, l.r.damaged("the order of "+string(l.Kind)+"s", err)
	}
	ref := domain.Ref{Kind: l.Kind, ID: lastID(key)}
	rec, err := l.r.Record(ref)
	if isNotFound(err) {
		return nil, l.r.damaged(fmt.Sprintf("%s %s is listed and not there", l.Kind, ref), nil)
	}
	if err != nil {
		return nil, err
	}
	return l.r.disclosed(rec)
}

// matches looks for the text in a record that was disclosed.
func (l list) matches(rec domain.Record) bool {
	return strings.Contains(domain.Searchable(textOf(rec)...), l.match)
}

// total is how long the list is, matching aside.
func (l list) total() (int, error) {
	counts, err := l.r.counts(l.Program)
	return counts[l.Kind][l.List], err
}

// page reads rows of a list.
func page[R domain.Record](ctx context.Context, b *Book, k domain.Kind, q domain.Query, offset, limit int) (p domain.Page[R], err error) {
	offset, limit = max(0, offset), max(0, limit)
	err = b.view(ctx, "list "+string(k)+"s", func(r *reader) error {
		l, err := r.list(k, q)
		if err != nil {
			return err
		}
		var rows []domain.Record
		if l.match != "" {
			rows, p.Total, err = l.found(ctx, offset, limit)
		} else {
			rows, p.Total, err = l.window(ctx, offset, limit)
		}
		p.Offset, p.Rows = offset, make([]R, len(rows))
		for i, rec := range rows {
			p.Rows[i], _ = rec.(R)
		}
		return err
	})
	return p, err
}

// window reads rows from the end of the list that is nearer to them: keys
// before them are stepped over one by one.
func (l list) window(ctx context.Context, offset, limit int) (rows []domain.Record, total int, err error) {
	if total, err = l.total(); err != nil || offset >= total {
		return nil, total, err
	}
	limit = min(limit, total-offset)
	skip, backward := offset, false
	if behind := total - offset - limit; behind < offset {
		skip, backward = behind, true
	}
	err = l.walk(ctx, backward, func(key, value []byte) (bool, error) {
		if skip--; skip >= 0 {
			return true, nil
		}
		if len(rows) == limit {
			return false, nil
		}
		rec, err := l.row(key, value)
		rows = append(rows, rec)
		return len(rows) < limit, err
	})
	if backward {
		slices.Reverse(rows)
	}
	return rows, total, err
}

// found reads those rows whose text matches, and counts all that do.
func (l list) found(ctx context.Context, offset, limit int) (rows []domain.Record, total int, err error) {
	err = l.walk(ctx, false, func(key, value []byte) (bool, error) {
		rec, err := l.row(key, value)
		if err != nil {
			return false, err
		}
		if l.matches(rec) {
			if total >= offset && len(rows) < limit {
				rows = append(rows, rec)
			}
			total++
		}
		return true, nil
	})
	return rows, total, err
}

// Place returns the index of a record in the list that a query asks for; ok is
// false where it is not in it.
func (b *Book) Place(ctx context.Context, q domain.Query, id domain.ID) (index int, ok bool, err error) {
	err = b.view(ctx, "find a place in a list", func(r *reader) error {
		l, err := r.list(q.Kind, q)
		if err != nil {
			return err
		}
		if l.match == "" {
			if in, err := l.has(id); err != nil || !in {
				return err
			}
		}
		return l.walk(ctx, false, func(key, value []byte) (bool, error) {
			here := lastID(key) == id
			if l.match != "" {
				rec, err := l.row(key, value)
				if err != nil {
					return false, err
				}
				if !l.matches(rec) {
					return !here, nil
				}
			}
			if here {
				ok = true
				return false, nil
			}
			index++
			return true, nil
		})
	})
	if err != nil || !ok {
		return 0, false, err
	}
	return index, true, nil
}

// has reports whether a record stands in the list, so that no list is walked in vain.
func (l list) has(id domain.ID) (bool, error) {
	rec, err := l.r.Record(domain.Ref{Kind: l.Kind, ID: id})
	if isNotFound(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return slices.Contains(listsOf(rec), l.List) && (l.Program == "" || l.Program == programOf(rec)), nil
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
