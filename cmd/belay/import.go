package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/store/exchange"
)

// importFlags say how to import a file.
type importFlags struct {
	strict, dryRun bool
	dates          string
}

func (a *app) imports() *cobra.Command {
	c := &cobra.Command{
		Use: "import", Short: "cli.import.short", Long: "cli.import.long",
		Example: "belay import leads Lead.csv\nbelay import opportunities Opportunity.csv --dry-run",
		Args:    a.noArgs, RunE: a.needsVerb,
	}
	c.AddCommand(
		a.importOf(domain.KindLead, "leads", "cli.import.leads"),
		a.importOf(domain.KindOpportunity, "opportunities", "cli.import.opportunities", "opps"),
	)
	return c
}

// needsVerb is what a noun does that means nothing by itself.
func (a *app) needsVerb(c *cobra.Command, _ []string) error { return a.misused(c) }

func (a *app) importOf(kind domain.Kind, noun, text string, aliases ...string) *cobra.Command {
	var f importFlags
	c := &cobra.Command{
		Use: noun + " FILE", Short: text, Long: "cli.import.long", Aliases: aliases, Args: a.args(1, 1),
		Example: "belay import " + noun + " export.csv\nbelay import " + noun + " export.csv --strict --json",
	}
	c.Flags().BoolVar(&f.strict, "strict", false, "cli.flag.strict")
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "cli.flag.dry_run")
	c.Flags().StringVar(&f.dates, "dates", "", "cli.flag.dates")
	c.RunE = func(c *cobra.Command, args []string) error {
		order, err := a.dateOrder(f.dates)
		if err != nil {
			return err
		}
		return a.importFile(c.Context(), kind, args[0], f, order)
	}
	return c
}

// dateOrder reads --dates; "" is what the file shows.
func (a *app) dateOrder(s string) (exchange.DateOrder, error) {
	switch s {
	case "":
		return exchange.Decide, nil
	case "day-first":
		return exchange.DayFirst, nil
	case "month-first":
		return exchange.MonthFirst, nil
	}
	return "", useError{a.w.T("cli.use.choice", "flag", "--dates", "value", s, "known", []string{"day-first", "month-first"})}
}

// importFile imports a file into the book or, where there is none yet, into the
// first.
func (a *app) importFile(ctx context.Context, kind domain.Kind, name string, f importFlags, order exchange.DateOrder) (err error) {
	book, err := a.open(ctx)
	if err != nil && !errors.Is(err, store.ErrNoBook) {
		return err
	}
	p, err := a.programFor(ctx, book)
	if err != nil {
		return err
	}
	im, in, err := a.importer(kind, name, p, order)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	line := &progressLine{a: a}
	im.flags, im.count = f, line.count
	if book != nil && !f.dryRun {
		if err := book.BackUpBeforeImport(ctx); err != nil {
			return err
		}
	}
	if book == nil {
		err = im.runFirst(ctx, kind)
	} else {
		err = im.run(ctx, kind, book)
	}
	line.clear()
	if err != nil {
		return err
	}
	if err := im.report.print(); err != nil {
		return err
	}
	if len(im.report.rejected) > 0 {
		return errSomeRefused
	}
	return nil
}

// importer opens a file and reads its start; the file is to be closed at the end.
func (a *app) importer(kind domain.Kind, name string, p *domain.Program, order exchange.DateOrder) (*importer, io.Closer, error) {
	in, err := a.source(name)
	if err != nil {
		return nil, nil, err
	}
	file, err := exchange.Open(kind, filepath.Base(name), in, exchange.Options{
		Program: p.Name, NewID: a.newID, Zone: p.Zone.Location(), Currency: p.Currency, Dates: order,
	})
	if err != nil {
		return nil, nil, errors.Join(fileError{err}, in.Close())
	}
	return &importer{a: a, program: p, file: file, report: newReport(a, kind, name)}, in, nil
}

// programFor is the program of a book, or the one that a new book gets.
func (a *app) programFor(ctx context.Context, book *store.Book) (*domain.Program, error) {
	switch {
	case book != nil:
		return a.program(ctx, book)
	case a.programFlag != "":
		return a.programNamed(a.programFlag)
	}
	return a.programNamed(domain.DefaultProgram)
}

// source opens a file, or what is piped in for "-".
func (a *app) source(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(a.in), nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = inWords{a.w.T("cli.error.is_directory", "path", name), nil}
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}
