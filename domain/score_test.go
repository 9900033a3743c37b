package domain

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func drawQuantity(t *rapid.T, label string) Quantity {
	return Quantity(rapid.OneOf(rapid.Int64Range(-10, 1_000_000), rapid.Int64()).Draw(t, label))
}

func TestPointsAddUp(t *testing.T) {
	for _, name := range PresetNames() {
		p, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		rapid.Check(t, func(t *rapid.T) {
			s := p.scorecard(NewDate(2026, time.March, 27), func(Attribute) Measured { return Measured{Value: drawQuantity(t, "value")} })
			var points, most int64
			for _, pillar := range s.Pillars {
				var ps, pm int64
				for _, a := range pillar.Attributes {
					if a.Points < 0 || a.Points > a.Max {
						t.Fatalf("%s: %s gives %d of %d points", a.Key, a.Value, a.Points, a.Max)
					}
					ps, pm = ps+a.Points, pm+a.Max
				}
				if ps != pillar.Points || pm != pillar.Max {
					t.Fatalf("%s has %d of %d points, its attributes %d of %d", pillar.Key, pillar.Points, pillar.Max, ps, pm)
				}
				points, most = points+ps, most+pm
			}
			if points != s.Points || most != s.Max || s.Max != p.Max() {
				t.Fatalf("%d of %d points, the pillars %d of %d", s.Points, s.Max, points, most)
			}
			if p.ByRequirements() != (len(s.Requirements) > 0) || (p.ByRequirements() && s.Missing != 0) {
				t.Fatalf("%d points missing, requirements %v", s.Missing, s.Requirements)
			}
			if p.ByRequirements() {
				return
			}
			if s.Points < s.Tier.From || (s.Next != nil && (s.Points >= s.Next.From || s.Missing != s.Next.From-s.Points)) || (s.Next == nil && s.Missing != 0) {
				t.Fatalf("%d points give tier %v, %d missing to %v", s.Points, s.Tier, s.Missing, s.Next)
			}
		})
	}
}

func TestMoreGivesNoFewerPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Attribute{
			Mapping: rapid.SampledFrom([]Mapping{MapLinear, MapPerUnit, MapBanded}).Draw(t, "mapping"), Max: rapid.Int64Range(0, 1_000_000).Draw(t, "max"),
			Target: rapid.Int64Range(1, maxTarget).Draw(t, "target"), Each: rapid.Int64Range(1, math.MaxInt64).Draw(t, "each"),
		}
		step := PointStep{}
		for range rapid.IntRange(1, 4).Draw(t, "steps") {
			step.From += rapid.Int64Range(1, maxTarget/4).Draw(t, "from")
			step.Points += rapid.Int64Range(0, 1000).Draw(t, "points")
			a.Steps = append(a.Steps, step)
		}
		less, more := drawQuantity(t, "one"), drawQuantity(t, "other")
		if less > more {
			less, more = more, less
		}
		if x, y := a.points(less), a.points(more); x > y || x < 0 || y > a.Max {
			t.Fatalf("%+v: %s gives %d points, %s gives %d", a, less, x, more, y)
		}
	})
}

func TestPoints(t *testing.T) {
	linear := Attribute{Mapping: MapLinear, Max: 160, Target: 10}
	units := Attribute{Mapping: MapPerUnit, Max: 225, Each: 45}
	large := Attribute{Mapping: MapPerUnit, Max: 9000, Each: 5000}
	bands := Attribute{Mapping: MapBanded, Max: 50, Steps: []PointStep{{1, 5}, {3, 20}, {9, 90}}}
	for _, c := range []struct {
		a     Attribute
		value Quantity
		want  int64
	}{
		{linear, 0, 0}, {linear, -5000, 0}, {linear, Count(1), 16}, {linear, Count(10), 160}, {linear, Count(11), 160}, {linear, 500, 8}, {linear, 31, 0}, {linear, 32, 1},
		{units, 999, 0}, {units, Count(1), 45}, {units, Count(5), 225}, {units, Count(6), 225}, {units, math.MaxInt64, 225}, {large, Count(1), 5000},
		{bands, 999, 0}, {bands, Count(1), 5}, {bands, Count(3), 20}, {bands, Count(8), 20}, {bands, Count(9), 50},
	} {
		if got := c.a.points(c.value); got != c.want {
			t.Errorf("%s: %s gives %d points, want %d", c.a.Mapping, c.value, got, c.want)
		}
	}
}

// The published thresholds (W): rules.md, "A program is data".
func TestTiers(t *testing.T) {
	for name, want := range map[string]map[int64]string{
		"trailblazer": {0: "base", 249: "base", 250: "ridge", 499: "ridge", 500: "crest", 749: "crest", 750: "summit", 1000: "summit"},
		"pvs-fy19":    {0: "registered", 249: "registered", 250: "silver", 449: "silver", 450: "gold", 699: "gold", 700: "platinum", 1000: "platinum"},
	} {
		p, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		for points, tier := range want {
			if got := p.tierOf(points, nil); got.Key != tier {
				t.Errorf("%s: %d points give %s, want %s", name, points, got.Key, tier)
			}
		}
	}
}

// tallied are the figures of records as of noon.
func tallied(t *testing.T, records ...Record) Stats {
	t.Helper()
	tally := NewTally(preset(t), noon)
	for _, r := range records {
		tally.Add(r)
	}
	return tally.Stats()
}

// rules.md, worked examples: "customer A with three projects at 4.9, B one at
// 4.3, C one at 4.2: 2 + 1 + 0 = 3". A is spelled in three ways, and of A those
// completed first count.
func TestTheCSATCount(t *testing.T) {
	n := byte(0)
	project := func(customer string, sum int, end string) Project {
		n++
		return Project{
			ID: nth(n), Program: DefaultProgram, Customer: Outside(customer), Role: Prime, Status: ProjectCompleted,
			End: date(t, end), CSAT: CSAT{Sum: sum, Rated: 10, Answered: true}, CreatedAt: noon,
		}
	}
	records := []Record{
		project("ACME Corp.", 49, "2026-03-03"), project("Acme", 49, "2026-02-01"), project("acme, Inc.", 49, "2026-02-02"),
		project("Bolt", 43, "2026-03-01"), project("Cone", 42, "2026-03-01"), project("Dune", 50, "2026-01-31"),
	}
	sub, gone, mute := project("Echo", 50, "2026-03-01"), project("Fox", 50, "2026-03-01"), project("Golf", 0, "2026-03-01")
	sub.Role, gone.Status, mute.CSAT = Subcontractor, ProjectTerminated, CSAT{Answered: true}
	records = append(records, sub, gone, mute)
	s := tallied(t, records...).CSAT
	want := []Ref{{KindProject, nth(2)}, {KindProject, nth(3)}, {KindProject, nth(4)}}
	if !slices.Equal(s.Counted, want) {
		t.Errorf("counted are %v, want %v", s.Counted, want)
	}
	if want := (Ratio{47, 10}); s.Average.Cmp(want) != 0 || s.Answers != 7 { // (3 x 4.9 + 4.3 + 4.2 + 5) / 6
		t.Errorf("the average of %d answers is %v, want %v of 7", s.Answers, s.Average, want)
	}
}

// rules.md, Opportunities: sourced, joint, rolling twelve months, growth, bonus.
func TestACV(t *testing.T) {
	n := byte(0)
	deal := func(kind ACVKind, units int, currency, closed string) Opportunity {
		n++
		return Opportunity{
			ID: nth(n), Program: DefaultProgram, Kind: kind, ACV: Money{Count(units), currency}, Amount: Money{Count(units), currency},
			Outcome: OutcomeWon, CloseDate: date(t, closed), CreatedAt: noon.AddDate(0, 0, -40),
		}
	}
	lost, undated, open := deal(Joint, 1, "USD", "2026-03-01"), deal(Joint, 1, "USD", "2026-03-01"), deal(Joint, 1, "USD", "2026-03-01")
	lost.Outcome, open.Outcome = OutcomeLost, OutcomeOpen
	undated.Outcome, undated.CloseDate, undated.ClosedAt = OutcomeLost, 0, noon
	s := tallied(t,
		deal(Sourced, 1000, "USD", "2026-03-27"), deal(Joint, 100, "EUR", "2025-03-28"), deal(NoACV, 5000, "USD", "2026-03-01"),
		deal(Joint, 400, "USD", "2025-03-27"), deal(Sourced, 100, "USD", "2024-03-28"), deal(Sourced, 100, "USD", "2024-03-27"),
		deal(Joint, 7, "SEK", "2026-03-01"), lost, undated, open,
	)
	a := s.ACV
	if a.Sourced != Count(1000) || a.Joint != Count(110) || a.Previous != Count(500) || len(a.Unconverted) != 1 || a.Growth.Cmp(Ratio{610, 500}) != 0 {
		t.Errorf("ACV is %+v", a)
	}
	if r := s.Rates; r.Won != 3 || r.Lost != 2 || r.Open != 1 || r.Close != (Ratio{3, 5}) || r.CloseOfAll != (Ratio{3, 6}) || r.AverageDeal != (Money{Count(3000), "USD"}) {
		t.Errorf("rates are %+v", r)
	}
	for _, pillar := range s.Score.Pillars {
		for _, at := range pillar.Attributes {
			if at.Measure == measureACV && (at.Value != Count(1310) || len(at.Records) != 2) { // 1000 and a fifth, 110
				t.Errorf("the score counts %s of %v", at.Value, at.Records)
			}
		}
	}
}

func TestSumsDoNotWrapAround(t *testing.T) {
	huge := Opportunity{Program: DefaultProgram, Kind: Sourced, Outcome: OutcomeWon, CloseDate: DateOf(noon), ACV: Money{math.MaxInt64, "USD"}, Amount: Money{math.MaxInt64, "USD"}}
	s := tallied(t, huge, huge)
	if s.ACV.Sourced != math.MaxInt64 || s.Score.Points != 250 || s.Rates.AverageDeal.Mils < 0 {
		t.Errorf("ACV is %d, the score %d, the average %d", s.ACV.Sourced, s.Score.Points, s.Rates.AverageDeal.Mils)
	}
}

func TestLeadFigures(t *testing.T) {
	b := book{}
	b.must(t, noon, offered(1), offered(2), offered(3), offered(4))
	b.must(t, noon.Add(2*time.Hour), AcceptLead{nth(1)}, ConvertLead{ID: nth(1), Opportunity: nth(11)})
	b.must(t, noon.Add(4*time.Hour), DeclineLead{ID: nth(2), Reason: "conflict"})
	b.must(t, noon.Add(48*time.Hour), LapseLead{nth(3)}) // 4 has lapsed, and nobody wrote it down
	b.must(t, noon, register(5), register(6), SubmitLead{ID: nth(5), Anyway: true}, RecordOutcome{ID: nth(5), Outcome: LeadApproved})
	tally := NewTally(preset(t), noon.Add(50*time.Hour))
	for _, r := range b {
		tally.Add(r)
	}
	s := tally.Stats()
	l := s.Leads
	if l.Offered != 4 || l.Accepted != 1 || l.Declined != 1 || l.Lapsed != 2 || l.MedianResponse != 3*time.Hour || l.DeclineReasons["conflict"] != 1 {
		t.Errorf("distributed leads: %+v", l)
	}
	if l.Registered != 1 || l.Approved != 1 || l.RegisteredValue != Count(44_000) || s.Rates.Conversion != (Ratio{1, 2}) {
		t.Errorf("registered leads: %+v, conversion %v", l, s.Rates.Conversion)
	}
}

// rules.md, Leads: an unknown criterion scores 0 and is shown as unknown.
func TestQualify(t *testing.T) {
	p := preset(t)
	for _, c := range []struct {
		known  map[string]int
		points int
		band   string
	}{
		{nil, 0, "D"},
		{map[string]int{"decision_maker": 4, "budget": 4, "timeline": 4, "activity_type": 4, "propensity": 4}, 100, "A"},
		{map[string]int{"decision_maker": 4, "budget": 4, "timeline": 4, "activity_type": 4}, 80, "A"},
		{map[string]int{"decision_maker": 4, "budget": 4, "activity_type": 4}, 60, "B"},
		{map[string]int{"timeline": 4, "propensity": 4}, 40, "C"},
		{map[string]int{"decision_maker": 1, "activity_type": 0}, 6, "D"}, // 6.25
		{map[string]int{"activity_type": 1}, 3, "D"},                      // 2.5
		{map[string]int{"budget": 5, "timeline": -1, "weather": 4}, 0, "D"},
	} {
		q := p.Qualify(Lead{Qualification: c.known})
		if q.Points != c.points || q.Band != c.band {
			t.Errorf("%v scores %d in band %s, want %d in %s", c.known, q.Points, q.Band, c.points, c.band)
		}
		sum := 0
		for _, s := range q.Criteria {
			step, said := c.known[s.Key]
			if known := said && step >= 0 && step <= 4; s.Known != known || (s.Step != "") != known {
				t.Errorf("%v: %s is known %v, as %q", c.known, s.Key, s.Known, s.Step)
			}
			sum += s.Points
		}
		if sum != q.Points || len(q.Criteria) != len(p.Qualification.Criteria) {
			t.Errorf("%v: the points of %d criteria add up to %d, not %d", c.known, len(q.Criteria), sum, q.Points)
		}
	}
}
