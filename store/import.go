package store

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/belay-tui/belay/domain"
)

// Row is what became of a row of an import.
type Row struct {
	// N is the row's number, from 1.
	N int
	// Command is the row.
	Command domain.Command
	// Made is true where it made a record, Changed where it changed one that
	// was there. Where both are false and there is no Err, all stood as it says.
	Made, Changed bool
	// Err is the refusal of a row that was left out.
	Err error
}

// Import applies the rows of a file as one change of the book, with one journal
// entry, that [domain.Undo] takes back as one; entry is its number, 0 where
// nothing changed. Rows that the rules refuse are left out. Each row is reported
// to each, which may be nil; an error that it returns, or the end of the
// context, ends the import, and like any other error leaves the book as it was.
// So does the end of the process at any moment: nobody sees a part of an
// import. The book may be read meanwhile, as it was before, but each must not
// change it.
func (b *Book) Import(ctx context.Context, file domain.ImportFile, rows iter.Seq[domain.Command], each func(Row) error) (entry uint64, err error) {
	err = b.batch(ctx, "import "+file.File.String(), func(t *batch) error {
		im := &importing{batch: t, k: file.Kind, each: each}
		if err := im.all(ctx, rows); err != nil {
			return err
		}
		entry, err = im.finish(ctx, file)
		return err
	})
	if err != nil {
		return 0, err
	}
	return entry, nil
}

// importing is an import on its way.
type importing struct {
	*batch
	k    domain.Kind
	each func(Row) error
	n    int
}

func (im *importing) all(ctx context.Context, rows iter.Seq[domain.Command]) error {
	for cmd := range rows {
		im.n++
		if err := ctx.Err(); err != nil {
			return err
		}
		row := Row{N: im.n, Command: cmd}
		if err := im.row(&row); err != nil {
			return fmt.Errorf("row %d: %w", im.n, err)
		}
		if im.each == nil {
			continue
		}
		if err := im.each(row); err != nil {
			return err
		}
	}
	return nil
}

// row applies a row and says what became of it. A refusal is the row's, any
// other error the import's.
func (im *importing) row(row *Row) error {
	records, err := domain.Decide(im, row.Command, im.now)
	if refused(err) {
		row.Err = err
		return nil
	}
	if err != nil {
		return err
	}
	for _, rec := range records {
		made, changed, err := im.put(rec)
		if err != nil {
			return err
		}
		row.Made, row.Changed = row.Made || made, row.Changed || changed && !made
	}
	return nil
}

// refused reports whether an error is the rules' and not the book's.
func refused(err error) bool {
	if err == nil {
		return false
	}
	var one *domain.RuleError
	var several domain.Refusals
	return errors.As(err, &one) || errors.As(err, &several)
}
