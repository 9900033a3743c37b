// Package stats is the pane of a program's figures, "My stats": the score with
// every part of it, customer satisfaction, ACV, leads, rates and projects.
package stats

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// Scope is the scope of the pane's keys.
const Scope = "stats"

// Book is what the pane reads of a book.
type Book interface {
	Stats(ctx context.Context, program string) (domain.Stats, error)
}

// Pane is the pane of figures. They are those of the context's program.
type Pane struct {
	ctx  *pane.Context
	book Book

	stats  domain.Stats
	failed bool // the newest read did

	gen    int // of the figures asked for last
	cancel context.CancelFunc

	w, h   int
	lines  []string // drawn for the size, the theme and the figures
	scroll int
}

// New returns the pane over a book.
func New(ctx *pane.Context, book Book) *Pane { return &Pane{ctx: ctx, book: book} }

// Actions are the pane's actions, the most useful first.
func Actions() []keys.Action {
	action := func(id, cli string, ks ...string) keys.Action {
		return keys.Action{ID: "stats." + id, Keys: ks, Short: "stats." + id, Long: "stats." + id + "_long", CLI: cli, Scope: Scope}
	}
	return []keys.Action{
		action("down", "", "down", "j"), action("up", "", "up", "k"),
		action("page_down", "", "pgdown", "ctrl+d"), action("page_up", "", "pgup", "ctrl+u"),
		action("top", "", "home", "g g"), action("bottom", "", "end", "G"),
	}
}

// Scope is the scope of the pane's keys.
func (p *Pane) Scope() string { return Scope }

// SetSize gives the pane its cells.
func (p *Pane) SetSize(w, h int) {
	p.w, p.h = w, h
	p.draw()
}

// Restyle takes the context's theme.
func (p *Pane) Restyle() { p.draw() }

// statsMsg answers a read; a later one makes it void.
type statsMsg struct {
	gen   int
	stats domain.Stats
	err   error
}

// Refresh gathers the program's figures anew. Those of the same program show
// until then.
func (p *Pane) Refresh() tea.Cmd {
	p.gen++
	if p.cancel != nil {
		p.cancel()
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	p.draw() // the program may be another now
	gen, book, program := p.gen, p.book, p.ctx.Program.Name
	*p.ctx.Busy++
	return func() tea.Msg {
		stats, err := book.Stats(ctx, program)
		return statsMsg{gen, stats, err}
	}
}

// Update takes the answers of the pane's own reads.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	m, ok := msg.(statsMsg)
	if !ok {
		return nil
	}
	*p.ctx.Busy--
	if m.gen != p.gen {
		return nil
	}
	p.cancel()
	p.failed = m.err != nil
	if m.err == nil {
		p.stats = m.stats
	}
	p.draw()
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	return nil
}

// loaded reports whether the figures of the program are here.
func (p *Pane) loaded() bool { return p.stats.Program != "" && p.stats.Program == p.ctx.Program.Name }

// Do carries out an action of the pane.
func (p *Pane) Do(action string) tea.Cmd {
	page := max(1, p.h-1)
	switch id, _ := strings.CutPrefix(action, Scope+"."); id {
	case "down":
		p.scrollTo(p.scroll + 1)
	case "up":
		p.scrollTo(p.scroll - 1)
	case "page_down":
		p.scrollTo(p.scroll + page)
	case "page_up":
		p.scrollTo(p.scroll - page)
	case "top":
		p.scrollTo(0)
	case "bottom":
		p.scrollTo(p.end())
	}
	return nil
}

// end is how far the pane scrolls; 0 where all is in sight.
func (p *Pane) end() int { return max(0, len(p.lines)-p.h) }

func (p *Pane) scrollTo(line int) { p.scroll = max(0, min(line, p.end())) }

// Can says whether there is anywhere to scroll to.
func (p *Pane) Can(action string) (why string, ok bool) {
	switch id, _ := strings.CutPrefix(action, Scope+"."); id {
	case "down", "page_down", "bottom":
		return "", p.scroll < p.end()
	default:
		return "", p.scroll > 0
	}
}

// Type takes nothing: the pane has no text field.
func (p *Pane) Type(tea.Msg) (tea.Cmd, bool) { return nil, false }

// Click does nothing: there is nothing to select.
func (p *Pane) Click(int, int) tea.Cmd { return nil }

// Wheel scrolls.
func (p *Pane) Wheel(_, _, delta int) tea.Cmd {
	p.scrollTo(p.scroll + delta)
	return nil
}

// Goto does nothing: figures are no records.
func (p *Pane) Goto(domain.Ref, string) tea.Cmd { return nil }

// draw lays the figures out for the size.
func (p *Pane) draw() {
	switch {
	case p.loaded():
		p.lines = sheet{p.ctx, p.stats}.lines(p.w)
	case p.failed:
		p.lines = []string{"", " " + p.ctx.Theme.Muted.Render(p.ctx.Words.T("stats.failed"))}
	default:
		p.lines = []string{"", " " + p.ctx.Theme.Muted.Render(p.ctx.Words.T("stats.loading")+p.ctx.Theme.Glyphs.Ellipsis)}
	}
	p.scrollTo(p.scroll)
}

// View draws the pane in exactly its size.
func (p *Pane) View() string {
	if p.h <= 0 {
		return ""
	}
	lines := make([]string, p.h)
	for i := range lines {
		line := ""
		if at := p.scroll + i; at < len(p.lines) {
			line = p.lines[at]
		}
		lines[i] = text.Left(line, p.w)
	}
	if p.h > 1 && p.scroll < p.end() {
		lines[p.h-1] = text.Left(p.ctx.Theme.Muted.Render(" "+p.ctx.Theme.Glyphs.Down+" "+p.ctx.Words.T("pane.more")), p.w)
	}
	return strings.Join(lines, "\n")
}
