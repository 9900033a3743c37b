package words

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/belay-tui/belay/domain"
)

func english(t testing.TB) *Words {
	t.Helper()
	w, err := New("en", nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// speak returns words over a catalog of the test's own, with the real formats.
func speak(t *testing.T, lang string, files map[string]string) *Words {
	t.Helper()
	format, err := fs.ReadFile(catalog, "catalog/format.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	all := fstest.MapFS{"format.en.toml": {Data: format}}
	for name, text := range files {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	w, err := load(all, lang, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestT(t *testing.T) {
	w := speak(t, "en", map[string]string{"x.en.toml": `
"x.plain" = "Plain."
"x.is" = "{{.what}} is {{if .good}}good{{else}}bad{{end}}"
"x.count" = { one = "{{.n}} lead of {{.who}}", other = "{{.n}} leads of {{.who}}" }
"x.plain.deeper" = "Deeper."
`})
	type status string
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct{ want, got string }{
		{"Plain.", w.T("x.plain")},
		{"Deeper.", w.T("x.plain.deeper")},
		{"⟦x.missing⟧", w.T("x.missing")},
		{"⟦nowhere.at.all⟧", w.T("nowhere.at.all")},
		{"⟦⟧", w.T("")},
		{"it is good", w.T("x.is", "what", "it", "good", true)},
		{"it is bad", w.T("x.is", "what", "it", "good", false)},
		{"12,345 is bad", w.T("x.is", "what", 12345, "good", false)},
		{"3.5 is bad", w.T("x.is", "what", 3.5, "good", false)},
		{"1.5 is bad", w.T("x.is", "what", domain.Quantity(1500), "good", false)},
		{"23 Nov 2026 is bad", w.T("x.is", "what", domain.DateOf(noon), "good", false)},
		{"Mon 23 Nov 2026 12:00 is bad", w.T("x.is", "what", noon, "good", false)},
		{"1 h 30 m is bad", w.T("x.is", "what", 90*time.Minute, "good", false)},
		{"7.00 EUR is bad", w.T("x.is", "what", domain.Money{Mils: 7000, Currency: "EUR"}, "good", false)},
		{"on hold is bad", w.T("x.is", "what", status("on_hold"), "good", false)},
		{"on_hold, done is bad", w.T("x.is", "what", []status{"on_hold", "done"}, "good", false)},
		{"a, b␛ is bad", w.T("x.is", "what", []any{"a", domain.Outside("b\x1b")}, "good", false)},
		{"1 Jan 2026 to today is bad", w.T("x.is", "what", domain.Span{From: domain.NewDate(2026, 1, 1)}, "good", false)},
		{"1 lead of Ann", w.N("x.count", 1, "who", "Ann")},
		{"0 leads of Ann", w.N("x.count", 0, "who", "Ann")},
		{"1,000 leads of Ann", w.N("x.count", 1000, "who", "Ann")},
		{"⟦x.none⟧", w.N("x.none", 1)},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// Hostile values cannot reach a terminal, nor act as a template.
func TestHostileArgs(t *testing.T) {
	w := speak(t, "en", map[string]string{
		"x.en.toml":     `"x.a" = "{{.v}}"`,
		"rules.en.toml": `"rules.x" = "{{.v}}"`,
	})
	type name string
	const evil = "\x1b]52;c;aGk=\x07{{.v}}\u202eabc\nnext\u200b"
	values := map[string]any{
		"string": evil, "untrusted": domain.Outside(evil), "error": errors.New(evil),
		"stringer": stringer(evil), "named": name(evil), "list": []string{evil},
		"struct": struct{ A string }{evil}, "currency": domain.Money{Mils: 1, Currency: evil},
		"refusal": domain.Refused("x", "v", evil), "wrapped": fmt.Errorf("save: %w", domain.Refused("x", "v", evil)),
	}
	for kind, v := range values {
		for _, got := range []string{w.T("x.a", "v", v), w.Error(domain.Refused("x", "v", v)), w.Error(fmt.Errorf("%s: %w", evil, errors.New(evil)))} {
			if domain.Clean(got) != got || strings.ContainsAny(got, "\x1b\a\n\u202e\u200b") {
				t.Errorf("%s: %q is not harmless", kind, got)
			}
			if !strings.Contains(got, "{{.v}}") {
				t.Errorf("%s: %q lost or ran the text", kind, got)
			}
		}
	}
}

type stringer string

func (s stringer) String() string { return string(s) }

func TestLanguages(t *testing.T) {
	files := map[string]string{
		"x.en.toml": "\"x.a\" = \"lead\"\n\"x.b\" = \"deal\"",
		"x.fr.toml": `"x.a" = "piste"`,
	}
	for lang, want := range map[string]string{"": "lead deal", "en-GB": "lead deal", "fr": "piste deal", "fr-CA": "piste deal", "ja": "lead deal"} {
		w := speak(t, lang, files)
		if got := w.T("x.a") + " " + w.T("x.b"); got != want {
			t.Errorf("%q: %q, want %q", lang, got, want)
		}
	}
	if _, err := New("not a language!", nil); err == nil {
		t.Error("a language that is none was taken")
	}
}

func TestBrokenCatalogsAreFound(t *testing.T) {
	for name, text := range map[string]string{
		"twice": "\"x.a\" = \"1\"\n\"x.a\" = \"2\"", "elsewhere": `"y.a" = "1"`, "syntax": `"x.a" = `,
	} {
		w := speak(t, "en", map[string]string{"x.en.toml": text})
		if _, err := w.read("x"); err == nil {
			t.Errorf("%s: no error", name)
		}
		if got := w.T("x.a"); got != "⟦x.a⟧" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestErrors(t *testing.T) {
	w := speak(t, "en", map[string]string{
		"rules.en.toml": "\"rules.a.b\" = \"No {{.field}} before {{.when}}.\"\n\"rules.c\" = \"Never.\"",
		"field.en.toml": `"field.end" = "end date"`,
	})
	ab := domain.Refused("a.b", "when", domain.NewDate(2026, 2, 3))
	ab.Field = "end"
	if got := w.Field("close_date"); got != "close date" {
		t.Errorf("field: %q", got)
	}
	for want, err := range map[string]error{
		"":                                      nil,
		"No end date before 3 Feb 2026.":        ab,
		"Never.":                                fmt.Errorf("save: %w", domain.Refused("c")),
		"No end date before 3 Feb 2026. Never.": fmt.Errorf("save: %w", domain.Refusals{ab, domain.Refused("c")}),
		"⟦rules.unknown⟧":                       domain.Refused("unknown"),
		"open book: disk␊full":                  errors.New("open book: disk\nfull"),
	} {
		if got := w.Error(err); got != want {
			t.Errorf("%v: %q, want %q", err, got, want)
		}
	}
}

// Sentences that ask what they are given are tried both ways.
func TestSentencesThatAsk(t *testing.T) {
	w := english(t)
	for _, c := range []struct {
		e    *domain.RuleError
		want string
	}{
		{domain.Refused("import.no_columns", "missing", []string{"Company"}, "seen", []domain.Untrusted{domain.Outside("A"), domain.Outside("B")}, "more", 0),
			"Columns are missing: Company. The file has: A, B. Name the columns as expected, or choose another kind."},
		{domain.Refused("import.no_columns", "missing", []string{"Company"}, "seen", []string{"A"}, "more", 3),
			"Columns are missing: Company. The file has: A and others. Name the columns as expected, or choose another kind."},
		{domain.Refused("project.counts"), "It counts."},
		{domain.Refused("project.counts", "nth", 1, "of", 2), "It counts: 1 of 2 for this customer."},
		{domain.Refused("project.not_above"), "It does not count: the CSAT is not above the threshold."},
		{domain.Refused("project.not_above", "threshold", domain.Quantity(4200)), "It does not count: the CSAT is not above 4.2."},
		{domain.Refused("import.no_month", "month", 13, "order", "day_first"),
			"There is no month 13 when dates are read day first. Choose the other order, or write 2026-11-23."},
		{domain.Refused("import.bad_header", "line", 1, "why", domain.Refused("import.unclosed")),
			"The line of headings (line 1) cannot be read: A quote is opened and never closed. Add the closing quote."},
	} {
		if got := w.Rule(c.e); got != c.want {
			t.Errorf("%s: %q, want %q", c.e.Code, got, c.want)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	w := english(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, id := range []string{"rules.money.unreadable", "format.days", "nowhere.x"} {
				w.T(id)
				w.Has(id)
			}
		})
	}
	all.Wait()
}

// Starting reads one small file, whatever the size of the catalog.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New("en", nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadEverything(b *testing.B) {
	names, err := fs.Glob(catalog, "catalog/*.en.toml")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		w := english(b)
		for _, name := range names {
			if _, err := w.read(areaOf(strings.TrimPrefix(name, "catalog/"))); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkT(b *testing.B) {
	w := english(b)
	for b.Loop() {
		w.T("format.hours", "h", 3, "m", 12)
	}
}
