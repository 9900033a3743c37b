package form

import (
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// Asked is a field as it is asked where a form is read out line by line.
type Asked struct {
	Key, Label, Hint string
	Kind             Kind
	// Page is the page's title where the field is its first, else "".
	Page string
	// Now is what the field holds, harmless to show: of a choice its words.
	Now     string
	Choices []Option
	// Required says that the field wants a value.
	Required bool
	// Wrong is what was found wrong with it, "" where nothing was.
	Wrong string
}

// Aloud returns the fields in their order.
func (f *Form) Aloud() []Asked {
	asked := make([]Asked, len(f.inputs))
	for i, in := range f.inputs {
		asked[i] = Asked{
			Key: in.Key, Label: in.Label, Hint: in.Hint, Kind: in.Kind, Now: in.now(),
			Choices: slices.Clone(in.Choices), Required: in.Required, Wrong: in.wrong,
		}
		if i == 0 || f.inputs[i-1].page != in.page {
			asked[i].Page = f.pages[in.page]
		}
	}
	return asked
}

// now is what the field holds in words.
func (in *input) now() string {
	if in.pick >= 0 && in.pick < len(in.Choices) {
		return in.Choices[in.pick].Label
	}
	return domain.Clean(strings.ReplaceAll(in.typed(), "\n", " "))
}

// Answer gives a field its value as if it had been typed, and says what was
// understood or what is wrong with it. It reports false where the form has no
// such field or the choice no such value.
func (f *Form) Answer(key, value string) (said, wrong string, ok bool) {
	i := slices.IndexFunc(f.inputs, func(in *input) bool { return in.Key == key })
	if i < 0 || !f.inputs[i].takes(value) {
		return "", "", false
	}
	in := f.inputs[i]
	in.set(value)
	if f.validate(in) {
		_, said, _ = in.read() // a value that is right can be read
	}
	return said, in.wrong, true
}

// takes reports whether the field can hold a value: text any, a choice its own.
func (in *input) takes(value string) bool {
	if in.Kind == Text || in.Kind == Lines || value == "" && !in.Required {
		return true
	}
	return slices.ContainsFunc(in.Choices, func(o Option) bool { return o.Value == value })
}
