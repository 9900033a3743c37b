package ui

import (
	"regexp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

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
	for _, o := range r.show.Offers {
		if key.String() == o.Key {
			r.over = true
			return pane.Send(o.Do)
		}
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
	case "esc", "q", "enter":
		r.over = true
	default:
		r.over = len(r.show.Offers) == 0
	}
	return nil
}

// foot says which keys do what.
func (r *reading) foot() string {
	if len(r.show.Offers) == 0 {
		return r.ctx.Theme.Muted.Render(r.ctx.Words.T("frame.any_key"))
	}
	var parts []string
	for _, o := range r.show.Offers {
		parts = append(parts, r.ctx.Theme.Key.Render(o.Key)+" "+o.Label)
	}
	return strings.Join(append(parts, r.ctx.Theme.Key.Render("esc")+" "+r.ctx.Words.T("pane.back")), "   ")
}

func (r *reading) click(int, int) tea.Cmd { return nil }

func (r *reading) wheel(step int) tea.Cmd {
	r.scroll += step
	return nil
}

func (r *reading) lines() []string {
	var lines []string
	for _, line := range r.show.Lines {
		lines = append(lines, indented(line, max(10, min(76, r.w-6)))...)
	}
	room := max(1, r.h-4)
	r.scroll = max(0, min(r.scroll, len(lines)-room))
	more := ""
	if r.scroll+room < len(lines) {
		more = r.ctx.Theme.Muted.Render(r.ctx.Theme.Glyphs.Down + " " + r.ctx.Words.T("pane.more"))
	}
	lines = slices.Clone(lines[r.scroll:min(len(lines), r.scroll+room)])
	for i := range lines {
		lines[i] = missing.ReplaceAllStringFunc(lines[i], func(s string) string { return r.ctx.Theme.Warn.Render(s) })
	}
	return boxed(r.ctx, r.show.Title, append(lines, more, text.Cut(r.foot(), max(10, r.w-6))), r.w)
}

// missing is the place of a field that a letter lacks.
var missing = regexp.MustCompile("‹[^›]*›")

// indented is a line on as many as it takes, all as far in as it begins.
func indented(line string, w int) []string {
	rest := strings.TrimLeft(line, " ")
	in := min(len(line)-len(rest), w/2)
	lines := text.Wrap(rest, w-in)
	for i := range lines {
		lines[i] = strings.Repeat(" ", in) + lines[i]
	}
	return lines
}
