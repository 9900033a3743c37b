package store

import (
	"context"
	"time"

	"github.com/belay-tui/belay/domain"
)

// Waiting counts what waits for the firm in a program, in all where it is "".
// The day ends where the clock's time zone has it.
func (b *Book) Waiting(ctx context.Context, program string) (w domain.Waiting, err error) {
	err = b.view(ctx, "count what waits", func(r *reader) error {
		y, m, d := r.now.Date()
		end := time.Date(y, m, d+1, 0, 0, 0, 0, r.now.Location())
		if err := r.waitingLeads(ctx, &w, program, end); err != nil {
			return err
		}
		for _, q := range []domain.Query{
			{Kind: domain.KindOpportunity, List: domain.ListOpen},
			{Kind: domain.KindProject, List: domain.ListActive},
			{Kind: domain.KindSurvey, List: domain.ListFailed},
		} {
			q.Program = program
			err := r.each(ctx, q, func(rec domain.Record) { w.Add(rec, r.now, end) })
			if err != nil {
				return err
			}
		}
		return nil
	})
	return w, err
}

// waitingLeads counts leads by the keys of the inbox: they tell all that is
// needed of an offer.
func (r *reader) waitingLeads(ctx context.Context, w *domain.Waiting, program string, end time.Time) error {
	bucket, err := r.bucket(orderOf(domain.KindLead))
	if err != nil {
		return err
	}
	n := 0
	for k, v := range newRun(bucket, offered(), false).all() {
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		of, err := untag(k, v)
		if err != nil || len(k) < idLen+8 {
			return r.damaged("the order of leads", err)
		}
		if program == "" || string(of) == program {
			w.Add(domain.Lead{Status: domain.LeadOffered, Due: dueOf(k)}, r.now, end)
		}
	}
	return nil
}

// each calls fn with the records of a list, as they may leave the book.
func (r *reader) each(ctx context.Context, q domain.Query, fn func(domain.Record)) error {
	l, err := r.list(q.Kind, q)
	if err != nil {
		return err
	}
	return l.walk(ctx, false, func(key, value []byte) (bool, error) {
		rec, err := l.row(key, value)
		if err == nil {
			fn(rec)
		}
		return true, err
	})
}

// Stats returns a program's figures as of now. It reads all records.
func (b *Book) Stats(ctx context.Context, program string) (domain.Stats, error) {
	return b.tally(ctx, program, func(*domain.Tally) {})
}

// tally gathers figures; begin is given each empty tally.
func (b *Book) tally(ctx context.Context, program string, begin func(*domain.Tally)) (domain.Stats, error) {
	p, err := b.Program(ctx, program)
	if err != nil {
		return domain.Stats{}, err
	}
	var t *domain.Tally
	err = b.gather(ctx, "gather figures", talliedKinds, func() func(domain.Record) {
		t = domain.NewTally(p, b.now())
		begin(t)
		return t.Add
	})
	if err != nil {
		return domain.Stats{}, err
	}
	return t.Stats(), nil
}

// talliedKinds are the kinds of record that figures are made of.
var talliedKinds = []domain.Kind{
	domain.KindLead, domain.KindOpportunity, domain.KindProject, domain.KindSurvey, domain.KindStory, domain.KindCredential,
}

// Standings says of each project whether it counts, among all of its customer.
func (b *Book) Standings(ctx context.Context, projects []domain.Project) (all []domain.Standing, err error) {
	err = b.view(ctx, "judge projects", func(r *reader) error {
		all = make([]domain.Standing, len(projects))
		of := map[string][]domain.Project{}
		for i, project := range projects {
			p, err := r.program(project.Program)
			if err != nil {
				return err
			}
			prefix := customerPrefix(project.Program, project.Customer)
			theirs, ok := of[string(prefix)]
			if !ok {
				if theirs, err = r.projectsOf(prefix); err != nil {
					return err
				}
				of[string(prefix)] = theirs
			}
			all[i] = p.Standing(project, theirs, p.Day(r.now))
		}
		return nil
	})
	return all, err
}

// projectsOf reads the projects of a customer.
func (r *reader) projectsOf(prefix []byte) (all []domain.Project, err error) {
	bucket, err := r.bucket(bucketCustomer)
	if err != nil {
		return nil, err
	}
	for k, v := range newRun(bucket, prefix, false).all() {
		if _, err := untag(k, v); err != nil {
			return nil, r.damaged("the index of customers", err)
		}
		rec, err := r.Record(domain.Ref{Kind: domain.KindProject, ID: lastID(k)})
		if err != nil {
			return nil, err
		}
		if p, ok := rec.(domain.Project); ok {
			all = append(all, p)
		}
	}
	return all, nil
}
