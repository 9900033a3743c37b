package demo

import "github.com/belay-tui/belay/domain"

// disqualify is what the program did when it looked at a project again.
func (l *life) disqualify(id, _ domain.ID) {
	l.wait(l.days(10, 30))
	l.do(domain.DisqualifyProject{ID: id, Reason: l.text(disqualified)})
}

// requalify is a disqualification that the program took back.
func (l *life) requalify(id, _ domain.ID) {
	l.disqualify(id, domain.ID{})
	l.wait(l.days(3, 9))
	l.do(domain.RequalifyProject{ID: id})
}

// reopen takes a project up again of late, with a new end ahead.
func (l *life) reopen(id, _ domain.ID) {
	l.until(l.Now.Add(-20 * day))
	l.do(domain.ReopenProject{ID: id})
	l.wait(l.hours(1, 5))
	l.do(domain.EditProject{ID: id, Fields: map[domain.ProjectField]domain.Untrusted{
		domain.ProjEnd: domain.Outside((domain.DateOf(l.Now) + 40).String()),
	}})
}

// remove is a project that came to nothing after all; a case asks to remove it.
func (l *life) remove(id, survey domain.ID) {
	l.wait(l.days(10, 20))
	l.do(domain.ReopenProject{ID: id})
	l.wait(l.days(2, 5))
	l.do(domain.TerminateProject{ID: id, Reason: l.text(stopsWhy)})
	l.wait(l.hours(2, 9))
	l.do(domain.OpenCase{ID: survey, Kind: domain.CaseRemoveTerminated, Number: domain.Outside("04409562")})
}

// disputed was answered, and a case that asks to send it again is open.
func (l *life) disputed(id domain.ID) {
	l.sent(id)
	l.answer(id, l.ratings(25))
	l.until(l.Now.Add(-12 * day))
	l.do(domain.OpenCase{ID: id, Kind: domain.CaseResend, Number: domain.Outside("04431170")})
}

// caseAnswered failed, and the program allows another sender.
func (l *life) caseAnswered(id domain.ID) {
	l.until(l.Now.Add(-16 * day))
	l.sent(id)
	l.wait(l.hours(1, 10))
	l.do(domain.FailSurvey{ID: id, Why: l.text(bounces)})
	l.wait(l.hours(5, 40))
	l.do(domain.OpenCase{ID: id, Kind: domain.CaseOtherSender, Number: domain.Outside("04427951")})
	l.wait(l.days(1, 3))
	l.do(domain.AnswerCase{ID: id, Kind: domain.CaseOtherSender})
}

// discounted has an answer that the program does not count.
func (l *life) discounted(id domain.ID) {
	l.sent(id)
	l.answer(id, l.ratings(48))
	l.wait(l.days(4, 12))
	l.do(domain.DisqualifyAnswer{ID: id, Reason: l.text(discounts)})
}

// caseClosed has an answer that the program counts again after a case.
func (l *life) caseClosed(id domain.ID) {
	l.sent(id)
	l.answer(id, l.ratings(43))
	l.wait(l.days(1, 4))
	l.do(domain.DisqualifyAnswer{ID: id, Reason: l.text(discounts)})
	l.wait(l.days(1, 4))
	l.do(domain.OpenCase{ID: id, Kind: domain.CaseScoreIssue, Number: domain.Outside("04402338")})
	l.wait(l.days(1, 4))
	l.do(domain.AnswerCase{ID: id, Kind: domain.CaseScoreIssue})
	l.do(domain.RequalifyAnswer{ID: id})
	l.wait(l.days(1, 4))
	l.do(domain.CloseCase{ID: id, Kind: domain.CaseScoreIssue})
}
