package form

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/keys"
)

// Scope is the scope of a form's actions.
const Scope = "form"

// table is what the keys do in a form; everything else is typed.
var table = func() *keys.Registry {
	r := &keys.Registry{}
	r.Add(
		keys.Action{ID: "form.suggest", Keys: []string{"ctrl+n"}, Short: "form.suggest", Long: "form.suggest_long", Scope: Scope},
		keys.Action{ID: "form.next", Keys: []string{"tab", "down"}, Short: "form.next", Long: "form.next_long", Scope: Scope},
		keys.Action{ID: "form.save", Keys: []string{"ctrl+s"}, Short: "form.save", Long: "form.save_long", Scope: Scope},
		keys.Action{ID: "form.page_next", Keys: []string{"pgdown"}, Short: "form.page_next", Long: "form.page_next_long", Scope: Scope},
		keys.Action{ID: "form.cancel", Keys: []string{"esc"}, Short: "form.cancel", Long: "form.cancel_long", Scope: Scope},
		keys.Action{ID: "form.editor", Keys: []string{"ctrl+e"}, Short: "form.editor", Long: "form.editor_long", Scope: Scope},
		keys.Action{ID: "form.back", Keys: []string{"shift+tab", "up"}, Short: "form.back", Long: "form.back_long", Scope: Scope},
		keys.Action{ID: "form.enter", Keys: []string{"enter"}, Short: "form.enter", Long: "form.enter_long", Scope: Scope},
		keys.Action{ID: "form.page_back", Keys: []string{"pgup"}, Short: "form.page_back", Long: "form.page_back_long", Scope: Scope},
		keys.Action{ID: "form.suggest_back", Keys: []string{"ctrl+p"}, Short: "form.suggest_back", Long: "form.suggest_back_long", Scope: Scope},
	)
	return r
}()

// Actions returns what keys do in every form, for help and the key reference.
func Actions() []keys.Action { return table.All() }

// Update takes a key or a paste. It does nothing once the form is not editing.
func (f *Form) Update(msg tea.Msg) tea.Cmd {
	if f.state != Editing {
		return nil
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return f.key(msg)
	case tea.PasteMsg:
		f.asking = false
		if in := f.current(); in != nil {
			return f.typeInto(in, msg)
		}
	}
	return nil
}

// typeInto gives a key or a paste to a field.
func (f *Form) typeInto(in *input, msg tea.Msg) tea.Cmd {
	before := in.typed()
	cmd := in.update(msg)
	f.noteTyping(in, before)
	return cmd
}

func (f *Form) key(k tea.KeyPressMsg) tea.Cmd {
	asked := f.asking
	f.asking, f.wrong = false, ""
	if f.suggestionKey(k.String()) {
		return nil
	}
	in := f.current()
	action, ok := table.Match(Scope, k.String())
	if in != nil && (!ok || in.keeps(k.String())) {
		return f.typeInto(in, k)
	}
	switch action.ID {
	case "form.cancel":
		f.cancel(asked)
	case "form.save":
		if !f.endless {
			f.submit()
		}
	case "form.enter":
		if f.at >= len(f.inputs)-1 && !f.endless {
			f.submit()
		} else {
			f.move(1)
		}
	case "form.next":
		f.move(1)
	case "form.back":
		f.move(-1)
	case "form.editor":
		if in != nil && (in.Kind == Text || in.Kind == Lines) {
			out := EditOut{f, in.Key, in.typed()}
			return func() tea.Msg { return out }
		}
	case "form.page_next":
		f.turn(1)
	case "form.page_back":
		f.turn(-1)
	}
	return nil
}

// EditOut asks the frame for an editor of the person's own on the text of a
// field; what comes back goes to [Form.Restore].
type EditOut struct {
	Form      *Form
	Key, Text string
}

// keeps reports whether a text of several lines wants a key for itself.
func (in *input) keeps(key string) bool {
	switch key {
	case "enter", "ctrl+n", "ctrl+p":
		return in.Kind == Lines
	case "up", "down":
		return !in.atEdge(key == "down")
	}
	return false
}

func (f *Form) cancel(asked bool) {
	if f.Changed() && !asked && !f.kept {
		f.asking = true
		return
	}
	f.state = Canceled
}

// Cancel leaves the form.
func (f *Form) Cancel() { f.state = Canceled }

// move goes to the next or previous field, around the ends.
func (f *Form) move(step int) {
	if n := len(f.inputs); n > 0 {
		f.validate(f.current())
		f.focus((f.at + step + n) % n)
	}
}

// turn goes to the first field of a page so many further, or to the first there
// that is wrong.
func (f *Form) turn(step int) {
	in := f.current()
	if in == nil {
		return
	}
	on := func(other *input) bool { return other.page == in.page+step }
	first := slices.IndexFunc(f.inputs, on)
	if first < 0 || step == 0 {
		return
	}
	f.validate(in)
	if bad := slices.IndexFunc(f.inputs, func(other *input) bool { return on(other) && other.wrong != "" }); bad >= 0 {
		first = bad
	}
	f.focus(first)
}

// submit is done when every field is right, and goes to the first that is not.
func (f *Form) submit() {
	bad := -1
	for i, in := range f.inputs {
		if !f.validate(in) && bad < 0 {
			bad = i
		}
	}
	if bad >= 0 {
		f.focus(bad)
		return
	}
	f.state = Done
}

// validate notes under a field what is wrong with it.
func (f *Form) validate(in *input) bool {
	value, _, err := in.read()
	in.wrong = ""
	switch {
	case strings.TrimSpace(value) == "" && in.Required:
		in.wrong = f.words.T("form.required")
	case err != nil:
		in.wrong = f.words.Error(err)
	case strings.TrimSpace(value) != "" && in.Check != nil:
		in.wrong = f.words.Error(in.Check(value))
	}
	return in.wrong == ""
}

// Click moves the focus to the field at a cell of the form's view, or to the page
// whose name is there.
func (f *Form) Click(x, y int) {
	if x < 0 || x >= f.w || y < 0 || y >= f.h || f.state != Editing {
		return
	}
	if f.onSteps(y) {
		if page, ok := f.stepAt(x - f.cells.edge); ok {
			f.turn(page - f.inputs[f.at].page)
		}
		return
	}
	rows := f.frame()
	if len(f.offered.all) > 0 && f.clickSuggestion(rows, y) {
		return
	}
	if owner := rows[y].owner; owner >= 0 && owner != f.at {
		f.validate(f.current())
		f.focus(owner)
	}
}
