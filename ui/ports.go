package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/leads"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pipeline"
	"github.com/belay-tui/belay/ui/practice"
	"github.com/belay-tui/belay/ui/projects"
	"github.com/belay-tui/belay/ui/stats"
	"github.com/belay-tui/belay/ui/stories"
	"github.com/belay-tui/belay/ui/surveys"
	"github.com/belay-tui/belay/ui/text"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/words"
)

// Book is what the screen needs of a book: what its panes read, and what the
// frame does itself.
type Book interface {
	leads.Book
	pipeline.Book
	projects.Book
	surveys.Book
	stats.Book
	practice.Book
	stories.Book
	pane.Desk

	// Apply decides and applies a command.
	Apply(ctx context.Context, c domain.Command) (domain.Result, error)
	// Lapse writes down which offers passed their deadline, and says how many.
	Lapse(ctx context.Context) (int, error)
	// Undoable is the entry that an undo takes back, and whether it can be.
	Undoable(ctx context.Context) (domain.Undoable, error)
	// Past are the newest entries of the journal, and whether each can be undone.
	Past(ctx context.Context, limit int) ([]domain.Past, error)
	// Length is how many records the list of a query has, counted to most.
	Length(ctx context.Context, q domain.Query, most int) (domain.Length, error)
	// Firm is whose book it is.
	Firm(ctx context.Context) (domain.Firm, error)
	// Waiting counts what waits for the firm in a program, "" for all.
	Waiting(ctx context.Context, program string) (domain.Waiting, error)
}

// Editing is a text in an editor of the person's own, which has the terminal
// while it runs.
type Editing interface {
	tea.ExecCommand
	// Text is what was written, once it ran; where that failed, what it was.
	Text() string
}

// Log keeps the details of errors for whoever looks into them.
type Log interface {
	// Where is its file, as people may be told.
	Where() string
	// Details are what it says of an error, "" where people were told all there is.
	Details(err error) string
	// Write adds the details of an error.
	Write(err error) error
}

// Config is what the screen is run with.
type Config struct {
	Book Book
	// Changed reports whether the book changed since it was last asked. It is
	// asked twice a second, so it must be cheap. Nil never asks, and for a screen
	// on which no time passes.
	Changed func() (bool, error)
	Words   *words.Words
	// Now is the clock.
	Now func() time.Time
	// NewID makes ids for new records.
	NewID func() domain.ID
	// Programs reads a program by name.
	Programs func(name string) (*domain.Program, error)
	// Program is the program whose score shows and that records are made in.
	Program string
	// Only is the one program that lists show, "" for all that the firm is in.
	Only string
	// Theme is what the theme must suit; whether the terminal is dark is asked
	// of the terminal.
	Theme theme.Options
	// Keys is the table of actions; nil is that of [Actions].
	Keys *keys.Registry
	// Notes are said as errors when the screen opens, such as what is wrong in
	// the person's settings.
	Notes []string
	// Templates reads the person's own templates; nil is that there are none.
	Templates func() ([]domain.Template, error)
	// Open opens the address of a web page or a letter in the program that the
	// system has for it, and comes back at once; nil cannot.
	Open func(address string) error
	// Files are the files and folders that a path may be completed to, the likeliest
	// first, for as much of it as was typed. It is asked in commands; nil knows none.
	Files func(typed string) ([]FileName, error)
	// Transfer imports and exports files; nil cannot.
	Transfer Transfer
	// Demo says in the header that the book is thrown away at the end.
	Demo bool
	// Quiet keeps the terminal from ringing when a lead is about to run out.
	Quiet bool
	// Begin is an import to begin with; it is looked at first. Nil begins with none.
	Begin *Import
	// First is shown when the screen opens, if it says anything.
	First pane.Show
	// Editor starts an editor on a text; it fails where none is set up. Nil has
	// none.
	Editor func(text string) (Editing, error)
	// Explain is the sentence for an error that is no refusal of a rule, "" where
	// it knows none. Nil knows none.
	Explain func(error) string
	// Log takes the details of such errors, which are not for the screen. Nil keeps
	// none.
	Log Log
	// Links are the addresses of belay's own that the terminal may open where their
	// text shows.
	Links []text.Link
	// Readme is where belay is described, "" where nowhere is known.
	Readme string
	// Env is the environment, as os.Environ has it.
	Env []string
}
