package domain

import (
	"strconv"
	"strings"
	"time"
)

// SurveyStatus is where a survey stands (S1).
type SurveyStatus string

// The statuses of a survey.
const (
	SurveyQueued   SurveyStatus = "queued"
	SurveySent     SurveyStatus = "sent"
	SurveyFailed   SurveyStatus = "failed"
	SurveyAnswered SurveyStatus = "answered"
)

// Rating is an answer to one question: 1 to 5, or NA.
type Rating int8

// NA is the answer "not applicable": it counts for nothing, not for zero.
const NA Rating = 0

// MaxRating is the best rating.
const MaxRating Rating = 5

// ParseRatings reads ratings as people write them: "5,5,4,na,…", with commas or
// blanks between. want is how many there must be.
func ParseRatings(s string, want int) ([]Rating, *RuleError) {
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == ';' })
	if len(fields) != want {
		return nil, Refused("survey.ratings_count", "have", len(fields), "want", want).on("ratings")
	}
	ratings := make([]Rating, want)
	for i, f := range fields {
		if g := strings.ToLower(f); g == "na" || g == "n/a" || g == "-" {
			continue
		}
		n, err := strconv.Atoi(f)
		if err != nil || n < 1 || n > int(MaxRating) {
			return nil, Refused("survey.rating_invalid", "value", Outside(f), "question", i+1).on("ratings")
		}
		ratings[i] = Rating(n)
	}
	return ratings, nil
}

// CSAT is a customer's answer as numbers: the sum of the ratings that were
// given, how many those were, and whether there was an answer at all.
type CSAT struct {
	Sum      int  `json:"sum"`
	Rated    int  `json:"rated"`
	Answered bool `json:"answered"`
	// Disqualified is why the program does not count the answer, "" where it does.
	Disqualified Untrusted `json:"disqualified,omitzero"`
}

// IsZero reports whether there is no answer.
func (c CSAT) IsZero() bool { return !c.Answered }

// Counts reports whether there is an answer that the program did not disqualify.
func (c CSAT) Counts() bool { return c.Answered && c.Disqualified.IsZero() }

// Score is the mean of the ratings given, no number where all were N/A (S3).
func (c CSAT) Score() Ratio {
	if c.Rated == 0 {
		return Ratio{}
	}
	return Ratio{int64(c.Sum), int64(c.Rated)}
}

// CSATOf sums up ratings as an answer.
func CSATOf(ratings []Rating) CSAT {
	c := CSAT{Answered: true}
	for _, r := range ratings {
		if r != NA {
			c.Sum += int(r)
			c.Rated++
		}
	}
	return c
}

// Survey asks a customer about a completed project.
type Survey struct {
	ID      ID           `json:"id"`
	Program string       `json:"program"`
	Project ID           `json:"project"`
	Status  SurveyStatus `json:"status"`
	// ProjectName and Customer are the project's, for lists.
	ProjectName Untrusted `json:"project_name"`
	Customer    Untrusted `json:"customer"`
	// To is whom it goes to: the project's first contact, then the second.
	To       Contact   `json:"to"`
	QueuedAt time.Time `json:"queued_at"`
	SentAt   time.Time `json:"sent_at,omitzero"`
	// Resent counts how often it was sent again.
	Resent int `json:"resent,omitzero"`
	// Why is what kept it from being delivered.
	Why        Untrusted `json:"why,omitzero"`
	Ratings    []Rating  `json:"ratings,omitempty"`
	Review     Untrusted `json:"review,omitzero"`
	Published  bool      `json:"published,omitzero"`
	AnsweredAt time.Time `json:"answered_at,omitzero"`
	// Disqualified is why the program does not count the answer, "" where it does.
	Disqualified Untrusted `json:"disqualified,omitzero"`
	Cases        []Case    `json:"cases,omitempty"`
}

// Ref names the survey's record.
func (s Survey) Ref() Ref { return Ref{KindSurvey, s.ID} }

// Lists are the lists of the screen in which the survey stands.
func (s Survey) Lists() []string {
	switch s.Status {
	case SurveyFailed:
		return []string{ListFailed}
	case SurveyAnswered:
		return []string{ListAnswered}
	case SurveyQueued, SurveySent:
	}
	return []string{ListWaiting}
}

// CSAT is the answer as numbers.
func (s Survey) CSAT() CSAT {
	if s.AnsweredAt.IsZero() {
		return CSAT{}
	}
	c := CSATOf(s.Ratings)
	c.Disqualified = s.Disqualified
	return c
}

// newSurvey queues the survey of a completed project.
func newSurvey(id ID, p Project, now Now) Survey {
	s := Survey{
		ID: id, Program: p.Program, Project: p.ID, Status: SurveyQueued,
		ProjectName: p.Name, Customer: p.Customer, QueuedAt: now.At,
	}
	if len(p.Contacts) > 0 {
		s.To = p.Contacts[0]
	}
	return s
}
