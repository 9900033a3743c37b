package pane

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/grid"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/text"
)

// Places is what every list reads of a book besides its rows.
type Places interface {
	// Place is where a record stands in a list.
	Place(ctx context.Context, q domain.Query, id domain.ID) (index int, ok bool, err error)
	// Counts are the lengths of the lists of a program, "" for all, by kind and list.
	Counts(ctx context.Context, program string) (map[domain.Kind]map[string]int, error)
}

// Source is where a list reads its rows R.
type Source[R any] interface {
	// Rows are at most limit rows of a list from offset on.
	Rows(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[R], error)
	Places
}

// Block is a part of a detail: a heading, which may be empty, and its lines.
type Block struct {
	Title string
	Lines []string
	// Action is what a click on the block does, by its id; "" does nothing.
	Action string
	// Actions are what clicks on the lines do, where each does something of its
	// own.
	Actions []string
}

// at is what a click on a line of the block does.
func (b Block) at(line int) string {
	if line < len(b.Actions) {
		return b.Actions[line]
	}
	return b.Action
}

// Spec says what a list lists.
type Spec[R any] struct {
	Scope  string
	Kind   domain.Kind
	Source Source[R]
	ID     func(R) domain.ID
	// Columns are the columns of a list.
	Columns func(list string) []grid.Column[R]
	// Need is how many cells the columns of a list need beside a detail, without the
	// one of the program; 0 is that they make do with what there is, and so is nil.
	Need func(list string) int
	// SortColumn is the key of the column that an order of a list sorts by, and
	// whether it goes down.
	SortColumn func(list string, s domain.Sort) (key string, down bool)
	// Detail draws a row in so many cells.
	Detail func(row R, width int) []Block
	// Buttons are the actions to offer below the detail of a row; nil offers none.
	Buttons func(row R) []Button
	// Onward is the record to which opening a row leads where its detail shows
	// already, the zero Ref for none; nil leads nowhere.
	Onward func(row R) domain.Ref
	// Empty says what belongs into the list and how it gets there.
	Empty func(list string) []string
	// Clip is what copying a row copies.
	Clip func(R) domain.Untrusted
	// Inner is true for a list without a number of its own: where nothing is left
	// to go back from, it asks to go back to the pane it was opened from.
	Inner bool
	// Program is the program that a row is of; nil where rows are of none.
	Program func(R) string
	// Name is what a row is called where it is told what became of it.
	Name func(R) domain.Untrusted
	// Actions are those of the pane; it is read which can be done to many.
	Actions []keys.Action
}

// List is a pane of lists: their names, the rows of one of them, and the detail
// of the selected row. Its fields are read by the pane that embeds it.
type List[R any] struct {
	Ctx  *Context
	spec Spec[R]
	grid *grid.Grid[R]

	query  domain.Query
	lists  []string
	counts map[string]int
	search search
	// found finds in texts what is searched for.
	found text.Finder
	marks marks[R]
	// markGen is of the rows asked for last that are to be marked.
	markGen int
	// many are the actions that can be done to many rows, without their scope.
	many map[string]bool

	w, h   int
	layout layout
	// open is true when the detail has the pane to itself, or the keys.
	open   bool
	scroll int
	// full is true when the detail has the pane to itself also where there is
	// room for both.
	full bool
	// chosen is the share of the width that the person gave the detail, 0 for none.
	chosen int
	// several is whether the columns are those for several programs.
	several  bool
	programs programStyles
	saved    saved
	lengths  lengths
	// recalled is whether what was kept of the list was asked for.
	recalled bool
	// goal is the record to go to, until it is known where that stands: no rows
	// are read before.
	goal domain.ID

	gen       int // of the rows asked for last
	countsGen int // of the lengths of the lists asked for last
	cancel    context.CancelFunc
	// more is true while a search has shown its first rows and looks for the rest.
	more bool
}

// NewList returns a list on its first list and order.
func NewList[R any](ctx *Context, spec Spec[R]) *List[R] {
	l := &List[R]{Ctx: ctx, spec: spec, lists: domain.ListsOf(spec.Kind), counts: map[string]int{}}
	if len(l.lists) == 0 { // of kinds that are few
		l.lists = []string{domain.ListAll}
	}
	l.query = domain.Query{Kind: spec.Kind, List: l.lists[0], Sort: domain.Sorts(spec.Kind)[0]}
	l.grid = grid.New(ctx.Theme, func(r R) string { return spec.ID(r).String() }, l.columns())
	l.search = newSearch(ctx, spec.Kind)
	l.marks = newMarks(spec.ID)
	l.grid.SetMarked(l.marks.has)
	l.many = map[string]bool{}
	for _, a := range spec.Actions {
		l.many[strings.TrimPrefix(a.ID, spec.Scope+".")] = a.Many
	}
	l.markSort()
	return l
}

// Scope is the scope of the pane's keys.
func (l *List[R]) Scope() string { return l.spec.Scope }

// Selected is the row under the cursor, if it is here.
func (l *List[R]) Selected() (R, bool) { return l.grid.Selected() }

// Query asks for all rows of the list that shows, with its filter and order.
func (l *List[R]) Query() domain.Query {
	q := l.query
	q.Program, q.Quick = l.Ctx.Only, false
	return q
}

// Count is how long a list is.
func (l *List[R]) Count(list string) int { return l.counts[list] }

// Restyle takes the context's theme.
func (l *List[R]) Restyle() {
	l.grid.SetTheme(l.Ctx.Theme)
	l.grid.SetColumns(l.columns())
	l.Ctx.StyleSearch(&l.search.input)
}

// SetSize gives the list its cells.
func (l *List[R]) SetSize(w, h int) {
	l.w, l.h = w, h
	l.layout = arrange(w, h, l.wide(), l.full)
	l.grid.SetSize(l.layout.list.w, l.layout.list.h)
}

// setFull gives the detail the whole pane, or takes it back.
func (l *List[R]) setFull(full bool) {
	l.full, l.open, l.scroll = full, full, 0
	l.SetSize(l.w, l.h)
}

// to is the kind of the list that a message is to: all panes hear every message.
type to domain.Kind

func (k to) kind() domain.Kind { return domain.Kind(k) }

type rowsMsg[R any] struct {
	to
	gen   int
	count int
	page  domain.Page[R]
	err   error
}

type placeMsg struct {
	to
	gen   int
	id    domain.ID
	index int
	ok    bool
	err   error
}

type countsMsg struct {
	to
	gen    int
	counts map[string]int
	err    error
}

// Refresh fetches what shows anew; the selection stays on its record.
func (l *List[R]) Refresh() tea.Cmd {
	if cmd := l.recall(); cmd != nil {
		return cmd
	}
	l.unsettled()
	l.query.Program = l.Ctx.Only
	rows := tea.Cmd(nil)
	if id, ok := l.wanted(); ok {
		rows = l.place(id)
	} else {
		l.grid.Refresh()
		rows = l.fetch()
	}
	return tea.Batch(rows, l.fetchCounts(), l.countSaved())
}

// wanted is the record to stay on: the one to go to, else the selected one.
func (l *List[R]) wanted() (id domain.ID, ok bool) {
	if !l.goal.IsZero() {
		return l.goal, true
	}
	id, err := domain.ParseID(l.grid.SelectedID())
	return id, err == nil
}

// fetch reads the rows that the grid needs. A later fetch cancels an earlier one.
func (l *List[R]) fetch() tea.Cmd {
	if !l.goal.IsZero() {
		return nil
	}
	offset, count, ok := l.grid.Need()
	if !ok {
		return nil
	}
	return l.read(offset, count, true)
}

// read reads rows; a quick search answers with the first ones it finds.
func (l *List[R]) read(offset, count int, quick bool) tea.Cmd {
	l.gen++
	if l.cancel != nil {
		l.cancel()
	}
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	gen, q, source := l.gen, l.query, l.spec.Source
	q.Quick = quick && q.Match != ""
	*l.Ctx.Busy++
	return func() tea.Msg {
		page, err := source.Rows(ctx, q, offset, count)
		return rowsMsg[R]{l.to(), gen, count, page, err}
	}
}

// place finds out where a record stands now, so that the rows around it can be
// fetched.
func (l *List[R]) place(id domain.ID) tea.Cmd {
	l.gen++
	gen, q, source := l.gen, l.query, l.spec.Source
	*l.Ctx.Busy++
	return func() tea.Msg {
		index, ok, err := source.Place(context.Background(), q, id)
		return placeMsg{l.to(), gen, id, index, ok, err}
	}
}

func (l *List[R]) fetchCounts() tea.Cmd {
	l.countsGen++
	gen, source, kind, only := l.countsGen, l.spec.Source, l.spec.Kind, l.Ctx.Only
	*l.Ctx.Busy++
	return func() tea.Msg {
		all, err := source.Counts(context.Background(), only)
		return countsMsg{to(kind), gen, all[kind], err}
	}
}

// to addresses a message to the list.
func (l *List[R]) to() to { return to(l.spec.Kind) }

// Update takes the answers of the list's own reads.
func (l *List[R]) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(interface{ kind() domain.Kind }); ok && m.kind() != l.spec.Kind {
		return nil
	}
	switch msg := msg.(type) {
	case Shown:
		return l.fetch()
	case Batched:
		l.unmark(msg)
	case rowsMsg[R]:
		return l.takeRows(msg)
	case placeMsg:
		return l.takePlace(msg)
	case countsMsg:
		return l.takeCounts(msg)
	case marksMsg[R]:
		return l.takeMarks(msg)
	case keptView:
		return l.takeView(msg)
	case savedMsg:
		return l.takeSaved(msg)
	case lengthsMsg:
		return l.takeLengths(msg)
	case sortMsg:
		return l.sortBy(msg.by, msg.then)
	case listMsg:
		l.setList(msg.list)
		return l.fetch()
	case openSaved:
		return l.showSaved(msg.list)
	case dropSaved:
		return l.drop(msg.name)
	}
	return nil
}

// takeRows takes rows. Those that a quick search found first are followed by all.
func (l *List[R]) takeRows(msg rowsMsg[R]) tea.Cmd {
	*l.Ctx.Busy--
	if msg.gen != l.gen {
		return nil
	}
	if msg.err != nil {
		return l.failed(msg.err)
	}
	l.grid.SetRows(msg.page.Offset, msg.page.Total, msg.page.Rows)
	l.marks.renew(msg.page.Rows)
	if l.more = msg.page.More; l.more {
		return l.read(msg.page.Offset, msg.count, false)
	}
	return l.fetch()
}

// takeCounts takes the lengths of the lists.
func (l *List[R]) takeCounts(msg countsMsg) tea.Cmd {
	*l.Ctx.Busy--
	if msg.gen != l.countsGen {
		return nil
	}
	if msg.err != nil {
		return l.failed(msg.err)
	}
	l.counts = msg.counts
	return nil
}

// takePlace takes where a record stands, and reads the rows around it.
func (l *List[R]) takePlace(msg placeMsg) tea.Cmd {
	*l.Ctx.Busy--
	if msg.gen != l.gen {
		return nil
	}
	l.goal = domain.ID{}
	switch {
	case msg.err != nil:
		return l.failed(msg.err)
	case msg.ok && msg.id.String() == l.grid.SelectedID():
		l.grid.Place(msg.index)
	case msg.ok:
		l.grid.Follow(msg.id.String(), msg.index)
	default:
		l.grid.Refresh()
	}
	return l.fetch()
}

func (l *List[R]) failed(err error) tea.Cmd {
	if errors.Is(err, context.Canceled) {
		return nil // a newer question was asked
	}
	return Send(Failed{err})
}

// Goto shows a record with its detail, in a list or among all; without an ID
// what the list showed last.
func (l *List[R]) Goto(ref domain.Ref, list string) tea.Cmd {
	if ref.ID.IsZero() {
		return l.Refresh()
	}
	l.search.clear()
	l.query.Match, l.found = "", text.Finder{}
	l.grid.SetFound(nil)
	if list == "" {
		list = domain.ListAll
	}
	l.setList(list)
	l.open = !l.layout.side
	l.goal = ref.ID
	return l.Refresh()
}

func (l *List[R]) setList(list string) {
	l.query.List, l.saved.name = list, ""
	l.grid.SetColumns(l.columns())
	l.setFull(false)
	l.clearMarks()
	l.markSort()
	l.clear()
}

// clear forgets the rows, and where they were to be gone to.
func (l *List[R]) clear() {
	l.goal = domain.ID{}
	l.grid.Clear()
}
