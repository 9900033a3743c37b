package leads

import (
	"context"
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// companyFields are filled in with a company, contactFields with a contact.
var (
	companyFields = pages[0].fields
	contactFields = []domain.LeadField{domain.FieldContact, domain.FieldTitle, domain.FieldEmail, domain.FieldPhone}
)

// suggests reports whether a field is completed from the leads of the book.
func suggests(f domain.LeadField) bool {
	return f == domain.FieldCompany || f == domain.FieldContact || f == domain.FieldEmail
}

// suggest completes companies and contacts from the leads of the book, as far
// as the firm may see them.
func suggest(book Book) func(string, map[string]string) func() ([]form.Suggestion, error) {
	return func(field string, values map[string]string) func() ([]form.Suggestion, error) {
		typed, company := values[field], domain.Outside(values[string(domain.FieldCompany)])
		find, match := contacts, pane.Matching("", typed)
		if domain.LeadField(field) == domain.FieldCompany {
			find, match = companies, pane.Matching("company", typed)
		}
		if match == "" {
			return nil
		}
		q := domain.Query{Kind: domain.KindLead, List: domain.ListAll, Match: match, Quick: true}
		return func() ([]form.Suggestion, error) {
			found, err := book.Leads(context.Background(), q, 0, pane.SuggestRows)
			return find(found.Rows, typed, company), err
		}
	}
}

// companies are those of leads whose name holds what is typed.
func companies(found []domain.Lead, typed string, _ domain.Untrusted) []form.Suggestion {
	var all []form.Suggestion
	for _, l := range found {
		if pane.Holds(typed, l.Company.Name) {
			all = append(all, form.Suggestion{Label: l.Company.Name, Side: l.Company.City, Values: valuesOf(l, companyFields)})
		}
	}
	return pane.Distinct(all)
}

// contacts are those of disclosed leads whose name or address holds what is
// typed, those of the company before others.
func contacts(found []domain.Lead, typed string, company domain.Untrusted) []form.Suggestion {
	var own, others []form.Suggestion
	for _, l := range found {
		if !l.Disclosed() || !pane.Holds(typed, l.Contact.Name, l.Contact.Email) {
			continue
		}
		s := form.Suggestion{Label: l.Contact.Name, Side: l.Company.Name, Values: valuesOf(l, contactFields)}
		if s.Label.IsZero() {
			s.Label = l.Contact.Email
		}
		if l.Company.Name.Same(company) {
			own = append(own, s)
		} else {
			others = append(others, s)
		}
	}
	return pane.Distinct(slices.Concat(own, others))
}

// valuesOf are fields of a lead that are not empty.
func valuesOf(l domain.Lead, fields []domain.LeadField) map[string]domain.Untrusted {
	values := map[string]domain.Untrusted{}
	for _, f := range fields {
		values[string(f)] = value(l, f)
	}
	return pane.Filled(values)
}

// suggestCustomer completes the customer of a deal to a company of the leads.
func suggestCustomer(book Book) func(string, map[string]string) func() ([]form.Suggestion, error) {
	return func(field string, values map[string]string) func() ([]form.Suggestion, error) {
		company := string(domain.FieldCompany)
		read := suggest(book)(company, map[string]string{company: values[field]})
		if read == nil {
			return nil
		}
		return func() ([]form.Suggestion, error) {
			found, err := read()
			for i, s := range found {
				found[i].Values = map[string]domain.Untrusted{field: s.Label}
			}
			return found, err
		}
	}
}
