package text_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/text"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		s     string
		words []string
		want  []string
	}{
		{"Food wholesaler", []string{"whole"}, []string{"whole"}},
		{"Food wholesaler", []string{"OO", "wh"}, []string{"oo", "wh"}},
		{"Société Générale", []string{"generale"}, []string{"Générale"}},
		{"Société Générale", []string{"gén"}, []string{"Gén"}},
		{"物流グループ 9", []string{"グループ"}, []string{"グループ"}},
		{"ABC Ltd", []string{"bc"}, []string{"BC"}},
		{"ﾌﾞﾛｯｸ", []string{"ブ"}, []string{"ﾌﾞ"}},
		{"a  b", []string{"a b"}, []string{"a  b"}},
		{"aaa", []string{"aa"}, []string{"aaa"}}, // they overlap
		{"Straße", []string{"ss"}, []string{"ß"}},
		{"Straße", []string{"s"}, []string{"S", "ß"}},
		{"nothing", []string{"x", ""}, nil},
		{"anything", nil, nil},
		{"", []string{"x"}, nil},
	} {
		var got []string
		for _, r := range text.NewFinder(c.words...).Find(c.s) {
			got = append(got, c.s[r.From:r.To])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q in %q: %q, want %q", c.words, c.s, got, c.want)
		}
	}
}

// What is found is in order, lies within the text and folds to something that
// has the word, whatever the text.
func TestFindStaysWithinTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		w := rapid.StringN(1, 3, -1).Draw(t, "word")
		at := 0
		for _, r := range text.NewFinder(w).Find(s) {
			if r.From < at || r.To <= r.From || r.To > len(s) {
				t.Fatalf("%v of %q", r, s)
			}
			at = r.To
			if !strings.Contains(domain.Fold(s[r.From:r.To]), domain.Fold(w)) {
				t.Fatalf("%q is not in %q", w, s[r.From:r.To])
			}
		}
	})
}

func TestMakeOut(t *testing.T) {
	const on, off = "\x1b[4m", "\x1b[m"
	for _, c := range []struct{ line, word, want string }{
		{"plain deal", "deal", "plain " + on + "deal" + off},
		{"\x1b[1mbold deal\x1b[m after", "deal", "\x1b[1mbold " + on + "deal" + off + "\x1b[1m\x1b[m after"},
		{"\x1b[1mde\x1b[mal", "deal", "\x1b[1m" + on + "deal" + off},
		{"none", "deal", "none"},
		{"物流 deal", "物", on + "物" + off + "流 deal"},
	} {
		if got := text.MakeOut(c.line, text.NewFinder(c.word).Find(ansi.Strip(c.line)), on, off); got != c.want {
			t.Errorf("%q: %q, want %q", c.line, got, c.want)
		}
	}
}
