package domain

import (
	"testing"
	"time"
)

// rules.md, Projects: "A program may disqualify a project or an answer, with a
// reason." What is disqualified leaves the average, the answers and the count.
func TestADisqualifiedAnswerDoesNotCount(t *testing.T) {
	b, p := surveyed(t), preset(t)
	why, id := Outside("answered by a colleague"), nth(2)
	five := RecordAnswer{ID: id, Ratings: answers(t, "5 5 5 5 5 5 5 5 5 5")}
	other := Project{
		ID: nth(9), Program: DefaultProgram, Customer: Outside("Bolt"), Role: Prime, Status: ProjectCompleted,
		End: DateOf(noon), CSAT: CSAT{Sum: 44, Rated: 10, Answered: true},
	}
	b[other.Ref()] = other
	for _, step := range []struct {
		name     string
		commands []Command
		mark     Untrusted
		average  Ratio
		answers  int
		counted  int
		standing Code
	}{
		{"answered", []Command{five}, Untrusted{}, Ratio{47, 10}, 2, 2, "project.counts"},
		{"disqualified", []Command{DisqualifyAnswer{id, why}}, why, Ratio{44, 10}, 1, 1, "project.answer_disqualified"},
		{"for another reason", []Command{DisqualifyAnswer{id, Outside("other")}}, Outside("other"), Ratio{44, 10}, 1, 1, "project.answer_disqualified"},
		{"requalified", []Command{RequalifyAnswer{id}}, Untrusted{}, Ratio{47, 10}, 2, 2, "project.counts"},
		{
			"sent again", []Command{OpenCase{ID: id, Kind: CaseResend}, DisqualifyAnswer{id, why}, ResendSurvey{ID: id}},
			why, Ratio{44, 10}, 1, 1, "project.answer_disqualified",
		},
		{"answered anew", []Command{five}, Untrusted{}, Ratio{47, 10}, 2, 2, "project.counts"},
	} {
		b.must(t, noon, step.commands...)
		s, project := b.survey(2), b.project(1)
		if s.Disqualified != step.mark || project.CSAT != s.CSAT() || s.CSAT().Score() != (Ratio{50, 10}) {
			t.Errorf("%s: the survey has %q, the project %+v", step.name, s.Disqualified.Raw(), project.CSAT)
		}
		got := tallied(t, project, other).CSAT
		if got.Average.Cmp(step.average) != 0 || got.Answers != step.answers || len(got.Counted) != step.counted {
			t.Errorf("%s: the figures are %+v, want %v of %d, %d counted", step.name, got, step.average, step.answers, step.counted)
		}
		if got := p.Standing(project, nil, DateOf(noon)); got.Why != step.standing || got.Counts != (step.counted == 2) {
			t.Errorf("%s: it stands at %+v, want %s", step.name, got, step.standing)
		}
	}
}

func TestWhatDisqualifyingAnAnswerRefuses(t *testing.T) {
	b := surveyed(t)
	why := DisqualifyAnswer{nth(2), Outside("no")}
	b.refused(t, "survey.not_answered", noon, why)
	b.must(t, noon, SendSurvey{nth(2)})
	b.refused(t, "survey.not_answered", noon, why)
	b.must(t, noon, RecordAnswer{ID: nth(2), Ratings: answers(t, "5 5 5 5 5 5 5 5 5 5")})
	b.refused(t, "survey.no_reason", noon, DisqualifyAnswer{ID: nth(2)})
	b.refused(t, "survey.unknown", noon, DisqualifyAnswer{nth(5), Outside("no")})
	if n, err := b.apply(RequalifyAnswer{nth(2)}, noon); n != 0 || err != nil {
		t.Errorf("an answer that counts is made to count: %d records, %v", n, err)
	}
}

// A project whose answer does not count brings nothing to the count when it is
// completed again, as its answer stays.
func TestAPlanLeavesADisqualifiedAnswerOut(t *testing.T) {
	for mark, want := range map[Untrusted]bool{{}: true, Outside("no"): false} {
		pl, err := NewPlanner(preset(t), noon, DateOf(noon.Add(30*24*time.Hour)))
		if err != nil {
			t.Fatal(err)
		}
		pl.openProject(Project{
			ID: nth(1), Program: DefaultProgram, Role: Prime, Status: ProjectActive, End: DateOf(noon),
			CSAT: CSAT{Sum: 50, Rated: 10, Answered: true, Disqualified: mark},
		})
		if len(pl.open) != 1 || pl.open[0].rated != want {
			t.Errorf("marked %q the plan has %+v", mark.Raw(), pl.open)
		}
	}
}
