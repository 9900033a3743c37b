package demo

import "github.com/belay-tui/belay/domain"

// questions is how many questions the programs of the demo ask.
const questions = 10

// ratings makes up answers to all questions with a sum.
func (l *life) ratings(sum int) []domain.Rating {
	all := make([]domain.Rating, questions)
	for i := range all {
		all[i] = domain.Rating(sum / questions)
		if i < sum%questions {
			all[i]++
		}
	}
	l.rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// answered is a survey that was sent and answered with a sum of ratings.
func answered(sum int) func(*life, domain.ID) {
	return func(l *life, id domain.ID) {
		l.sent(id)
		l.answer(id, l.ratings(sum))
	}
}

func (l *life) sent(id domain.ID) {
	l.wait(l.hours(1, 5))
	l.do(domain.SendSurvey{ID: id})
}

func (l *life) answer(id domain.ID, ratings []domain.Rating) {
	l.wait(l.days(1, 9))
	c := domain.RecordAnswer{ID: id, Ratings: ratings}
	if l.chance(60) {
		c.Review, c.Publish = l.text(reviews), l.chance(50)
	}
	l.do(c)
}

// notApplicable is answered without any rating.
func (l *life) notApplicable(id domain.ID) {
	l.sent(id)
	l.answer(id, make([]domain.Rating, questions))
}

// undelivered failed, and a case asks to send it by hand.
func (l *life) undelivered(id domain.ID) {
	l.sent(id)
	l.wait(l.hours(1, 10))
	l.do(domain.FailSurvey{ID: id, Why: l.text(bounces)})
	l.wait(l.hours(5, 40))
	l.do(domain.OpenCase{ID: id, Kind: domain.CaseManualSend, Number: domain.Outside("04418213")})
}

// secondContact failed and went to the project's second contact.
func (l *life) secondContact(id domain.ID) {
	l.sent(id)
	l.wait(l.hours(1, 10))
	l.do(domain.FailSurvey{ID: id, Why: l.text(bounces)})
	l.wait(l.hours(2, 20))
	l.do(domain.OpenCase{ID: id, Kind: domain.CaseSecondContact, Number: domain.Outside("04419027")})
	l.wait(l.hours(3, 20))
	l.do(domain.ResendSurvey{ID: id, Second: true})
}

// resent was sent three times before the answer came.
func (l *life) resent(id domain.ID) {
	l.sent(id)
	for range 2 {
		l.wait(l.days(5, 8))
		l.do(domain.ResendSurvey{ID: id})
	}
	l.answer(id, l.ratings(47))
}

// corrected was answered, and once more after a case.
func (l *life) corrected(id domain.ID) {
	l.sent(id)
	l.answer(id, l.ratings(28))
	l.wait(l.days(2, 5))
	l.do(domain.OpenCase{ID: id, Kind: domain.CaseResend, Number: domain.Outside("04398006")})
	l.wait(l.days(1, 3))
	l.do(domain.ResendSurvey{ID: id})
	l.answer(id, l.ratings(43))
}
