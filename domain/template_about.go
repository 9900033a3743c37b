package domain

import (
	"slices"
	"strings"
	"time"
)

// About is a record that templates are filled in for, as they see it: where it
// stands, whom a letter goes to, and what it tells for each placeholder.
type About struct {
	kind    Kind
	program *Program
	// at are the words for where the record stands that a template may name.
	at      []string
	contact Contact
	// tell is what the record tells for a placeholder that is not of the contact,
	// the firm or the program.
	tell map[string]any
}

// AboutLead is a lead as templates see it. What the program holds back is
// missing until the lead is accepted.
func AboutLead(l Lead, p *Program, now time.Time) About {
	a := About{kind: KindLead, program: p, at: []string{string(l.StatusAt(now))}}
	if l = l.Disclose(p); l.Disclosed() {
		a.contact = l.Contact // the person as a whole, whatever of it the program holds back
	}
	a.tell = map[string]any{
		"company": l.Company.Name, "city": l.Company.City, "country": l.Company.Country, "industry": l.Company.Industry,
		"product": l.Product, "value": l.Value, "source": l.Source, "next": l.Next.Text, "next_on": l.Next.On,
		"goals": l.Registration.Goals, "pains": l.Registration.Pains, "timeframe": l.Registration.Timeframe,
	}
	return a
}

// AboutOpportunity is a deal as templates see it. The contact is that of the lead
// that it came from, the zero Lead where there is none.
func AboutOpportunity(o Opportunity, l Lead, p *Program) About {
	a := About{kind: KindOpportunity, program: p, at: []string{o.Stage, string(o.state())}}
	if !l.ID.IsZero() && l.Disclosed() {
		a.contact = l.Contact
	}
	a.tell = map[string]any{
		"company": o.Customer, "deal": o.Name, "stage": Outside(o.Stage), "product": o.Product, "value": o.Amount, "acv": o.ACV,
		"close": o.CloseDate, "source": o.Source, "next": o.Next.Text, "next_on": o.Next.On,
	}
	return a
}

// AboutSurvey is a survey with its project as templates see it.
func AboutSurvey(s Survey, project Project, p *Program) About {
	a := About{kind: KindSurvey, program: p, at: []string{string(s.Status)}, contact: s.To}
	a.tell = map[string]any{
		"company": s.Customer, "project": s.ProjectName, "product": project.Product, "industry": project.Industry, "end": project.End,
	}
	if !s.SentAt.IsZero() {
		a.tell["sent"] = p.Day(s.SentAt)
	}
	if n := len(s.Cases); n > 0 {
		a.tell["case"] = s.Cases[n-1].Number
	}
	return a
}

// Stage is what the place is called where the record stands.
func (a About) Stage() string {
	if len(a.at) == 0 {
		return ""
	}
	return a.at[0]
}

// Templates are those of the program and of the person's own that are for the
// record as it stands; an own one stands in the place of the program's of the
// same key.
func (a About) Templates(own []Template) []Template {
	var out []Template
	for _, t := range append(slices.Clone(own), a.program.Templates...) {
		same := func(o Template) bool { return o.Key == t.Key }
		if t.fits(a) && !slices.ContainsFunc(out, same) {
			out = append(out, t)
		}
	}
	return out
}

// fits reports whether a template is for a record as it stands.
func (t Template) fits(a About) bool {
	if t.kind() != a.kind {
		return false
	}
	at := func(stage string) bool {
		return slices.ContainsFunc(a.at, func(s string) bool { return Fold(s) == Fold(stage) })
	}
	return len(t.Stages) == 0 || slices.ContainsFunc(t.Stages, at)
}

// fieldOf is what a record tells for a placeholder, "" where it does not.
func (a About) fieldOf(name string, firm Firm, say Phrases) string {
	switch name {
	case "contact":
		return a.contact.Name.Raw()
	case person + "first_name":
		first, _, _ := strings.Cut(a.contact.Name.Raw(), " ")
		return strings.TrimSuffix(first, ",")
	case person + "title":
		return a.contact.Title.Raw()
	case person + "email":
		return a.contact.Email.Raw()
	case person + "phone":
		return a.contact.Phone.Raw()
	case "firm":
		return firm.Name.Raw()
	case "program":
		return a.program.Title
	case "vendor":
		return a.program.Vendor
	}
	switch v := a.tell[name].(type) {
	case nil:
		return ""
	case Untrusted:
		return v.Raw()
	default:
		return say.Value(v)
	}
}
