package pane

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
)

// Marked are the rows that are marked, in the order of marking; none where an
// action is done to the selected row.
func (l *List[R]) Marked() []R { return l.marks.all() }

// Each asks a pane's rule of the rows that an action would be done to: of the
// marked ones, where the action can be done to many, else of the selected one.
// Of many, one to which it can be done is enough.
func (l *List[R]) Each(action string, can func(R) (why string, ok bool)) (why string, ok bool) {
	if !l.marks.any() {
		row, ok := l.Selected()
		if !ok {
			return l.Ctx.Words.T("pane.nothing_selected"), false
		}
		return can(row)
	}
	switch {
	case !l.many[action]:
		return l.Ctx.Words.T("pane.one_only", "key", l.Ctx.KeyOf(l.spec.Scope+".back")), false
	case !l.marks.complete():
		return l.Ctx.Words.T("pane.selecting"), false
	}
	for i, row := range l.marks.all() {
		if i == askedOf {
			return "", true // the rules say of each what becomes of it
		}
		because, ok := can(row)
		if ok {
			return "", true
		}
		if i == 0 {
			why = because
		}
	}
	return why, false
}

// askedOf is of how many marked rows it is asked whether something can be done
// to them: the footer asks on every draw.
const askedOf = 50

// ForEach makes a batch of the commands that do an action to the marked rows; a
// row without one is left out.
func (l *List[R]) ForEach(said string, command func(R) domain.Command) Apply {
	b := &Batch{Said: func(n int) string { return l.Ctx.Words.N(said, n) }}
	for _, row := range l.marks.all() {
		if c := command(row); c != nil {
			b.Steps = append(b.Steps, Step{Command: c, Name: l.spec.Name(row)})
		}
	}
	return Apply{Batch: b}
}

// markAction carries out an action that marks rows.
func (l *List[R]) markAction(id string) (tea.Cmd, bool) {
	switch id {
	case "mark":
		return l.toggle(), true
	case "mark_range":
		if l.marks.live {
			return l.settleMarks(), true
		}
		l.marks.begin(l.grid.Index(), true)
		return l.extend(), true
	case "extend_down", "extend_up":
		if l.open {
			return nil, true
		}
		if !l.marks.live {
			l.marks.begin(l.grid.Index(), false)
		}
		l.grid.Move(map[string]int{"extend_down": 1, "extend_up": -1}[id])
		return tea.Batch(l.extend(), l.fetch()), true
	case "mark_all":
		return l.markAll(), true
	}
	return nil, false
}

// toggle marks the selected row, or takes its mark away, and goes on to the
// next. With a range under way it ends the range.
func (l *List[R]) toggle() tea.Cmd {
	if l.marks.live {
		return l.settleMarks()
	}
	row, ok := l.grid.Selected()
	if !ok {
		return nil
	}
	if id := l.spec.ID(row); l.marks.has(-1, row) {
		l.marks.remove(id)
	} else if !l.marks.add(row) {
		return l.tooMany()
	}
	l.scroll = 0
	l.grid.Move(1)
	return l.fetch()
}

// settleMarks ends the range; its rows stay marked.
func (l *List[R]) settleMarks() tea.Cmd {
	if !l.marks.complete() {
		return Send(Tell{Text: l.Ctx.Words.T("pane.selecting"), Error: true})
	}
	l.marks.settle()
	return nil
}

// moved lets the range follow the selection, or ends it where only the keys that
// extend it move it.
func (l *List[R]) moved() tea.Cmd {
	switch {
	case !l.marks.live:
		return nil
	case !l.marks.sticky && l.marks.complete():
		l.marks.settle()
		return nil
	}
	return l.extend()
}

// extend takes the range to the selected row. Rows that are not here are read.
func (l *List[R]) extend() tea.Cmd {
	var cmds []tea.Cmd
	if !l.marks.extend(l.grid.Index(), l.grid.Row) {
		cmds = append(cmds, l.tooMany())
	}
	if !l.marks.complete() {
		lo, hi := l.marks.ends()
		cmds = append(cmds, l.readMarks(lo, hi-lo+1, false))
	}
	return tea.Batch(cmds...)
}

func (l *List[R]) tooMany() tea.Cmd {
	return Send(Tell{Text: l.Ctx.Words.T("pane.too_many", "most", maxMarked), Error: true})
}

// markAll marks all rows of the list.
func (l *List[R]) markAll() tea.Cmd {
	if l.grid.Len() > maxMarked {
		return l.tooMany()
	}
	return l.readMarks(0, maxMarked, true)
}

// marksMsg has rows to mark: those of the range, or all of the list.
type marksMsg[R any] struct {
	to
	gen  int
	all  bool
	page domain.Page[R]
	err  error
}

// readMarks reads rows that are to be marked. What is asked for later, or of
// another state of the list, is taken in its place.
func (l *List[R]) readMarks(offset, count int, all bool) tea.Cmd {
	l.markGen++
	gen, q, source := l.markGen, l.query, l.spec.Source
	*l.Ctx.Busy++
	return func() tea.Msg {
		page, err := source.Rows(context.Background(), q, offset, count)
		return marksMsg[R]{l.to(), gen, all, page, err}
	}
}

// takeMarks marks rows that were read for it.
func (l *List[R]) takeMarks(msg marksMsg[R]) tea.Cmd {
	*l.Ctx.Busy--
	switch {
	case msg.gen != l.markGen:
		return nil
	case msg.err != nil:
		return l.failed(msg.err)
	case !msg.all:
		l.marks.fill(msg.page.Offset, msg.page.Rows)
		return nil
	case msg.page.Total > maxMarked:
		return l.tooMany()
	}
	l.marks.clear()
	l.marks.add(msg.page.Rows...)
	return nil
}

// unsettled ends the range before positions change; its rows that are here stay
// marked. Rows that were being read for it are not waited for.
func (l *List[R]) unsettled() {
	l.markGen++
	l.marks.settle()
}

// unmark takes the marks of records away that an action was done to.
func (l *List[R]) unmark(msg Batched) {
	for _, ref := range msg.Done {
		if ref.Kind == l.spec.Kind {
			l.marks.remove(ref.ID)
		}
	}
}

// clearMarks takes all marks away.
func (l *List[R]) clearMarks() {
	l.markGen++
	l.marks.clear()
}
