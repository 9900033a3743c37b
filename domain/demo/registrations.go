package demo

import (
	"strconv"

	"github.com/belay-tui/belay/domain"
)

// registered is a lead that the firm drafts, and what then comes of it.
func registered(then func(*life, domain.Lead)) func(*life, int) {
	return func(l *life, i int) { then(l, l.register(l.organization(i))) }
}

// register drafts a lead of somebody at a company.
func (l *life) register(org organization) domain.Lead {
	lead := domain.Lead{ID: l.id(), Origin: domain.Registered, Company: org.Company, Contact: l.contact(org)}
	lead.Product, lead.Value = l.text(products), org.amount(8_000+1_000*l.rng.IntN(60))
	l.do(domain.RegisterLead{ID: lead.ID, Program: l.program, Fields: map[domain.LeadField]domain.Untrusted{
		domain.FieldCompany: lead.Company.Name, domain.FieldCity: lead.Company.City, domain.FieldPostalCode: lead.Company.PostalCode,
		domain.FieldCountry: lead.Company.Country, domain.FieldEmployees: number(lead.Company.Employees),
		domain.FieldContact: lead.Contact.Name, domain.FieldTitle: lead.Contact.Title, domain.FieldEmail: lead.Contact.Email,
		domain.FieldPhone: lead.Contact.Phone, domain.FieldProduct: lead.Product, domain.FieldUsers: number(5 + l.rng.IntN(400)),
		domain.FieldValue: typed(lead.Value), domain.FieldTimeframe: l.text(timeframes), domain.FieldGoals: l.text(goals),
	}})
	return lead
}

func number(n int) domain.Untrusted { return domain.Outside(strconv.Itoa(n)) }

// draft leaves the lead as it is.
func (*life) draft(domain.Lead) {}

// submit completes a draft and hands it in. What was drafted shortly before the
// fiscal year began is handed in after that, where the year is old enough.
func (l *life) submit(lead domain.Lead) {
	l.wait(l.hours(3, 60))
	if l.at.Before(l.year) && l.at.Add(recentLead).After(l.Now) {
		l.until(l.year.Add(l.Now.Sub(l.year) * 2 / 3))
	}
	l.do(domain.EditLead{ID: lead.ID, Fields: map[domain.LeadField]domain.Untrusted{
		domain.FieldClose: domain.Outside((l.today() + domain.Date(30+l.rng.IntN(120))).String()), domain.FieldConsent: domain.Outside(l.today().String()),
		domain.FieldPains: l.text(pains), domain.FieldNextSteps: l.text(plans),
	}})
	// The demo's customers are few, and the firm knows them.
	l.do(domain.SubmitLead{ID: lead.ID, Anyway: true})
}

func (l *life) withdraw(lead domain.Lead) {
	l.submit(lead)
	l.wait(l.days(1, 6))
	l.do(domain.WithdrawLead{ID: lead.ID})
}

func (l *life) approve(lead domain.Lead) { l.outcome(lead, domain.LeadApproved, "") }

func (l *life) reject(lead domain.Lead) {
	l.outcome(lead, domain.LeadRejected, pick(l, rejectReasons))
}

func (l *life) joint(lead domain.Lead) {
	l.approve(lead)
	l.wait(l.days(5, 25))
	l.doAs(programOffice, domain.RecordOutcome{ID: lead.ID, Outcome: domain.LeadJoint})
}

func (l *life) expire(lead domain.Lead) {
	l.approve(lead)
	l.wait(l.days(20, 40))
	l.doAs(programOffice, domain.RecordOutcome{ID: lead.ID, Outcome: domain.LeadExpired})
}

// outcome submits the lead and records what the program decided.
func (l *life) outcome(lead domain.Lead, o domain.LeadStatus, reason string) {
	l.submit(lead)
	l.wait(l.days(2, 9))
	l.doAs(programOffice, domain.RecordOutcome{ID: lead.ID, Outcome: o, Reason: reason})
}
