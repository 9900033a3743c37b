package form

import (
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/text"
)

// maxSuggestions is how many suggestions show under a field.
const maxSuggestions = 5

// Suggestion is what a text field may be completed to.
type Suggestion struct {
	// Label is what it is called; Side tells it from others of that name.
	Label, Side domain.Untrusted
	// Values are put into the fields of their keys when it is accepted: into the
	// field that is typed into in any case, into others only where they are empty.
	Values map[string]domain.Untrusted
}

// suggestions are what is offered under the focused field.
type suggestions struct {
	all []Suggestion
	// pick is the chosen one, -1 where none is.
	pick int
	// common is what all of them begin with, those that do not show too.
	common string
	// typing is whether the text of the field was changed since it has the focus,
	// and nothing was accepted or closed since.
	typing bool
}

// Suggesting returns the focused field and what is typed in it, where it may
// have suggestions and something was typed since it has the focus.
func (f *Form) Suggesting() (key, typed string, ok bool) {
	in := f.current()
	if in == nil || !in.Suggest || in.Kind != Text || !f.offered.typing || f.asking || f.state != Editing {
		return "", "", false
	}
	return in.Key, strings.TrimSpace(in.typed()), true
}

// SetSuggestions offers suggestions under a field, the best first, those that
// begin with what is typed before others; it shows no more than fit. They are dropped where that field is not being typed into.
func (f *Form) SetSuggestions(key string, all []Suggestion) {
	chosen := domain.Untrusted{}
	if f.offered.pick >= 0 && f.offered.pick < len(f.offered.all) {
		chosen = f.offered.all[f.offered.pick].Label
	}
	f.offered.all, f.offered.common, f.offered.pick = nil, "", -1
	at, typed, ok := f.Suggesting()
	if !ok || at != key {
		return
	}
	all = slices.Clone(all)
	typed = domain.Fold(typed)
	later := func(s Suggestion) int {
		if strings.HasPrefix(domain.Fold(s.Label.Raw()), typed) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(all, func(a, b Suggestion) int { return later(a) - later(b) })
	f.offered.all, f.offered.common = all[:min(len(all), maxSuggestions)], common(all, key)
	if !chosen.IsZero() {
		f.offered.pick = slices.IndexFunc(f.offered.all, func(s Suggestion) bool { return s.Label == chosen })
	}
}

// closeSuggestions takes the suggestions away until something is typed again.
func (f *Form) closeSuggestions() { f.offered = suggestions{pick: -1} }

// suggestionKey does what a key does to the suggestions; it reports false where
// the key is not theirs. Nothing is accepted that was not chosen before.
func (f *Form) suggestionKey(key string) bool {
	s := &f.offered
	if len(s.all) == 0 {
		return false
	}
	n := len(s.all) + 1 // the text as it is typed is one of the places
	switch key {
	case "down", "ctrl+n":
		s.pick = (s.pick+2)%n - 1
	case "up", "ctrl+p":
		s.pick = (s.pick+n)%n - 1
	case "tab":
		if s.pick < 0 {
			return f.farther()
		}
		f.accept(s.all[s.pick])
	case "enter":
		if s.pick < 0 {
			return false
		}
		f.accept(s.all[s.pick])
	case "esc":
		f.closeSuggestions()
	default:
		return false
	}
	return true
}

// accept fills in what a suggestion says.
func (f *Form) accept(s Suggestion) {
	at := f.current()
	for _, in := range f.inputs {
		v, ok := s.Values[in.Key]
		if ok && !v.IsZero() && (in == at || strings.TrimSpace(in.typed()) == "") {
			in.set(v.Raw())
		}
	}
	f.closeSuggestions()
	if at.Steps && strings.HasSuffix(at.typed(), "/") {
		f.offered.typing = true
	}
}

// farther types what all suggestions begin with; where that is typed already, it
// chooses the first of several. It reports false where there is nothing to do.
func (f *Form) farther() bool {
	in, s := f.current(), &f.offered
	switch {
	case !in.Steps:
		return false
	case len(s.common) > len(in.typed()) && strings.HasPrefix(domain.Fold(s.common), domain.Fold(in.typed())):
		in.set(s.common)
		f.offered.typing = true
	case len(s.all) > 1:
		s.pick = 0
	default:
		return false
	}
	return true
}

// common is what the values of suggestions for a field all begin with, in whole
// characters.
func common(all []Suggestion, key string) string {
	if len(all) == 0 {
		return ""
	}
	first := []rune(all[0].Values[key].Raw())
	for _, s := range all[1:] {
		n := 0
		for _, r := range s.Values[key].Raw() {
			if n == len(first) || first[n] != r {
				break
			}
			n++
		}
		first = first[:n]
	}
	return string(first)
}

// noteTyping keeps whether the text of the focused field changed; what was
// chosen was chosen for the text before.
func (f *Form) noteTyping(in *input, before string) {
	if in.typed() != before {
		f.offered.typing, f.offered.pick = true, -1
	}
}

// suggested are the lines of the suggestions in so many cells.
func (f *Form) suggested(cells int) []string {
	wide, side := 0, 0
	for _, s := range f.offered.all {
		wide = max(wide, text.Width(s.Label.String()))
		side = max(side, 2+text.Width(s.Side.String()))
	}
	wide = min(wide, max(1, cells-margin-min(side, cells/3)))
	lines := make([]string, len(f.offered.all))
	for i, s := range f.offered.all {
		mark, style := "", f.look.Hint
		if i == f.offered.pick {
			mark, style = f.look.glyphs().pointer, f.look.Focus
		}
		line := text.Left(mark, margin) + text.Left(s.Label.String(), wide)
		if !s.Side.IsZero() {
			line += "  " + s.Side.String()
		}
		lines[i] = style.Render(text.Cut(strings.TrimRight(line, " "), cells))
	}
	return lines
}

// clickSuggestion accepts the suggestion on a row of the view.
func (f *Form) clickSuggestion(rows []row, y int) bool {
	top := slices.IndexFunc(rows, func(r row) bool { return r.owner == f.at }) + 1 // below its value
	if f.cells.label == 0 {
		top++
	}
	if i := y - top; i >= 0 && i < len(f.offered.all) {
		f.accept(f.offered.all[i])
		return true
	}
	return false
}
