package pane

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/grid"
	"github.com/belay-tui/belay/ui/theme"
)

// Several reports whether lists show records of more than one program.
func (c *Context) Several() bool { return c.Only == "" && len(c.Firm.Programs) > 1 }

// DayIn is the day of an instant where a program is run, with its year where that
// is another one than now.
func (c *Context) DayIn(program string, at time.Time) string {
	p := c.ProgramOf(program)
	d := p.Day(at)
	if d.Time().Year() == p.Day(c.Now()).Time().Year() {
		return c.Words.Day(d)
	}
	return c.Words.Date(d)
}

// ProgramCode is a program's name in five cells: the first letters of its title
// and the number at its end: Sel27.
func (c *Context) ProgramCode(name string) string {
	title := domain.Clean(c.ProgramOf(name).Title)
	number := title[len(strings.TrimRightFunc(title, unicode.IsDigit)):]
	if len(number) > 2 {
		number = number[len(number)-2:]
	}
	letters := []rune(strings.TrimSuffix(strings.Join(strings.Fields(title), ""), number))
	return string(letters[:min(len(letters), 5-len(number))]) + number
}

// programStyles are the styles of programs by name, for one theme.
type programStyles struct {
	of     *theme.Theme
	styles map[string]*lipgloss.Style
}

// style is a program's color; its address stays the same.
func (p *programStyles) style(c *Context, name string) *lipgloss.Style {
	if p.of != c.Theme {
		p.of, p.styles = c.Theme, map[string]*lipgloss.Style{}
	}
	s, ok := p.styles[name]
	if !ok {
		made := c.Theme.AccentOf(c.ProgramOf(name).Accent)
		s = &made
		p.styles[name] = s
	}
	return s
}

// columns are the columns of the list that shows.
func (l *List[R]) columns() []grid.Column[R] {
	all := l.spec.Columns(l.query.List)
	if l.several = l.spec.Program != nil && l.Ctx.Several(); l.several {
		name := slices.IndexFunc(all, func(c grid.Column[R]) bool { return c.Found })
		all = slices.Insert(all, name+1, l.programColumn())
	}
	return all
}

// programCells is how many cells the column of programs takes, with its gap.
const programCells = 7

// programColumn says which program a row is of.
func (l *List[R]) programColumn() grid.Column[R] {
	return grid.Column[R]{
		Key: "program", Title: l.Ctx.Words.T("pane.column_program"), Min: programCells - 2, Priority: 5,
		Cell:  func(r R) string { return l.Ctx.ProgramCode(l.spec.Program(r)) },
		Style: func(r R) *lipgloss.Style { return l.programs.style(l.Ctx, l.spec.Program(r)) },
	}
}
