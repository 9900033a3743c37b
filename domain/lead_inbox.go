package domain

import "time"

// OfferLead puts a lead that a program distributed into the inbox (L1). One that
// is here already, whatever became of it, is not offered again.
type OfferLead struct {
	// Lead is the lead as it was offered. Its status and times are set here.
	Lead Lead `json:"lead"`
	// Due is the deadline that the lead carries; it wins over the program's window.
	Due time.Time `json:"due,omitzero"`
}

// Name is the command's name in the journal.
func (OfferLead) Name() string { return "lead.offer" }

// Subject names the lead.
func (c OfferLead) Subject() Ref { return c.Lead.Ref() }

func (c OfferLead) decide(v View, now Now) ([]Record, error) {
	if free, err := fresh(v, c.Subject()); !free || err != nil {
		return nil, err
	}
	p, err := v.Program(c.Lead.Program)
	if err != nil {
		return nil, err
	}
	if !c.Lead.PortalID.IsZero() {
		if _, known, err := v.ByPortalID(KindLead, p.Name, c.Lead.PortalID); known || err != nil {
			return nil, err
		}
	}
	l := c.Lead
	l.AnsweredAt, l.SubmittedAt, l.ClosedAt = time.Time{}, time.Time{}, time.Time{}
	l.offer(p, now.At, c.Due)
	return []Record{l}, nil
}

// offer starts the lead's window (S4): elapsed hours from the instant of offer,
// unless the lead carries a deadline of its own.
func (l *Lead) offer(p *Program, at, due time.Time) {
	l.Origin, l.Status, l.OfferedAt, l.Due = Distributed, LeadOffered, at, due
	if due.IsZero() {
		l.Due = at.Add(p.Leads.AnswerWithin.Std())
	}
}

// AcceptLead accepts an offered lead, which discloses its held-back fields.
// Accepting twice changes nothing; after the deadline it is refused (lead.lapsed).
type AcceptLead struct {
	ID ID `json:"id"`
}

// Name is the command's name in the journal.
func (AcceptLead) Name() string { return "lead.accept" }

// Subject names the lead.
func (c AcceptLead) Subject() Ref { return Ref{KindLead, c.ID} }

func (c AcceptLead) decide(v View, now Now) ([]Record, error) {
	l, err := read[Lead](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(l, c, now); !changes {
		return nil, err
	}
	l.Status, l.AnsweredAt, l.AnsweredBy = LeadAccepted, now.At, now.Who
	return []Record{l}, nil
}

// DeclineLead declines an offered lead with one of the program's reasons.
type DeclineLead struct {
	ID     ID        `json:"id"`
	Reason string    `json:"reason"`
	Remark Untrusted `json:"remark,omitzero"`
}

// Name is the command's name in the journal.
func (DeclineLead) Name() string { return "lead.decline" }

// Subject names the lead.
func (c DeclineLead) Subject() Ref { return Ref{KindLead, c.ID} }

func (c DeclineLead) decide(v View, now Now) ([]Record, error) {
	l, p, err := leadOf(v, c.ID)
	if err != nil {
		return nil, err
	}
	if changes, err := may(l, c, now); !changes {
		return nil, err
	}
	if !has(p.Leads.DeclineReasons, c.Reason) {
		return nil, unknownReason(c.Reason, p.Leads.DeclineReasons)
	}
	l.Status, l.AnsweredAt, l.AnsweredBy, l.ClosedAt = LeadDeclined, now.At, now.Who, now.At
	l.Reason, l.Remark = c.Reason, c.Remark
	return []Record{l}, nil
}

// unknownReason refuses a reason that the program does not list.
func unknownReason(reason string, known []Titled) *RuleError {
	keys := make([]string, len(known))
	for i, k := range known {
		keys[i] = k.Key
	}
	if reason == "" {
		return Refused("reason.missing", "known", keys).on("reason")
	}
	return Refused("reason.unknown", "reason", Outside(reason), "known", keys).on("reason")
}

// ReasonNoActivity is the reason of a lead that was accepted and then clawed back
// because its second window passed without an activity.
const ReasonNoActivity = "no_activity"

// LapseLead writes down that a lead was clawed back (L4), so that a clock set
// back does not revive it: an offer that passed its deadline, or an accepted one
// that passed its second window where the program claws those back. Before that
// it changes nothing.
type LapseLead struct {
	ID ID `json:"id"`
}

// Name is the command's name in the journal.
func (LapseLead) Name() string { return "lead.lapse" }

// Subject names the lead.
func (c LapseLead) Subject() Ref { return Ref{KindLead, c.ID} }

func (c LapseLead) decide(v View, now Now) ([]Record, error) {
	l, p, err := leadOf(v, c.ID)
	if err != nil {
		return nil, err
	}
	if changes, err := may(l, c, now); !changes {
		return nil, err
	}
	switch ends := l.ClawBack(p); {
	case ends.IsZero() || now.At.Before(ends):
		return nil, nil
	case l.Status == LeadAccepted:
		l.Reason, l.ClosedAt = ReasonNoActivity, ends
	default:
		l.AnsweredAt, l.ClosedAt = ends, ends
	}
	l.Status = LeadLapsed
	return []Record{l}, nil
}

// ClawBack is the instant from which the program claws the lead back if the firm
// does nothing, the zero time where it does not.
func (l Lead) ClawBack(p *Program) time.Time {
	switch {
	case l.Status == LeadOffered:
		return l.Due
	case l.Status == LeadAccepted && p.Leads.OnInactivity == InactivityLapse:
		return l.ActivityDue(p)
	}
	return time.Time{}
}

// leadOf reads a lead and its program.
func leadOf(v View, id ID) (Lead, *Program, error) {
	l, err := read[Lead](v, Ref{KindLead, id})
	if err != nil {
		return Lead{}, nil, err
	}
	p, err := v.Program(l.Program)
	return l, p, err
}
