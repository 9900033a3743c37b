package domain

import "slices"

// SendSurvey notes that a survey went out.
type SendSurvey struct {
	ID ID `json:"id"`
}

// Name is the command's name in the journal.
func (SendSurvey) Name() string { return "survey.send" }

// Subject names the survey.
func (c SendSurvey) Subject() Ref { return Ref{KindSurvey, c.ID} }

func (c SendSurvey) decide(v View, now Now) ([]Record, error) {
	s, err := read[Survey](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(s, c, now); !changes {
		return nil, err
	}
	s.Status, s.SentAt, s.Why = SurveySent, now.At, Untrusted{}
	return []Record{s}, nil
}

// FailSurvey notes that a survey could not be delivered (S4).
type FailSurvey struct {
	ID  ID        `json:"id"`
	Why Untrusted `json:"why"`
}

// Name is the command's name in the journal.
func (FailSurvey) Name() string { return "survey.fail" }

// Subject names the survey.
func (c FailSurvey) Subject() Ref { return Ref{KindSurvey, c.ID} }

func (c FailSurvey) decide(v View, now Now) ([]Record, error) {
	s, err := read[Survey](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(s, c, now); !changes {
		return nil, err
	}
	switch {
	case c.Why.IsZero():
		return nil, Refused("survey.no_why").on("why")
	case s.Status == SurveyFailed && s.Why == c.Why:
		return nil, nil
	}
	s.Status, s.Why = SurveyFailed, c.Why
	return []Record{s}, nil
}

// ResendSurvey sends a survey again: as often as needed until it is answered,
// after that only when a case asks for it (S3).
type ResendSurvey struct {
	ID ID `json:"id"`
	// Second sends it to the project's second contact.
	Second bool `json:"second,omitzero"`
}

// Name is the command's name in the journal.
func (ResendSurvey) Name() string { return "survey.resend" }

// Subject names the survey.
func (c ResendSurvey) Subject() Ref { return Ref{KindSurvey, c.ID} }

func (c ResendSurvey) decide(v View, now Now) ([]Record, error) {
	s, err := read[Survey](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(s, c, now); !changes {
		return nil, err
	}
	if i := s.openCase(CaseResend); s.Status == SurveyAnswered && i >= 0 {
		s.Cases = slices.Clone(s.Cases)
		s.Cases[i].UsedAt = now.At
	}
	if c.Second {
		p, err := read[Project](v, Ref{KindProject, s.Project})
		if err != nil {
			return nil, err
		}
		if len(p.Contacts) < 2 {
			return nil, Refused("survey.no_second_contact")
		}
		s.To = p.Contacts[1]
	}
	s.Status, s.SentAt, s.Why = SurveySent, now.At, Untrusted{}
	s.Resent++
	return []Record{s}, nil
}

// RecordAnswer notes what the customer answered (S2). A newer answer replaces
// the older; both stay in the journal. A survey that is answered takes another
// only after it was sent again.
type RecordAnswer struct {
	ID      ID        `json:"id"`
	Ratings []Rating  `json:"ratings"`
	Review  Untrusted `json:"review,omitzero"`
	// Publish is the respondent's choice to publish the review.
	Publish bool `json:"publish,omitzero"`
}

// Name is the command's name in the journal.
func (RecordAnswer) Name() string { return "survey.answer" }

// Subject names the survey.
func (c RecordAnswer) Subject() Ref { return Ref{KindSurvey, c.ID} }

func (c RecordAnswer) decide(v View, now Now) ([]Record, error) {
	s, err := read[Survey](v, c.Subject())
	if err != nil {
		return nil, err
	}
	program, err := v.Program(s.Program)
	if err != nil {
		return nil, err
	}
	if err := c.check(program); err != nil {
		return nil, err
	}
	if s.Status == SurveyAnswered && slices.Equal(s.Ratings, c.Ratings) && s.Review == c.Review && s.Published == c.Publish {
		return nil, nil
	}
	if changes, err := may(s, c, now); !changes {
		return nil, err
	}
	p, err := read[Project](v, Ref{KindProject, s.Project})
	if err != nil {
		return nil, err
	}
	s.Status, s.AnsweredAt, s.Why = SurveyAnswered, now.At, Untrusted{}
	s.Ratings, s.Review, s.Published, s.Disqualified = c.Ratings, c.Review, c.Publish, Untrusted{}
	p.CSAT = s.CSAT()
	return []Record{s, p}, nil
}

func (c RecordAnswer) check(p *Program) error {
	if want := len(p.Survey.Questions); len(c.Ratings) != want {
		return Refused("survey.ratings_count", "have", len(c.Ratings), "want", want).on("ratings")
	}
	for i, r := range c.Ratings {
		if r < NA || r > MaxRating {
			return Refused("survey.rating_invalid", "value", r, "question", i+1).on("ratings")
		}
	}
	if c.Publish && c.Review.IsZero() {
		return Refused("survey.nothing_to_publish").on("review")
	}
	return nil
}
