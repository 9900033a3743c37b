package form

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
)

// lineWith is the line of the view that holds a text.
func lineWith(t *testing.T, f *Form, what string) string {
	t.Helper()
	for line := range strings.SplitSeq(plain(f), "\n") {
		if strings.Contains(line, what) {
			return line
		}
	}
	t.Fatalf("no %q in\n%s", what, plain(f))
	return ""
}

func TestStepsSayWhatIsWrongAndWanted(t *testing.T) {
	f := register(t)
	f.SetSize(80, 24)
	if got := lineWith(t, f, "1 Company"); got != " ▸ 1 Company    2 Contact" {
		t.Errorf("at first %q", got)
	}
	f.SetWanted([]string{"company", "close", "email"})
	if got := lineWith(t, f, "1 Company"); got != " ▸ 1 Company ○ 2    2 Contact ○ 1" {
		t.Errorf("with fields wanted %q", got)
	}
	if got := lineWith(t, f, "Close date"); !strings.HasPrefix(got, "   Close date ○") {
		t.Errorf("a wanted field is not marked: %q", got)
	}
	if got := lineWith(t, f, "Company *"); strings.Contains(got, "○") {
		t.Errorf("what is required is marked twice: %q", got)
	}
	press(f, "pgdown") // leaves the company empty
	if got := lineWith(t, f, "1 Company"); got != "   1 Company ✗  ▸ 2 Contact ○ 1" {
		t.Errorf("with an error %q", got)
	}
	f.SetWanted(nil)
	press(f, "pgup", "A", "pgdown")
	if got := lineWith(t, f, "1 Company"); got != "   1 Company ✓  ▸ 2 Contact ✓" {
		t.Errorf("with nothing left %q", got)
	}
	if got := lineWith(t, f, "E-mail"); strings.Contains(got, "○") {
		t.Errorf("what is there is marked: %q", got)
	}
	f.SetSize(24, 12)
	if got := lineWith(t, f, "2 of 2"); !strings.Contains(got, "Contact") {
		t.Errorf("where the steps find no room %q", got)
	}
}

func TestAClickOnAStepTurnsThePage(t *testing.T) {
	f := register(t)
	f.SetSize(80, 24)
	at := strings.Index(strings.Split(plain(f), "\n")[1], "Contact")
	f.Click(at-2, 1) // ▸ is three bytes and one cell
	if f.Focused() != "email" {
		t.Errorf("a click on the second page goes to %q", f.Focused())
	}
	f.Click(5, 1)
	if f.Focused() != "company" {
		t.Errorf("a click on the first goes to %q", f.Focused())
	}
	f.Click(70, 1)
	if f.Focused() != "company" {
		t.Errorf("a click beside the pages goes to %q", f.Focused())
	}
}

func TestAPageIsTurnedToWhatIsWrong(t *testing.T) {
	f := register(t)
	f.SetSize(80, 24)
	press(f, "A", "tab", "right", "tab", "soon", "pgdown", "pgup")
	if f.Focused() != "close" {
		t.Errorf("back on the page with an error it is at %q", f.Focused())
	}
}

func TestWarningsStandAboveRemarks(t *testing.T) {
	f := register(t)
	f.SetSize(120, 20)
	wide := f.cells.value
	f.SetNotes([]string{"A draft can be saved."})
	f.SetWarnings([]string{"Known already? Alpine\x1b Bank"})
	s := plain(f)
	warning, note := strings.Index(s, "│ ! Known already? Alpine␛ Bank"), strings.Index(s, "│ A draft can be saved.")
	if warning < 0 || note < warning {
		t.Errorf("at the side:\n%s", s)
	}
	if f.cells.value >= wide {
		t.Error("the side takes no room")
	}
	f.SetSize(60, 12)
	s = plain(f)
	if warning, note = strings.Index(s, "! Known"), strings.Index(s, "A draft"); warning < 0 || note < warning {
		t.Errorf("below:\n%s", s)
	}
	f.SetNotes([]string{strings.Repeat("A long remark. ", 30)})
	if s := plain(f); !strings.Contains(s, "…\n") {
		t.Errorf("a remark is cut without a sign:\n%s", s)
	}
	f.SetNotes(nil)
	f.SetWarnings(nil)
	f.SetSize(120, 20)
	if f.cells.side == 0 {
		t.Error("the fields move when the last remark goes")
	}
}

func TestFooterSaysWhatKeysDoNow(t *testing.T) {
	f := register(t)
	f.SetSize(80, 24)
	f.Keyless()
	if s := plain(f); strings.Contains(s, "ctrl+s") {
		t.Errorf("the keys are in the view:\n%s", s)
	}
	footer := func(want, not string) {
		t.Helper()
		if got := f.Footer(200); !strings.Contains(got, want) || not != "" && strings.Contains(got, not) {
			t.Errorf("%q, want %q and not %q", got, want, not)
		}
	}
	footer("esc cancel", "page up")
	footer("page down next page", "editor")
	press(f, "pgdown")
	footer("page up page back", "page down")
	press(f, "tab", "tab")
	footer("ctrl+e editor", "")

	f = suggesting(t)
	footer("esc close the list", "esc cancel")
	footer("enter next or save", "take it")
	press(f, "down")
	footer("enter take it", "next or save")
	press(f, "esc")
	footer("esc cancel", "close")
	press(f, "esc")
	if got := f.Footer(200); got != "" {
		t.Errorf("beside the question there is %q", got)
	}
}

func TestATextGrowsWithWhatIsTyped(t *testing.T) {
	f := register(t)
	f.SetSize(80, 24)
	press(f, "up", "one")
	before := strings.Count(plain(f), "\n")
	if got := f.inputs[5].area.Height(); got != 2 {
		t.Errorf("one line takes %d rows", got)
	}
	press(f, "enter", "two", "enter", "three", "enter", "four")
	for _, line := range []string{"one", "two", "three", "four"} {
		lineWith(t, f, line)
	}
	if strings.Count(plain(f), "\n") != before {
		t.Error("the form is not as high as it was")
	}
	f.Update(tea.PasteMsg{Content: strings.Repeat("more\n", 99) + "end"})
	if got := f.inputs[5].area.Height(); got != 8 {
		t.Errorf("a hundred lines take %d rows", got)
	}
	lineWith(t, f, "end")
	f.Answer("goals", "one\ntwo")
	lineWith(t, f, "one")
	f.SetSize(40, 12)
	press(f, " and as much as makes a line that goes on")
	lineWith(t, f, "one")
	lineWith(t, f, "goes on")
	f.Update(tea.KeyPressMsg{Code: 'g', Mod: tea.ModCtrl}) // all of it
	press(f, "backspace", "x")
	if got := f.inputs[5].area.Height(); got != 1 {
		t.Errorf("one letter takes %d rows", got)
	}
	lineWith(t, f, "x")
}

func TestALongPasteSaysWhatWasLeftOut(t *testing.T) {
	for _, where := range []string{"company", "goals"} {
		f := register(t)
		f.SetSize(110, 24)
		f.Focus(where)
		press(f, "x")
		f.Update(tea.PasteMsg{Content: strings.Repeat("a", maxText+99)})
		lineWith(t, f, "100 characters were left out: this field takes 10,000.")
		if got := len(f.Values()[where]); got != maxText {
			t.Errorf("%s keeps %d", where, got)
		}
		press(f, "backspace")
		if s := plain(f); strings.Contains(s, "left out") {
			t.Errorf("it still says so:\n%s", s)
		}
	}
}

// A text that was longer before is not cut.
func TestALongValueIsKept(t *testing.T) {
	long := strings.Repeat("é", maxText) + "end"
	for _, kind := range []Kind{Text, Lines} {
		f := New("x", []Page{{Fields: []Field{{Key: "a", Kind: kind, Value: domain.Outside(long)}}}}, Look{}, speak(t))
		press(f, "backspace", "!")
		if got := f.Values()["a"]; got != strings.TrimSuffix(long, "d")+"!" {
			t.Errorf("%d characters are left of %d", len([]rune(got)), len([]rune(long)))
		}
	}
}

// A hundred lines are more than a screen has, and no more than text may have.
func TestManyLinesAreKept(t *testing.T) {
	f := register(t)
	f.SetSize(80, 24)
	f.Focus("goals")
	many := strings.Repeat("a\n", 300) + "b"
	f.Update(tea.PasteMsg{Content: many})
	press(f, "enter", "c")
	if got := f.Values()["goals"]; got != many+"\nc" {
		t.Errorf("%d lines are left", strings.Count(got, "\n")+1)
	}
}

// What a choice is about is told beside it; what to write only where one writes.
func TestHints(t *testing.T) {
	fields := []Field{{Key: "day", Label: "Day", Hint: "such as fri", Read: readDate}, {Key: "text", Label: "Text", Hint: "in your own words"}}
	for _, key := range []string{"one", "two"} {
		fields = append(fields, Field{
			Key: key, Label: "Question " + key, Hint: "They told us early about problems", Kind: Choice, Choices: []Option{{"1", "1"}, {"2", "2"}},
		})
	}
	f := New("x", []Page{{Fields: fields}}, Look{}, speak(t))
	f.SetSize(80, 24)
	if got := lineWith(t, f, "Day"); got != " ▸ Day                         such as fri" {
		t.Errorf("the focused field: %q", got)
	}
	if s := plain(f); strings.Contains(s, "own words") {
		t.Errorf("another field tells what to write:\n%s", s)
	}
	press(f, "tab", "tab", "right")
	one, two := lineWith(t, f, "Question one"), lineWith(t, f, "Question two")
	if at := strings.Index(one, "They"); at < 0 || len([]rune(one[:at])) != len([]rune(two[:max(0, strings.Index(two, "They"))])) {
		t.Errorf("hints are not aligned:\n%s\n%s", one, two)
	}
	f.SetSize(60, 24)
	if got := lineWith(t, f, "Question two"); !strings.HasSuffix(got, "They told us early about …") {
		t.Errorf("a hint without room: %q", got)
	}
	if s := plain(f); !strings.Contains(strings.Join(strings.Fields(s), " "), "They told us early about problems") {
		t.Errorf("the hint of the focused choice is not whole:\n%s", s)
	}
}
