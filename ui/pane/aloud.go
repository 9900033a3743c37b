package pane

import (
	"context"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
)

// Heard is a pane of lists that can be read out, for people who do not see it.
type Heard interface {
	Pane
	// Named are the lists with their names and lengths.
	Named() []Named
	// Aloud are rows of a list that hold match, and how many there are in all.
	Aloud(ctx context.Context, list, match string, offset, limit int) ([]Said, int, error)
	// Detail is the detail of the selected record, false where none is selected.
	Detail() ([]string, bool)
	// Lesson says what belongs into a list that is empty.
	Lesson(list string) []string
}

// Named is a list with its name and its length.
type Named struct {
	List, Name string
	Count      int
}

// Said is a record in words, and where it is.
type Said struct {
	Ref  domain.Ref
	Text string
}

// aloudWidth is the width for which a detail is drawn that is read out: wide
// enough that no sentence is broken.
const aloudWidth = 400

// Named are the lists with their names and lengths.
func (l *List[R]) Named() []Named {
	var named []Named
	for _, list := range l.lists {
		named = append(named, Named{list, l.Ctx.Words.T("pane.list_" + list), l.counts[list]})
	}
	return named
}

// Lesson says what belongs into a list that is empty.
func (l *List[R]) Lesson(list string) []string { return l.spec.Empty(list) }

// Aloud are rows of a list that hold match, each as the names and the texts of
// its columns, and how many there are in all. It reads the book.
func (l *List[R]) Aloud(ctx context.Context, list, match string, offset, limit int) ([]Said, int, error) {
	q := l.query
	q.Program, q.List, q.Match, q.Quick = l.Ctx.Only, list, match, false
	page, err := l.spec.Source.Rows(ctx, q, offset, limit)
	if err != nil {
		return nil, 0, err
	}
	said := make([]Said, len(page.Rows))
	for i, row := range page.Rows {
		said[i] = Said{domain.Ref{Kind: l.spec.Kind, ID: l.spec.ID(row)}, l.Sentence(list, row)}
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
