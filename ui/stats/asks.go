package stats

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// asks is what lies over the figures and has fields to fill in at the left: at
// the right it shows what they would give, as they are typed.
type asks struct {
	ctx  *pane.Context
	form *form.Form
	w, h int
	top  int // how many lines stand above the form
}

func newAsks(ctx *pane.Context, title string, fields []form.Field) asks {
	f := form.New(title, []form.Page{{Fields: fields}}, ctx.Look(), ctx.Words)
	f.Keyless()
	f.Endless()
	return asks{ctx: ctx, form: f}
}

func (a *asks) restyle()                   { a.form.SetLook(a.ctx.Look()) }
func (a *asks) refresh() tea.Cmd           { return nil }
func (a *asks) do(string) tea.Cmd          { return nil }
func (a *asks) can(string) bool            { return false }
func (a *asks) wheel(int)                  {}
func (a *asks) done() bool                 { return a.form.State() == form.Canceled }
func (a *asks) update(msg tea.Msg) tea.Cmd { return a.form.Update(msg) }
func (a *asks) foot(cells int) string      { return a.form.Footer(cells) }

// formPart is the form's part of the width, in hundredths.
const formPart = 46

// formCells is how many cells the form takes, answerCells what it would give.
func (a *asks) formCells() int   { return a.w * formPart / 100 }
func (a *asks) answerCells() int { return max(0, a.w-a.formCells()-between) }

func (a *asks) resize(w, h int) {
	a.w, a.h = w, h
	a.form.SetSize(a.formCells(), max(0, h-a.top))
}

func (a *asks) click(x, y int) tea.Cmd { //nolint:unparam // what else lies over the figures asks for something then
	a.form.Click(x, y-a.top)
	return nil
}

// typesAt is the cell at which the next character goes in.
func (a *asks) typesAt() (x, y int, ok bool) {
	x, y, ok = a.form.Cursor()
	return x, y + a.top, ok
}

// beside puts an answer beside the form.
func (a *asks) beside(answer []string) []string {
	typed := strings.Split(a.form.View(), "\n")
	rule := " " + a.ctx.Theme.Rule.Render(a.ctx.Theme.Glyphs.Vertical) + " "
	lines := make([]string, max(0, a.h-a.top))
	for i := range lines {
		lines[i] = text.Left(lineOf(typed, i), a.formCells()) + rule + lineOf(answer, i)
	}
	return lines
}

// lineOf is one of some lines, "" past their end.
func lineOf(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}
