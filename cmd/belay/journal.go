package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

type entryJSON struct {
	N       uint64           `json:"n"`
	At      *string          `json:"at"`
	Who     domain.Untrusted `json:"who"`
	Command string           `json:"command"`
	Records []refJSON        `json:"records"`
	// Batch is how many records an import changed; they are not named.
	Batch int `json:"batch,omitzero"`
	// File is the file of an import.
	File *domain.Untrusted `json:"file"`
}

type refJSON struct {
	Kind domain.Kind `json:"kind"`
	ID   string      `json:"id"`
}

func entryOf(e domain.Entry) entryJSON {
	j := entryJSON{N: e.N, At: instant(e.At), Who: e.Who, Command: e.Command, Batch: e.Batch, Records: make([]refJSON, len(e.Changes))}
	for i, c := range e.Changes {
		j.Records[i] = refJSON{c.Ref.Kind, c.Ref.ID.String()}
	}
	if file, ok := e.Meant().(domain.ImportFile); ok {
		j.File = &file.File
	}
	return j
}

// journalLimit is how many entries are shown if nothing is said.
const journalLimit = 50

func (a *app) journal() *cobra.Command {
	var kind, record string
	var after uint64
	var limit int
	c := &cobra.Command{
		Use: "journal", Short: "cli.journal.short", Long: "cli.journal.long", Args: a.noArgs,
		Example: "belay journal\nbelay journal --record L-7F3K9\nbelay journal --after 120 --json",
	}
	c.Flags().StringVar(&record, "record", "", "cli.flag.record")
	c.Flags().StringVar(&kind, "kind", "", "cli.flag.record_kind")
	c.Flags().Uint64Var(&after, "after", 0, "cli.flag.after")
	c.Flags().IntVar(&limit, "limit", journalLimit, "cli.flag.limit")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if limit < 0 {
			return useError{a.w.T("cli.use.limit")}
		}
		ctx := c.Context()
		book, err := a.open(ctx)
		if err != nil {
			return err
		}
		var ref *domain.Ref
		if record != "" {
			if ref, err = a.anyRecord(ctx, book, domain.Kind(kind), record); err != nil {
				return err
			}
		}
		// What follows an entry is read forward, what happened last backward.
		entries, err := book.Journal(ctx, after, limit, !c.Flags().Changed("after"), ref)
		if err != nil {
			return err
		}
		return a.showJournal(ctx, book, entries)
	}
	return c
}

// anyRecord finds a record of the kind, or of the first kind that has it.
func (a *app) anyRecord(ctx context.Context, book *store.Book, kind domain.Kind, text string) (*domain.Ref, error) {
	var first error
	for _, k := range domain.Kinds() {
		if k == domain.KindFirm || (kind != "" && k != kind) {
			continue
		}
		id, err := book.Resolve(ctx, k, text)
		if err == nil {
			return &domain.Ref{Kind: k, ID: id}, nil
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		return nil, useError{a.w.T("cli.use.choice", "flag", "--kind", "value", kind, "known", domain.Kinds()[1:])}
	}
	return nil, first
}

func (a *app) showJournal(ctx context.Context, book *store.Book, entries []domain.Entry) error {
	if a.json {
		arr := &array{out: a.out}
		for _, e := range entries {
			if err := arr.add(entryOf(e)); err != nil {
				return err
			}
		}
		return arr.end()
	}
	t := a.table(column{head: a.w.T("cli.head.n"), right: true}, column{head: a.w.T("cli.head.when")}, column{head: a.w.T("cli.head.who"), flex: first}, column{head: a.w.T("cli.head.what"), flex: late})
	for _, e := range entries {
		what, err := a.happened(ctx, book, e)
		if err != nil {
			return err
		}
		if err := t.add(a.w.Int(int(e.N)), a.w.Instant(e.At, a.now()), e.Who.String(), what); err != nil {
			return err
		}
	}
	if len(entries) == 0 {
		a.say(a.w.T("cli.journal.empty"))
	}
	return t.flush()
}

// happened is an entry in a sentence.
func (a *app) happened(ctx context.Context, book *store.Book, e domain.Entry) (string, error) {
	past := domain.Past{Entry: e}
	if len(e.Changes) == 0 {
		return a.w.Happened(past), nil
	}
	ref := e.Changes[0].Ref
	rec, err := read(ctx, book, ref)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return a.w.Happened(past), nil
	case err != nil:
		return "", err
	}
	past.Record = rec
	if l, ok := rec.(domain.Lead); ok { // its program has the words for reasons
		if past.Program, err = a.programNamed(l.Program); err != nil {
			return "", err
		}
	}
	if ref.Kind != domain.KindFirm {
		if past.ID, err = short(ctx, book, ref); err != nil {
			return "", err
		}
	}
	return a.w.Happened(past), nil
}
