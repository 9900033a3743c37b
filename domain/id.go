package domain

import (
	"fmt"
	"strings"

	"github.com/oklog/ulid/v2"
)

// ID names a record. It is a ULID, made at the edge and unique without
// coordination; ids made later sort later. The zero ID names nothing.
type ID ulid.ULID

// ParseID reads the 26 characters that [ID.String] writes.
func ParseID(s string) (ID, error) {
	id, err := ulid.ParseStrict(strings.ToUpper(s))
	if err != nil {
		return ID{}, fmt.Errorf("read id %q: %w", Clean(s), err)
	}
	return ID(id), nil
}

// String returns the 26 characters of the id.
func (id ID) String() string { return ulid.ULID(id).String() }

// IsZero reports whether the id names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// MarshalText writes the id as [ID.String] does, and the zero ID as nothing.
func (id ID) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return nil, nil
	}
	return []byte(id.String()), nil
}

// UnmarshalText reads what [ID.MarshalText] wrote.
func (id *ID) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*id = ID{}
		return nil
	}
	*id, err = ParseID(string(b))
	return err
}

// Kind is one of the kinds of record in a book.
type Kind string

// The kinds of record.
const (
	KindFirm        Kind = "firm"
	KindLead        Kind = "lead"
	KindOpportunity Kind = "opportunity"
	KindProject     Kind = "project"
	KindSurvey      Kind = "survey"
	KindStory       Kind = "story"
	KindCredential  Kind = "credential"
)

// Kinds lists every kind, in the order in which a book shows them.
func Kinds() []Kind {
	return []Kind{KindFirm, KindLead, KindOpportunity, KindProject, KindSurvey, KindStory, KindCredential}
}

// Letter is the letter that a short id of this kind starts with.
func (k Kind) Letter() string {
	if k == KindStory {
		return "T" // S is the survey's
	}
	return strings.ToUpper(string(k[:1]))
}

// Ref names a record of a book.
type Ref struct {
	Kind Kind `json:"kind"`
	ID   ID   `json:"id"`
}

// String returns the kind's letter and the whole id.
func (r Ref) String() string { return r.Kind.Letter() + "-" + r.ID.String() }
