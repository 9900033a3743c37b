package domain

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNearlyNamed(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"ERP rollout", "ERP rollout", true},
		{"ERP rollout", "erp  Rollout", true},
		{"ERP rollout", "Rollout ERP", true},
		{"ERP rollout", "ERP-Rollout", true},
		{"ERP rollout", "ERP rolout", true},
		{"ERP rollout", "ＥＲＰ ｒｏｌｌｏｕｔ", true},
		{"Déploiement CRM", "Deploiement CRM", true},
		{"Portal", "Роrtal", true}, // Cyrillic Ро
		{"Delta Foods ERP rollout", "ERP rollout", true},
		{"Delta Foods", "Delta", false}, // nothing but the customer, and not the same of it
		{"Delta Foods", "delta foods", true},
		{"物流グループ基幹刷新", "物流グループ基幹刷新", true},
		{"基幹刷新", "基幹更新", false},
		{"ERP rollout", "CRM rollout", false},
		{"ERP rollout", "ERP rollout for the plants", false},
		{"ERP rollout phase 1", "ERP rollout phase 2", false},
		{"ERP rollout 2026", "ERP rollout", false},
		{"CRM", "ERP", false},
		{"", "", false}, {"…", "…", false}, {"ERP", "", false},
	} {
		for _, names := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got := NearlyNamed(Outside(names[0]), Outside(names[1]), Outside("Delta Foods GmbH")); got != c.want {
				t.Errorf("%q and %q: %v", names[0], names[1], got)
			}
		}
	}
}

func TestNearlyNamedProperties(t *testing.T) {
	words := rapid.StringOf(rapid.SampledFrom([]rune("ab12 物-é")))
	rapid.Check(t, func(rt *rapid.T) {
		a, b, customer := Outside(words.Draw(rt, "a")), Outside(words.Draw(rt, "b")), Outside(words.Draw(rt, "customer"))
		if NearlyNamed(a, b, customer) != NearlyNamed(b, a, customer) {
			rt.Fatal("one way only")
		}
		if len(workWords(a, customer)) > 0 && !NearlyNamed(a, Outside(strings.ToUpper(a.Raw())), customer) {
			rt.Fatal("capitals make another name")
		}
	})
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		a, b string
		most int
		want bool
	}{
		{"rollout", "rolout", 1, true}, {"rollout", "rolleut", 1, true}, {"rollout", "rolloute", 1, true}, {"rollout", "rolot", 1, false},
		{"rollout", "rolot", 2, true}, {"kitten", "sitting", 3, true}, {"kitten", "sitting", 2, false}, {"", "ab", 1, false}, {"", "ab", 2, true},
		{strings.Repeat("a", 300), strings.Repeat("a", 300), 50, false}, // too long to be compared
	} {
		if near([]rune(c.a), []rune(c.b), c.most) != c.want || near([]rune(c.b), []rune(c.a), c.most) != c.want {
			t.Errorf("%q and %q with %d changes: want %v", c.a, c.b, c.most, c.want)
		}
	}
}

func TestRepeated(t *testing.T) {
	id := func(n byte) ID { return ID{15: n} }
	found := []Duplicate{
		{Ref{KindProject, id(1)}, Outside("ERP rollout"), "active", []Likeness{SameCompany}, 80},
		{Ref{KindProject, id(2)}, Outside("CRM"), "on_hold", []Likeness{SameCompany}, 80},
		{Ref{KindOpportunity, id(3)}, Outside("ERP rollout"), "", []Likeness{SameCompany}, 80},
		{Ref{KindLead, id(4)}, Outside("Delta"), "working", []Likeness{SameCompany}, 80},
	}
	again := Project{Name: Outside("Rollout ERP"), Customer: Outside("Delta")}.Repeated(found)
	if len(again) != 1 || again[0].Ref.ID != id(1) || again[0].Strength != 92 || len(again[0].Reasons) != 2 || again[0].Reasons[1] != SameTitle {
		t.Errorf("of projects: %+v", again)
	}
	if len(found[0].Reasons) != 1 || found[0].Strength != 80 {
		t.Errorf("what was found changed: %+v", found[0])
	}
	deals := Opportunity{}.Repeated(found)
	if len(deals) != 2 || deals[0].Ref.ID != id(3) || deals[1].Ref.ID != id(4) {
		t.Errorf("of deals: %+v", deals)
	}
}
