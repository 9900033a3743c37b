package form

import (
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/text"
)

// stepsFrom is the rows from which the pages have a row of their own.
const stepsFrom = 10

// head are the title and the pages.
func (f *Form) head() []row {
	if f.h < 5 {
		return nil
	}
	title := row{f.look.Title.Render(text.Cut(f.title, f.inner())), -1}
	in := f.current()
	if in == nil || len(f.pages) < 2 {
		return f.gap([]row{title}, false)
	}
	if steps := f.steps(); f.h >= stepsFrom && text.Width(steps) <= f.inner() {
		return f.gap([]row{title, {steps, -1}}, false)
	}
	page := f.words.T("form.page", "title", f.pages[in.page], "page", in.page+1, "pages", len(f.pages))
	title.line = text.Left(title.line, max(0, f.inner()-text.Width(page)-1)) + " " + f.look.Page.Render(page)
	return f.gap([]row{title}, false)
}

// steps are the pages by number and name: that which shows, and of each what
// is wrong or wanted there.
func (f *Form) steps() string {
	var line string
	for i := range f.pages {
		if i > 0 {
			line += "  "
		}
		line += f.step(i)
	}
	return line
}

// step is a page among the steps.
func (f *Form) step(page int) string {
	g, style, mark := f.look.glyphs(), f.look.Page, "  "
	if f.inputs[f.at].page == page {
		style, mark = f.look.Title, text.Left(g.pointer, margin)
	}
	said := style.Render(mark + strconv.Itoa(page+1) + " " + f.pages[page])
	wanted, wrong := 0, false
	for _, in := range f.inputs {
		if in.page == page {
			wrong = wrong || in.wrong != ""
			if f.wanted[in.Key] {
				wanted++
			}
		}
	}
	switch {
	case wrong:
		said += " " + f.look.Error.Render(g.wrong)
	case wanted > 0:
		said += " " + f.look.Page.Render(g.wanted+" "+strconv.Itoa(wanted))
	case f.wants:
		said += " " + f.look.Page.Render(g.good)
	}
	return said
}

// stepAt is the page whose step stands at a cell of the row of steps.
func (f *Form) stepAt(x int) (page int, ok bool) {
	for i := range f.pages {
		wide := text.Width(f.step(i))
		if x >= 0 && x < wide {
			return i, true
		}
		x -= wide + 2
	}
	return 0, false
}

// onSteps reports whether a row of the view is that of the steps.
func (f *Form) onSteps(y int) bool {
	head := f.head()
	return y == 1 && f.current() != nil && len(head) > 2 && len(f.pages) > 1 && len(f.frame()) > len(head)
}

// foot is what stands below the fields: a question, a sentence, or the keys.
func (f *Form) foot() []row {
	switch {
	case f.asking:
		return f.gap(f.wrapped(f.words.T("form.discard"), f.look.Question), true)
	case f.wrong != "":
		return f.gap(f.wrapped(f.look.glyphs().wrong+" "+f.wrong, f.look.Error), true)
	case f.keyless:
		return f.gap(nil, true)
	case f.h < 4:
		return nil
	}
	return f.gap([]row{{f.Footer(f.inner()), -1}}, true)
}

// Keyless leaves the keys out of the view: who shows the form has a place of
// its own for its [Form.Footer].
func (f *Form) Keyless() { f.keyless = true }

// Endless has the form ask until it is left: what is typed is looked at as it is
// typed, and there is nothing to save.
func (f *Form) Endless() { f.endless = true }

// Footer are the keys that work now in so many cells, the most useful first.
func (f *Form) Footer(cells int) string {
	footer := keys.Footer{Say: func(id string) string { return f.words.T(id) }, State: f.possible, ASCII: f.look.ASCII}
	var parts []string
	for _, i := range footer.Items(cells, f.actions(), nil) {
		parts = append(parts, f.look.Key.Render(i.Key)+" "+i.Label)
	}
	return strings.Join(parts, strings.Repeat(" ", keys.Gap))
}

// actions are what keys do now, by the name of what they do now: while
// suggestions show, some mean those.
func (f *Form) actions() []keys.Action {
	all := Actions()
	if len(f.offered.all) == 0 {
		return all
	}
	first := func(id, short string) {
		i := slices.IndexFunc(all, func(a keys.Action) bool { return a.ID == id })
		a := all[i]
		a.Short = short
		all = slices.Insert(slices.Delete(all, i, i+1), 0, a)
	}
	first("form.cancel", "form.suggest_close")
	if f.offered.pick >= 0 {
		first("form.enter", "form.suggest_take")
	}
	first("form.suggest", "form.suggest")
	return all
}

// possible leaves out of the footer what does nothing now: turning pages where
// there is none, the editor but for long text, choosing where nothing is
// suggested; and all where a question waits for its own keys.
func (f *Form) possible(id string) (string, bool) {
	in := f.current()
	switch id {
	case "form.editor":
		return "", in != nil && in.Kind == Lines && !f.asking
	case "form.suggest", "form.suggest_back":
		return "", len(f.offered.all) > 0
	case "form.page_next":
		return "", in != nil && in.page < len(f.pages)-1 && !f.asking
	case "form.page_back":
		return "", in != nil && in.page > 0 && !f.asking
	case "form.save", "form.enter":
		return "", !f.endless && !f.asking
	}
	return "", !f.asking
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
	for _, line := range text.Wrap(sentence, max(1, f.inner())) {
		rows = append(rows, row{style.Render(line), -1})
	}
	return rows[:min(3, len(rows))]
}
