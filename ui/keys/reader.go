package keys

import "strings"

// Reader turns keystrokes into actions and remembers the beginning of a
// sequence. The zero Reader is ready.
type Reader struct{ pending string }

// Press takes one keystroke under the names it may have, such as the key's text
// and the key of a Latin keyboard in its place: the first name that means
// something counts. It returns the action when one is complete. A keystroke
// that does not go on with the sequence before it counts for itself.
func (r *Reader) Press(reg *Registry, scope string, names ...string) (Action, bool) {
	if r.pending != "" {
		before := r.pending + " "
		r.pending = ""
		if a, ok := r.take(reg, scope, before, names); ok || r.pending != "" {
			return a, ok
		}
	}
	return r.take(reg, scope, "", names)
}

func (r *Reader) take(reg *Registry, scope, before string, names []string) (Action, bool) {
	for _, name := range names {
		if a, ok := reg.Match(scope, before+name); ok {
			return a, true
		}
		if reg.starts(scope, before+name) {
			r.pending = before + name
			return Action{}, false
		}
	}
	return Action{}, false
}

// Pending returns the keystrokes of a sequence that is not complete, "" when
// there are none.
func (r *Reader) Pending() string { return r.pending }

// Reset forgets a sequence that was begun, as when the focus moves.
func (r *Reader) Reset() { r.pending = "" }

// Next is a keystroke that goes on with a sequence.
type Next struct {
	Key    string
	Action Action
}

// Next returns the keystrokes that go on with the sequence that was begun, each
// with the action that it completes or, for a longer one, begins.
func (r *Reader) Next(reg *Registry, scope string) []Next {
	var next []Next
	if r.pending == "" {
		return nil
	}
	for _, s := range scopes(scope) {
		for _, a := range reg.For(s) {
			for _, k := range a.Keys {
				if rest, ok := strings.CutPrefix(k, r.pending+" "); ok {
					next = append(next, Next{rest, a})
				}
			}
		}
	}
	return next
}
