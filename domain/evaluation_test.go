package domain

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// rules.md, Time: evaluated quarterly, the month after the quarter decides, the
// tier holds from the month after that; promotion only within a year. Here the
// year is the program's, from 1 March, in which the evaluation of 31 January is
// the first that counts.
func TestWhatIsKept(t *testing.T) {
	p := named(t, DefaultProgram)
	free, two := *p, *p
	free.Evaluations.PromotionOnly = false
	two.Evaluations.KeepYears = 1
	for _, c := range []struct {
		p    *Program
		day  string
		want []string
	}{
		{p, "2026-01-31", nil},
		{p, "2026-04-30", []string{"2026-01-31"}},
		{p, "2026-10-31", []string{"2026-07-31", "2026-04-30", "2026-01-31"}},
		{p, "2027-01-31", nil},
		{&free, "2026-10-31", nil},
		{&two, "2026-01-31", []string{"2025-10-31", "2025-07-31", "2025-04-30", "2025-01-31"}},
	} {
		var got []string
		for _, d := range c.p.kept(date(t, c.day)) {
			got = append(got, d.String())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("at the evaluation of %s are kept those of %v, want %v", c.day, got, c.want)
		}
	}
}

// A firm with certificates of one year only: the tier of today falls, what was
// reached is kept until the year ends.
func TestTheTierOfTheLastEvaluation(t *testing.T) {
	p := named(t, "select-fy27")
	once := *p
	once.Evaluations.KeepYears = 0
	free := *p
	free.Evaluations = Evaluations{DecidingMonths: 1}
	lead := Lead{ID: nth(9), Program: p.Name, Origin: Registered, Status: LeadApproved, SubmittedAt: time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)}
	for _, c := range []struct {
		p                              *Program
		today                          string
		tier, evaluated, atNext, aimAt string
	}{
		{p, "2026-03-05", "select", "base", "select", "summit"},   // reached, not evaluated
		{p, "2026-05-01", "select", "select", "select", "summit"}, // by that of 30 April
		{p, "2026-12-01", "base", "select", "select", "summit"},   // the certificates are gone
		{p, "2027-11-01", "base", "select", "base", "select"},     // the year after, at its end
		{p, "2027-10-01", "base", "select", "select", "summit"},
		{p, "2028-02-01", "base", "base", "base", "select"},
		{&once, "2026-12-01", "base", "select", "base", "select"}, // next counts in the new year
		{&once, "2027-02-01", "base", "base", "base", "select"},
		{&free, "2026-08-15", "base", "select", "base", "select"},
		{&free, "2026-12-01", "base", "base", "base", "select"},
	} {
		tally := NewTally(c.p, date(t, c.today).Time().Add(12*time.Hour))
		tally.Add(lead)
		for i := range 2 {
			tally.Add(Credential{
				ID: nth(byte(i + 1)), Program: p.Name, Kind: Certification, Holder: Outside(fmt.Sprint(i)),
				Earned: date(t, "2025-08-01"), Expires: date(t, "2026-08-01"),
			})
		}
		s := tally.Stats().Score
		next := ""
		if s.Next != nil {
			next = s.Next.Key
		}
		got := [4]string{s.Tier.Key, s.EvaluatedTier.Key, s.AtNext.Key, next}
		if want := [4]string{c.tier, c.evaluated, c.atNext, c.aimAt}; got != want {
			t.Errorf("on %s (last evaluation %s): %v, want %v", c.today, s.Evaluated, got, want)
		}
	}
}
