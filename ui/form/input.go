package form

import (
	"slices"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/textarea"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/text"
	"github.com/belay-tui/belay/ui/words"
)

const (
	// maxText is how many characters a field takes: more is a paste by mistake. A
	// field that held more before keeps it.
	maxText = 10_000
	// mostText is the cells of a line of text: a longer one is hard to read.
	mostText = 60
	// shortText is those of a text that is settled, such as a day or an amount.
	shortText = 12
)

// input is a field being filled in.
type input struct {
	Field
	page  int
	line  textinput.Model
	area  textarea.Model
	pick  int // of the choices; -1 is none yet
	start string
	wrong string
	cut   int    // how many characters of a paste, or of an editor's text, found no room
	rows  [2]int // of several lines, at least and at most
}

func newInput(f Field, page int, w *words.Words) *input {
	in := &input{Field: f, page: page, pick: -1}
	in.Label, in.Hint = domain.Clean(f.Label), domain.Clean(f.Hint)
	switch f.Kind {
	case Text:
		in.line = textinput.New()
		in.line.SetVirtualCursor(false)
		in.line.Prompt, in.line.CharLimit = "", max(maxText, utf8.RuneCountInString(f.Value.Raw()))
		in.line.KeyMap.Paste.SetEnabled(false) // it would read the clipboard of another machine
		in.line.SetValue(text.Plain(f.Value.Raw(), false))
		in.line.CursorEnd()
	case Lines:
		in.area = textarea.New()
		in.area.SetVirtualCursor(false)
		in.area.Prompt, in.area.ShowLineNumbers = "", false
		in.area.CharLimit = max(maxText, utf8.RuneCountInString(f.Value.Raw()))
		in.area.MaxHeight = 0 // its characters are counted, not its lines
		in.area.EndOfBufferCharacter = ' '
		in.area.KeyMap.Paste.SetEnabled(false)
		in.area.KeyMap.CopySelection.SetEnabled(false)
		in.area.SetValue(text.Plain(f.Value.Raw(), true))
	case YesNo:
		in.Choices = []Option{{"no", w.T("form.no")}, {"yes", w.T("form.yes")}}
		if in.Value.IsZero() {
			in.Value = domain.Outside("no")
		}
	case Choice:
	}
	in.Choices = slices.Clone(in.Choices)
	for i, c := range in.Choices {
		in.Choices[i].Label = domain.Clean(c.Label)
		if c.Value == in.Value.Raw() {
			in.pick = i
		}
	}
	in.start = in.typed()
	return in
}

func (in *input) style(look Look) {
	switch in.Kind {
	case Text:
		in.line.SetStyles(textinput.Styles{Focused: textinput.StyleState{Text: look.Focus}, Blurred: textinput.StyleState{Text: look.Value}})
	case Lines:
		s := textarea.StyleState{Text: look.Value, CursorLine: look.Value, Selection: look.Focus.Reverse(true)}
		in.area.SetStyles(textarea.Styles{Focused: s, Blurred: s})
	default:
	}
}

// resize gives the field the cells of its value in a form of so many rows. A text
// of several lines grows with what is typed.
func (in *input) resize(cells, rows int) {
	switch in.Kind {
	case Text:
		in.line.SetWidth(max(1, min(cells, mostText)-1)) // the cursor may stand after the last one
	case Lines:
		in.rows = [2]int{min(4, max(1, rows/12)), min(12, max(1, rows/3))}
		in.area.SetWidth(max(1, cells))
		in.grow()
	default:
	}
}

// grow gives a text of several lines as many rows as it takes.
func (in *input) grow() {
	rows, most := 0, in.rows[1]
	for line := range strings.SplitSeq(in.area.Value(), "\n") {
		if rows += len(text.Wrap(line, max(1, in.area.Width()-1))); rows >= most { // the cursor may stand after the last character
			break
		}
	}
	in.area.SetHeight(max(in.rows[0], min(rows, most)))
}

func (in *input) focus() {
	switch in.Kind {
	case Text:
		in.line.Focus()
	case Lines:
		in.area.Focus()
	default:
	}
}

func (in *input) blur() {
	in.line.Blur()
	if in.Kind == Lines {
		in.area.Blur()
	}
}

// typed is what stands in the field on the screen.
func (in *input) typed() string {
	switch {
	case in.Kind == Text:
		return in.line.Value()
	case in.Kind == Lines:
		return in.area.Value()
	case in.pick >= 0:
		return in.Choices[in.pick].Value
	}
	return ""
}

// set types a value in place of what the field holds.
func (in *input) set(v string) {
	in.wrong, in.cut = "", 0
	switch in.Kind {
	case Text:
		v = text.Plain(v, false)
		in.line.SetValue(v)
		in.line.CursorEnd()
		in.cut = in.missing(v)
	case Lines:
		v = text.Plain(v, true)
		in.area.SetHeight(in.rows[1])
		in.area.SetValue(v)
		in.grow()
		in.cut = in.missing(v)
	default:
		if i := slices.IndexFunc(in.Choices, func(c Option) bool { return c.Value == v }); i >= 0 || v == "" {
			in.pick = i
		}
	}
}

func (in *input) changed() bool { return in.typed() != in.start }

// update gives a key or a paste to the field.
func (in *input) update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	before := in.typed()
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		if in.Kind == Choice || in.Kind == YesNo {
			in.choose(m)
			break
		}
		if m.Text != "" {
			if m.Text = text.Plain(m.Text, false); m.Text == "" {
				return nil
			}
		}
		cmd = in.edit(m)
	case tea.PasteMsg:
		if in.Kind == Text || in.Kind == Lines {
			return in.paste(text.Plain(m.Content, in.Kind == Lines))
		}
	}
	if in.typed() != before {
		in.wrong, in.cut = "", 0
	}
	return cmd
}

// paste puts text in, and notes how much of it found no room.
func (in *input) paste(s string) tea.Cmd {
	all := in.typed() + s
	cmd := in.edit(tea.PasteMsg{Content: s})
	in.wrong, in.cut = "", in.missing(all)
	return cmd
}

// missing is how many characters the field lacks of those that it was to have.
func (in *input) missing(all string) int {
	return utf8.RuneCountInString(all) - utf8.RuneCountInString(in.typed())
}

// most is how many characters the field takes.
func (in *input) most() int {
	if in.Kind == Lines {
		return in.area.CharLimit
	}
	return in.line.CharLimit
}

func (in *input) edit(msg tea.Msg) (cmd tea.Cmd) {
	if in.Kind == Lines {
		in.area.SetHeight(in.rows[1]) // else it scrolls before it grows
		in.area, cmd = in.area.Update(msg)
		in.grow()
		return cmd
	}
	return TypeIn(&in.line, msg)
}

// choose moves with the arrows, and to the next choice that begins with a letter.
func (in *input) choose(k tea.KeyPressMsg) {
	n := len(in.Choices)
	if n == 0 {
		return
	}
	switch k.String() {
	case "right", "space":
		in.pick = (in.pick + 1) % n
	case "left":
		in.pick = (max(in.pick, 0) + n - 1) % n
	case "backspace", "delete":
		if in.Kind == Choice && !in.Required {
			in.pick = -1
		}
	default:
		letter := domain.Fold(k.Text)
		for step := 1; step <= n && letter != ""; step++ {
			if i := (in.pick + step) % n; strings.HasPrefix(domain.Fold(in.Choices[i].Label), letter) {
				in.pick = i
				return
			}
		}
	}
}

// atEdge reports whether there is no further line of text above or below.
func (in *input) atEdge(down bool) bool {
	if in.Kind != Lines {
		return true
	}
	line := in.area.LineInfo()
	if down {
		return in.area.Line() == in.area.LineCount()-1 && line.RowOffset+1 >= line.Height
	}
	return in.area.Line() == 0 && line.RowOffset == 0
}
