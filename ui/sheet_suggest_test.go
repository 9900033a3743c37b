package ui

import (
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// suggestSheet is a sheet that suggests what was typed and " AG".
func suggestSheet(t *testing.T, bad error) *sheet {
	t.Helper()
	s := newSheet(panetest.Context(t), nil, pane.Fill{
		Title: "Register", Pages: []form.Page{{Fields: []form.Field{{Key: "company", Label: "Company", Suggest: true}, {Key: "city"}}}},
		Suggest: func(field string, values map[string]string) func() ([]form.Suggestion, error) {
			v := domain.Outside(values[field] + " AG")
			return func() ([]form.Suggestion, error) {
				return []form.Suggestion{{Label: v, Values: map[string]domain.Untrusted{field: v}}}, bad
			}
		},
	})
	s.resize(80, 20)
	return s
}

// suggestions are what the readings of a command suggest.
func suggestions(cmd tea.Cmd) (all []suggested) {
	for _, m := range panetest.Messages(cmd) {
		if l, ok := m.(suggested); ok {
			all = append(all, l)
		}
	}
	return all
}

func TestASheetSuggestsWhileOneTypes(t *testing.T) {
	s := suggestSheet(t, nil)
	if suggestions(typeInto(s, 'a')) != nil {
		t.Fatal("a single character is looked up")
	}
	first := suggestions(typeInto(s, 'l'))
	if len(first) != 1 || *s.ctx.Busy != 1 {
		t.Fatalf("%d readings, %d under way", len(first), *s.ctx.Busy)
	}
	if suggestions(typeInto(s, 'p')) != nil {
		t.Fatal("a second reading starts before the first is done")
	}
	second := suggestions(s.suggested(first[0]))
	if len(second) != 1 || shows(s, "al AG") {
		t.Fatalf("the late answer shows, or what was typed since is not looked up: %d", len(second))
	}
	if s.suggested(second[0]) != nil || !shows(s, "alp AG") || *s.ctx.Busy != 0 {
		t.Fatalf("it does not show, with %d under way", *s.ctx.Busy)
	}
	s.update(tea.KeyPressMsg{Code: tea.KeyDown})
	if suggestions(s.update(tea.KeyPressMsg{Code: tea.KeyEnter})) != nil || s.form.Values()["company"] != "alp AG" || s.sent {
		t.Errorf("accepted it is %q", s.form.Values()["company"])
	}
}

func TestASheetDropsSuggestionsForWhatIsGone(t *testing.T) {
	for name, key := range map[string]rune{"closed": tea.KeyEscape, "left": tea.KeyTab, "deleted": tea.KeyBackspace} {
		s := suggestSheet(t, nil)
		typeInto(s, 'a')
		first := suggestions(typeInto(s, 'l'))
		s.update(tea.KeyPressMsg{Code: key})
		if s.suggested(first[0]) != nil || shows(s, "al AG") || *s.ctx.Busy != 0 {
			t.Errorf("%s: the answer shows", name)
		}
	}
}

func TestASheetTellsThatSuggestingFailed(t *testing.T) {
	bad := errors.New("no disk")
	s := suggestSheet(t, bad)
	typeInto(s, 'a')
	sent := panetest.Messages(s.suggested(suggestions(typeInto(s, 'l'))[0]))
	if len(sent) != 1 || !errors.Is(sent[0].(pane.Failed).Err, bad) || *s.ctx.Busy != 0 {
		t.Errorf("sent %v", sent)
	}
}
