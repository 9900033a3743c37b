package domain_test

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
)

func TestStageVisits(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 11, n, 9, 0, 0, 0, time.UTC) }
	in := func(stage string, n int) domain.Opportunity { return domain.Opportunity{Stage: stage, StageAt: day(n)} }
	visit := func(stage string, from, until int) domain.StageVisit {
		v := domain.StageVisit{Stage: stage, From: day(from)}
		if until > 0 {
			v.Until = day(until)
		}
		return v
	}
	edited := in("B", 3)
	edited.Probability = 40
	again := visit("B", 3, 0)
	again.Probability = 40
	for name, c := range map[string]struct {
		versions []domain.Opportunity
		want     []domain.StageVisit
	}{
		"none":           {nil, nil},
		"one":            {[]domain.Opportunity{in("A", 1)}, []domain.StageVisit{visit("A", 1, 0)}},
		"two":            {[]domain.Opportunity{in("A", 1), in("B", 3)}, []domain.StageVisit{visit("A", 1, 3), visit("B", 3, 0)}},
		"edited":         {[]domain.Opportunity{in("A", 1), in("B", 3), edited}, []domain.StageVisit{visit("A", 1, 3), again}},
		"moved back":     {[]domain.Opportunity{in("A", 1), in("B", 3), in("A", 5)}, []domain.StageVisit{visit("A", 1, 3), visit("B", 3, 5), visit("A", 5, 0)}},
		"undone":         {[]domain.Opportunity{in("A", 1), in("B", 3), in("A", 1)}, []domain.StageVisit{visit("A", 1, 0)}},
		"undone, redone": {[]domain.Opportunity{in("A", 1), in("B", 3), in("A", 1), in("B", 3)}, []domain.StageVisit{visit("A", 1, 3), visit("B", 3, 0)}},
		"undone, moved":  {[]domain.Opportunity{in("A", 1), in("B", 3), in("A", 1), in("C", 6)}, []domain.StageVisit{visit("A", 1, 6), visit("C", 6, 0)}},
	} {
		if got := domain.StageVisits(c.versions); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
}

func TestStageStay(t *testing.T) {
	at := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	now := at.Add(72 * time.Hour)
	for name, c := range map[string]struct {
		visit domain.StageVisit
		want  time.Duration
	}{
		"goes on":                         {domain.StageVisit{From: at}, 72 * time.Hour},
		"left":                            {domain.StageVisit{From: at, Until: at.Add(time.Hour)}, time.Hour},
		"closed":                          {domain.StageVisit{From: at, Outcome: domain.OutcomeWon}, 0},
		"ahead":                           {domain.StageVisit{From: now.Add(time.Hour)}, 0},
		"backward, as a file may have it": {domain.StageVisit{From: now, Until: at}, 0},
	} {
		if got := c.visit.Stay(now); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Whatever a deal went through: only the last stage goes on, each ends where the
// next begins, and the last is the one that the record says.
func TestStageVisitsHoldTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		versions := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) domain.Opportunity {
			return domain.Opportunity{
				Stage:   rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "stage"),
				StageAt: time.Unix(rapid.Int64Range(0, 5).Draw(t, "at"), 0),
			}
		}), 1, 20).Draw(t, "versions")
		visits := domain.StageVisits(versions)
		last := versions[len(versions)-1]
		if v := visits[len(visits)-1]; v.Stage != last.Stage || !v.From.Equal(last.StageAt) || !v.Until.IsZero() {
			t.Fatalf("ends with %+v, the deal is %+v", v, last)
		}
		for i := 1; i < len(visits); i++ {
			if !visits[i-1].Until.Equal(visits[i].From) {
				t.Fatalf("a gap between %+v and %+v", visits[i-1], visits[i])
			}
		}
	})
}
