package form

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

var wordKeys = map[string]tea.Key{
	"ctrl+w": {Code: 'w', Mod: tea.ModCtrl}, "alt+backspace": {Code: tea.KeyBackspace, Mod: tea.ModAlt},
	"alt+d": {Code: 'd', Mod: tea.ModAlt}, "alt+left": {Code: tea.KeyLeft, Mod: tea.ModAlt}, "alt+right": {Code: tea.KeyRight, Mod: tea.ModAlt},
}

// A | is where the cursor stands.
func TestByWord(t *testing.T) {
	for _, c := range []struct{ key, before, after string }{
		{"ctrl+w", "one two|", "one |"}, {"ctrl+w", "one two  |", "one |"}, {"ctrl+w", "one tw|o", "one |o"},
		{"ctrl+w", " a|", " |"}, {"ctrl+w", "|one", "|one"}, {"ctrl+w", "  |", "|"}, {"ctrl+w", "|", "|"},
		{"alt+backspace", "物流 グループ|", "物流 |"},
		{"alt+d", "|one two", "| two"}, {"alt+d", "one| two", "one|"}, {"alt+d", "a|b", "a|"}, {"alt+d", "|a", "|"}, {"alt+d", "a|", "a|"},
		{"alt+left", "one two|", "one |two"}, {"alt+left", "one |two", "|one two"}, {"alt+left", "|a", "|a"},
		{"alt+right", "|one two", "one| two"}, {"alt+right", "one| two", "one two|"}, {"alt+right", "a|", "a|"},
	} {
		f := register(t)
		f.SetSize(80, 24)
		line := &f.inputs[0].line
		head, tail, _ := strings.Cut(c.before, "|")
		line.SetValue(head + tail)
		line.SetCursor(len([]rune(head)))
		f.Update(tea.KeyPressMsg(wordKeys[c.key]))
		typed := []rune(line.Value())
		if got := string(typed[:line.Position()]) + "|" + string(typed[line.Position():]); got != c.after {
			t.Errorf("%s makes %q of %q, want %q", c.key, got, c.before, c.after)
		}
	}
}

// In a line as long as they come a word is passed at once.
func TestAWordOfALongLineIsQuick(t *testing.T) {
	for name, k := range wordKeys {
		f := register(t)
		f.SetSize(80, 24)
		f.Update(tea.PasteMsg{Content: strings.Repeat("a", maxText)})
		begun := time.Now()
		f.Update(tea.KeyPressMsg(k))
		if took := time.Since(begun); took > 200*time.Millisecond {
			t.Errorf("%s takes %v", name, took)
		}
	}
}
