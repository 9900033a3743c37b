package domain

import "time"

// Outcome is how a stage closes a deal.
type Outcome string

// The outcomes. Stages that keep a deal open have none.
const (
	OutcomeOpen Outcome = ""
	OutcomeWon  Outcome = "won"
	OutcomeLost Outcome = "lost"
)

// ACVKind says what part the firm had in a deal, and so in its ACV (P2).
type ACVKind string

// The kinds of ACV.
const (
	// Sourced is new to the vendor and came as a lead that the firm registered.
	Sourced ACVKind = "sourced"
	// Joint is a deal of the vendor's that the firm helped along.
	Joint ACVKind = "joint"
	// NoACV counts for nothing in the program.
	NoACV ACVKind = "none"
)

// ACVKinds lists the kinds in the order in which people choose.
func ACVKinds() []ACVKind { return []ACVKind{Sourced, Joint, NoACV} }

// Evidence says why a deal is sourced or joint.
type Evidence string

// The kinds of evidence.
const (
	EvidenceNone        Evidence = ""
	EvidenceRegistered  Evidence = "registered_lead"
	EvidenceDistributed Evidence = "distributed_lead"
	EvidenceInformation Evidence = "new_information"
	EvidenceRequest     Evidence = "at_request"
)

// Evidences lists what may be given as evidence of a joint deal.
func Evidences() []Evidence { return []Evidence{EvidenceInformation, EvidenceRequest} }

// Opportunity is a deal in the pipeline.
type Opportunity struct {
	ID       ID        `json:"id"`
	Program  string    `json:"program"`
	PortalID Untrusted `json:"portal_id,omitzero"`
	Name     Untrusted `json:"name"`
	Customer Untrusted `json:"customer,omitzero"`
	// AccountID is the portal's own id of the customer.
	AccountID Untrusted `json:"account_id,omitzero"`
	Product   Untrusted `json:"product,omitzero"`
	Stage     string    `json:"stage"`
	// Probability is in percent, a snapshot taken when the stage was entered.
	Probability int    `json:"probability"`
	Category    string `json:"category"`
	// Outcome is "" while the deal is open.
	Outcome Outcome `json:"outcome,omitzero"`
	Amount  Money   `json:"amount,omitzero"`
	// ACV is the subscription revenue of one year.
	ACV      Money    `json:"acv,omitzero"`
	Kind     ACVKind  `json:"kind"`
	Evidence Evidence `json:"evidence,omitzero"`
	// Lead is what it came from.
	Lead      ID        `json:"lead,omitzero"`
	Source    Untrusted `json:"source,omitzero"`
	CloseDate Date      `json:"close_date,omitzero"`
	Next      NextStep  `json:"next,omitzero"`
	// Reason is why it was won or lost, in the firm's words.
	Reason      Untrusted `json:"reason,omitzero"`
	Description Untrusted `json:"description,omitzero"`
	CreatedAt   time.Time `json:"created_at"`
	// StageAt is when the stage was entered.
	StageAt time.Time `json:"stage_at"`
	// ClosedAt is when it was won or lost.
	ClosedAt time.Time `json:"closed_at,omitzero"`
	Imported Imported  `json:"imported,omitzero"`
}

// Ref names the opportunity's record.
func (o Opportunity) Ref() Ref { return Ref{KindOpportunity, o.ID} }

// Lists are the lists of the screen in which the opportunity stands.
func (o Opportunity) Lists() []string {
	switch o.Outcome {
	case OutcomeWon:
		return []string{ListWon}
	case OutcomeLost:
		return []string{ListLost}
	case OutcomeOpen:
	}
	return []string{ListOpen}
}

// state is where the opportunity stands.
func (o Opportunity) state() State {
	switch o.Outcome {
	case OutcomeWon:
		return StateWon
	case OutcomeLost:
		return StateLost
	case OutcomeOpen:
	}
	return StateOpen
}

// Expected is the expected revenue: the amount times the probability.
func (o Opportunity) Expected() Money {
	if o.Amount.IsZero() {
		return Money{}
	}
	return Money{o.Amount.Mils.MulDiv(int64(o.Probability), 100), o.Amount.Currency}
}

// Won reports the day on which the deal counts as won: the close date, or the
// day it was closed where there is none. It is zero for deals not won.
func (o Opportunity) Won(p *Program) Date {
	if o.Outcome != OutcomeWon {
		return 0
	}
	return o.closedOn(p)
}

// closedOn is the day on which a deal that is not open was closed.
func (o Opportunity) closedOn(p *Program) Date {
	if o.CloseDate != 0 {
		return o.CloseDate
	}
	return p.Day(o.ClosedAt)
}

// enter moves the deal into a stage and takes the snapshot of its probability.
func (o *Opportunity) enter(s Stage, now Now) {
	o.Stage, o.Probability, o.Category, o.Outcome, o.StageAt = s.Name, s.Probability, s.Category, s.Outcome, now.At
	o.ClosedAt = time.Time{}
	if s.Outcome != OutcomeOpen {
		o.ClosedAt = now.At
	}
}

func newOpportunity(id ID, p *Program, now Now) Opportunity {
	o := Opportunity{ID: id, Program: p.Name, Kind: NoACV, CreatedAt: now.At}
	o.enter(p.Stages[0], now)
	return o
}
