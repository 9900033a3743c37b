package domain

import "time"

// CheckLeadField returns what is wrong with what was typed into a field of a
// lead, for a form to say as one leaves it.
func (p *Program) CheckLeadField(f LeadField, v Untrusted, now time.Time) error {
	var l Lead
	if err := l.setField(p, f, v, Now{At: now}); err != nil {
		return err.on(string(f))
	}
	return nil
}

// CheckOpportunityField is [Program.CheckLeadField] for an opportunity.
func (p *Program) CheckOpportunityField(f OpportunityField, v Untrusted, now time.Time) error {
	var o Opportunity
	if err := o.setField(p, f, v, Now{At: now}); err != nil {
		return err.on(string(f))
	}
	return nil
}

// CheckProjectField is [Program.CheckLeadField] for a project.
func CheckProjectField(f ProjectField, v Untrusted) error {
	var p Project
	if err := p.setField(f, v); err != nil {
		return err.on(string(f))
	}
	return nil
}

// CheckEmail returns what is wrong with an e-mail address.
func CheckEmail(v Untrusted) error {
	if !ValidEmail(v) {
		return Refused("email.invalid", "value", v).on(string(FieldEmail))
	}
	return nil
}
