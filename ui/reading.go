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

func (r *reading) restyle()   {}
func (r *reading) done() bool { return r.over }

func (r *reading) resize(w, h int) {
	r.w, r.h = w, h
	r.scrollTo(r.scroll)
}

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
		r.scrollTo(r.scroll + 1)
	case "up", "k":
		r.scrollTo(r.scroll - 1)
	case "pgdown", "space":
		r.scrollTo(r.scroll + r.room())
	case "pgup":
		r.scrollTo(r.scroll - r.room())
	case "home", "g":
		r.scrollTo(0)
	case "end", "G":
		r.scrollTo(len(r.text()))
	case "esc", "q", "enter":
		r.over = true
	default:
		r.over = len(r.show.Offers) == 0
	}
	return nil
}

// room is how many lines of the text show.
func (r *reading) room() int { return max(1, r.h-4) }

// text is all that there is to read, in the width of the box.
func (r *reading) text() []string {
	var lines []string
	for _, line := range r.show.Lines {
		lines = append(lines, indented(line, max(10, min(76, r.w-6)))...)
	}
	return lines
}

func (r *reading) scrollTo(line int) {
	r.scroll = max(0, min(line, len(r.text())-r.room()))
}

// foot says which keys do what, each with the message that it sends.
func (r *reading) foot() []pane.Offer {
	return append(slices.Clone(r.show.Offers), pane.Offer{Key: "esc", Label: r.ctx.Words.T("pane.back")})
}

// footGap is how many cells lie between two keys of the foot.
const footGap = 3

// click does what the foot says at a cell of the box.
func (r *reading) click(x, y int) tea.Cmd {
	if y != len(r.lines())-2 { // the last line within the box
		return nil
	}
	x -= boxLeft
	for _, o := range r.foot() {
		wide := text.Width(o.Key + " " + o.Label)
		if r.over = x >= 0 && x < wide || len(r.show.Offers) == 0; r.over {
			return pane.Send(o.Do)
		}
		x -= wide + footGap
	}
	return nil
}

func (r *reading) wheel(step int) tea.Cmd {
	r.scrollTo(r.scroll + step)
	return nil
}

func (r *reading) lines() []string {
	th, lines := r.ctx.Theme, r.text()
	more := ""
	if r.scroll+r.room() < len(lines) {
		more = th.Muted.Render(th.Glyphs.Down + " " + r.ctx.Words.T("pane.more"))
	}
	lines = lines[r.scroll:min(len(lines), r.scroll+r.room())]
	for i := range lines {
		lines[i] = missing.ReplaceAllStringFunc(lines[i], func(s string) string { return th.Warn.Render(s) })
	}
	foot := th.Muted.Render(r.ctx.Words.T("frame.any_key"))
	if len(r.show.Offers) > 0 {
		var parts []string
		for _, o := range r.foot() {
			parts = append(parts, th.Key.Render(o.Key)+" "+o.Label)
		}
		foot = strings.Join(parts, strings.Repeat(" ", footGap))
	}
	return boxed(r.ctx, r.show.Title, append(lines, more, text.Cut(foot, max(10, r.w-6))), r.w)
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
