package store

import (
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// derived is all that the indexes say of a record. It follows from the record
// and the rules of its program alone, so that it can be compared with what the
// book has, and made anew.
type derived struct {
	// keys are the record's keys in the orders of its kind, nil in those that it
	// does not stand in.
	keys [][]byte
	sets []string
	// posts are the record's digests by the postings of its kind.
	posts [][]uint64
	// line is the text in which it is looked for.
	line []byte
}

// derive works out what the indexes say of a record.
func derive(p *domain.Program, rec domain.Record) derived {
	k := rec.Ref().Kind
	if k == domain.KindFirm {
		return derived{posts: [][]uint64{{endOf(rec.Ref().ID)}}}
	}
	shown := rec
	if lead, ok := rec.(domain.Lead); ok {
		shown = lead.Disclose(p)
	}
	d := derived{keys: make([][]byte, 0, 5), line: searchLine(shown)}
	for _, sort := range ordersOf(k) {
		// Whether a lead is clawed back depends on all of it, its place in the
		// lists on what may be seen.
		if sort == sortIdle {
			d.keys = append(d.keys, sortKey(p, rec, sort))
		} else {
			d.keys = append(d.keys, sortKey(p, shown, sort))
		}
	}
	d.sets = append(d.sets, setOf(k, domain.ListAll), setOfProgram(k, programOf(rec)))
	if in, ok := rec.(interface{ Lists() []string }); ok {
		for _, list := range in.Lists() {
			d.sets = append(d.sets, setOf(k, list))
		}
	}
	for _, post := range posts(k) {
		d.posts = append(d.posts, digests(p, rec, post))
	}
	return d
}

// digests are those of a record in a posting, each once.
func digests(p *domain.Program, rec domain.Record, post string) []uint64 {
	switch post {
	case postID:
		return []uint64{endOf(rec.Ref().ID)}
	case postPortal:
		if portal := portalOf(rec); !portal.IsZero() {
			return []uint64{portalDigest(portal)}
		}
	case postCustomer:
		if project, ok := rec.(domain.Project); ok {
			return []uint64{customerDigest(project.Program, project.Customer)}
		}
	case postIdentity:
		return identityDigests(rec, p)
	}
	return nil
}

func portalDigest(portal domain.Untrusted) uint64 { return digest(portal.Raw()) }

func customerDigest(program string, customer domain.Untrusted) uint64 {
	return digest(program, domain.CustomerKey(customer))
}

// identityDigests are those by which the duplicates of an open record are
// found. What would not make a duplicate alone, and what is held back, has none.
func identityDigests(rec domain.Record, p *domain.Program) (all []uint64) {
	if !domain.IsOpen(rec, time.Time{}) { // an offer's deadline is minded by who reads
		return nil
	}
	id := domain.IdentityOf(rec, p)
	for _, k := range id.Keys {
		if k.Likeness.Tells() {
			all = append(all, identityDigest(id.Program, k))
		}
	}
	return unique(all)
}

func identityDigest(program string, k domain.IdentityKey) uint64 {
	return digest(program, string(k.Likeness), k.Text)
}

// unique drops what comes again; the slices are of a handful.
func unique(all []uint64) []uint64 {
	kept := all[:0]
	for i, d := range all {
		again := false
		for _, e := range all[:i] {
			again = again || d == e
		}
		if !again {
			kept = append(kept, d)
		}
	}
	return kept
}

// derive works out what the indexes say of a record by its program as of this
// transaction.
func (r *reader) derive(rec domain.Record) (derived, error) {
	if rec.Ref().Kind == domain.KindFirm {
		return derive(nil, rec), nil
	}
	p, err := r.program(programOf(rec))
	if err != nil {
		return derived{}, err
	}
	return derive(p, rec), nil
}

// pairs are a record's lines in one of its postings.
func (d derived) pairs(post int, row uint32) []index.Pair {
	all := make([]index.Pair, len(d.posts[post]))
	for i, key := range d.posts[post] {
		all[i] = index.Pair{Key: key, Row: row}
	}
	return all
}

// searchLine is the text in which a record is looked for, as one line. A lead
// must have been disclosed.
func searchLine(shown domain.Record) []byte {
	return domain.AppendSearchable(nil, searched(shown)...)
}
