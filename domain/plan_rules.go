package domain

import "fmt"

// StepKind is a kind of next step toward a tier.
type StepKind string

// The kinds of step. Those with records finish what the book already has;
// the others start something new.
const (
	// StepWinDeal wins an open deal whose close date comes in time.
	StepWinDeal StepKind = "win_deal"
	// StepWinLead converts a lead and wins it; its value is taken for ACV, as
	// the program asks for no other figure before there is a deal.
	StepWinLead StepKind = "win_lead"
	// StepSourceACV brings a block of new sourced ACV.
	StepSourceACV StepKind = "source_acv"
	// StepRateProject gets a completed project its answer, above the threshold.
	StepRateProject StepKind = "rate_project"
	// StepCompleteProject completes an active project, and has it rated above
	// the threshold where it can count.
	StepCompleteProject StepKind = "complete_project"
	// StepAddProject does a project for a new customer, rated above the threshold.
	StepAddProject StepKind = "add_project"
	// StepPublishStory has a story published that is written already.
	StepPublishStory StepKind = "publish_story"
	// StepWriteStory writes a story and has it published.
	StepWriteStory StepKind = "write_story"
	// StepSubmitLead submits a registration that is drafted, and gets it approved.
	StepSubmitLead StepKind = "submit_lead"
	// StepApproveLead gets a submitted registration approved.
	StepApproveLead StepKind = "approve_lead"
	// StepRegisterLead registers a new lead, and gets it approved.
	StepRegisterLead StepKind = "register_lead"
	// StepRenewCredential renews a credential that expires before the date.
	StepRenewCredential StepKind = "renew_credential"
	// StepCertify earns a certification; that somebody new holds it is not counted on.
	StepCertify StepKind = "certify"
	// StepCertifyPerson earns a certification for somebody who has none.
	StepCertifyPerson StepKind = "certify_person"
	// StepAddSolution brings a partner solution.
	StepAddSolution StepKind = "add_solution"
	// StepRaiseNavigator earns one navigator level.
	StepRaiseNavigator StepKind = "raise_navigator"
)

// StepKinds lists the kinds of step, those with records before those that
// start something new.
func StepKinds() []StepKind {
	return []StepKind{
		StepRateProject, StepCompleteProject, StepSubmitLead, StepApproveLead, StepPublishStory, StepRenewCredential, StepWinDeal, StepWinLead,
		StepRegisterLead, StepWriteStory, StepCertify, StepCertifyPerson, StepRaiseNavigator, StepAddSolution, StepAddProject, StepSourceACV,
	}
}

// Effort is work, in thousandths of a day.
type Effort int64

// String returns the days with no more decimals than they have.
func (e Effort) String() string { return Quantity(e).String() }

// UnmarshalText reads days as a program file writes them: "8" or "0.5".
func (e *Effort) UnmarshalText(b []byte) error {
	q, err := ParseQuantity(string(b))
	if err != nil || q <= 0 || q > Count(1_000_000) {
		return fmt.Errorf("read days %q: want a number above zero with at most three decimals, such as \"0.5\"", Clean(string(b)))
	}
	*e = Effort(q)
	return nil
}

// PlanRules say what next steps take, for the planner.
type PlanRules struct {
	// ACVBlock is the new sourced ACV that one step brings, in whole units of
	// the program's currency; 0 is belay's default.
	ACVBlock int64 `toml:"acv_block"`
	// Steps price kinds of step; what is left out has belay's default.
	Steps []StepPrice `toml:"steps"`
}

// StepPrice is what a step of a kind takes.
type StepPrice struct {
	Step StepKind `toml:"step"`
	// Days of work. A step that takes more days than are left is not planned.
	Days Effort `toml:"days"`
	// Most is how many of them a plan may have, 0 for any number.
	Most int `toml:"most"`
}

// defaultACVBlock and defaultDays stand in where a program file says nothing.
// They are belay's own guess: no program publishes any.
const defaultACVBlock = 10_000

var defaultDays = map[StepKind]Effort{
	StepWinDeal: 10_000, StepWinLead: 15_000, StepSourceACV: 20_000,
	StepRateProject: 500, StepCompleteProject: 10_000, StepAddProject: 40_000,
	StepPublishStory: 1_000, StepWriteStory: 3_000, StepSubmitLead: 500, StepApproveLead: 500, StepRegisterLead: 1_000,
	StepRenewCredential: 2_000, StepCertify: 8_000, StepCertifyPerson: 10_000, StepAddSolution: 30_000, StepRaiseNavigator: 30_000,
}

// price is what a step of a kind takes in this program.
func (p *Program) price(kind StepKind) StepPrice {
	for _, s := range p.Plan.Steps {
		if s.Step == kind {
			return s
		}
	}
	return StepPrice{Step: kind, Days: defaultDays[kind]}
}

// acvBlock is the new ACV of one step.
func (p *Program) acvBlock() Quantity {
	if p.Plan.ACVBlock == 0 {
		return defaultACVBlock * 1000
	}
	return Quantity(p.Plan.ACVBlock * 1000)
}

func (p *Program) checkPlan() error {
	if p.Plan.ACVBlock < 0 || p.Plan.ACVBlock > maxTarget {
		return fmt.Errorf("plan.acv_block: want an amount above zero, at most %d", int64(maxTarget))
	}
	seen := map[StepKind]bool{}
	for _, s := range p.Plan.Steps {
		switch {
		case defaultDays[s.Step] == 0:
			return fmt.Errorf("plan.steps: no step %q; there are %v", s.Step, StepKinds())
		case seen[s.Step]:
			return fmt.Errorf("plan.steps %q: stands twice", s.Step)
		case s.Days <= 0 || s.Most < 0:
			return fmt.Errorf("plan.steps %q: want days, such as \"0.5\", and a most that is not below nought", s.Step)
		}
		seen[s.Step] = true
	}
	return nil
}
