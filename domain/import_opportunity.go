package domain

import "time"

// ImportOpportunity is a deal in another system's export; see [ImportLead].
type ImportOpportunity struct {
	ID       ID        `json:"id"`
	Program  string    `json:"program"`
	PortalID Untrusted `json:"portal_id,omitzero"`
	Title    Untrusted `json:"name"`
	Customer Untrusted `json:"customer,omitzero"`
	// AccountID is the other system's id of the customer.
	AccountID Untrusted `json:"account_id,omitzero"`
	Product   Untrusted `json:"product,omitzero"`
	Stage     Untrusted `json:"stage"`
	// Probability is in percent, nil where the file has none.
	Probability *int  `json:"probability,omitempty"`
	Amount      Money `json:"amount,omitzero"`
	ACV         Money `json:"acv,omitzero"`
	CloseDate   Date  `json:"close_date,omitzero"`
	// Closed and Won are the other system's own flags, nil where it has none.
	Closed      *bool     `json:"closed,omitempty"`
	Won         *bool     `json:"won,omitempty"`
	Next        Untrusted `json:"next,omitzero"`
	Source      Untrusted `json:"source,omitzero"`
	Description Untrusted `json:"description,omitzero"`
	CreatedAt   time.Time `json:"created_at,omitzero"`
	ModifiedAt  time.Time `json:"modified_at,omitzero"`
}

// Name is the command's name in the journal.
func (ImportOpportunity) Name() string { return "opportunity.import" }

// Subject names the opportunity if it is new.
func (c ImportOpportunity) Subject() Ref { return Ref{KindOpportunity, c.ID} }

// Key is what the row is known by when it is imported again.
func (c ImportOpportunity) Key() Untrusted {
	if !c.PortalID.IsZero() {
		return c.PortalID
	}
	return rowKey(foldedForKeys(c.Title.Raw()), customerForKeys(c.Customer), c.CloseDate.String())
}

// Notices says what the import decided where the row contradicts itself: the
// stage counts, not the flags.
func (c ImportOpportunity) Notices(p *Program) []*RuleError {
	s, ok := p.StageNamed(c.Stage.Raw())
	if !ok {
		return nil
	}
	closed, won := s.Outcome != OutcomeOpen, s.Outcome == OutcomeWon
	if (c.Closed != nil && *c.Closed != closed) || (c.Won != nil && *c.Won != won) {
		return []*RuleError{Refused("import.stage_counts", "stage", s.Name).on(string(OppStage))}
	}
	return nil
}

func (c ImportOpportunity) decide(v View, now Now) ([]Record, error) {
	p, err := v.Program(c.Program)
	if err != nil {
		return nil, err
	}
	stage, ok := p.StageNamed(c.Stage.Raw())
	switch {
	case c.Title.IsZero():
		return nil, Refused("field.missing").on(string(OppName))
	case !ok:
		return nil, unknownStage(c.Stage, p).on(string(OppStage))
	case c.Probability != nil && (*c.Probability < 0 || *c.Probability > 100):
		return nil, Refused("import.probability_range", "value", *c.Probability).on("probability")
	}
	key := c.Key()
	id, found, err := v.ByPortalID(KindOpportunity, p.Name, key)
	if err != nil {
		return nil, err
	}
	o := newOpportunity(c.ID, p, now)
	o.PortalID = key
	if found {
		if o, err = read[Opportunity](v, Ref{KindOpportunity, id}); err != nil {
			return nil, err
		}
	} else if err := unused(v, o.Ref()); err != nil {
		return nil, err
	}
	mark := c.print()
	if o.Imported.Print == mark {
		return nil, nil
	}
	c.fill(&o)
	if !o.Imported.Status.Same(c.Stage) { // it is news
		c.arrive(&o, stage, now)
	}
	o.Imported = Imported{Print: mark, Status: c.Stage}
	return []Record{o}, nil
}

// fill sets what the file says and leaves alone what it does not.
func (c *ImportOpportunity) fill(o *Opportunity) {
	o.Name = c.Title
	take(&o.Customer, c.Customer)
	take(&o.AccountID, c.AccountID)
	take(&o.Product, c.Product)
	take(&o.Amount, c.Amount)
	take(&o.ACV, c.ACV)
	take(&o.CloseDate, c.CloseDate)
	take(&o.Next.Text, c.Next)
	take(&o.Source, c.Source)
	take(&o.Description, c.Description)
	take(&o.CreatedAt, c.CreatedAt)
}

// arrive puts the deal into its stage, as of when the file says it changed.
func (c *ImportOpportunity) arrive(o *Opportunity, stage Stage, now Now) {
	at := now
	if !c.ModifiedAt.IsZero() && c.ModifiedAt.Before(now.At) {
		at.At = c.ModifiedAt
	}
	o.enter(stage, at)
	if c.Probability != nil && stage.Outcome == OutcomeOpen {
		o.Probability = *c.Probability
	}
}
