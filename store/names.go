package store

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// shortLen is how many characters of an id are shown at least.
const shortLen = 5

func isNotFound(err error) bool { return errors.Is(err, domain.ErrNotFound) }

// Short returns the short forms of records: the kind's letter and the last
// characters of the id, five or as many as tell it from the others of its kind.
func (b *Book) Short(ctx context.Context, refs ...domain.Ref) (short []string, err error) {
	err = b.view(ctx, "shorten ids", func(r *reader) (err error) {
		short, err = r.short(refs)
		return err
	})
	return short, err
}

func (r *reader) short(refs []domain.Ref) ([]string, error) {
	bucket, err := r.bucket(bucketShort)
	if err != nil {
		return nil, err
	}
	all := make([]string, len(refs))
	c := bucket.Cursor()
	for i, ref := range refs {
		key := shortKey(ref)
		n := shortLen
		k, _ := c.Seek(key)
		before, _ := c.Prev()
		if k == nil {
			before, _ = c.Last()
		}
		if string(k) == string(key) {
			c.Seek(key)
			k, _ = c.Next()
		}
		for _, neighbor := range [][]byte{before, k} {
			n = max(n, common(neighbor, key))
		}
		text := ref.ID.String()
		all[i] = ref.Kind.Letter() + "-" + text[len(text)-min(n, len(text)):]
	}
	return all, nil
}

// common is how many characters, the kind's letter aside, tell two keys apart.
func common(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// Resolve finds the record that somebody means: by its id, whole or the last
// characters with or without the kind's letter, or by the portal's own id. It
// refuses what names no record, such as lead.unknown, and what names several
// (id.ambiguous, with the short forms of some as candidates).
func (b *Book) Resolve(ctx context.Context, k domain.Kind, text string) (id domain.ID, err error) {
	err = b.view(ctx, "find "+string(k), func(r *reader) error {
		said := domain.Outside(text)
		found, err := r.named(k, said)
		if err != nil {
			return err
		}
		switch len(found) {
		case 0:
			return domain.Refused(domain.Code(k)+".unknown", "id", said)
		case 1:
			id = found[0]
			return nil
		}
		refs := make([]domain.Ref, len(found))
		for i, id := range found {
			refs[i] = domain.Ref{Kind: k, ID: id}
		}
		candidates, err := r.short(refs)
		if err != nil {
			return err
		}
		return domain.Refused("id.ambiguous", "id", said, "candidates", candidates)
	})
	return id, err
}

// maxCandidates is how many records an ambiguous id is said to name.
const maxCandidates = 5

// named finds what the text may name.
func (r *reader) named(k domain.Kind, said domain.Untrusted) ([]domain.ID, error) {
	if said.IsZero() {
		return nil, nil
	}
	found, err := r.byPortal(k, said)
	if err != nil {
		return nil, err
	}
	bucket, err := r.bucket(bucketShort)
	if err != nil {
		return nil, err
	}
	end := strings.ToUpper(said.Raw())
	end = strings.TrimPrefix(end, k.Letter()+"-")
	if end == "" || len(end) > 26 {
		return found, nil
	}
	for key := range newRun(bucket, shortPrefix(k, end), false).all() {
		id, err := readShortKey(key)
		if err != nil {
			return nil, r.damaged("the index of ids", err)
		}
		if !slices.Contains(found, id) {
			found = append(found, id)
		}
		if len(found) == maxCandidates {
			break
		}
	}
	return found, nil
}

// byPortal finds the records that portals know by an id, one a program at most.
func (r *reader) byPortal(k domain.Kind, portal domain.Untrusted) (found []domain.ID, err error) {
	bucket, err := r.bucket(bucketPortal)
	if err != nil {
		return nil, err
	}
	for key := range newRun(bucket, portalPrefix(k, portal), false).all() {
		id, ok, err := r.byPortalKey(key)
		if err != nil {
			return nil, err
		}
		if ok {
			found = append(found, id)
		}
	}
	return found, nil
}
