package domain

import (
	"maps"
	"slices"
)

// LeadField names a field of a lead in program files and in JSON.
type LeadField string

// The fields of a lead that a program may hold back or require.
const (
	FieldContact     LeadField = "contact"
	FieldTitle       LeadField = "title"
	FieldEmail       LeadField = "email"
	FieldPhone       LeadField = "phone"
	FieldCompany     LeadField = "company"
	FieldStreet      LeadField = "street"
	FieldCity        LeadField = "city"
	FieldState       LeadField = "state"
	FieldPostalCode  LeadField = "postal_code"
	FieldCountry     LeadField = "country"
	FieldIndustry    LeadField = "industry"
	FieldWebsite     LeadField = "website"
	FieldEmployees   LeadField = "employees"
	FieldProduct     LeadField = "product"
	FieldUsers       LeadField = "users"
	FieldValue       LeadField = "value"
	FieldTimeframe   LeadField = "timeframe"
	FieldGoals       LeadField = "goals"
	FieldPains       LeadField = "pains"
	FieldNextSteps   LeadField = "next_steps"
	FieldClose       LeadField = "close"
	FieldConsent     LeadField = "consent"
	FieldDescription LeadField = "description"
)

// LeadFields lists the fields in the order of the registration form.
func LeadFields() []LeadField {
	return []LeadField{
		FieldCompany, FieldStreet, FieldCity, FieldState, FieldPostalCode, FieldCountry, FieldIndustry, FieldWebsite, FieldEmployees,
		FieldContact, FieldTitle, FieldEmail, FieldPhone, FieldConsent,
		FieldProduct, FieldUsers, FieldValue, FieldTimeframe, FieldClose, FieldGoals, FieldPains, FieldNextSteps, FieldDescription,
	}
}

// Text returns what a field says, nothing where it is not text.
func (l Lead) Text(f LeadField) Untrusted {
	if t := l.text(f); t != nil {
		return *t
	}
	return Untrusted{}
}

// unknownFields refuses what stands among fields and is none of the known ones.
func unknownFields[F ~string](fields map[F]Untrusted, known []F) (bad Refusals) {
	for _, f := range slices.Sorted(maps.Keys(fields)) {
		if !slices.Contains(known, f) {
			bad = append(bad, Refused("field.unknown", "field", Outside(string(f))))
		}
	}
	return bad
}

// text points to the field where it is text, and is nil where it is not.
func (l *Lead) text(f LeadField) *Untrusted {
	switch f {
	case FieldContact:
		return &l.Contact.Name
	case FieldTitle:
		return &l.Contact.Title
	case FieldEmail:
		return &l.Contact.Email
	case FieldPhone:
		return &l.Contact.Phone
	case FieldCompany:
		return &l.Company.Name
	case FieldStreet:
		return &l.Company.Street
	case FieldCity:
		return &l.Company.City
	case FieldState:
		return &l.Company.State
	case FieldPostalCode:
		return &l.Company.PostalCode
	case FieldCountry:
		return &l.Company.Country
	case FieldIndustry:
		return &l.Company.Industry
	case FieldWebsite:
		return &l.Company.Website
	case FieldProduct:
		return &l.Product
	case FieldTimeframe:
		return &l.Registration.Timeframe
	case FieldGoals:
		return &l.Registration.Goals
	case FieldPains:
		return &l.Registration.Pains
	case FieldNextSteps:
		return &l.Registration.NextSteps
	case FieldDescription:
		return &l.Description
	case FieldEmployees, FieldUsers, FieldValue, FieldClose, FieldConsent:
	}
	return nil
}

// clear empties the field.
func (l *Lead) clear(f LeadField) {
	if t := l.text(f); t != nil {
		*t = Untrusted{}
	}
	switch f {
	case FieldPhone:
		l.Contact.Mobile = Untrusted{}
	case FieldEmployees:
		l.Company.Employees = 0
	case FieldUsers:
		l.Registration.Users = 0
	case FieldValue:
		l.Value = Money{}
	case FieldClose:
		l.Registration.Close = 0
	case FieldConsent:
		l.Contact.Consent = 0
	default: // text, emptied above
	}
}

// lacks reports whether the field is empty.
func (l *Lead) lacks(f LeadField) bool {
	if t := l.text(f); t != nil {
		return t.IsZero()
	}
	switch f {
	case FieldEmployees:
		return l.Company.Employees == 0
	case FieldUsers:
		return l.Registration.Users == 0
	case FieldValue:
		return l.Value.IsZero()
	case FieldClose:
		return l.Registration.Close == 0
	case FieldConsent:
		return l.Contact.Consent == 0
	default:
		return true
	}
}
