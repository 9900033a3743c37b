package domain

import (
	"errors"
	"strings"
	"testing"
)

func TestPresetsRead(t *testing.T) {
	for _, name := range PresetNames() {
		p, err := Preset(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p.Name != name {
			t.Errorf("%s.toml names itself %s", name, p.Name)
		}
		want := int64(1000)
		if p.ByRequirements() {
			want = 0
		}
		if p.Max() != want {
			t.Errorf("%s gives at most %d points, want %d", name, p.Max(), want)
		}
	}
	if _, err := Preset("../presets"); !errors.Is(err, Refused("program.unknown")) {
		t.Errorf("a preset that is none: %v", err)
	}
}

// file is the text of a preset.
func file(t testing.TB, name string) string {
	t.Helper()
	data, err := presetFiles.ReadFile("presets/" + name + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// fault is one thing wrong with a program file, and what its refusal says.
type fault struct{ old, with, key, why string }

// A program file that does not hold together is refused. The refusal names the
// key, its line, or that of the table that lacks it, and what would be right.
func TestWhatIsWrongWithAProgram(t *testing.T) {
	refuses(t, DefaultProgram, []fault{
		{"accent =", "akzent =", "akzent", "there is no such key here; there are format, name, title"},
		{"deciding_months = 1", "deciding = 1", "evaluations.deciding", "there are deciding_months, promotion_only, keep_years"},
		{`title = "Budget"`, `titel = "Budget"`, "qualification.criteria.titel", "there are key, title, weight, steps"},
		{"format = 1", "format = 2", "format", "want 1"},
		{"format = 1", "", "format", "want 1"},
		{"format = 1", `format = "1"`, "format", "want a whole number"},
		{`name = "trailblazer"`, `name = "Trail Blazer"`, "name", "lower case letters"},
		{`name = "trailblazer"`, `name = 7`, "name", "want text in quotes"},
		{"promotion_only = true", `promotion_only = "yes"`, "evaluations.promotion_only", "want true or false"},
		{"promotion_only = true", "promotion_only = false\nkeep_years = 1", "evaluations.keep_years", "promotion_only = true"},
		{"promotion_only = true", "promotion_only = true\nkeep_years = 9", "evaluations.keep_years", "want 0 to 5"},
		{"deciding_months = 1", "deciding_months = -1", "evaluations.deciding_months", "want 0 to 12"},
		{`title = "Trailblazer"`, "", "title", "is missing"},
		{`title = "Trailblazer"`, `title = "Trail\u001bblazer"`, "title", "control characters"},
		{`title = "Budget"`, `title = "Bud\u202eget"`, "qualification.criteria.title", "control characters"},
		{`currency = "USD"`, `currency = "$"`, "currency", "ISO code"},
		{`fiscal_year = "02-01"`, `fiscal_year = "02-29"`, "fiscal_year", "MM-DD"},
		{`fiscal_year = "02-01"`, "", "fiscal_year", "is missing"},
		{`zone = "UTC"`, `zone = "Mars/Base"`, "zone", "Europe/Paris"},
		{`EUR = "1.10"`, `EUR = "1,10"`, "rates.EUR", "a decimal above zero"},
		{`EUR = "1.10"`, `EUR = "0"`, "rates.EUR", "a decimal above zero"},
		{`EUR = "1.10"`, `EUR = "1e999999999"`, "rates.EUR", "a decimal above zero"},
		{`EUR = "1.10"`, `EURO = "1.10"`, "rates.EURO", "ISO code"},
		{`EUR = "1.10"`, `EUR = 1.10`, "rates.EUR", "want text in quotes"},
		{`answer_within = "48h"`, "", "leads.answer_within", "48h"},
		{`answer_within = "48h"`, `answer_within = "two days"`, "leads.answer_within", "48h"},
		{`answer_within = "48h"`, `answer_within = 48`, "leads.answer_within", "a duration in quotes"},
		{`held_back = ["contact"`, `held_back = ["contakt"`, "leads.held_back", "there is no field \"contakt\""},
		{`key = "no_capacity"`, `key = "known"`, "leads.decline_reasons", "want distinct keys"},
		{`offered = ["Open - Not Contacted"`, `stolen = ["Open - Not Contacted"`, "leads.status_words.stolen", "there is no such status"},
		{`offered = ["Open - Not Contacted"`, `offered = ["closed"`, "leads.status_words.offered", "stands for closed already"},
		{"weight = 10", "weight = 11", "qualification.criteria", "add up to 101"},
		{`steps = ["none", "wished for", "planned", "requested", "approved"]`, `steps = ["none"]`, "qualification.criteria.steps", "at least two"},
		{`from = 80`, `from = 20`, "qualification.bands", "the best band first"},
		{`name = "Needs Analysis"`, `name = "PROSPECTING"`, "stages.name", "want distinct names"},
		{"probability = 75", "probability = 750", "stages.probability", "want 0 to 100"},
		{`outcome = "won"`, `outcome = "worn"`, "stages.outcome", "want won, lost"},
		{`outcome = "lost"`, "", "stages", `outcome "lost"`},
		{`threshold = "4.2"`, "", "survey.threshold", "is missing"},
		{`threshold = "4.2"`, `threshold = "good"`, "survey.threshold", "good"},
		{`threshold = "4.2"`, `threshold = "1e999999999"`, "survey.threshold", "1e999999999"},
		{`window = "fiscal_year"`, `window = "summer"`, "survey.window", "rolling_12_months"},
		{`pillar = "growth"`, `pillar = "stone"`, "attributes.pillar", `no pillar "stone"`},
		{`measure = "acv"`, `measure = "luck"`, "attributes.measure", "csat_count"},
		{"target = 600000", "", "attributes.target", "above zero"},
		{"target = 600000", "target = 0", "attributes.target", "above zero"},
		{"target = 600000", "target = 9000000000000000000", "attributes.target", "at most"},
		{"sourced_bonus = 20", "sourced_bonus = -1", "attributes.sourced_bonus", "want 0 to 1000"},
		{"each = 45", "", "attributes.each", "above zero"},
		{`mapping = "per_unit"`, `mapping = "banded"`, "attributes.steps", "lowest first"},
		{`mapping = "per_unit"`, `mapping = "magic"`, "attributes.mapping", "linear, banded and per_unit"},
		{`mapping = "per_unit"`, "", "attributes.mapping", "linear, banded and per_unit"},
		{`key = "navigator"`, `key = "csat"`, "attributes.key", "want distinct keys"},
		{"max = 250", "max = -1", "attributes.max", "between 0 and"},
		{"from = 750", "from = 400", "tiers.from", "want the lowest tier first"},
		{"from = 750", "from = 500", "tiers.from", "want the lowest tier first"},
		{"from = 750", "needs = 750", "tiers.needs", "there are key, title, from, any"},
		{`key = "summit"`, `key = "base"`, "tiers", "want distinct keys"},
		{`"base"` + "\ntitle = \"Base\"\nfrom = 0", `"base"` + "\ntitle = \"Base\"\nfrom = 1", "tiers", "the lowest tier first"},
		{"from = 750", "[[tiers.any]]\nneeds = { csat = 1 }", "attributes", "the tiers have requirements"},
		{"[[tiers]]", "[[regions]]\nkey = \"emea\"\ntitle = \"EMEA\"\ntargets = { acv = 0 }\n\n[[tiers]]", "regions.targets.acv", "above zero"},
		{"[[tiers]]", "[[regions]]\nkey = \"emea\"\ntitle = \"EMEA\"\ntargets = { avc = 1 }\n\n[[tiers]]", "regions.targets.avc", "the key of an attribute"},
		{"[[tiers]]", "[[regions]]\nkey = \"emea\"\ntitle = \"EMEA\"\ntargets = { navigator = 1 }\n\n[[tiers]]", "regions.targets.navigator", "linear mapping"},
		{"[[tiers]]", "[[regions]]\nkey = \"emea\"\n\n[[tiers]]", "regions", "each with a title"},
	})
	refuses(t, "select-fy27", []fault{
		{"certifications = 2, stage_2_leads = 1", "certs = 2", "tiers.any.needs.certs", `no attribute "certs"`},
		{"certifications = 2, stage_2_leads = 1", "certifications = 0", "tiers.any.needs.certifications", "above zero"},
		{"{ stage_2_leads = 3 }", "{}", "tiers.any.needs", "at least one attribute"},
		{"{ stage_2_leads = 3 }", `{ stage_2_leads = "3" }`, "tiers.any.needs.stage_2_leads", "want a whole number"},
		{`title = "Select"`, "title = \"Select\"\nfrom = 5", "tiers.from", "either points or requirements"},
		{`title = "Base"`, "title = \"Base\"\n[[tiers.any]]\nneeds = { certifications = 1 }", "tiers", "the lowest tier first"},
		{`measure = "leads_approved"`, "measure = \"leads_approved\"\nmapping = \"per_unit\"\nmax = 9\neach = 3", "attributes", "gives points"},
		{"\n[[tiers.any]]\nneeds = { certifications = 10, stage_2_leads = 5, qualified_projects = 5 }\n\n[[tiers.any]]\nneeds = { stage_2_leads = 10, qualified_projects = 5 }", "", "tiers", "at least one alternative"},
	})
}

func refuses(t *testing.T, name string, faults []fault) {
	t.Helper()
	good := file(t, name)
	for _, f := range faults {
		text := strings.Replace(good, f.old, f.with, 1)
		if text == good {
			t.Errorf("%s does not say %q any more", name, f.old)
		}
		_, err := ParseProgram([]byte(text))
		bad := (*FormatError)(nil)
		if !errors.As(err, &bad) || bad.Key != f.key || !strings.Contains(bad.Why, f.why) {
			t.Errorf("%q instead of %q: %v, want %s and %q", f.with, f.old, err, f.key, f.why)
			continue
		}
		last := f.key[strings.LastIndexByte(f.key, '.')+1:]
		line := ""
		if lines := strings.Split(text, "\n"); bad.Line >= 1 && bad.Line <= len(lines) {
			line = lines[bad.Line-1]
		}
		missing := bad.Line == 1 || strings.HasPrefix(line, "[") || strings.HasPrefix(line, "  {")
		if !strings.Contains(line, last) && !missing {
			t.Errorf("%q instead of %q: line %d, which is %q", f.with, f.old, bad.Line, line)
		}
		refusal := (*RuleError)(nil)
		if !errors.As(err, &refusal) || refusal.Code != "program.invalid" || refusal.Args["line"] != bad.Line || refusal.Field != f.key {
			t.Errorf("%v refuses as %#v", err, refusal)
		}
	}
}

// The line is that of the entry at fault, not of the first of its list.
func TestTheLineOfAnError(t *testing.T) {
	for old, with := range map[string]string{
		"target = 600000": "target = -7", `title = "Summit"`: "titel = \"Summit\"", "probability = 75": "probability = 101",
		"each = 5\n": "each = -7\n", `{ key = "known", title = "we know this customer already" }`: `{ key = "known", titel = "x" }`,
		`EUR = "1.10"`: `EUR = "x"`, "format = 1": "format = ",
	} {
		head, _, _ := strings.Cut(file(t, DefaultProgram), old)
		_, err := ParseProgram([]byte(strings.Replace(file(t, DefaultProgram), old, with, 1)))
		bad := (*FormatError)(nil)
		if want := 1 + strings.Count(head, "\n"); !errors.As(err, &bad) || bad.Line != want {
			t.Errorf("%q: %v, want line %d", with, err, want)
		}
	}
	if _, err := ParseProgram(make([]byte, maxProgramFile+1)); err == nil {
		t.Error("a file of any size is read")
	}
}

func TestBandsThatFallAreRefused(t *testing.T) {
	for steps, ok := range map[string]bool{
		"[{ from = 1, points = 5 }, { from = 2, points = 9 }]":          true,
		"[{ from = 1, points = 9 }, { from = 2, points = 5 }]":          false,
		"[{ from = 2, points = 5 }, { from = 2, points = 9 }]":          false,
		"[{ from = -1, points = 5 }]":                                   false,
		"[{ from = 1, points = 5 }, { from = 9000000000000, points=6}]": false,
	} {
		text := strings.Replace(file(t, DefaultProgram), "mapping = \"per_unit\"", "mapping = \"banded\"\nsteps = "+steps, 1)
		if _, err := ParseProgram([]byte(text)); (err == nil) != ok {
			t.Errorf("steps = %s: %v, want allowed %v", steps, err, ok)
		}
	}
}

func TestConvert(t *testing.T) {
	p := preset(t)
	for _, c := range []struct {
		in   Money
		want Quantity
		ok   bool
	}{
		{Money{}, 0, true}, {Money{Count(5), "USD"}, Count(5), true}, {Money{Count(10), "EUR"}, Count(11), true},
		{Money{Count(1_000_000), "JPY"}, Count(6700), true}, {Money{Count(1), "SEK"}, 0, false},
	} {
		if got, ok := p.Convert(c.in); got != c.want || ok != c.ok {
			t.Errorf("%v is %s, %v, want %s, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

// FuzzParseProgram: whatever a file says, it is refused or gives a program that
// can be used without a crash.
func FuzzParseProgram(f *testing.F) {
	text := file(f, DefaultProgram)
	f.Add([]byte(text))
	f.Add([]byte(file(f, "select-fy27")))
	f.Add([]byte(strings.Replace(text, "[[tiers]]", "[[regions]]\nkey = \"a\"\ntitle = \"A\"\ntargets = { acv = 5 }\n[[tiers]]", 1)))
	f.Add([]byte("format = 1\nname = \"x\""))
	for _, cut := range []int{100, 1500, 4000, len(text) - 3} {
		f.Add([]byte(text[:cut]))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ParseProgram(data)
		if err != nil {
			return
		}
		b := booked{book{}, p}
		c := row(1, "")
		c.Program = p.Name
		if _, err := Decide(b, c, Now{At: noon}); err != nil {
			t.Errorf("a lead is not imported: %v", err)
		}
		if s := NewTally(p, noon).Stats(); s.Score.Max != p.Max() || s.Score.Points < 0 {
			t.Errorf("the score of nothing is %d of %d", s.Score.Points, s.Score.Max)
		}
		p.Qualify(Lead{})
	})
}

// booked is a book with one program of its own.
type booked struct {
	book
	program *Program
}

func (b booked) Program(string) (*Program, error) { return b.program, nil }
