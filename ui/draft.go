package ui

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// draftVersion is that of what the desk keeps of a draft. One of another
// version is not offered.
const draftVersion = 1

// draft is what was typed into a form that was not sent. It has only the fields
// that were changed: the others may have changed in the book since.
type draft struct {
	Version int               `json:"v"`
	At      time.Time         `json:"at"`
	Values  map[string]string `json:"values"`
}

// draftName says in the list of drafts which form one is of.
type draftName struct {
	ID    string           `json:"id"`
	Title domain.Untrusted `json:"title"`
	At    time.Time        `json:"at"`
}

// draftNames is the list of drafts as the desk keeps it.
type draftNames struct {
	Version int         `json:"v"`
	Drafts  []draftName `json:"drafts"`
}

// Keys of the desk.
const (
	deskDrafts = "drafts"
	deskDraft  = "draft/"
)

// draftAfter is how long after a change a draft is kept.
const draftAfter = 250 * time.Millisecond

// drafts puts drafts on the desk, one after the other: of several for one key
// that wait, only the newest is written.
type drafts struct {
	ctx     *pane.Context
	after   time.Duration
	names   []draftName
	waiting map[string][]byte
	order   []string
	busy    bool
	failed  bool // it was told that drafts cannot be kept
}

func newDrafts(ctx *pane.Context) *drafts {
	return &drafts{ctx: ctx, after: draftAfter, waiting: map[string][]byte{}}
}

func (d *drafts) idle() bool { return !d.busy && len(d.order) == 0 }

// keep keeps what was typed into a form.
func (d *drafts) keep(id, title string, values map[string]string) tea.Cmd {
	now := d.ctx.Now()
	d.put(deskDraft+id, draft{draftVersion, now, values})
	if !slices.ContainsFunc(d.names, func(n draftName) bool { return n.ID == id }) {
		d.names = append(d.names, draftName{id, domain.Outside(title), now})
		d.put(deskDrafts, draftNames{draftVersion, d.names})
	}
	return d.next()
}

// forget forgets the draft of a form.
func (d *drafts) forget(id string) tea.Cmd {
	at := slices.IndexFunc(d.names, func(n draftName) bool { return n.ID == id })
	if at < 0 {
		return nil
	}
	d.names = slices.Delete(slices.Clone(d.names), at, at+1)
	d.put(deskDraft+id, nil)
	if len(d.names) == 0 {
		d.put(deskDrafts, nil)
	} else {
		d.put(deskDrafts, draftNames{draftVersion, d.names})
	}
	return d.next()
}

// put has a value wait for the desk; nil forgets it.
func (d *drafts) put(key string, value any) {
	var b []byte
	if value != nil {
		var err error
		if b, err = json.Marshal(value); err != nil {
			return // no text fails
		}
	}
	if _, ok := d.waiting[key]; !ok {
		d.order = append(d.order, key)
	}
	d.waiting[key] = b
}

// draftWritten is the answer of the desk.
type draftWritten struct{ err error }

// next writes what waits first, if nothing is being written.
func (d *drafts) next() tea.Cmd {
	if d.busy || len(d.order) == 0 {
		return nil
	}
	key := d.order[0]
	value, desk := d.waiting[key], d.ctx.Desk
	d.order, d.busy = d.order[1:], true
	delete(d.waiting, key)
	return func() tea.Msg { return draftWritten{desk.Keep(context.Background(), key, value)} }
}

// written goes on after an answer of the desk. That drafts cannot be kept is
// told once: what is typed is still there.
func (d *drafts) written(m draftWritten) tea.Cmd {
	d.busy = false
	next := d.next()
	if m.err == nil {
		d.failed = false
		return next
	}
	if d.failed {
		return next
	}
	d.failed = true
	return tea.Batch(next, pane.Send(pane.Tell{Text: d.ctx.Words.T("form.draft_failed", "why", d.ctx.Words.Error(m.err)), Error: true}))
}

// keptDraft takes an answer of the desk. Who was leaving stays where it failed, and
// is told why, also of a failure after others.
func (a *App) keptDraft(m draftWritten) tea.Cmd {
	if m.err != nil && a.leaving {
		a.leaving, a.drafts.failed = false, false
	}
	return a.leave(a.drafts.written(m))
}

// draftsFound are the drafts that there are when the screen opens.
type draftsFound struct{ names []draftName }

// find reads which drafts there are. A list that cannot be read is none: each
// draft is offered all the same when its form opens.
func (d *drafts) find() tea.Cmd {
	desk := d.ctx.Desk
	if desk == nil {
		return nil
	}
	return func() tea.Msg {
		if names := namesOn(desk); names != nil {
			return draftsFound{names}
		}
		return nil
	}
}

// namesOn reads which drafts a desk has.
func namesOn(desk pane.Desk) []draftName {
	b, err := desk.Kept(context.Background(), deskDrafts)
	var list draftNames
	if err != nil || b == nil || json.Unmarshal(b, &list) != nil || list.Version != draftVersion {
		return nil
	}
	return list.Drafts
}

// draftOn reads the draft of a form that a desk has, nil where it has none that
// this belay understands.
func draftOn(desk pane.Desk, id string) (*draft, error) {
	b, err := desk.Kept(context.Background(), deskDraft+id)
	if err != nil || b == nil {
		return nil, err
	}
	d := &draft{}
	if json.Unmarshal(b, d) != nil || d.Version != draftVersion || len(d.Values) == 0 {
		return nil, nil
	}
	return d, nil
}

// found takes which drafts there are, and says so.
func (d *drafts) found(m draftsFound) tea.Cmd {
	for _, n := range m.names {
		if !slices.ContainsFunc(d.names, func(o draftName) bool { return o.ID == n.ID }) {
			d.names = append(d.names, n)
		}
	}
	if len(m.names) == 0 {
		return nil
	}
	return pane.Send(pane.Tell{Text: d.ctx.Words.N("form.drafts_there", len(d.names), "title", d.names[len(d.names)-1].Title)})
}

// pick lists the drafts, the newest first.
func (d *drafts) pick() pane.Pick {
	w := d.ctx.Words
	pick := pane.Pick{Title: w.T("frame.drafts_title")}
	for _, n := range slices.Backward(d.names) {
		pick.Choices = append(pick.Choices, pane.Choice{
			Label: n.Title.String(), Side: w.T("form.draft_begun", "at", w.Instant(n.At, d.ctx.Now())), Do: openDraft{n.ID},
		})
	}
	return pick
}

// DraftOf is the action whose form a draft is of, and the record that it is about,
// without an ID where it is about none.
func DraftOf(id string) (action string, about domain.Ref) {
	action, record, _ := strings.Cut(id, "/")
	scope, _, _ := strings.Cut(action, ".")
	about.Kind = KindOf(scope)
	if parsed, err := domain.ParseID(record); err == nil {
		about.ID = parsed
	}
	return action, about
}

// openDraft asks for the form of a draft.
type openDraft struct{ id string }
