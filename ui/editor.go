package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/form"
)

// edited is a text that comes back from the person's editor.
type edited struct {
	form.EditOut
	err error
}

// editOut hands the terminal to the person's editor, with the text of a field.
func (a *App) editOut(out form.EditOut) tea.Cmd {
	if a.cfg.Editor == nil {
		a.news.tell(a.cfg.Now(), a.ctx.Words.T("form.no_editor"), true)
		return nil
	}
	editing, err := a.cfg.Editor(out.Text)
	if err != nil {
		a.news.tell(a.cfg.Now(), a.ctx.Words.Error(err), true)
		return nil
	}
	return tea.Exec(editing, func(err error) tea.Msg {
		out.Text = editing.Text()
		return edited{out, err}
	})
}

// editedOut takes the text back into its field. Where the editor failed, what
// was typed stays.
func (a *App) editedOut(m edited) tea.Cmd {
	if m.err != nil {
		a.news.tell(a.cfg.Now(), a.ctx.Words.Error(m.err), true)
		return nil
	}
	m.Form.Restore(map[string]string{m.Key: m.Text})
	for _, o := range a.overlays {
		if s, ok := o.(*sheet); ok && s.form == m.Form {
			s.note()
			return tea.Batch(s.look(), s.keepSoon())
		}
	}
	return nil
}
