package pane

import (
	"context"
	"errors"
	"slices"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/text"
)

// saved are the lists of the user's own of a kind.
type saved struct {
	lists []domain.SavedList
	// name is that of the one that shows, "" where none does.
	name string
	// input asks for the name of a new one while asking.
	input  textinput.Model
	asking bool
}

// openSaved asks for a saved list, dropSaved to take the one that shows away.
type (
	openSaved struct {
		to
		list domain.SavedList
	}
	dropSaved struct {
		to
		name string
	}
)

// savedMsg tells the saved lists after they were changed.
type savedMsg struct {
	to
	lists []domain.SavedList
	name  string // the one to show
	did   string
	err   error
}

// askName asks under which name what shows is to be saved.
func (l *List[R]) askName() tea.Cmd {
	l.saved.asking = true
	l.saved.input = textinput.New()
	l.saved.input.CharLimit = domain.MaxSavedName
	l.saved.input.SetVirtualCursor(false)
	l.saved.input.Prompt = l.Ctx.Theme.Glyphs.Star + " "
	l.saved.input.SetStyles(l.search.input.Styles())
	l.saved.input.Placeholder = l.Ctx.Words.T("pane.save_hint")
	l.saved.input.SetValue(domain.Clean(l.saved.name))
	return l.saved.input.Focus()
}

// typeName takes a key or a paste for the name.
func (l *List[R]) typeName(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "esc":
			l.saved.asking = false
			return nil
		case "enter":
			l.saved.asking = false
			return l.SaveAs(l.saved.input.Value())
		}
	}
	if paste, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: text.Show(domain.Outside(paste.Content))}
	}
	return form.TypeIn(&l.saved.input, msg)
}

// SaveAs saves what shows under a name: the list with its filter and order.
func (l *List[R]) SaveAs(name string) tea.Cmd {
	kind := l.spec.Kind
	list := domain.SavedList{Name: name, List: l.query.List, Sort: l.query.Sort, Filter: l.query.Match}
	return l.changeSaved(func(lists []domain.SavedList) ([]domain.SavedList, string, string, error) {
		lists, err := domain.SaveList(kind, lists, list)
		return lists, name, l.Ctx.Words.T("pane.list_saved", "name", domain.Outside(name), "key", l.Ctx.KeyOf(l.spec.Scope+".pick_list")), err
	})
}

func (l *List[R]) drop(name string) tea.Cmd {
	return l.changeSaved(func(lists []domain.SavedList) ([]domain.SavedList, string, string, error) {
		lists, err := domain.DropList(lists, name)
		return lists, "", l.Ctx.Words.T("pane.list_dropped", "name", domain.Outside(name)), err
	})
}

// changeSaved changes the lists that are kept now, which another process may
// have changed since they were read.
func (l *List[R]) changeSaved(change func([]domain.SavedList) (lists []domain.SavedList, name, did string, err error)) tea.Cmd {
	desk, key := l.Ctx.Desk, domain.SavedListsKey(l.spec.Kind)
	if desk == nil {
		return nil
	}
	*l.Ctx.Busy++
	return func() tea.Msg {
		m := savedMsg{to: l.to()}
		m.err = desk.Rekeep(context.Background(), key, func(data []byte) ([]byte, error) {
			return domain.ChangeSavedLists(data, func(lists []domain.SavedList) (_ []domain.SavedList, err error) {
				m.lists, m.name, m.did, err = change(lists)
				return m.lists, err
			})
		})
		return m
	}
}

// takeSaved takes the lists after a change.
func (l *List[R]) takeSaved(m savedMsg) tea.Cmd {
	*l.Ctx.Busy--
	var refused *domain.RuleError
	switch {
	case errors.As(m.err, &refused):
		return Send(Tell{Text: l.Ctx.Words.Rule(refused), Error: true})
	case m.err != nil:
		return Send(Failed{m.err})
	}
	l.saved.lists, l.saved.name = m.lists, ""
	if s, ok := domain.FindSavedList(m.lists, m.name); ok {
		l.saved.name = s.Name
	}
	return tea.Batch(Send(Tell{Text: m.did}), l.countSaved())
}

// showSaved shows a saved list. One whose order or filter this belay does not
// understand shows what it does.
func (l *List[R]) showSaved(s domain.SavedList) tea.Cmd {
	list := s.List
	if !slices.Contains(l.lists, list) {
		list = domain.ListAll
	}
	if sort, err := domain.ParseSort(l.spec.Kind, string(s.Sort)); err == nil {
		l.query.Sort = sort
	}
	l.setList(list)
	l.search.stop()
	l.search.input.SetValue(s.Filter)
	cmd := l.match()
	l.saved.name = s.Name
	return tea.Batch(cmd, l.fetch())
}

// savedChoices are the saved lists to choose from, and to drop the one that shows.
func (l *List[R]) savedChoices() (all []Choice) {
	star := l.Ctx.Theme.Glyphs.Star + " "
	for _, s := range l.saved.lists {
		side := domain.Clean(s.Filter)
		if n := l.savedLength(s); n != "" {
			side = n + "  " + side
		}
		all = append(all, Choice{Label: star + domain.Clean(s.Name), Side: side, Do: openSaved{l.to(), s}})
	}
	if l.saved.name != "" {
		all = append(all, Choice{
			Label: l.Ctx.Words.T("pane.drop_list", "name", domain.Outside(l.saved.name)), Do: dropSaved{l.to(), l.saved.name},
		})
	}
	return all
}
