package pane

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
)

// Heard is a pane of lists that can be read out, for people who do not see it.
type Heard interface {
	Pane
	// Named are the lists with their names and lengths, then those of the user's
	// own.
	Named() []Named
	// Listed is the list that shows; Query asks for its rows.
	Listed() Listed
	Query() domain.Query
	// Find keeps to what a filter finds in the list that shows. One that is not
	// understood changes nothing, and is said.
	Find(filter string) error
	// Aloud are rows of the list that shows, and how many there are in all.
	Aloud(ctx context.Context, offset, limit int) ([]Said, int, error)
	// SaveAs saves the list that shows under a name.
	SaveAs(name string) tea.Cmd
	// Detail is the detail of the selected record, false where none is selected.
	Detail() ([]string, bool)
}

// Named is a list by its name.
type Named struct {
	Name string
	// Length is how long it is, "" where that is not known.
	Length string
	// Own says that it is one of the user's own.
	Own bool
	// Open asks the pane to show it.
	Open tea.Msg
}

// Listed is what a pane says of the list that shows.
type Listed struct {
	Name string
	// Filter is what it is narrowed to, "" where it is whole, and Order the words
	// for its order.
	Filter, Order string
	// Lesson says what belongs into it where it is empty.
	Lesson []string
}

// Said is a record in words, and where it is.
type Said struct {
	Ref  domain.Ref
	Text string
}

// aloudWidth is the width for which a detail is drawn that is read out: wide
// enough that no sentence is broken.
const aloudWidth = 400

// Named are the lists with their names and lengths, then those of the user's own.
func (l *List[R]) Named() []Named {
	var named []Named
	for _, list := range l.lists {
		n := Named{Name: l.Ctx.Words.T("pane.list_" + list), Open: listMsg{l.to(), list}}
		n.Length = l.Ctx.Words.Int(l.counts[list])
		named = append(named, n)
	}
	for _, s := range l.saved.lists {
		named = append(named, Named{Name: domain.Clean(s.Name), Length: l.savedLength(s), Own: true, Open: openSaved{l.to(), s}})
	}
	return named
}

// Listed is the list that shows.
func (l *List[R]) Listed() Listed {
	name := l.Ctx.Words.T("pane.list_" + l.query.List)
	if l.saved.name != "" {
		name = domain.Clean(l.saved.name)
	}
	return Listed{name, domain.Clean(l.query.Match), l.sorted(), l.spec.Empty(l.query.List)}
}

// Find keeps to what a filter finds in the list that shows.
func (l *List[R]) Find(filter string) error {
	if _, err := domain.ParseFilter(l.spec.Kind, filter, l.Ctx.Now()); err != nil {
		return err
	}
	l.search.input.SetValue(filter)
	l.match() // rows are read when they are read out
	return nil
}

// Aloud are rows of the list that shows, each as the names and the texts of its
// columns, and how many there are in all. It reads the book.
func (l *List[R]) Aloud(ctx context.Context, offset, limit int) ([]Said, int, error) {
	q := l.Query()
	page, err := l.spec.Source.Rows(ctx, q, offset, limit)
	if err != nil {
		return nil, 0, err
	}
	said := make([]Said, len(page.Rows))
	for i, row := range page.Rows {
		said[i] = Said{domain.Ref{Kind: l.spec.Kind, ID: l.spec.ID(row)}, l.Sentence(q.List, row)}
	}
	return said, page.Total, nil
}

// Sentence is a row as the names and the texts of its columns.
func (l *List[R]) Sentence(list string, row R) string {
	var parts []string
	for _, c := range l.spec.Columns(list) {
		if cell := InWords(c.Cell(row)); cell != "" {
			parts = append(parts, strings.TrimSpace(c.Title+" "+cell))
		}
	}
	return strings.Join(parts, ", ")
}

// Detail is the detail of the selected record as lines to read out, false where
// none is selected.
func (l *List[R]) Detail() ([]string, bool) {
	row, ok := l.Selected()
	if !ok {
		return nil, false
	}
	var lines []string
	for _, b := range l.spec.Detail(row, aloudWidth) {
		if title := InWords(b.Title); title != "" {
			lines = append(lines, title)
		}
		for _, line := range b.Lines {
			if said := InWords(line); said != "" {
				lines = append(lines, said)
			}
		}
	}
	return lines, true
}

// InWords is a drawn line as it is read out: without styles, and without the
// blanks that align it.
func InWords(line string) string {
	said := strings.Join(strings.Fields(ansi.Strip(line)), " ")
	return strings.NewReplacer(" ,", ",", " · ", ", ").Replace(said)
}
