package domain

import (
	"slices"
	"time"
)

// LeadOrigin says which way a lead went.
type LeadOrigin string

// The origins of a lead.
const (
	// Distributed leads came from the program to the firm (L1).
	Distributed LeadOrigin = "distributed"
	// Registered leads went from the firm to the program (L8).
	Registered LeadOrigin = "registered"
)

// LeadStatus is where a lead stands.
type LeadStatus string

// The statuses of a distributed lead, then those of a registered one;
// converted is common to both.
const (
	LeadOffered   LeadStatus = "offered"
	LeadAccepted  LeadStatus = "accepted"
	LeadWorking   LeadStatus = "working"
	LeadDeclined  LeadStatus = "declined"
	LeadLapsed    LeadStatus = "lapsed"
	LeadClosed    LeadStatus = "closed"
	LeadDraft     LeadStatus = "draft"
	LeadSubmitted LeadStatus = "submitted"
	LeadApproved  LeadStatus = "approved"
	LeadRejected  LeadStatus = "rejected"
	LeadWithdrawn LeadStatus = "withdrawn"
	LeadJoint     LeadStatus = "joint"
	LeadExpired   LeadStatus = "expired"
	LeadConverted LeadStatus = "converted"
)

// Contact is a person at a company.
type Contact struct {
	Name   Untrusted `json:"name,omitzero"`
	Title  Untrusted `json:"title,omitzero"`
	Email  Untrusted `json:"email,omitzero"`
	Phone  Untrusted `json:"phone,omitzero"`
	Mobile Untrusted `json:"mobile,omitzero"`
	// Consent is the day on which the person agreed to be contacted.
	Consent Date `json:"consent,omitzero"`
}

// Company is what is known of a lead's company.
type Company struct {
	Name       Untrusted `json:"name,omitzero"`
	Street     Untrusted `json:"street,omitzero"`
	City       Untrusted `json:"city,omitzero"`
	State      Untrusted `json:"state,omitzero"`
	PostalCode Untrusted `json:"postal_code,omitzero"`
	Country    Untrusted `json:"country,omitzero"`
	Industry   Untrusted `json:"industry,omitzero"`
	Website    Untrusted `json:"website,omitzero"`
	// Employees is a head count, 0 where it is unknown.
	Employees int `json:"employees,omitzero"`
	// Revenue is a year's.
	Revenue Money `json:"revenue,omitzero"`
}

// Touch is one contact of a campaign with the lead (L6).
type Touch struct {
	On       Date      `json:"on,omitzero"`
	Campaign Untrusted `json:"campaign"`
	// What happened: "opened the mailing", "came to the webinar".
	What Untrusted `json:"what,omitzero"`
}

// ActivityKind is how the firm was in touch.
type ActivityKind string

// The kinds of activity (L5).
const (
	Call    ActivityKind = "call"
	Mail    ActivityKind = "mail"
	Meeting ActivityKind = "meeting"
	Note    ActivityKind = "note"
)

// ActivityKinds lists the kinds in the order in which people choose.
func ActivityKinds() []ActivityKind { return []ActivityKind{Call, Mail, Meeting, Note} }

// Activity is what the firm did about a lead.
type Activity struct {
	At   time.Time    `json:"at"`
	Who  Untrusted    `json:"who,omitzero"`
	Kind ActivityKind `json:"kind"`
	Text Untrusted    `json:"text"`
}

// NextStep is what is to be done next, and when.
type NextStep struct {
	On   Date      `json:"on,omitzero"`
	Text Untrusted `json:"text,omitzero"`
}

// IsZero reports whether there is no next step.
func (n NextStep) IsZero() bool { return n == NextStep{} }

// Lead is somebody who may buy.
type Lead struct {
	ID      ID         `json:"id"`
	Program string     `json:"program"`
	Origin  LeadOrigin `json:"origin"`
	Status  LeadStatus `json:"status"`
	// PortalID is the id that the program's own portal gave it.
	PortalID Untrusted `json:"portal_id,omitzero"`

	Company     Company   `json:"company"`
	Contact     Contact   `json:"contact,omitzero"`
	Product     Untrusted `json:"product,omitzero"`
	Value       Money     `json:"value,omitzero"`
	Source      Untrusted `json:"source,omitzero"`
	Description Untrusted `json:"description,omitzero"`
	Campaign    []Touch   `json:"campaign,omitempty"`
	// Qualification gives the step of each known criterion, from 0.
	Qualification map[string]int `json:"qualification,omitempty"`

	// Registration holds what only a registered lead carries.
	Registration Registration `json:"registration,omitzero"`

	// OfferedAt is when the lead reached the firm, or was drafted by it.
	OfferedAt time.Time `json:"offered_at,omitzero"`
	// Due is the instant from which it can no longer be accepted.
	Due time.Time `json:"due,omitzero"`
	// AnsweredAt is when it was accepted, declined or clawed back.
	AnsweredAt time.Time `json:"answered_at,omitzero"`
	// AnsweredBy is who accepted or declined it.
	AnsweredBy Untrusted `json:"answered_by,omitzero"`
	// SubmittedAt is when a registration went to the program.
	SubmittedAt time.Time `json:"submitted_at,omitzero"`
	// ClosedAt is when it was converted, closed or decided for good.
	ClosedAt time.Time `json:"closed_at,omitzero"`
	// Reason is the key of the reason it was declined, rejected or closed for.
	Reason string `json:"reason,omitzero"`
	// Remark is what was said about the reason.
	Remark Untrusted `json:"remark,omitzero"`

	Activities []Activity `json:"activities,omitempty"`
	Next       NextStep   `json:"next,omitzero"`
	// Opportunity is what it was converted to, PortalOpportunity the portal's
	// id of it where only that is known.
	Opportunity       ID        `json:"opportunity,omitzero"`
	PortalOpportunity Untrusted `json:"portal_opportunity,omitzero"`

	Imported Imported `json:"imported,omitzero"`

	// HeldBack lists the fields that [Lead.Disclose] emptied. It is never stored.
	HeldBack []LeadField `json:"-"`
}

// Registration is what the firm says of a lead that it registers (L8).
type Registration struct {
	// Users is how many people may use the product.
	Users int `json:"users,omitzero"`
	// Timeframe is when the customer means to buy.
	Timeframe Untrusted `json:"timeframe,omitzero"`
	Goals     Untrusted `json:"goals,omitzero"`
	Pains     Untrusted `json:"pains,omitzero"`
	NextSteps Untrusted `json:"next_steps,omitzero"`
	// Close is the expected close date.
	Close Date `json:"close,omitzero"`
}

// Ref names the lead's record.
func (l Lead) Ref() Ref { return Ref{KindLead, l.ID} }

// StatusAt is the status at an instant: an offer past its deadline is lapsed,
// also before anybody wrote that down.
func (l Lead) StatusAt(now time.Time) LeadStatus {
	if l.Status == LeadOffered && !now.Before(l.Due) {
		return LeadLapsed
	}
	return l.Status
}

// Disclosed reports whether the firm may see the fields that the program holds
// back: it accepted the lead, or the lead is its own.
func (l Lead) Disclosed() bool {
	switch l.Status {
	case LeadOffered, LeadDeclined, LeadLapsed:
		return false
	case LeadAccepted, LeadWorking, LeadConverted, LeadClosed, LeadDraft, LeadSubmitted, LeadApproved,
		LeadRejected, LeadWithdrawn, LeadJoint, LeadExpired:
	}
	return true
}

// Disclose returns the lead as the firm may see it: without the fields that the
// program holds back until acceptance (L3). All that leaves a book goes through it.
func (l Lead) Disclose(p *Program) Lead {
	if l.Disclosed() {
		return l
	}
	for _, f := range p.Leads.HeldBack {
		l.clear(f)
	}
	l.HeldBack = slices.Clone(p.Leads.HeldBack)
	return l
}

// Lists are the lists of the screen in which the lead stands.
func (l Lead) Lists() []string {
	switch l.Status {
	case LeadOffered:
		return []string{ListInbox}
	case LeadLapsed:
		return []string{ListInbox, ListClosed}
	case LeadAccepted, LeadWorking:
		return []string{ListWorking}
	case LeadDraft, LeadSubmitted, LeadApproved:
		return []string{ListRegistered}
	case LeadDeclined, LeadClosed, LeadRejected, LeadWithdrawn, LeadJoint, LeadExpired, LeadConverted:
	}
	return []string{ListClosed}
}

// LastActivity is when something was last done about an accepted lead: an
// activity, or the acceptance itself.
func (l Lead) LastActivity() time.Time {
	last := l.AnsweredAt
	for _, a := range l.Activities {
		if a.At.After(last) {
			last = a.At
		}
	}
	return last
}

// ActivityDue is the end of the second window, the zero time where the program
// has none or the firm already showed activity (L5).
func (l Lead) ActivityDue(p *Program) time.Time {
	if l.Status != LeadAccepted || p.Leads.ActivityWithin == 0 {
		return time.Time{}
	}
	return l.AnsweredAt.Add(p.Leads.ActivityWithin.Std())
}
