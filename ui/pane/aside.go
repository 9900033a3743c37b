package pane

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
)

// Aside is what a pane reads T of the selected record besides its row. One reading
// is under way at a time: a key held down does not queue them up.
type Aside[T any] struct {
	of      domain.ID
	found   T
	reading bool
	stale   bool // the book changed since it was asked for
}

// AsideMsg answers a reading of an [Aside].
type AsideMsg[T any] struct {
	found T
	err   error
}

// Of is what was read of a record; ok is false where it was read of another.
func (a *Aside[T]) Of(id domain.ID) (found T, ok bool) {
	if a.of != id {
		return found, false
	}
	return a.found, true
}

// Stale says that the book changed: what shows is read again.
func (a *Aside[T]) Stale() { a.stale = true }

// Wants reports whether a record is to be read now.
func (a *Aside[T]) Wants(id domain.ID) bool { return !a.reading && (a.of != id || a.stale) }

// Read reads what there is of a record. What is known of it shows until then.
func (a *Aside[T]) Read(ctx *Context, id domain.ID, read func() (T, error)) tea.Cmd {
	if a.of != id {
		*a = Aside[T]{of: id}
	}
	a.reading, a.stale = true, false
	*ctx.Busy++
	return func() tea.Msg {
		found, err := read()
		return AsideMsg[T]{found, err}
	}
}

// Nothing says that there is nothing to read of a record.
func (a *Aside[T]) Nothing(id domain.ID) { *a = Aside[T]{of: id} }

// Take takes an answer. Another record may be selected by now: the pane asks for
// that next.
func (a *Aside[T]) Take(ctx *Context, m AsideMsg[T]) tea.Cmd {
	*ctx.Busy--
	a.reading = false
	if m.err != nil {
		return Send(Failed{m.err})
	}
	a.found = m.found
	return nil
}
