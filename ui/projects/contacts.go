package projects

import (
	"slices"
	"strconv"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
)

// keyOf is the form's key of a part of the nth contact, counted from 0.
func keyOf(n int, part string) string { return "contact" + strconv.Itoa(n+1) + "_" + part }

// contactPage asks for the contacts that a survey needs.
func (p *Pane) contactPage(contacts []domain.Contact) form.Page {
	w := p.Ctx.Words
	page := form.Page{Title: w.T("projects.page_contacts")}
	for n := range domain.ProjectContacts {
		var c domain.Contact
		if n < len(contacts) {
			c = contacts[n]
		}
		consent := "no"
		if c.Consent != 0 {
			consent = "yes"
		}
		page.Fields = append(page.Fields,
			form.Field{Key: keyOf(n, "name"), Label: w.T("projects.contact_name", "n", n+1), Value: c.Name, Suggest: true},
			form.Field{Key: keyOf(n, "email"), Label: w.T("projects.contact_email"), Value: c.Email, Suggest: true,
				Check: func(v string) error { return domain.CheckEmail(domain.Outside(v)) }},
			form.Field{Key: keyOf(n, "consent"), Label: w.T("projects.contact_consent"), Kind: form.YesNo, Value: domain.Outside(consent)})
	}
	return page
}

// contactsIn are the contacts that were filled in. One who agreed before keeps
// the day; one who agrees now gets today's.
func contactsIn(v map[string]string, before []domain.Contact, today domain.Date) ([]domain.Contact, error) {
	var contacts []domain.Contact
	for n := range domain.ProjectContacts {
		name, email := domain.Outside(v[keyOf(n, "name")]), domain.Outside(v[keyOf(n, "email")])
		agrees := v[keyOf(n, "consent")] == "yes"
		if email.IsZero() {
			if name.IsZero() && !agrees {
				continue
			}
			missing := domain.Refused("field.missing")
			missing.Field = keyOf(n, "email")
			return nil, missing
		}
		c := known(before, n, name, email)
		c.Name, c.Email = name, email
		switch {
		case !agrees:
			c.Consent = 0
		case c.Consent == 0:
			c.Consent = today
		}
		contacts = append(contacts, c)
	}
	return contacts, nil
}

// known is what the project has of a person: the contact of that address, else
// the one in that place if only the address was put right. Another person has
// not agreed to anything yet.
func known(before []domain.Contact, n int, name, email domain.Untrusted) domain.Contact {
	for _, c := range before {
		if c.Email.Same(email) {
			return c
		}
	}
	if n < len(before) && before[n].Name == name && !name.IsZero() {
		return before[n]
	}
	return domain.Contact{}
}

// changedContacts are the contacts if they changed, else nil.
func changedContacts(v map[string]string, before []domain.Contact, today domain.Date) ([]domain.Contact, error) {
	contacts, err := contactsIn(v, before, today)
	switch {
	case err != nil:
		return nil, err
	case slices.Equal(contacts, before):
		return nil, nil
	case contacts == nil:
		return []domain.Contact{}, nil // none is a change too
	}
	return contacts, nil
}
