package store

import (
	"slices"
	"time"

	"github.com/belay-tui/belay/domain"
)

// derived is all that the indexes say of a record. It follows from the record
// and the rules of its program alone, so that it can be compared with what the
// book has, and made anew.
type derived struct {
	// keys are the record's keys in the orders of its kind, nil in those that it
	// does not stand in.
	keys [][]byte
	sets []set
	// posts are the record's digests by the postings of its kind.
	posts [][]uint64
	// line is the text in which it is looked for.
	line []byte
}

// derive works out what the indexes say of a record.
func derive(p *domain.Program, rec domain.Record) (d derived) {
	d.fill(p, rec)
	return d
}

// fill is derive into the memory of a derived that is no longer needed.
func (d *derived) fill(p *domain.Program, rec domain.Record) {
	k := rec.Ref().Kind
	d.keys, d.sets, d.line = d.keys[:0], d.sets[:0], d.line[:0]
	if len(d.posts) != len(posts(k)) {
		d.posts = make([][]uint64, len(posts(k)))
	}
	if k == domain.KindFirm {
		d.posts[0] = append(d.posts[0][:0], endOf(rec.Ref().ID))
		return
	}
	shown := disclose(p, rec)
	d.line = domain.AppendSearchable(d.line, searched(shown)...)
	lead, isLead := shown.(domain.Lead) // copied once: leads are large
	for _, sort := range ordersOf(k) {
		switch {
		case sort == sortIdle: // depends on all of a lead, also on what is held back
			d.keys = append(d.keys, sortKey(p, rec, sort))
		case isLead:
			d.keys = append(d.keys, leadKey(p, &lead, sort))
		default:
			d.keys = append(d.keys, sortKey(p, shown, sort))
		}
	}
	d.sets = append(d.sets, set{inList, domain.ListAll}, set{ofProgram, programOf(rec)})
	if in, ok := rec.(interface{ Lists() []string }); ok {
		for _, list := range in.Lists() {
			d.sets = append(d.sets, set{inList, list})
		}
	}
	for i, post := range posts(k) {
		d.posts[i] = appendDigests(d.posts[i][:0], p, rec, post)
	}
}

// disclose is a record without what its program holds back.
func disclose(p *domain.Program, rec domain.Record) domain.Record {
	if lead, ok := rec.(domain.Lead); ok && !lead.Disclosed() {
		return lead.Disclose(p)
	}
	return rec
}

// appendDigests appends those of a record in a posting, each once.
func appendDigests(dst []uint64, p *domain.Program, rec domain.Record, post string) []uint64 {
	switch post {
	case postID:
		return append(dst, endOf(rec.Ref().ID))
	case postPortal:
		if portal := portalOf(rec); !portal.IsZero() {
			return append(dst, portalDigest(portal))
		}
	case postCustomer:
		if project, ok := rec.(domain.Project); ok {
			return append(dst, customerDigest(project.Program, project.Customer))
		}
	case postIdentity:
		return appendIdentity(dst, rec, p)
	}
	return dst
}

func portalDigest(portal domain.Untrusted) uint64 { return digest(portal.Raw()) }

func customerDigest(program string, customer domain.Untrusted) uint64 {
	return digest(program, domain.CustomerKey(customer))
}

// appendIdentity appends those by which the duplicates of an open record are
// found. What would not make a duplicate alone, and what is held back, has none.
func appendIdentity(dst []uint64, rec domain.Record, p *domain.Program) []uint64 {
	if !domain.IsOpen(rec, time.Time{}) { // an offer's deadline is minded by who reads
		return dst
	}
	id := domain.IdentityOf(rec, p)
	for _, k := range id.Keys {
		if key := identityDigest(id.Program, k); k.Likeness.Tells() && !slices.Contains(dst, key) {
			dst = append(dst, key)
		}
	}
	return dst
}

func identityDigest(program string, k domain.IdentityKey) uint64 {
	return digest(program, string(k.Likeness), k.Text)
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

// searchLine is the text in which a record is looked for, as one line. A lead
// must have been disclosed.
func searchLine(shown domain.Record) []byte {
	return domain.AppendSearchable(nil, searched(shown)...)
}
