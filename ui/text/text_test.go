package text

import (
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/hostile"
)

// nasty draws strings made of what breaks terminals, next to plain words.
func nasty() *rapid.Generator[string] {
	part := rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{
			"Acme", " ", "物流グループ", "한국", "e\u0301", "\u0301", "\u200d", "👩‍👩‍👧", "👍🏽", "⚠️", "1️⃣", "🇩🇪", "🇩",
			"नमस्ते", "\u0d4e", "\u0600", "ﷺ", "\x1b[1m", "\x1b[31;4m", "\x1b[0m", "\x1b[m", "\x1b", "\x1b[", "\x1b]0;x\a", "\x1b]8;;http://x\x1b\\",
			"\x1bP", "\x9b", "\u009b", "\u009d", "\xff", "\xe4\xb8", "\a", "\t", "\r\n", "\n", "\x00", "\x7f", "\u202e", "\u2066", "\u200b",
			"\ufeff", "\u2028", "\u3000", "\U000e0041", "\u3164", "…", "▸",
		}),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(part, 0, 8).Draw(t, "parts"), "")
	})
}

// bare fails on anything but printable runes and style sequences.
func bare(t *rapid.T, s string) {
	for _, r := range ansi.Strip(s) {
		if unicode.IsControl(r) {
			t.Fatalf("control %U in %q", r, s)
		}
	}
}

// counting checks a property on terminals that count clusters and on those that
// count characters.
func counting(t *testing.T, holds func(*rapid.T)) {
	t.Helper()
	defer Clusters(false)
	for name, on := range map[string]bool{"clusters": true, "characters": false} {
		Clusters(on)
		t.Run(name, func(t *testing.T) { rapid.Check(t, holds) })
	}
}

func TestFitProperties(t *testing.T) {
	counting(t, fits)
}

func fits(t *rapid.T) {
	s, w := nasty().Draw(t, "s"), rapid.IntRange(-1, 30).Draw(t, "w")
	cut := Cut(s, w)
	if n := Width(cut); n > max(w, 0) {
		t.Fatalf("Cut(%q, %d) = %q is %d cells", s, w, cut, n)
	}
	if n := method().StringWidth(cut); n > max(w, 0) {
		t.Fatalf("Cut(%q, %d) = %q is %d cells for ansi", s, w, cut, n)
	}
	bare(t, cut)
	for name, f := range map[string]func(string, int) string{"Left": Left, "Right": Right} {
		got := f(s, w)
		if n, m := Width(got), method().StringWidth(got); n != max(w, 0) || m != n {
			t.Fatalf("%s(%q, %d) = %q is %d cells (ansi %d)", name, s, w, got, n, m)
		}
		bare(t, got)
	}
}

func TestWrapProperties(t *testing.T) {
	counting(t, wraps)
}

func wraps(t *rapid.T) {
	s, w := nasty().Draw(t, "s"), rapid.IntRange(1, 30).Draw(t, "w")
	lines := Wrap(s, w)
	if len(lines) == 0 {
		t.Fatal("no line")
	}
	for _, l := range lines {
		if Width(l) > w {
			t.Fatalf("Wrap(%q, %d): %q is %d cells", s, w, l, Width(l))
		}
		bare(t, l)
	}
}

func TestShowProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := domain.Outside(nasty().Draw(t, "s"))
		got := Show(u)
		for _, r := range got {
			if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp, unicode.Variation_Selector) {
				t.Fatalf("Show(%q) = %q has %U", u.Raw(), got, r)
			}
		}
		if again := Show(domain.Outside(got)); again != strings.TrimSpace(got) {
			t.Fatalf("Show is not idempotent: %q, then %q", got, again)
		}
	})
}

func TestShow(t *testing.T) {
	for in, want := range map[string]string{
		"Acme Ltd":           "Acme Ltd",
		"物流グループ":             "物流グループ",
		"a 👩‍👩‍👧 b":          "a 👩 b",
		"👍🏽":                 "👍",
		"1️⃣ first":          "1 first",
		"⚠️":                 "⚠",
		"🇩🇪":                 "🇩🇪",
		"नमस्ते":             "नमस्ते",
		"e\u0301":            "e\u0301",
		"x\x1b]0;y\a":        "x␛]0;y␇",
		"abc\u202edef":       "abc�def",
		"line\nbreak\ttab":   "line␊break␉tab",
		"zero\u200bwidth":    "zero�width",
		"\u009b31mred\u009d": "�31mred�",
	} {
		if got := Show(domain.Outside(in)); got != want {
			t.Errorf("Show(%q) = %q, want %q", in, got, want)
		}
	}
}

// The widths that terminals with and without grapheme support give must be the
// same for the emoji that Show lets through.
func TestShowAgreesOnWidth(t *testing.T) {
	for _, in := range []string{"👩‍👩‍👧", "👍🏽", "⚠️", "1️⃣", "❤️‍🔥", "🏴‍☠️", "🧑🏿‍🚀", "物流", "é"} {
		got := Show(domain.Outside(in))
		if g, wc := ansi.StringWidth(got), ansi.StringWidthWc(got); g != wc {
			t.Errorf("Show(%q) = %q: %d cells by cluster, %d by character", in, got, g, wc)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want string
	}{
		{"Acme", 4, "Acme"}, {"Acme", 3, "Ac…"}, {"Acme", 1, "…"}, {"Acme", 0, ""}, {"Acme", -2, ""}, {"", 3, ""},
		{"物流グループ", 12, "物流グループ"}, {"物流グループ", 11, "物流グルー…"}, {"物流グループ", 4, "物…"}, {"物流", 2, "…"},
		{"cafe\u0301 bar", 5, "cafe\u0301…"}, {"\x1b[31mAcme Ltd\x1b[m", 5, "\x1b[31mAcme…\x1b[m"}, {"a\nb", 3, "a␊b"},
	} {
		if got := Cut(c.s, c.w); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.s, c.w, got, c.want)
		}
	}
}

func TestAlign(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Left("ab", 4), "ab  "}, {Right("ab", 4), "  ab"}, {Left("物流", 3), "物…"},
		{Left("物流", 5), "物流 "}, {Right("物流グ", 4), " 物…"}, {Left("abc", 0), ""}, {Right("\x1b[1mx\x1b[m", 3), "  \x1b[1mx\x1b[m"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if got := Left("", 200); len(got) != 200 {
		t.Errorf("200 cells of nothing are %d bytes", len(got))
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want string // lines joined by |
	}{
		{"", 5, ""}, {"one two three", 7, "one two|three"}, {"one  two", 20, "one  two"}, {"one   two", 5, "one|two"},
		{"abcdefgh", 3, "abc|def|gh"}, {"hi abcdefgh", 3, "hi|abc|def|gh"}, {"a\n\nb", 5, "a||b"}, {"a\r\nb", 5, "a|b"},
		{"物流グループ", 6, "物流グ|ループ"}, {"Acme 物流会社", 9, "Acme 物流|会社"}, {"物流会社。次", 8, "物流会|社。次"},
		{"ab「物」", 4, "ab|「物|」"}, {"物", 1, ""}, {"trail  ", 5, "trail"},
	} {
		if got := strings.Join(Wrap(c.s, c.w), "|"); got != c.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.s, c.w, got, c.want)
		}
	}
}

func TestTitle(t *testing.T) {
	got := Title("belay\x1b]0;evil\a " + strings.Repeat("物", 60))
	if Width(got) > 60 || strings.ContainsAny(got, "\x1b\a") || !strings.HasPrefix(got, "belay␛") {
		t.Errorf("got %q", got)
	}
}

// drawn fails where a frame holds anything but text, line ends and styles.
func drawn(t testing.TB, what, s string) {
	t.Helper()
	if found := hostile.Sign(ansi.Strip(s), "\n"); found != "" {
		t.Errorf("%s: %+q holds %s", what, s, found)
	}
	for rest := s; ; {
		i := strings.IndexByte(rest, 0x1b)
		if i < 0 {
			break
		}
		rest = rest[i:]
		n := styleLen(rest)
		if n == 0 || conceals(rest[:n]) {
			t.Errorf("%s: %+q keeps %+q", what, s, rest)
			break
		}
		rest = rest[n:]
	}
}

func TestFrame(t *testing.T) {
	for what, s := range hostile.Texts {
		got := Frame("\x1b[1m"+s+"\x1b[0m\n"+s, 400)
		drawn(t, what, got)
		if Frame(got, 400) != got {
			t.Errorf("%s: %+q becomes %+q", what, got, Frame(got, 400))
		}
	}
	for _, same := range []string{
		"", "\n", "a\n\nb", "\x1b[m株\x1b[1;38;2;8;8;8mé\x1b[38;5;8;48;5;8m─│…\x1b[0m", "\x1b[38:2::8:8:8mx", "\x1b[58;2;1;2;8mx", "\x1b[7m \x1b[27m",
	} {
		if got := Frame(same, 400); got != same {
			t.Errorf("%+q becomes %+q", same, got)
		}
	}
	for in, want := range map[string]string{
		"\x1b[8mx": "x", "\x1b[1;8mx": "x", "\x1b[38;5;1;08mx": "x", "\x1b[38;2;1;2;3;8mx": "x", "a\x1b[2Jb": "a␛[2Jb", "a\x1b": "a␛", "\x1b[1": "␛[1",
		"a\x1b]0;x\x07\x1b[1mb": "a␛]0;x␇\x1b[1mb",
	} {
		if got := Frame(in, 400); got != want {
			t.Errorf("Frame(%+q) = %+q, want %+q", in, got, want)
		}
	}
	// What was not measured by its looks is cut.
	if got, want := Frame("plain and too long\nab\u200b\u200b\u200bc", 4), "plain and too long\nab\ufffd…"; got != want {
		t.Errorf("got %+q, want %+q", got, want)
	}
}

func TestClipboard(t *testing.T) {
	for in, want := range map[string]string{
		"L-7F3K9":               "L-7F3K9",
		"rm -rf ~\n":            "rm -rf ~",
		"ls\r\nrm -rf ~\n":      "ls rm -rf ~",
		"a\tb":                  "a b",
		"\x1b[201~id\r":         "[201~id",
		"pay\u200bpal\u202e":    "paypal",
		"株式会社 東和":               "株式会社 東和",
		"\ufeff x\x00 ":         "x",
		"a\u2028rm":             "a rm",
		"e\u0301\xff":           "e\u0301",
		"\x1b]52;c;ZXZpbA==\a!": "]52;c;ZXZpbA==!",
	} {
		if got := Clipboard(domain.Outside(in)); got != want {
			t.Errorf("Clipboard(%+q) = %+q, want %+q", in, got, want)
		}
	}
}

// FuzzSinks gives any text to everything that hands it out.
func FuzzSinks(f *testing.F) {
	for _, s := range hostile.Texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		drawn(t, "a frame", Frame(s, 400))
		u := domain.Outside(s)
		for what, got := range map[string][2]string{
			"the screen":    {Show(u), domain.Clean(Show(u))},
			"the title":     {Title(s), Title(Title(s))},
			"the clipboard": {Clipboard(u), Clipboard(domain.Outside(Clipboard(u)))},
			"a field":       {Plain(s, false), Plain(Plain(s, false), false)},
		} {
			if found := hostile.Sign(got[0], ""); found != "" {
				t.Errorf("%s: %+q holds %s", what, got[0], found)
			}
			if got[0] != got[1] {
				t.Errorf("%s: %+q becomes %+q", what, got[0], got[1])
			}
		}
		if found := hostile.Sign(Plain(s, true), "\n"); found != "" {
			t.Errorf("lines: %+q hold %s", Plain(s, true), found)
		}
		if Width(Title(s)) > titleCells {
			t.Errorf("the title %+q is too long", Title(s))
		}
	})
}

func BenchmarkFrame(b *testing.B) {
	line := "\x1b[38;2;10;20;30m│\x1b[0m " + strings.Repeat("\x1b[1mAcme Corp.\x1b[0m  物流グループ株式会社 ", 6) + strings.Repeat("─", 40) + "\n"
	frame := strings.Repeat(line, 60)
	b.SetBytes(int64(len(frame)))
	for b.Loop() {
		Frame(frame, 400)
	}
}

// What stands for a sign takes its cells, so that nothing moves, and letters stay.
func TestASCII(t *testing.T) {
	pairs := asciiPairs()
	for i := 0; i < len(pairs); i += 2 {
		if got := ASCII(pairs[i]); got != pairs[i+1] || len(got) != 1 || got[0] < 0x20 || got[0] > 0x7e || Width(pairs[i]) != 1 {
			t.Errorf("%q becomes %q", pairs[i], got)
		}
	}
	if got := ASCII("\x1b[1m物流 é…\x1b[m · ‹x›\n"); got != "\x1b[1m物流 é~\x1b[m - <x>\n" {
		t.Errorf("got %q", got)
	}
	if got := ASCII(visible("a\x1b\x7f\u0085")); got != "a???" {
		t.Errorf("got %q", got)
	}
}
