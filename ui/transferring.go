package ui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// transferring is the overlay of an import or export under way: how far it is,
// and the way to stop it.
type transferring struct {
	ctx      *pane.Context
	title    string
	progress Progress
	from     *sheet // the form that asked, if it is still there
	until    context.Context
	cancel   context.CancelFunc
	// run does it, and answers with what came of it.
	run     func() tea.Msg
	started time.Time
	w, h    int
	// asking is true while it is asked whether to stop, stopping once it is told to.
	asking, stopping bool
}

func newTransfer(ctx *pane.Context, from *sheet, title string) *transferring {
	t := &transferring{ctx: ctx, from: from, started: ctx.Now(), title: title}
	t.until, t.cancel = context.WithCancel(context.Background())
	return t
}

// newImport is an import that is to begin, or the dry run of one.
func newImport(ctx *pane.Context, do func(context.Context, Import, *Progress) (Imported, error), m BeginImport) *transferring {
	t := newTransfer(ctx, m.from, m.Job.Title(ctx.Words))
	t.progress.Of.Store(int64(m.Job.Rows))
	t.run = func() tea.Msg {
		result, err := do(t.until, m.Job, &t.progress)
		return importedMsg{t, m.Job, result, err}
	}
	return t
}

// newExport is an export that is to begin.
func newExport(ctx *pane.Context, do func(context.Context, Export, *Progress) (Exported, error), m BeginExport) *transferring {
	t := newTransfer(ctx, m.from, m.Job.Title(ctx.Words))
	t.run = func() tea.Msg {
		result, err := do(t.until, m.Job, &t.progress)
		return exportedMsg{t, m.Job, result, err}
	}
	return t
}

// begin does it, and looks at its progress meanwhile.
func (t *transferring) begin() tea.Cmd { return tea.Batch(tickTransfer(t), t.run) }

func (t *transferring) resize(w, h int)        { t.w, t.h = w, h }
func (t *transferring) restyle()               {}
func (t *transferring) done() bool             { return false } // it goes when the transfer ends
func (t *transferring) click(int, int) tea.Cmd { return nil }
func (t *transferring) wheel(int) tea.Cmd      { return nil }

func (t *transferring) update(msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok || t.stopping:
	case t.asking && key.String() == "y":
		t.stop()
	case t.asking:
		t.asking = false
	case key.String() == "esc":
		t.asking = true
	}
	return nil
}

// stop ends the transfer as soon as it listens.
func (t *transferring) stop() {
	t.stopping, t.asking = true, false
	t.cancel()
}

// airyFrom is from how many lines on there is room for all that a transfer tells.
const airyFrom = 8

// meterWidth is how many cells the meter takes at most.
const meterWidth = 48

func (t *transferring) lines() []string {
	w, th := t.ctx.Words, t.ctx.Theme
	room := max(10, t.w-8)
	done, of := int(t.progress.Done.Load()), int(t.progress.Of.Load())
	var lines []string
	if of > 0 {
		lines = append(lines, th.Accent.Render(chart.Meter(th.Glyphs, min(meterWidth, room-6), min(done, of), of))+" "+w.Percent(int64(min(done, of)), int64(of)))
	}
	lines = append(lines, text.Cut(t.far(done, of), room), "")
	if t.h < airyFrom { // the keys count more
		if lines = lines[:len(lines)-1]; t.asking {
			lines = nil
		}
	}
	switch {
	case t.stopping:
		lines = append(lines, th.Muted.Render(text.Cut(w.T("transfer.stopping"), room)))
	case t.asking:
		lines = append(lines, text.Wrap(w.T("transfer.stop_ask"), min(meterWidth+6, room))...)
		lines = append(lines, th.Key.Render("y")+" "+w.T("transfer.stop")+"   "+th.Key.Render("n")+" "+w.T("transfer.go_on"))
	default:
		lines = append(lines, th.Key.Render("esc")+" "+w.T("transfer.stop"))
	}
	for i := range lines { // a box that keeps its width while it counts
		lines[i] = text.Left(lines[i], min(meterWidth+6, room))
	}
	return boxed(t.ctx, t.title, lines, t.w)
}

// far says how far the transfer is, how fast, and how much time is left.
func (t *transferring) far(done, of int) string {
	w := t.ctx.Words
	parts := []string{w.N("transfer.rows", done)}
	if of > 0 {
		parts[0] = w.N("transfer.rows_of", of, "done", done)
	}
	if spent := t.ctx.Now().Sub(t.started); spent >= time.Second && done > 0 {
		a := float64(done) / spent.Seconds()
		parts = append(parts, w.T("transfer.rate", "n", int(a)))
		if left := time.Duration(float64(of-done) / a * float64(time.Second)); left > 0 {
			parts = append(parts, w.T("transfer.left", "time", left))
		}
	}
	return strings.Join(parts, " "+t.ctx.Theme.Glyphs.Dot+" ")
}

// bar is the progress as terminals show it beside their own title.
func (t *transferring) bar() *tea.ProgressBar {
	of := t.progress.Of.Load()
	if of <= 0 {
		return tea.NewProgressBar(tea.ProgressBarIndeterminate, 0)
	}
	return tea.NewProgressBar(tea.ProgressBarDefault, int(min(t.progress.Done.Load(), of)*100/of))
}
