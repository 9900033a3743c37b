package domain

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The day of these tests, and the next evaluation of the preset.
var planNow = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

var planBy = NewDate(2027, 1, 31)

// planned is the plan of records.
func planned(t interface{ Fatal(...any) }, p *Program, by Date, records ...Record) Plan {
	pl, err := NewPlanner(p, planNow, by)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		pl.Add(r)
	}
	return pl.Plan()
}

// cardAt is the score of records as of a day.
func cardAt(p *Program, by Date, records []Record) Scorecard {
	y, m, d := by.Time().Date()
	t := NewTally(p, time.Date(y, m, d, 12, 0, 0, 0, time.UTC))
	for _, r := range records {
		t.Add(r)
	}
	return t.Stats().Score
}

// done is a record after the step that finishes it, and the records it leaves.
func done(r Record, by Date) []Record {
	today := DateOf(planNow)
	five := CSAT{Sum: 5, Rated: 1, Answered: true}
	switch r := r.(type) {
	case Project:
		if r.Status == ProjectActive {
			r.Status = ProjectCompleted
			if r.End == 0 {
				r.End = by
			}
			r.End = max(r.End, today)
		}
		if r.CSAT.IsZero() {
			r.CSAT = five
		}
		return []Record{r}
	case Opportunity:
		r.Outcome, r.CloseDate = OutcomeWon, max(r.CloseDate, today)
		return []Record{r}
	case Lead:
		if r.Status == LeadDraft {
			r.Status, r.SubmittedAt = LeadSubmitted, by.Time()
			return []Record{r}
		}
		kind := Joint
		if r.Origin == Registered {
			kind = Sourced
		}
		r.Status = LeadConverted
		return []Record{r, Opportunity{ID: r.ID, Program: r.Program, Outcome: OutcomeWon, CloseDate: by, Kind: kind, ACV: r.Value}}
	case Story:
		r.Status, r.PublishedAt = StoryPublished, by.Time()
		return []Record{r}
	case Credential:
		next := r
		next.Earned, next.Expires = by, 0
		return []Record{r, next}
	}
	return nil
}

// made is what a step without a record brings.
func made(kind StepKind, n int, by Date, p *Program) Record {
	id := ID{9, byte(n >> 8), byte(n), 5: byte(len(kind)), 6: kind[0]}
	who := Outside(fmt.Sprint("new ", kind, n))
	switch kind {
	case StepRegisterLead:
		return Lead{ID: id, Program: p.Name, Origin: Registered, Status: LeadSubmitted, SubmittedAt: by.Time()}
	case StepWriteStory:
		return Story{ID: id, Program: p.Name, Status: StoryPublished, PublishedAt: by.Time()}
	case StepCertify:
		return Credential{ID: id, Program: p.Name, Kind: Certification, Holder: Outside("the old hand"), Earned: by}
	case StepCertifyPerson:
		return Credential{ID: id, Program: p.Name, Kind: Certification, Holder: who, Earned: by}
	case StepRaiseNavigator:
		return Credential{ID: id, Program: p.Name, Kind: Navigator, Level: 1, Earned: by}
	case StepAddSolution:
		return Credential{ID: id, Program: p.Name, Kind: Solution, Earned: by}
	case StepAddProject:
		return Project{ID: id, Program: p.Name, Customer: who, Role: Prime, Status: ProjectCompleted, End: by, CSAT: CSAT{Sum: 5, Rated: 1, Answered: true}}
	default:
		return Opportunity{ID: id, Program: p.Name, Outcome: OutcomeWon, CloseDate: by, Kind: Sourced, ACV: Money{p.acvBlock(), p.Currency}}
	}
}

// after are the records once a way was gone.
func after(p *Program, by Date, records []Record, w Way) (all []Record) {
	finished := map[Ref]bool{}
	for _, s := range w.Steps {
		for _, ref := range s.Records {
			finished[ref] = true
		}
		for n := len(s.Records); n < s.Count; n++ {
			all = append(all, made(s.What, n, by, p))
		}
	}
	for _, r := range records {
		if finished[r.Ref()] {
			all = append(all, done(r, by)...)
		} else {
			all = append(all, r)
		}
	}
	return all
}

// drawRecord makes a record that a step may finish.
func drawRecord(t *rapid.T, i int, p *Program) Record {
	today := DateOf(planNow)
	id := nth(byte(i + 1))
	who := Outside(rapid.SampledFrom([]string{"Acme Corp.", "ACME", "Bolt"}).Draw(t, "who"))
	day := Date(rapid.IntRange(-40, 160).Draw(t, "day")) + today
	value := Money{Count(rapid.SampledFrom([]int{1000, 7000, 20000, 90000}).Draw(t, "value")), "USD"}
	switch rapid.IntRange(0, 7).Draw(t, "kind") {
	case 0:
		status := rapid.SampledFrom([]ProjectStatus{ProjectActive, ProjectActive, ProjectOnHold, ProjectTerminated}).Draw(t, "status")
		role := rapid.SampledFrom([]Role{Prime, Prime, Subcontractor}).Draw(t, "role")
		return Project{ID: id, Program: p.Name, Customer: who, Status: status, Role: role, End: day}
	case 1:
		return Project{ID: id, Program: p.Name, Customer: who, Status: ProjectCompleted, Role: Prime, End: min(day, today)}
	case 2:
		kind := rapid.SampledFrom(ACVKinds()).Draw(t, "acv")
		return Opportunity{ID: id, Program: p.Name, Kind: kind, ACV: value, CloseDate: day}
	case 3:
		return Lead{ID: id, Program: p.Name, Origin: Registered, Status: LeadDraft}
	case 4:
		return Lead{ID: id, Program: p.Name, Origin: Distributed, Status: LeadOffered, Value: value, Due: planNow.Add(time.Duration(rapid.IntRange(-9, 9).Draw(t, "due")) * time.Hour)}
	case 5:
		return Story{ID: id, Program: p.Name, Status: StoryDrafted}
	case 6:
		return Credential{ID: id, Program: p.Name, Kind: Navigator, Level: 2, Earned: 1, Expires: day}
	default:
		return Credential{ID: id, Program: p.Name, Kind: Certification, Holder: who, Earned: 1, Expires: day}
	}
}

// doable says whether a record can be finished by the date, and by which step.
func doable(r Record, by Date) (StepKind, bool) {
	today := DateOf(planNow)
	switch r := r.(type) {
	case Project:
		if r.Status == ProjectCompleted {
			return StepRateProject, r.CSAT.IsZero()
		}
		return StepCompleteProject, r.Status == ProjectActive && r.End <= by
	case Opportunity:
		return StepWinDeal, r.Outcome == OutcomeOpen && r.CloseDate <= by
	case Lead:
		if r.Status == LeadDraft {
			return StepSubmitLead, true
		}
		return StepWinLead, r.Due.After(planNow)
	case Story:
		return StepPublishStory, r.Status == StoryDrafted
	case Credential:
		return StepRenewCredential, r.Expires >= today && r.Expires < by
	}
	return "", false
}

// drawProgram is the preset with other targets, prices and one tier.
func drawProgram(t *rapid.T, base *Program, tier int64) *Program {
	p := *base
	p.Attributes = slices.Clone(p.Attributes)
	for i := range p.Attributes {
		a := &p.Attributes[i]
		a.Mapping = rapid.SampledFrom([]Mapping{MapLinear, MapPerUnit, MapBanded}).Draw(t, "mapping")
		unit := int64(1)
		if a.Measure == measureACV {
			unit = 9000
			a.Mapping = MapLinear
			a.Window = rapid.SampledFrom([]Window{WindowRolling12, WindowFiscalYear}).Draw(t, "window")
		}
		a.Max, a.Target, a.Each = rapid.Int64Range(1, 60).Draw(t, "max"), unit*rapid.Int64Range(1, 7).Draw(t, "target"), rapid.Int64Range(1, 30).Draw(t, "each")
		a.Steps = []PointStep{{1, a.Max / 3}, {3, a.Max}}
	}
	p.Attributes = append(p.Attributes, p.Attributes[3], p.Attributes[8])
	p.Attributes[9].Key, p.Attributes[9].SourcedBonus, p.Attributes[9].Window = "acv2", 70, WindowFiscalYear
	p.Attributes[10].Key, p.Attributes[10].Window, p.Attributes[10].Max = "projects2", WindowProgramYear, 13
	p.Tiers = []Tier{{Key: "low", Title: "Low"}, {Key: "high", Title: "High", From: tier}}
	p.Plan = PlanRules{ACVBlock: 5000}
	for _, kind := range StepKinds() {
		p.Plan.Steps = append(p.Plan.Steps, StepPrice{kind, Effort(rapid.IntRange(1, 9).Draw(t, "days") * 500), 0})
	}
	switch rapid.IntRange(0, 2).Draw(t, "judged") {
	case 1:
		p.Regions = []Region{
			{Key: "a", Title: "A", Targets: map[string]int64{"acv": 9000, "csat": 2}},
			{Key: "b", Title: "B", Targets: map[string]int64{"acv": 36000, "csat": 1}},
		}
	case 2:
		needs := func() Alternative {
			a := Alternative{Needs: map[string]int64{}}
			for _, key := range []string{"csat", "people", "certifications", "projects2", "acv", "lead_registration"} {
				if rapid.Bool().Draw(t, key) {
					a.Needs[key] = rapid.Int64Range(1, 3).Draw(t, key)
				}
			}
			a.Needs["stories"] = 1
			return a
		}
		p.Tiers[1].From, p.Tiers[1].Any = 0, []Alternative{needs(), needs()}
	}
	return &p
}

// Among all that can be done, nothing reaches the tier with less effort; where
// nothing reaches it, nothing comes nearer.
func TestPlanAgainstBruteForce(t *testing.T) {
	generic := []StepKind{StepRegisterLead, StepWriteStory, StepCertify, StepCertifyPerson, StepRaiseNavigator, StepAddSolution, StepAddProject, StepSourceACV}
	base := preset(t)
	rapid.Check(t, func(t *rapid.T) {
		p := drawProgram(t, base, rapid.Int64Range(1, 250).Draw(t, "tier"))
		by := planBy + Date(rapid.SampledFrom([]int{-60, 0, 1, 40, 400}).Draw(t, "by"))
		one := rapid.SampledFrom(generic).Draw(t, "generic")
		most := rapid.IntRange(1, 2).Draw(t, "most")
		for i := range p.Plan.Steps {
			if s := &p.Plan.Steps[i]; s.Step == one {
				s.Most = most
			} else if slices.Contains(generic, s.Step) {
				s.Days = 1e9 // never in time
			}
		}
		records := []Record{Credential{ID: nth(99), Program: p.Name, Kind: Certification, Holder: Outside("the old hand"), Earned: 1}}
		for i := range rapid.IntRange(0, 6).Draw(t, "records") {
			records = append(records, drawRecord(t, i, p))
		}
		plan := planned(t, p, by, records...)
		points := !p.ByRequirements() && len(p.Regions) == 0
		reached := cardAt(p, by, after(p, by, records, plan.Way))
		if points && reached.Points != plan.Base+plan.Gain {
			t.Fatalf("the plan says %d + %d points and gives %d: %+v", plan.Base, plan.Gain, reached.Points, plan)
		}
		if plan.Reachable != (reached.Tier.Key == plan.Tier.Key) {
			t.Fatalf("reachable is %v, and gives %s: %+v", plan.Reachable, reached.Tier.Key, plan)
		}
		for _, other := range plan.Others {
			if got := cardAt(p, by, after(p, by, records, other)).Tier.Key; got != plan.Tier.Key || other.Effort < plan.Effort {
				t.Fatalf("another way gives %s: %+v of %+v", got, other, plan)
			}
		}
		best, far := Effort(-1), int64(0)
		var open []int
		for i, r := range records {
			if _, ok := doable(r, by); ok {
				open = append(open, i)
			}
		}
		for set := range 1 << len(open) {
			for n := range most + 1 {
				all, cost := slices.Clone(records), p.price(one).Days*Effort(n)
				for bit, i := range open {
					if set>>bit&1 == 1 {
						kind, _ := doable(records[i], by)
						cost += p.price(kind).Days
						all[i] = done(records[i], by)[0]
						all = append(all, done(records[i], by)[1:]...)
					}
				}
				for i := range n {
					all = append(all, made(one, i, by, p))
				}
				card := cardAt(p, by, all)
				far = max(far, card.Points)
				if card.Tier.Key == plan.Tier.Key && (best < 0 || cost < best) {
					best = cost
				}
			}
		}
		switch {
		case plan.Reachable != (best >= 0):
			t.Fatalf("reachable is %v, the cheapest way takes %v: %+v", plan.Reachable, best, plan)
		case plan.Reachable && plan.Effort != best:
			t.Fatalf("the plan takes %v, the cheapest way %v: %+v", plan.Effort, best, plan)
		case points && !plan.Reachable && reached.Points != far:
			t.Fatalf("the nearest gives %d, there are %d: %+v", reached.Points, far, plan)
		}
	})
}
