package ui

import (
	"context"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
	"github.com/belay-tui/belay/ui/theme"
)

// Start is how somebody begins who has no book yet.
type Start string

// The ways to begin.
const (
	StartDemo   Start = "demo"
	StartImport Start = "import"
	StartEmpty  Start = "empty"
	// StartNot is to leave without beginning.
	StartNot Start = ""
)

// Welcome is what is asked the very first time.
type Welcome struct {
	Firm    domain.Untrusted
	Program string
	Start   Start
	// File is what to import leads from.
	File string
}

// welcome is the model that asks.
type welcome struct {
	ctx    *pane.Context
	cfg    Config
	form   *form.Form
	w, h   int
	answer Welcome
}

// AskWelcome asks for the firm's name, its program, and how to begin. checkFile
// says what is wrong with a file to import.
func AskWelcome(ctx context.Context, cfg Config, checkFile func(path string) error, in io.Reader, out io.Writer) (Welcome, error) {
	m := newWelcome(cfg, checkFile)
	if err := run(ctx, m, cfg, in, out); err != nil {
		return Welcome{}, err
	}
	return m.answer, nil
}

func newWelcome(cfg Config, checkFile func(path string) error) *welcome {
	m := &welcome{cfg: cfg, ctx: &pane.Context{Theme: theme.New(cfg.Theme), Words: cfg.Words, ASCII: cfg.Theme.ASCII}}
	w := cfg.Words
	var programs []form.Option
	for _, name := range domain.PresetNames() {
		if p, err := cfg.Programs(name); err == nil {
			programs = append(programs, form.Option{Value: name, Label: p.Title + " (" + p.Vendor + ")"})
		}
	}
	m.form = form.New(w.T("frame.welcome"), []form.Page{{Fields: []form.Field{
		{Key: "start", Label: w.T("frame.welcome_start"), Kind: form.Choice, Value: domain.Outside(string(StartDemo)), Choices: []form.Option{
			{Value: string(StartDemo), Label: w.T("frame.start_demo")},
			{Value: string(StartImport), Label: w.T("frame.start_import")},
			{Value: string(StartEmpty), Label: w.T("frame.start_empty")},
		}},
		{Key: "firm", Label: w.T("frame.welcome_firm"), Hint: w.T("frame.welcome_firm_hint")},
		{Key: "program", Label: w.T("frame.welcome_program"), Kind: form.Choice, Choices: programs, Value: domain.Outside(domain.DefaultProgram)},
		{Key: "file", Label: w.T("frame.welcome_file"), Hint: w.T("frame.welcome_file_hint"), Check: checkFile},
	}}}, m.ctx.Look(), w)
	m.form.SetNotes([]string{w.T("frame.welcome_note")})
	return m
}

func (m *welcome) Init() tea.Cmd { return tea.RequestBackgroundColor }

func (m *welcome) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
		m.form.SetSize(m.w, m.h)
		return m, nil
	case tea.BackgroundColorMsg:
		m.cfg.Theme.Dark = msg.IsDark()
		m.ctx.Theme = theme.New(m.cfg.Theme)
		m.form.SetLook(m.ctx.Look())
		return m, nil
	case tea.KeyPressMsg:
		if msg.String() == "ctrl+c" {
			return m, tea.Quit
		}
	}
	cmd := m.form.Update(msg)
	switch m.form.State() {
	case form.Canceled:
		return m, tea.Quit
	case form.Done:
		if !m.accept() {
			return m, cmd
		}
		return m, tea.Quit
	case form.Editing:
	}
	return m, cmd
}

// accept takes the answers, or says what is missing: a book needs the firm's
// name, an import its file, a demo neither.
func (m *welcome) accept() bool {
	v := m.form.Values()
	a := Welcome{
		Firm: domain.Outside(v["firm"]), Program: v["program"], Start: Start(v["start"]), File: strings.TrimSpace(v["file"]),
	}
	if a.Start != StartDemo && a.Firm.IsZero() {
		m.form.SetError("firm", m.cfg.Words.Error(domain.Refused("firm.no_name")))
		return false
	}
	if a.Start == StartImport && a.File == "" {
		m.form.SetError("file", m.cfg.Words.T("frame.welcome_no_file"))
		return false
	}
	m.answer = a
	return true
}

func (m *welcome) View() tea.View {
	v := tea.NewView("")
	if m.w > 0 && m.h > 0 {
		frame := m.form.View()
		if m.ctx.ASCII {
			frame = text.ASCII(frame)
		}
		v.Content = text.Frame(frame, m.w)
	}
	v.AltScreen = true
	v.WindowTitle = text.Title("belay")
	return v
}
