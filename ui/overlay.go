package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// overlay is what lies over the panes and has the keys: a form, a question,
// the palette, a text to read.
type overlay interface {
	resize(w, h int)
	restyle()
	update(msg tea.Msg) tea.Cmd
	// done reports whether it is to go.
	done() bool
	// lines are what it draws: at most h lines of at most w cells, in a box of
	// its own over the pane unless they fill it.
	lines() []string
}

func (a *App) push(o overlay) {
	o.resize(a.w, max(0, a.h-frameLines))
	a.overlays = append(a.overlays, o)
}

func (a *App) drop(o overlay) {
	a.overlays = slices.DeleteFunc(a.overlays, func(other overlay) bool { return other == o })
}

// over lays a box in the middle of a frame of w cells.
func over(base, box []string, w int) []string {
	wide := 0
	for _, line := range box {
		wide = max(wide, text.Width(line))
	}
	x, y := max(0, (w-wide)/2), max(0, (len(base)-len(box))/2)
	out := slices.Clone(base)
	for i, line := range box {
		if y+i < len(out) {
			under := text.Left(out[y+i], w)
			out[y+i] = ansi.Cut(under, 0, x) + text.Left(line, wide) + ansi.Cut(under, x+wide, w)
		}
	}
	return out
}

// boxed draws a box around lines of at most w cells.
func boxed(ctx *pane.Context, title string, lines []string, w int) []string {
	g, rule := ctx.Theme.Glyphs, ctx.Theme.Rule
	wide := text.Width(title) + 2
	for _, line := range lines {
		wide = max(wide, text.Width(line))
	}
	wide = min(wide, max(1, w-4))
	title = text.Cut(title, wide-2)
	out := []string{rule.Render(g.TopLeft+g.Rule) + " " + ctx.Theme.Title.Render(title) + " " +
		rule.Render(strings.Repeat(g.Rule, max(0, wide-text.Width(title)-1))+g.TopRight)}
	for _, line := range lines {
		out = append(out, rule.Render(g.Vertical)+" "+text.Left(line, wide)+" "+rule.Render(g.Vertical))
	}
	return append(out, rule.Render(g.BottomLeft+strings.Repeat(g.Rule, wide+2)+g.BottomRight))
}

// question asks before what cannot be taken back. No is preselected.
type question struct {
	ctx  *pane.Context
	ask  pane.Ask
	w    int
	yes  bool
	over bool
}

func newQuestion(ctx *pane.Context, ask pane.Ask) *question { return &question{ctx: ctx, ask: ask} }

func (q *question) resize(w, _ int) { q.w = w }
func (q *question) restyle()        {}
func (q *question) done() bool      { return q.over }

func (q *question) update(msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch key.String() {
	case "left", "right", "tab", "shift+tab", "h", "l":
		q.yes = !q.yes
	case "y":
		q.yes, q.over = true, true
	case "n", "esc", "q":
		q.yes, q.over = false, true
	case "enter":
		q.over = true
	}
	if q.over && q.yes {
		return pane.Send(q.ask.Do)
	}
	return nil
}

func (q *question) lines() []string {
	var lines []string
	for _, line := range q.ask.Lines {
		lines = append(lines, text.Wrap(line, max(10, min(60, q.w-8)))...)
	}
	th := q.ctx.Theme
	button := func(label string, on bool) string {
		if on {
			return th.Selected.Render("[ " + label + " ]")
		}
		return th.Text.Render("  " + label + "  ")
	}
	lines = append(lines, "", button(q.ctx.Words.T("frame.no"), !q.yes)+"  "+button(q.ask.Yes, q.yes))
	return boxed(q.ctx, q.ask.Title, lines, q.w)
}

// reading shows a text.
type reading struct {
	ctx    *pane.Context
	show   pane.Show
	w, h   int
	scroll int
	over   bool
}

func newReading(ctx *pane.Context, show pane.Show) *reading { return &reading{ctx: ctx, show: show} }

func (r *reading) resize(w, h int) { r.w, r.h = w, h }
func (r *reading) restyle()        {}
func (r *reading) done() bool      { return r.over }

func (r *reading) update(msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch key.String() {
	case "down", "j":
		r.scroll++
	case "up", "k":
		r.scroll--
	case "pgdown", "space":
		r.scroll += max(1, r.h-4)
	case "pgup":
		r.scroll -= max(1, r.h-4)
	default:
		r.over = true
	}
	return nil
}

func (r *reading) lines() []string {
	var lines []string
	for _, line := range r.show.Lines {
		lines = append(lines, text.Wrap(line, max(10, min(76, r.w-6)))...)
	}
	room := max(1, r.h-4)
	r.scroll = max(0, min(r.scroll, len(lines)-room))
	lines = lines[r.scroll:min(len(lines), r.scroll+room)]
	return boxed(r.ctx, r.show.Title, append(lines, "", r.ctx.Theme.Muted.Render(r.ctx.Words.T("frame.any_key"))), r.w)
}
