package store

import (
	"bytes"

	"github.com/belay-tui/belay/domain"
)

// entry is a line of an index. Which lines there are follows from the records
// alone, so that they can be compared with what the book has.
type entry struct {
	bucket     []byte
	key, value []byte
}

func (e entry) same(f entry) bool {
	return bytes.Equal(e.bucket, f.bucket) && bytes.Equal(e.key, f.key) && bytes.Equal(e.value, f.value)
}

// entries are the lines that a record has in the indexes.
func (r *reader) entries(rec domain.Record) ([]entry, error) {
	ref := rec.Ref()
	if ref.Kind == domain.KindFirm {
		return nil, nil
	}
	name := programOf(rec)
	program := []byte(name)
	p, err := r.program(name)
	if err != nil {
		return nil, err
	}
	all := make([]entry, 0, 12)
	if portal := portalOf(rec); !portal.IsZero() {
		all = append(all, entry{bucketPortal, portalKey(ref.Kind, portal, name), ref.ID[:]})
	}
	all = append(all, entry{bucketShort, shortKey(ref), nil})
	if project, ok := rec.(domain.Project); ok {
		all = append(all, entry{bucketCustomer, customerKey(project), nil})
	}
	all = append(all, identityEntries(rec, p)...)
	if lead, ok := rec.(domain.Lead); ok {
		if key := idleKey(p, lead); key != nil {
			all = append(all, entry{orderOf(ref.Kind), key, program})
		}
		rec = lead.Disclose(p)
	}
	order, lists := orderOf(ref.Kind), listsOf(rec)
	for _, sort := range domain.Sorts(ref.Kind) {
		key := append(sortKey(p, rec, sort), ref.ID[:]...)
		for _, list := range lists {
			all = append(all, entry{order, append(orderPrefix(list, sort), key...), program})
		}
	}
	return all, nil
}

// without returns the entries that others lack.
func without(entries, others []entry) []entry {
	var left []entry
	for _, e := range entries {
		found := false
		for _, o := range others {
			found = found || e.same(o)
		}
		if !found {
			left = append(left, e)
		}
	}
	return left
}
