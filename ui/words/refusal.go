package words

import (
	"errors"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// Explaining returns the same words with a way to explain what is no refusal of
// a rule: the texts of libraries are not for people.
func (w *Words) Explaining(explain func(error) string) *Words {
	return &Words{book: w.book, explain: explain}
}

// Error returns what to tell people about an error: the sentences of a rule's
// refusals, else how these words explain it, else the error's own text, made
// harmless. A nil error is "".
func (w *Words) Error(err error) string {
	if err == nil {
		return ""
	}
	if several, ok := errors.AsType[domain.Refusals](err); ok {
		sentences := make([]string, len(several))
		for i, e := range several {
			sentences[i] = w.Rule(e)
		}
		return strings.Join(sentences, " ")
	}
	if one, ok := errors.AsType[*domain.RuleError](err); ok {
		return w.Rule(one)
	}
	if w.explain != nil {
		return domain.Clean(w.explain(err))
	}
	return domain.Clean(err.Error())
}

// Rule returns the sentence for a refusal: the message rules.CODE with the
// refusal's arguments, and the name of the field at fault as field.
func (w *Words) Rule(e *domain.RuleError) string {
	if e == nil {
		return ""
	}
	pairs := make([]any, 0, 2*len(e.Args)+2)
	pairs = append(pairs, "field", w.Field(e.Field))
	for name, value := range e.Args {
		pairs = append(pairs, name, value)
	}
	return w.T("rules."+string(e.Code), pairs...)
}

// Brief returns what to tell about an error in a word or two, where many are
// told of at once: the message brief.CODE, the status that stood in the way, or
// the whole sentence.
func (w *Words) Brief(err error) string {
	e, ok := errors.AsType[*domain.RuleError](err)
	if !ok {
		return w.Error(err)
	}
	if id := "brief." + string(e.Code); w.Has(id) {
		return w.T(id)
	}
	if status, ok := e.Args["status"]; ok {
		return w.show(status)
	}
	return w.Error(err)
}

// Field returns the name of a field: the message field.NAME, else the name
// with spaces for underscores.
func (w *Words) Field(name string) string {
	if name == "" {
		return ""
	}
	if id := "field." + name; w.Has(id) {
		return w.T(id)
	}
	return domain.Clean(strings.ReplaceAll(name, "_", " "))
}
