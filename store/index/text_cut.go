package index

import (
	"bytes"
	"fmt"
)

// Truncate drops the lines from a row on. Where there are none it writes
// nothing. An error wraps [ErrDamaged].
func (t Text) Truncate(row uint32) error {
	rows, err := t.Rows()
	if err != nil || rows <= int(row) {
		return err
	}
	if row == 0 {
		return wipe(t.b, t.prefix)
	}
	blk, err := t.seek(t.b.Cursor(), rowAt(row-1))
	if err != nil {
		return err
	}
	if err := t.whole(blk); err != nil {
		return err
	}
	kept := 0
	for range int(row) - int(blk.first()) {
		kept += bytes.Index(blk.body[kept:], newline) + 1
	}
	at, body := bytes.Clone(blk.at), bytes.Clone(blk.body[:kept])
	var behind [][]byte // deleting moves a cursor
	c := t.b.Cursor()
	for k, _ := c.Seek(t.key(rowAt(row))); k != nil && bytes.HasPrefix(k, t.prefix); k, _ = c.Next() {
		behind = append(behind, bytes.Clone(k))
	}
	for _, k := range behind {
		if err := t.b.Delete(k); err != nil {
			return fmt.Errorf("drop the lines from row %d on: %w", row, err)
		}
	}
	return t.put(at, nil, body)
}
