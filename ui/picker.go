package ui

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// picker lists choices, to find one by typing and to do it.
type picker struct {
	ctx   *pane.Context
	pick  pane.Pick
	shown []pane.Choice
	input textinput.Model
	index int
	top   int
	w, h  int
	ended bool
}

func newPicker(ctx *pane.Context, pick pane.Pick) *picker {
	p := &picker{ctx: ctx, pick: pick, input: textinput.New()}
	p.input.Prompt = "/ "
	p.input.Placeholder = ctx.Words.T("pane.search_hint")
	p.restyle()
	p.input.Focus()
	p.filter()
	p.index = max(0, min(pick.At, len(p.shown)-1))
	return p
}

func (p *picker) resize(w, h int) {
	p.w, p.h = w, h
	p.input.SetWidth(max(1, min(40, w-10)))
}

func (p *picker) done() bool { return p.ended }
func (p *picker) restyle()   { p.input.SetStyles(searchStyles(p.ctx)) }

func (p *picker) update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		if to, ok := moveIn(key.String(), p.index, len(p.shown), p.room()); ok {
			p.index = to
			return nil
		}
		switch key.String() {
		case "esc":
			p.ended = true
			return nil
		case "enter":
			return p.choose()
		}
	}
	var cmd tea.Cmd
	p.input, cmd = p.input.Update(msg)
	p.filter()
	return cmd
}

// choose does the selected choice, unless it cannot be done now.
func (p *picker) choose() tea.Cmd {
	if p.index >= len(p.shown) || p.shown[p.index].Why != "" {
		return nil
	}
	p.ended = true
	return pane.Send(p.shown[p.index].Do)
}

// filter keeps the choices whose words hold what was typed.
func (p *picker) filter() {
	want := domain.Fold(p.input.Value())
	p.shown = nil
	for _, c := range p.pick.Choices {
		if want == "" || strings.Contains(domain.Fold(c.Label+" "+c.Side), want) {
			p.shown = append(p.shown, c)
		}
	}
	p.index = max(0, min(p.index, len(p.shown)-1))
}

// room is how many choices show.
func (p *picker) room() int { return max(1, min(p.h-6, 24)) }

func (p *picker) lines() []string {
	th, w := p.ctx.Theme, p.ctx.Words
	wide := max(20, min(76, p.w-6))
	lines := []string{p.input.View(), ""}
	p.top = max(0, min(p.top, p.index), p.index-p.room()+1)
	for i := p.top; i < min(len(p.shown), p.top+p.room()); i++ {
		c := p.shown[i]
		side := c.Side
		if c.Why != "" {
			side = c.Why
		}
		half := min(text.Width(side), wide/2)
		line := text.Left(c.Label, wide-half-1) + " " + text.Left(side, half)
		switch {
		case i == p.index:
			line = th.Selected.Render(line)
		case c.Why != "":
			line = th.Muted.Render(line)
		}
		lines = append(lines, line)
	}
	if len(p.shown) == 0 {
		lines = append(lines, text.Left(w.T("frame.no_action"), wide))
	}
	lines = append(lines, "", th.Muted.Render(text.Cut(w.T("frame.palette_keys"), wide)))
	return boxed(p.ctx, p.pick.Title, lines, p.w)
}

// searchStyles are the styles of a field that searches in a list.
func searchStyles(ctx *pane.Context) textinput.Styles {
	styles := textinput.DefaultStyles(true)
	styles.Focused = textinput.StyleState{Text: ctx.Theme.Field, Prompt: ctx.Theme.Key, Placeholder: ctx.Theme.Muted}
	styles.Cursor.Blink = false
	return styles
}

// moveIn is where a key moves the selection of a list of n with so many rows in
// sight; ok is false for a key that does not move.
func moveIn(key string, index, n, room int) (to int, ok bool) {
	switch key {
	case "down", "ctrl+n", "tab":
		index++
	case "up", "ctrl+p", "shift+tab":
		index--
	case "pgdown":
		index += room
	case "pgup":
		index -= room
	default:
		return index, false
	}
	return max(0, min(index, n-1)), true
}
