package domain

import "slices"

// OpportunityField names a field of an opportunity in commands and forms.
type OpportunityField string

// The fields that people set.
const (
	OppName     OpportunityField = "name"
	OppCustomer OpportunityField = "customer"
	OppProduct  OpportunityField = "product"
	OppAmount   OpportunityField = "amount"
	OppACV      OpportunityField = "acv"
	OppKind     OpportunityField = "kind"
	OppEvidence OpportunityField = "evidence"
	OppClose    OpportunityField = "close_date"
	OppStage    OpportunityField = "stage"
	OppNext     OpportunityField = "next"
	OppNextOn   OpportunityField = "next_on"
)

// OpportunityFields lists the fields in the order of the form.
func OpportunityFields() []OpportunityField {
	return []OpportunityField{OppName, OppCustomer, OppProduct, OppAmount, OppACV, OppKind, OppEvidence, OppClose, OppStage, OppNext, OppNextOn}
}

// set reads what people typed, and gathers all that cannot be read.
func (o *Opportunity) set(p *Program, fields map[OpportunityField]Untrusted, now Now) error {
	var bad Refusals
	for _, f := range OpportunityFields() {
		if v, ok := fields[f]; ok {
			if err := o.setField(p, f, v, now); err != nil {
				bad = append(bad, err.on(string(f)))
			}
		}
	}
	bad = append(bad, unknownFields(fields, OpportunityFields())...)
	if len(bad) == 0 && o.Name.IsZero() {
		bad = append(bad, Refused("field.missing").on(string(OppName)))
	}
	if _, said := fields[OppClose]; !said && o.StageAt.Equal(now.At) && o.Outcome != OutcomeOpen {
		o.CloseDate = p.Day(now.At) // not the day that was expected
	}
	return bad.orNil()
}

func (o *Opportunity) setField(p *Program, f OpportunityField, v Untrusted, now Now) (err *RuleError) {
	switch f {
	case OppName:
		o.Name = v
	case OppCustomer:
		o.Customer = v
	case OppProduct:
		o.Product = v
	case OppAmount:
		o.Amount, err = readOptional(v, func(v Untrusted) (Money, *RuleError) { return readMoney(v, p) })
	case OppACV:
		o.ACV, err = readOptional(v, func(v Untrusted) (Money, *RuleError) { return readMoney(v, p) })
	case OppClose:
		o.CloseDate, err = readOptional(v, readDate)
	case OppNext:
		o.Next.Text = v
	case OppNextOn:
		o.Next.On, err = readOptional(v, readDate)
	case OppKind:
		o.Kind, err = readChoice(v, ACVKinds())
	case OppEvidence:
		if !v.IsZero() && o.Evidence != Evidence(v.Raw()) {
			o.Evidence, err = readChoice(v, Evidences())
		}
	case OppStage:
		s, ok := p.StageNamed(v.Raw())
		if !ok {
			return unknownStage(v, p)
		}
		if s.Name != o.Stage {
			o.enter(s, now)
		}
	}
	return err
}

// readOptional reads a value, and takes none for the zero value.
func readOptional[T any](v Untrusted, read func(Untrusted) (T, *RuleError)) (T, *RuleError) {
	if v.IsZero() {
		var none T
		return none, nil
	}
	return read(v)
}

// readChoice reads one of the choices.
func readChoice[T ~string](v Untrusted, choices []T) (T, *RuleError) {
	if c := T(v.Raw()); slices.Contains(choices, c) {
		return c, nil
	}
	known := make([]string, len(choices))
	for i, c := range choices {
		known[i] = string(c)
	}
	return "", Refused("choice.unknown", "value", v, "known", known)
}

func unknownStage(v Untrusted, p *Program) *RuleError {
	names := make([]string, len(p.Stages))
	for i, s := range p.Stages {
		names[i] = s.Name
	}
	return Refused("stage.unknown", "stage", v, "known", names)
}

// AddOpportunity puts a deal of the firm's own into the pipeline.
type AddOpportunity struct {
	ID      ID                             `json:"id"`
	Program string                         `json:"program"`
	Fields  map[OpportunityField]Untrusted `json:"fields"`
}

// Name is the command's name in the journal.
func (AddOpportunity) Name() string { return "opportunity.add" }

// Subject names the opportunity.
func (c AddOpportunity) Subject() Ref { return Ref{KindOpportunity, c.ID} }

func (c AddOpportunity) decide(v View, now Now) ([]Record, error) {
	if free, err := fresh(v, c.Subject()); !free || err != nil {
		return nil, err
	}
	p, err := v.Program(c.Program)
	if err != nil {
		return nil, err
	}
	o := newOpportunity(c.ID, p, now)
	if err := o.set(p, c.Fields, now); err != nil {
		return nil, err
	}
	if o.Kind == Sourced {
		// Only a lead that the firm registered proves that the vendor did not know.
		return nil, Refused("opportunity.not_sourced").on(string(OppKind))
	}
	return []Record{o}, nil
}

// EditOpportunity changes fields of an open deal. A closed one stays as it is.
type EditOpportunity struct {
	ID     ID                             `json:"id"`
	Fields map[OpportunityField]Untrusted `json:"fields"`
}

// Name is the command's name in the journal.
func (EditOpportunity) Name() string { return "opportunity.edit" }

// Subject names the opportunity.
func (c EditOpportunity) Subject() Ref { return Ref{KindOpportunity, c.ID} }

func (c EditOpportunity) decide(v View, now Now) ([]Record, error) {
	o, p, err := opportunityOf(v, c.ID)
	if err != nil {
		return nil, err
	}
	before := o
	bad := o.set(p, c.Fields, now)
	if bad != nil || o != before { // to say of a closed deal what it is changes nothing
		if changes, err := may(before, c, now); !changes {
			return nil, err
		}
	}
	if bad != nil {
		return nil, bad
	}
	if o.Kind == Sourced && o.Evidence != EvidenceRegistered {
		return nil, Refused("opportunity.not_sourced").on(string(OppKind))
	}
	if o == before {
		return nil, nil
	}
	return []Record{o}, nil
}

// MoveStage moves a deal to another stage; stages with an outcome win or lose it.
type MoveStage struct {
	ID    ID     `json:"id"`
	Stage string `json:"stage"`
	// Reason is why the deal was won or lost.
	Reason Untrusted `json:"reason,omitzero"`
}

// Name is the command's name in the journal.
func (MoveStage) Name() string { return "opportunity.stage" }

// Subject names the opportunity.
func (c MoveStage) Subject() Ref { return Ref{KindOpportunity, c.ID} }

func (c MoveStage) decide(v View, now Now) ([]Record, error) {
	o, p, err := opportunityOf(v, c.ID)
	if err != nil {
		return nil, err
	}
	s, ok := p.StageNamed(c.Stage)
	switch {
	case !ok:
		return nil, unknownStage(Outside(c.Stage), p).on(string(OppStage))
	case s.Name == o.Stage:
		return nil, nil
	}
	if changes, err := may(o, c, now); !changes {
		return nil, err
	}
	o.enter(s, now)
	if s.Outcome != OutcomeOpen {
		o.Reason, o.CloseDate = c.Reason, p.Day(now.At)
	}
	return []Record{o}, nil
}

// ReopenOpportunity takes a deal that was closed by mistake up again, in a stage
// that keeps it open.
type ReopenOpportunity struct {
	ID    ID     `json:"id"`
	Stage string `json:"stage"`
}

// Name is the command's name in the journal.
func (ReopenOpportunity) Name() string { return "opportunity.reopen" }

// Subject names the opportunity.
func (c ReopenOpportunity) Subject() Ref { return Ref{KindOpportunity, c.ID} }

func (c ReopenOpportunity) decide(v View, now Now) ([]Record, error) {
	o, p, err := opportunityOf(v, c.ID)
	if err != nil {
		return nil, err
	}
	if changes, err := may(o, c, now); !changes {
		return nil, err
	}
	s, ok := p.StageNamed(c.Stage)
	switch {
	case !ok:
		return nil, unknownStage(Outside(c.Stage), p).on(string(OppStage))
	case s.Outcome != OutcomeOpen:
		return nil, Refused("stage.closes", "stage", s.Name).on(string(OppStage))
	}
	o.enter(s, now)
	o.Reason = Untrusted{}
	return []Record{o}, nil
}

// opportunityOf reads an opportunity and its program.
func opportunityOf(v View, id ID) (Opportunity, *Program, error) {
	o, err := read[Opportunity](v, Ref{KindOpportunity, id})
	if err != nil {
		return Opportunity{}, nil, err
	}
	p, err := v.Program(o.Program)
	return o, p, err
}
