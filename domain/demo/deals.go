package demo

import (
	"time"

	"github.com/belay-tui/belay/domain"
)

// convert turns an accepted or approved lead into a deal.
func (l *life) convert(lead domain.Lead) domain.ID {
	if lead.Origin == domain.Registered {
		l.approve(lead)
	} else {
		l.work(lead)
	}
	l.wait(l.days(3, 10))
	id := l.id()
	l.do(domain.ConvertLead{ID: lead.ID, Opportunity: id, Fields: map[domain.OpportunityField]domain.Untrusted{
		domain.OppACV: l.acv(), domain.OppClose: domain.Outside((l.today() + 45).String()),
		domain.OppNext: l.text(plans), domain.OppNextOn: domain.Outside((l.today() + domain.Date(3+l.rng.IntN(15))).String()),
	}})
	return id
}

// acv is the revenue of a year of a deal, which grows with the firm.
func (l *life) acv() domain.Untrusted {
	dollars := 20_000 + 500*l.rng.IntN(9)
	if l.at.Before(l.Now.Add(-365 * day)) {
		dollars = dollars * 7 / 10
	}
	m := domain.Money{Mils: domain.Count(dollars), Currency: "USD"}
	switch l.rng.IntN(4) {
	case 0:
		m = domain.Money{Mils: domain.Count(dollars * 10 / 11), Currency: "EUR"}
	case 1:
		m = domain.Money{Mils: domain.Count(dollars * 150 / 10_000 * 10_000), Currency: "JPY"}
	}
	return typed(m)
}

func (l *life) openDeal(lead domain.Lead) { l.advance(l.convert(lead), 1+l.rng.IntN(3)) }

func (l *life) wonDeal(lead domain.Lead) { l.finish(l.convert(lead), true) }

func (l *life) lostDeal(lead domain.Lead) { l.finish(l.convert(lead), false) }

// advance moves a deal through so many stages.
func (l *life) advance(id domain.ID, stages int) {
	for _, stage := range steps[:stages] {
		l.wait(l.days(2, 7))
		l.do(domain.MoveStage{ID: id, Stage: stage})
	}
}

// finish wins or loses a deal.
func (l *life) finish(id domain.ID, wins bool) {
	l.advance(id, 1+l.rng.IntN(len(steps)))
	l.wait(l.days(2, 8))
	if wins {
		l.do(domain.MoveStage{ID: id, Stage: "Closed Won", Reason: l.text(won)})
		return
	}
	l.do(domain.MoveStage{ID: id, Stage: "Closed Lost", Reason: l.text(lost)})
}

// deals makes the deals that came from no lead: some that ended in the year
// before last, some in the last, and those that are open, in every stage.
func (w *world) deals() family {
	n := w.Leads * 3 / 10
	before, since := n/4, n/3
	begin := func(i int) time.Time {
		switch {
		case i < before:
			return spread(i, before, w.Now.Add(-700*day), w.Now.Add(-440*day))
		case i < before+since:
			return spread(i-before, since, w.Now.Add(-355*day), w.Now.Add(-160*day))
		}
		return spread(i-before-since, n-before-since, w.Now.Add(-150*day), w.Now.Add(-day))
	}
	live := func(l *life, i int) {
		if i%11 == 10 {
			l.program = second
		}
		id := l.deal(i)
		switch open := i - before - since; {
		case open < -2:
			l.finish(id, i%3 == 0)
		case open < 0: // one is won and one lost in this year, however young it is
			l.until(l.year.Add(l.Now.Sub(l.year) / 2))
			l.finish(id, open == -1)
		case open%7 == 6:
			l.do(domain.MoveStage{ID: id, Stage: []string{"Qualification", "Id. Decision Makers"}[open/7%2]})
		default:
			l.advance(id, open%7)
		}
	}
	return family{n, begin, live}
}

// deal adds a deal of the firm's own.
func (l *life) deal(i int) domain.ID {
	org, id := l.organization(i+3), l.id()
	product, kind := l.text(products), pick(l, []domain.ACVKind{domain.Joint, domain.Joint, domain.NoACV})
	fields := map[domain.OpportunityField]domain.Untrusted{
		domain.OppName:     domain.Outside(org.Name.Raw() + " · " + product.Raw()),
		domain.OppCustomer: org.Name, domain.OppProduct: product, domain.OppKind: domain.Outside(string(kind)),
		domain.OppAmount: typed(org.amount(12_000 + 1_000*l.rng.IntN(80))), domain.OppACV: l.acv(),
		domain.OppClose: domain.Outside((l.today() + domain.Date(40+l.rng.IntN(160))).String()),
	}
	if kind == domain.Joint {
		fields[domain.OppEvidence] = domain.Outside(string(pick(l, domain.Evidences())))
	}
	if l.chance(70) {
		fields[domain.OppNext] = l.text(plans)
		fields[domain.OppNextOn] = domain.Outside((l.today() + domain.Date(5+l.rng.IntN(60))).String())
	}
	l.do(domain.AddOpportunity{ID: id, Program: l.program, Fields: fields})
	return id
}
