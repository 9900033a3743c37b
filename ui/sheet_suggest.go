package ui

import (
	"cmp"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// suggestFrom is from how many characters on the book is asked for suggestions:
// one holds too much of it.
const suggestFrom = 2

// typing is a field of a sheet and what is typed in it.
type typing struct{ key, text string }

// suggested is what the book has for a field of a sheet.
type suggested struct {
	sheet *sheet
	found []form.Suggestion
	err   error
}

// suggest reads what the field that is typed into may be completed to, as look
// reads remarks: one reading at a time.
func (s *sheet) suggest() tea.Cmd {
	if s.fill.Suggest == nil || s.suggesting {
		return nil
	}
	now, ok := s.typing()
	if !ok {
		s.form.SetSuggestions(now.key, nil)
		s.asked = typing{}
		return nil
	}
	if now == s.asked {
		return nil
	}
	s.asked = now
	read := s.fill.Suggest(now.key, s.form.Answers())
	if read == nil {
		s.form.SetSuggestions(now.key, nil)
		return nil
	}
	s.suggesting = true
	*s.ctx.Busy++
	return func() tea.Msg {
		found, err := read()
		return suggested{s, found, err}
	}
}

// typing is what is typed, where there is enough of it to ask for suggestions.
func (s *sheet) typing() (typing, bool) {
	key, text, ok := s.form.Suggesting()
	return typing{key, text}, ok && utf8.RuneCountInString(text) >= cmp.Or(s.fill.SuggestFrom, suggestFrom)
}

// suggested offers what was found; what comes too late is dropped.
func (s *sheet) suggested(m suggested) tea.Cmd {
	*s.ctx.Busy--
	s.suggesting = false
	if now, ok := s.typing(); !ok || now != s.asked {
		return s.suggest()
	}
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	s.form.SetSuggestions(s.asked.key, m.found)
	return nil
}
