package ui

import (
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// Drafts are the drafts of forms for a program without a screen. They are the
// screen's own, but written and read at once.
type Drafts struct{ drafts *drafts }

// Draft is what was typed into a form that was not sent.
type Draft struct {
	// ID names the form; see [pane.Fill].
	ID    string
	Title domain.Untrusted
	// At is when it was begun or, where it was read by its ID, changed last.
	At time.Time
	// Values are the fields that were changed; a list of drafts has none.
	Values map[string]string
}

// NewDrafts finds the drafts on the context's desk.
func NewDrafts(ctx *pane.Context) *Drafts {
	d := newDrafts(ctx)
	d.names = namesOn(ctx.Desk)
	return &Drafts{d}
}

// All are the drafts that there are, the newest first.
func (d *Drafts) All() []Draft {
	var all []Draft
	for _, n := range slices.Backward(d.drafts.names) {
		all = append(all, Draft{ID: n.ID, Title: n.Title, At: n.At})
	}
	return all
}

// Read is the draft of a form; ok is false where there is none.
func (d *Drafts) Read(id string) (found Draft, ok bool, err error) {
	on, err := draftOn(d.drafts.ctx.Desk, id)
	if on == nil {
		return Draft{}, false, err
	}
	return Draft{ID: id, At: on.At, Values: on.Values}, true, nil
}

// Keep keeps what was changed in a form. Where nothing is left there is no draft.
func (d *Drafts) Keep(id, title string, values map[string]string) error {
	if len(values) == 0 {
		return d.Forget(id)
	}
	return d.write(d.drafts.keep(id, title, values))
}

// Forget forgets the draft of a form.
func (d *Drafts) Forget(id string) error { return d.write(d.drafts.forget(id)) }

// write carries out a command of the drafts and all that wait after it.
func (d *Drafts) write(cmd tea.Cmd) (err error) {
	for cmd != nil {
		if m, ok := cmd().(draftWritten); ok {
			err = errors.Join(err, m.err)
		}
		d.drafts.busy = false
		cmd = d.drafts.next()
	}
	return err
}
