// Package keys is the one table of what can be done: each action with its keys,
// its words and its command line. Handling, footer, help, palette and the key
// reference all read it, so that a key is written once.
package keys

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Global is the scope of actions that work everywhere.
const Global = ""

// Action is something a person can do.
type Action struct {
	// ID names the action, such as "leads.accept". It is unique in a registry.
	ID string
	// Keys are the keystrokes that do it, the one to show first. A sequence is
	// written with spaces: "g g". They are named as Bubble Tea names them:
	// "enter", "space", "ctrl+k", "G".
	Keys []string
	// Short and Long are the ids of the words for the footer and for the help.
	Short, Long string
	// CLI is the command line that does the same, "" when there is none.
	CLI string
	// Scope is the pane in which the action works, or [Global].
	Scope string
	// Changed is an action whose keys are not its own; see [Registry.Change].
	Changed bool
	// Many says that it can be done to several records at once.
	Many bool
}

// State says whether an action can be done now, and why not when it cannot.
// Panes supply it at run time.
type State func(id string) (why string, ok bool)

// Registry has all actions, in the order in which they were added: the most
// useful of each scope first. The zero Registry is empty and ready.
type Registry struct{ actions []Action }

// Add appends actions. Clashes are left for [Registry.Check].
func (r *Registry) Add(actions ...Action) { r.actions = append(r.actions, actions...) }

// All returns every action, in the order of adding.
func (r *Registry) All() []Action { return slices.Clone(r.actions) }

// For returns the actions of one scope, without the global ones.
func (r *Registry) For(scope string) []Action {
	var out []Action
	for _, a := range r.actions {
		if a.Scope == scope {
			out = append(out, a)
		}
	}
	return out
}

// ByID returns the action with the id.
func (r *Registry) ByID(id string) (Action, bool) {
	for _, a := range r.actions {
		if a.ID == id {
			return a, true
		}
	}
	return Action{}, false
}

// Match returns the action that a keystroke, or a whole sequence such as "g g",
// stands for: that of the scope, else the global one.
func (r *Registry) Match(scope, keystroke string) (Action, bool) {
	for _, s := range scopes(scope) {
		for _, a := range r.actions {
			if a.Scope == s && slices.Contains(a.Keys, keystroke) {
				return a, true
			}
		}
	}
	return Action{}, false
}

// starts reports whether a longer sequence begins with the keystrokes.
func (r *Registry) starts(scope, keystrokes string) bool {
	return slices.ContainsFunc(r.actions, func(a Action) bool {
		return slices.Contains(scopes(scope), a.Scope) && slices.ContainsFunc(a.Keys, func(k string) bool {
			return strings.HasPrefix(k, keystrokes+" ")
		})
	})
}

func scopes(scope string) []string {
	if scope == Global {
		return []string{Global}
	}
	return []string{scope, Global}
}

// Check returns an error that names every mistake in the table: an action
// without id, key or words, an id or a key that is taken in its scope or
// globally, and a key that begins another one's sequence.
func (r *Registry) Check() error {
	var bad []error
	for i, a := range r.actions {
		if a.ID == "" || a.Short == "" || a.Long == "" || len(a.Keys) == 0 || slices.Contains(a.Keys, "") {
			bad = append(bad, fmt.Errorf("action %q lacks an id, a key or words", a.ID))
		}
		for _, b := range r.actions[:i] {
			if a.ID == b.ID {
				bad = append(bad, fmt.Errorf("action %q is there twice", a.ID))
			}
			if meet(a, b) {
				bad = append(bad, clashes(a, b)...)
			}
		}
	}
	return errors.Join(bad...)
}

// meet reports whether there is a place where both actions work.
func meet(a, b Action) bool { return a.Scope == b.Scope || a.Scope == Global || b.Scope == Global }

// begin reports whether one of two keys begins the sequence of the other.
func begin(x, y string) bool { return strings.HasPrefix(x, y+" ") || strings.HasPrefix(y, x+" ") }

func clashes(a, b Action) []error {
	var bad []error
	for _, x := range a.Keys {
		for _, y := range b.Keys {
			switch {
			case x == y:
				bad = append(bad, fmt.Errorf("key %q does both %q and %q", x, b.ID, a.ID))
			case begin(x, y):
				bad = append(bad, fmt.Errorf("keys %q of %q and %q of %q begin alike", y, b.ID, x, a.ID))
			}
		}
	}
	return bad
}
