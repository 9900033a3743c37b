package keys

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
