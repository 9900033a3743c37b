package domain

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"
)

// How strongly each likeness, alone, speaks for the same customer, from 0 to
// 100. No program publishes figures: these are the project's own choice.
const (
	StrengthCompany = 80
	StrengthDomain  = 70
	StrengthPhone   = 60
	StrengthName    = 30
	StrengthTitle   = 60
)

// StrengthDuplicate is the strength from which two records count as duplicates:
// company, e-mail domain or phone number alone reach it, two people of the same
// name do not.
const StrengthDuplicate = 50

// Strength is how strongly a likeness alone speaks for the same customer.
func (l Likeness) Strength() int {
	switch l {
	case SameCompany:
		return StrengthCompany
	case SameDomain:
		return StrengthDomain
	case SamePhone:
		return StrengthPhone
	case SameName:
		return StrengthName
	case SameTitle:
		return StrengthTitle
	}
	return 0
}

// Tells reports whether the likeness alone makes a duplicate.
func (l Likeness) Tells() bool { return l != SameTitle && l.Strength() >= StrengthDuplicate }

// Match is what two records have in common.
type Match struct {
	// Reasons are sorted, the strongest first.
	Reasons []Likeness
	// Strength goes from 0, nothing in common, to 100.
	Strength int
}

// Compare returns what two identities have in common, the same either way. Each reason takes its
// share of the doubt that those before it left, so that a further one always
// adds and none reaches certainty.
func (i Identity) Compare(other Identity) Match {
	var m Match
	doubt := 10_000
	for _, l := range Likenesses() {
		if i.shares(other, l) {
			m.Reasons = append(m.Reasons, l)
			doubt = doubt * (100 - l.Strength()) / 100
		}
	}
	m.Strength = 100 - (doubt+99)/100
	return m
}

func (i Identity) shares(other Identity, l Likeness) bool {
	return slices.ContainsFunc(i.Keys, func(k IdentityKey) bool { return k.Likeness == l && slices.Contains(other.Keys, k) })
}

// Duplicate is an open record that may be about the same customer.
type Duplicate struct {
	Ref Ref `json:"ref"`
	// Title is what people call the record; never anything that is held back.
	Title Untrusted `json:"title"`
	// Status is the state that a lead or a project is in.
	Status string `json:"status,omitempty"`
	// Reasons are what the records have in common, the strongest first.
	Reasons []Likeness `json:"reasons"`
	// Strength goes from [StrengthDuplicate] to 100.
	Strength int `json:"strength"`
}

// Duplicates returns those of the records that are duplicates of the identity
// at an instant: open, of the same program p, and alike enough. The strongest
// come first.
func (i Identity) Duplicates(p *Program, records []Record, at time.Time) []Duplicate {
	var found []Duplicate
	for _, r := range records {
		other := IdentityOf(r, p)
		if other.Ref == i.Ref || other.Program != i.Program || i.Program != p.Name || !IsOpen(r, at) {
			continue
		}
		if m := i.Compare(other); m.Strength >= StrengthDuplicate {
			found = append(found, Duplicate{other.Ref, titleOf(r, p), statusOf(r, at), m.Reasons, m.Strength})
		}
	}
	slices.SortFunc(found, func(a, b Duplicate) int {
		return cmp.Or(b.Strength-a.Strength, strings.Compare(string(a.Ref.Kind), string(b.Ref.Kind)), bytes.Compare(a.Ref.ID[:], b.Ref.ID[:]))
	})
	return found
}

func statusOf(r Record, at time.Time) string {
	switch r := r.(type) {
	case Lead:
		return string(r.StatusAt(at))
	case Project:
		return string(r.Status)
	}
	return ""
}

func titleOf(r Record, p *Program) Untrusted {
	switch r := r.(type) {
	case Lead:
		return r.Disclose(p).Company.Name
	case Opportunity:
		return r.Name
	case Project:
		return r.Name
	}
	return Untrusted{}
}
