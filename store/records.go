package store

import (
	"bytes"
	"fmt"

	"github.com/belay-tui/belay/domain"
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

// listsOf are the lists that a record stands in, all of its kind included.
func listsOf(r domain.Record) []string {
	switch r := r.(type) {
	case domain.Firm:
		return nil
	case interface{ Lists() []string }:
		return append(r.Lists(), domain.ListAll)
	}
	return []string{domain.ListAll}
}

// textOf are the fields in which a record is looked for. A lead must have been
// disclosed.
func textOf(r domain.Record) []domain.Untrusted {
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
	// body is the record's JSON, rev the number of the entry that last changed it.
	body []byte
	rev  uint64
}

// load reads a record, whole: what leaves the package goes through disclosed.
func (r *reader) load(ref domain.Ref) (stored, error) {
	name := bucketOf(ref.Kind)
	bucket, err := r.bucket(name)
	if err != nil {
		return stored{}, err
	}
	value := bucket.Get(ref.ID[:])
	if value == nil {
		return stored{}, fmt.Errorf("%s %s: %w", ref.Kind, ref, domain.ErrNotFound)
	}
	return r.decode(ref, name, value)
}

// decode reads a stored value.
func (r *reader) decode(ref domain.Ref, bucket, value []byte) (stored, error) {
	rev, body, err := unseal(bucket, ref.ID[:], value)
	if err != nil {
		return stored{}, r.damaged(fmt.Sprintf("%s %s", ref.Kind, ref), err)
	}
	rec, err := domain.DecodeRecord(ref.Kind, body)
	if err != nil {
		return stored{}, r.damaged(fmt.Sprintf("%s %s", ref.Kind, ref), err)
	}
	return stored{rec, bytes.Clone(body), rev}, nil
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
