package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/pane"
)

// editedLetter is a letter that comes back from the person's editor.
type editedLetter struct {
	letter pane.Letter
	text   string
	err    error
}

// editLetter hands the terminal to the person's editor, with a letter.
func (a *App) editLetter(m pane.EditLetter) tea.Cmd {
	if a.cfg.Editor == nil {
		a.news.tell(a.cfg.Now(), a.ctx.Words.T("form.no_editor"), true)
		return pane.Send(m.Letter)
	}
	editing, err := a.cfg.Editor(a.ctx.Editable(m.Letter))
	if err != nil {
		return a.letterBack(editedLetter{letter: m.Letter, err: err})
	}
	return tea.Exec(editing, func(err error) tea.Msg { return editedLetter{m.Letter, editing.Text(), err} })
}

// letterBack shows the letter again, as it was edited. Where the editor failed,
// it is as it was.
func (a *App) letterBack(m editedLetter) tea.Cmd {
	if m.err != nil {
		a.news.tell(a.cfg.Now(), a.ctx.Words.Error(m.err), true)
		return pane.Send(m.letter)
	}
	return pane.Send(a.ctx.Edited(m.letter, m.text))
}
