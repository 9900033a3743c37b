package ui

import (
	"context"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/words"
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

// starts are the ways to begin, as they are offered.
var starts = []Start{StartDemo, StartImport, StartEmpty}

// Welcome is what is asked the very first time.
type Welcome struct {
	Start   Start
	Firm    domain.Untrusted
	Program string
	// Lang is the language to speak, "" where nothing was asked.
	Lang string
	// Kind and File are what to import.
	Kind domain.Kind
	File string
}

// welcome is the model that asks: first how to begin, then what that needs.
type welcome struct {
	ctx       *pane.Context
	cfg       Config
	trouble   *Trouble
	check     func(Welcome) error
	languages []words.Language
	w, h      int
	at        int    // the way to begin that is chosen
	sheet     *sheet // asks what it needs, nil before
	answer    Welcome
}

// AskWelcome asks how to begin, for the firm's name and its program, and what to
// import. check says what is wrong with that file; it is asked in a command.
func AskWelcome(ctx context.Context, cfg Config, check func(Welcome) error, in io.Reader, out io.Writer) (Welcome, error) {
	m := newWelcome(cfg, check, words.Languages())
	if err := run(ctx, m, cfg, in, out); err != nil {
		return Welcome{}, err
	}
	return m.answer, nil
}

func newWelcome(cfg Config, check func(Welcome) error, languages []words.Language) *welcome {
	m := &welcome{cfg: cfg, check: check, languages: languages}
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
		m.w, m.h = msg.Width, msg.Height
		if m.sheet != nil {
			m.sheet.resize(m.w, m.room())
		}
	case tea.BackgroundColorMsg:
		m.cfg.Theme.Dark = msg.IsDark()
		m.ctx.Theme = theme.New(m.cfg.Theme)
		if m.sheet != nil {
			m.sheet.restyle()
		}
	case tea.KeyPressMsg:
		if msg.String() == "ctrl+c" {
			m.answer = Welcome{}
			return tea.Quit
		}
		if m.sheet == nil {
			return m.choose(msg.String())
		}
		return m.toSheet(msg)
	case tea.PasteMsg:
		if m.sheet != nil {
			return m.toSheet(msg)
		}
	case tea.MouseClickMsg:
		return m.click(msg.Mouse())
	case suggested:
		return msg.sheet.suggested(msg)
	case welcomed:
		return m.asked(msg)
	case checkedWelcome:
		return m.checked(msg)
	case pane.Failed: // no suggestion: what is typed is what counts
	}
	return nil
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

// begin goes on with the way that is chosen. A look around needs nothing.
func (m *welcome) begin() tea.Cmd {
	if starts[m.at] == StartDemo {
		m.answer = Welcome{Start: StartDemo}
		return tea.Quit
	}
	m.sheet = m.form(starts[m.at])
	m.sheet.resize(m.w, m.room())
	return nil
}

// welcomed are the answers of the form, checkedWelcome what is wrong with them.
type (
	welcomed       struct{ values map[string]string }
	checkedWelcome struct {
		answer Welcome
		err    error
	}
)

// form asks what a way to begin needs: the firm and its program, and for an
// import the file.
func (m *welcome) form(start Start) *sheet {
	w := m.ctx.Words
	var programs []form.Option
	for _, name := range domain.PresetNames() {
		if p, err := m.cfg.Programs(name); err == nil {
			programs = append(programs, form.Option{Value: name, Label: p.Title + " (" + p.Vendor + ")"})
		}
	}
	firm := form.Page{Title: w.T("frame.welcome_firm"), Fields: []form.Field{
		{Key: "firm", Label: w.T("frame.welcome_name"), Hint: w.T("frame.welcome_name_hint"), Required: true},
		{Key: "program", Label: w.T("frame.welcome_program"), Hint: w.T("frame.welcome_program_hint"), Kind: form.Choice, Choices: programs, Value: domain.Outside(domain.DefaultProgram), Required: true},
	}}
	if len(m.languages) > 1 {
		var all []form.Option
		for _, l := range m.languages {
			all = append(all, form.Option{Value: l.Tag, Label: l.Name})
		}
		firm.Fields = append(firm.Fields, form.Field{Key: "lang", Label: w.T("frame.welcome_lang"), Kind: form.Choice, Choices: all, Value: domain.Outside(m.languages[0].Tag), Required: true})
	}
	fill := pane.Fill{Title: w.T("frame.welcome_" + string(start)), Pages: []form.Page{firm}, SuggestFrom: 1}
	if start == StartImport {
		kinds := []form.Option{
			{Value: string(domain.KindLead), Label: w.T("transfer.some_lead")}, {Value: string(domain.KindOpportunity), Label: w.T("transfer.some_opportunity")},
		}
		fill.Pages = append(fill.Pages, form.Page{Title: w.T("frame.welcome_file"), Fields: []form.Field{
			{Key: "file", Label: w.T("transfer.file"), Hint: w.T("frame.welcome_file_hint"), Required: true, Suggest: true, Steps: true},
			{Key: "kind", Label: w.T("transfer.kind"), Kind: form.Choice, Choices: kinds, Value: domain.Outside(string(domain.KindLead)), Required: true},
		}})
		fill.Suggest = completePaths(w, m.cfg.Files)
		fill.Notes = func(map[string]string) []string { return []string{w.T("transfer.import_note")} }
	}
	s := newSheet(m.ctx, newDrafts(m.ctx), fill)
	s.start = func(v map[string]string) tea.Msg { return welcomed{v} }
	return s
}

// toSheet gives a key or a paste to the form. Who leaves it chooses anew.
func (m *welcome) toSheet(msg tea.Msg) tea.Cmd {
	cmd := m.sheet.update(msg)
	if m.sheet.done() {
		m.sheet = nil
	}
	return cmd
}

// asked has the answers checked, away from here: a file is looked at.
func (m *welcome) asked(msg welcomed) tea.Cmd {
	v, check := msg.values, m.check
	a := Welcome{
		Start: starts[m.at], Firm: domain.Outside(v["firm"]), Program: v["program"], Lang: v["lang"],
		Kind: domain.Kind(v["kind"]), File: strings.TrimSpace(v["file"]),
	}
	if a.Start != StartImport || check == nil {
		return pane.Send(checkedWelcome{answer: a})
	}
	return func() tea.Msg { return checkedWelcome{a, check(a)} }
}

// checked ends the asking, or says under the file what is wrong with it.
func (m *welcome) checked(msg checkedWelcome) tea.Cmd {
	if msg.err != nil {
		if m.sheet != nil {
			m.sheet.resume(m.ctx.Words.Error(msg.err))
		}
		return nil
	}
	m.answer = msg.answer
	return tea.Quit
}
