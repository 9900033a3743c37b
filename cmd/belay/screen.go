package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/line"
	"github.com/belay-tui/belay/ui/theme"
)

// screenFlags adds the flags of a command that opens the screen.
func (a *app) screenFlags(c *cobra.Command) {
	a.keysFlag(c)
	c.Flags().BoolVar(&a.accessible, "accessible", false, "cli.flag.accessible")
	c.Flags().StringVar(&a.theme, "theme", "", "cli.flag.theme")
	c.Flags().BoolVar(&a.quiet, "quiet", false, "cli.flag.quiet")
}

// showBook opens the person's own book on the screen; the very first time it
// asks how to begin.
func (a *app) showBook(ctx context.Context) error {
	if err := a.needTerminal(); err != nil {
		return err
	}
	ui.Ahead(a.w)
	book, err := a.openToDraw(ctx)
	if errors.Is(err, store.ErrNoBook) {
		return a.welcome(ctx)
	}
	if err != nil {
		return err
	}
	return a.openScreen(ctx, book, ui.Config{})
}

// themeName is the theme that was asked for, "" for none.
func (a *app) themeName() string { return cmp.Or(a.theme, a.env("BELAY_THEME")) }

// needTerminal refuses to draw where nobody sees it, and in a theme there is none of.
func (a *app) needTerminal() error {
	if name := a.themeName(); name != "" && !theme.Known(name) {
		flag := "--theme"
		if a.theme == "" {
			flag = "BELAY_THEME"
		}
		return useError{a.w.T("cli.use.choice", "flag", flag, "value", name, "known", theme.Names())}
	}
	if a.aloud() || isTerminal(a.in) && isTerminal(a.stdout) {
		return nil
	}
	return useError{a.w.T("cli.use.no_terminal")}
}

// aloud reports whether the program is to speak line by line, for a screen
// reader, instead of drawing: by the flag, or the environment as huh's forms
// have it too.
func (a *app) aloud() bool {
	return a.accessible || a.env("BELAY_ACCESSIBLE") != "" || a.env("ACCESSIBLE") != ""
}

// welcome asks how to begin, and begins.
func (a *app) welcome(ctx context.Context) error {
	answer, err := a.askWelcome(ctx)
	if err != nil {
		return err
	}
	if err := a.speak(answer.Lang); err != nil {
		return err
	}
	switch answer.Start {
	case ui.StartNot:
		return nil
	case ui.StartDemo:
		return a.showDemo(ctx, a.demoOptions())
	case ui.StartEmpty, ui.StartImport:
	}
	path, err := a.bookPath()
	if err != nil {
		return err
	}
	firm := domain.SetUpFirm{Firm: answer.Firm, Program: answer.Program}
	book, err := a.createFilled(ctx, path, firm, func(draft *store.Book) error {
		if answer.Lang == "" {
			return nil
		}
		return draft.Keep(ctx, deskLang, []byte(answer.Lang))
	})
	if err != nil {
		return err
	}
	a.programFlag = "" // the answer counts
	var c ui.Config
	if answer.Start == ui.StartImport {
		c.Begin = &answer.Import
	}
	return a.openScreen(ctx, book, c)
}

// askWelcome asks how to begin. A file is looked into with a book of its own, that
// is gone however the asking ends.
func (a *app) askWelcome(ctx context.Context) (answer ui.Welcome, err error) {
	dir, err := os.MkdirTemp("", "belay-dry-run-")
	if err != nil {
		return answer, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	look := func(ctx context.Context, w ui.Welcome, p *ui.Progress) (result ui.Imported, err error) {
		within, err := os.MkdirTemp(dir, "")
		if err != nil {
			return result, err
		}
		book, err := a.create(ctx, filepath.Join(within, "book.db"), domain.SetUpFirm{Firm: w.Firm, Program: w.Program})
		if err != nil {
			return result, err
		}
		return transfers{a, book}.Import(ctx, w.Import, p)
	}
	if a.aloud() {
		return line.AskWelcome(ctx, a.screenConfig(ui.Config{}), look, a.listen(), a.out)
	}
	return ui.AskWelcome(ctx, a.screenConfig(ui.Config{}), look, a.in, a.stdout)
}

// listen is what the person writes where nothing is drawn. There is one reader of
// it: lines that it read ahead are there for whoever asks next.
func (a *app) listen() *line.Input {
	if a.lines == nil {
		a.lines = line.Listen(a.in)
	}
	return a.lines
}

// screenConfig adds to a configuration what every screen is run with.
func (a *app) screenConfig(c ui.Config) ui.Config {
	c.Templates, c.Open = a.ownTemplates, openAddress
	c.Explain, c.Links = a.sentence, a.links()
	c.Readme, c.Files = readme, a.files
	if log := a.errLog(); log != nil {
		c.Log = log
	}
	c.Words, c.Now, c.NewID, c.Programs, c.Env, c.Editor = a.w, a.now, a.newID, a.programNamed, os.Environ(), a.editor
	c.Keys, c.Notes = a.registry()
	c.Quiet = a.quiet || a.env("BELAY_QUIET") != ""
	c.Theme = theme.Options{Name: a.themeName(), Dark: isDark(a.env("COLORFGBG")), NoColor: a.noColor || a.env("NO_COLOR") != "", ASCII: a.ascii}
	return c
}

// isDark guesses from COLORFGBG, such as "15;0", whether the terminal's
// background is dark, until the terminal itself answers. Most are.
func isDark(colors string) bool {
	background := colors[strings.LastIndexByte(colors, ';')+1:]
	return background != "7" && background != "15"
}

// screenOn adds to a configuration what the screen of a book is run with.
func (a *app) screenOn(ctx context.Context, book *store.Book, c ui.Config) (ui.Config, error) {
	program, err := a.program(ctx, book)
	if err != nil {
		return c, err
	}
	a.speakAs(ctx, book)
	c = a.screenConfig(c)
	c.Book, c.Changed, c.Programs = book, changes(book), book.KnownProgram
	c.Program, c.Only = program.Name, a.programFlag
	c.Transfer = transfers{a, book}
	return c, nil
}

// openScreen shows a book until the person quits.
func (a *app) openScreen(ctx context.Context, book *store.Book, c ui.Config) error {
	c, err := a.screenOn(ctx, book, c)
	if err != nil {
		return err
	}
	done := a.tend(ctx, book)
	if a.aloud() {
		err = line.Run(ctx, c, a.listen(), a.out, func() {
			if isTerminal(a.stdout) {
				ui.Ring(a.stdout)
			}
		})
	} else {
		err = ui.Run(ctx, c, a.in, a.stdout)
	}
	done()
	return err
}

// changes reports, each time it is asked, whether any process changed the book
// since the last time. What cannot be read is said once.
func changes(book *store.Book) func() (bool, error) {
	last, lastErr := book.Stamp()
	return func() (bool, error) {
		stamp, err := book.Stamp()
		changed := stamp != last
		if err != nil && lastErr != nil {
			return false, nil
		}
		last, lastErr = stamp, err
		return changed, err
	}
}
