package projects

import (
	"context"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// suggest completes the customer from the projects of the book, and contacts
// from those of the customer, or from all while there is none yet.
func suggest(book Book) func(string, map[string]string) func() ([]form.Suggestion, error) {
	return func(field string, values map[string]string) func() ([]form.Suggestion, error) {
		typed, customer := values[field], values[string(domain.ProjCustomer)]
		find := func(found []domain.Project) []form.Suggestion { return customers(found, typed) }
		match := pane.Matching("customer", typed)
		if prefix, _, ok := strings.Cut(field, "_"); ok {
			find = func(found []domain.Project) []form.Suggestion {
				return contactsFor(found, prefix, typed, domain.Outside(customer))
			}
			if match = pane.Matching("customer", customer); customer == "" {
				match = pane.Matching("", typed)
			}
		}
		if match == "" {
			return nil
		}
		q := domain.Query{Kind: domain.KindProject, List: domain.ListAll, Match: match, Quick: true}
		return func() ([]form.Suggestion, error) {
			found, err := book.Projects(context.Background(), q, 0, pane.SuggestRows)
			return find(found.Rows), err
		}
	}
}

// customers are those of projects whose name holds what is typed.
func customers(found []domain.Project, typed string) []form.Suggestion {
	var all []form.Suggestion
	for _, p := range found {
		if pane.Holds(typed, p.Customer) {
			all = append(all, form.Suggestion{Label: p.Customer, Side: p.Industry, Values: pane.Filled(map[string]domain.Untrusted{
				string(domain.ProjCustomer): p.Customer, string(domain.ProjIndustry): p.Industry,
			})})
		}
	}
	return pane.Distinct(all)
}

// contactsFor are the contacts of projects whose name or address holds what is
// typed, for the fields of a contact of the form. That they agreed to one
// survey says nothing of the next, so it is not filled in.
func contactsFor(found []domain.Project, prefix, typed string, customer domain.Untrusted) []form.Suggestion {
	var all []form.Suggestion
	for _, p := range found {
		if !customer.IsZero() && !p.Customer.Same(customer) {
			continue
		}
		for _, c := range p.Contacts {
			if !pane.Holds(typed, c.Name, c.Email) {
				continue
			}
			s := form.Suggestion{Label: c.Name, Side: c.Email, Values: pane.Filled(map[string]domain.Untrusted{
				prefix + "_name": c.Name, prefix + "_email": c.Email,
			})}
			if c.Name.IsZero() {
				s.Label, s.Side = c.Email, domain.Untrusted{}
			}
			all = append(all, s)
		}
	}
	return pane.Distinct(all)
}
