package demo

import (
	"maps"
	"time"

	"github.com/belay-tui/belay/domain"
)

// opportunityFields is what somebody typed of a deal.
type opportunityFields map[domain.OpportunityField]domain.Untrusted

// extras are deals and credentials that show one rule each, whatever the size
// of the book.
func (w *world) extras() family {
	all := []func(*life){
		(*life).unconverted, (*life).reopenedDeal, (*life).correctedDeal, (*life).neglectedDeal, (*life).credentialAhead, (*life).credentialEnding,
	}
	begin := func(i int) time.Time { return spread(i, len(all), w.Now.Add(-120*day), w.Now.Add(-40*day)) }
	return family{len(all), begin, func(l *life, i int) { all[i](l) }}
}

// dealWith adds a deal of a customer.
func (l *life) dealWith(customer string, fields opportunityFields) domain.ID {
	id, product := l.id(), l.text(products)
	all := opportunityFields{
		domain.OppName: domain.Outside(customer + " · " + product.Raw()), domain.OppCustomer: domain.Outside(customer), domain.OppProduct: product,
		domain.OppAmount: domain.Outside("24000 USD"), domain.OppClose: domain.Outside((domain.DateOf(l.Now) + 50).String()),
	}
	maps.Copy(all, fields)
	l.do(domain.AddOpportunity{ID: id, Program: l.program, Fields: all})
	return id
}

// unconverted is won in a currency for which the program has no rate.
func (l *life) unconverted() {
	id := l.dealWith("Nordlys Kraft AS", opportunityFields{
		domain.OppAmount: domain.Outside("310000 NOK"), domain.OppACV: domain.Outside("260000 NOK"),
		domain.OppKind: domain.Outside(string(domain.Joint)), domain.OppEvidence: domain.Outside(string(domain.EvidenceInformation)),
	})
	l.until(l.year.Add(l.Now.Sub(l.year) / 2))
	l.finish(id, true)
}

// reopenedDeal was lost by mistake.
func (l *life) reopenedDeal() {
	id := l.dealWith("Lakeside Medical LLC", opportunityFields{
		domain.OppACV: domain.Outside("18000 USD"), domain.OppKind: domain.Outside(string(domain.Joint)),
		domain.OppEvidence: domain.Outside(string(domain.EvidenceRequest)),
	})
	l.finish(id, false)
	l.wait(l.days(1, 4))
	l.do(domain.ReopenOpportunity{ID: id, Stage: steps[2]})
	l.do(domain.EditOpportunity{ID: id, Fields: opportunityFields{domain.OppClose: domain.Outside((domain.DateOf(l.Now) + 33).String())}})
}

// correctedDeal was changed, which was taken back and done again, all at once
// so that nothing comes between.
func (l *life) correctedDeal() {
	id := l.dealWith("Vallée Santé SAS", opportunityFields{domain.OppAmount: domain.Outside("21000 EUR"), domain.OppKind: domain.Outside(string(domain.NoACV))})
	l.wait(l.days(2, 9))
	l.do(domain.EditOpportunity{ID: id, Fields: opportunityFields{domain.OppAmount: domain.Outside("27000 EUR")}})
	l.do(domain.Undo{})
	l.do(domain.Undo{})
}

// neglectedDeal has a next step and a close date that both have passed.
func (l *life) neglectedDeal() {
	past := domain.Outside((domain.DateOf(l.Now) - 6).String())
	id := l.dealWith("Kingsway Pensions Ltd", opportunityFields{
		domain.OppClose: past, domain.OppNext: l.text(plans), domain.OppNextOn: domain.Outside((domain.DateOf(l.Now) - 13).String()),
	})
	l.advance(id, 4)
}

// credentialAhead is passed already and holds from a day to come.
func (l *life) credentialAhead() {
	today := domain.DateOf(l.Now)
	l.do(domain.AddCredential{
		ID: l.id(), Program: l.program, Kind: domain.Certification, Title: domain.Outside(exams[4]), Holder: holders[1],
		Earned: today + 21, Expires: today + 21 + 365,
	})
}

// credentialEnding ends before the program evaluates the firm again.
func (l *life) credentialEnding() {
	today := domain.DateOf(l.Now)
	quarter := domain.MonthDay{Month: time.February, Day: 1}.Quarter(today)
	l.do(domain.AddCredential{
		ID: l.id(), Program: l.program, Kind: domain.Certification, Title: domain.Outside(exams[4]), Holder: holders[5],
		Earned: l.today(), Expires: max(today, quarter.To-1),
	})
}
