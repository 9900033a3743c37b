package main

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/store/exchange"
)

// importer takes the rows of a file into a book and notes what became of each.
type importer struct {
	a       *app
	program *domain.Program
	file    *exchange.File
	flags   importFlags
	report  *report
	// count is told, at times, how many rows were read.
	count func(rows int)

	// at is the row that the book is looking at.
	at exchange.Row
	// failed is why the file could not be read to its end.
	failed error
}

// errUndo ends an import that is to leave the book as it was.
var errUndo = errors.New("nothing is to be written")

// runFirst imports the file into the first book, named after the person until
// somebody says otherwise. There is that book once the import is written: one that
// fails leaves none behind.
func (im *importer) runFirst(ctx context.Context, kind domain.Kind) (err error) {
	path, err := im.a.bookPath()
	if err != nil {
		return err
	}
	if im.flags.dryRun {
		dir, err := os.MkdirTemp("", "belay-dry-run-")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
		path = filepath.Join(dir, "book.db")
	}
	firm := domain.Outside(im.a.w.T("cli.import.firm", "who", im.a.who()))
	var failed error
	_, err = im.a.createFilled(ctx, path, domain.SetUpFirm{Firm: firm}, func(book *store.Book) error {
		if failed = im.run(ctx, kind, book); failed == nil && !im.report.written {
			return errUndo
		}
		return failed
	})
	switch {
	case failed != nil: // it is about the file
		return failed
	case errors.Is(err, errUndo):
		return nil
	case err == nil:
		im.report.book, im.report.firm = path, firm
	}
	return err
}

// run imports the file and finishes its report.
func (im *importer) run(ctx context.Context, kind domain.Kind, book *store.Book) error {
	head := domain.ImportFile{Kind: kind, Program: im.program.Name, File: im.report.name}
	_, err := book.Import(ctx, head, im.rows(ctx), im.each)
	switch {
	case im.failed != nil:
		return im.failed
	case err != nil && !errors.Is(err, errUndo):
		return err
	}
	im.report.written = err == nil
	im.report.dryRun = im.flags.dryRun
	im.report.finish(im.file)
	return nil
}

// note is what was assumed of the file, in a sentence.
func (a *app) note(n exchange.Note) string {
	for i := 0; i+1 < len(n.Args); i += 2 {
		if count, ok := n.Args[i+1].(int); ok && n.Args[i] == "n" {
			return a.w.N(n.Code, count, n.Args...)
		}
	}
	return a.w.T(n.Code, n.Args...)
}

// rows gives the book the rows that can be read, and at the end one that is
// none: there the import is ended with an error if nothing is to be written.
func (im *importer) rows(ctx context.Context) iter.Seq[domain.Command] {
	return func(yield func(domain.Command) bool) {
		for row, err := range im.file.Rows(ctx) {
			if err != nil {
				im.failed = err
				break
			}
			im.report.rows++
			im.count(im.report.rows)
			if row.Err != nil {
				im.report.reject(row, row.Err.Column, row.Err.Value, row.Err)
				continue
			}
			im.at = row
			if !yield(row.Command) {
				return
			}
		}
		yield(domain.ImportFile{})
	}
}

// each notes what the book made of a row.
func (im *importer) each(row store.Row) error {
	if _, end := row.Command.(domain.ImportFile); end {
		if im.failed != nil || im.flags.dryRun || (im.flags.strict && len(im.report.rejected) > 0) {
			return errUndo
		}
		return nil
	}
	switch {
	case row.Err != nil:
		im.report.reject(im.at, im.column(row.Err), domain.Untrusted{}, row.Err)
		return nil
	case row.Made:
		im.report.made++
	case row.Changed:
		im.report.changed++
	default:
		im.report.same++
		return nil
	}
	if c, ok := row.Command.(interface {
		Notices(*domain.Program) []*domain.RuleError
	}); ok {
		for _, n := range c.Notices(im.program) {
			im.report.notice(im.at.Row, n)
		}
	}
	return nil
}

// column is the header of the field that a rule found at fault.
func (im *importer) column(err error) domain.Untrusted {
	rule, ok := errors.AsType[*domain.RuleError](err)
	if !ok || rule.Field == "" {
		return domain.Untrusted{}
	}
	for _, c := range im.file.Columns() {
		if c.Field == rule.Field {
			return c.Header
		}
	}
	return domain.Untrusted{}
}

const (
	progressRows  = 1000
	progressEvery = 100 * time.Millisecond
)

// progressLine counts rows before the eyes of a person who waits at a terminal.
type progressLine struct {
	a     *app
	shown time.Time
}

func (p *progressLine) count(rows int) {
	if rows%progressRows != 0 || p.a.json || !isTerminal(p.a.stderr) {
		return
	}
	if now := time.Now(); now.Sub(p.shown) > progressEvery {
		p.shown = now
		p.a.overwrite(p.a.w.N("cli.import.progress", rows))
	}
}

func (p *progressLine) clear() {
	if !p.shown.IsZero() {
		p.a.wipe()
	}
}
