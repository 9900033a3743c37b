package domain

import (
	"errors"
	"fmt"
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
		if p.Max() != 1000 {
			t.Errorf("%s gives at most %d points, want 1000", name, p.Max())
		}
	}
	if _, err := Preset("../presets"); !errors.Is(err, Refused("program.unknown")) {
		t.Errorf("a preset that is none: %v", err)
	}
}

// file is the text of the default program.
func file(t testing.TB) string {
	t.Helper()
	data, err := presetFiles.ReadFile("presets/" + DefaultProgram + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A program file that does not hold together is refused, and the refusal names
// the line or the key.
func TestWhatIsWrongWithAProgram(t *testing.T) {
	head, _, _ := strings.Cut(file(t), "accent =")
	line := 1 + strings.Count(head, "\n")
	for _, c := range []struct{ old, with, want string }{
		{"accent =", "akzent =", fmt.Sprintf("line %d, column 1: no such key [\"akzent\"]", line)},
		{"format = 1", "format = ", "line 5"},
		{"format = 1", "format = 2", "format is 2"},
		{"format = 1", "", "format is 0"},
		{`name = "trailblazer"`, `name = "Trail Blazer"`, "name: want lower case"},
		{`name = "trailblazer"`, `name = 7`, "line 6"},
		{`title = "Trailblazer"`, "", "title: missing"},
		{`currency = "USD"`, `currency = "$"`, `currency "$"`},
		{`fiscal_year = "02-01"`, `fiscal_year = "02-29"`, `"02-29"`},
		{`fiscal_year = "02-01"`, "", "fiscal_year"},
		{`zone = "UTC"`, `zone = "Mars/Base"`, "Mars/Base"},
		{`EUR = "1.10"`, `EUR = "1,10"`, "rates.EUR"},
		{`EUR = "1.10"`, `EUR = "0"`, "rates.EUR"},
		{`EUR = "1.10"`, `EUR = "1e999999999"`, "rates.EUR"},
		{`threshold = "4.2"`, `threshold = "1e999999999"`, "1e999999999"},
		{`EUR = "1.10"`, `EURO = "1.10"`, "rates.EURO"},
		{`answer_within = "48h"`, "", "leads.answer_within"},
		{`answer_within = "48h"`, `answer_within = "two days"`, "two days"},
		{`held_back = ["contact"`, `held_back = ["contakt"`, `"contakt"`},
		{`key = "no_capacity"`, `key = "known"`, "leads.decline_reasons"},
		{`offered = ["Open - Not Contacted"`, `stolen = ["Open - Not Contacted"`, `leads.status_words: no status "stolen"`},
		{`offered = ["Open - Not Contacted"`, `offered = ["closed"`, `leads.status_words: "closed" stands for`},
		{"weight = 10", "weight = 11", "the weights add up to 101"},
		{`steps = ["none", "wished for", "planned", "requested", "approved"]`, `steps = ["none"]`, `qualification.criteria "budget"`},
		{`from = 80`, `from = 20`, "qualification.bands"},
		{`name = "Needs Analysis"`, `name = "PROSPECTING"`, "stages: want distinct names"},
		{"probability = 75", "probability = 750", `stages "Proposal/Price Quote"`},
		{`outcome = "won"`, `outcome = "worn"`, `stages "Closed Won"`},
		{`outcome = "lost"`, "", `outcome "lost"`},
		{`threshold = "4.2"`, "", "survey"},
		{`threshold = "4.2"`, `threshold = "good"`, "good"},
		{`window = "fiscal_year"`, `window = "summer"`, `no window "summer"`},
		{`pillar = "growth"`, `pillar = "stone"`, `attributes "acv": no pillar "stone"`},
		{`measure = "acv"`, `measure = "luck"`, `attributes "acv": no measure "luck"`},
		{"target = 600000", "", `attributes "acv": target`},
		{"target = 600000", "target = 9000000000000000000", `attributes "acv": target`},
		{"each = 45", "", `attributes "navigator": each`},
		{`mapping = "per_unit"`, `mapping = "banded"`, `attributes "navigator": steps`},
		{`mapping = "per_unit"`, `mapping = "magic"`, `attributes "navigator": no mapping "magic"`},
		{`key = "navigator"`, `key = "csat"`, `attributes "csat": stands twice`},
		{"max = 250", "max = -1", `attributes "acv": max`},
		{"from = 250", "from = 800", "tiers: want the lowest first"},
	} {
		text := strings.Replace(file(t), c.old, c.with, 1)
		if text == file(t) {
			t.Errorf("the preset does not say %q any more", c.old)
		}
		if _, err := ParseProgram([]byte(text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("with %q instead of %q: %v, want it to name %q", c.with, c.old, err, c.want)
		}
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
		text := strings.Replace(file(t), "mapping = \"per_unit\"", "mapping = \"banded\"\nsteps = "+steps, 1)
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
	text := file(f)
	f.Add([]byte(text))
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
