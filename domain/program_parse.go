package domain

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// programFormat is the version of the program file that this belay reads.
const programFormat = 1

// rateUnit is one in the fixed point of exchange rates, which need more
// decimals than amounts: a yen is 0.0065 dollars.
const rateUnit = 1_000_000_000

// maxProgramFile is the most bytes of a program file; the presets have 8 kB.
const maxProgramFile = 1 << 18

// ParseProgram reads a program file; FORMAT.md beside the presets says what it
// may hold. Its errors are of type *[FormatError].
func ParseProgram(data []byte) (*Program, error) {
	if len(data) > maxProgramFile {
		return nil, &FormatError{Why: fmt.Sprintf("the file has more than %d bytes", maxProgramFile)}
	}
	p := &Program{}
	dec := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := dec.Decode(p); err != nil {
		return nil, unread(err, data)
	}
	if err := p.check(); err != nil {
		return nil, located(err, data)
	}
	return p, nil
}

// maxTarget is the largest value that a program file may name, in whole units.
const maxTarget = 1_000_000_000_000

// isName reports whether a text names a program or a template: at most 40 lower
// case letters, digits and dashes, the first no dash.
func isName(s string) bool {
	strange := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' }
	return s != "" && len(s) <= 40 && s[0] != '-' && !strings.ContainsFunc(s, strange)
}

// check finds what is wrong with the whole file; each check names the path of
// the key at fault.
func (p *Program) check() error {
	checks := []func() error{p.checkText, p.checkHead, p.checkRates, p.checkLeads, p.checkQualification, p.checkStages, p.checkSurvey, p.checkAttributes, p.checkRegions, p.checkTiers, p.checkPlan, p.checkTemplates}
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
		return wrong("format", "is %d; want %d, the format that this belay reads", p.Format, programFormat)
	case !isName(p.Name):
		return wrong("name", "is %q; want at most 40 lower case letters, digits and dashes", p.Name)
	case p.Title == "":
		return wrong("title", "is missing; want what people call the program")
	case isCurrency(p.Currency) != p.Currency || p.Currency == "":
		return wrong("currency", "is %q; want an ISO code such as USD", p.Currency)
	case p.FiscalYear == MonthDay{}:
		return wrong("fiscal_year", "is missing; want the day it starts, such as \"02-01\"")
	case p.ProgramYear == MonthDay{}:
		return wrong("program_year", "is missing; want the day it starts, such as \"03-01\"")
	case p.Evaluations.DecidingMonths < 0 || p.Evaluations.DecidingMonths > 12:
		return wrong(dotted("evaluations", "deciding_months"), "is %d; want 0 to 12", p.Evaluations.DecidingMonths)
	case p.Evaluations.KeepYears < 0 || p.Evaluations.KeepYears > 5:
		return wrong(dotted("evaluations", "keep_years"), "is %d; want 0 to 5", p.Evaluations.KeepYears)
	case p.Evaluations.KeepYears > 0 && !p.Evaluations.PromotionOnly:
		return wrong(dotted("evaluations", "keep_years"), "wants promotion_only = true: a tier that may fall is not kept")
	}
	return nil
}

func (p *Program) checkRates() error {
	p.rates = make(map[string]Quantity, len(p.Rates))
	for code, text := range p.Rates {
		rate, ok := readRat(text)
		if !ok || rate.Sign() <= 0 || isCurrency(code) != code {
			return wrong("rates."+code, "is %q; want an ISO code and a decimal above zero, such as \"1.08\"", text)
		}
		fixed := new(big.Int).Quo(new(big.Int).Mul(rate.Num(), big.NewInt(rateUnit)), rate.Denom())
		if !fixed.IsInt64() || fixed.Sign() == 0 {
			return wrong("rates."+code, "is %q, which is out of range", text)
		}
		p.rates[code] = Quantity(fixed.Int64())
	}
	return nil
}

func (p *Program) checkLeads() error {
	if p.Leads.AnswerWithin <= 0 {
		return wrong(dotted("leads", "answer_within"), "want a duration above zero, such as \"48h\"")
	}
	if err := p.checkReminders(); err != nil {
		return err
	}
	for _, fields := range []struct {
		key  string
		list []LeadField
	}{{dotted("leads", "held_back"), p.Leads.HeldBack}, {dotted("leads", "required"), p.Leads.Required}} {
		for i, f := range fields.list {
			if !slices.Contains(LeadFields(), f) {
				return wrong(item(fields.key, i), "there is no field %q; there are %v", f, LeadFields())
			}
		}
	}
	for _, reasons := range []struct {
		key  string
		list []Titled
	}{{"decline_reasons", p.Leads.DeclineReasons}, {"close_reasons", p.Leads.CloseReasons}, {"rejection_reasons", p.Leads.RejectionReasons}} {
		if err := distinct(dotted("leads", reasons.key), reasons.list); err != nil {
			return err
		}
	}
	return p.checkStatusWords()
}

// checkStatusWords makes sure that each word of another system means one
// status, and one that an import can bring. It notes them for leadStatus, folded
// and as they stand.
func (p *Program) checkStatusWords() error {
	p.statusWords = map[string]LeadStatus{}
	for _, status := range slices.Sorted(maps.Keys(p.Leads.StatusWords)) {
		if !slices.Contains(importedStatuses, status) {
			return wrong(dotted("leads", "status_words", string(status)), "there is no such status; there are %v", importedStatuses)
		}
		for _, word := range p.Leads.StatusWords[status] {
			if other, ok := p.statusWords[Fold(word)]; ok && other != status {
				return wrong(dotted("leads", "status_words", string(status)), "%q stands for %s already", word, other)
			}
			p.statusWords[Fold(word)], p.statusWords[word] = status, status
		}
	}
	return nil
}

func distinct(where string, list []Titled) error {
	seen := map[string]bool{}
	for i, t := range list {
		if t.Key == "" || t.Title == "" || seen[t.Key] {
			return wrong(item(where, i), "want distinct keys, each with a title, not %q", t.Key)
		}
		seen[t.Key] = true
	}
	if len(list) == 0 {
		return wrong(where, "want at least one")
	}
	return nil
}

func (p *Program) checkQualification() error {
	criteria := dotted("qualification", "criteria")
	sum, seen := 0, map[string]bool{}
	for i, c := range p.Qualification.Criteria {
		switch {
		case c.Key == "" || c.Title == "" || seen[c.Key]:
			return wrong(item(criteria, i), "want distinct keys, each with a title, not %q", c.Key)
		case len(c.Steps) < 2:
			return wrong(item(criteria, i)+".steps", "want at least two, the worst first")
		case c.Weight < 0 || c.Weight > 100:
			return wrong(item(criteria, i)+".weight", "is %d; want 0 to 100", c.Weight)
		}
		sum, seen[c.Key] = sum+c.Weight, true
	}
	if sum != 100 {
		return wrong(criteria, "the weights add up to %d; want 100", sum)
	}
	bands := p.Qualification.Bands
	if len(bands) == 0 || bands[len(bands)-1].From != 0 || !slices.IsSortedFunc(bands, func(a, b Band) int { return cmp.Compare(b.From, a.From) }) {
		return wrong(dotted("qualification", "bands"), "want the best band first and the last from 0")
	}
	return nil
}

func (p *Program) checkStages() error {
	seen := map[string]bool{}
	for i, s := range p.Stages {
		at := item("stages", i)
		switch {
		case s.Name == "" || seen[Fold(s.Name)]:
			return wrong(at+".name", "want distinct names, not %q", s.Name)
		case s.Probability < 0 || s.Probability > 100:
			return wrong(at+".probability", "is %d; want 0 to 100", s.Probability)
		case s.Outcome != OutcomeOpen && s.Outcome != OutcomeWon && s.Outcome != OutcomeLost:
			return wrong(at+".outcome", "is %q; want won, lost or no such key", s.Outcome)
		}
		seen[Fold(s.Name)] = true
	}
	for _, o := range []Outcome{OutcomeOpen, OutcomeWon, OutcomeLost} {
		if _, ok := p.StageOf(o); !ok {
			return wrong("stages", "want one with outcome %q", o)
		}
	}
	return nil
}

func (p *Program) checkSurvey() error {
	s := p.Survey
	switch {
	case len(s.Questions) == 0:
		return wrong(dotted("survey", "questions"), "want at least one")
	case s.Threshold.Den == 0:
		return wrong(dotted("survey", "threshold"), "is missing; want a score such as \"4.2\"")
	case s.PerCustomer < 1:
		return wrong(dotted("survey", "per_customer"), "is %d; want at least 1", s.PerCustomer)
	}
	return checkWindow(dotted("survey", "window"), s.Window)
}
