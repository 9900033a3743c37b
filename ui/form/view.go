package form

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/text"
)

const (
	sideFrom  = 100 // columns from which notes stand at the side
	stackedTo = 44  // columns of the body below which labels stand above
	margin    = 2   // of the pointer to the focused field
	saidFrom  = 12  // cells of a value after which it stands what was understood
)

// columns are the cells of the parts of a form.
type columns struct {
	body, side   int // side is 0 when there is no room for it
	label, value int // label is 0 when labels stand above
}

// row is a line of the view and the index of the field it belongs to, or -1.
type row struct {
	line  string
	owner int
}

type glyphs struct{ pointer, left, right, required, wrong, rule, up, down, means string }

func (l Look) glyphs() glyphs {
	if l.ASCII {
		return glyphs{">", "<", ">", "*", "x", "|", "^", "v", "->"}
	}
	return glyphs{"▸", "‹", "›", "*", "✗", "│", "↑", "↓", "→"}
}

func (f *Form) measure() columns {
	c := columns{body: f.w}
	if f.w >= sideFrom {
		c.side = f.w / 3
		c.body = f.w - c.side - 3
	}
	if c.body >= stackedTo {
		for _, in := range f.inputs {
			c.label = max(c.label, text.Width(in.Label)+2)
		}
		c.label = min(c.label, c.body/3)
	}
	c.value = max(1, c.body-margin-max(c.label, 0)-1)
	return c
}

// View returns the form in the cells that it was given, all lines of it.
func (f *Form) View() string {
	rows := f.frame()
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = text.Cut(r.line, f.w)
	}
	return strings.Join(lines, "\n")
}

// frame lays out exactly as many rows as the form is high.
func (f *Form) frame() []row {
	head, foot := f.head(), f.foot()
	room := f.h - len(head) - len(foot)
	if room < 2 { // the field counts more than what is around it
		head = nil
		foot = foot[:min(len(foot), max(0, f.h-1))]
		room = f.h - len(foot)
	}
	if f.cells.side == 0 {
		below := f.noteLines(f.w)
		below = below[:min(len(below), room/3)]
		foot = append(below, foot...)
		room -= len(below)
	}
	body, above, more := f.window(room)
	g := f.look.glyphs()
	if len(head) > 1 && above {
		head[1].line = f.look.Hint.Render(g.up + " " + f.words.T("form.above"))
	}
	if n := len(foot); n > 1 && more {
		foot[n-2].line = f.look.Hint.Render(g.down + " " + f.words.T("form.below"))
	}
	if f.cells.side > 0 {
		body = f.beside(body)
	}
	return append(append(head, body...), foot...)
}

func (f *Form) head() []row {
	if f.h < 5 {
		return nil
	}
	line := f.look.Title.Render(f.title)
	if in := f.current(); in != nil && len(f.pages) > 1 {
		page := f.words.T("form.page", "title", f.pages[in.page], "page", in.page+1, "pages", len(f.pages))
		line = text.Left(line, max(0, f.w-text.Width(page)-1)) + " " + f.look.Page.Render(page)
	}
	return f.gap([]row{{line, -1}}, false)
}

func (f *Form) foot() []row {
	switch {
	case f.asking:
		return f.gap(f.wrapped(f.words.T("form.discard"), f.look.Question), true)
	case f.wrong != "":
		return f.gap(f.wrapped(f.look.glyphs().wrong+" "+f.wrong, f.look.Error), true)
	case f.h < 4:
		return nil
	}
	var parts []string
	footer := keys.Footer{Say: func(id string) string { return f.words.T(id) }, State: f.possible, ASCII: f.look.ASCII}
	for _, i := range footer.Items(f.w, Actions(), nil) {
		parts = append(parts, f.look.Key.Render(i.Key)+" "+i.Label)
	}
	return f.gap([]row{{strings.Join(parts, strings.Repeat(" ", keys.Gap)), -1}}, true)
}

// possible leaves the turning of pages out of the footer where there is one, the
// editor but for long text, and choosing where nothing is suggested.
func (f *Form) possible(id string) (string, bool) {
	if id == "form.editor" {
		in := f.current()
		return "", in != nil && in.Kind == Lines
	}
	if id == "form.suggest" || id == "form.suggest_back" {
		return "", len(f.offered.all) > 0
	}
	return "", len(f.pages) > 1 || (id != "form.page_next" && id != "form.page_back")
}

// gap adds an empty row between the body and what is around it, if there is room.
func (f *Form) gap(rows []row, before bool) []row {
	switch {
	case f.h < 8:
		return rows
	case before:
		return append([]row{{"", -1}}, rows...)
	}
	return append(rows, row{"", -1})
}

// wrapped is a sentence on up to three rows.
func (f *Form) wrapped(sentence string, style lipgloss.Style) []row {
	var rows []row
	for _, line := range text.Wrap(sentence, max(1, f.w)) {
		rows = append(rows, row{style.Render(line), -1})
	}
	return rows[:min(3, len(rows))]
}

// window returns the rows of the body that fit, the focused field among them,
// and whether there is more above and below.
func (f *Form) window(room int) (rows []row, above, below bool) {
	first, last := 0, 0
	for i, in := range f.inputs {
		if in.page != f.inputs[f.at].page {
			continue
		}
		if i == f.at {
			first = len(rows)
		}
		rows = append(rows, f.field(i, in)...)
		if i == f.at {
			last = len(rows)
		}
	}
	from := max(0, min(last+1, len(rows))-room)
	from = min(from, first)
	to := min(len(rows), from+room)
	above, below = from > 0, to < len(rows)
	rows = rows[from:to:to]
	for len(rows) < room {
		rows = append(rows, row{"", -1})
	}
	return rows, above, below
}

// field is a field's label and value, and what there is to say about it.
func (f *Form) field(i int, in *input) []row {
	g, style, mark := f.look.glyphs(), f.look.Label, "  "
	if i == f.at {
		style, mark = f.look.Focus, text.Left(g.pointer, margin)
	}
	label := in.Label
	if in.Required {
		label += " " + g.required
	}
	var rows []row
	var pad string
	if f.cells.label == 0 {
		rows = append(rows, row{style.Render(mark + label), i})
		pad = strings.Repeat(" ", margin)
	} else {
		pad = style.Render(mark+text.Left(label, f.cells.label)) + " "
	}
	indent := strings.Repeat(" ", text.Width(pad))
	for _, line := range f.shown(i, in) {
		rows = append(rows, row{pad + line, i})
		pad = indent
	}
	say, tone := in.Hint, f.look.Hint
	if i == f.at && len(f.offered.all) > 0 {
		say = "" // the suggestions say more
		for _, line := range f.suggested(f.cells.value) {
			rows = append(rows, row{indent + line, i})
		}
	}
	if said, beside := f.understood(in); beside {
		last := len(rows) - 1
		from := text.Width(indent) + max(saidFrom, text.Width(in.typed())+2)
		rows[last].line = text.Left(ansi.Truncate(rows[last].line, from, ""), from) + f.look.Hint.Render(said)
	} else if said != "" {
		say = said
	}
	if in.wrong != "" {
		say, tone = g.wrong+" "+in.wrong, f.look.Error
	}
	if say != "" {
		for _, line := range text.Wrap(say, f.cells.value) {
			rows = append(rows, row{indent + tone.Render(line), i})
		}
	}
	return rows
}

// understood is what a field makes of what is typed, and whether it finds room
// at the end of that line.
func (f *Form) understood(in *input) (said string, beside bool) {
	_, said, err := in.read()
	if err != nil || said == "" {
		return "", false
	}
	said = f.look.glyphs().means + " " + said
	return said, max(saidFrom, text.Width(in.typed())+2)+text.Width(said) <= f.cells.value
}

// shown is the lines of a field's value.
func (f *Form) shown(i int, in *input) []string {
	switch in.Kind {
	case Text:
		return []string{text.Cut(in.line.View(), f.cells.value)}
	case Lines:
		return strings.Split(in.area.View(), "\n")
	default:
	}
	value := f.words.T("form.unchosen")
	if in.pick >= 0 {
		value = in.Choices[in.pick].Label
	}
	g := f.look.glyphs()
	value = text.Cut(value, max(1, f.cells.value-4))
	if i != f.at {
		return []string{f.look.Value.Render(value)}
	}
	return []string{f.look.Focus.Render(value) + " " + g.left + " " + g.right}
}

func (f *Form) noteLines(cells int) []row {
	var rows []row
	for _, n := range f.notes {
		for _, line := range text.Wrap(n, max(1, cells)) {
			rows = append(rows, row{f.look.Note.Render(line), -1})
		}
	}
	return rows
}

// beside puts the notes to the right of the body.
func (f *Form) beside(body []row) []row {
	notes := f.noteLines(f.cells.side)
	rule := f.look.Hint.Render(f.look.glyphs().rule)
	for i := range body {
		line := text.Left(body[i].line, f.cells.body) + " " + rule
		if i < len(notes) {
			line += " " + notes[i].line
		}
		body[i].line = line
	}
	return body
}
