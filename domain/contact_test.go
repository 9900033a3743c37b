package domain

import (
	"strings"
	"testing"
)

func TestValidEmail(t *testing.T) {
	for in, want := range map[string]bool{
		"ann@one.example": true, "a.b+c@x.y.example": true, "jürgen@müller.example": true, "陽子@東和.example": true, "o'malley@one.example": true,
		"": false, "ann": false, "ann@": false, "@one.example": false, "ann@one": false, "ann@one.": false, "ann@.example": false, "ann@one..example": false,
		"a@b@one.example": false, "an n@one.example": false, "ann@one.exa mple": false, "ann\u00a0x@one.example": false, "<ann@one.example>": false,
		"ann@one.example,ben@one.example": false, "ann\u202e@one.example": false, "ann\x1b@one.example": false, "ann\u200b@one.example": false,
		strings.Repeat("a", 250) + "@one.example": false,
	} {
		if got := ValidEmail(Outside(in)); got != want {
			t.Errorf("%+q is an address: %v, want %v", in, got, want)
		}
	}
}

func TestParseContact(t *testing.T) {
	for in, want := range map[string]Contact{
		"Ann One <ann@one.example>":      {Name: Outside("Ann One"), Email: Outside("ann@one.example")},
		`"One, Ann" < ann@one.example >`: {Name: Outside("One, Ann"), Email: Outside("ann@one.example")},
		"ann@one.example":                {Email: Outside("ann@one.example")},
		"<ann@one.example>":              {Email: Outside("ann@one.example")},
		"田中 美咲 <m@towa.example>":         {Name: Outside("田中 美咲"), Email: Outside("m@towa.example")},
	} {
		got, err := ParseContact(Outside(in))
		if err != nil || got != want {
			t.Errorf("%q is %+v, %v, want %+v", in, got, err, want)
		}
		if again, err := ParseContact(Outside(got.String())); err != nil || again != got {
			t.Errorf("%+v is written %q, which is read as %+v, %v", got, got, again, err)
		}
	}
	for _, in := range []string{"", "Ann One", "Ann <ann>", "Ann <ann@one.example> x", "Ann <<ann@one.example>>", "<>", "Ann <ann@one.example", "a@b.example c@d.example"} {
		got, err := ParseContact(Outside(in))
		if in == "Ann <ann@one.example" { // the bracket that is missing is no riddle
			if err != nil {
				t.Errorf("%q: %v", in, err)
			}
			continue
		}
		if err == nil || err.Code != "contact.unreadable" || err.Field != "contact" || got != (Contact{}) {
			t.Errorf("%q is %+v, %v, want it refused", in, got, err)
		}
	}
	if got := (Contact{Name: Outside("Ann")}).String(); got != "Ann" {
		t.Errorf("a contact without an address is written %q", got)
	}
}

// rules.md, Projects: "the same customer under two spellings is one".
func TestCustomerKey(t *testing.T) {
	for _, same := range [][]string{
		{"ACME Corp.", "Acme", "acme, Inc.", "Acme Corporation", "  ACME   Co., Ltd.", "ＡＣＭＥ", "Acme S.A."},
		{"Müller GmbH & Co. KG", "MULLER", "Müller gmbh"},
		{"株式会社東和物流", "東和物流株式会社", "東和物流", "㈱東和物流", "（株）東和物流", "(株) 東和物流"},
		{"有限会社さくら", "さくら", "(有)さくら"},
		{"ｻｸﾗ", "サクラ", "サクラ 合同会社"},
		{"O'Malley Foods LLC", "O'MALLEY FOODS"},
		{"Société Générale SA", "societe generale"},
		{"Dupont", "SARL Dupont", "S.A.R.L. DUPONT", "Dupont S.à r.l.", "SAS Dupont"},
		{"Kita Foods Pvt. Ltd.", "Kita Foods Sdn Bhd", "KITA FOODS s.r.o."},
		{"ООО «Вектор»", "Вектор"},
	} {
		for _, s := range same {
			if got, want := CustomerKey(Outside(s)), CustomerKey(Outside(same[0])); got != want {
				t.Errorf("%q has the key %q, %q has %q", s, got, same[0], want)
			}
		}
	}
	seen := map[string]string{}
	for _, s := range []string{"Acme", "Apex", "Acme Foods", "Inc.", "AG", "株式会社", "有限会社", "!!!", "東和", "東和物流", "サクラ", "ザクラ"} {
		key := CustomerKey(Outside(s))
		if seen[key] != "" || key == "" {
			t.Errorf("%q and %q share the key %q", s, seen[key], key)
		}
		seen[key] = s
	}
}
