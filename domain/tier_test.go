package domain

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func named(t testing.TB, name string) *Program {
	t.Helper()
	p, err := Preset(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// edited is a preset with changes, as old and new text in turn.
func edited(t testing.TB, name string, changes ...string) *Program {
	t.Helper()
	text := file(t, name)
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(text, changes[i]) {
			t.Fatalf("%s does not say %q", name, changes[i])
		}
		text = strings.Replace(text, changes[i], changes[i+1], 1)
	}
	p, err := ParseProgram([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// rules.md: "Select needs one of (2 certifications + 1 stage-2 lead), (3 stage-2
// leads), (2 certifications + 2 qualified projects)".
func TestTiersByRequirements(t *testing.T) {
	p := named(t, "select-fy27")
	for _, c := range []struct {
		certifications, leads, projects int
		tier, next                      string
		nearest                         int
		lacks                           [][]int // of each alternative of Select
	}{
		{0, 0, 0, "base", "select", 0, [][]int{{2, 1}, {3}, {2, 2}}},
		{1, 0, 0, "base", "select", 0, [][]int{{1, 1}, {3}, {1, 2}}},
		{2, 0, 0, "base", "select", 0, [][]int{{0, 1}, {3}, {0, 2}}},
		{0, 2, 0, "base", "select", 1, [][]int{{2, 0}, {1}, {2, 2}}},
		{2, 0, 1, "base", "select", 2, [][]int{{0, 1}, {3}, {0, 1}}},
		{2, 1, 0, "select", "summit", 0, [][]int{{0, 0}, {2}, {0, 2}}}, // exactly reached
		{1, 1, 9, "base", "select", 0, [][]int{{1, 0}, {2}, {1, 0}}},
		{0, 3, 0, "select", "summit", 1, [][]int{{2, 0}, {0}, {2, 2}}},
		{2, 0, 2, "select", "summit", 2, [][]int{{0, 1}, {3}, {0, 0}}},
		{0, 10, 5, "summit", "", 1, [][]int{{2, 0}, {0}, {2, 0}}},
		{9, 9, 9, "select", "summit", 0, [][]int{{0, 0}, {0}, {0, 0}}},
		{10, 5, 5, "summit", "", 0, [][]int{{0, 0}, {0}, {0, 0}}},
	} {
		values := map[string]int{"certifications": c.certifications, "stage_2_leads": c.leads, "qualified_projects": c.projects}
		s := p.scorecard(date(t, "2026-03-27"), func(a Attribute) Measured { return Measured{Value: Count(values[a.Key])} })
		next := ""
		if s.Next != nil {
			next = s.Next.Key
		}
		if s.Tier.Key != c.tier || next != c.next || s.Points != 0 || s.Max != 0 || s.Missing != 0 {
			t.Errorf("%v give %s with %d of %d points, then %q, want %s then %q", values, s.Tier.Key, s.Points, s.Max, next, c.tier, c.next)
		}
		if len(s.Requirements) != 2 || s.Requirements[0].Tier.Key != "select" || s.Requirements[0].Met != (c.tier != "base") || s.Requirements[1].Met != (c.tier == "summit") {
			t.Fatalf("%v: requirements %+v", values, s.Requirements)
		}
		r := s.Requirements[0]
		if r.Nearest != c.nearest {
			t.Errorf("%v: nearest is alternative %d, want %d", values, r.Nearest, c.nearest)
		}
		for i, a := range r.Alternatives {
			var lacks []int
			met := true
			for _, n := range a.Needs {
				lacks = append(lacks, int(n.Missing()/1000))
				met = met && n.Missing() == 0
				if n.Have != Count(values[n.Attribute.Key]) {
					t.Errorf("%v: %s stands at %s", values, n.Attribute.Key, n.Have)
				}
			}
			if !slices.Equal(lacks, c.lacks[i]) || a.Met != met {
				t.Errorf("%v: alternative %d lacks %v and is met %v, want %v", values, i, lacks, a.Met, c.lacks[i])
			}
		}
	}
}

// More of anything never lowers a tier.
func TestMoreGivesNoLowerTier(t *testing.T) {
	for _, p := range []*Program{named(t, "select-fy27"), named(t, "trailblazer-py20")} {
		rapid.Check(t, func(t *rapid.T) {
			less, more := map[string]Measured{}, map[string]Measured{}
			for _, a := range p.Attributes {
				n := rapid.IntRange(0, 40).Draw(t, a.Key)
				less[a.Key], more[a.Key] = Measured{Value: Count(n)}, Measured{Value: Count(n + rapid.IntRange(0, 40).Draw(t, "more"))}
			}
			x, y := p.cardOf(less, Region{}), p.cardOf(more, Region{})
			if p.TierRank(x.Tier.Key) > p.TierRank(y.Tier.Key) || x.Points > y.Points {
				t.Fatalf("%v give %s, %v give %s", less, x.Tier.Key, more, y.Tier.Key)
			}
		})
	}
}

// What counts for requirements: registered leads that were approved or became a
// deal, projects that were completed and are eligible, in the fiscal year.
func TestWhatRequirementsCount(t *testing.T) {
	p := named(t, "select-fy27")
	n := byte(0)
	lead := func(origin LeadOrigin, status LeadStatus, at time.Time) Lead {
		n++
		return Lead{ID: nth(n), Program: p.Name, Origin: origin, Status: status, SubmittedAt: at}
	}
	project := func(role Role, status ProjectStatus, end string) Project {
		n++
		return Project{ID: nth(n), Program: p.Name, Role: role, Status: status, End: date(t, end), Customer: Outside("A")}
	}
	tally := NewTally(p, noon)
	for _, r := range []Record{
		lead(Registered, LeadApproved, noon), lead(Registered, LeadConverted, noon), // 1, 2
		lead(Registered, LeadSubmitted, noon), lead(Registered, LeadRejected, noon), lead(Registered, LeadJoint, noon),
		lead(Registered, LeadApproved, noon.AddDate(-1, 0, 0)), lead(Distributed, LeadConverted, time.Time{}),
		project(Prime, ProjectCompleted, "2026-02-01"), // 8
		project(Prime, ProjectActive, "2026-02-01"), project(Prime, ProjectCompleted, "2026-01-31"), project(Subcontractor, ProjectCompleted, "2026-02-02"),
	} {
		tally.Add(r)
	}
	s := tally.Stats().Score
	want := map[string][]Ref{
		"certifications": nil, "stage_2_leads": {{KindLead, nth(1)}, {KindLead, nth(2)}}, "qualified_projects": {{KindProject, nth(8)}},
	}
	for _, pillar := range s.Pillars {
		for _, a := range pillar.Attributes {
			if !slices.Equal(a.Records, want[a.Key]) || a.Value != Count(len(want[a.Key])) {
				t.Errorf("%s counts %v, want %v", a.Key, a.Records, want[a.Key])
			}
		}
	}
}

const regions = `[[regions]]
key = "japan"
title = "Japan"

[[regions]]
key = "anz"
title = "Australia and New Zealand"
targets = { acv = 300000, certifications = 10 }

[[regions]]
key = "us"
title = "United States"
targets = { acv = 2000000 }

[[tiers]]`

// The tier is that of the region in which the firm stands best.
func TestTheBestRegionGivesTheTier(t *testing.T) {
	p := edited(t, DefaultProgram, "[[tiers]]", regions)
	card := func(acv, certifications int) Scorecard {
		return p.scorecard(date(t, "2026-03-27"), func(a Attribute) Measured {
			return Measured{Value: map[string]Quantity{"acv": Count(acv), "certifications": Count(certifications)}[a.Key]}
		})
	}
	s := card(300_000, 10)
	points := map[string]int64{}
	for _, r := range s.Regions {
		points[r.Region.Key] = r.Points
	}
	if s.Region.Key != "anz" || s.Points != 340 || s.Tier.Key != "ridge" || points["japan"] != 155 || points["anz"] != 340 || points["us"] != 68 {
		t.Errorf("%d points in %q, tier %s; by region %v", s.Points, s.Region.Key, s.Tier.Key, points)
	}
	for _, pillar := range s.Pillars {
		for _, a := range pillar.Attributes {
			if a.Key == "acv" && a.Target != 300_000 {
				t.Errorf("the pillars show the target %d, not that of the best region", a.Target)
			}
		}
	}
	if s := card(0, 0); s.Region.Key != "japan" { // the first of equals
		t.Errorf("with nothing the best region is %q", s.Region.Key)
	}
	if s := named(t, DefaultProgram).scorecard(1, func(Attribute) Measured { return Measured{} }); s.Region.Key != "" || s.Regions != nil {
		t.Errorf("a program without regions has %v", s.Regions)
	}
}
