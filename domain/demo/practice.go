package demo

import (
	"time"

	"github.com/belay-tui/belay/domain"
)

// stories makes four stories: one of last year, one of this, one with the
// program and a draft.
func (w *world) stories() family {
	begin := func(i int) time.Time { return spread(i, 4, w.Now.Add(-500*day), w.Now.Add(-5*day)) }
	live := func(l *life, i int) {
		customer, id := []string{"Bałtyk Transport SA", optics, "Fjordlys Sjømat AS", "株式会社東和物流"}[i], l.id()
		l.do(domain.AddStory{
			ID: id, Program: first, Customer: domain.Outside(customer),
			Title:     domain.Outside([]string{"Every truck on one screen", "From order to lens in a day", "Fish that is sold before it lands", "倉庫から店頭まで、ひとつの画面で"}[i]),
			Challenge: domain.Outside(pains[i]), Solution: domain.Outside(works[i]),
			Results: domain.Outside([]string{"Empty runs down by a fifth", "Nine days became one", "Complaints halved", ""}[i]),
		})
		if i == 3 {
			l.wait(l.days(1, 3))
			title, challenge := domain.Outside("倉庫から店頭まで、ひとつの画面に"), domain.Outside(pains[0])
			l.do(domain.EditStory{ID: id, Title: &title, Challenge: &challenge})
			return
		}
		l.wait(l.days(4, 12))
		l.do(domain.SubmitStory{ID: id})
		if i == 2 {
			return
		}
		l.wait(l.days(10, 30))
		if i == 1 {
			l.until(l.year.Add(l.Now.Sub(l.year) / 3))
		}
		l.doAs(programOffice, domain.PublishStory{ID: id})
	}
	return family{4, begin, live}
}

// credential is one that the firm holds or held.
type credential struct {
	kind   domain.CredentialKind
	holder int // of holders
	title  int // of exams or solutions
	level  int
	// expires is in days from now, 0 for never.
	expires   domain.Date
	secondary bool
}

// holders are the people who passed exams: not all of them work with the book.
var holders = outside("Jonas Weber", "Claire Dubois", "Åse Nordahl", "田中 美咲", "Priya Raman", "Łukasz Wójcik")

var held = []credential{
	{kind: domain.Certification, holder: 0, title: 0, expires: 200}, {kind: domain.Certification, holder: 1, title: 0, expires: -25},
	{kind: domain.Solution, title: 0}, {kind: domain.Certification, holder: 2, title: 1, expires: 260},
	{kind: domain.Navigator, title: 3, level: 2}, {kind: domain.Certification, holder: 3, title: 2, expires: 12},
	{kind: domain.Certification, holder: 0, title: 2}, {kind: domain.Certification, holder: 4, title: 4, expires: 330},
	{kind: domain.Certification, holder: 1, title: 1}, {kind: domain.Solution, title: 1, expires: -90},
	{kind: domain.Certification, holder: 2, title: 0, expires: 45}, {kind: domain.Certification, holder: 3, title: 3},
	{kind: domain.Navigator, title: 2, level: 1, expires: 120}, {kind: domain.Certification, holder: 4, title: 0, secondary: true},
	{kind: domain.Certification, holder: 5, title: 0}, {kind: domain.Certification, holder: 0, title: 4, expires: 400},
	{kind: domain.Navigator, title: 1, level: 1, secondary: true}, {kind: domain.Certification, holder: 1, title: 3, expires: 28},
	{kind: domain.Certification, holder: 5, title: 1, expires: -3}, {kind: domain.Certification, holder: 2, title: 3},
	{kind: domain.Solution, title: 2}, {kind: domain.Certification, holder: 3, title: 0, expires: 500},
	{kind: domain.Certification, holder: 5, title: 2, secondary: true}, {kind: domain.Certification, holder: 4, title: 1},
	{kind: domain.Certification, holder: 0, title: 3, expires: 365},
}

// credentials makes the credentials.
func (w *world) credentials() family {
	begin := func(i int) time.Time { return spread(i, len(held), w.Now.Add(-690*day), w.Now.Add(-8*day)) }
	live := func(l *life, i int) {
		h := held[i]
		if h.secondary {
			l.program = second
		}
		c := domain.AddCredential{ID: l.id(), Program: l.program, Kind: h.kind, Level: h.level, Earned: l.today()}
		if h.expires != 0 {
			c.Expires = domain.DateOf(l.Now) + h.expires
		}
		switch h.kind {
		case domain.Certification:
			c.Title, c.Holder = domain.Outside(exams[h.title]), holders[h.holder]
		case domain.Solution:
			c.Title = domain.Outside(solutions[h.title])
		case domain.Navigator:
			c.Title = domain.Outside(industries[h.title])
		}
		if i == len(held)-2 { // noted with a day too early, and put right
			right := c.Earned
			c.Earned -= 7
			l.do(c)
			l.do(domain.EditCredential{ID: c.ID, Earned: &right})
			return
		}
		l.do(c)
		if i == len(held)-3 { // its owner left the vendor's program
			l.wait(30 * day)
			l.do(domain.ExpireCredential{ID: c.ID, On: l.today()})
		}
	}
	return family{len(held), begin, live}
}
