package domain

import (
	"bytes"
	"slices"
	"time"
)

// Likeness names what two records have in common.
type Likeness string

// The likenesses, the strongest first.
const (
	SameCompany Likeness = "same_company"
	SameDomain  Likeness = "same_domain"
	SamePhone   Likeness = "same_phone"
	SameName    Likeness = "same_name"
)

// SameTitle is that two records are named alike. It counts beside another
// likeness only, so that it is none of [Likenesses]; see [Project.Repeated].
const SameTitle Likeness = "same_title"

// Likenesses lists the likenesses, the strongest first.
func Likenesses() []Likeness { return []Likeness{SameCompany, SameDomain, SamePhone, SameName} }

// IdentityKey is one thing that a record is known by, in the form that all its
// spellings share.
type IdentityKey struct {
	Likeness Likeness
	Text     string
}

// Identity is what tells whether two records are about the same customer.
type Identity struct {
	// Ref is the record itself, zero for one that is only being typed. A record
	// is no duplicate of itself.
	Ref Ref
	// Program is the program in which duplicates are looked for.
	Program string
	// Keys are sorted by likeness, each of them once.
	Keys []IdentityKey
}

// IdentityOf returns the identity of a lead, an opportunity or a project, one
// without keys for all else. A lead is known by what its program p discloses of
// it: a held-back address must not be found out by asking for duplicates.
func IdentityOf(r Record, p *Program) Identity {
	id := Identity{Ref: r.Ref()}
	switch r := r.(type) {
	case Lead:
		r = r.Disclose(p)
		id.Program = r.Program
		id.add(SameCompany, CustomerKey(r.Company.Name))
		id.contact(r.Contact)
	case Opportunity:
		id.Program = r.Program
		id.add(SameCompany, CustomerKey(r.Customer))
	case Project:
		id.Program = r.Program
		id.add(SameCompany, CustomerKey(r.Customer))
		for _, c := range r.Contacts {
			id.contact(c)
		}
	}
	return id
}

// usualKeys is how many keys the most records have: a company, and a person with
// a number.
const usualKeys = 4

func (i *Identity) contact(c Contact) {
	if d := MailDomain(c.Email); !isPublicMail(d) {
		i.add(SameDomain, d)
	}
	i.add(SamePhone, PhoneKey(c.Phone))
	i.add(SamePhone, PhoneKey(c.Mobile))
	i.add(SameName, nameKey(c.Name))
}

func (i *Identity) add(l Likeness, text string) {
	if (l == SameCompany || l == SameName) && !isPlain(text) { // as they look: Аcme may begin with a Cyrillic letter
		text = lookalikes.Replace(text)
	}
	key := IdentityKey{l, text}
	if text == "" || slices.Contains(i.Keys, key) {
		return
	}
	if i.Keys == nil {
		i.Keys = make([]IdentityKey, 0, usualKeys)
	}
	i.Keys = append(i.Keys, key)
}

// nameKey is a person's name in any order of its parts: "One, Ann" is Ann One.
func nameKey(name Untrusted) string {
	var room, more [foldRoom]byte
	words := appendWords(more[:0], AppendFold(room[:0], name.Raw()), noGlue)
	var few [6][]byte
	parts := few[:0]
	for part := range bytes.SplitSeq(words, []byte(" ")) {
		parts = append(parts, part)
	}
	slices.SortFunc(parts, bytes.Compare)
	key := room[:0] // what was folded is in words now
	for i, part := range parts {
		if i > 0 {
			key = append(key, ' ')
		}
		key = append(key, part...)
	}
	return same(name.Raw(), key)
}

// IsOpen reports whether a lead, an opportunity or a project still stands at an
// instant, so that another of the same customer would be its duplicate.
func IsOpen(r Record, at time.Time) bool {
	switch r := r.(type) {
	case Lead:
		switch r.StatusAt(at) {
		case LeadOffered, LeadAccepted, LeadWorking, LeadDraft, LeadSubmitted, LeadApproved:
			return true
		case LeadDeclined, LeadLapsed, LeadClosed, LeadRejected, LeadWithdrawn, LeadJoint, LeadExpired, LeadConverted:
		}
	case Opportunity:
		return r.Outcome == OutcomeOpen
	case Project:
		return r.Status == ProjectActive || r.Status == ProjectOnHold
	}
	return false
}
