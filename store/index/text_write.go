package index

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// What a caller can do wrong.
var (
	errRowThere = errors.New("the row has a line already")
	errRowLimit = errors.New("there are no more rows")
	errRowFar   = errors.New("the row is too far past the last one")
)

// TextWriter appends lines in bulk. It holds the last block in memory until
// Flush, after which it is of no more use: the next transaction needs a new
// one.
type TextWriter struct {
	t     Text
	first int    // the row its block begins with
	row   int    // the row of the next line
	next  []byte // the block behind, where there is one
	lines []byte
}

// NewTextWriter appends to the text of a name, from the row that follows its
// last one, or from a later one: then the rows between get empty lines. It
// leaves the bucket's FillPercent at 1. An error may wrap [ErrDamaged].
func NewTextWriter(b *bolt.Bucket, bucket, name []byte, fromRow uint32) (*TextWriter, error) {
	b.FillPercent = 1
	return OpenText(b, bucket, name).writer(int(fromRow))
}

func (t Text) writer(from int) (*TextWriter, error) {
	w := &TextWriter{t: t}
	blk, rows, err := t.last()
	if err != nil {
		return nil, err
	}
	if blk.at != nil {
		w.first, w.row = int(blk.first()), rows
		w.lines = append(make([]byte, 0, t.size), blk.body...)
	}
	if from < w.row {
		return nil, fmt.Errorf("appending text at row %d: %w", from, errRowThere)
	}
	return w, w.pad(from)
}

// Add appends the line of the next row. It is copied; a '\n' in it becomes a
// space.
func (w *TextWriter) Add(line []byte) error {
	if w.row == rowLimit {
		return errRowLimit
	}
	if len(w.lines) > 0 && len(w.lines)+len(line)+1 > w.t.size {
		next := rowAt(uint32(w.row))
		if err := w.t.put(rowAt(uint32(w.first)), next, w.lines); err != nil {
			return err
		}
		w.first, w.lines = w.row, w.lines[:0]
	}
	if bytes.IndexByte(line, '\n') >= 0 {
		line = bytes.ReplaceAll(line, newline, []byte{' '})
	}
	w.lines = append(append(w.lines, line...), '\n')
	w.row++
	return nil
}

// Flush stores the last block. Without it the text is damaged.
func (w *TextWriter) Flush() error {
	return w.t.put(rowAt(uint32(w.first)), w.next, w.lines)
}

// farthest is how many rows may be left out. More is a number gone wrong, which
// must not fill the disk.
const farthest = 1 << 24

// pad adds empty lines up to a row.
func (w *TextWriter) pad(row int) error {
	if row-w.row > farthest {
		return fmt.Errorf("adding text at row %d after row %d: %w", row, w.row, errRowFar)
	}
	for w.row < row {
		if err := w.Add(nil); err != nil {
			return err
		}
	}
	return nil
}

// Edit replaces lines; no text is an empty line. Rows past the end are
// appended, with empty lines for those between. Only blocks that change are
// rewritten; one that outgrows twice its size is split. After an error, which
// may wrap [ErrDamaged], the transaction must be rolled back.
func (t Text) Edit(lines map[uint32][]byte) error {
	rows := slices.Sorted(maps.Keys(lines))
	for len(rows) > 0 {
		blk, err := t.seek(t.b.Cursor(), rowAt(rows[0]))
		if err != nil {
			return err
		}
		if blk.at == nil {
			blk.at = rowAt(0)
		}
		n := len(rows)
		if blk.next != nil {
			end := block{at: blk.next}.first()
			n, _ = slices.BinarySearch(rows, end)
		}
		if err := t.editBlock(blk, rows[:n], lines); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// editBlock rewrites one block with the lines of rows in its range.
func (t Text) editBlock(blk block, rows []uint32, lines map[uint32][]byte) error {
	if err := t.whole(blk); err != nil {
		return err
	}
	var all [][]byte
	size, row := 0, blk.first()
	for rest := blk.body; len(rest) > 0; row++ {
		line, after, _ := bytes.Cut(rest, newline)
		if len(rows) > 0 && rows[0] == row {
			line, rows = lines[row], rows[1:]
		}
		all, rest = append(all, line), after
		size += len(line) + 1
	}
	w := &TextWriter{t: t, first: int(blk.first()), row: int(blk.first()), next: blk.next}
	if blk.next != nil {
		if row != (block{at: blk.next}).first() {
			return t.damaged("a wrong number of lines", blk.at)
		}
		if size <= 2*t.size {
			w.t.size = size // not worth a split
		}
	}
	for _, line := range all {
		if err := w.Add(line); err != nil {
			return err
		}
	}
	for _, row := range rows {
		if err := w.pad(int(row)); err != nil {
			return err
		}
		if err := w.Add(lines[row]); err != nil {
			return err
		}
	}
	return w.Flush()
}
