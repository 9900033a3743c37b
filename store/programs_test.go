package store

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// own is the text of the default program with changes, as old and new in turn.
func own(t *testing.T, changes ...string) domain.AddProgram {
	t.Helper()
	data, err := os.ReadFile("../domain/presets/" + domain.DefaultProgram + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(text, changes[i]) {
			t.Fatalf("the preset does not say %q", changes[i])
		}
		text = strings.Replace(text, changes[i], changes[i+1], 1)
	}
	return domain.AddProgram{Source: out(text)}
}

// A program that is replaced scores and orders its records anew, here by the
// places of the stages and the weights of the criteria; the test's end checks
// every line of the indexes.
func TestReplacingAProgram(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	one, two := offer(1, "Acme"), offer(2, "Bolt")
	one.Lead.Qualification, two.Lead.Qualification = map[string]int{"budget": 4}, map[string]int{"timeline": 4}
	apply(t, b, domain.SetUpFirm{Firm: out("Us"), Program: program}, one, two)
	best := func() string {
		q := domain.Query{Kind: domain.KindLead, List: domain.ListAll, Sort: domain.SortScore}
		return names(must[domain.Page[domain.Lead]](t)(b.Leads(ctx, q, 0, 9)).Rows)
	}
	if got := best(); got != "Acme Bolt" {
		t.Fatalf("by the preset %q", got)
	}
	swap := own(t, "weight = 25", "weight = 20", "key = \"budget\"\ntitle = \"Budget\"\nweight = 25", "key = \"budget\"\ntitle = \"Budget\"\nweight = 20",
		"key = \"timeline\"\ntitle = \"Timeline\"\nweight = 20", "key = \"timeline\"\ntitle = \"Timeline\"\nweight = 30",
		`key = "base"`, `key = "foot"`, `held_back = ["contact", `, `held_back = [`)
	if res := apply(t, b, swap); res.Entry == 0 {
		t.Error("nothing was added")
	}
	if got := best(); got != "Bolt Acme" {
		t.Errorf("by the firm's own file %q", got)
	}
	lead := must[domain.Lead](t)(b.Lead(ctx, id(1)))
	if lead.Contact.Name.IsZero() || !lead.Contact.Email.IsZero() {
		t.Errorf("the lead shows %+v", lead.Contact)
	}
	if s := must[domain.Stats](t)(b.Stats(ctx, program)); s.Score.Tier.Key != "foot" {
		t.Errorf("scored by the tier %q", s.Score.Tier.Key)
	}
	if res := apply(t, b, swap); res.Entry != 0 {
		t.Error("the same file again is a change")
	}
	if err := b.Check(ctx); err != nil {
		t.Error(err)
	}
	undo(t, b, 4)
	if got := best(); got != "Acme Bolt" {
		t.Errorf("taken back: %q", got)
	}
}

// A program of the firm's own is found by name, by every process and without
// reading the book again.
func TestOwnPrograms(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	if _, err := b.Apply(ctx, own(t)); !errors.Is(err, domain.Refused("firm.no_name")) {
		t.Errorf("without a firm: %v", err)
	}
	apply(t, b, domain.SetUpFirm{Firm: out("Us"), Program: program})
	other := must[*Book](t)(Open(b.Path(), options(c)))
	if _, err := other.KnownProgram("ours"); !errors.Is(err, domain.Refused("program.unknown")) {
		t.Errorf("before: %v", err)
	}
	apply(t, b, own(t, `name = "trailblazer"`, `name = "ours"`), domain.JoinProgram{Program: "ours"})
	p := must[*domain.Program](t)(other.Program(ctx, "ours"))
	if q := must[*domain.Program](t)(other.KnownProgram("ours")); p != q || p.Name != "ours" {
		t.Errorf("known is %v, not %v", q, p)
	}
	if q := must[*domain.Program](t)(other.KnownProgram(program)); q != must[*domain.Program](t)(domain.Preset(program)) {
		t.Error("the preset is another")
	}
	_, err := b.Program(ctx, "nosuch")
	refusal := (*domain.RuleError)(nil)
	if !errors.As(err, &refusal) || refusal.Code != "program.unknown" || !strings.Contains(strings.Join(refusal.Args["known"].([]string), " "), "ours") {
		t.Errorf("unknown: %v", err)
	}
	res := apply(t, b, own(t, `name = "trailblazer"`, `name = "theirs"`))
	apply(t, b, domain.OfferLead{Lead: domain.Lead{ID: id(7), Program: "theirs", Company: domain.Company{Name: out("Acme")}}})
	if _, err := b.Apply(ctx, domain.Undo{Entry: res.Entry}); !errors.Is(err, domain.Refused("program.unknown")) {
		t.Errorf("the program of a record is taken back: %v", err)
	}
}
