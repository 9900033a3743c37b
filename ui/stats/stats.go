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
	// Head is the number of the newest change, 0 where there is none.
	Head(ctx context.Context) (uint64, error)
	Stats(ctx context.Context, program string) (domain.Stats, error)
	// Plan is the cheapest way to the next tier by a date, by the next evaluation where it is zero.
	Plan(ctx context.Context, program string, by domain.Date) (domain.Plan, error)
	// Behind are the records behind a figure.
	Behind(ctx context.Context, program string, figure domain.Figure) ([]domain.Record, error)
	// Breakdown are the figures by a dimension, of what lies in the period.
	Breakdown(ctx context.Context, program string, by domain.Dimension, period domain.Span) ([]domain.Row, error)
}

// Pane is the pane of figures. They are those of the context's program.
type Pane struct {
	ctx  *pane.Context
	book Book

	stats  domain.Stats
	plan   domain.Plan
	months []domain.Row // of the program's figures, the newest last
	failed bool         // the newest read did
	rest   rest

	gen    int // of the figures asked for last
	cancel context.CancelFunc

	w, h   int
	page   page // drawn for the size, the theme and the figures
	laid   bool // page is of those that there are now
	scroll int
	cursor int // the spot selected

	over over // lies over the figures, nil where nothing does
}

// New returns the pane over a book.
func New(ctx *pane.Context, book Book) *Pane { return &Pane{ctx: ctx, book: book} }

// Actions are the pane's actions, the most useful first.
func Actions() []keys.Action {
	action := func(id, cli string, ks ...string) keys.Action {
		return keys.Action{ID: "stats." + id, Keys: ks, Short: "stats." + id, Long: "stats." + id + "_long", CLI: cli, Scope: Scope}
	}
	return []keys.Action{
		action("open", "belay stats records NUMBER", "enter"), action("trend", "belay stats --by month", "v"),
		action("what_if", "belay plan --what-if attribute=value", "w"), action("roi", "belay roi", "o"),
		action("practice", "belay practice", "c"), action("back", "", "esc"),
		action("down", "", "down", "j"), action("up", "", "up", "k"), action("left", "", "left", "h"), action("right", "", "right", "l"),
		action("page_down", "", "pgdown", "ctrl+d"), action("page_up", "", "pgup", "ctrl+u"),
		action("top", "", "home", "g g"), action("bottom", "", "end", "G"),
	}
}

// Scope is the scope of the pane's keys.
func (p *Pane) Scope() string { return Scope }

// SetSize gives the pane its cells.
func (p *Pane) SetSize(w, h int) {
	p.w, p.h, p.laid = w, h, false
	if p.over != nil {
		p.over.resize(w, h)
	}
}

// Restyle takes the context's theme.
func (p *Pane) Restyle() {
	p.laid = false
	if p.over != nil {
		p.over.restyle()
	}
}

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
	p.rest.drawn = false
	if !p.loaded() {
		p.months, p.plan, p.rest.read = nil, domain.Plan{}, state{}
	}
	p.laid = false // the program may be another now
	gen, book, program := p.gen, p.book, p.ctx.Program.Name
	*p.ctx.Busy++
	read := func() tea.Msg {
		stats, err := book.Stats(ctx, program)
		return statsMsg{gen, stats, err}
	}
	if p.over != nil && !p.loaded() {
		p.over = nil // it is about another program
	}
	if p.over != nil {
		return tea.Batch(read, p.over.refresh())
	}
	return read
}

// Update takes the answers of the pane's own reads.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case statsMsg:
		return p.gathered(m)
	case monthsMsg:
		return p.charted(m)
	case planMsg:
		return p.planned(m)
	case pane.Shown:
		p.rest.drawn = true
		return p.readRest()
	}
	return p.answered(msg)
}

// gathered takes the figures.
func (p *Pane) gathered(m statsMsg) tea.Cmd {
	*p.ctx.Busy--
	if m.gen != p.gen {
		return nil
	}
	p.cancel()
	p.failed = m.err != nil
	if m.err == nil {
		p.stats = m.stats
	}
	p.laid = false
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	return p.readRest()
}

// loaded reports whether the figures of the program are here.
func (p *Pane) loaded() bool { return p.stats.Program != "" && p.stats.Program == p.ctx.Program.Name }

// Do carries out an action of the pane.
func (p *Pane) Do(action string) tea.Cmd {
	p.lay()
	id, _ := strings.CutPrefix(action, Scope+".")
	if p.over != nil {
		if id == "back" {
			p.over = nil
			return nil
		}
		return p.over.do(id)
	}
	page := max(1, p.room()-1)
	switch id {
	case "down":
		p.move(p.cursor + 1)
	case "up":
		p.move(p.cursor - 1)
	case "page_down":
		p.turn(page)
	case "page_up":
		p.turn(-page)
	case "top":
		p.move(0)
	case "bottom":
		p.move(len(p.page.spots) - 1)
	case "left":
		p.aside(-1)
	case "right":
		p.aside(1)
	case "open":
		return p.openRecords()
	case "trend":
		return p.openTrend()
	case "what_if":
		p.openWhatIf()
	case "roi":
		p.openROI()
	case "practice":
		return pane.Send(pane.Goto{Ref: domain.Ref{Kind: domain.KindCredential}})
	}
	return nil
}

// end is how far the pane scrolls; 0 where all is in sight.
func (p *Pane) end() int { return max(0, len(p.page.body)-p.room()) }

// room is how many lines scroll.
func (p *Pane) room() int { return max(0, p.h-len(p.page.head)-len(p.page.foot)) }

func (p *Pane) scrollTo(line int) { p.scroll = max(0, min(line, p.end())) }

// Can says whether an action can be done now.
func (p *Pane) Can(action string) (why string, ok bool) {
	p.lay()
	id, _ := strings.CutPrefix(action, Scope+".")
	if p.over != nil {
		return "", id == "back" || p.over.can(id)
	}
	switch id {
	case "down", "page_down", "bottom":
		return "", p.cursor < len(p.page.spots)-1
	case "up", "page_up", "top":
		return "", p.cursor > 0
	case "left":
		_, ok := p.beside(-1)
		return "", ok
	case "right":
		_, ok := p.beside(1)
		return "", ok
	case "open":
		return "", p.loaded() && len(p.page.spots) > 0
	case "back":
		return "", false
	case "practice":
		return "", true
	default:
		return "", p.loaded()
	}
}

// typing is what lies over the figures and has fields to fill in.
type typing interface {
	update(msg tea.Msg) tea.Cmd
	// done reports whether it was left.
	done() bool
	// foot are its keys in so many cells.
	foot(cells int) string
	// typesAt is the cell at which the next character goes in.
	typesAt() (x, y int, ok bool)
}

// Foot are the keys in so many cells while there are fields that take all others;
// it reports whether there are.
func (p *Pane) Foot(cells int) (foot string, ok bool) {
	fields, ok := p.over.(typing)
	if !ok {
		return "", false
	}
	return fields.foot(cells), true
}

// Cursor is the cell of the pane at which the next character goes in, where there
// are fields.
func (p *Pane) Cursor() (x, y int, ok bool) {
	fields, ok := p.over.(typing)
	if !ok {
		return 0, 0, false
	}
	return fields.typesAt()
}

// Type gives keys to the fields of what lies over the figures.
func (p *Pane) Type(msg tea.Msg) (tea.Cmd, bool) {
	fields, ok := p.over.(typing)
	if !ok {
		return nil, false
	}
	cmd := fields.update(msg)
	if fields.done() {
		p.over = nil
	}
	return cmd, true
}

// Click selects the figure of the line, the right one of two; one that is
// selected it opens.
func (p *Pane) Click(x, y int) tea.Cmd {
	if p.over != nil {
		return p.over.click(x, y)
	}
	p.lay()
	line := p.scroll + y - len(p.page.head)
	if y < len(p.page.head) || y >= p.h-len(p.page.foot) {
		return nil
	}
	at := -1
	for i, s := range p.page.spots {
		if s.line == line && x >= s.x {
			at = i
		}
	}
	switch {
	case at < 0:
		return nil
	case at == p.cursor && p.loaded():
		return p.openRecords()
	}
	p.cursor = at
	return nil
}

// Wheel scrolls.
func (p *Pane) Wheel(_, _, delta int) tea.Cmd {
	if p.over != nil {
		p.over.wheel(delta)
		return nil
	}
	p.lay()
	p.scrollTo(p.scroll + delta)
	return nil
}

// Goto does nothing: figures are no records.
func (p *Pane) Goto(domain.Ref, string) tea.Cmd { return nil }

// lay lays the figures out, if anything changed since they were; a pane that is
// not in front is not laid out at all. The cursor stays on the figure that it was
// on.
func (p *Pane) lay() {
	if p.laid {
		return
	}
	p.laid = true
	on := p.selected()
	if p.failed && !p.loaded() {
		p.page = page{body: []string{"", " " + p.ctx.Theme.Muted.Render(p.ctx.Words.T("stats.failed"))}}
	} else {
		p.page = sheet{p.ctx, p.stats, p.plan, p.months, !p.loaded()}.lay(p.w, p.h)
	}
	for i, s := range p.page.spots {
		if s.figure == on {
			p.cursor = i
		}
	}
	p.cursor = max(0, min(p.cursor, len(p.page.spots)-1))
	p.scrollTo(p.scroll)
}

// View draws the pane in exactly its size.
func (p *Pane) View() string {
	if p.h <= 0 {
		return ""
	}
	p.rest.drawn = true
	if p.over != nil {
		return p.over.view()
	}
	p.lay()
	lines := make([]string, 0, p.h)
	lines = append(lines, p.page.head...)
	room := p.room()
	if len(p.page.body) < room { // what it takes follows on what stands
		room = len(p.page.body)
	}
	for i := range room {
		switch at := p.scroll + i; {
		case i == room-1 && room > 1 && p.scroll < p.end():
			lines = append(lines, p.ctx.Theme.Muted.Render(" "+p.ctx.Theme.Glyphs.Down+" "+p.ctx.Words.T("pane.more")))
		case at < len(p.page.body):
			lines = append(lines, p.marked(at))
		default:
			lines = append(lines, "")
		}
	}
	lines = append(lines, p.page.foot...)
	for i := range lines {
		lines[i] = text.Left(lines[i], p.w)
	}
	for len(lines) < p.h {
		lines = append(lines, text.Left("", p.w))
	}
	return strings.Join(lines, "\n")
}
