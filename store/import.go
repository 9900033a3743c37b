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

// Import applies the rows of a file in one transaction, which has one journal
// entry; entry is its number, 0 where nothing changed. Rows that the rules
// refuse are left out. Each row is reported to each, which may be nil; an
// error that it returns ends the import, and like any other error leaves the
// book as it was. The book may be read meanwhile, as it was before, but each
// must not change it.
func (b *Book) Import(ctx context.Context, file domain.ImportFile, rows iter.Seq[domain.Command], each func(Row) error) (entry uint64, err error) {
	err = b.update(ctx, "import "+file.File.String(), forLong, func(w *writer) error {
		bucket, err := w.bucket(bucketChanges)
		if err != nil {
			return err
		}
		now := domain.Now{At: w.now, Who: b.who}
		parts := &partWriter{bucket: bucket, n: w.head + 1}
		n := 0
		for cmd := range rows {
			n++
			if err := ctx.Err(); err != nil {
				return err
			}
			row := Row{N: n, Command: cmd}
			if err := w.row(&row, now, parts); err != nil {
				return fmt.Errorf("row %d: %w", n, err)
			}
			if each == nil {
				continue
			}
			if err := each(row); err != nil {
				return err
			}
		}
		if !parts.any {
			return nil
		}
		if err := parts.flush(); err != nil {
			return err
		}
		if err := w.journal(file, now, nil); err != nil {
			return err
		}
		entry = w.head
		return nil
	})
	if err != nil {
		return 0, err
	}
	return entry, nil
}

// row applies a row and says what became of it. A refusal is the row's, any
// other error the import's.
func (w *writer) row(row *Row, now domain.Now, parts *partWriter) error {
	records, err := domain.Decide(w, row.Command, now)
	if refused(err) {
		row.Err = err
		return nil
	}
	if err != nil {
		return err
	}
	for _, rec := range records {
		before, _, changed, err := w.put(rec, parts.n)
		if err != nil {
			return err
		}
		if !changed {
			continue
		}
		row.Made, row.Changed = before == nil, before != nil
		if err := parts.add(rec.Ref(), before); err != nil {
			return err
		}
	}
	return nil
}

// refused reports whether an error is the rules' and not the book's.
func refused(err error) bool {
	var one *domain.RuleError
	var several domain.Refusals
	return errors.As(err, &one) || errors.As(err, &several)
}
