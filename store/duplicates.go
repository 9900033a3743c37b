package store

import (
	"context"
	"time"

	"github.com/belay-tui/belay/domain"
)

// mostAlike is how many records of a kind are looked at for one thing that an
// identity is known by: nobody reads more duplicates, and a name that thousands share must
// not keep the screen waiting.
const mostAlike = 50

// Duplicates returns the open leads, opportunities and projects of the
// identity's program that may be about the same customer, the likeliest first.
// Held-back fields of an offer are never compared.
func (b *Book) Duplicates(ctx context.Context, i domain.Identity) (found []domain.Duplicate, err error) {
	err = b.view(ctx, "look for duplicates", func(r *reader) (err error) {
		found, err = r.duplicates(i, r.now)
		return err
	})
	return found, err
}

// Duplicates is [Book.Duplicates] as of an instant, for decisions; it also
// finds what this transaction made.
func (w *writer) Duplicates(i domain.Identity, at time.Time) ([]domain.Duplicate, error) {
	return w.duplicates(i, at)
}

func (r *reader) duplicates(i domain.Identity, at time.Time) ([]domain.Duplicate, error) {
	p, err := r.program(i.Program)
	if err != nil {
		return nil, err
	}
	seen := map[domain.Ref]bool{i.Ref: true}
	var records []domain.Record
	for _, key := range i.Keys {
		for _, k := range identified {
			n := 0
			for s, err := range r.posted(k, postIdentity, identityDigest(i.Program, key), true) {
				if err != nil {
					return nil, err
				}
				if n++; n > mostAlike {
					break
				}
				if ref := s.record.Ref(); !seen[ref] {
					seen[ref] = true
					records = append(records, s.record)
				}
			}
		}
	}
	return i.Duplicates(p, records, at), nil
}

// identified are the kinds that have identities.
var identified = []domain.Kind{domain.KindLead, domain.KindOpportunity, domain.KindProject}
