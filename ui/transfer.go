package ui

import (
	"context"
	"errors"
	"io/fs"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// Transfer takes files into the book and writes lists to files. It is called in
// commands; its errors are sentences for people, and wrap context.Canceled where
// it was stopped.
type Transfer interface {
	// Import takes the rows of a file into the book, all that can be taken or,
	// where it fails or is stopped, none. A dry run only says what would be.
	Import(ctx context.Context, job Import, p *Progress) (Imported, error)
	// Export writes a list to a file. It wraps fs.ErrExist where the file is there
	// and is not to be replaced.
	Export(ctx context.Context, job Export, p *Progress) (Exported, error)
}

// Progress counts rows: the transfer writes it, the screen looks at it.
type Progress struct {
	// Done is how many rows are done, Of how many there are, 0 while nobody knows.
	Done, Of atomic.Int64
}

// Import is a file to import.
type Import struct {
	Kind domain.Kind
	// Program is the name of the program that the records are made in.
	Program string
	File    string
	DryRun  bool
	// Rows is how many the file has, 0 while nobody knows.
	Rows int
}

// Imported is what became of a file, or would.
type Imported struct {
	// Rows is how many the file has; Made, Changed and Same are those that were
	// taken, the others are Rejected.
	Rows, Made, Changed, Same int
	Columns                   []ImportedColumn
	// Assumed are sentences about what the file does not say of itself.
	Assumed  []string
	Rejected []RejectedRow
	Notices  []ImportNotice
}

// ImportedColumn is a column and the field it became, "" for one that is left out.
type ImportedColumn struct {
	Header domain.Untrusted
	Field  string
}

// RejectedRow is a row that was left out: its number as a spreadsheet counts, the
// header being 1, and why, in a sentence. Column is the zero value where no one column is at fault.
type RejectedRow struct {
	Row    int
	Column domain.Untrusted
	Reason string
}

// ImportNotice is a sentence about rows that contradict themselves.
type ImportNotice struct {
	Rows    int
	Message string
}

// Export is a list to write to a file.
type Export struct {
	Query domain.Query
	File  string
	// Replace writes over a file that is there.
	Replace bool
}

// Exported is a file that was written: where, and how many rows below its header.
type Exported struct {
	File string
	Rows int
}

// listed is a pane that shows a list, with its filter and order.
type listed interface{ Query() domain.Query }

// exportable is the list in front, false where it cannot be exported.
func (a *App) exportable() (domain.Query, bool) {
	p, ok := a.front().(listed)
	if !ok || a.cfg.Transfer == nil {
		return domain.Query{}, false
	}
	q := p.Query()
	return q, Exports(q.Kind)
}

// fillImport shows the form that asks what to import. The pipeline offers
// opportunities first.
func (a *App) fillImport() tea.Cmd {
	kind := domain.KindLead
	if p, ok := a.front().(listed); ok && p.Query().Kind == domain.KindOpportunity {
		kind = domain.KindOpportunity
	}
	s := a.importSheet(kind, domain.Untrusted{})
	a.push(s)
	return s.open()
}

// beginImport begins with an import, as if its form had just been filled in: what
// fails is said there, to be mended.
func (a *App) beginImport(job *Import) tea.Cmd {
	if job == nil || a.cfg.Transfer == nil {
		return nil
	}
	s := a.importSheet(job.Kind, domain.Outside(job.File))
	a.push(s)
	s.sent = true
	return pane.Send(BeginImport{s, *job})
}

// importSheet is the form that asks what to import.
func (a *App) importSheet(kind domain.Kind, file domain.Untrusted) *sheet {
	s := newSheet(a.ctx, a.drafts, ImportForm(a.ctx, a.cfg.Files, kind, file))
	s.start = func(v map[string]string) tea.Msg { return BeginImport{s, ImportJob(a.ctx, v)} }
	return s
}

// fillExport shows the form that asks where to export the list in front to.
func (a *App) fillExport() tea.Cmd {
	q, _ := a.exportable()
	s := newSheet(a.ctx, a.drafts, ExportForm(a.ctx, a.cfg.Files, q))
	s.start = func(v map[string]string) tea.Msg { return BeginExport{s, ExportJob(q, v)} }
	a.push(s)
	return s.open()
}

// BeginImport asks to begin an import. from is the form that asked, nil after a
// dry run.
type BeginImport struct {
	from *sheet
	Job  Import
}

// BeginExport asks to begin an export.
type BeginExport struct {
	from *sheet
	Job  Export
}

type importedMsg struct {
	*transferring
	job    Import
	result Imported
	err    error
}

type exportedMsg struct {
	*transferring
	job    Export
	result Exported
	err    error
}

// transferTick is time to look at the progress of a transfer.
type transferTick struct{ *transferring }

// transferEvery is how often progress is painted.
const transferEvery = 100 * time.Millisecond

func tickTransfer(t *transferring) tea.Cmd {
	return tea.Tick(transferEvery, func(time.Time) tea.Msg { return transferTick{t} })
}

// carry takes the messages of imports and exports.
func (a *App) carry(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case BeginImport:
		return a.begin(newImport(a.ctx, a.cfg.Transfer.Import, msg)), true
	case BeginExport:
		return a.begin(newExport(a.ctx, a.cfg.Transfer.Export, msg)), true
	case importedMsg:
		return a.leave(a.imported(msg)), true
	case exportedMsg:
		return a.leave(a.wroteFile(msg)), true
	case transferTick:
		if a.moving == msg.transferring {
			return tickTransfer(msg.transferring), true
		}
		return nil, true
	}
	return nil, false
}

// begin shows a transfer and its progress. There is one at a time: it has the
// keys until it ends.
func (a *App) begin(t *transferring) tea.Cmd {
	if a.moving != nil || a.leaving {
		return nil
	}
	a.moving = t
	a.push(t)
	return t.begin()
}

// away takes the progress of a transfer away.
func (a *App) away(t *transferring) {
	t.cancel()
	a.moving = nil
	a.drop(t)
}

// ended says what became of a transfer. What failed is said under the field of its
// form, where that is there, so that it can be mended.
func (a *App) ended(t *transferring, err error) {
	a.away(t)
	switch {
	case err == nil && t.from != nil:
		a.drop(t.from)
	case err == nil:
	case errors.Is(err, context.Canceled):
		if t.from != nil {
			t.from.resume("")
		}
		a.news.tell(a.cfg.Now(), a.ctx.Words.T("transfer.stopped"), true)
	case t.from != nil:
		t.from.resume(a.ctx.Words.Error(err))
	default:
		a.news.tell(a.cfg.Now(), a.ctx.Words.Error(err), true)
	}
}

// imported shows what became of a file; a dry run offers to import it.
func (a *App) imported(m importedMsg) tea.Cmd {
	a.ended(m.transferring, m.err)
	if m.err != nil {
		return nil
	}
	a.push(newReading(a.ctx, ImportReport(a.ctx, m.job, m.result)))
	if m.job.DryRun {
		return nil
	}
	a.news.tell(a.cfg.Now(), importCounts(a.ctx.Words, m.job, m.result), len(m.result.Rejected) > 0)
	return a.refresh()
}

// wroteFile says what was written, and asks before a file is replaced.
func (a *App) wroteFile(m exportedMsg) tea.Cmd {
	w := a.ctx.Words
	if errors.Is(m.err, fs.ErrExist) && !m.job.Replace {
		a.away(m.transferring)
		m.from.resume(w.T("transfer.there"))
		ask, again := AskReplace(w, m.job)
		ask.Do = BeginExport{m.from, again}
		return a.ask(ask)
	}
	a.ended(m.transferring, m.err)
	if m.err == nil {
		a.news.tell(a.cfg.Now(), SaidExported(w, m.job, m.result), false)
	}
	return nil
}
