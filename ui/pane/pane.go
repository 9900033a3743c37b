// Package pane is what the panes of the screen have in common: the contract
// with the frame around them, what they ask of it, and the list with a detail
// that most of them are.
//
// A pane never knows another pane and does no I/O in Update or View: it reads
// through the port it declares, in commands, and asks the frame for all else
// with the messages of this package.
package pane

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/words"
)

// Pane is one of the numbered panes, or an inner one: an inner pane has no number
// and is opened from another pane, to which [Back] returns.
type Pane interface {
	// Scope is the scope of the pane's keys.
	Scope() string
	// SetSize gives the pane its cells.
	SetSize(w, h int)
	// Restyle says that the context's theme changed.
	Restyle()
	// Refresh says that the book or the program looked at changed; the command
	// fetches what shows.
	Refresh() tea.Cmd
	// Do carries out an action of the pane by its id.
	Do(action string) tea.Cmd
	// Can says whether an action can be done now, and why not.
	Can(action string) (why string, ok bool)
	// Update takes messages of the pane's own: the answers of its commands.
	Update(msg tea.Msg) tea.Cmd
	// Type takes a key or a paste while the pane has a text field in focus; it
	// reports whether it has.
	Type(msg tea.Msg) (tea.Cmd, bool)
	// Click and Wheel are the mouse at a cell of the pane.
	Click(x, y int) tea.Cmd
	Wheel(x, y, delta int) tea.Cmd
	// Goto shows a record in one of its lists, or among all where list is "". One
	// without an ID stands for what the pane showed last.
	Goto(ref domain.Ref, list string) tea.Cmd
	// View draws the pane in exactly its size.
	View() string
}

// Context is what the frame shares with the panes. The frame changes it; panes
// read it when they draw.
type Context struct {
	Theme *theme.Theme
	Words *words.Words
	// Now is the clock.
	Now func() time.Time
	// NewID makes an id for a record.
	NewID func() domain.ID
	// Programs reads a program by name.
	Programs func(name string) (*domain.Program, error)
	// Firm is whose book it is, empty until that was read.
	Firm domain.Firm
	// Program is the program that records are made in, and whose score shows.
	Program *domain.Program
	// Only is the name of the one program that lists show, "" for all.
	Only string
	// ASCII keeps to characters that every font has.
	ASCII bool
	// Key is the key that does an action, as it is shown; nil shows none.
	Key func(action string) string
	// Aloud leaves out what only helps who sees the screen, such as keys.
	Aloud bool
	// Busy counts the reads under way; the header says when one takes long.
	Busy *int
	// Templates reads the person's own templates; it is asked in commands. Nil is
	// that there are none.
	Templates func() ([]domain.Template, error)
	// Desk keeps what the screen is to remember.
	Desk Desk
	// Length counts the records of a list, to most at most; it is asked in
	// commands. Nil counts none.
	Length func(ctx context.Context, q domain.Query, most int) (domain.Length, error)
}

// Desk keeps what the screen is to remember, under keys such as
// "draft/leads.new": drafts of forms, orders of lists. It is asked in commands,
// never in Update or View.
type Desk interface {
	// Kept is what is kept under a key, nil where nothing is.
	Kept(ctx context.Context, key string) ([]byte, error)
	// Keep keeps a value under a key; nil forgets it.
	Keep(ctx context.Context, key string, value []byte) error
	// Rekeep keeps what a function makes of what is kept under a key, which another
	// process may have changed.
	Rekeep(ctx context.Context, key string, change func(old []byte) ([]byte, error)) error
}

// ProgramOf is the program of a record; one that cannot be read any more shows
// by the rules of the current one.
func (c *Context) ProgramOf(name string) *domain.Program {
	if p, err := c.Programs(name); err == nil {
		return p
	}
	return c.Program
}

// Look is the theme as forms need it.
func (c *Context) Look() form.Look {
	t := c.Theme
	return form.Look{
		Title: t.Title, Page: t.Muted, Label: t.Label, Focus: t.FieldFocus, Value: t.Field, Hint: t.Muted,
		Error: t.ErrorText, Note: t.Text, Warning: t.Warn, Key: t.Key, Question: t.Strong, ASCII: c.ASCII,
	}
}

// Apply asks the frame to apply a command.
type Apply struct {
	Command domain.Command
	// Batch are commands in place of Command, for several records; the other
	// fields are then not used.
	Batch *Batch
	// Said tells in words that it was done; it is given the records that changed.
	Said func(domain.Result) string
	// Then is sent when it was done; nil sends nothing.
	Then func(domain.Result) tea.Msg
}

// Batch are commands that are applied one after the other, each for itself: one
// that is refused does not stop the others. At the end it is said how many were
// done, and which were not and why; see [Batched].
type Batch struct {
	Steps []Step
	// Said tells in words that so many were done.
	Said func(n int) string
}

// Step is one command of a [Batch] and what its record is called.
type Step struct {
	Command domain.Command
	Name    domain.Untrusted
}

// Batched tells the panes which records of a [Batch] were done.
type Batched struct{ Done []domain.Ref }

// Ask asks the frame to put a question before a command that cannot be taken
// back; no is the answer that is preselected.
type Ask struct {
	Title string
	// Lines say what will happen.
	Lines []string
	// Yes is the word for doing it.
	Yes string
	// Do is sent when the answer is yes.
	Do tea.Msg
}

// Fill asks the frame to show a form.
type Fill struct {
	// ID names the form, so that what is typed is kept as a draft and offered
	// when it opens again: the action that opens it, such as "leads.new", and
	// after a slash the id of the record that it is about. "" keeps nothing.
	ID    string
	Title string
	Pages []form.Page
	// At is the key of the field to begin with, "" the first.
	At string
	// Submit makes the command of what was filled in. Its refusals, and those
	// of the book, are shown under the fields they name.
	Submit func(values map[string]string) (Apply, error)
	// Notes are remarks on what is being typed; nil has none.
	Notes func(values map[string]string) []string
	// Wanted are the keys of the fields that are still to be filled in before the
	// record can go on, though it can be saved without; nil has none.
	Wanted func(values map[string]string) []string
	// Look makes what reads, away from Update, the warnings that need the book;
	// they stand above the remarks of Notes. It is asked whenever the values changed
	// and no reading is under way, and answers that come late are dropped. Where
	// it returns nil, or is nil, there is nothing to read.
	Look func(values map[string]string) func() ([]string, error)
	// Suggest makes what reads, away from Update, what a field may be completed to
	// (see [form.Field.Suggest]); it is given all values, the one that is being
	// typed among them, and asked as Look is. Nil suggests nothing.
	Suggest func(field string, values map[string]string) func() ([]form.Suggestion, error)
	// SuggestFrom is from how many characters on; 0 is two, for one holds too much
	// of a book.
	SuggestFrom int
}

// Pick asks the frame to show choices, to find one by typing and to do it.
type Pick struct {
	Title   string
	Choices []Choice
	// Enter and Plus are the ids of the words for what enter and a plus sign do, ""
	// for enter's usual ones and where the plus sign does nothing.
	Enter, Plus string
	// At is the choice to begin with.
	At int
}

// Choice is one of the choices of a [Pick].
type Choice struct {
	Label string
	// Side stands at the right: a key, a count, a remark.
	Side string
	// Do is sent when it is chosen, Plus when it is chosen with a plus sign; nil is
	// that there is no such thing.
	Do, Plus tea.Msg
	// Why says why it cannot be chosen now; "" is that it can.
	Why string
}

// Show asks the frame to show a text to read.
type Show struct {
	Title string
	Lines []string
	// Offers are what can be done with the text, each by its key.
	Offers []Offer
}

// Offer is something that can be done with a text that is read.
type Offer struct {
	Key, Label string
	Do         tea.Msg
}

// Open asks the frame to open an address in the program that the system has for
// it. Only addresses of web pages and letters are opened.
type Open struct {
	Address string
	// Said tells that it was asked for.
	Said string
}

// Tell asks the frame to show a sentence for a while; an Error stays until the
// next key.
type Tell struct {
	Text  string
	Error bool
}

// Failed tells the frame that a read failed.
type Failed struct{ Err error }

// Goto asks the frame to show a record on its pane, in one of its lists, or
// among all where List is "". A Ref without an ID opens the pane of its kind.
type Goto struct {
	Ref  domain.Ref
	List string
}

// Back asks the frame to leave an inner pane for the one it was opened from.
type Back struct{}

// Do asks the frame to carry out an action by its id, as its key does.
type Do struct{ Action string }

// Copy asks the frame to put text on the clipboard. A Letter keeps its lines,
// and is named by its title in what is said.
type Copy struct {
	Text   domain.Untrusted
	Letter string
}

// Shown tells a pane that it shows, or shows in another size, so that it may
// lack rows.
type Shown struct{}

// Send is the command that sends a message to the frame.
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
