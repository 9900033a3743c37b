package ui

import (
	"context"
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
	t      *testing.T
	looked []Welcome
	found  Imported
	wrong  error
	quit   bool
	// slow leaves a look at a file under way, for the test to end.
	slow bool
}

func welcomed80(t *testing.T, languages ...words.Language) *newcomer {
	t.Helper()
	ctx := panetest.Context(t)
	n := &newcomer{t: t, found: Imported{Rows: 3, Made: 2, Rejected: []RejectedRow{{Row: 2, Reason: "It has no company."}}}}
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
	n.welcome = newWelcome(cfg, func(ctx context.Context, w Welcome, _ *Progress) (Imported, error) {
		n.looked = append(n.looked, w)
		return n.found, errors.Join(n.wrong, ctx.Err())
	}, languages)
	n.give(tea.WindowSizeMsg{Width: 80, Height: 24})
	return n
}

// give gives a message and all that comes of it.
func (n *newcomer) give(msg tea.Msg) {
	before := n.moving
	_, cmd := n.Update(msg)
	if n.moving != nil && n.moving != before { // what begins with it only lets time pass
		if !n.slow {
			n.give(n.moving.run())
		}
		return
	}
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
			"choose": nil, "preview": {"2", "text:Nimbus", "tab", "tab", "text:~/l", "tab", "ctrl+s"}, "empty": {"3", "text:Nimbus"}, "firm": {"down", "enter"}, "file": {"2", "text:Nimbus", "tab", "tab", "text:~/"},
			"wrong": {"2", "text:Nimbus", "tab", "tab", "text:~/x", "ctrl+s"},
		} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size.w, size.h), func(t *testing.T) {
				n := welcomed80(t)
				if name == "wrong" {
					n.wrong = errors.New("There is no file ~/x; check the name.")
				}
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
	begun := func(kind domain.Kind, file string) Welcome {
		return Welcome{
			Start: StartImport, Firm: firm, Program: domain.DefaultProgram,
			Import: Import{Kind: kind, Program: domain.DefaultProgram, File: file, Rows: 3},
		}
	}
	for name, c := range map[string]struct {
		keys  string
		want  Welcome
		looks int
	}{
		"a look around":      {"enter", Welcome{Start: StartDemo}, 0},
		"a look, by number":  {"down 1", Welcome{Start: StartDemo}, 0},
		"leaving":            {"esc", Welcome{}, 0},
		"empty":              {"3 text:Nimbus ctrl+s", Welcome{Start: StartEmpty, Firm: firm, Program: domain.DefaultProgram}, 0},
		"empty after all":    {"2 text:x esc esc 3 text:Nimbus ctrl+s", Welcome{Start: StartEmpty, Firm: firm, Program: domain.DefaultProgram}, 0},
		"an import":          {"2 text:Nimbus tab tab text:~/l tab ctrl+s y", begun(domain.KindLead, "~/leads.csv"), 1},
		"from a folder":      {"2 text:Nimbus tab tab text:~/D tab tab tab right ctrl+s y", begun(domain.KindOpportunity, "~/Downloads/Lead export.csv"), 1},
		"a second look":      {"2 text:Nimbus tab tab text:~/l tab ctrl+s esc ctrl+s y", begun(domain.KindLead, "~/leads.csv"), 2},
		"leaving in the end": {"2 text:Nimbus ctrl+c", Welcome{}, 0},
		"leaving the report": {"2 text:Nimbus tab tab text:~/l tab ctrl+s ctrl+c", Welcome{}, 1},
	} {
		n := welcomed80(t).press(strings.Fields(c.keys)...)
		if !n.quit || n.answer != c.want || len(n.looked) != c.looks {
			t.Errorf("%s: quits %t with %+v after %d looks, want %+v", name, n.quit, n.answer, len(n.looked), c.want)
		}
	}
}

// What would come in shows before anything begins; who leaves it is back at the
// form, with all that was typed.
func TestWelcomeShowsWhatWouldComeIn(t *testing.T) {
	n := welcomed80(t).press("2", "text:Nimbus", "tab", "tab", "text:~/leads.csv", "ctrl+s")
	for _, want := range []string{"~/leads.csv: nothing is written yet", "3 rows: 2 new, 1 refused.", "Row 2: It has no company.", "y import 2 rows"} {
		if !strings.Contains(n.shown(), want) {
			t.Errorf("there is no %q in\n%s", want, n.shown())
		}
	}
	want := Import{Kind: domain.KindLead, Program: domain.DefaultProgram, File: "~/leads.csv", DryRun: true}
	if len(n.looked) != 1 || n.looked[0].Import != want || n.looked[0].Firm.Raw() != "Nimbus" {
		t.Errorf("looked into %+v", n.looked)
	}
	if n.press("esc"); n.quit || n.sheet == nil || !strings.Contains(n.shown(), "~/leads.csv") || strings.Contains(n.shown(), "nothing is written") {
		t.Errorf("esc leads to\n%s", n.shown())
	}
	n.found = Imported{Rows: 1, Rejected: []RejectedRow{{Row: 1, Reason: "It has no company."}}}
	if n.press("ctrl+s", "y"); n.quit {
		t.Error("nothing can come in, and it begins")
	}
}

// A look at a file can be stopped, and who leaves meanwhile leaves once it ended.
func TestWelcomeStopsALook(t *testing.T) {
	keys := []string{"2", "text:Nimbus", "tab", "tab", "text:~/l", "tab", "ctrl+s"}
	n := welcomed80(t)
	n.slow = true
	n.press(keys...)
	if !strings.Contains(n.shown(), "Looking at leads.csv") {
		t.Fatalf("there is no progress in\n%s", n.shown())
	}
	n.press("esc", "y")
	n.give(n.moving.run())
	if n.moving != nil || n.report != nil || n.sheet == nil || n.quit {
		t.Errorf("stopped, it shows\n%s", n.shown())
	}
	n.press("ctrl+s", "ctrl+c")
	if n.quit {
		t.Error("leaves while a file is looked into")
	}
	n.give(n.moving.run())
	if !n.quit || n.answer != (Welcome{}) {
		t.Errorf("quits %t with %+v", n.quit, n.answer)
	}
}

func TestWelcomeNeedsAFirmAndAFile(t *testing.T) {
	n := welcomed80(t).press("3", "ctrl+s")
	if n.quit || !strings.Contains(n.shown(), "✗") {
		t.Errorf("without a name it goes on:\n%s", n.shown())
	}
	n = welcomed80(t).press("2", "text:Nimbus", "ctrl+s")
	if n.quit || len(n.looked) > 0 || !strings.Contains(n.shown(), "The file ✗") {
		t.Errorf("without a file it goes on:\n%s", n.shown())
	}
	n.wrong = errors.New("it is a picture")
	n.press("text:~/leads.csv", "ctrl+s")
	if n.quit || !strings.Contains(n.shown(), "✗ it is a picture") || !strings.Contains(n.shown(), "~/leads.csv") {
		t.Errorf("a file that is none:\n%s", n.shown())
	}
	n.wrong = nil
	n.press("ctrl+s", "y")
	if !n.quit || n.answer.Import.File != "~/leads.csv" {
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

// An import to begin with was looked at before; what fails is said in its form.
func TestAnImportToBeginWith(t *testing.T) {
	job := Import{Kind: domain.KindOpportunity, Program: "other", File: "~/deals.csv", Rows: 2}
	m := newMover(t, domain.Query{Kind: domain.KindLead})
	m.port.result = Imported{Rows: 2, Made: 2}
	m.take(m.beginImport(&job))
	m.run()
	if len(m.port.imports) != 1 || m.port.imports[0] != job {
		t.Fatalf("imports %+v", m.port.imports)
	}
	m.shows("Imported ~/deals.csv", "2 imported.")
	m = newMover(t, domain.Query{Kind: domain.KindLead})
	m.port.err = errors.New("It is gone.")
	m.take(m.beginImport(&job))
	m.run()
	m.shows("Import a file", "~/deals.csv", "It is gone.")
	if m.beginImport(nil) != nil {
		t.Error("nothing to begin with begins")
	}
}

// What the log cannot keep of a fault is told, as on the screen of a book.
func TestWelcomeTellsWhatTheLogCannotKeep(t *testing.T) {
	n := welcomed80(t)
	n.trouble, n.ctx.Words = NewTrouble(Config{Words: n.ctx.Words, Log: &keeper{fail: errors.New("no space")}})
	n.wrong = errors.New("bolt: page 7")
	n.press("2", "text:Nimbus", "tab", "tab", "text:~/l", "tab", "ctrl+s")
	if shown := strings.Join(strings.Fields(n.shown()), " "); !strings.Contains(shown, "no space") || !strings.Contains(shown, "bolt: page 7") {
		t.Errorf("the details are nowhere in\n%s", n.shown())
	}
}
