package form

import (
	"errors"
	"maps"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/words"
)

func speak(t testing.TB) *words.Words {
	t.Helper()
	w, err := words.New("en", nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// readDate reads a day as on Sunday 29 November 2026.
func readDate(s string) (string, string, error) {
	d, err := domain.TypedDate(s, domain.NewDate(2026, 11, 29), domain.LeanAhead)
	return d.String(), d.Time().Format("Mon 2 Jan 2006"), err
}

func register(t testing.TB) *Form {
	t.Helper()
	return New("Register a lead", []Page{
		{Title: "Company", Fields: []Field{
			{Key: "company", Label: "Company", Required: true, Hint: "The name that the customer trades under"},
			{Key: "country", Label: "Country", Kind: Choice, Required: true, Choices: []Option{{"FR", "France"}, {"FI", "Finland"}, {"JP", "日本"}}},
			{Key: "close", Label: "Close date", Read: readDate, Hint: "Year, month, day"},
		}},
		{Title: "Contact", Fields: []Field{
			{Key: "email", Label: "E-mail"},
			{Key: "consent", Label: "Agreed to be contacted", Kind: YesNo},
			{Key: "goals", Label: "Goals", Kind: Lines},
		}},
	}, Look{}, speak(t))
}

var special = map[string]tea.Key{
	"tab": {Code: tea.KeyTab}, "shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "enter": {Code: tea.KeyEnter},
	"esc": {Code: tea.KeyEscape}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft},
	"right": {Code: tea.KeyRight}, "ctrl+s": {Code: 's', Mod: tea.ModCtrl}, "backspace": {Code: tea.KeyBackspace},
	"space": {Code: tea.KeySpace, Text: " "}, "pgdown": {Code: tea.KeyPgDown}, "pgup": {Code: tea.KeyPgUp},
}

// press presses keys by name, and types everything else a character at a time.
func press(f *Form, all ...string) {
	for _, name := range all {
		if k, ok := special[name]; ok {
			f.Update(tea.KeyPressMsg(k))
			continue
		}
		for _, r := range name {
			f.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
}

func plain(f *Form) string {
	lines := strings.Split(ansi.Strip(f.View()), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

func TestFillIn(t *testing.T) {
	f := register(t)
	f.SetSize(80, 24)
	press(f, "Alpine Bank", "enter", "f", "f", "tab", "2026-11-23", "down", "a@b.example", "tab", "y", "tab", "one", "enter", "two", "ctrl+s")
	if f.State() != Done {
		t.Fatalf("state %d\n%s", f.State(), plain(f))
	}
	want := map[string]string{"company": "Alpine Bank", "country": "FI", "close": "2026-11-23", "email": "a@b.example", "consent": "yes", "goals": "one\ntwo"}
	got := f.Values()
	for key, v := range want {
		if got[key] != v {
			t.Errorf("%s is %q, want %q", key, got[key], v)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d values", len(got))
	}
	press(f, "x", "esc")
	if f.State() != Done || f.Values()["goals"] != "one\ntwo" {
		t.Error("a form that is done went on")
	}
}

// What was typed is shown with what was understood; the form answers with that.
func TestAFieldSettlesWhatIsTyped(t *testing.T) {
	f := register(t)
	f.SetSize(80, 24)
	press(f, "Alpine", "tab", "f", "tab", "fri")
	if s := plain(f); !strings.Contains(s, "fri           → Fri 4 Dec 2026\n") {
		t.Errorf("what is understood does not stand beside it:\n%s", s)
	}
	if f.Values()["close"] != "fri" || f.Answers()["close"] != "2026-12-04" {
		t.Errorf("values %q, answers %q", f.Values()["close"], f.Answers()["close"])
	}
	press(f, "x")
	if s := plain(f); strings.Contains(s, "→") || f.Answers()["close"] != "frix" {
		t.Errorf("what cannot be read is understood as %q:\n%s", f.Answers()["close"], s)
	}
	f.SetSize(30, 12)
	press(f, "backspace")
	if s := plain(f); !strings.Contains(s, "→ Fri 4 Dec 2026\n") {
		t.Errorf("without room beside it:\n%s", s)
	}
}

func TestADraftIsRestored(t *testing.T) {
	f := register(t)
	press(f, "Alpine 物", "tab", "f", "f", "tab", "fri", "up", "up", "up", "one", "enter", "two", "up", "up", "y")
	if len(f.Changes()) != 5 {
		t.Errorf("changes %v", f.Changes())
	}
	again := register(t)
	again.Restore(f.Changes())
	if !maps.Equal(again.Values(), f.Values()) || !again.Changed() {
		t.Errorf("%v came back as %v", f.Values(), again.Values())
	}
	again.Restore(map[string]string{"gone": "x", "country": "XX"})
	if !maps.Equal(again.Values(), f.Values()) {
		t.Errorf("a draft of another form changed %v", again.Values())
	}
}

func TestMoving(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"", "company"}, {"tab", "country"}, {"tab tab tab", "email"}, {"shift+tab", "goals"}, {"shift+tab tab", "company"},
		{"down down up", "country"}, {"enter enter enter", "email"}, {"pgdown", "email"}, {"pgdown pgdown", "email"},
		{"tab pgdown pgup", "company"}, {"up", "goals"},
		// In several lines enter and the arrows are the text's own, until its edge.
		{"up enter x up down", "goals"}, {"up enter up", "goals"}, {"up enter up up", "consent"}, {"up down", "company"},
	} {
		f := register(t)
		f.SetSize(80, 24)
		press(f, strings.Fields(c.keys)...)
		if f.Focused() != c.want {
			t.Errorf("%q leads to %q, want %q", c.keys, f.Focused(), c.want)
		}
	}
}

func TestChoosing(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"", ""}, {"right", "FR"}, {"left", "JP"}, {"right right right right", "FR"}, {"space", "FR"}, {"F F F", "FR"}, {"f f", "FI"},
		{"日", "JP"}, {"x", ""}, {"right backspace", "FR"}, // required: there is no way back to nothing
	} {
		f := register(t)
		press(f, "tab")
		press(f, strings.Fields(c.keys)...)
		if got := f.Values()["country"]; got != c.want {
			t.Errorf("%q chooses %q, want %q", c.keys, got, c.want)
		}
	}
	free := New("", []Page{{Fields: []Field{{Key: "a", Kind: Choice, Value: domain.Outside("1"), Choices: []Option{{"1", "One"}}}}}}, Look{}, speak(t))
	press(free, "backspace")
	if free.Values()["a"] != "" || !free.Changed() {
		t.Error("a choice that is not required cannot be taken back")
	}
}

func TestErrorsStandUnderTheirField(t *testing.T) {
	f := register(t)
	f.SetSize(80, 24)
	press(f, "tab")
	if s := plain(f); !strings.Contains(s, "✗ Fill this in") {
		t.Errorf("an empty required field is let go:\n%s", s)
	}
	press(f, "shift+tab", "A")
	if s := plain(f); strings.Contains(s, "✗ Fill this in: it is required.\n  Country") {
		t.Errorf("the error stays while it is put right:\n%s", s)
	}
	press(f, "tab", "right", "tab", "31 Feb", "ctrl+s")
	if f.State() != Editing || f.Focused() != "close" {
		t.Errorf("state %d at %q", f.State(), f.Focused())
	}
	if s := plain(f); !strings.Contains(s, "✗ There is no day 31 Feb.") {
		t.Errorf("no sentence:\n%s", s)
	}
	press(f, strings.Split(strings.Repeat("backspace ", 6), " ")[:6]...)
	press(f, "2026-02-28", "ctrl+s")
	if f.State() != Done {
		t.Fatalf("not done:\n%s", plain(f))
	}
	f.SetError("company", "Alpine\x1b[2J is registered by another partner.")
	if s := plain(f); f.State() != Editing || f.Focused() != "company" || !strings.Contains(s, "✗ Alpine␛[2J is registered") {
		t.Errorf("a refusal is lost:\n%s", s)
	}
	if f.Values()["close"] != "2026-02-28" {
		t.Error("typing is lost")
	}
	f.SetError("elsewhere", "The book is locked.")
	if s := plain(f); !strings.Contains(s, "✗ The book is locked.") {
		t.Errorf("an error without field is lost:\n%s", s)
	}
	press(f, "ctrl+s")
	if f.State() != Done {
		t.Error("the sentence of a refusal keeps the form from being sent again")
	}
}

func TestCancelAsksOnce(t *testing.T) {
	f := register(t)
	f.SetSize(80, 24)
	press(f, "tab", "esc")
	if f.State() != Canceled {
		t.Error("nothing was typed, yet it asks")
	}
	f = register(t)
	f.SetSize(80, 24)
	press(f, "A", "esc")
	if s := plain(f); f.State() != Editing || !strings.Contains(s, "Press esc again") {
		t.Errorf("does not ask:\n%s", s)
	}
	press(f, "b", "esc")
	if f.State() != Editing || f.Values()["company"] != "Ab" {
		t.Errorf("going on: state %d, %q", f.State(), f.Values()["company"])
	}
	press(f, "esc")
	if f.State() != Canceled {
		t.Error("cannot be left")
	}
}

func TestPasteIsHarmless(t *testing.T) {
	const evil = "A\x1b]52;c;x\a\r\nB\tC\u202e\u200b\x9b31m D\u2028E"
	f := register(t)
	f.SetSize(80, 24)
	f.Update(tea.PasteMsg{Content: evil})
	if got := f.Values()["company"]; got != "A]52;c;x B C31m D E" {
		t.Errorf("one line: %q", got)
	}
	press(f, "up")
	f.Update(tea.PasteMsg{Content: evil})
	if got := f.Values()["goals"]; got != "A]52;c;x\nB C31m D E" {
		t.Errorf("lines: %q", got)
	}
	press(f, "tab")
	f.Update(tea.KeyPressMsg{Code: 'e', Text: "e\u0301\u202e"})
	if got := f.Values()["company"]; !strings.HasSuffix(got, "é") {
		t.Errorf("not composed: %q", got)
	}
	if s := ansi.Strip(f.View()); domain.Clean(strings.ReplaceAll(s, "\n", "")) != strings.ReplaceAll(s, "\n", "") {
		t.Errorf("the view is not harmless: %q", s)
	}
}

func TestUntouchedTextComesBackExactly(t *testing.T) {
	const odd = "cafe\u0301 \u200bAG"
	f := New("x", []Page{{Fields: []Field{{Key: "a", Value: domain.Outside(odd)}, {Key: "b", Kind: Lines, Value: domain.Outside(odd)}, {Key: "c", Kind: Choice, Value: domain.Outside("gone")}}}}, Look{}, speak(t))
	f.SetSize(60, 18)
	press(f, "tab", "tab", "ctrl+s")
	if v := f.Values(); f.Changed() || v["a"] != odd || v["b"] != odd || v["c"] != "gone" {
		t.Errorf("changed: %q", v)
	}
}

func TestGolden(t *testing.T) {
	for name, size := range map[string][2]int{"80x24": {80, 24}, "60x18": {60, 18}, "120x20": {120, 20}, "30x12": {30, 12}} {
		t.Run(name, func(t *testing.T) {
			f := register(t)
			f.SetSize(size[0], size[1])
			f.SetNotes([]string{"Looks like Alpine Bank AG, Zürich: registered by you in March, still open."})
			press(f, "物流グループ", "tab", "right", "tab", "soon", "tab", "shift+tab")
			golden.RequireEqual(t, plain(f))
		})
	}
}

func TestSecondPageASCII(t *testing.T) {
	f := register(t)
	f.SetLook(Look{ASCII: true})
	f.SetSize(80, 16)
	press(f, "pgdown", "tab")
	golden.RequireEqual(t, plain(f))
	for _, r := range plain(f) {
		if strings.ContainsRune("▸‹›✗│↑↓", r) {
			t.Errorf("%q is not ASCII", r)
		}
	}
}

func TestClick(t *testing.T) {
	f := register(t)
	f.SetSize(80, 24)
	for y, line := range strings.Split(plain(f), "\n") {
		if strings.Contains(line, "Close date") {
			f.Click(5, y)
		}
	}
	if f.Focused() != "close" {
		t.Errorf("the click went to %q", f.Focused())
	}
	f.Click(5, 0)
	f.Click(-1, 99)
	if f.Focused() != "close" {
		t.Error("a click beside the fields moved the focus")
	}
}

// The terminal's cursor stands where the next character goes in, in cells.
func TestCursor(t *testing.T) {
	f := register(t)
	f.SetSize(80, 24)
	at := func(want string) {
		t.Helper()
		x, y, ok := f.Cursor()
		if !ok {
			t.Fatal("no cursor")
		}
		if before := strings.TrimRight(ansi.Truncate(strings.Split(ansi.Strip(f.View()), "\n")[y], x, ""), " "); before != want {
			t.Errorf("before the cursor at %d, %d stands %q, want %q", x, y, before, want)
		}
	}
	press(f, "物流A")
	at(" ▸ Company *               物流A")
	press(f, "left")
	at(" ▸ Company *               物流")
	press(f, strings.Repeat("物", 200))
	if x, _, ok := f.Cursor(); !ok || x < 60 || x >= 80 {
		t.Errorf("at the end of a long text it is at %d", x)
	}
	press(f, "tab", "right")
	at(" ▸ Country *")
	press(f, "up", "up", "one", "enter", "物")
	at("                           物")
	f.SetSize(30, 12)
	press(f, "x")
	at("  物x")
	press(f, "ctrl+s")
	f = New("Nothing", nil, Look{}, speak(t))
	if _, _, ok := f.Cursor(); ok {
		t.Error("an empty form has a cursor")
	}
}

func TestEmptyForm(t *testing.T) {
	f := New("Nothing to say", nil, Look{}, speak(t))
	f.SetSize(40, 10)
	press(f, "x", "tab", "up", "pgdown")
	if f.State() != Editing || f.Focused() != "" || len(f.Values()) != 0 {
		t.Error("an empty form has something")
	}
	press(f, "enter")
	if f.State() != Done {
		t.Error("an empty form is never done")
	}
}

func TestActionsAreSound(t *testing.T) {
	w := speak(t)
	if err := table.Check(); err != nil {
		t.Error(err)
	}
	for _, a := range Actions() {
		if !w.Has(a.Short) || !w.Has(a.Long) {
			t.Errorf("%s has no words", a.ID)
		}
	}
}

// Whatever is typed in whatever size, the view has its size, is harmless and
// shows the focused field.
func TestViewFits(t *testing.T) {
	names := []string{"tab", "shift+tab", "enter", "up", "down", "left", "right", "esc", "backspace", "pgdown", "pgup", "space", "x", "物", "e\u0301"}
	rapid.Check(t, func(rt *rapid.T) {
		f := register(t)
		w, h := rapid.IntRange(0, 130).Draw(rt, "w"), rapid.IntRange(0, 30).Draw(rt, "h")
		f.SetSize(w, h)
		f.SetNotes(rapid.SliceOfN(rapid.String(), 0, 4).Draw(rt, "notes"))
		for range rapid.IntRange(0, 15).Draw(rt, "n") {
			if rapid.Bool().Draw(rt, "paste") {
				f.Update(tea.PasteMsg{Content: rapid.String().Draw(rt, "pasted")})
			} else {
				press(f, rapid.SampledFrom(names).Draw(rt, "key"))
			}
		}
		if rapid.Bool().Draw(rt, "refused") {
			f.SetError(rapid.SampledFrom([]string{"goals", "none"}).Draw(rt, "field"), strings.Repeat("It is not so. ", 9))
		}
		lines := strings.Split(f.View(), "\n")
		if len(lines) != max(1, h) {
			rt.Fatalf("%d lines in a height of %d", len(lines), h)
		}
		for _, line := range lines {
			if ansi.StringWidthWc(line) > w {
				rt.Fatalf("%q is wider than %d", line, w)
			}
			if s := ansi.Strip(line); domain.Clean(s) != s {
				rt.Fatalf("%q is not harmless", s)
			}
		}
		if f.State() == Editing && w > 10 && h > 1 && !strings.Contains(ansi.Strip(f.View()), "▸") {
			rt.Fatalf("the focused field is out of sight:\n%s", plain(f))
		}
	})
}

func TestCheckMayFailInItsOwnWords(t *testing.T) {
	f := New("x", []Page{{Fields: []Field{{Key: "a", Check: func(string) error { return errors.New("no\x1b") }}}}}, Look{}, speak(t))
	f.SetSize(60, 10)
	press(f, "v", "ctrl+s")
	if s := plain(f); !strings.Contains(s, "✗ no␛") {
		t.Errorf("no error:\n%s", s)
	}
}
