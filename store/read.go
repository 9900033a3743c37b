package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/belay-tui/belay/domain"
)

// get reads a record as it may leave the book.
func get[R domain.Record](ctx context.Context, b *Book, ref domain.Ref) (rec R, err error) {
	err = b.view(ctx, fmt.Sprintf("read %s %s", ref.Kind, ref), func(r *reader) error {
		whole, err := r.Record(ref)
		if err != nil {
			return err
		}
		shown, err := r.disclosed(whole)
		if err != nil {
			return err
		}
		rec, _ = shown.(R)
		return nil
	})
	return rec, err
}

// Firm returns the firm, without a name or programs in a new book.
func (b *Book) Firm(ctx context.Context) (domain.Firm, error) {
	f, err := get[domain.Firm](ctx, b, domain.Firm{}.Ref())
	if errors.Is(err, domain.ErrNotFound) {
		return domain.Firm{}, nil
	}
	return f, err
}

// Lead returns a lead with its status as of now and without what its program
// holds back. The error for one that is not there wraps [domain.ErrNotFound].
func (b *Book) Lead(ctx context.Context, id domain.ID) (domain.Lead, error) {
	return get[domain.Lead](ctx, b, domain.Ref{Kind: domain.KindLead, ID: id})
}

// Opportunity returns an opportunity; see [Book.Lead] for errors.
func (b *Book) Opportunity(ctx context.Context, id domain.ID) (domain.Opportunity, error) {
	return get[domain.Opportunity](ctx, b, domain.Ref{Kind: domain.KindOpportunity, ID: id})
}

// Project returns a project; see [Book.Lead] for errors.
func (b *Book) Project(ctx context.Context, id domain.ID) (domain.Project, error) {
	return get[domain.Project](ctx, b, domain.Ref{Kind: domain.KindProject, ID: id})
}

// Survey returns a survey; see [Book.Lead] for errors.
func (b *Book) Survey(ctx context.Context, id domain.ID) (domain.Survey, error) {
	return get[domain.Survey](ctx, b, domain.Ref{Kind: domain.KindSurvey, ID: id})
}

// Story returns a story; see [Book.Lead] for errors.
func (b *Book) Story(ctx context.Context, id domain.ID) (domain.Story, error) {
	return get[domain.Story](ctx, b, domain.Ref{Kind: domain.KindStory, ID: id})
}

// Credential returns a credential; see [Book.Lead] for errors.
func (b *Book) Credential(ctx context.Context, id domain.ID) (domain.Credential, error) {
	return get[domain.Credential](ctx, b, domain.Ref{Kind: domain.KindCredential, ID: id})
}

// counts counts the records of each list of each kind, in a program or, where
// it is "", in all.
func (r *reader) counts(program string) (map[domain.Kind]map[string]int, error) {
	all := map[domain.Kind]map[string]int{}
	for _, k := range domain.Kinds() {
		all[k] = map[string]int{}
		if k == domain.KindFirm {
			continue
		}
		for _, list := range append(domain.ListsOf(k), domain.ListAll) {
			p, err := r.plan(context.Background(), domain.Query{Kind: k, List: list, Sort: domain.Sorts(k)[0], Program: program})
			if err != nil {
				return nil, err
			}
			all[k][list] = p.total()
		}
	}
	return all, nil
}

// Counts returns how many records each list of each kind has, in a program or,
// where it is "", in all.
func (b *Book) Counts(ctx context.Context, program string) (counts map[domain.Kind]map[string]int, err error) {
	err = b.view(ctx, "count records", func(r *reader) (err error) {
		counts, err = r.counts(program)
		return err
	})
	return counts, err
}
