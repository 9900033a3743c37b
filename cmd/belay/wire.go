package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/user"
	"path/filepath"
	"runtime"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/oklog/ulid/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/ui/line"
	"github.com/belay-tui/belay/ui/words"
)

// app is what the commands share: the streams, the environment, the flags that
// every command has, and what is made of them.
type app struct {
	in io.Reader
	// out and err take clean text only; see [printer].
	out, err io.Writer
	// answer is what out goes through, stdout and stderr are what lies under them.
	answer         *printer
	stdout, stderr io.Writer
	env            func(string) string

	// The flags that every command has.
	bookFlag, programFlag, lang string
	json, noColor, ascii, yes   bool
	// accessible is for the commands that open the screen.
	accessible bool

	// The flags of the commands that open the screen.
	keysFile string
	theme    string
	quiet    bool

	lines *line.Input // what a person writes where nothing is drawn

	w       *words.Words
	now     func() time.Time
	entropy io.Reader
	doing   string // the command, for the note that a lock carries

	// programNamed finds a program: what belay ships, then what the book knows.
	programNamed func(name string) (*domain.Program, error)

	firmCache *domain.Firm

	// records is the array that JSON goes into where a verb is done to several
	// records.
	records *array
}

func newApp(in io.Reader, out, errOut io.Writer, env func(string) string) *app {
	answer := &printer{to: out}
	a := &app{
		in: in, out: answer, answer: answer, err: &printer{to: errOut}, stdout: out, stderr: errOut, env: env,
		now: time.Now, entropy: ulid.Monotonic(rand.Reader, 0), programNamed: domain.Preset,
	}
	// English is there whatever else fails.
	a.w, _ = words.New("", time.Local)
	return a
}

// prepare reads the environment and the common flags, before any command runs.
func (a *app) prepare(path string) error {
	a.doing = path
	if set := a.env("BELAY_NOW"); set != "" {
		at, err := time.Parse(time.RFC3339, set)
		if err != nil {
			return useError{a.w.T("cli.use.now", "value", set)}
		}
		a.now = func() time.Time { return at }
	}
	if err := a.speak(a.lang); err != nil {
		return err
	}
	if a.ascii && !a.json {
		a.w, a.out = a.w.ASCII(), asciiWriter{a.out}
	}
	return nil
}

// bookPath is the file of the book: the flag, the environment, or a place in
// the platform's folder for data.
func (a *app) bookPath() (string, error) {
	if a.bookFlag != "" {
		return a.bookFlag, nil
	}
	if set := a.env("BELAY_BOOK"); set != "" {
		return set, nil
	}
	dir := dataFolder(runtime.GOOS, a.env)
	if dir == "" {
		return "", errors.New(a.w.T("cli.error.no_home"))
	}
	return filepath.Join(dir, "belay", "book.db"), nil
}

// dataFolder is where a platform keeps the data of programs, "" where the
// environment does not say.
func dataFolder(goos string, env func(string) string) string {
	under := func(variable string, parts ...string) string {
		if root := env(variable); root != "" {
			return filepath.Join(append([]string{root}, parts...)...)
		}
		return ""
	}
	switch goos {
	case "windows":
		if dir := under("LocalAppData"); dir != "" {
			return dir
		}
		return under("UserProfile", "AppData", "Local")
	case "darwin":
		return under("HOME", "Library", "Application Support")
	}
	if dir := env("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	return under("HOME", ".local", "share")
}

// who is the name that the journal notes.
func (a *app) who() domain.Untrusted {
	if set := a.env("BELAY_USER"); set != "" {
		return domain.Outside(set)
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return domain.Outside(u.Username)
	}
	if set := a.env("USER"); set != "" {
		return domain.Outside(set)
	}
	return domain.Outside(a.env("USERNAME"))
}

func (a *app) newID() domain.ID {
	return domain.ID(ulid.MustNew(ulid.Timestamp(a.now()), a.entropy))
}

func (a *app) storeOptions() store.Options {
	return store.Options{Now: a.now, Who: a.who(), Process: a.doing}
}

// openAt opens the book at a path, and says so where it was brought up to date.
func (a *app) openAt(path string) (*store.Book, error) {
	book, err := store.Open(path, a.storeOptions())
	if err != nil {
		return nil, atPath(path, err)
	}
	if m := book.Migrated(); m != nil && !a.json {
		fmt.Fprintln(a.err, a.w.T("cli.did.migrated", "backup", m.Backup))
	}
	return book, nil
}

// open opens the book, notes which offers have lapsed since it was last used and
// takes care of it.
func (a *app) open(ctx context.Context) (*store.Book, error) {
	book, err := a.find(ctx)
	if err != nil {
		return nil, err
	}
	// Who may only read still gets the right answer: reading knows the clock.
	if _, err := book.Lapse(ctx); err != nil && !errors.Is(err, fs.ErrPermission) {
		return nil, atPath(book.Path(), err)
	}
	a.guard(book)
	if _, err := book.BackUpToday(ctx, smallBook); err != nil {
		a.noBackup(err)
	}
	return book, nil
}

// openToDraw opens the book for the screen, which lapses offers and makes the
// backup itself once it has shown something.
func (a *app) openToDraw(ctx context.Context) (*store.Book, error) {
	book, err := a.find(ctx)
	if err == nil {
		a.guard(book)
	}
	return book, err
}

// find opens the book that is meant, and looks for its programs from now on.
func (a *app) find(ctx context.Context) (*store.Book, error) {
	path, err := a.bookPath()
	if err != nil {
		return nil, err
	}
	book, err := a.openAt(path)
	if err != nil {
		return nil, err
	}
	a.programNamed = book.KnownProgram
	if a.programFlag != "" {
		if _, err := book.Program(ctx, a.programFlag); err != nil {
			return nil, atPath(path, err)
		}
	}
	return book, nil
}

// firm is whose book it is.
func (a *app) firm(ctx context.Context, book *store.Book) (domain.Firm, error) {
	if a.firmCache != nil {
		return *a.firmCache, nil
	}
	f, err := book.Firm(ctx)
	if err == nil {
		a.firmCache = &f
	}
	return f, err
}

// program is the one that the command is about: the flag's, or the one that
// the firm looks at by default.
func (a *app) program(ctx context.Context, book *store.Book) (*domain.Program, error) {
	if a.programFlag != "" {
		return book.Program(ctx, a.programFlag)
	}
	f, err := a.firm(ctx, book)
	if err != nil {
		return nil, err
	}
	if len(f.Programs) == 0 {
		return book.Program(ctx, domain.DefaultProgram)
	}
	return book.Program(ctx, f.Programs[0])
}

// openProgram opens the book, with the program that the command is about.
func (a *app) openProgram(ctx context.Context) (*store.Book, *domain.Program, error) {
	book, err := a.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	p, err := a.program(ctx, book)
	return book, p, err
}

// width is the terminal's, 0 where the answer goes somewhere else.
func (a *app) width() int {
	f, ok := a.stdout.(term.File)
	if !ok || !term.IsTerminal(f.Fd()) {
		return 0
	}
	w, _, err := term.GetSize(f.Fd())
	if err != nil {
		return 0
	}
	return w
}

// isTerminal reports whether a person is at the other end of a stream.
func isTerminal(stream any) bool {
	f, ok := stream.(term.File)
	return ok && term.IsTerminal(f.Fd())
}
