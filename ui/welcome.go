package ui

import (
	"context"
	"errors"
	"io"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/words"
)

// welcome is the model that asks: first how to begin, then what that needs.
type welcome struct {
	ctx       *pane.Context
	cfg       Config
	trouble   *Trouble
	look      LookInto
	languages []words.Language
	w, h      int
	at        int           // the way to begin that is chosen
	sheet     *sheet        // asks what it needs, nil before
	moving    *transferring // the look at the file to import, while it is under way
	report    *reading      // what came of it, until that is answered
	leaving   bool
	answer    Welcome
}

// LookInto does the dry run of the import that somebody may begin with. It leaves
// nothing in the book that they would get, and is asked in a command.
type LookInto func(ctx context.Context, w Welcome, p *Progress) (Imported, error)

// AskWelcome asks how to begin, for the firm's name and its program, and what to
// import: the file is looked into, and what would come in is shown, before there
// is a book.
func AskWelcome(ctx context.Context, cfg Config, look LookInto, in io.Reader, out io.Writer) (Welcome, error) {
	m := newWelcome(cfg, look, words.Languages())
	if err := run(ctx, m, cfg, in, out); err != nil {
		return Welcome{}, err
	}
	return m.answer, nil
}

func newWelcome(cfg Config, look LookInto, languages []words.Language) *welcome {
	m := &welcome{cfg: cfg, look: look, languages: languages}
	m.trouble, m.cfg.Words = NewTrouble(cfg)
	m.ctx = &pane.Context{Theme: theme.New(cfg.Theme), Words: m.cfg.Words, Now: cfg.Now, ASCII: cfg.Theme.ASCII, Busy: new(int)}
	return m
}

func (m *welcome) Init() tea.Cmd { return tea.RequestBackgroundColor }

func (m *welcome) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.take(msg)
	if note := m.trouble.note(); note != nil {
		cmd = tea.Batch(cmd, note)
	}
	return m, cmd
}

// take does what a message asks for.
func (m *welcome) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		m.cfg.Theme.Dark = msg.IsDark()
		m.ctx.Theme = theme.New(m.cfg.Theme)
		if m.sheet != nil {
			m.sheet.restyle()
		}
	case tea.KeyPressMsg:
		return m.press(msg)
	case tea.PasteMsg:
		if m.sheet != nil && m.above() == nil {
			return m.toSheet(msg)
		}
	case tea.MouseClickMsg:
		return m.click(msg.Mouse())
	case tea.MouseWheelMsg:
		if top := m.above(); top != nil {
			return top.wheel(notch(msg.Mouse()))
		}
	case suggested:
		return msg.sheet.suggested(msg)
	case welcomed:
		return m.asked()
	case transferTick:
		if m.moving == msg.transferring {
			return tickTransfer(m.moving)
		}
	case importedMsg:
		return m.lookedInto(msg)
	case BeginImport: // what would come in is to
		m.answer = m.answered()
		m.answer.Import = msg.Job
		return tea.Quit
	case loggedMsg:
		if said := m.trouble.lost(msg); said != "" && m.sheet != nil {
			m.sheet.form.SetError("", said)
		}
	case pane.Failed: // no suggestion: what is typed is what counts
	}
	return nil
}

// resize gives all parts their cells.
func (m *welcome) resize(w, h int) {
	m.w, m.h = w, h
	if m.sheet != nil {
		m.sheet.resize(w, m.room())
	}
	if top := m.above(); top != nil {
		top.resize(w, m.room())
	}
}

// above is what lies over the form, nil where nothing does.
func (m *welcome) above() overlay {
	switch {
	case m.moving != nil:
		return m.moving
	case m.report != nil:
		return m.report
	}
	return nil
}

// press takes a key.
func (m *welcome) press(key tea.KeyPressMsg) tea.Cmd {
	top := m.above()
	switch {
	case key.String() == "ctrl+c":
		return m.leave()
	case top != nil:
		cmd := top.update(key)
		m.closeReport()
		return cmd
	case m.sheet != nil:
		return m.toSheet(key)
	}
	return m.choose(key.String())
}

// leave ends without beginning, once nothing is under way.
func (m *welcome) leave() tea.Cmd {
	if m.moving == nil {
		return tea.Quit
	}
	m.leaving = true
	m.moving.stop()
	return nil
}

// closeReport goes back to the form where what came of the file was read.
func (m *welcome) closeReport() {
	if m.report != nil && m.report.done() {
		m.report = nil
		m.sheet.resume("")
	}
}

// choose takes a key before there is a form.
func (m *welcome) choose(key string) tea.Cmd {
	switch key {
	case "down", "j", "tab":
		m.at = min(m.at+1, len(starts)-1)
	case "up", "k", "shift+tab":
		m.at = max(m.at-1, 0)
	case "1", "2", "3":
		m.at = int(key[0] - '1')
		return m.begin()
	case "enter", "right", "l":
		return m.begin()
	case "esc", "q":
		return tea.Quit
	}
	return nil
}

// click chooses a way to begin; the one that is chosen begins.
func (m *welcome) click(mouse tea.Mouse) tea.Cmd {
	y := mouse.Y - welcomeTop
	if top := m.above(); top != nil {
		left, above, _ := middle(top.lines(), m.w, m.room())
		cmd := top.click(mouse.X-left, y-above)
		m.closeReport()
		return cmd
	}
	if m.sheet != nil {
		return m.sheet.click(mouse.X, y)
	}
	_, owners := m.choices()
	if y < 0 || y >= len(owners) || owners[y] < 0 {
		return nil
	}
	if m.at == owners[y] {
		return m.begin()
	}
	m.at = owners[y]
	return nil
}

// begin goes on with the way that is chosen, where it needs anything.
func (m *welcome) begin() tea.Cmd {
	fill := StartForm(m.ctx, m.cfg, m.languages, starts[m.at])
	if len(fill.Pages) == 0 {
		m.answer = AnswerStart(starts[m.at], nil)
		return tea.Quit
	}
	m.sheet = newSheet(m.ctx, newDrafts(m.ctx), fill)
	m.sheet.start = func(map[string]string) tea.Msg { return welcomed{} }
	m.sheet.resize(m.w, m.room())
	return nil
}

// welcomed says that the form is filled in.
type welcomed struct{}

// toSheet gives a key or a paste to the form. Who leaves it chooses anew.
func (m *welcome) toSheet(msg tea.Msg) tea.Cmd {
	cmd := m.sheet.update(msg)
	if m.sheet.done() {
		m.sheet = nil
	}
	return cmd
}

// answered is what the form was filled in with.
func (m *welcome) answered() Welcome { return AnswerStart(starts[m.at], m.sheet.form.Answers()) }

// asked ends the asking; a file is looked into first.
func (m *welcome) asked() tea.Cmd {
	a := m.answered()
	if a.Start == StartImport {
		look := func(ctx context.Context, _ Import, p *Progress) (Imported, error) { return m.look(ctx, a, p) }
		m.moving = newImport(m.ctx, look, BeginImport{m.sheet, a.Import})
		m.moving.resize(m.w, m.room())
		return m.moving.begin()
	}
	m.answer = a
	return tea.Quit
}

// lookedInto shows what would come in, or says under the file what is wrong with it.
func (m *welcome) lookedInto(msg importedMsg) tea.Cmd {
	msg.cancel()
	m.moving = nil
	switch {
	case m.leaving:
		return tea.Quit
	case errors.Is(msg.err, context.Canceled):
		m.sheet.resume("")
	case msg.err != nil:
		m.sheet.resume(m.ctx.Words.Error(msg.err))
	default:
		m.report = newReading(m.ctx, ImportReport(m.ctx, msg.job, msg.result))
		m.report.resize(m.w, m.room())
	}
	return nil
}
