// Package form asks for the fields of a record on one or more pages. It does
// no I/O: the pane that shows it carries out the command when the form is done,
// and gives a refusal back with [Form.SetError], so that no typing is lost.
package form

import (
	"strings"

	"charm.land/lipgloss/v2"
	"golang.org/x/text/unicode/norm"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/words"
)

// Kind is how a field is filled in.
type Kind int

// The kinds of field. Dates and amounts are [Text] with a Check.
const (
	Text   Kind = iota // one line
	Lines              // several lines
	Choice             // one of Field.Choices
	YesNo              // "yes" or "no"; "no" until said otherwise
)

// Option is one of the values that a choice may have, and its words.
type Option struct{ Value, Label string }

// Field is one thing to fill in. Label and Hint are words, not ids.
type Field struct {
	Key, Label, Hint string
	Kind             Kind
	// Value is what the field starts with; the form makes it harmless to show. Text that is left as it is comes
	// back exactly, even where its characters cannot be shown.
	Value   domain.Untrusted
	Choices []Option
	// Required refuses an empty value.
	Required bool
	// Read settles what was typed, when it is not empty: the value that the form
	// answers with, such as a day in full for "fri", and in words what was
	// understood, "" where that says no more. It runs in Update and View, so it
	// must be quick; it may return a rule's refusal. Nil takes what was typed.
	Read func(typed string) (value, said string, err error)
	// Check returns what is wrong with a settled value that is not empty, as Read
	// does. Nil accepts all.
	Check func(value string) error
	// Suggest says that text may have suggestions; see [Form.SetSuggestions].
	Suggest bool
	// Steps says that suggestions are steps on the way, such as the folders of a
	// path: tab types what all of them begin with, and one that ends with a
	// separator is gone on from.
	Steps bool
}

// Page is a part of a form with its own name.
type Page struct {
	Title  string
	Fields []Field
}

// Look is the styling. The zero Look is plain and still tells everything.
type Look struct {
	// Title is that of the form, of the page that shows and of the focused field;
	// Page that of the other pages.
	Title, Page, Label, Focus, Value, Hint, Error, Key, Question lipgloss.Style
	// Note is for remarks, Warning for those that want attention.
	Note, Warning lipgloss.Style
	// ASCII keeps to characters that every font has.
	ASCII bool
}

// State is whether the form still asks.
type State int

// The states of a form.
const (
	Editing State = iota
	Done
	Canceled
)

// Form is a form on the screen. Make one with [New].
type Form struct {
	title  string
	pages  []string
	inputs []*input
	at     int // the focused input
	state  State
	asking bool   // esc was pressed once with something typed
	kept   bool   // what is typed is kept elsewhere
	wrong  string // an error of the form as a whole
	remarks
	// keyless leaves the keys out of the view; see [Form.Footer].
	keyless bool
	// endless is that there is nothing to save; see [Form.Endless].
	endless bool
	// offered are the suggestions for the focused field.
	offered suggestions
	look    Look
	words   *words.Words
	w, h    int
	cells   columns
}

// New returns a form with its first field focused.
func New(title string, pages []Page, look Look, w *words.Words) *Form {
	f := &Form{title: domain.Clean(title), look: look, words: w}
	for i, p := range pages {
		f.pages = append(f.pages, domain.Clean(p.Title))
		for _, field := range p.Fields {
			f.inputs = append(f.inputs, newInput(field, i, w))
		}
	}
	f.SetLook(look)
	f.focus(0)
	return f
}

// SetLook changes the styling, as when the terminal's background is known.
func (f *Form) SetLook(look Look) {
	f.look = look
	for _, in := range f.inputs {
		in.style(look)
	}
}

// SetSize gives the form its cells. It draws nothing outside them.
func (f *Form) SetSize(w, h int) {
	f.w, f.h = max(0, w), max(0, h)
	f.cells = f.measure()
	for _, in := range f.inputs {
		in.resize(f.cells.value, f.h)
	}
}

// SetError shows a sentence under a field, moves there and goes on editing. A
// field that the form does not have shows it for the whole form.
func (f *Form) SetError(key, sentence string) {
	f.state, f.asking = Editing, false
	for i, in := range f.inputs {
		if in.Key == key {
			in.wrong = domain.Clean(sentence)
			f.focus(i)
			return
		}
	}
	f.wrong = domain.Clean(sentence)
}

// State tells whether the form still asks.
func (f *Form) State() State { return f.state }

// Focused returns the key of the field that has the focus, "" in an empty form.
func (f *Form) Focused() string {
	if in := f.current(); in != nil {
		return in.Key
	}
	return ""
}

// Focus moves to the field of a key; it stays where the form has none such.
func (f *Form) Focus(key string) {
	for i, in := range f.inputs {
		if in.Key == key {
			f.focus(i)
			return
		}
	}
}

// Changed reports whether any value is not what it started as.
func (f *Form) Changed() bool {
	for _, in := range f.inputs {
		if in.changed() {
			return true
		}
	}
	return false
}

// Answers returns the settled values of all fields by key. A field whose value
// cannot be settled yet answers with what was typed.
func (f *Form) Answers() map[string]string {
	values := f.Values()
	for _, in := range f.inputs {
		if value, _, err := in.read(); err == nil {
			values[in.Key] = value
		}
	}
	return values
}

// Changes returns what the fields hold that are not what they started as.
func (f *Form) Changes() map[string]string {
	values := map[string]string{}
	for _, in := range f.inputs {
		if in.changed() {
			values[in.Key] = in.value()
		}
	}
	return values
}

// Restore types values into their fields, as a draft has them. Keys that the
// form lacks, and choices that it no longer offers, are left out.
func (f *Form) Restore(values map[string]string) {
	for _, in := range f.inputs {
		if v, ok := values[in.Key]; ok {
			in.set(v)
		}
	}
}

// Keep says that what is typed is kept when the form is left, so that it need
// not ask.
func (f *Form) Keep() { f.kept = true }

// Values returns what every field holds, as typed, by key, at any time: a draft
// can be kept of it. Text is in Unicode's composed form (NFC).
func (f *Form) Values() map[string]string {
	values := make(map[string]string, len(f.inputs))
	for _, in := range f.inputs {
		values[in.Key] = in.value()
	}
	return values
}

func (f *Form) current() *input {
	if f.at < len(f.inputs) {
		return f.inputs[f.at]
	}
	return nil
}

func (f *Form) focus(i int) {
	f.closeSuggestions()
	if in := f.current(); in != nil {
		in.blur()
	}
	f.at = i
	if in := f.current(); in != nil {
		in.focus()
	}
}

// value is what the field holds; untouched text is exactly what it was.
func (in *input) value() string {
	if !in.changed() && in.Kind != YesNo {
		return in.Value.Raw()
	}
	return norm.NFC.String(in.typed())
}

// read settles the value and says what was understood.
func (in *input) read() (value, said string, err error) {
	value = in.value()
	if in.Read == nil || strings.TrimSpace(value) == "" {
		return value, "", nil
	}
	return in.Read(value)
}
