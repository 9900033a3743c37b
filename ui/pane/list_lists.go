package pane

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
)

// listMsg asks for one of the lists of a kind.
type listMsg struct {
	to
	list string
}

// chooseList asks which list it is to be.
func (l *List[R]) chooseList() tea.Cmd {
	w := l.Ctx.Words
	p := Pick{Title: w.T("pane.lists_title")}
	lists := slices.Clone(l.lists)
	if !slices.Contains(lists, domain.ListAll) {
		lists = append(lists, domain.ListAll)
	}
	for _, list := range lists {
		c := Choice{Label: w.T("pane.list_" + list), Do: listMsg{l.to(), list}}
		if n, ok := l.counts[list]; ok {
			c.Side = w.Int(n)
		}
		if list == l.query.List {
			p.At = len(p.Choices)
		}
		p.Choices = append(p.Choices, c)
	}
	p.Choices = append(p.Choices, l.savedChoices()...)
	return Send(p)
}
