package ui

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// palette lists actions with their keys and command lines, to search and to do.
// As the help of a pane it lists that pane's actions and the frame's.
type palette struct {
	app     *App
	ctx     *pane.Context
	title   string
	all     []keys.Action
	shown   []keys.Action
	input   textinput.Model
	index   int
	top     int
	w, h    int
	ended   bool
	current string
}

// newPalette lists the actions of a scope and the frame's; all for keys.Global.
func newPalette(a *App, scope string) *palette {
	p := &palette{app: a, ctx: a.ctx, title: a.ctx.Words.T("frame.palette_title"), input: textinput.New(), current: a.scope()}
	p.all = append(a.keys.For(p.current), a.keys.For(keys.Global)...)
	if scope == keys.Global {
		for _, action := range a.keys.All() {
			if action.Scope != p.current && action.Scope != keys.Global {
				p.all = append(p.all, action)
			}
		}
	} else {
		p.title = a.ctx.Words.T("frame.help_title")
	}
	p.input.Prompt = "/ "
	p.input.Placeholder = a.ctx.Words.T("pane.search_hint")
	p.restyle()
	p.input.Focus()
	p.filter()
	return p
}

func (p *palette) resize(w, h int) {
	p.w, p.h = w, h
	p.input.SetWidth(max(1, min(40, w-10)))
}

func (p *palette) done() bool { return p.ended }

func (p *palette) restyle() { p.input.SetStyles(searchStyles(p.ctx)) }

func (p *palette) update(msg tea.Msg) tea.Cmd {
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

// choose does the selected action.
func (p *palette) choose() tea.Cmd {
	p.ended = true
	if p.index < 0 || p.index >= len(p.shown) {
		return nil
	}
	return pane.Send(act{p.shown[p.index]})
}

// filter keeps the actions whose words, key or command line hold what was typed.
func (p *palette) filter() {
	want := domain.Fold(p.input.Value())
	p.shown = nil
	for _, action := range p.all {
		if want == "" || strings.Contains(domain.Fold(p.say(action)), want) {
			p.shown = append(p.shown, action)
		}
	}
	p.index = max(0, min(p.index, len(p.shown)-1))
}

// say is all that an action is found by.
func (p *palette) say(action keys.Action) string {
	return p.ctx.Words.T(action.Short) + " " + p.ctx.Words.T(action.Long) + " " + strings.Join(action.Keys, " ") + " " + action.CLI
}

// room is how many actions show.
func (p *palette) room() int { return max(1, min(p.h-6, 24)) }

func (p *palette) lines() []string {
	th, w := p.ctx.Theme, p.ctx.Words
	wide := max(20, min(100, p.w-6))
	lines := []string{p.input.View(), ""}
	room := p.room()
	p.top = max(0, min(p.top, p.index), p.index-room+1)
	for i := p.top; i < min(len(p.shown), p.top+room); i++ {
		action := p.shown[i]
		why, can := p.app.can(action.ID)
		key := text.Left(keys.Display(action.Keys[0], p.ctx.ASCII), 10)
		name := p.where(action) + w.T(action.Long)
		side := action.CLI
		if !can && why != "" {
			side = why
		}
		line := text.Left(key+" "+name, wide*3/5) + " " + text.Left(side, wide-wide*3/5-1)
		switch {
		case i == p.index:
			line = th.Selected.Render(line)
		case !can:
			line = th.Muted.Render(line)
		}
		lines = append(lines, line)
	}
	if len(p.shown) == 0 {
		lines = append(lines, text.Left(w.T("frame.no_action"), wide))
	}
	lines = append(lines, "", th.Muted.Render(text.Cut(w.T("frame.palette_keys"), wide)))
	return boxed(p.ctx, p.title, lines, p.w)
}

// where names the pane of an action that is not on the pane in front.
func (p *palette) where(action keys.Action) string {
	if action.Scope == keys.Global || action.Scope == p.current {
		return ""
	}
	return p.ctx.Words.T("frame."+action.Scope) + ": "
}
