package store

import (
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
		fresh := r.tail.versions(k)
		if newest {
			slices.Reverse(fresh)
		}
		for _, v := range fresh {
			s, err := r.ofTail(v)
			if isNotFound(err) {
				continue
			}
			if err == nil {
				var has bool
				if has, err = r.has(s.record, post, digest); err == nil && !has {
					continue
				}
			}
			if !yield(s, err) || err != nil {
				return
			}
		}
		if newest {
			r.postedBase(k, post, digest, newest, yield)
		}
	}
}

// has reports whether a record has a digest in a posting.
func (r *reader) has(rec domain.Record, post string, digest uint64) (bool, error) {
	p, err := r.program(programOf(rec))
	if err != nil {
		return false, err
	}
	return slices.Contains(appendDigests(nil, p, rec, post), digest), nil
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
