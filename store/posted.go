package store

import (
	"cmp"
	"iter"
	"slices"

	"github.com/belay-tui/belay/domain"
)

// posted yields the records of a kind that have a digest in a posting, the ones
// made last first where newest. Others may share the digest by chance: whoever
// asks compares what it is the digest of.
func (r *reader) posted(k domain.Kind, post string, digest uint64, newest bool) iter.Seq2[stored, error] {
	return func(yield func(stored, error) bool) {
		if !newest && !r.postedBase(k, post, digest, newest, yield) {
			return
		}
		fresh, err := r.postedFresh(k, post, digest)
		if err != nil {
			yield(stored{}, err)
			return
		}
		if newest {
			slices.Reverse(fresh)
		}
		for _, s := range fresh {
			if !yield(s, nil) {
				return
			}
		}
		if newest {
			r.postedBase(k, post, digest, newest, yield)
		}
	}
}

// postedFresh are those that the tail changed, in the order of their rows.
func (r *reader) postedFresh(k domain.Kind, post string, digest uint64) (found []stored, err error) {
	i := slices.Index(posts(k), post)
	if i < 0 { // the kind has none
		return nil, nil
	}
	for _, v := range r.tail.rows[k] {
		all, err := v.digests(r)
		if err != nil {
			return nil, err
		}
		if i >= len(all) || !slices.Contains(all[i], digest) {
			continue
		}
		s, err := r.ofTail(v)
		if err != nil {
			return nil, err
		}
		found = append(found, s)
	}
	slices.SortFunc(found, func(a, b stored) int { return cmp.Compare(a.row, b.row) })
	return found, nil
}

// digests are those of the record by the postings of its kind, none where it was
// taken out of the book.
func (v *version) digests(r *reader) ([][]uint64, error) {
	if v.gone() {
		return nil, nil
	}
	v.posted.Do(func() {
		var s stored
		if s, v.postErr = r.ofTail(v); v.postErr != nil {
			return
		}
		var p *domain.Program
		if v.ref.Kind != domain.KindFirm {
			if p, v.postErr = r.program(programOf(s.record)); v.postErr != nil {
				return
			}
		}
		for _, post := range posts(v.ref.Kind) {
			v.posts = append(v.posts, appendDigests(nil, p, s.record, post))
		}
	})
	return v.posts, v.postErr
}

// postedBase yields those that stand as the base has them.
func (r *reader) postedBase(k domain.Kind, post string, digest uint64, newest bool, yield func(stored, error) bool) bool {
	if r.tail.base.next[k] == 0 {
		return true
	}
	list, err := r.post(k, post)
	if err != nil {
		return yield(stored{}, err)
	}
	rows := list.Lookup(digest)
	if newest {
		rows = list.Newest(digest)
	}
	for row, err := range rows {
		if _, changed := r.tail.rows[k][row]; changed && err == nil {
			continue
		}
		var s stored
		if err != nil {
			err = r.damaged("the index by "+post, err)
		} else {
			s, err = r.ofBase(k, row)
		}
		if !yield(s, err) || err != nil {
			return false
		}
	}
	return true
}
