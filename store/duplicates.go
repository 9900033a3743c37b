package store

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/belay-tui/belay/domain"
)

// mostAlike is how many records are looked at for one thing that an identity is
// known by: nobody reads more duplicates, and a name that thousands share must
// not keep the screen waiting.
const mostAlike = 50

// identityEntries are the lines by which the duplicates of an open record are
// found. What would not make a duplicate alone, and what is held back, has none.
func identityEntries(rec domain.Record, p *domain.Program) []entry {
	if !domain.IsOpen(rec, time.Time{}) { // an offer's deadline is minded by who reads
		return nil
	}
	id := domain.IdentityOf(rec, p)
	var all []entry
	for _, k := range id.Keys {
		if k.Likeness.Tells() {
			all = append(all, entry{bucketIdentity, identityKey(id.Program, k, id.Ref), nil})
		}
	}
	return all
}

// Duplicates returns the open leads, opportunities and projects of the
// identity's program that may be about the same customer, the likeliest first.
// Held-back fields of an offer are never compared.
func (b *Book) Duplicates(ctx context.Context, i domain.Identity) (found []domain.Duplicate, err error) {
	err = b.view(ctx, "look for duplicates", func(r *reader) (err error) {
		found, err = r.duplicates(i, r.now, nil)
		return err
	})
	return found, err
}

// Duplicates is [Book.Duplicates] as of an instant, for decisions; it also
// finds what this transaction made.
func (w *writer) Duplicates(i domain.Identity, at time.Time) ([]domain.Duplicate, error) {
	return w.duplicates(i, at, w.pending[string(bucketIdentity)])
}

func (r *reader) duplicates(i domain.Identity, at time.Time, pending []change) ([]domain.Duplicate, error) {
	p, err := r.program(i.Program)
	if err != nil {
		return nil, err
	}
	refs, err := r.alike(i, pending)
	if err != nil {
		return nil, err
	}
	var records []domain.Record
	for _, ref := range refs {
		s, err := r.load(ref)
		if errors.Is(err, domain.ErrNotFound) {
			return nil, r.damaged("the index of identities", err)
		}
		if err != nil {
			return nil, err
		}
		records = append(records, s.record)
	}
	return i.Duplicates(p, records, at), nil
}

// alike finds the records that share something telling with an identity, of
// each thing the newest.
func (r *reader) alike(i domain.Identity, pending []change) ([]domain.Ref, error) {
	bucket, err := r.bucket(bucketIdentity)
	if err != nil {
		return nil, err
	}
	var refs []domain.Ref
	add := func(key []byte) error {
		ref, ok := readIdentityKey(key)
		if !ok {
			return r.damaged("the index of identities", nil)
		}
		if ref != i.Ref && !slices.Contains(refs, ref) {
			refs = append(refs, ref)
		}
		return nil
	}
	for _, k := range i.Keys {
		prefix := identityPrefix(i.Program, k)
		lines := pendingLines(pending, prefix)
		for _, key := range slices.Sorted(maps.Keys(lines)) {
			if !lines[key] {
				continue
			}
			if err := add([]byte(key)); err != nil {
				return nil, err
			}
		}
		n := 0
		for key := range newRun(bucket, prefix, true).all() {
			if n++; n > mostAlike {
				break
			}
			if there, changed := lines[string(key)]; changed && !there {
				continue // the record may be gone
			}
			if err := add(key); err != nil {
				return nil, err
			}
		}
	}
	return refs, nil
}

// pendingLines are the keys with a prefix that a transaction puts (true) or
// takes out (false).
func pendingLines(pending []change, prefix []byte) map[string]bool {
	lines := map[string]bool{}
	for _, c := range pending { // in the order of their turns
		if bytes.HasPrefix(c.key, prefix) {
			lines[string(c.key)] = !c.delete
		}
	}
	return lines
}
