package form

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/ui/text"
)

// field is a field's label and value, and what there is to say about it.
func (f *Form) field(i int, in *input) []row {
	g, style, mark := f.look.glyphs(), f.look.Label, "  "
	if i == f.at {
		style, mark = f.look.Title, text.Left(g.pointer, margin)
	}
	label, sign := in.Label, ""
	switch {
	case in.Required:
		sign = " " + g.required
	case f.wanted[in.Key]:
		sign = " " + g.wanted
	}
	if f.cells.label > 0 {
		label = text.Cut(label, max(0, f.cells.label-text.Width(sign)))
	}
	label += sign
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
	suggesting := i == f.at && len(f.offered.all) > 0
	if suggesting {
		for _, line := range f.suggested(f.cells.value) {
			rows = append(rows, row{indent + line, i})
		}
	}
	say := f.says(i, in)
	if from := f.taken(in) + 2; say.text != "" && !say.wrong && !suggesting && from+text.Width(say.sign+say.text) <= f.cells.value {
		last := len(rows) - 1
		from += text.Width(indent)
		rows[last].line = text.Left(ansi.Truncate(rows[last].line, from, ""), from) + f.look.Hint.Render(say.sign+say.text)
		return rows
	}
	if say.text == "" || suggesting && !say.wrong { // the suggestions say more
		return rows
	}
	tone := f.look.Hint
	if say.wrong {
		tone = f.look.Error
	}
	for _, line := range lay(say.sign, say.text, tone, f.cells.value) {
		rows = append(rows, row{indent + line, i})
	}
	return rows
}

// saying is what there is to say of a field, after its sign.
type saying struct {
	sign, text string
	wrong      bool
}

// says is what is wrong with a field, else what was understood of it, else its
// hint: of the focused field what to write there, and of a choice, as far as there
// is room beside it, what it is about.
func (f *Form) says(i int, in *input) saying {
	g := f.look.glyphs()
	if in.wrong != "" {
		return saying{g.wrong + " ", in.wrong, true}
	}
	if in.cut > 0 {
		return saying{g.warning + " ", f.words.N("form.cut", in.cut, "most", in.most()), true}
	}
	if _, said, err := in.read(); err == nil && said != "" {
		return saying{g.means + " ", said, false}
	}
	if i == f.at {
		return saying{"", in.Hint, false}
	}
	if room := f.cells.value - f.taken(in) - 2; len(in.Choices) > 0 && room >= hintFrom {
		return saying{"", text.Cut(in.Hint, room), false}
	}
	return saying{}
}

// hintFrom is the cells from which a part of a hint says something.
const hintFrom = 16

// taken is how many cells of its own a field's value takes, all of them where
// nothing may stand beside it.
func (f *Form) taken(in *input) int {
	switch in.Kind {
	case Text:
		return min(f.cells.value, f.extent(in))
	case Lines:
		return f.cells.value
	default:
	}
	wide := text.Width(f.words.T("form.unchosen"))
	for _, c := range in.Choices {
		wide = max(wide, text.Width(c.Label))
	}
	return min(f.cells.value, wide+4) // and the arrows
}

// extent is how wide a line of text shows that it is.
func (f *Form) extent(in *input) int {
	if in.Read == nil {
		return min(f.cells.value, mostText)
	}
	return min(f.cells.value, max(shortText, text.Width(in.typed())+1))
}

// shown is the lines of a field's value.
func (f *Form) shown(i int, in *input) []string {
	switch in.Kind {
	case Text:
		return []string{ansi.Truncate(in.line.View(), f.extent(in), "")}
	case Lines:
		return strings.Split(in.area.View(), "\n")
	default:
	}
	g, value := f.look.glyphs(), f.chosen(in)
	switch {
	case i != f.at && in.pick < 0:
		return []string{f.look.Hint.Render(value)}
	case i != f.at:
		return []string{f.look.Value.Render(value)}
	}
	return []string{f.look.Focus.Render(value) + " " + g.left + " " + g.right}
}

// chosen is a choice in words.
func (f *Form) chosen(in *input) string {
	value := f.words.T("form.unchosen")
	if in.pick >= 0 {
		value = in.Choices[in.pick].Label
	}
	return text.Cut(value, max(1, f.cells.value-4))
}
