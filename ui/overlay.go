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
	// click is the mouse at a cell of what it drew, wheel its wheel, so many
	// rows down.
	click(x, y int) tea.Cmd
	wheel(step int) tea.Cmd
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

// middle is where a box lies in a frame of w by h cells, and how wide it is.
func middle(box []string, w, h int) (x, y, wide int) {
	for _, line := range box {
		wide = max(wide, text.Width(line))
	}
	return max(0, (w-wide)/2), max(0, (h-len(box))/2), wide
}

// over lays a box in the middle of a frame of w cells.
func over(base, box []string, w int) []string {
	x, y, wide := middle(box, w, len(base))
	out := slices.Clone(base)
	for i, line := range box {
		if y+i < len(out) {
			under := text.Left(out[y+i], w)
			out[y+i] = text.Left(ansi.Cut(under, 0, x), x) + text.Left(line, wide) + behind(under, x+wide, w)
		}
	}
	return out
}

// behind is what a line of w cells shows from a cell on: of a wide character
// that lies half before it, a blank.
func behind(line string, from, w int) string {
	rest := ansi.Cut(line, from, w)
	if text.Width(rest) > w-from {
		rest = " " + ansi.Cut(line, from+1, w)
	}
	return rest
}

// Where the lines begin inside the box that boxed draws around them.
const (
	boxLeft = 2
	boxTop  = 1
)

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
