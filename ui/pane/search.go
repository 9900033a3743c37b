package pane

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/text"
)

// search is the field in which a list is searched as one types.
type search struct {
	input  textinput.Model
	active bool
}

// maxSearch is how many characters a search may have.
const maxSearch = 200

func newSearch(ctx *Context) search {
	s := search{input: textinput.New()}
	s.input.CharLimit = maxSearch
	s.input.Prompt = "/ "
	s.restyle(ctx)
	return s
}

func (s *search) restyle(ctx *Context) {
	styles := textinput.DefaultStyles(true)
	styles.Focused = textinput.StyleState{Text: ctx.Theme.Field, Prompt: ctx.Theme.Key, Placeholder: ctx.Theme.Muted}
	styles.Blurred = styles.Focused
	styles.Cursor.Blink = false
	s.input.SetStyles(styles)
	s.input.Placeholder = ctx.Words.T("pane.search_hint")
}

// start opens the field.
func (s *search) start() tea.Cmd {
	s.active = true
	return s.input.Focus()
}

// stop leaves the field; what was searched for stays.
func (s *search) stop() {
	s.active = false
	s.input.Blur()
}

// clear leaves the field and forgets what was searched for.
func (s *search) clear() {
	s.stop()
	s.input.SetValue("")
}

// text is what to search for.
func (s *search) text() string { return s.input.Value() }

// update takes a key or a paste.
func (s *search) update(msg tea.Msg) tea.Cmd {
	if paste, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: text.Show(domain.Outside(paste.Content))}
	}
	var cmd tea.Cmd
	s.input, cmd = s.input.Update(msg)
	return cmd
}
