package pane

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
)

// mostCounted is to what number the records of a saved list are counted.
const mostCounted = 1000

// lengths are those of the saved lists, by name. They are counted aside, one
// after the other and never twice at a time: to look at a field may take reading
// records.
type lengths struct {
	of map[string]domain.Length
	// counting is whether they are being counted, stale whether that is to be done
	// once more then.
	counting, stale bool
}

// lengthsMsg are the lengths of the saved lists of a kind. A list that cannot be
// counted has none.
type lengthsMsg struct {
	to
	of map[string]domain.Length
}

// countSaved counts the saved lists, or once more after the counting that is
// under way.
func (l *List[R]) countSaved() tea.Cmd {
	if l.Ctx.Length == nil || len(l.saved.lists) == 0 {
		return nil
	}
	if l.lengths.counting {
		l.lengths.stale = true
		return nil
	}
	l.lengths.counting = true
	kind, program, count := l.spec.Kind, l.Ctx.Only, l.Ctx.Length
	lists := append([]domain.SavedList{}, l.saved.lists...)
	return func() tea.Msg {
		m := lengthsMsg{to(kind), map[string]domain.Length{}}
		for _, s := range lists {
			q := domain.Query{Kind: kind, List: s.List, Match: s.Filter, Program: program}
			if n, err := count(context.Background(), q, mostCounted); err == nil {
				m.of[s.Name] = n
			}
		}
		return m
	}
}

// takeLengths takes the lengths of the saved lists.
func (l *List[R]) takeLengths(m lengthsMsg) tea.Cmd {
	again := l.lengths.stale
	l.lengths = lengths{of: m.of}
	if again {
		return l.countSaved()
	}
	return nil
}

// savedLength is how long a saved list is, in words; "" where that is not known.
// The one that shows is as long as its rows.
func (l *List[R]) savedLength(s domain.SavedList) string {
	n, ok := l.lengths.of[s.Name]
	if s.Name == l.saved.name && l.grid.Loaded() && !l.more {
		n, ok = domain.Length{N: l.grid.Len()}, true
	}
	switch {
	case !ok:
		return ""
	case n.More:
		return l.Ctx.Words.T("pane.at_least", "n", n.N)
	}
	return l.Ctx.Words.Int(n.N)
}
