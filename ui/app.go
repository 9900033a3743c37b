// Package ui is the screen: one root model that owns size, theme, words, the
// active pane and a stack of overlays. Update and View do no I/O: reads run in
// commands, writes go one after the other through a queue.
package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/stats"
	"github.com/belay-tui/belay/ui/theme"
)

// App is the root model of the screen.
type App struct {
	cfg    Config
	ctx    *pane.Context
	keys   *keys.Registry
	reader keys.Reader

	panes    []pane.Pane // by place, see scopes; nil where it was not wanted yet
	stale    []bool      // panes that are to read anew when they come to the front
	active   int
	from     int // the numbered pane that an inner one was opened from
	overlays []overlay

	firm     domain.Firm
	waiting  domain.Waiting
	undoable domain.Undoable
	headGen  int  // of the firm, what waits and what can be undone, as asked for last
	looking  bool // for what was done lately
	undoing  bool // until it is known what can be undone then
	figures  *stats.Pane
	news     news
	writes   queue
	drafts   *drafts
	recent   []string      // actions that the palette did lately, the newest first
	last     *batch        // the last one that changed several records
	moving   *transferring // the import or export under way
	minute   time.Time
	alarm    alarm
	trouble  *Trouble
	// acted is when an action was done last, typed how many keys came after it.
	acted time.Time
	typed int
	work  work

	w, h    int
	mouse   bool
	leaving bool

	view  tea.View // as it was drawn last
	dirty bool
}

// New returns the screen over a book.
func New(cfg Config) *App {
	if cfg.Theme.ASCII {
		cfg.Words = cfg.Words.ASCII()
	}
	a := &App{cfg: cfg, keys: cfg.Keys, mouse: true, dirty: true}
	if a.keys == nil {
		a.keys = Actions()
	}
	a.trouble, a.cfg.Words = NewTrouble(cfg)
	a.ctx = &pane.Context{
		Words: a.cfg.Words, Now: cfg.Now, NewID: cfg.NewID, Programs: cfg.Programs,
		ASCII: cfg.Theme.ASCII, Only: cfg.Only, Busy: new(int), Desk: cfg.Book, Templates: cfg.Templates,
	}
	if cfg.Book != nil {
		a.ctx.Length = cfg.Book.Length
	}
	a.ctx.Key = func(id string) string {
		action, _ := a.keys.ByID(id)
		return action.Shown(cfg.Theme.ASCII)
	}
	a.ctx.Words.SetKeys(a.keyTable())
	a.ctx.Program = a.program(cfg.Program)
	a.cfg.Theme.Accent = a.ctx.Program.Accent
	a.ctx.Theme = theme.New(a.cfg.Theme)
	a.figures = stats.New(a.ctx, cfg.Book)
	a.panes = make([]pane.Pane, len(scopes))
	a.panes[placed(stats.Scope)] = a.figures
	a.drafts = newDrafts(a.ctx)
	a.alarm = alarm{since: cfg.Now(), quiet: cfg.Quiet}
	a.stale = make([]bool, len(a.panes))
	for _, note := range slices.Backward(cfg.Notes) { // the first shows
		a.news.tell(cfg.Now(), note, true)
	}
	if len(cfg.First.Lines) > 0 {
		a.push(newReading(a.ctx, cfg.First))
	}
	return a
}

// program reads a program, the default one where the name says none that is known.
func (a *App) program(name string) *domain.Program {
	for _, n := range []string{name, domain.DefaultProgram} {
		if p, err := a.cfg.Programs(n); err == nil {
			return p
		}
	}
	return &domain.Program{}
}

// painted is when the first frame is on the terminal for sure.
const painted = 3 * time.Second / framesASecond

// Init asks for what the first screen shows. The rest, of which the figures take
// long, waits until that is painted.
func (a *App) Init() tea.Cmd {
	wait := func() tea.Msg {
		time.Sleep(painted)
		return nil
	}
	rest := tea.Batch(a.figures.Refresh(), a.recall(), a.drafts.find(), a.lapse())
	return tea.Batch(tea.RequestBackgroundColor, a.beginImport(a.cfg.Begin), a.poll(), tea.Sequence(a.reread(), wait, rest))
}

// Update handles a message: size and theme, then the overlay on top, then a
// text field, then actions, then the panes' own answers.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	return a, tea.Batch(a.take(msg), a.trouble.note(), a.watchWork())
}

// take does what a message asks for.
func (a *App) take(msg tea.Msg) tea.Cmd {
	a.dirty = true
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.resize(msg.Width, msg.Height)
		return a.front().Update(pane.Shown{})
	case tea.BackgroundColorMsg:
		a.restyle(msg.IsDark())
		return nil
	case tea.ModeReportMsg:
		if msg.Mode == ansi.ModeUnicodeCore { // how wide texts are may be otherwise now
			a.restyle(a.cfg.Theme.Dark)
		}
		return nil
	case pollMsg:
		return a.polled(msg)
	case tea.KeyPressMsg:
		return a.press(msg)
	case tea.PasteMsg:
		return a.paste(msg)
	case tea.MouseClickMsg:
		return a.click(msg.Mouse())
	case tea.MouseWheelMsg:
		return a.wheel(msg.Mouse())
	}
	for _, take := range []func(tea.Msg) (tea.Cmd, bool){a.asked, a.answered, a.carry, a.ctx.Letter} {
		if cmd, ok := take(msg); ok {
			return cmd
		}
	}
	var cmds []tea.Cmd
	for _, p := range a.made() {
		cmds = append(cmds, p.Update(msg))
	}
	return tea.Batch(cmds...)
}

// resize gives all parts their cells.
func (a *App) resize(w, h int) {
	a.w, a.h = w, h
	for _, p := range a.made() {
		p.SetSize(w, max(0, h-frameLines))
	}
	for _, o := range a.overlays {
		o.resize(w, max(0, h-frameLines))
	}
}

func (a *App) restyle(dark bool) {
	a.cfg.Theme.Dark = dark
	a.cfg.Theme.Accent = a.ctx.Program.Accent
	a.ctx.Theme = theme.New(a.cfg.Theme)
	for _, p := range a.made() {
		p.Restyle()
	}
	for _, o := range a.overlays {
		o.restyle()
	}
}

// refresh reads anew what shows, after the book changed, and then the figures:
// they take longest, and the header shows the tier.
func (a *App) refresh() tea.Cmd {
	if a.active == placed(stats.Scope) {
		return a.reread()
	}
	return tea.Sequence(a.reread(), a.figures.Refresh())
}

// reread reads the header and the pane in front anew. The others wait until they
// come to the front, but for the figures.
func (a *App) reread() tea.Cmd {
	for i := range a.stale {
		a.stale[i] = i != a.active && i != placed(stats.Scope)
	}
	return tea.Batch(a.fetchHead(), a.front().Refresh())
}

// home is the numbered pane in front, or the one that the inner pane in front
// was opened from.
func (a *App) home() int {
	if a.active >= numbered {
		return a.from
	}
	return a.active
}

// raise puts a pane in front.
func (a *App) raise(i int) {
	a.from = a.home()
	a.active = i
	a.reader.Reset()
}

// show brings a pane to the front.
func (a *App) show(i int) tea.Cmd {
	a.raise(i)
	if !a.stale[i] {
		return a.pane(i).Update(pane.Shown{})
	}
	a.stale[i] = false
	return a.pane(i).Refresh()
}

// press takes a key.
func (a *App) press(key tea.KeyPressMsg) tea.Cmd {
	a.news.key()
	if key.String() == "ctrl+c" {
		return a.quit()
	}
	a.typed++
	if cmd, ok := a.toField(key); ok {
		return cmd
	}
	if a.reader.Pending() != "" && key.String() == "esc" {
		a.reader.Reset()
		return nil
	}
	action, ok := a.reader.Press(a.keys, a.scope(), key.String(), key.Keystroke())
	if !ok {
		return nil
	}
	return a.do(action)
}

// paste takes a paste.
func (a *App) paste(msg tea.PasteMsg) tea.Cmd {
	a.typed++
	cmd, _ := a.toField(msg)
	return cmd
}

// promptly is how soon a question follows the key that led to it; one that took
// longer comes as a surprise.
const promptly = 150 * time.Millisecond

// ask shows a question. Where keys were typed since the action that led to it,
// or it comes as a surprise, it waits until the keyboard is quiet.
func (a *App) ask(ask pane.Ask) tea.Cmd {
	q := newQuestion(a.ctx, ask)
	a.push(q)
	if a.typed > 0 || a.cfg.Now().Sub(a.acted) > promptly {
		return q.grace()
	}
	return nil
}

// toField gives a key or a paste to the overlay on top, or to a text field.
func (a *App) toField(msg tea.Msg) (tea.Cmd, bool) {
	if n := len(a.overlays); n > 0 {
		top := a.overlays[n-1]
		cmd := top.update(msg)
		if top.done() {
			a.drop(top)
			a.acted, a.typed = a.cfg.Now(), 0
		}
		return cmd, true
	}
	return a.front().Type(msg)
}

func (a *App) scope() string { return scopes[a.active] }
