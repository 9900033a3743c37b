package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// The file is read ahead of whoever takes its rows, on a goroutine of its own:
// so many batches, each of so many rows, or of so many bytes of the file and one
// record more. That is a few MiB at most.
const (
	batchesAhead = 4
	batchRows    = 256
	batchBytes   = 256 << 10
)

// batch is a run of rows, and what was found out while they were read.
type batch struct {
	rows []Row
	found
	// err is why the file could not be read further.
	err error
}

// found is what is known of a file only when it was read.
type found struct {
	deleted, footer int
	windows         bool // it is in Windows-1252
}

// Rows gives the rows one by one. Rows without content, rows marked as deleted
// and the footer of a report are left out; [File.Notes] counts the latter two.
// An error ends the rows: the file could not be read further, or ctx ended.
//
// The file is read ahead by another goroutine. It has stopped when the rows have
// ended, for whatever reason but the end of ctx: then a call of the reader may
// last, whose Close must allow for that, as that of a file does.
func (f *File) Rows(ctx context.Context) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		reading, stop := context.WithCancel(ctx)
		defer stop()
		batches := make(chan batch, batchesAhead)
		go f.readAhead(reading, batches)
		b, more := next(ctx, batches)
		for more && f.give(b, yield) {
			b, more = next(ctx, batches)
		}
		for stop(); more && ctx.Err() == nil; { // until nothing is read any more
			_, more = next(ctx, batches)
		}
	}
}

// next returns the next batch, and false where there are no more. The end of ctx
// comes as an error.
func next(ctx context.Context, batches <-chan batch) (batch, bool) {
	select {
	case b, more := <-batches:
		return b, more
	case <-ctx.Done():
		return batch{err: ctx.Err()}, true
	}
}

// give hands out a batch. It returns false where nothing is to follow.
func (f *File) give(b batch, yield func(Row, error) bool) bool {
	f.found.deleted += b.deleted
	f.found.footer += b.footer
	f.found.windows = b.windows
	for _, row := range b.rows {
		if !yield(row, nil) {
			return false
		}
	}
	if b.err != nil {
		yield(Row{}, f.failed(b.err))
	}
	return b.err == nil
}

func (f *File) failed(err error) error { return fmt.Errorf("read %s: %w", f.name, err) }

// readAhead reads the file to its end, to an error, or until ctx ends.
func (f *File) readAhead(ctx context.Context, batches chan<- batch) {
	defer close(batches)
	footer := false
	for more := true; more; {
		b := batch{rows: make([]Row, 0, batchRows)}
		for size := 0; more && len(b.rows) < batchRows && size < batchBytes; {
			rec, err := f.records.next()
			if more = err == nil; !more {
				if !errors.Is(err, io.EOF) {
					b.err = err
				}
				break
			}
			size += rec.size
			// A report ends with lines of prose, apart from the table.
			footer = rec.bad == nil && len(rec.fields) == 1 && len(f.columns) > 2 && (footer || rec.blanks > 0)
			if footer {
				b.footer++
				continue
			}
			f.row(rec, &b)
		}
		b.windows = f.source.charset.windows()
		select {
		case batches <- b:
		case <-ctx.Done():
			return
		}
	}
}

// row adds to a batch what a record comes to, nothing where it has no content.
func (f *File) row(rec record, b *batch) {
	row := Row{Row: rec.row, Line: rec.line}
	switch {
	case rec.bad != nil:
		row.Err = f.refuse(rec, -1, rec.bad)
	case blank(rec.fields):
		return
	case len(rec.fields) != len(f.columns):
		row.Err = f.refuse(rec, -1, domain.Refused("import.field_count", "fields", len(rec.fields), "columns", len(f.columns)))
	default:
		for i, cell := range rec.fields {
			rec.fields[i] = Uncell(cell)
		}
		cmd, deleted, column, bad := f.build(rec.fields)
		switch {
		case bad != nil:
			row.Err = f.refuse(rec, column, bad)
		case deleted:
			b.deleted++
			return
		default:
			row.Command = cmd
		}
	}
	b.rows = append(b.rows, row)
}

func blank(fields []string) bool {
	for _, s := range fields {
		if strings.TrimSpace(s) != "" {
			return false
		}
	}
	return true
}
