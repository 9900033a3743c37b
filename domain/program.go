package domain

import "slices"

// Program holds the rules of one vendor's partner program. It is data: belay
// ships presets and reads a firm's own files; no rule of a program is in code.
// A parsed Program is not changed any more and may be shared.
type Program struct {
	// Format is the version of the file format; this belay reads 1.
	Format int `toml:"format"`
	// Name identifies the program in a book; lower case letters, digits and dashes.
	Name string `toml:"name"`
	// Title is what people call it.
	Title string `toml:"title"`
	// Vendor is who runs it.
	Vendor string `toml:"vendor"`
	// Currency is the ISO code in which targets and sums are counted.
	Currency string `toml:"currency"`
	// Zone is where the program's calendar days begin and end.
	Zone Zone `toml:"zone"`
	// Accent is the program's color as #rrggbb, or "".
	Accent string `toml:"accent"`
	// FiscalYear and ProgramYear are the days on which these years start.
	FiscalYear  MonthDay `toml:"fiscal_year"`
	ProgramYear MonthDay `toml:"program_year"`
	// Rates gives the program's currency for one unit of another, as a decimal.
	Rates map[string]string `toml:"rates"`

	Evaluations   Evaluations   `toml:"evaluations"`
	Leads         LeadRules     `toml:"leads"`
	Qualification Qualification `toml:"qualification"`
	Stages        []Stage       `toml:"stages"`
	Survey        SurveyRules   `toml:"survey"`
	Pillars       []Titled      `toml:"pillars"`
	Attributes    []Attribute   `toml:"attributes"`
	Regions       []Region      `toml:"regions"`
	Tiers         []Tier        `toml:"tiers"`
	Plan          PlanRules     `toml:"plan"`
	Templates     []Template    `toml:"templates"`

	// Made of Rates and Leads.StatusWords when the program is parsed.
	rates       map[string]Quantity
	statusWords map[string]LeadStatus
}

// Titled is a key that commands and files use, and the words for it.
type Titled struct {
	Key   string `toml:"key"`
	Title string `toml:"title"`
}

// Evaluations says how tiers are decided after each quarter of the fiscal year.
type Evaluations struct {
	// DecidingMonths are the months between a quarter's end and the first day
	// on which the new tier holds.
	DecidingMonths int `toml:"deciding_months"`
	// PromotionOnly is true when a tier cannot fall within a program year.
	PromotionOnly bool `toml:"promotion_only"`
	// KeepYears is how many program years a tier lasts after the one in which it
	// was reached; it needs PromotionOnly.
	KeepYears int `toml:"keep_years"`
}

// LeadRules are the rules of a program's leads.
type LeadRules struct {
	// AnswerWithin is the time from offer to claw-back (S4: 48 hours).
	AnswerWithin Duration `toml:"answer_within"`
	// ActivityWithin is the second window: the time after acceptance in which
	// the program wants to see an activity. Zero means there is none.
	ActivityWithin Duration `toml:"activity_within"`
	// OnInactivity is what the program does when the second window passes.
	OnInactivity Inactivity `toml:"on_inactivity"`
	// RemindWithin is the time before a deadline from which to remind of it; a
	// program that names none reminds 4 hours before.
	RemindWithin Duration `toml:"remind_within"`
	// StaleAfter is the time without an activity after which to remind of a lead
	// that is being worked on, zero for never.
	StaleAfter Duration `toml:"stale_after"`
	// HeldBack are the fields that stay hidden until the firm accepts (S4).
	HeldBack []LeadField `toml:"held_back"`
	// DeclineReasons, CloseReasons and RejectionReasons are the reasons to choose from.
	DeclineReasons   []Titled `toml:"decline_reasons"`
	CloseReasons     []Titled `toml:"close_reasons"`
	RejectionReasons []Titled `toml:"rejection_reasons"`
	// Required are the fields that a registration must carry.
	Required []LeadField `toml:"required"`
	// StatusWords are the words of other systems for a lead's status.
	StatusWords map[LeadStatus][]string `toml:"status_words"`
	// CloseWithinMonths is how far ahead the expected close of a registration may lie.
	CloseWithinMonths int `toml:"close_within_months"`
}

// Reason is what a reason of the program is called, the key itself where the
// program has none of it.
func (r LeadRules) Reason(key string) string {
	return TitleOf(slices.Concat(r.DeclineReasons, r.CloseReasons, r.RejectionReasons), key)
}

// Qualification says how a lead is scored from 0 to 100 (S4's criteria).
type Qualification struct {
	// Criteria and their weights, which add up to 100.
	Criteria []Criterion `toml:"criteria"`
	// Bands are letters with the score they start at, best first.
	Bands []Band `toml:"bands"`
}

// Criterion is one question about a lead.
type Criterion struct {
	Key    string `toml:"key"`
	Title  string `toml:"title"`
	Weight int    `toml:"weight"`
	// Steps are the words for the steps 0 to len-1, worst first.
	Steps []string `toml:"steps"`
}

// Band is a letter for scores of From and above.
type Band struct {
	Title string `toml:"title"`
	From  int    `toml:"from"`
}

// Stage is a step of the pipeline.
type Stage struct {
	Name string `toml:"name"`
	// Probability is the chance of winning in percent that a deal takes on when
	// it enters the stage.
	Probability int `toml:"probability"`
	// Category is the forecast category.
	Category string `toml:"category"`
	// Outcome is "won" or "lost" for stages that close a deal, else "".
	Outcome Outcome `toml:"outcome"`
}

// SurveyRules are the rules of the customer survey (S3).
type SurveyRules struct {
	// Questions are the texts of the questions, each answered from 1 to 5 or N/A.
	Questions []string `toml:"questions"`
	// Threshold is the score that a project must lie strictly above to count.
	Threshold Ratio `toml:"threshold"`
	// PerCustomer is how many projects of one customer count in the window.
	PerCustomer int `toml:"per_customer"`
	// Window is the time in which a counted project was completed.
	Window Window `toml:"window"`
	// RemindAfter is the time without an answer after which to remind of a survey
	// that was sent, zero for never.
	RemindAfter Duration `toml:"remind_after"`
}

// Mapping is how a measured value becomes points.
type Mapping string

// The mappings that a program may name.
const (
	// MapLinear gives min(1, value/target) of the maximum.
	MapLinear Mapping = "linear"
	// MapBanded gives the points of the highest step that the value reaches.
	MapBanded Mapping = "banded"
	// MapPerUnit gives the same points for each unit, up to the maximum.
	MapPerUnit Mapping = "per_unit"
	// MapNone gives no points: what is measured is for requirements, or to be seen.
	MapNone Mapping = ""
)

// Attribute is one line of the scorecard.
type Attribute struct {
	Key    string `toml:"key"`
	Title  string `toml:"title"`
	Pillar string `toml:"pillar"`
	// Measure names what is counted; see [Measures].
	Measure string `toml:"measure"`
	Window  Window `toml:"window"`
	// Max is the most points it gives.
	Max int64 `toml:"max"`
	// Target is the value that gives Max with a linear mapping, in whole units.
	Target  int64   `toml:"target"`
	Mapping Mapping `toml:"mapping"`
	// Each is the points of one unit with a per_unit mapping.
	Each int64 `toml:"each"`
	// Steps are the values and points of a banded mapping, lowest first.
	Steps []PointStep `toml:"steps"`
	// SourcedBonus adds this many percent to the value of what was sourced (S0).
	SourcedBonus int64 `toml:"sourced_bonus"`
	// Published is true when the maximum and the target come from the vendor
	// and not from this project.
	Published bool `toml:"published"`
}

// PointStep gives Points to values of From and above, in whole units.
type PointStep struct {
	From   int64 `toml:"from"`
	Points int64 `toml:"points"`
}

// StageNamed returns the stage, which it finds whatever the case.
func (p *Program) StageNamed(name string) (Stage, bool) {
	want := Fold(name)
	for _, s := range p.Stages {
		if Fold(s.Name) == want {
			return s, true
		}
	}
	return Stage{}, false
}

// StageOf returns the stage that closes a deal with the outcome.
func (p *Program) StageOf(outcome Outcome) (Stage, bool) {
	for _, s := range p.Stages {
		if s.Outcome == outcome {
			return s, true
		}
	}
	return Stage{}, false
}

// Max is the most points that the program gives.
func (p *Program) Max() (sum int64) {
	for _, a := range p.Attributes {
		sum += a.Max
	}
	return sum
}

// Convert returns the amount in the program's currency, at the rate of the
// program file; ok is false when it states none.
func (p *Program) Convert(m Money) (q Quantity, ok bool) {
	if m.IsZero() {
		return 0, true
	}
	if m.Currency == p.Currency {
		return m.Mils, true
	}
	rate, ok := p.rates[m.Currency]
	if !ok {
		return 0, false
	}
	return m.Mils.MulDiv(int64(rate), rateUnit), true
}

// has reports whether key is one of the choices.
func has(choices []Titled, key string) bool {
	for _, c := range choices {
		if c.Key == key {
			return true
		}
	}
	return false
}

// TitleOf returns the words for a key, or the key where the program has none:
// an older file may have known it.
func TitleOf(choices []Titled, key string) string {
	for _, c := range choices {
		if c.Key == key {
			return c.Title
		}
	}
	return key
}
