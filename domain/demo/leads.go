package demo

import (
	"fmt"
	"time"

	"github.com/belay-tui/belay/domain"
)

// The leads come in three runs: what is over, what is under way, and the inbox.
var (
	oldLeads = []func(*life, int){
		distributed((*life).wonDeal), distributed((*life).lapse), registered((*life).wonDeal), distributed((*life).closeLead),
		distributed((*life).decline), registered((*life).reject), registered((*life).lostDeal), distributed((*life).lapse),
		registered((*life).joint), distributed((*life).lostDeal), registered((*life).expire), distributed((*life).decline),
		registered((*life).withdraw),
	}
	recentLeads = []func(*life, int){
		distributed((*life).work), registered((*life).approve), distributed((*life).lapse), distributed((*life).accept),
		registered((*life).submit), distributed((*life).decline), distributed((*life).work), registered((*life).draft),
		registered((*life).openDeal), distributed((*life).closeLead), distributed((*life).openDeal),
	}
)

// recentLead is the age at which leads begin to be under way; leads that are
// younger than the inbox wait for an answer.
const (
	bookAge    = 720 * day
	recentLead = 60 * day
	inboxLead  = 50 * time.Hour
)

// leads makes the leads.
func (w *world) leads() family {
	inbox := max(1, w.Leads/10)
	recent := w.Leads * 35 / 100
	old := max(0, w.Leads-recent-inbox)
	inbox = w.Leads - recent - old
	begin := func(i int) time.Time {
		switch {
		case i < old:
			return spread(i, old, w.Now.Add(-bookAge), w.Now.Add(-recentLead))
		case i < old+recent:
			return spread(i-old, recent, w.Now.Add(-recentLead), w.Now.Add(-inboxLead))
		case i == old+recent:
			return w.Now.Add(-47*time.Hour - 20*time.Minute)
		default:
			slot := 46 * time.Hour / time.Duration(inbox)
			return w.Now.Add(-47*time.Hour + time.Duration(i-old-recent)*slot).Truncate(time.Millisecond)
		}
	}
	live := func(l *life, i int) {
		if i%10 == 9 {
			l.program = second
		}
		switch r := i - old; {
		case r >= 0 && r < recent && recent > len(recentLeads)*2 && shownLeads[recent-r] != nil:
			l.program = first
			shownLeads[recent-r](l, i)
		case i < old:
			oldLeads[i%len(oldLeads)](l, i)
		case r >= recent:
			l.offer(i, r-recent)
		case recent > 4 && r >= recent-2: // so that some have lapsed just now
			distributed((*life).lapse)(l, i)
		default:
			recentLeads[r%len(recentLeads)](l, i)
		}
	}
	return family{w.Leads, begin, live}
}

// lead makes up what the program knows of a lead that it distributes.
func (l *life) lead(i int) domain.Lead { return l.leadOf(l.organization(i), i) }

func (l *life) leadOf(org organization, i int) domain.Lead {
	lead := domain.Lead{
		ID: l.id(), Program: l.program, PortalID: domain.Outside(fmt.Sprintf("00Q%07dAAX", i+1)),
		Company: org.Company, Contact: l.contact(org), Product: l.text(products), Source: l.text(sources), Description: l.text(wishes),
		Qualification: map[string]int{},
	}
	if l.chance(85) {
		lead.Value = org.amount(8_000 + 1_000*l.rng.IntN(90))
	}
	for _, c := range criteria {
		if l.chance(80) {
			lead.Qualification[c] = l.rng.IntN(criterionSteps)
		}
	}
	for n := l.rng.IntN(4); n > 0; n-- {
		lead.Campaign = append(lead.Campaign, domain.Touch{
			On: l.today() - domain.Date(9*n-l.rng.IntN(8)), Campaign: l.text(campaigns), What: l.text(touches),
		})
	}
	return lead
}

// offer puts a lead into the inbox, where it still is; two carry deadlines of their own.
func (l *life) offer(i, place int) {
	c := domain.OfferLead{Lead: l.lead(i)}
	switch place {
	case 3:
		c.Due = l.Now.Add(5 * time.Hour)
	case 6:
		c.Due = l.Now.Add(90 * time.Hour)
	}
	l.doAs(programOffice, c)
}

// distributed is a lead that the program offers, and what then comes of it.
func distributed(then func(*life, domain.Lead)) func(*life, int) {
	return func(l *life, i int) {
		lead := l.lead(i)
		l.doAs(programOffice, domain.OfferLead{Lead: lead})
		then(l, lead)
	}
}

func (l *life) lapse(lead domain.Lead) {
	l.until(l.at.Add(48 * time.Hour))
	l.doAs(programOffice, domain.LapseLead{ID: lead.ID})
}

func (l *life) decline(lead domain.Lead) {
	l.wait(l.hours(2, 36))
	c := domain.DeclineLead{ID: lead.ID, Reason: pick(l, declineReasons)}
	if l.chance(50) {
		c.Remark = l.text(remarks)
	}
	l.do(c)
}

func (l *life) accept(lead domain.Lead) {
	l.wait(l.hours(1, 36))
	l.do(domain.AcceptLead{ID: lead.ID})
}

func (l *life) work(lead domain.Lead) {
	if lead.Origin != domain.Registered {
		l.accept(lead)
	}
	for n := 1 + l.rng.IntN(3); n > 0; n-- {
		l.wait(l.days(1, 5))
		c := domain.LogActivity{ID: lead.ID, Kind: pick(l, domain.ActivityKinds()), Text: l.text(calls)}
		if l.chance(70) {
			c.Next = domain.NextStep{On: l.today() + domain.Date(2+l.rng.IntN(20)), Text: l.text(plans)}
		}
		l.do(c)
	}
}

func (l *life) closeLead(lead domain.Lead) {
	l.work(lead)
	l.wait(l.days(2, 15))
	l.do(domain.CloseLead{ID: lead.ID, Reason: pick(l, closeReasons), Remark: l.text(remarks)})
}
