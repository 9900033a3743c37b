package ui

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// lookSheet is a sheet whose remarks name the value that was looked at.
func lookSheet(t *testing.T, read func(value string) ([]string, error)) *sheet {
	t.Helper()
	s := newSheet(panetest.Context(t), nil, pane.Fill{
		Title: "Register", Pages: []form.Page{{Fields: []form.Field{{Key: "company", Label: "Company"}}}},
		Notes: func(map[string]string) []string { return []string{"at once"} },
		Look: func(values map[string]string) func() ([]string, error) {
			v := values["company"]
			if v == "" {
				return nil
			}
			return func() ([]string, error) { return read(v) }
		},
	})
	s.resize(120, 20)
	return s
}

func typeInto(s *sheet, key rune) tea.Cmd {
	return s.update(tea.KeyPressMsg{Code: key, Text: string(key)})
}

// answers are what the readings of a command say.
func answers(cmd tea.Cmd) (all []looked) {
	for _, m := range panetest.Messages(cmd) {
		if l, ok := m.(looked); ok {
			all = append(all, l)
		}
	}
	return all
}

func shows(s *sheet, what string) bool { return strings.Contains(strings.Join(s.lines(), "\n"), what) }

func TestASheetLooksWhileOneTypes(t *testing.T) {
	s := lookSheet(t, func(v string) ([]string, error) { return []string{"about " + v}, nil })
	if s.look() != nil || !shows(s, "at once") {
		t.Fatal("an empty form is looked up, or says nothing")
	}
	first := answers(typeInto(s, 'a'))
	if len(first) != 1 || *s.ctx.Busy != 1 {
		t.Fatalf("%d readings, %d under way", len(first), *s.ctx.Busy)
	}
	if more := answers(typeInto(s, 'b')); more != nil {
		t.Fatal("a second reading starts before the first is done")
	}
	second := answers(s.looked(first[0]))
	if len(second) != 1 || shows(s, "about a") {
		t.Fatalf("the late answer shows, or what was typed since is not looked up: %d", len(second))
	}
	if s.looked(second[0]) != nil || !shows(s, "about ab") || !shows(s, "at once") || *s.ctx.Busy != 0 {
		t.Errorf("with %d under way it shows\n%s", *s.ctx.Busy, strings.Join(s.lines(), "\n"))
	}
	if typeInto(s, 'c') == nil {
		t.Error("what is typed next is not looked up")
	}
}

func TestASheetDropsAnAnswerToWhatIsGone(t *testing.T) {
	s := lookSheet(t, func(v string) ([]string, error) { return []string{"about " + v}, nil })
	first := answers(typeInto(s, 'a'))
	s.update(tea.KeyPressMsg{Code: tea.KeyBackspace})
	if s.looked(first[0]) != nil || shows(s, "about a") {
		t.Error("the answer to what was deleted shows")
	}
}

func TestASheetTellsThatLookingFailed(t *testing.T) {
	bad := errors.New("no disk")
	s := lookSheet(t, func(string) ([]string, error) { return nil, bad })
	sent := panetest.Messages(s.looked(answers(typeInto(s, 'a'))[0]))
	if len(sent) != 1 || !errors.Is(sent[0].(pane.Failed).Err, bad) || *s.ctx.Busy != 0 {
		t.Errorf("sent %v", sent)
	}
}
