package pane

import (
	"context"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/grid"
)

// sortMsg asks for an order of the list of a kind: by one of the orders, or by
// it after those that are there.
type sortMsg struct {
	to
	by   domain.Sort
	then bool
}

// sortKeys are the orders that the list is sorted by, the first one first.
func (l *List[R]) sortKeys() []domain.SortKey {
	if keys := l.query.Sort.Keys(); len(keys) > 0 {
		return keys
	}
	return []domain.SortKey{{Sort: domain.Sorts(l.spec.Kind)[0]}}
}

// chooseSort asks which order it is to be, alone or after those that there are;
// what the list is sorted by already is turned around.
func (l *List[R]) chooseSort() tea.Cmd {
	w := l.Ctx.Words
	keys := l.sortKeys()
	p := Pick{Title: w.T("pane.sort_title"), Enter: "pane.sort", Plus: "pane.sort_plus"}
	at := func(s domain.Sort) int {
		return slices.IndexFunc(keys, func(k domain.SortKey) bool { return k.Sort == s })
	}
	for _, s := range domain.Sorts(l.spec.Kind) {
		i := at(s)
		c := Choice{Label: w.T("pane.sorted", "by", w.T("pane.sort_"+string(s))), Do: sortMsg{l.to(), s, false}}
		if i > 0 || i < 0 && len(keys) < domain.MaxSortKeys {
			c.Plus = sortMsg{l.to(), s, true}
		}
		if i >= 0 {
			c.Side = l.sortMark(keys[i], i, len(keys))
		}
		if i == 0 {
			p.At = len(p.Choices)
			c.Side += l.again()
		}
		p.Choices = append(p.Choices, c)
	}
	if l.Ctx.Aloud { // there is no key for it
		for _, c := range p.Choices {
			if by, ok := c.Plus.(sortMsg); ok {
				p.Choices = append(p.Choices, Choice{Label: w.T("pane.sort_then", "by", w.T("pane.sort_"+string(by.by))), Side: c.Side, Do: by})
			}
		}
	}
	return Send(p)
}

// again says that to choose an order once more turns it around.
func (l *List[R]) again() string {
	if l.Ctx.Aloud {
		return ", " + l.Ctx.Words.T("pane.sort_again")
	}
	return "  " + l.Ctx.Words.T("pane.sort_again")
}

// sortMark is the sign of an order as the column heads have it.
func (l *List[R]) sortMark(key domain.SortKey, i, of int) string {
	mark := l.Ctx.Theme.Glyphs.Up
	if l.order(key).Down {
		mark = l.Ctx.Theme.Glyphs.Down
	}
	if of > 1 {
		mark += strconv.Itoa(i + 1)
	}
	return mark
}

// order is an order as the heads of the grid show it.
func (l *List[R]) order(key domain.SortKey) grid.Order {
	column, down := l.spec.SortColumn(l.query.List, key.Sort)
	return grid.Order{Key: column, Down: down != key.Reverse != l.query.Reverse}
}

func (l *List[R]) markSort() {
	var by []grid.Order
	for _, key := range l.sortKeys() {
		by = append(by, l.order(key))
	}
	l.grid.SetSort(by...)
}

// sortBy sorts by an order, or after those that are there; once more turns it
// around. The selection stays on its record.
func (l *List[R]) sortBy(by domain.Sort, then bool) tea.Cmd {
	keys := l.sortKeys()
	i := slices.IndexFunc(keys, func(k domain.SortKey) bool { return k.Sort == by })
	switch {
	case i == 0 || i > 0 && then:
		keys[i].Reverse = !keys[i].Reverse
	case then && len(keys) < domain.MaxSortKeys:
		keys = append(keys, domain.SortKey{Sort: by})
	case then:
		return nil
	default:
		keys = []domain.SortKey{{Sort: by}}
	}
	l.query.Sort = domain.SortBy(keys...)
	l.markSort()
	l.unsettled()
	if id, ok := l.wanted(); ok {
		return tea.Batch(l.place(id), l.keepView())
	}
	return tea.Batch(l.anew(), l.keepView())
}

// clickHead sorts by the column at a cell of the heads, alone or after those that
// there are.
func (l *List[R]) clickHead(x int, then bool) tea.Cmd {
	column, ok := l.grid.ColumnAt(x)
	if !ok {
		return nil
	}
	for _, s := range domain.Sorts(l.spec.Kind) {
		if key, _ := l.spec.SortColumn(l.query.List, s); key == column {
			return l.sortBy(s, then)
		}
	}
	return nil
}

// sorted are the words for the order.
func (l *List[R]) sorted() string {
	var by []string
	for _, key := range l.sortKeys() {
		by = append(by, l.Ctx.Words.T("pane.sort_"+string(key.Sort)))
	}
	return l.Ctx.Words.T("pane.sorted", "by", by)
}

// keptView is what was kept of a list: its order, the share of its detail and the
// saved lists.
type keptView struct {
	to
	sort  string
	split string
	saved []domain.SavedList
}

func (l *List[R]) viewKey() string { return "view/" + l.spec.Scope }

// keepView keeps the order for the next start.
func (l *List[R]) keepView() tea.Cmd { return l.keep(l.viewKey(), string(l.query.Sort)) }

// recall asks, once, for what was kept of the list; rows are read after that.
func (l *List[R]) recall() tea.Cmd {
	desk, key, split, kind := l.Ctx.Desk, l.viewKey(), l.splitKey(), l.spec.Kind
	if desk == nil || l.recalled {
		return nil
	}
	l.recalled = true
	*l.Ctx.Busy++
	return func() tea.Msg {
		value, err := desk.Kept(context.Background(), key)
		if err != nil { // the default does
			value = nil
		}
		share, err := desk.Kept(context.Background(), split)
		if err != nil {
			share = nil
		}
		lists, err := desk.Kept(context.Background(), domain.SavedListsKey(kind))
		if err != nil {
			return keptView{to: to(kind), sort: string(value), split: string(share)}
		}
		// Those of a newer belay are left as they are.
		saved, _ := domain.ReadSavedLists(lists)
		return keptView{to(kind), string(value), string(share), saved}
	}
}

// takeView takes what was kept, as far as it still means something, and reads rows.
func (l *List[R]) takeView(msg keptView) tea.Cmd {
	*l.Ctx.Busy--
	l.saved.lists = msg.saved
	l.recallSplit(msg.split)
	if sort, err := domain.ParseSort(l.spec.Kind, msg.sort); err == nil && msg.sort != "" {
		l.query.Sort = sort
		l.markSort()
	}
	return l.Refresh()
}
