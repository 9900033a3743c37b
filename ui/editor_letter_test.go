package ui

import (
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

func TestALetterIsEditedOutside(t *testing.T) {
	ctx := panetest.Context(t)
	a := &App{ctx: ctx, cfg: Config{Now: ctx.Now}, w: 80, h: 24}
	l := pane.Letter{Filled: domain.Filled{Title: "T", Text: domain.Outside("first")}}
	back := func(cmd tea.Cmd) pane.Letter {
		t.Helper()
		m, ok := panetest.Messages(cmd)[0].(pane.Letter)
		if !ok {
			t.Fatal("the letter does not come back")
		}
		return m
	}
	if got := back(a.editLetter(pane.EditLetter{Letter: l})); got.Text != l.Text || a.news.text == "" {
		t.Errorf("without an editor: %q, says %q", got.Text, a.news.text)
	}
	a.cfg.Editor = func(string) (Editing, error) { return nil, errors.New("none is set") }
	if got := back(a.editLetter(pane.EditLetter{Letter: l})); got.Text != l.Text || a.news.text != "none is set" {
		t.Errorf("where none is set: %q, says %q", got.Text, a.news.text)
	}
	var shown string
	a.cfg.Editor = func(text string) (Editing, error) { shown = text; return noEditing{}, nil }
	if a.editLetter(pane.EditLetter{Letter: l}) == nil || shown != "first" {
		t.Errorf("the editor is given %q", shown)
	}
	if got := back(a.letterBack(editedLetter{letter: l, text: "second\n"})); got.Text.Raw() != "second" {
		t.Errorf("comes back as %q", got.Text)
	}
	if got := back(a.letterBack(editedLetter{letter: l, text: "second", err: errors.New("it crashed")})); got.Text != l.Text || a.news.text != "it crashed" {
		t.Errorf("after a failure: %q, says %q", got.Text, a.news.text)
	}
}
