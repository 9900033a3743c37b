package demo

import "github.com/belay-tui/belay/domain"

// The company of which the demo shows duplicates.
const (
	fjordlys       = "Fjordlys Sjømat AS"
	fjordlysDomain = "fjordlys-sjomat.example"
)

// shownLeads are leads that show one rule each, by their place among those
// under way, the youngest being 1. Small books do without them.
var shownLeads = map[int]func(*life, int){
	4:  drafted("Brandt Energie GmbH", ownDomain), // the firm itself, which is refused
	7:  drafted("FJORDLYS SJØMAT", "fjordlys.example"),
	15: drafted("Havbris Rederi ASA", fjordlysDomain),
	20: func(l *life, i int) { l.stale(l.norwegian(fjordlys, fjordlysDomain), i) },
	26: distributed((*life).closeIdle),
}

// norwegian is a company of a given name and mail domain.
func (l *life) norwegian(name, host string) organization {
	org := l.organization(5)
	org.Name, org.host, org.Website = domain.Outside(name), host, domain.Outside("https://www."+host)
	return org
}

// drafted is a draft for a company of a given name and mail domain.
func drafted(name, host string) func(*life, int) {
	return func(l *life, _ int) { l.register(l.norwegian(name, host)) }
}

// stale is a lead with one activity and a next step that nobody took.
func (l *life) stale(org organization, i int) {
	lead := l.leadOf(org, i)
	l.doAs(programOffice, domain.OfferLead{Lead: lead})
	l.accept(lead)
	l.wait(l.days(1, 2))
	l.do(domain.LogActivity{ID: lead.ID, Kind: domain.Call, Text: l.text(calls), Next: domain.NextStep{On: l.today() + 4, Text: l.text(plans)}})
}

// closeIdle is closed after its second window passed without an activity.
func (l *life) closeIdle(lead domain.Lead) {
	l.accept(lead)
	l.until(l.at.Add(16 * day))
	l.do(domain.CloseLead{ID: lead.ID, Reason: "no_answer", Remark: l.text(remarks)})
}
