package ui

import (
	"context"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/stats"
)

// counter is a book in which as many leads wait as it was asked often.
type counter struct {
	Book
	asked   int
	applied []domain.Command
	refuses error
}

func (c *counter) Firm(context.Context) (f domain.Firm, err error) { return f, err }

func (c *counter) Undoable(context.Context) (u domain.Undoable, err error) { return u, err }

func (c *counter) Past(context.Context, int) ([]domain.Past, error) { return nil, nil }

func (c *counter) Waiting(context.Context, string) (domain.Waiting, error) {
	c.asked++
	return domain.Waiting{Leads: c.asked}, nil
}

// The header shows what was asked for last, in whatever order the answers come.
func TestALateHeadIsDropped(t *testing.T) {
	ctx := panetest.Context(t)
	a := &App{ctx: ctx, cfg: Config{Now: ctx.Now, Book: &counter{}}}
	old, young := a.fetchHead(), a.fetchHead()
	late := old()
	a.Update(young())
	a.Update(late)
	if a.waiting.Leads != 2 || *ctx.Busy != 0 {
		t.Errorf("%d leads wait, %d reads are under way", a.waiting.Leads, *ctx.Busy)
	}
}

// The list of undo opens once, however often its key is pressed meanwhile.
func TestTheListOfUndoOpensOnce(t *testing.T) {
	ctx := panetest.Context(t)
	a := &App{ctx: ctx, keys: Actions(), cfg: Config{Now: ctx.Now, Book: &counter{}}, w: 80, h: 24}
	first := a.global("frame.undo_list")
	if a.global("frame.undo_list") != nil {
		t.Error("it is read twice")
	}
	a.Update(first())
	if len(a.overlays) != 1 || a.global("frame.undo_list") == nil {
		t.Errorf("%d lists lie over the pane, or none can be opened again", len(a.overlays))
	}
}

func (c *counter) Apply(_ context.Context, cmd domain.Command) (domain.Result, error) {
	c.applied = append(c.applied, cmd)
	return domain.Result{Entry: 8}, c.refuses
}

// The key of undo takes back one change until it is known what was before that, and
// one that could not be taken back can be tried again.
func TestUndoWaitsForWhatWasBefore(t *testing.T) {
	ctx, b := panetest.Context(t), &counter{}
	a := &App{ctx: ctx, keys: Actions(), cfg: Config{Now: ctx.Now, Book: b}, figures: stats.New(ctx, nil)}
	a.panes, a.stale, a.drafts = []pane.Pane{&stub{scope: "leads"}}, []bool{false}, newDrafts(ctx)
	a.undoable = domain.Undoable{Entry: 7, Command: "lead.accept"}
	undo := func() {
		cmd := a.undo()
		if a.undo() != nil {
			t.Error("the second press does something")
		}
		a.Update(cmd())
	}
	b.refuses = domain.Refused("undo.nothing")
	undo()
	b.refuses = nil
	undo()
	a.Update(a.fetchHead()())
	undo()
	if len(b.applied) != 3 {
		t.Errorf("applied %v", b.applied)
	}
}
