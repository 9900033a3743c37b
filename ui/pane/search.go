package pane

import (
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/text"
)

// search is the field in which a list is searched as one types, in the language
// of [domain.ParseFilter].
type search struct {
	kind   domain.Kind
	input  textinput.Model
	active bool
	// choices are what may be meant at the cursor, at the one that is chosen.
	choices []domain.Completion
	at      int
	// wrong is what is wrong with what was typed, nil where it is understood.
	wrong *domain.FilterError
}

func newSearch(ctx *Context, kind domain.Kind) search {
	return search{kind: kind, input: ctx.SearchField()}
}

// SearchField is a line to search in.
func (c *Context) SearchField() textinput.Model {
	line := textinput.New()
	line.CharLimit = domain.MaxFilter
	line.SetVirtualCursor(false)
	line.Prompt = "/ "
	line.Placeholder = c.Words.T("pane.search_hint")
	c.StyleSearch(&line)
	return line
}

// StyleSearch draws a line to search in as the theme has it.
func (c *Context) StyleSearch(line *textinput.Model) {
	styles := textinput.DefaultStyles(true)
	styles.Focused = textinput.StyleState{Text: c.Theme.Field, Prompt: c.Theme.Key, Placeholder: c.Theme.Muted}
	styles.Blurred = styles.Focused
	styles.Cursor.Blink = false
	line.SetStyles(styles)
}

// start opens the field.
func (s *search) start(ctx *Context) tea.Cmd {
	s.active = true
	s.input.CursorEnd()
	s.complete(ctx.Program)
	return s.input.Focus()
}

// stop leaves the field; what was searched for stays.
func (s *search) stop() {
	s.active, s.choices, s.wrong = false, nil, nil
	s.input.Blur()
}

// clear leaves the field and forgets what was searched for.
func (s *search) clear() {
	s.stop()
	s.input.SetValue("")
}

// text is what was typed.
func (s *search) text() string { return s.input.Value() }

// update takes a key or a paste.
func (s *search) update(ctx *Context, msg tea.Msg) tea.Cmd {
	if paste, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: text.Show(domain.Outside(paste.Content))}
	}
	before, at := s.text(), s.input.Position()
	cmd := form.TypeIn(&s.input, msg)
	if s.text() != before || s.input.Position() != at {
		s.complete(ctx.Program)
	}
	return cmd
}

// cursor is the place of the cursor in bytes.
func (s *search) cursor() int {
	at := 0
	for i := range s.text() {
		if at == s.input.Position() {
			return i
		}
		at++
	}
	return len(s.text())
}

func (s *search) complete(p *domain.Program) {
	s.choices, s.at = domain.CompleteFilter(s.kind, s.text(), s.cursor(), p), 0
}

// choose moves among the choices; it reports whether there are any.
func (s *search) choose(step int) bool {
	if len(s.choices) == 0 {
		return false
	}
	s.at = (s.at + step + len(s.choices)) % len(s.choices)
	return true
}

// accept types what is chosen; it reports whether there was anything.
func (s *search) accept(ctx *Context) bool {
	if len(s.choices) == 0 {
		return false
	}
	c, typed := s.choices[s.at], s.text()
	s.input.SetValue(typed[:c.From] + c.Text + typed[c.To:])
	s.input.SetCursor(utf8.RuneCountInString(typed[:c.From] + c.Text))
	s.complete(ctx.Program)
	if len(s.choices) == 1 && s.choices[0].Text == c.Text { // that is there now
		s.choices = nil
	}
	return true
}

// filter is a filter and what it was read from.
type filter struct {
	domain.Filter
	text string
}

// parse reads what was typed, without the term that is not understood, if any:
// the field says why. Where it is not understood without that either, ok is
// false.
func (s *search) parse(now time.Time) (f filter, ok bool) {
	typed := s.text()
	all, err := domain.ParseFilter(s.kind, typed, now)
	s.wrong = nil
	if err == nil {
		return filter{all, typed}, true
	}
	if !errors.As(err, &s.wrong) {
		return f, false
	}
	from, to := min(s.wrong.From, len(typed)), min(s.wrong.To, len(typed))
	before := typed[:strings.LastIndexByte(typed[:from], ' ')+1]
	if i := strings.IndexByte(typed[to:], ' '); i >= 0 {
		before += strings.TrimLeft(typed[to+i:], " ")
	}
	before = strings.TrimSpace(before)
	rest, err := domain.ParseFilter(s.kind, before, now)
	return filter{rest, before}, err == nil
}

// help are the lines under the field: what is wrong below its place, or what
// may be meant.
func (s *search) help(ctx *Context, w int) []string {
	th := ctx.Theme
	indent := 1 + text.Width(s.input.Prompt)
	switch {
	case s.wrong != nil && len(s.choices) == 0:
		at := indent + text.Width(s.text()[:min(s.wrong.From, len(s.text()))])
		at = max(0, min(at, w-least))
		pointer := strings.Repeat(" ", at) + th.ErrorText.Render(th.Glyphs.Up) + " "
		var lines []string
		for _, part := range text.Wrap(ctx.Words.Rule(s.wrong.Why), max(1, w-at-3)) {
			lines = append(lines, pointer+th.ErrorText.Render(part))
			pointer = strings.Repeat(" ", at+2)
		}
		return lines
	case len(s.choices) > 0:
		return []string{strings.Repeat(" ", indent) + s.offer(ctx, w-indent)}
	}
	return nil
}

// least is how many cells a sentence under the field gets, and where.
const least = 44

// offer shows the choices from the chosen one on, as many as fit.
func (s *search) offer(ctx *Context, w int) string {
	th := ctx.Theme
	var b strings.Builder
	used := 0
	first := max(0, s.at-2)
	for i := first; i < len(s.choices); i++ {
		label := text.Show(domain.Outside(s.choices[i].Text))
		cells := text.Width(label) + 2
		if used+cells > w {
			b.WriteString(th.Muted.Render(th.Glyphs.Ellipsis))
			break
		}
		if i == s.at {
			b.WriteString(th.Selected.Render(label) + "  ")
		} else {
			b.WriteString(th.Muted.Render(label) + "  ")
		}
		used += cells
	}
	return b.String()
}

// Cursor is the cell of the pane at which the next character goes in, where one
// types into the head.
func (l *List[R]) Cursor() (x, y int, ok bool) {
	switch {
	case l.saved.asking:
		return 1 + form.CursorIn(l.saved.input), 0, true
	case l.search.active:
		return 1 + form.CursorIn(l.search.input), 0, true
	}
	return 0, 0, false
}
