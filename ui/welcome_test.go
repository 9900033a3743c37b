package ui

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/uitest"
	"github.com/belay-tui/belay/ui/words"
)

// newcomer is somebody who is welcomed.
type newcomer struct {
	*welcome
	t       *testing.T
	checked []Welcome
	wrong   error
	quit    bool
}

func welcomed80(t *testing.T, languages ...words.Language) *newcomer {
	t.Helper()
	ctx := panetest.Context(t)
	n := &newcomer{t: t}
	cfg := Config{Words: ctx.Words, Now: ctx.Now, Programs: domain.Preset, Files: func(typed string) ([]FileName, error) {
		var all []FileName
		for _, f := range []FileName{
			{Path: domain.Outside("~/leads.csv"), Name: domain.Outside("leads.csv"), Size: 38_200},
			{Path: domain.Outside("~/Downloads/"), Name: domain.Outside("Downloads/"), Folder: true},
			{Path: domain.Outside("~/Downloads/Lead export.csv"), Name: domain.Outside("Lead export.csv"), Size: 1_500_000},
		} {
			if rest, ok := strings.CutPrefix(f.Path.Raw(), typed); ok && rest != "" && !strings.Contains(strings.TrimSuffix(rest, "/"), "/") {
				all = append(all, f)
			}
		}
		return all, nil
	}}
	n.welcome = newWelcome(cfg, func(w Welcome) error {
		n.checked = append(n.checked, w)
		return n.wrong
	}, languages)
	n.give(tea.WindowSizeMsg{Width: 80, Height: 24})
	return n
}

// give gives a message and all that comes of it.
func (n *newcomer) give(msg tea.Msg) {
	_, cmd := n.Update(msg)
	for _, m := range panetest.Messages(cmd) {
		if _, ok := m.(tea.QuitMsg); ok {
			n.quit = true
			continue
		}
		n.give(m)
	}
}

func (n *newcomer) press(keys ...string) *newcomer {
	for _, key := range keys {
		if rest, ok := strings.CutPrefix(key, "text:"); ok {
			for _, r := range rest {
				n.give(tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			continue
		}
		n.give(uitest.Press(key))
	}
	return n
}

func (n *newcomer) shown() string { return ansi.Strip(n.View().Content) }

func TestWelcomeGolden(t *testing.T) {
	for _, size := range []struct{ w, h int }{{60, 18}, {80, 24}, {120, 40}, {200, 60}} {
		for name, keys := range map[string][]string{
			"choose": nil, "empty": {"3", "text:Nimbus"}, "firm": {"down", "enter"}, "file": {"2", "text:Nimbus", "tab", "tab", "text:~/"},
			"wrong": {"2", "text:Nimbus", "tab", "tab", "text:~/x", "ctrl+s"},
		} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size.w, size.h), func(t *testing.T) {
				n := welcomed80(t)
				n.wrong = errors.New("There is no file ~/x; check the name.")
				n.give(tea.WindowSizeMsg{Width: size.w, Height: size.h})
				n.press(keys...)
				frame := n.View().Content
				uitest.Fits(t, frame, size.w, size.h)
				uitest.Golden(t, "screen", ansi.Strip(frame))
			})
		}
	}
}

func TestWelcomeBegins(t *testing.T) {
	firm := domain.Outside("Nimbus")
	for name, c := range map[string]struct {
		keys    string
		want    Welcome
		checked int
	}{
		"a look around":      {"enter", Welcome{Start: StartDemo}, 0},
		"a look, by number":  {"down 1", Welcome{Start: StartDemo}, 0},
		"leaving":            {"esc", Welcome{}, 0},
		"empty":              {"3 text:Nimbus ctrl+s", Welcome{Start: StartEmpty, Firm: firm, Program: domain.DefaultProgram}, 0},
		"empty after all":    {"2 text:x esc esc 3 text:Nimbus ctrl+s", Welcome{Start: StartEmpty, Firm: firm, Program: domain.DefaultProgram}, 0},
		"an import":          {"2 text:Nimbus tab tab text:~/l tab ctrl+s", Welcome{Start: StartImport, Firm: firm, Program: domain.DefaultProgram, Kind: domain.KindLead, File: "~/leads.csv"}, 1},
		"from a folder":      {"2 text:Nimbus tab tab text:~/D tab tab tab right ctrl+s", Welcome{Start: StartImport, Firm: firm, Program: domain.DefaultProgram, Kind: domain.KindOpportunity, File: "~/Downloads/Lead export.csv"}, 1},
		"leaving in the end": {"2 text:Nimbus ctrl+c", Welcome{}, 0},
	} {
		n := welcomed80(t).press(strings.Fields(c.keys)...)
		if !n.quit || n.answer != c.want || len(n.checked) != c.checked {
			t.Errorf("%s: quits %t with %+v after %d checks, want %+v", name, n.quit, n.answer, len(n.checked), c.want)
		}
	}
}

func TestWelcomeNeedsAFirmAndAFile(t *testing.T) {
	n := welcomed80(t).press("3", "ctrl+s")
	if n.quit || !strings.Contains(n.shown(), "✗") {
		t.Errorf("without a name it goes on:\n%s", n.shown())
	}
	n = welcomed80(t).press("2", "text:Nimbus", "ctrl+s")
	if n.quit || len(n.checked) > 0 || !strings.Contains(n.shown(), "The file ✗") {
		t.Errorf("without a file it goes on:\n%s", n.shown())
	}
	n.wrong = errors.New("it is a picture")
	n.press("text:~/leads.csv", "ctrl+s")
	if n.quit || !strings.Contains(n.shown(), "✗ it is a picture") || !strings.Contains(n.shown(), "~/leads.csv") {
		t.Errorf("a file that is none:\n%s", n.shown())
	}
	n.wrong = nil
	n.press("ctrl+s")
	if !n.quit || n.answer.File != "~/leads.csv" {
		t.Errorf("once it is put right: %+v", n.answer)
	}
}

// The language is asked for where there is a choice.
func TestWelcomeAsksForTheLanguage(t *testing.T) {
	english, french := words.Language{Tag: "en", Name: "English"}, words.Language{Tag: "fr", Name: "français"}
	if n := welcomed80(t, english).press("3"); strings.Contains(n.shown(), "Language") {
		t.Errorf("there is one language, and it is asked for:\n%s", n.shown())
	}
	n := welcomed80(t, english, french).press("3", "text:Nimbus", "tab", "tab", "right", "ctrl+s")
	if !n.quit || n.answer.Lang != "fr" {
		t.Errorf("chosen is %+v", n.answer)
	}
}

func TestWelcomeTakesTheMouse(t *testing.T) {
	n := welcomed80(t)
	line := func(what string) int {
		for y, l := range strings.Split(n.shown(), "\n") {
			if strings.Contains(l, what) {
				return y
			}
		}
		t.Fatalf("there is no %q", what)
		return 0
	}
	n.give(tea.MouseClickMsg{X: 20, Y: line("Start empty")})
	if n.at != 2 || n.sheet != nil {
		t.Errorf("a click chooses %d", n.at)
	}
	n.give(tea.MouseClickMsg{X: 20, Y: line("Start empty")})
	if n.sheet == nil {
		t.Fatal("a second click does not begin")
	}
	n.give(tea.MouseClickMsg{X: 4, Y: line("Program")})
	if n.sheet.form.Focused() != "program" {
		t.Errorf("the field in focus is %q", n.sheet.form.Focused())
	}
}

// An import to begin with is looked at first, by the form that asks for it.
func TestAnImportToBeginWith(t *testing.T) {
	m := newMover(t, domain.Query{Kind: domain.KindLead})
	m.port.result = Imported{Rows: 2, Made: 2}
	m.take(m.beginImport(&Import{Kind: domain.KindOpportunity, File: "~/deals.csv"}))
	m.run()
	want := Import{Kind: domain.KindOpportunity, Program: domain.DefaultProgram, File: "~/deals.csv", DryRun: true}
	if len(m.port.imports) != 1 || m.port.imports[0] != want {
		t.Fatalf("imports %+v", m.port.imports)
	}
	m.shows("nothing is written yet", "2 new.")
	m = newMover(t, domain.Query{Kind: domain.KindLead})
	m.port.err = errors.New("It is gone.")
	m.take(m.beginImport(&Import{Kind: domain.KindLead, File: "~/leads.csv"}))
	m.run()
	m.shows("Import a file", "~/leads.csv", "It is gone.")
	if m.beginImport(nil) != nil {
		t.Error("nothing to begin with begins")
	}
}
