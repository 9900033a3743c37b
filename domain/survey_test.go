package domain

import (
	"errors"
	"testing"
	"time"
)

// answers reads ratings as the worked examples of rules.md write them.
func answers(t testing.TB, s string) []Rating {
	t.Helper()
	r, err := ParseRatings(s, 10)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rules.md, worked examples: rows 1 to 3.
func TestTheScoreOfAnAnswer(t *testing.T) {
	threshold := preset(t).Survey.Threshold
	for in, want := range map[string]struct {
		score Ratio
		above bool
	}{
		"5 5 4 5 4 N/A 5 4 5 5":      {Ratio{42, 9}, true},
		"4 4 4 4 4 4 4 4 5 5":        {Ratio{42, 10}, false},
		"na,na,na,na,na,-,-,-,-,n/a": {Ratio{}, false},
		"5;5;5;5;5;5;5;5;5;5":        {Ratio{50, 10}, true},
		"4 4 4 4 4 4 4 5 5 5":        {Ratio{43, 10}, true},
	} {
		got := CSATOf(answers(t, in)).Score()
		if got != want.score || got.IsZero() != (want.score.Den == 0) || (!got.IsZero() && got.Cmp(threshold) > 0) != want.above {
			t.Errorf("%s scores %v, want %v, above the threshold %v", in, got, want.score, want.above)
		}
	}
	// "Compare without rounding: 42/10 is not above 4.2, and 4.2000001 is."
	var a Ratio
	if err := a.UnmarshalText([]byte("4.2000001")); err != nil || a.Cmp(threshold) <= 0 || (Ratio{42, 10}).Cmp(threshold) != 0 {
		t.Errorf("4.2000001 compares %d to 4.2, %v", a.Cmp(threshold), err)
	}
}

func TestParseRatings(t *testing.T) {
	for in, code := range map[string]Code{
		"":                       "survey.ratings_count",
		"5 5 5":                  "survey.ratings_count",
		"5 5 5 5 5 5 5 5 5 5 5":  "survey.ratings_count",
		"0 5 5 5 5 5 5 5 5 5":    "survey.rating_invalid",
		"6 5 5 5 5 5 5 5 5 5":    "survey.rating_invalid",
		"4.5 5 5 5 5 5 5 5 5 5":  "survey.rating_invalid",
		"5 5 5 5 5 5 5 5 5 good": "survey.rating_invalid",
	} {
		if _, err := ParseRatings(in, 10); err == nil || err.Code != code {
			t.Errorf("%q: %v, want %s", in, err, code)
		}
	}
}

// rules.md: the average is "of the project scores", not of all ratings.
func TestMeanCSAT(t *testing.T) {
	for _, c := range []struct {
		scores []Ratio
		want   Ratio
	}{
		{nil, Ratio{}},
		{[]Ratio{{}}, Ratio{}},
		{[]Ratio{{5, 1}, {}, {20, 10}}, Ratio{7, 2}},
		{[]Ratio{{42, 9}, {42, 10}}, Ratio{133, 30}},
	} {
		var m mean
		for _, s := range c.scores {
			m.change(s, 1)
		}
		if got := m.ratio(); got != c.want {
			t.Errorf("the mean of %v is %v, want %v", c.scores, got, c.want)
		}
	}
}

// surveyed is a book with a completed project 1 and its survey 2.
func surveyed(t *testing.T) book {
	t.Helper()
	b := book{}
	b.must(t, noon, addProject(1), complete(1, 2, NewDate(2026, time.March, 20)))
	return b
}

// rules.md, Projects: "Resend: unlimited until answered; the newer answer
// replaces the older. After an answer: only when a case is open for it."
func TestASurveyTakesItsCourse(t *testing.T) {
	b, five := surveyed(t), answers(t, "5 5 5 5 5 5 5 5 5 5")
	b.refused(t, "survey.not_sent", noon, ResendSurvey{ID: nth(2)})
	b.must(t, noon, SendSurvey{nth(2)})
	for range 3 {
		b.must(t, noon, ResendSurvey{ID: nth(2)})
	}
	b.refused(t, "survey.no_why", noon, FailSurvey{ID: nth(2)})
	b.must(t, noon, FailSurvey{nth(2), Outside("550")})
	b.refused(t, "survey.not_queued", noon, SendSurvey{nth(2)})
	b.must(t, noon, ResendSurvey{ID: nth(2), Second: true})
	if s := b.survey(2); s.Status != SurveySent || s.Resent != 4 || s.To.Email.Raw() != "ben@one.example" || !s.Why.IsZero() {
		t.Errorf("after four times and the second contact it is %+v", s)
	}
	b.must(t, noon, RecordAnswer{ID: nth(2), Ratings: five, Review: Outside("fine"), Publish: true})
	if s, p := b.survey(2), b.project(1); s.Status != SurveyAnswered || !s.Published || p.CSAT != (CSAT{Sum: 50, Rated: 10, Answered: true}) || s.CSAT() != p.CSAT {
		t.Errorf("answered it is %+v, the project %+v", s, p)
	}

	worse := RecordAnswer{ID: nth(2), Ratings: answers(t, "1 na na na na na na na na na")}
	b.refused(t, "survey.needs_case", noon, worse)
	b.refused(t, "survey.needs_case", noon, ResendSurvey{ID: nth(2)})
	b.refused(t, "survey.answered", noon, FailSurvey{nth(2), Outside("550")})
	b.must(t, noon, OpenCase{ID: nth(2), Kind: CaseScoreIssue})
	b.refused(t, "survey.needs_case", noon, ResendSurvey{ID: nth(2)})
	b.must(t, noon, OpenCase{ID: nth(2), Kind: CaseResend, Number: Outside("0042")}, ResendSurvey{ID: nth(2)})
	if b.project(1).CSAT != (CSAT{Sum: 50, Rated: 10, Answered: true}) {
		t.Error("sending it again took the answer away")
	}
	b.must(t, noon, worse)
	if got := b.project(1).CSAT; got != (CSAT{Sum: 1, Rated: 1, Answered: true}) {
		t.Errorf("after the newer answer the project has %+v", got)
	}
	b.refused(t, "survey.needs_case", noon, ResendSurvey{ID: nth(2)})
}

func TestWhatAnAnswerRefuses(t *testing.T) {
	b, five := surveyed(t), answers(t, "5 5 5 5 5 5 5 5 5 5")
	b.must(t, noon, SendSurvey{nth(2)})
	for _, c := range []struct {
		ratings []Rating
		code    Code
	}{{nil, "survey.ratings_count"}, {five[:9], "survey.ratings_count"}, {append(five[:9:9], 6), "survey.rating_invalid"}, {append(five[:9:9], -1), "survey.rating_invalid"}} {
		b.refused(t, c.code, noon, RecordAnswer{ID: nth(2), Ratings: c.ratings})
	}
	b.refused(t, "survey.nothing_to_publish", noon, RecordAnswer{ID: nth(2), Ratings: five, Publish: true})
	b.refused(t, "survey.unknown", noon, RecordAnswer{ID: nth(5), Ratings: five})
	b.refused(t, "case.unknown_kind", noon, OpenCase{ID: nth(2), Kind: "beer"})
	p := b.project(1)
	p.Contacts = p.Contacts[:1]
	b[p.Ref()] = p
	b.refused(t, "survey.no_second_contact", noon, ResendSurvey{ID: nth(2), Second: true})
}

func TestACaseIsUsedOnce(t *testing.T) {
	b := surveyed(t)
	b.must(t, noon, RecordAnswer{ID: nth(2), Ratings: answers(t, "5 5 5 5 5 5 5 5 5 5")}, OpenCase{ID: nth(2), Kind: CaseResend})
	before := b.survey(2)
	b.must(t, noon, ResendSurvey{ID: nth(2)})
	if !before.Cases[0].UsedAt.IsZero() {
		t.Error("the decision changed the record that it was given")
	}
	if got := b.survey(2).Cases[0].UsedAt; !got.Equal(noon) {
		t.Errorf("the case was used at %v", got)
	}
}

func TestStoriesAndCredentials(t *testing.T) {
	b := book{}
	story := AddStory{ID: nth(1), Program: DefaultProgram, Title: Outside("Once"), Customer: Outside("Acme"), Challenge: Outside("c"), Solution: Outside("s")}
	b.must(t, noon, story)
	b.refused(t, "story.not_submitted", noon, PublishStory{nth(1)})
	b.refused(t, "field.missing", noon, SubmitStory{nth(1)})
	b.refused(t, "field.missing", noon, AddStory{ID: nth(2), Program: DefaultProgram})
	story.ID, story.Results = nth(3), Outside("r")
	b.must(t, noon, story, SubmitStory{nth(3)}, PublishStory{nth(3)})
	if s := b[Ref{KindStory, nth(3)}].(Story); s.Status != StoryPublished || !s.PublishedAt.Equal(noon) {
		t.Errorf("the story is %+v", s)
	}
	if n, err := b.apply(SubmitStory{nth(3)}, noon); n != 0 || err != nil {
		t.Errorf("submitting a published story changes %d records: %v", n, err)
	}

	day := NewDate(2026, time.March, 1)
	exam := AddCredential{ID: nth(4), Program: DefaultProgram, Kind: Certification, Title: Outside("Admin"), Holder: Outside("Ann"), Earned: day, Expires: day + 10}
	b.must(t, noon, exam)
	for on, want := range map[Date]bool{day - 1: false, day: true, day + 10: true, day + 11: false} {
		if got := b[Ref{KindCredential, nth(4)}].(Credential).Holds(on); got != want {
			t.Errorf("on %s it holds: %v, want %v", on, got, want)
		}
	}
	b.must(t, noon, ExpireCredential{nth(4), day + 5})
	b.refused(t, "credential.expires_before_earned", noon, ExpireCredential{nth(4), day - 1})
	for code, change := range map[Code]func(*AddCredential){
		"choice.unknown":                   func(c *AddCredential) { c.Kind = "medal" },
		"field.missing":                    func(c *AddCredential) { c.Holder = Untrusted{} },
		"credential.expires_before_earned": func(c *AddCredential) { c.Expires = day - 1 },
	} {
		bad := exam
		bad.ID = nth(5)
		change(&bad)
		b.refused(t, code, noon, bad)
	}
	var all Refusals
	if _, err := b.apply(AddCredential{ID: nth(5), Program: DefaultProgram, Kind: Certification}, noon); !errors.As(err, &all) || len(all) != 3 {
		t.Errorf("an empty certification: %v, want title, holder and earned", err)
	}
}

func TestTheFirm(t *testing.T) {
	b := book{}
	b.refused(t, "firm.no_name", noon, JoinProgram{DefaultProgram})
	b.refused(t, "firm.no_name", noon, SetUpFirm{Program: DefaultProgram})
	b.refused(t, "program.unknown", noon, SetUpFirm{Outside("Nimbus"), "nowhere"})
	b.must(t, noon, SetUpFirm{Outside("Nimbus"), DefaultProgram}, JoinProgram{"pvs-fy19"}, JoinProgram{DefaultProgram}, SetUpFirm{Outside("Nimbus Ltd"), DefaultProgram})
	firm := b[Ref{KindFirm, FirmID}].(Firm)
	if firm.Name.Raw() != "Nimbus Ltd" || len(firm.Programs) != 2 || firm.Programs[0] != DefaultProgram || firm.Programs[1] != "pvs-fy19" {
		t.Errorf("the firm is %+v", firm)
	}
}
