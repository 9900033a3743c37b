package ui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/stats"
	"github.com/belay-tui/belay/ui/uitest"
)

// porter is a port for transfers that does what it is told.
type porter struct {
	imports []Import
	exports []Export
	result  Imported
	err     error
}

func (p *porter) Import(ctx context.Context, job Import, _ *Progress) (Imported, error) {
	p.imports = append(p.imports, job)
	return p.result, errors.Join(ctx.Err(), p.err)
}

func (p *porter) Export(_ context.Context, job Export, _ *Progress) (Exported, error) {
	p.exports = append(p.exports, job)
	if !job.Replace && p.err != nil {
		return Exported{}, p.err
	}
	return Exported{"/home/me/" + job.File, 12}, nil
}

// listPane is a pane with a list in front.
type listPane struct {
	stub
	q domain.Query
}

func (p *listPane) Query() domain.Query { return p.q }

// mover is a frame with nothing but transfers.
type mover struct {
	*App
	t     *testing.T
	port  *porter
	now   time.Time
	under tea.Cmd // what runs the transfer under way
}

func newMover(t *testing.T, q domain.Query) *mover {
	t.Helper()
	m := &mover{t: t, port: &porter{}, now: panetest.Now}
	ctx := panetest.Context(t)
	ctx.Now = func() time.Time { return m.now }
	m.App = &App{ctx: ctx, keys: Actions(), w: 80, h: 24, cfg: Config{Now: ctx.Now, Words: ctx.Words, Transfer: m.port}}
	m.panes = []pane.Pane{&listPane{stub{scope: "leads"}, q}}
	m.stale = []bool{false}
	m.figures = stats.New(ctx, nil) // nobody runs what it asks for
	m.drafts = newDrafts(ctx)
	return m
}

// press presses keys, and carries out what comes of them up to a transfer.
func (m *mover) press(keys ...string) {
	m.t.Helper()
	for _, key := range keys {
		m.take(m.App.press(uitest.Press(key)))
	}
}

func (m *mover) take(cmd tea.Cmd) {
	m.t.Helper()
	for _, msg := range panetest.Messages(cmd) {
		switch msg.(type) {
		case BeginImport, BeginExport:
			begun, ok := m.carry(msg)
			batch, isBatch := begun().(tea.BatchMsg)
			if !ok || !isBatch || len(batch) != 2 {
				m.t.Fatalf("%T starts nothing", msg)
			}
			m.under = batch[1] // the first only lets time pass
		}
	}
}

// run carries out the transfer under way.
func (m *mover) run() {
	m.t.Helper()
	cmd, ok := m.carry(m.under())
	if !ok {
		m.t.Fatal("the end of a transfer is nobody's")
	}
	_ = cmd // reads the book anew
}

// top is what lies in front.
func (m *mover) top() string {
	if len(m.overlays) == 0 {
		return m.news.text
	}
	return ansi.Strip(strings.Join(m.overlays[len(m.overlays)-1].lines(), "\n"))
}

func (m *mover) shows(parts ...string) {
	m.t.Helper()
	for _, p := range parts {
		if !strings.Contains(m.top(), p) {
			m.t.Errorf("%q is not in\n%s", p, m.top())
		}
	}
}

func (m *mover) file(action, name string) {
	m.t.Helper()
	if cmd := m.global("frame." + action); cmd != nil {
		m.take(cmd)
	}
	for _, r := range name {
		m.press(string(r))
	}
	m.press("enter")
	if m.moving == nil {
		m.t.Fatalf("nothing is under way:\n%s", m.top())
	}
}

func TestImport(t *testing.T) {
	m := newMover(t, domain.Query{Kind: domain.KindOpportunity, List: domain.ListOpen})
	m.port.result = Imported{
		Rows: 9, Made: 2, Changed: 1, Columns: []ImportedColumn{{domain.Outside("Firm\x1b"), "customer"}, {domain.Outside("Odd"), ""}},
		Assumed: []string{"Read as x."}, Notices: []ImportNotice{{2, "It is odd."}},
	}
	for i := range 6 {
		m.port.result.Rejected = append(m.port.result.Rejected, RejectedRow{Row: i + 3, Column: domain.Outside("Firm"), Reason: fmt.Sprint("no ", i)})
	}
	m.file("import", "a.csv")
	m.resize(80, 40)
	m.run()
	m.shows("2 new, 1 to update", "6 refused", "Row 3, Firm: no 0", "and 1 more", "▸ customer", "Not imported: Odd", "Read as x.", "y import 3 rows")
	m.press("y")
	m.shows("Importing a.csv", "of 9 rows")
	m.run()
	m.shows("2 imported, 1 updated", "Row 8, Firm: no 5")
	want := Import{Kind: domain.KindOpportunity, Program: domain.DefaultProgram, File: "a.csv", DryRun: true}
	then := want
	then.DryRun, then.Rows = false, 9
	if !slices.Equal(m.port.imports, []Import{want, then}) {
		t.Errorf("imported %+v", m.port.imports)
	}
}

func TestImportThatFails(t *testing.T) {
	m := newMover(t, domain.Query{Kind: domain.KindLead, List: domain.ListInbox})
	m.port.err = errors.New("there is no such file")
	m.file("import", "b")
	m.run()
	m.shows("Import a file", "there is no such file", "b")
	m.port.err = nil
	m.press("c", "enter") // mended
	m.run()
	if n := len(m.port.imports); n != 2 || m.port.imports[1].File != "bc" {
		t.Errorf("imported %+v", m.port.imports)
	}
}

func TestStopATransfer(t *testing.T) {
	m := newMover(t, domain.Query{Kind: domain.KindLead, List: domain.ListInbox})
	m.file("import", "a.csv")
	m.press("esc")
	m.shows("Stop?")
	m.press("n")
	m.shows("esc stop")
	m.press("esc", "y")
	m.shows("Stopping")
	m.run()
	m.shows("Import a file", "a.csv")
	if m.moving != nil || m.news.text != "Stopped. Nothing was written." {
		t.Errorf("still under way, or says %q", m.news.text)
	}
	m.press("enter")
	moving := m.moving
	m.quit()
	if !moving.stopping {
		t.Error("who quits waits for an import")
	}
}

func TestProgress(t *testing.T) {
	m := newMover(t, domain.Query{Kind: domain.KindLead, List: domain.ListInbox})
	m.begin(newImport(m.ctx, m.port.Import, BeginImport{Job: Import{File: "~/leads.csv", Rows: 200_000}}))
	m.moving.progress.Done.Store(124_000)
	m.now = m.now.Add(4 * time.Second)
	frame := strings.Join(over(make([]string, 19), m.moving.lines(), 80), "\n")
	uitest.Fits(t, frame, 80, 19)
	uitest.Golden(t, "80x24", ansi.Strip(frame))
	if bar := m.moving.bar(); bar.State != tea.ProgressBarDefault || bar.Value != 62 {
		t.Errorf("the terminal shows %+v", bar)
	}
	if cmd, ok := m.carry(transferTick{&transferring{}}); !ok || cmd != nil {
		t.Error("a transfer that ended is looked at again")
	}
	if cmd, _ := m.carry(transferTick{m.moving}); cmd == nil {
		t.Error("progress is painted once")
	}
	m.moving.progress.Of.Store(0)
	if bar := m.moving.bar(); bar.State != tea.ProgressBarIndeterminate {
		t.Errorf("the terminal shows %+v", bar)
	}
	m.moving.resize(30, 10)
	uitest.Fits(t, strings.Join(m.moving.lines(), "\n"), 30, 10)
	m.moving.progress.Of.Store(200_000)
	m.moving.resize(leastWidth, leastHeight-frameLines)
	for _, keys := range []string{"esc stop", "y stop   n go on"} {
		least := strings.Join(m.moving.lines(), "\n")
		if uitest.Fits(t, least, leastWidth, leastHeight-frameLines); !strings.Contains(ansi.Strip(least), keys) {
			t.Errorf("there is no %q in\n%s", keys, least)
		}
		m.press("esc")
	}
}

func TestExport(t *testing.T) {
	q := domain.Query{Kind: domain.KindLead, List: domain.ListInbox, Sort: "-value", Match: "acme"}
	m := newMover(t, q)
	m.ctx.Words = m.ctx.Words.Explaining(func(error) string { return "A fault of a library." })
	m.port.err = fmt.Errorf("write: %w", fs.ErrExist)
	m.file("export", "")
	m.run()
	m.shows("Replace the file?", "leads.csv is there already")
	if form := ansi.Strip(strings.Join(m.overlays[0].lines(), "\n")); !strings.Contains(form, "✗ This file is there already.") {
		t.Errorf("under the field stands\n%s", form)
	}
	m.overlays[len(m.overlays)-1].(*question).deaf = false
	m.press("y")
	m.run()
	m.shows("12 rows of leads in /home/me/leads.csv")
	want := Export{Query: q, File: "leads.csv"}
	then := want
	then.Replace = true
	if !slices.Equal(m.port.exports, []Export{want, then}) {
		t.Errorf("exported %+v", m.port.exports)
	}
	for _, kind := range []domain.Kind{domain.KindSurvey, domain.KindStory} {
		m := newMover(t, domain.Query{Kind: kind})
		m.press("E")
		m.shows("cannot be exported")
	}
}
