package demo

import (
	"time"

	"github.com/belay-tui/belay/domain"
)

// plan is a project as it is to turn out.
type plan struct {
	customer  string // "" makes one up
	role      domain.Role
	audience  domain.Audience
	status    domain.ProjectStatus
	survey    func(*life, domain.ID)
	thisYear  bool
	secondary bool // in the second program
	// after is what happens to the project once its survey is dealt with.
	after func(l *life, project, survey domain.ID)
}

const optics = "Łódzkie Zakłady Optyczne SA"

// shown are the projects that show every rule of the CSAT count.
var shown = []plan{
	{customer: optics, status: domain.ProjectCompleted, thisYear: true, survey: answered(49)},
	{customer: "Łódzkie Zakłady Optyczne", status: domain.ProjectCompleted, thisYear: true, survey: answered(49)},
	{customer: "Crédit Provençal Assurances", status: domain.ProjectCompleted, thisYear: true, survey: answered(43)},
	{customer: optics, status: domain.ProjectCompleted, thisYear: true, survey: answered(49)},
	{customer: "株式会社東和物流", status: domain.ProjectCompleted, thisYear: true, survey: answered(42)},
	{customer: "Müller Maschinenbau GmbH", status: domain.ProjectCompleted, thisYear: true, survey: (*life).notApplicable},
	{status: domain.ProjectCompleted, role: domain.Subcontractor, audience: domain.ForPartner},
	{status: domain.ProjectCompleted, audience: domain.ForPartner, survey: (*life).sent},
	{status: domain.ProjectCompleted, audience: domain.ForISV, survey: answered(36)},
	{status: domain.ProjectCompleted, survey: (*life).undelivered},
	{customer: "物流グループ・アオバ", status: domain.ProjectCompleted, survey: (*life).secondContact},
	{status: domain.ProjectCompleted},
}

// past are the projects of earlier years.
var past = []plan{
	{status: domain.ProjectCompleted, survey: answered(44)},
	{status: domain.ProjectCompleted, survey: (*life).corrected},
	{status: domain.ProjectTerminated},
	{status: domain.ProjectCompleted, audience: domain.ForISV, survey: answered(41)},
	{status: domain.ProjectCompleted, survey: (*life).resent, secondary: true},
	{status: domain.ProjectCompleted, survey: answered(46)},
	{status: domain.ProjectCompleted, survey: answered(38)},
	{status: domain.ProjectCompleted, survey: answered(45), role: domain.Subcontractor},
	{status: domain.ProjectCompleted, survey: answered(47), after: (*life).disqualify},
	{status: domain.ProjectCompleted, survey: answered(40), after: (*life).reopen},
	{status: domain.ProjectCompleted, survey: (*life).disputed},
	{status: domain.ProjectCompleted, survey: (*life).caseAnswered},
	{status: domain.ProjectCompleted, survey: (*life).caseClosed, after: (*life).requalify},
	{status: domain.ProjectCompleted, survey: (*life).sent, after: (*life).remove},
	{status: domain.ProjectCompleted, survey: (*life).discounted},
}

// running are the projects under way.
var running = []plan{
	{status: domain.ProjectActive}, {status: domain.ProjectOnHold}, {status: domain.ProjectActive, secondary: true},
	{status: domain.ProjectActive, audience: domain.ForPartner}, {status: domain.ProjectActive, role: domain.Subcontractor},
}

// projects makes the projects with their surveys.
func (w *world) projects() family {
	shownFrom := max(0, (w.Projects-len(shown))*2/3)
	runningFrom := min(w.Projects, shownFrom+len(shown))
	begin := func(i int) time.Time {
		switch {
		case i < shownFrom:
			return spread(i, shownFrom, w.Now.Add(-bookAge), w.Now.Add(-470*day))
		case i < runningFrom:
			return spread(i-shownFrom, runningFrom-shownFrom, w.Now.Add(-460*day), w.Now.Add(-420*day))
		}
		return spread(i-runningFrom, w.Projects-runningFrom, w.Now.Add(-170*day), w.Now.Add(-5*day))
	}
	live := func(l *life, i int) {
		switch {
		case i < shownFrom:
			l.project(past[i%len(past)], i, l.days(50, 80))
		case i < runningFrom:
			n := i - shownFrom
			end := l.Now.Add(-time.Duration(len(shown)-n) * 6 * day)
			if p := shown[n]; p.thisYear {
				end = later(end.Add(-60*day), l.year.Add(l.Now.Sub(l.year)*time.Duration(n+1)/8))
			}
			l.project(shown[n], i, end.Sub(l.at))
		default:
			l.project(running[(i-runningFrom)%len(running)], i, l.days(60, 240))
		}
	}
	return family{w.Projects, begin, live}
}

// project registers a project and lets it run for so long.
func (l *life) project(p plan, i int, lasts time.Duration) {
	if p.secondary {
		l.program = second
	}
	org, id := l.organization(i+1), l.id()
	if p.customer != "" {
		org.Name = domain.Outside(p.customer)
	}
	work, ends := l.text(works), l.at.Add(lasts)
	fields := map[domain.ProjectField]domain.Untrusted{
		domain.ProjName: work, domain.ProjCustomer: org.Name, domain.ProjProduct: l.text(products), domain.ProjIndustry: org.Industry,
		domain.ProjKind:  domain.Outside(string(pick(l, domain.ProjectKinds()))),
		domain.ProjStart: domain.Outside((l.today() + 3).String()), domain.ProjEnd: domain.Outside(domain.DateOf(ends.Add(5 * day)).String()),
	}
	if p.role != "" {
		fields[domain.ProjRole] = domain.Outside(string(p.role))
	}
	if p.audience != "" {
		fields[domain.ProjFor] = domain.Outside(string(p.audience))
	}
	l.do(domain.AddProject{ID: id, Program: l.program, Fields: fields, Contacts: l.two(org, l.today())})
	switch p.status {
	case domain.ProjectActive:
	case domain.ProjectOnHold:
		l.wait(l.days(5, 20))
		l.do(domain.HoldProject{ID: id, Reason: l.text(holdsWhy)})
	case domain.ProjectTerminated:
		l.wait(l.days(20, 40))
		l.do(domain.TerminateProject{ID: id, Reason: l.text(stopsWhy)})
	case domain.ProjectCompleted:
		if l.chance(25) {
			l.wait(l.days(10, 20))
			l.do(domain.HoldProject{ID: id, Reason: l.text(holdsWhy)})
			l.wait(l.days(2, 9))
			l.do(domain.ResumeProject{ID: id})
		}
		l.until(ends)
		survey := l.id()
		l.do(domain.CompleteProject{ID: id, End: l.today(), Survey: survey})
		if p.survey != nil && p.role != domain.Subcontractor {
			p.survey(l, survey)
		}
		if p.after != nil {
			p.after(l, id, survey)
		}
	}
}
