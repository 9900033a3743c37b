package pane

import (
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
)

func TestMatching(t *testing.T) {
	for _, c := range []struct{ field, typed, line, other string }{
		{"", "status:open", "a status:open b", "open"},
		{"", "-alp", "x-alp", "bank"},
		{"", "a|b", "a|b", "b"},
		{"", "Zürich  Bank", "zurich bank", "bank zurich"},
		{"", `the "big" one`, `the "big" one`, "one"},
		{"company", "物流", "物流グループ", "alp"},
	} {
		f, err := domain.ParseFilter(domain.KindLead, Matching(c.field, c.typed), domain.NewDate(2026, 11, 23).Time())
		if err != nil || !f.HoldsText([]byte(domain.Fold(c.line))) || f.HoldsText([]byte(domain.Fold(c.other))) || f.HasFields() != (c.field != "") {
			t.Errorf("%q: %q, %v", c.typed, Matching(c.field, c.typed), err)
		}
	}
	for _, typed := range []string{"", " ", `""`, strings.Repeat("x", 3000)} {
		if got := Matching("company", typed); got != "" {
			t.Errorf("%.9q is looked for with %q", typed, got)
		}
	}
}

func TestDistinct(t *testing.T) {
	some := func(label string, values ...string) form.Suggestion {
		s := form.Suggestion{Label: domain.Outside(label), Values: map[string]domain.Untrusted{}}
		for _, v := range values {
			s.Values[v] = domain.Outside(v)
		}
		return s
	}
	got := Distinct([]form.Suggestion{some("Alpine"), some("", "city"), some("Kita"), some("ALPINE", "city", "country"), some("alpine", "city")})
	if len(got) != 2 || got[0].Label != domain.Outside("ALPINE") || len(got[0].Values) != 2 || got[1].Label != domain.Outside("Kita") {
		t.Errorf("%v", got)
	}
}
