package domain

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// foldSlowly is Fold as it is defined, without the short ways for what is usual.
func foldSlowly(s string) string { return string(appendFolded(nil, s)) }

// usualText draws text of characters that Fold has a short way for, with some
// between them that it has none for.
func usualText() *rapid.Generator[string] {
	usual := rapid.OneOf(
		rapid.RuneFrom([]rune(" \t\n\v\f\r\x00\x1f\x7f\u0085\u00a0aBcZ09.-")),
		rapid.Int32Range(0, 0x7F), rapid.Int32Range(0x80, foldedEnd), rapid.Int32Range(0x3041, 0x30FF), rapid.Int32Range(0x4E00, 0x4E40), rapid.Int32Range(0xAC00, 0xAC40),
		rapid.RuneFrom([]rune("\u0301\u0308\u0327\u0345\u0488\u3099\u309a\u1100\u1161\u11a8\u1fb3ﬁＡｶﾞ㈱\u3000\ufffd\u212b")),
	)
	// Eight bytes of ASCII are folded at once: spaces and others stand at each place of them.
	words := pieces(" ", " ", "  ", "a", "B", "Cd", "efg", "HiJk", "z\x1f", "~Z@[", "é", "\t", "東", "½", "\x85", "\xc3", "12345678", "no word")
	return rapid.OneOf(words, rapid.StringOfN(usual, 0, 12, -1), rapid.StringOfN(rapid.RuneFrom([]rune("aB \t\n.É")), 0, 300, -1), anyText())
}

func TestTheShortWaysOfFoldChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := usualText().Draw(t, "text")
		want := foldSlowly(s)
		if got := Fold(s); got != want {
			t.Fatalf("%+q folds to %+q, want %+q", s, got, want)
		}
		if got := AppendFold([]byte("x "), s); string(got) != "x "+want {
			t.Fatalf("%+q is appended as %+q, want %+q", s, got, "x "+want)
		}
		if again := rapid.SampledFrom([]string{s, strings.ToUpper(s), want, s + "x"}).Draw(t, "other"); foldsAlike(s, again) != (want == foldSlowly(again)) {
			t.Fatalf("%+q and %+q are alike: %v", s, again, foldsAlike(s, again))
		}
	})
}

// Each character that has a short way goes it alone, before and behind another,
// and so for each of them that may stand beside it.
func TestEachCharacterOfFold(t *testing.T) {
	check := func(s string) {
		t.Helper()
		if got, want := Fold(s), foldSlowly(s); got != want {
			t.Errorf("%+q folds to %+q, want %+q", s, got, want)
		}
	}
	for b := range 256 { // also what is no UTF-8
		for at := range 10 {
			s := []byte("aB cdefGhi")
			s[at] = byte(b)
			check(string(s))
		}
	}
	for r := range rune(0xFFFF) {
		if r >= foldedEnd && !foldsToItself(r) {
			continue
		}
		check(string(r))
		check("か" + string(r) + "か")
		if r < foldedEnd {
			check(" a " + string(r) + " B ")
			check(string(r) + string(r))
		}
	}
}

func TestFoldedTextHasNoWhiteSpaceButSingleSpaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := usualText().Draw(t, "text")
		if got := Fold(s); strings.Join(strings.Fields(got), " ") != got {
			t.Fatalf("%+q folds to %+q", s, got)
		}
	})
}

func TestLettersAreSpelled(t *testing.T) {
	for s, want := range map[string]string{
		"Łódź": "lodz", "ØRSTED": "orsted", "Ǿ": "o", "Đorđe": "dorde", "Þór Æðey": "thor aedey", "Œuvre": "oeuvre", "Straße": "strasse",
		"ısı": "isi", "İzmir": "izmir", "Ħal Ŧ": "hal t", "Ångström": "angstrom",
	} {
		if got := Fold(s); got != want || foldSlowly(s) != want {
			t.Errorf("%s folds to %q, want %q", s, got, want)
		}
	}
}

// The key of a row without an id is what books know it by: no release changes it.
func TestRowKeysStay(t *testing.T) {
	lead := ImportLead{Company: Company{Name: Outside("Łódź Øl sp. z o.o.")}, Contact: Contact{Name: Outside("Þór Æðey"), Email: Outside("Thor@Oel.example")}}
	if got := lead.Key().Raw(); got != "row:94938e546b6c1c3b" {
		t.Errorf("a lead is known as %s", got)
	}
	deal := ImportOpportunity{Title: Outside("Łódź"), Customer: Outside("Øl AS")}
	if got := deal.Key().Raw(); got != "row:2e77140cf6981ede" {
		t.Errorf("a deal is known as %s", got)
	}
}

func TestFoldReturnsWhatIsFoldedAlready(t *testing.T) {
	for _, s := range []string{"", "acme corp.", "東和", "a b"} {
		if n := testing.AllocsPerRun(10, func() { Fold(s) }); n != 0 {
			t.Errorf("folding %q takes %v allocations", s, n)
		}
	}
}

func BenchmarkFold(b *testing.B) {
	for name, s := range map[string]string{
		"folded": "comparing vendors of rack servers next fiscal year", "capitals": "Comparing vendors of rack servers next fiscal year",
		"latin": "Bäckerei Größe und Söhne", "kanji": "株式会社東和システム", "any": "ｻｸﾗ 合同会社",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Fold(s)
			}
		})
	}
}
