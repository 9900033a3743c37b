package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/store/exchange"
	"github.com/belay-tui/belay/ui"
)

// transfers are imports and exports as the screen does them.
type transfers struct {
	a    *app
	book *store.Book
}

// tell puts an error in words, where there are any of ours for it.
func (t transfers) tell(err error) error {
	if err == nil {
		return nil
	}
	if said := t.a.sentence(err); said != "" {
		return inWords{said, err}
	}
	return err
}

// Import takes the rows of a file into the book, or says what would be.
func (t transfers) Import(ctx context.Context, job ui.Import, p *ui.Progress) (ui.Imported, error) {
	result, err := t.take(ctx, job, p)
	return result, t.tell(err)
}

func (t transfers) take(ctx context.Context, job ui.Import, p *ui.Progress) (result ui.Imported, err error) {
	program, err := t.book.KnownProgram(job.Program)
	if err != nil {
		return result, err
	}
	path, err := fullPath(job.File)
	if err != nil {
		return result, err
	}
	if info, err := os.Stat(path); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		return result, inWords{t.a.w.T("cli.error.no_file", "path", domain.Outside(path)), nil} // who reads from a pipe waits
	}
	im, in, err := t.a.importer(job.Kind, path, program, exchange.Decide)
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	im.flags.dryRun = job.DryRun
	im.count = func(rows int) { p.Done.Store(int64(rows)) }
	im.report.name = domain.Outside(filepath.Base(path))
	if !job.DryRun {
		if err := t.book.BackUpBeforeImport(ctx); err != nil {
			return result, err
		}
	}
	if err := im.run(ctx, job.Kind, t.book); err != nil {
		return result, err
	}
	return im.report.forScreen(), nil
}

// forScreen is the report as the screen takes it.
func (r *report) forScreen() ui.Imported {
	result := ui.Imported{Rows: r.rows, Made: r.made, Changed: r.changed, Same: r.same, Assumed: r.assumed}
	for _, c := range r.columns {
		result.Columns = append(result.Columns, ui.ImportedColumn{Header: c.Header, Field: c.Field})
	}
	for _, row := range r.rejected {
		one := ui.RejectedRow{Row: row.Row, Reason: row.Reason}
		if row.Column != nil {
			one.Column = *row.Column
		}
		result.Rejected = append(result.Rejected, one)
	}
	for _, n := range r.notices {
		result.Notices = append(result.Notices, ui.ImportNotice{Rows: len(n.Rows), Message: n.Message})
	}
	return result
}

// Export writes a list to a file.
func (t transfers) Export(ctx context.Context, job ui.Export, p *ui.Progress) (ui.Exported, error) {
	path, err := fullPath(job.File)
	if err != nil {
		return ui.Exported{}, t.tell(err)
	}
	count := func(done, of int) {
		p.Done.Store(int64(done))
		p.Of.Store(int64(of))
	}
	if err := writeFile(path, job.Replace, sheetOf(t.a, job.Query.Kind).writer(ctx, t.book, job.Query, count)); err != nil {
		return ui.Exported{}, t.tell(err)
	}
	return ui.Exported{File: path, Rows: int(p.Done.Load())}, nil
}

// fullPath is a path in full; "~" before it is the person's own folder, as a
// shell has it.
func fullPath(path string) (string, error) {
	if rest, ok := strings.CutPrefix(path, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		path = home + rest
	}
	return filepath.Abs(path)
}
