package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/stats"
)

// refuser is a book that refuses all that is to be written.
type refuser struct{ Book }

func (refuser) Apply(context.Context, domain.Command) (domain.Result, error) {
	return domain.Result{}, errors.New("the disk is full")
}

// leaver is a frame that somebody leaves.
type leaver struct {
	*App
	gone bool
}

func newLeaver(t *testing.T, d *desk) *leaver {
	t.Helper()
	ctx := panetest.Context(t)
	ctx.Desk = d
	a := &App{ctx: ctx, keys: Actions(), cfg: Config{Now: ctx.Now, Book: refuser{}}, w: 100, h: 30}
	a.panes, a.stale, a.figures, a.drafts = []pane.Pane{&stub{scope: "leads"}}, []bool{false}, stats.New(ctx, nil), newDrafts(ctx)
	return &leaver{App: a}
}

// run carries out a command and all that comes of it.
func (l *leaver) run(cmd tea.Cmd) {
	for _, msg := range panetest.Messages(cmd) {
		if _, ok := msg.(tea.QuitMsg); ok {
			l.gone = true
			continue
		}
		_, cmd := l.Update(msg)
		l.run(cmd)
	}
}

// Who leaves while the last change is refused stays and sees why.
func TestWhoLeavesIsToldWhatFailed(t *testing.T) {
	l := newLeaver(t, newDesk())
	writing := l.write(write{Apply: pane.Apply{Command: domain.AcceptLead{ID: panetest.ID(1)}}})
	l.run(l.quit())
	if l.gone {
		t.Fatal("leaves before all is written")
	}
	if l.run(writing); l.gone || !strings.Contains(l.news.text, "the disk is full") {
		t.Errorf("gone %t, says %q", l.gone, l.news.text)
	}
	if l.run(l.quit()); !l.gone {
		t.Error("there is no leaving")
	}
}

// The same goes for what was typed and cannot be kept, also where it was told
// before that it cannot.
func TestWhoLeavesIsToldThatADraftFailed(t *testing.T) {
	d := newDesk()
	l := newLeaver(t, d)
	l.drafts.failed = true
	s := newSheet(l.ctx, l.drafts, draftFill())
	l.push(s)
	l.run(s.open())
	s.form.Restore(map[string]string{"company": "Alpine"})
	d.err = errors.New("the disk is full")
	if l.run(l.quit()); l.gone || !strings.Contains(l.news.text, "the disk is full") {
		t.Errorf("gone %t, says %q", l.gone, l.news.text)
	}
	if l.run(l.quit()); !l.gone {
		t.Error("there is no leaving")
	}
}
