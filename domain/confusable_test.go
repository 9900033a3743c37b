package domain

import (
	"testing"

	"pgregory.net/rapid"
)

func TestMixesScripts(t *testing.T) {
	for in, want := range map[string]bool{
		"Acme": false, "Асме": false, "Аcme": true, "Acmе": true, "Αcme": true, "Ωμέγα": false, "Аωα": true, "Acme Россия": false, "Acme-Россия": false,
		"Müller": false, "東和 Acme": false, "東和Acme": false, "Е1A": false, "": false, "a\u0301е": true,
	} {
		if got := MixesScripts(Outside(in)); got != want {
			t.Errorf("%+q mixes scripts: %v, want %v", in, got, want)
		}
	}
}

// trust.md, 1: names are compared by what they look like.
func TestAnImitationIsADuplicate(t *testing.T) {
	p := preset(t)
	for _, imitation := range []string{"Аcme Corp.", "АСМЕ", "ΑCΜΕ", "Асmе"} {
		m := IdentityOf(known("Acme", "", "", ""), p).Compare(IdentityOf(known(imitation, "", "", ""), p))
		if m.Strength != StrengthCompany {
			t.Errorf("%+q is not like Acme", imitation)
		}
	}
	if m := IdentityOf(known("Вектор", "", "", ""), p).Compare(IdentityOf(known("Вентор", "", "", ""), p)); m.Strength != 0 {
		t.Error("two Cyrillic names are taken for one")
	}
}

func TestASCIIDomain(t *testing.T) {
	for in, want := range map[string]string{
		"a@müller.example": "xn--mller-kva.example", "a@Bücher.example": "xn--bcher-kva.example", "a@MÜNCHEN.de": "xn--mnchen-3ya.de",
		"a@例え.テスト": "xn--r8jz45g.xn--zckzah", "a@пример.испытание": "xn--e1afmkfd.xn--80akhbyknj4f", "a@mail.παράδειγμα.example": "mail.xn--hxajbheg2az3al.example",
		"a@one.example": "", "nobody": "",
	} {
		if got := ASCIIDomain(Outside(in)); got != want {
			t.Errorf("%q travels as %q, want %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		label := rapid.StringOfN(rapid.RuneFrom([]rune("abzäß東和物пλ\U0001F600\U0010FFFF")), 1, 40, -1).Draw(t, "label")
		if got := punycode([]rune(label)); !isPlain(got) {
			t.Fatalf("%q is written %q", label, got)
		}
	})
}
