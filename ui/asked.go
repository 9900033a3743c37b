package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// asked carries out what a pane or an overlay asks of the frame; ok is false for
// what is no such thing.
func (a *App) asked(msg tea.Msg) (cmd tea.Cmd, ok bool) {
	switch msg := msg.(type) {
	case pane.Apply:
		return a.write(write{Apply: msg}), true
	case submit:
		return a.write(msg.write), true
	case pane.Ask:
		return a.ask(msg), true
	case pane.Fill:
		s := newSheet(a.ctx, a.drafts, msg)
		a.push(s)
		return s.open(), true
	case pane.Pick:
		a.push(newPicker(a.ctx, msg))
	case pane.Show:
		a.push(newReading(a.ctx, msg))
	case pane.Tell:
		a.news.tell(a.cfg.Now(), msg.Text, msg.Error)
	case pane.Failed:
		a.news.tell(a.cfg.Now(), a.ctx.Words.T("frame.read_failed", "why", a.ctx.Words.Error(msg.Err)), true)
	case pane.Goto:
		return a.goTo(msg), true
	case pane.Back:
		return a.show(a.home()), true
	case pane.Copy:
		return a.copyOut(msg), true
	case pane.Open:
		return a.open(msg), true
	case pane.EditLetter:
		return a.editLetter(msg), true
	case form.EditOut:
		return a.editOut(msg), true
	case pane.Do:
		if action, ok := a.keys.ByID(msg.Action); ok {
			return a.do(action), true
		}
	case act:
		return tea.Batch(a.doNamed(msg.action), a.remember(msg.action.ID)), true
	case openDraft:
		return a.openDraft(msg.id), true
	case undoChain:
		return a.takeBackNext(msg), true
	default:
		return nil, false
	}
	return nil, true
}

// copyOut puts text on the clipboard, and says so.
func (a *App) copyOut(m pane.Copy) tea.Cmd {
	if m.Letter != "" {
		a.news.tell(a.cfg.Now(), a.ctx.Words.T("frame.copied", "text", m.Letter), false)
		return tea.SetClipboard(text.Letter(m.Text))
	}
	a.news.tell(a.cfg.Now(), a.ctx.Words.T("frame.copied", "text", m.Text), false)
	return tea.SetClipboard(text.Clipboard(m.Text))
}

// answered takes what comes of the commands of the frame and of its overlays; ok is
// false for what is of others.
func (a *App) answered(msg tea.Msg) (cmd tea.Cmd, ok bool) {
	switch msg := msg.(type) {
	case written:
		return a.done(msg), true
	case headMsg:
		return a.headed(msg), true
	case pastMsg:
		return a.past(msg), true
	case dueMsg:
		return a.watched(msg), true
	case keptMsg:
		a.recalled(msg)
	case workMsg:
		a.worked()
	case openedMsg:
		a.opened(msg)
	case loggedMsg:
		if said := a.trouble.lost(msg); said != "" {
			a.news.tell(a.cfg.Now(), said, true)
		}
	case edited:
		return a.editedOut(msg), true
	case editedLetter:
		return a.letterBack(msg), true
	case graceMsg:
		return msg.question.waited(msg), true
	case looked:
		return msg.sheet.looked(msg), true
	case suggested:
		return msg.sheet.suggested(msg), true
	case draftRead:
		cmd := msg.sheet.drafted(msg)
		if msg.sheet.done() { // by a key that was held back
			a.drop(msg.sheet)
		}
		return cmd, true
	case draftDue:
		return msg.sheet.due(), true
	case draftWritten:
		return a.keptDraft(msg), true
	case draftsFound:
		return a.drafts.found(msg), true
	default:
		return nil, false
	}
	return nil, true
}
