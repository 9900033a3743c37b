package domain

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain/hostile"
)

// harmless fails where text holds a rune that acts on a terminal or on the text around it.
func harmless(t interface{ Errorf(string, ...any) }, what, s string) {
	if found := hostile.Sign(s, ""); found != "" {
		t.Errorf("%s: %+q holds %s", what, s, found)
	}
	for _, r := range s {
		if hidden(r) {
			t.Errorf("%s: %+q holds %U", what, s, r)
		}
	}
}

func TestCleanTextIsHarmless(t *testing.T) {
	for what, s := range hostile.Texts {
		harmless(t, what, Clean(s))
		if Clean(Clean(s)) != Clean(s) {
			t.Errorf("%s: cleaning %+q twice gives %+q", what, Clean(s), Clean(Clean(s)))
		}
	}
	for in, want := range map[string]string{
		"Acme Corp.":           "Acme Corp.",
		"株式会社 東和":              "株式会社 東和",
		"Łódź, Åse, Crédit":    "Łódź, Åse, Crédit",
		"e\u0301 \u0e01\u0e49": "e\u0301 \u0e01\u0e49",
		"\x1b[2J":              "␛[2J",
		"a\nb\x07":             "a␊b␇",
		"\x7f":                 "␡",
		"\u009b":               "\ufffd",
		"\u202eabc":            "\ufffdabc",
		"\xff":                 "\ufffd",
		"❤\ufe0f":              "❤",
		"a\u00a0b":             "a\u00a0b",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%+q) = %+q, want %+q", in, got, want)
		}
	}
}

func TestCleanKnowsEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if quiet(r) && (hidden(r) || unicode.In(r, unicode.Mn, unicode.Me)) {
			t.Errorf("%U is not what it looks like", r)
		}
		if found := hostile.Sign(Clean(string(r)), ""); found != "" {
			t.Errorf("%U is cleaned to %s", r, found)
		}
	}
}

// anyText draws text with more than its share of what is dangerous.
func anyText() *rapid.Generator[string] {
	danger := []rune("\x00\x07\x1b\n\x7f\u0085\u009b\u00a0\u00ad\u0301\u034f\u061c\u200b\u200d\u202e\u2028\u2066\u3000\ufe0f\ufeff\ufffd\U000E0041\U000E0100\U000F0000aß株ｶﾞ🇩🇪")
	return rapid.OneOf(
		rapid.String(),
		rapid.StringOfN(rapid.SampledFrom(danger), 0, 30, -1),
		rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOfN(rapid.Byte(), 0, 30).Draw(t, "bytes")) }),
	)
}

func TestCleanIsIdempotentAndHidesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "text")
		got := Clean(s)
		if Clean(got) != got {
			t.Fatalf("Clean(%+q) = %+q, cleaned again %+q", s, got, Clean(got))
		}
		if !utf8.ValidString(got) || strings.ContainsFunc(got, hidden) {
			t.Fatalf("Clean(%+q) = %+q", s, got)
		}
	})
}

func FuzzClean(f *testing.F) {
	for _, s := range hostile.Texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		harmless(t, "cleaned", got)
		if Clean(got) != got {
			t.Errorf("Clean(%+q) = %+q, cleaned again %+q", s, got, Clean(got))
		}
		plain, err := json.Marshal([]string{s, "a\u2028b"})
		if err != nil {
			t.Fatal(err)
		}
		var want, read []string
		escaped := EscapeJSON(plain)
		harmless(t, "JSON", string(escaped))
		if err := errors.Join(json.Unmarshal(plain, &want), json.Unmarshal(escaped, &read)); err != nil || !slices.Equal(want, read) {
			t.Errorf("%s is escaped as %s and read as %+q, %v", plain, escaped, read, err)
		}
	})
}

// Untrusted text reaches a terminal by every way of printing there is.
func TestUntrustedTextPrintsHarmless(t *testing.T) {
	type inside struct{ Name Untrusted }
	for what, s := range hostile.Texts {
		u := Outside(s)
		for _, verb := range []string{"%s", "%v", "%+v", "%#v", "%q", "%x", "%d", "%t", "%c", "%U", "%8.3f", "%-20s"} {
			for _, v := range []any{u, &u, inside{u}, []Untrusted{u}, map[string]Untrusted{"k": u}, fmt.Errorf("bad: %v", u), Refused("x", "v", u).Args} {
				got := fmt.Sprintf(verb, v)
				if strings.ContainsFunc(got, hidden) || !utf8.ValidString(got) {
					t.Errorf("%s: %s of %T prints %+q", what, verb, v, got)
				}
			}
		}
		harmless(t, what, fmt.Sprintln(u)[:len(fmt.Sprintln(u))-1])
	}
}

func TestUntrustedTextIsKeptExactlyInHarmlessJSON(t *testing.T) {
	check := func(t interface{ Fatalf(string, ...any) }, s string) {
		u := Outside(s)
		data, err := json.Marshal(map[string]Untrusted{"k": u})
		if err != nil {
			t.Fatalf("%+q: %v", s, err)
		}
		if strings.ContainsFunc(string(data), hidden) {
			t.Fatalf("%+q is written with raw signs as %+q", s, data)
		}
		var got map[string]Untrusted
		if err := json.Unmarshal(data, &got); err != nil || got["k"].Raw() != strings.ToValidUTF8(byRune(u.Raw()), "") {
			t.Fatalf("%+q is written %s and read back as %+q, %v", u.Raw(), data, got["k"].Raw(), err)
		}
	}
	for _, s := range hostile.Texts {
		check(t, s)
	}
	rapid.Check(t, func(t *rapid.T) { check(t, anyText().Draw(t, "text")) })
}

// byRune is the text with each byte that is no UTF-8 as U+FFFD.
func byRune(s string) string { return string([]rune(s)) }

func TestOutsideDropsSurroundingBlanks(t *testing.T) {
	for in, want := range map[string]string{" a b ": "a b", "\u3000株\u3000": "株", "\t\n": "", "\u00a0x\u2003": "x", "\x1b": "\x1b"} {
		if got := Outside(in); got.Raw() != want || got.IsZero() != (want == "") {
			t.Errorf("Outside(%+q) is %+q", in, got.Raw())
		}
	}
	if Outside("a") != Outside(" a ") {
		t.Error("the same text does not compare equal")
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"ガ", "ｶﾞ", "カ\u3099"},
		{"が", "か\u3099"},
		{"full width 1", "Ｆｕｌｌ　ｗｉｄｔｈ　１", " FULL \t WIDTH 1"},
		{"cafe", "Café", "CAFE\u0301", "ｃａｆé"},
		{"strasse", "Straße", "STRASSE", "STRAẞE"},
		{"σας", "ΣΑΣ", "σάς"},
		{"file", "ﬁle"},
		{"Ꭰ", "ꭰ"},
		{"(株)東和", "㈱東和", "（株）東和"},
		{"", "  ", "\u3000"},
	} {
		for _, s := range same[1:] {
			if Fold(s) != Fold(same[0]) {
				t.Errorf("%+q folds to %+q, %+q to %+q", s, Fold(s), same[0], Fold(same[0]))
			}
		}
	}
	for _, differ := range [][2]string{{"ガ", "カ"}, {"ぱ", "ば"}, {"a", "b"}, {"ab", "a b"}, {"東", "凍"}} {
		if Fold(differ[0]) == Fold(differ[1]) {
			t.Errorf("%q and %q both fold to %+q", differ[0], differ[1], Fold(differ[0]))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "text")
		if got := Fold(s); Fold(got) != got {
			t.Fatalf("%+q folds to %+q, and that to %+q", s, got, Fold(got))
		}
	})
}
