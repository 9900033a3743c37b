package domain

import (
	"errors"
	"fmt"
	"strings"
)

// Code names why a rule refused a command: the noun it is about, a dot and what
// is wrong. It is stable: scripts and translations depend on it.
type Code string

// RuleError is a rule's refusal. It carries no sentence: the catalog of words
// turns the code and its arguments into the reader's language.
type RuleError struct {
	// Code says which rule refused.
	Code Code
	// Field is the field at fault, in the snake case of the JSON contract, or "".
	Field string
	// Args are the values that the sentence names, by the name it uses for them.
	Args map[string]any
}

// Error returns the code and the field, for logs and tests; people are shown
// the catalog's sentence.
func (e *RuleError) Error() string {
	if e.Field == "" {
		return string(e.Code)
	}
	return fmt.Sprintf("%s (%s)", e.Code, e.Field)
}

// Is makes errors.Is(err, domain.Refused(code)) compare codes.
func (e *RuleError) Is(target error) bool {
	var other *RuleError
	return errors.As(target, &other) && other.Code == e.Code
}

// Refused returns a refusal with the code and its arguments as name, value pairs.
func Refused(code Code, pairs ...any) *RuleError {
	e := &RuleError{Code: code}
	for i := 0; i+1 < len(pairs); i += 2 {
		if e.Args == nil {
			e.Args = map[string]any{}
		}
		e.Args[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return e
}

// on sets the field at fault.
func (e *RuleError) on(field string) *RuleError {
	e.Field = field
	return e
}

// Refusals are several refusals of one command, such as all the fields that a
// form lacks. They are in the order of the form.
type Refusals []*RuleError

// Error returns the refusals one after the other.
func (r Refusals) Error() string {
	all := make([]string, len(r))
	for i, e := range r {
		all[i] = e.Error()
	}
	return strings.Join(all, "; ")
}

// Unwrap lets errors.As and errors.Is find each refusal.
func (r Refusals) Unwrap() []error {
	all := make([]error, len(r))
	for i, e := range r {
		all[i] = e
	}
	return all
}

// orNil returns the refusals as an error, or nil when there is none.
func (r Refusals) orNil() error {
	if len(r) == 0 {
		return nil
	}
	return r
}
