package domain

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"
)

// small is the preset with few attributes and one tier above the lowest.
func small(t *testing.T, tier int64, steps []StepPrice, attributes ...Attribute) *Program {
	t.Helper()
	p := *preset(t)
	p.Attributes, p.Tiers = attributes, []Tier{{Key: "low", Title: "Low"}, {Key: "high", Title: "High", From: tier}}
	p.Plan = PlanRules{Steps: steps}
	for _, kind := range []StepKind{
		StepRegisterLead, StepWriteStory, StepCertify, StepCertifyPerson, StepRaiseNavigator, StepAddSolution, StepAddProject, StepSourceACV,
	} {
		if p.price(kind).Days == defaultDays[kind] { // nothing new unless priced
			p.Plan.Steps = append(p.Plan.Steps, StepPrice{Step: kind, Days: 1e9})
		}
	}
	return &p
}

func attribute(key, measure string, each, most int64) Attribute {
	return Attribute{Key: key, Title: key, Pillar: "growth", Measure: measure, Window: WindowFiscalYear, Mapping: MapPerUnit, Each: each, Max: most}
}

// said is a plan in short: the steps in their order.
func said(p Plan) (steps []string) {
	for _, s := range p.Steps {
		steps = append(steps, fmt.Sprintf("%d %s %s +%d", s.Count, s.What, s.Attribute, s.Gain))
	}
	return steps
}

func activeProject(n byte, customer string, end Date) Project {
	return Project{ID: nth(n), Program: "trailblazer", Customer: Outside(customer), Status: ProjectActive, Role: Prime, End: end}
}

func openDeal(n byte, acv int, close Date, kind ACVKind) Opportunity {
	return Opportunity{ID: nth(n), Program: "trailblazer", Kind: kind, ACV: Money{Count(acv), "USD"}, CloseDate: close}
}

func TestPlans(t *testing.T) {
	csat := attribute("csat", measureCSATCount, 10, 100)
	acv := Attribute{Key: "acv", Title: "acv", Pillar: "growth", Measure: measureACV, Window: WindowRolling12, Mapping: MapLinear, Max: 100, Target: 100_000, SourcedBonus: 20}
	stories := attribute("stories", measureStories, 10, 10)
	certificates, people := attribute("certs", measureCertificates, 10, 100), attribute("people", measurePeople, 10, 100)
	cheap := func(kind StepKind, most int) []StepPrice { return []StepPrice{{kind, 1000, most}} }
	old := openDeal(50, 60_000, planBy-365, Joint)
	old.Outcome = OutcomeWon // counts today, and no more at the date
	counting := activeProject(60, "A", planBy-30)
	counting.Status, counting.CSAT = ProjectCompleted, CSAT{Sum: 50, Rated: 10, Answered: true}
	for name, c := range map[string]struct {
		program   *Program
		records   []Record
		reachable bool
		base      int64
		steps     []string
	}{
		"nothing to do": {small(t, 0, nil, csat), nil, true, 0, nil},
		"exactly": {small(t, 20, nil, csat), []Record{
			activeProject(1, "A", planBy), activeProject(2, "B", planBy), activeProject(3, "C", planBy),
		}, true, 0, []string{"2 complete_project csat +20"}},
		"two of a customer": {small(t, 30, nil, csat), []Record{
			activeProject(1, "A", planBy), activeProject(2, "A Inc.", planBy), activeProject(3, "a", planBy), activeProject(4, "B", planBy+1),
		}, false, 0, []string{"2 complete_project csat +20"}},
		"one of a customer counts already": {small(t, 40, nil, csat), []Record{
			counting, activeProject(1, "A Inc.", planBy), activeProject(2, "a", planBy), activeProject(3, "B", planBy),
		}, false, 10, []string{"2 complete_project csat +20"}},
		"the cap makes a step useless": {small(t, 30, nil, stories, csat), []Record{
			Story{ID: nth(1), Program: "trailblazer", Status: StorySubmitted}, Story{ID: nth(2), Program: "trailblazer", Status: StoryDrafted},
			activeProject(3, "A", planBy), activeProject(4, "B", planBy),
		}, true, 0, []string{"1 publish_story stories +10", "2 complete_project csat +20"}},
		"the window closes before the date": {small(t, 50, nil, acv), []Record{old, openDeal(1, 40_000, planBy, Joint)}, false, 0, []string{"1 win_deal acv +40"}},
		"sourced earns the bonus": {small(t, 40, nil, acv), []Record{
			openDeal(1, 36_000, planBy, Joint), openDeal(2, 35_000, planBy, Sourced), openDeal(3, 90_000, planBy+1, Sourced), openDeal(4, 90_000, planBy, NoACV),
		}, true, 0, []string{"1 win_deal acv +42"}},
		"one person is one": {small(t, 50, cheap(StepCertify, 1), certificates, people), []Record{
			Credential{ID: nth(1), Program: "trailblazer", Kind: Certification, Holder: Outside("Ann"), Earned: 1, Expires: planBy - 1},
			Credential{ID: nth(2), Program: "trailblazer", Kind: Certification, Holder: Outside("ANN"), Earned: 1, Expires: planBy - 1},
		}, false, 0, []string{"1 certify certs +10", "2 renew_credential certs +30"}},
		"a lapsed offer is none": {small(t, 10, nil, acv), []Record{
			Lead{ID: nth(1), Program: "trailblazer", Origin: Distributed, Status: LeadOffered, Value: Money{Count(50_000), "USD"}, Due: planNow},
		}, false, 0, nil},
		"nothing there": {small(t, 10, nil, csat), nil, false, 0, nil},
	} {
		plan := planned(t, c.program, planBy, c.records...)
		if got := said(plan); plan.Reachable != c.reachable || plan.Base != c.base || !reflect.DeepEqual(got, c.steps) {
			t.Errorf("%s: reachable %v, base %d, steps %q", name, plan.Reachable, plan.Base, got)
		}
	}
}

// An offer is worth its value only if it is answered by its deadline.
func TestPlanNamesTheDeadline(t *testing.T) {
	acv := Attribute{Key: "acv", Title: "acv", Pillar: "growth", Measure: measureACV, Window: WindowRolling12, Mapping: MapLinear, Max: 100, Target: 100_000}
	plan := planned(t, small(t, 10, nil, acv), 0, Lead{
		ID: nth(1), Program: "trailblazer", Origin: Distributed, Status: LeadOffered, Value: Money{Count(50_000), "USD"}, Due: planNow.Add(30 * time.Hour),
	})
	if plan.By != planBy || !plan.Reachable || plan.Steps[0].Before != NewDate(2026, 11, 22) || plan.Steps[0].ACV != Count(50_000) {
		t.Errorf("%+v", plan)
	}
}

func TestPlanByRequirements(t *testing.T) {
	p := small(t, 0, []StepPrice{{StepCertify, 1000, 3}, {StepRegisterLead, 4000, 3}},
		attribute("certs", measureCertificates, 0, 0), attribute("leads", measureApproved, 0, 0))
	p.Tiers[1].Any = []Alternative{{map[string]int64{"certs": 2, "leads": 1}}, {map[string]int64{"leads": 3}}}
	plan := planned(t, p, planBy)
	if got := said(plan); !plan.Units || !plan.Reachable || plan.Effort != 6000 || !reflect.DeepEqual(got, []string{"2 certify certs +2", "1 register_lead leads +1"}) {
		t.Errorf("%v %+v", got, plan)
	}
	if len(plan.Others) != 1 || plan.Others[0].Effort != 12000 {
		t.Errorf("others %+v", plan.Others)
	}
}

func TestPlanRefusesThePast(t *testing.T) {
	if _, err := NewPlanner(preset(t), planNow, DateOf(planNow)-1); !errors.Is(err, Refused("plan.past")) {
		t.Error(err)
	}
}

func TestPlanPricesAreChecked(t *testing.T) {
	for _, rules := range []PlanRules{
		{ACVBlock: -1},
		{Steps: []StepPrice{{"sleep", 1000, 0}}},
		{Steps: []StepPrice{{StepCertify, 0, 0}}},
		{Steps: []StepPrice{{StepCertify, 1000, -1}}},
		{Steps: []StepPrice{{StepCertify, 1000, 0}, {StepCertify, 2000, 0}}},
	} {
		p := *preset(t)
		if p.Plan = rules; p.checkPlan() == nil {
			t.Errorf("accepts %+v", rules)
		}
	}
	var e Effort
	if err := e.UnmarshalText([]byte("0.5")); err != nil || e != 500 || e.String() != "0.5" {
		t.Error(e, err)
	}
	for _, bad := range []string{"", "0", "-1", "1h", "0.0001"} {
		if e.UnmarshalText([]byte(bad)) == nil {
			t.Errorf("accepts %q", bad)
		}
	}
	for _, kind := range StepKinds() {
		if preset(t).price(kind).Days <= 0 {
			t.Errorf("%s has no price", kind)
		}
	}
}

func TestWhatIf(t *testing.T) {
	p := preset(t)
	real := cardAt(p, planBy, nil)
	card, err := p.WhatIf(real, map[string]Quantity{"acv": Count(600_000), "navigator": Count(3)})
	if err != nil || card.Points != 250+135 || card.Tier.Key != "ridge" || card.Next.Key != "crest" || card.Missing != 115 {
		t.Errorf("%+v %v", card, err)
	}
	if real.Points != 0 || real.Pillars[1].Attributes[0].Value != 0 {
		t.Error("the real one changed")
	}
	if same, err := p.WhatIf(real, nil); err != nil || !reflect.DeepEqual(same, real) {
		t.Errorf("nothing replaced: %+v, want %+v (%v)", same, real, err)
	}
	if _, err := p.WhatIf(real, map[string]Quantity{"luck": 1}); !errors.Is(err, Refused("plan.attribute")) {
		t.Error(err)
	}
	if _, err := p.WhatIf(real, map[string]Quantity{"acv": -1}); !errors.Is(err, Refused("plan.below")) {
		t.Error(err)
	}
}

func TestParseValue(t *testing.T) {
	p := preset(t)
	for _, c := range []struct {
		key, text string
		want      Quantity
		code      Code
	}{
		{"acv", "40 kUSD", Count(40_000), ""},
		{"acv", "10 EUR", Count(11), ""},
		{"acv", "10 SEK", 0, "plan.value"},
		{"acv", "-10", 0, "plan.value"},
		{"csat", "7", Count(7), ""},
		{"csat", "many", 0, "plan.value"},
		{"csat", "-1", 0, "plan.value"},
		{"luck", "7", 0, "plan.attribute"},
	} {
		got, err := p.ParseValue(c.key, c.text)
		if got != c.want || (err == nil) != (c.code == "") || (err != nil && !errors.Is(err, Refused(c.code))) {
			t.Errorf("%s %q: %v %v", c.key, c.text, got, err)
		}
	}
}

// large is a program of 40 attributes with 2,000 open records.
func large(b *testing.B) (*Program, []Record) {
	b.Helper()
	p := *preset(b)
	base := p.Attributes
	p.Attributes, p.Tiers = nil, []Tier{{Key: "low", Title: "Low"}, {Key: "high", Title: "High", From: 1200}}
	windows := []Window{WindowFiscalYear, WindowRolling12, WindowProgramYear, WindowAllTime}
	for i := range 40 {
		a := base[i%len(base)]
		a.Key, a.Window = fmt.Sprint(a.Key, i), windows[i%4]
		if a.Target > 0 {
			a.Target += int64(i)
		}
		p.Attributes = append(p.Attributes, a)
	}
	var records []Record
	for i := range 2000 {
		id := ID{1, byte(i >> 8), byte(i)}
		day := planBy - Date(i%70)
		switch i % 5 {
		case 0:
			status := []ProjectStatus{ProjectActive, ProjectCompleted}[i/5%2]
			records = append(records, Project{ID: id, Program: p.Name, Customer: Outside(fmt.Sprint("C", i%130)), Status: status, Role: Prime, End: day})
		case 1, 2:
			kind := []ACVKind{Sourced, Joint}[i%2]
			records = append(records, Opportunity{ID: id, Program: p.Name, Kind: kind, ACV: Money{Count(1000 + i*37%9000), "USD"}, CloseDate: day})
		case 3:
			records = append(records, Lead{ID: id, Program: p.Name, Origin: Registered, Status: LeadDraft})
		default:
			records = append(records, Credential{ID: id, Program: p.Name, Kind: Certification, Holder: Outside(fmt.Sprint("H", i%90)), Earned: 1, Expires: day - 1})
		}
	}
	return &p, records
}

func BenchmarkPlan(b *testing.B) {
	p, records := large(b)
	for b.Loop() {
		if plan := planned(b, p, planBy, records...); !plan.Reachable || len(plan.Others) == 0 {
			b.Fatal(plan)
		}
	}
}
