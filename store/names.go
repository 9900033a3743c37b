package store

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
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
	all := make([]string, len(refs))
	for i, ref := range refs {
		n, err := r.telling(ref)
		if err != nil {
			return nil, err
		}
		text := ref.ID.String()
		all[i] = ref.Kind.Letter() + "-" + text[len(text)-n:]
	}
	return all, nil
}

// telling is how many characters from its end tell an id from the others of
// its kind.
func (r *reader) telling(ref domain.Ref) (int, error) {
	own, n := endOf(ref.ID), shortLen
	ends, err := r.post(ref.Kind, postID)
	if err != nil {
		return 0, err
	}
	for _, run := range []iter.Seq2[index.Pair, error]{ends.From(own), ends.Down(own)} {
		for p, err := range run {
			if err != nil {
				return 0, r.indexError("the index of ids", err)
			}
			if p.Key != own {
				n = max(n, commonEnd(p.Key, own)+1)
				break
			}
			s, err := r.ofBase(ref.Kind, p.Row)
			if err != nil {
				return 0, err
			}
			if s.record.Ref() != ref { // no more than the end is alike
				return len(ref.ID.String()), nil
			}
		}
	}
	for other, v := range r.tail.ids {
		switch end := endOf(other.ID); {
		case other.Kind != ref.Kind || other == ref || v.gone():
		case end == own:
			return len(ref.ID.String()), nil
		default:
			n = max(n, commonEnd(end, own)+1)
		}
	}
	return n, nil
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
	end := strings.ToUpper(said.Raw())
	end = strings.TrimPrefix(end, k.Letter()+"-")
	if end == "" || len(end) > idChars {
		return found, nil
	}
	for id, err := range r.ending(k, end) {
		if err != nil {
			return nil, err
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

// idChars is how many characters an id has.
const idChars = 26

// ending yields the ids that end with the text.
func (r *reader) ending(k domain.Kind, end string) iter.Seq2[domain.ID, error] {
	return func(yield func(domain.ID, error) bool) {
		// A text that is no end of an id has a character that no id has.
		of, err := domain.ParseID(strings.Repeat("0", idChars-len(end)) + end)
		if err != nil {
			return
		}
		from, chars := endOf(of), min(len(end), endLen)
		ends, err := r.post(k, postID)
		if err != nil {
			yield(domain.ID{}, err)
			return
		}
		for p, err := range ends.From(from &^ (1<<(64-5*chars) - 1)) {
			if err != nil {
				yield(domain.ID{}, r.indexError("the index of ids", err))
				return
			}
			if commonEnd(p.Key, from) < chars {
				break
			}
			if _, changed := r.tail.rows[k][p.Row]; changed {
				continue
			}
			s, err := r.ofBase(k, p.Row)
			if err != nil {
				yield(domain.ID{}, err)
				return
			}
			if id := s.record.Ref().ID; strings.HasSuffix(id.String(), end) && !yield(id, nil) {
				return
			}
		}
		for _, v := range r.tail.versions(k) {
			if !v.gone() && strings.HasSuffix(v.ref.ID.String(), end) && !yield(v.ref.ID, nil) {
				return
			}
		}
	}
}

// byPortal finds the records that portals know by an id, one a program at most.
func (r *reader) byPortal(k domain.Kind, portal domain.Untrusted) (found []domain.ID, err error) {
	for s, err := range r.posted(k, postPortal, portalDigest(portal), false) {
		if err != nil {
			return nil, err
		}
		if portalOf(s.record) == portal {
			found = append(found, s.record.Ref().ID)
		}
	}
	return found, nil
}
