package store

import (
	"fmt"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
	"github.com/belay-tui/belay/store/packed"
	"github.com/belay-tui/belay/store/seal"
)

// What the kinds of record differ in is in this file and in sorts.go; all else
// treats them alike.

// programOf is the program of a record, "" for the firm.
func programOf(r domain.Record) string {
	switch r := r.(type) {
	case domain.Lead:
		return r.Program
	case domain.Opportunity:
		return r.Program
	case domain.Project:
		return r.Program
	case domain.Survey:
		return r.Program
	case domain.Story:
		return r.Program
	case domain.Credential:
		return r.Program
	}
	return ""
}

// portalOf is the portal's own id of a record.
func portalOf(r domain.Record) domain.Untrusted {
	switch r := r.(type) {
	case domain.Lead:
		return r.PortalID
	case domain.Opportunity:
		return r.PortalID
	}
	return domain.Untrusted{}
}

// searched are the fields in which a record is looked for. A lead must have been
// disclosed.
func searched(r domain.Record) []domain.Untrusted {
	switch r := r.(type) {
	case domain.Lead:
		text := []domain.Untrusted{
			r.Company.Name, r.Company.City, r.Company.Country, r.Company.Industry, r.Company.Website,
			r.Contact.Name, r.Contact.Title, r.Contact.Email, r.Contact.Phone, r.Contact.Mobile,
			r.Product, r.Source, r.Description, r.PortalID, r.Next.Text,
		}
		for _, t := range r.Campaign {
			text = append(text, t.Campaign)
		}
		return text
	case domain.Opportunity:
		return []domain.Untrusted{r.Name, r.Customer, r.Product, r.Source, r.Description, r.PortalID, r.Next.Text, domain.Outside(r.Stage)}
	case domain.Project:
		text := []domain.Untrusted{r.Name, r.Customer, r.Product, r.Industry}
		for _, c := range r.Contacts {
			text = append(text, c.Name, c.Email)
		}
		return text
	case domain.Survey:
		return []domain.Untrusted{r.ProjectName, r.Customer, r.To.Name, r.To.Email, r.Review}
	case domain.Story:
		return []domain.Untrusted{r.Title, r.Customer, r.Challenge, r.Solution, r.Results}
	case domain.Credential:
		return []domain.Untrusted{r.Title, r.Holder}
	}
	return nil
}

// stored is a record as the book has it.
type stored struct {
	record domain.Record
	row    uint32
	// body is the record as it is packed, rev the entry that changed it last.
	body []byte
	rev  uint64
}

// load reads a record, whole: what leaves the package goes through disclosed.
func (r *reader) load(ref domain.Ref) (stored, error) {
	if v, ok := r.tail.ids[ref]; ok {
		return r.ofTail(v)
	}
	if r.tail.base.next[ref.Kind] == 0 { // the first import finds nothing a million times
		return stored{}, notFound(ref)
	}
	rows, err := r.post(ref.Kind, postID)
	if err != nil {
		return stored{}, err
	}
	for row, err := range rows.Lookup(endOf(ref.ID)) {
		if err != nil {
			return stored{}, r.damaged("the index of ids", err)
		}
		s, err := r.ofBase(ref.Kind, row)
		if err != nil {
			return stored{}, err
		}
		if s.record.Ref() == ref {
			return s, nil
		}
	}
	return stored{}, notFound(ref)
}

// missing says that the book does not have a record. Imports ask for a million
// that it does not have.
type missing struct{ ref domain.Ref }

func notFound(ref domain.Ref) error { return &missing{ref} }

func (m *missing) Error() string {
	return fmt.Sprintf("%s %s: %v", m.ref.Kind, m.ref, domain.ErrNotFound)
}

func (*missing) Unwrap() error { return domain.ErrNotFound }

// ofTail is a record as the tail has it.
func (r *reader) ofTail(v *version) (stored, error) {
	if v.gone() {
		return stored{}, notFound(v.ref)
	}
	rec, err := v.record()
	if err != nil {
		return stored{}, r.damaged(fmt.Sprintf("journal entry %d", v.rev), err)
	}
	return stored{rec, v.row, v.body, v.rev}, nil
}

// ofBase is the record in a row of the base. A row without one is damage: no
// index tells of such.
func (r *reader) ofBase(k domain.Kind, row uint32) (stored, error) {
	name := bucketOf(k)
	bucket, err := r.bucket(name)
	if err != nil {
		return stored{}, err
	}
	key := rowKey(row)
	value := bucket.Get(key)
	if value == nil {
		return stored{}, r.damaged(fmt.Sprintf("%s %d is listed and not there", k, row), nil)
	}
	return r.decode(k, row, value)
}

// decode reads a stored value.
func (r *reader) decode(k domain.Kind, row uint32, value []byte) (stored, error) {
	rev, body, err := seal.Open(bucketOf(k), rowKey(row), value)
	if err != nil {
		return stored{}, r.damaged(fmt.Sprintf("%s %d", k, row), err)
	}
	rec, err := packed.Decode(k, body)
	if err != nil {
		return stored{}, r.damaged(fmt.Sprintf("%s %d", k, row), err)
	}
	return stored{rec, row, body, rev}, nil
}

// inRow is the record of a row as of now, the tail's before the base's; ok is
// false where it was taken out of the book.
func (r *reader) inRow(k domain.Kind, row uint32) (s stored, ok bool, err error) {
	v, changed := r.tail.rows[k][row]
	switch {
	case !changed:
		s, err = r.ofBase(k, row)
	case v.gone():
		return stored{}, false, nil
	default:
		s, err = r.ofTail(v)
	}
	return s, err == nil, err
}

// post opens the postings of a kind.
func (r *reader) post(k domain.Kind, post string) (index.Postings, error) {
	bucket, err := r.bucket(bucketPostings)
	if err != nil {
		return index.Postings{}, err
	}
	if err := r.there(bucketPostings, postings(k, post)); err != nil {
		return index.Postings{}, err
	}
	return index.OpenPostings(bucket, bucketPostings, postings(k, post)), nil
}

// disclosed returns a record as it may leave the book: a lead with its status
// as of now and without what its program holds back.
func (r *reader) disclosed(rec domain.Record) (domain.Record, error) {
	l, ok := rec.(domain.Lead)
	if !ok {
		return rec, nil
	}
	p, err := r.program(l.Program)
	if err != nil {
		return nil, fmt.Errorf("lead %s: %w", l.Ref(), err)
	}
	l.Status = l.StatusAt(r.now)
	return l.Disclose(p), nil
}

// Record returns a record, whole; it makes reader a [domain.View].
func (r *reader) Record(ref domain.Ref) (domain.Record, error) {
	s, err := r.load(ref)
	return s.record, err
}

// Program returns a program by name.
func (r *reader) Program(name string) (*domain.Program, error) { return r.program(name) }
