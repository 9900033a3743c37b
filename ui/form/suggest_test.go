package form

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"github.com/belay-tui/belay/domain"
)

func init() {
	special["ctrl+n"], special["ctrl+p"] = tea.Key{Code: 'n', Mod: tea.ModCtrl}, tea.Key{Code: 'p', Mod: tea.ModCtrl}
}

// suggesting is a form in which "Alp" is typed, with two suggestions for it.
func suggesting(t testing.TB) *Form {
	t.Helper()
	f := New("Register a lead", []Page{{Title: "Company", Fields: []Field{
		{Key: "company", Label: "Company", Required: true, Hint: "The name that the customer trades under", Suggest: true},
		{Key: "city", Label: "City"},
		{Key: "country", Label: "Country", Value: domain.Outside("Italy")},
		{Key: "consent", Label: "Agreed to be contacted", Kind: YesNo},
	}}}, Look{}, speak(t))
	f.SetSize(80, 24)
	press(f, "Alp")
	f.SetSuggestions("company", alps(2))
	return f
}

func alps(n int) []Suggestion {
	var all []Suggestion
	for i := range n {
		name, city := fmt.Sprintf("Alpine %d", i+1), domain.Outside("Zürich")
		all = append(all, Suggestion{Label: domain.Outside(name), Side: city, Values: map[string]domain.Untrusted{
			"company": domain.Outside(name), "city": city, "country": domain.Outside("Switzerland"), "elsewhere": domain.Outside("x"),
		}})
	}
	return all
}

func TestSuggestions(t *testing.T) {
	for _, c := range []struct{ keys, company, city, at string }{
		{"down enter", "Alpine 1", "Zürich", "company"},
		{"ctrl+n ctrl+n tab", "Alpine 2", "Zürich", "company"},
		{"up enter", "Alpine 2", "Zürich", "company"},
		{"down down ctrl+p enter", "Alpine 1", "Zürich", "company"},
		{"enter", "Alp", "", "city"}, // none was chosen
		{"tab", "Alp", "", "city"},
		{"down up enter", "Alp", "", "city"},
		{"down down down enter", "Alp", "", "city"},
		{"down enter enter", "Alpine 1", "Zürich", "city"}, // once accepted they are gone
		{"down esc enter", "Alp", "", "city"},
		{"down i enter", "Alpi", "", "city"}, // chosen for another text
	} {
		f := suggesting(t)
		press(f, strings.Fields(c.keys)...)
		v := f.Values()
		if v["company"] != c.company || v["city"] != c.city || v["country"] != "Italy" || v["consent"] != "no" || f.Focused() != c.at {
			t.Errorf("%q gives %v at %q", c.keys, v, f.Focused())
		}
	}
}

func TestSuggestionsAreClosedFirst(t *testing.T) {
	f := suggesting(t)
	press(f, "esc")
	if _, _, ok := f.Suggesting(); ok || f.State() != Editing || strings.Contains(plain(f), "Alpine") || strings.Contains(plain(f), "Press esc again") {
		t.Errorf("esc does not only close them:\n%s", plain(f))
	}
	f.SetSuggestions("company", alps(1))
	if strings.Contains(plain(f), "Alpine") {
		t.Error("what comes late opens them again")
	}
	press(f, "i")
	if key, typed, ok := f.Suggesting(); !ok || key != "company" || typed != "Alpi" {
		t.Errorf("typing on asks for %q of %q, %t", typed, key, ok)
	}
}

func TestSuggestionsThatBeginWithItComeFirst(t *testing.T) {
	f := suggesting(t)
	f.SetSuggestions("company", append([]Suggestion{{Label: domain.Outside("Old Alp")}}, alps(5)...))
	if s := plain(f); strings.Contains(s, "Old Alp") || !strings.Contains(s, "Alpine 5") {
		t.Errorf("they do not:\n%s", s)
	}
}

func TestSuggestionsNeedTyping(t *testing.T) {
	f := suggesting(t)
	press(f, "tab", "x")
	if _, _, ok := f.Suggesting(); ok {
		t.Error("a field without suggestions has some")
	}
	press(f, "shift+tab")
	if _, _, ok := f.Suggesting(); ok {
		t.Error("coming to a field that is filled in suggests something")
	}
	f.SetSuggestions("company", alps(1))
	if strings.Contains(plain(f), "Alpine") {
		t.Errorf("they show:\n%s", plain(f))
	}
}

func TestAClickTakesASuggestion(t *testing.T) {
	for _, w := range []int{80, 30} {
		f := suggesting(t)
		f.SetSize(w, 24)
		y := 0
		for i, line := range strings.Split(plain(f), "\n") {
			if strings.Contains(line, "Alpine 2") {
				y = i
			}
		}
		f.Click(20, y)
		if got := f.Values()["company"]; got != "Alpine 2" {
			t.Errorf("%d columns: %q\n%s", w, got, plain(f))
		}
	}
}

func TestHostileSuggestionsAreHarmless(t *testing.T) {
	f := suggesting(t)
	evil := domain.Outside("Evil\x1b[2J\u202e" + strings.Repeat("物", 60))
	f.SetSuggestions("company", []Suggestion{{Label: evil, Side: evil, Values: map[string]domain.Untrusted{"company": evil}}})
	for _, w := range []int{80, 20, 5, 1} {
		f.SetSize(w, 9)
		if strings.ContainsAny(plain(f), "\x1b\u202e") {
			t.Errorf("%q", plain(f))
		}
	}
}

func TestSuggestionsGolden(t *testing.T) {
	f := suggesting(t)
	f.SetSuggestions("company", alps(7))
	press(f, "down", "down")
	golden.RequireEqual(t, plain(f))
}

// paths suggests what a path may go on with, as somebody types it.
func paths(f *Form, all ...string) {
	var found []Suggestion
	for _, p := range all {
		if strings.HasPrefix(domain.Fold(p), domain.Fold(f.Values()["file"])) {
			found = append(found, Suggestion{Label: domain.Outside(p), Values: map[string]domain.Untrusted{"file": domain.Outside(p)}})
		}
	}
	f.SetSuggestions("file", found)
}

func TestTabGoesAlongAPath(t *testing.T) {
	all := []string{"~/Lead.csv", "~/Leads 2.csv", "~/Downloads/", "~/Downloads/a.csv"}
	for _, c := range []struct{ keys, file, at string }{
		{"~ / tab", "~/Lead.csv", "file"}, // the first is chosen and not accepted
		{"~ / l tab", "~/Lead", "file"},
		{"~ / l tab tab tab", "~/Lead.csv", "file"},
		{"~ / d tab", "~/Downloads/", "file"},
		{"~ / d tab a tab", "~/Downloads/a.csv", "file"},
		{"~ / d tab a tab tab", "~/Downloads/a.csv", "firm"},
		{"~ / x tab", "~/x", "firm"},
	} {
		f := New("F", []Page{{Fields: []Field{{Key: "file", Label: "File", Suggest: true, Steps: true}, {Key: "firm", Label: "Firm"}}}}, Look{}, speak(t))
		f.SetSize(80, 24)
		for _, key := range strings.Fields(c.keys) {
			press(f, key)
			paths(f, all...)
		}
		got := f.Values()["file"]
		if c.keys == "~ / tab" {
			if f.offered.pick != 0 || got != "~/" {
				t.Errorf("%q: %q, chosen %d", c.keys, got, f.offered.pick)
			}
			continue
		}
		if got != c.file || f.Focused() != c.at {
			t.Errorf("%q: %q at %q, want %q at %q", c.keys, got, f.Focused(), c.file, c.at)
		}
	}
}

// What is offered late, for less than is typed by now, is not typed.
func TestTabTypesNothingLate(t *testing.T) {
	f := New("F", []Page{{Fields: []Field{{Key: "file", Label: "File", Suggest: true, Steps: true}, {Key: "firm", Label: "Firm"}}}}, Look{}, speak(t))
	press(f, "~", "/", "d")
	paths(f, "~/Downloads/")
	press(f, "x", "tab")
	if got := f.Values()["file"]; got != "~/dx" {
		t.Errorf("%q", got)
	}
}
