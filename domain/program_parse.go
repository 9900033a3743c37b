package domain

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"regexp"
	"slices"

	"github.com/pelletier/go-toml/v2"
)

// programFormat is the version of the program file that this belay reads.
const programFormat = 1

// rateUnit is one in the fixed point of exchange rates, which need more
// decimals than amounts: a yen is 0.0065 dollars.
const rateUnit = 1_000_000_000

// ParseProgram reads a program file. Its errors name the line where the file
// cannot be read, and the key where what it says does not hold together.
func ParseProgram(data []byte) (*Program, error) {
	p := &Program{}
	dec := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := dec.Decode(p); err != nil {
		return nil, positioned(err)
	}
	if err := p.check(); err != nil {
		return nil, fmt.Errorf("read program %s: %w", Clean(p.Name), err)
	}
	return p, nil
}

// positioned adds the line and the key to an error of the TOML reader.
func positioned(err error) error {
	if strict := (*toml.StrictMissingError)(nil); errors.As(err, &strict) && len(strict.Errors) > 0 {
		line, col := strict.Errors[0].Position()
		return fmt.Errorf("read program: line %d, column %d: no such key %q", line, col, []string(strict.Errors[0].Key()))
	}
	if at := (*toml.DecodeError)(nil); errors.As(err, &at) {
		line, col := at.Position()
		return fmt.Errorf("read program: line %d, column %d: %w", line, col, err)
	}
	return fmt.Errorf("read program: %w", err)
}

// maxTarget is the largest value that a program file may name, in whole units.
const maxTarget = 1_000_000_000_000

var programName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

// check finds what is wrong with the whole file; each check names its key.
func (p *Program) check() error {
	checks := []func() error{p.checkHead, p.checkRates, p.checkLeads, p.checkQualification, p.checkStages, p.checkSurvey, p.checkScore}
	for _, check := range checks {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (p *Program) checkHead() error {
	switch {
	case p.Format != programFormat:
		return fmt.Errorf("format is %d: this belay reads %d", p.Format, programFormat)
	case !programName.MatchString(p.Name):
		return errors.New("name: want lower case letters, digits and dashes")
	case p.Title == "":
		return errors.New("title: missing")
	case isCurrency(p.Currency) != p.Currency || p.Currency == "":
		return fmt.Errorf("currency %q: want an ISO code such as USD", p.Currency)
	case p.FiscalYear == MonthDay{} || p.ProgramYear == MonthDay{}:
		return errors.New("fiscal_year and program_year: want the day they start, such as \"02-01\"")
	}
	return nil
}

func (p *Program) checkRates() error {
	p.rates = make(map[string]Quantity, len(p.Rates))
	for code, text := range p.Rates {
		rate, ok := readRat(text)
		if !ok || rate.Sign() <= 0 || isCurrency(code) != code {
			return fmt.Errorf("rates.%s = %q: want an ISO code and a decimal above zero, such as \"1.08\"", code, text)
		}
		fixed := new(big.Int).Quo(new(big.Int).Mul(rate.Num(), big.NewInt(rateUnit)), rate.Denom())
		if !fixed.IsInt64() || fixed.Sign() == 0 {
			return fmt.Errorf("rates.%s = %q: out of range", code, text)
		}
		p.rates[code] = Quantity(fixed.Int64())
	}
	return nil
}

func (p *Program) checkLeads() error {
	if p.Leads.AnswerWithin <= 0 {
		return errors.New("leads.answer_within: want a duration such as \"48h\"")
	}
	for _, f := range slices.Concat(p.Leads.HeldBack, p.Leads.Required) {
		if !slices.Contains(LeadFields(), f) {
			return fmt.Errorf("leads: no field %q; there are %v", f, LeadFields())
		}
	}
	for _, reasons := range []struct {
		key  string
		list []Titled
	}{{"decline_reasons", p.Leads.DeclineReasons}, {"close_reasons", p.Leads.CloseReasons}, {"rejection_reasons", p.Leads.RejectionReasons}} {
		if err := distinct("leads."+reasons.key, reasons.list); err != nil {
			return err
		}
	}
	return p.checkStatusWords()
}

// checkStatusWords makes sure that each word of another system means one
// status, and one that an import can bring.
func (p *Program) checkStatusWords() error {
	means := map[string]LeadStatus{}
	for _, status := range slices.Sorted(maps.Keys(p.Leads.StatusWords)) {
		if !slices.Contains(importedStatuses, status) {
			return fmt.Errorf("leads.status_words: no status %q; there are %v", status, importedStatuses)
		}
		for _, word := range p.Leads.StatusWords[status] {
			if other, ok := means[Fold(word)]; ok && other != status {
				return fmt.Errorf("leads.status_words: %q stands for %s and for %s", word, other, status)
			}
			means[Fold(word)] = status
		}
	}
	return nil
}

func distinct(where string, list []Titled) error {
	seen := map[string]bool{}
	for _, t := range list {
		if t.Key == "" || t.Title == "" || seen[t.Key] {
			return fmt.Errorf("%s: want distinct keys, each with a title, not %q", where, t.Key)
		}
		seen[t.Key] = true
	}
	if len(list) == 0 {
		return fmt.Errorf("%s: want at least one", where)
	}
	return nil
}

func (p *Program) checkQualification() error {
	sum := 0
	for _, c := range p.Qualification.Criteria {
		if c.Key == "" || c.Title == "" || len(c.Steps) < 2 || c.Weight < 0 {
			return fmt.Errorf("qualification.criteria %q: want a key, a title, a weight and at least two steps", c.Key)
		}
		sum += c.Weight
	}
	if sum != 100 {
		return fmt.Errorf("qualification.criteria: the weights add up to %d, want 100", sum)
	}
	bands := p.Qualification.Bands
	if len(bands) == 0 || bands[len(bands)-1].From != 0 || !slices.IsSortedFunc(bands, func(a, b Band) int { return b.From - a.From }) {
		return errors.New("qualification.bands: want the best band first and the last from 0")
	}
	return nil
}

func (p *Program) checkStages() error {
	seen := map[string]bool{}
	for _, s := range p.Stages {
		switch {
		case s.Name == "" || seen[Fold(s.Name)]:
			return fmt.Errorf("stages: want distinct names, not %q", s.Name)
		case s.Probability < 0 || s.Probability > 100:
			return fmt.Errorf("stages %q: probability %d is not between 0 and 100", s.Name, s.Probability)
		case s.Outcome != OutcomeOpen && s.Outcome != OutcomeWon && s.Outcome != OutcomeLost:
			return fmt.Errorf("stages %q: outcome %q is not won, lost or left out", s.Name, s.Outcome)
		}
		seen[Fold(s.Name)] = true
	}
	for _, o := range []Outcome{OutcomeOpen, OutcomeWon, OutcomeLost} {
		if _, ok := p.StageOf(o); !ok {
			return fmt.Errorf("stages: want one with outcome %q", o)
		}
	}
	return nil
}

func (p *Program) checkSurvey() error {
	s := p.Survey
	if len(s.Questions) == 0 || s.Threshold.Den == 0 || s.PerCustomer < 1 {
		return errors.New("survey: want questions, a threshold such as \"4.2\" and per_customer of at least 1")
	}
	return checkWindow("survey", s.Window)
}

func checkWindow(where string, w Window) error {
	switch w {
	case WindowFiscalYear, WindowProgramYear, WindowRolling12, WindowAllTime:
		return nil
	}
	return fmt.Errorf("%s: no window %q; there are fiscal_year, program_year, rolling_12_months and all_time", where, w)
}

func (p *Program) checkScore() error {
	if err := distinct("pillars", p.Pillars); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, a := range p.Attributes {
		if err := p.checkAttribute(a); err != nil {
			return fmt.Errorf("attributes %q: %w", a.Key, err)
		}
		if seen[a.Key] {
			return fmt.Errorf("attributes %q: stands twice", a.Key)
		}
		seen[a.Key] = true
	}
	if len(p.Tiers) == 0 || p.Tiers[0].From != 0 || !slices.IsSortedFunc(p.Tiers, func(a, b Tier) int { return int(a.From - b.From) }) {
		return errors.New("tiers: want the lowest first, from 0 points")
	}
	return nil
}

func (p *Program) checkAttribute(a Attribute) error {
	switch {
	case a.Key == "" || a.Title == "":
		return errors.New("want a key and a title")
	case !has(p.Pillars, a.Pillar):
		return fmt.Errorf("no pillar %q", a.Pillar)
	case !slices.Contains(Measures(), a.Measure):
		return fmt.Errorf("no measure %q; there are %v", a.Measure, Measures())
	case a.Max < 0 || a.Max > 1_000_000:
		return errors.New("max: want points between 0 and 1000000")
	case a.Mapping == MapLinear && (a.Target <= 0 || a.Target > maxTarget):
		return fmt.Errorf("target: a linear mapping wants one above zero, at most %d", int64(maxTarget))
	case a.Mapping == MapPerUnit && a.Each <= 0:
		return errors.New("each: a per_unit mapping wants the points of one unit")
	case a.Mapping == MapBanded && !rising(a.Steps):
		return errors.New("steps: a banded mapping wants them, lowest first, with points that rise")
	case a.Mapping != MapLinear && a.Mapping != MapPerUnit && a.Mapping != MapBanded:
		return fmt.Errorf("no mapping %q; there are linear, banded and per_unit", a.Mapping)
	}
	return checkWindow("window", a.Window)
}

// rising reports whether there are steps, each above the one before.
func rising(steps []PointStep) bool {
	for i, s := range steps {
		if s.From < 0 || s.From > maxTarget || s.Points < 0 || (i > 0 && (s.From <= steps[i-1].From || s.Points < steps[i-1].Points)) {
			return false
		}
	}
	return len(steps) > 0
}
