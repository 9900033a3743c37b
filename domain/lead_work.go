package domain

import "slices"

// LogActivity notes what was done about a lead and what comes next (L5). It is
// refused while the lead's contact is held back.
type LogActivity struct {
	ID   ID           `json:"id"`
	Kind ActivityKind `json:"kind"`
	Text Untrusted    `json:"text"`
	// Next replaces the next step where it says anything.
	Next NextStep `json:"next,omitzero"`
}

// Name is the command's name in the journal.
func (LogActivity) Name() string { return "lead.log" }

// Subject names the lead.
func (c LogActivity) Subject() Ref { return Ref{KindLead, c.ID} }

func (c LogActivity) decide(v View, now Now) ([]Record, error) {
	l, err := read[Lead](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(l, c, now); !changes {
		return nil, err
	}
	switch {
	case !slices.Contains(ActivityKinds(), c.Kind):
		return nil, Refused("activity.unknown_kind", "kind", Outside(string(c.Kind)), "known", ActivityKinds()).on("kind")
	case c.Text.IsZero():
		return nil, Refused("activity.no_text").on("text")
	}
	l.Activities = append(slices.Clone(l.Activities), Activity{now.At, now.Who, c.Kind, c.Text})
	if !c.Next.IsZero() {
		l.Next = c.Next
	}
	if l.Status == LeadAccepted {
		l.Status = LeadWorking
	}
	return []Record{l}, nil
}

// CloseLead ends a lead that came to nothing, with one of the program's reasons.
type CloseLead struct {
	ID     ID        `json:"id"`
	Reason string    `json:"reason"`
	Remark Untrusted `json:"remark,omitzero"`
}

// Name is the command's name in the journal.
func (CloseLead) Name() string { return "lead.close" }

// Subject names the lead.
func (c CloseLead) Subject() Ref { return Ref{KindLead, c.ID} }

func (c CloseLead) decide(v View, now Now) ([]Record, error) {
	l, p, err := leadOf(v, c.ID)
	if err != nil {
		return nil, err
	}
	if changes, err := may(l, c, now); !changes {
		return nil, err
	}
	if !has(p.Leads.CloseReasons, c.Reason) {
		return nil, unknownReason(c.Reason, p.Leads.CloseReasons)
	}
	l.Status, l.ClosedAt, l.Reason, l.Remark = LeadClosed, now.At, c.Reason, c.Remark
	return []Record{l}, nil
}

// ConvertLead turns an accepted or approved lead into an opportunity (L9).
type ConvertLead struct {
	ID ID `json:"id"`
	// Opportunity is the id that the opportunity gets.
	Opportunity ID `json:"opportunity"`
	// Fields are set on the opportunity over what the lead says.
	Fields map[OpportunityField]Untrusted `json:"fields,omitempty"`
}

// Name is the command's name in the journal.
func (ConvertLead) Name() string { return "lead.convert" }

// Subject names the lead.
func (c ConvertLead) Subject() Ref { return Ref{KindLead, c.ID} }

func (c ConvertLead) decide(v View, now Now) ([]Record, error) {
	l, p, err := leadOf(v, c.ID)
	if err != nil {
		return nil, err
	}
	if changes, err := may(l, c, now); !changes {
		return nil, err
	}
	if err := unused(v, Ref{KindOpportunity, c.Opportunity}); err != nil {
		return nil, err
	}
	o, err := l.opportunity(p, c, now)
	if err != nil {
		return nil, err
	}
	l.Status, l.ClosedAt, l.Opportunity = LeadConverted, now.At, c.Opportunity
	return []Record{l, o}, nil
}

// DealName is what an opportunity made of the lead is called unless it is given
// a name.
func (l Lead) DealName() Untrusted {
	return Outside(join(" · ", l.Company.Name.Raw(), l.Product.Raw()))
}

// opportunity makes the opportunity that a lead becomes. One that the firm
// registered is sourced; one that the program distributed was known to the
// vendor, so that at most it is joint.
func (l Lead) opportunity(p *Program, c ConvertLead, now Now) (Opportunity, error) {
	o := newOpportunity(c.Opportunity, p, now)
	o.Customer, o.Product, o.Amount, o.CloseDate = l.Company.Name, l.Product, l.Value, l.Registration.Close
	o.Name = l.DealName()
	o.Lead, o.Source, o.Next = l.ID, l.Source, l.Next
	o.Kind, o.Evidence = Joint, EvidenceDistributed
	if l.Origin == Registered {
		o.Kind, o.Evidence = Sourced, EvidenceRegistered
	}
	if err := o.set(p, c.Fields, now); err != nil {
		return Opportunity{}, err
	}
	if o.Kind == Sourced && l.Origin != Registered {
		return Opportunity{}, Refused("opportunity.not_sourced").on("kind")
	}
	return o, nil
}
