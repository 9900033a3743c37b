package pane

import (
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
)

const (
	// SuggestRows is at how many records suggestions look.
	SuggestRows = 20
	// maxMatched is how many bytes of text are looked for; a longer one is no
	// name that one begins to type.
	maxMatched = 200
)

// Matching is the filter of the records whose field holds a text as it stands,
// with all of the signs that mean something in filters. Field "" looks at all
// text. It is "" where there is nothing to look for.
func Matching(field, typed string) string {
	if len(typed) > maxMatched {
		return ""
	}
	var terms []string
	for part := range strings.SplitSeq(typed, `"`) { // no quotes hold a quote
		if part = domain.Fold(part); part == "" {
			continue
		}
		terms = append(terms, `"`+part+`"`) // all text is looked through quickly
		if field != "" {
			terms = append(terms, field+`:"`+part+`"`)
		}
	}
	return strings.Join(terms, " ")
}

// Holds reports whether one of some texts holds what was typed.
func Holds(typed string, texts ...domain.Untrusted) bool {
	typed = domain.Fold(typed)
	for _, t := range texts {
		if strings.Contains(string(domain.AppendSearchable(nil, t)), typed) {
			return true
		}
	}
	return false
}

// Distinct leaves one suggestion of each label, the one that says most, in the
// place of the first of them. Those without a label are left out.
func Distinct(all []form.Suggestion) []form.Suggestion {
	var some []form.Suggestion
	at := map[string]int{}
	for _, s := range all {
		label := string(domain.AppendSearchable(nil, s.Label))
		i, seen := at[label]
		switch {
		case label == "":
		case !seen:
			at[label] = len(some)
			some = append(some, s)
		case len(s.Values) > len(some[i].Values):
			some[i] = s
		}
	}
	return some
}

// Filled are values without those that are empty.
func Filled(values map[string]domain.Untrusted) map[string]domain.Untrusted {
	some := make(map[string]domain.Untrusted, len(values))
	for key, v := range values {
		if !v.IsZero() {
			some[key] = v
		}
	}
	return some
}
