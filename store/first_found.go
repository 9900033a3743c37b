package store

import (
	"bytes"
	"context"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// firstLooked is at how many rows of a list a quick search looks one by one, in
// the order of the list: a millisecond or two. What is rarer than that is found
// by looking at all, which takes some hundredths of a second in a million.
const firstLooked = 400

// firstFound looks for the first rows of a search without looking at all; more
// is false where they were not found in so short a time, or where all rows
// have been looked at before.
func (r *reader) firstFound(k domain.Kind, q domain.Query, limit int) (rows []stored, more bool, err error) {
	if q, err = list(k, q); err != nil {
		return nil, false, err
	}
	q.Quick = false
	if kept, err := r.isKept(q); !kept || err != nil || r.planned(q) != nil {
		return nil, false, err
	}
	needle := []byte(q.Match)
	q.Match = ""
	all, err := r.merged(context.Background(), k, q)
	if err != nil || all.total() <= firstLooked {
		return nil, false, err
	}
	looked, err := all.window(0, firstLooked)
	if err != nil {
		return nil, false, err
	}
	if err := r.there(bucketText, textOf(k)); err != nil {
		return nil, false, err
	}
	text := index.OpenText(r.tx.Bucket(bucketText), bucketText, textOf(k))
	for _, s := range looked {
		line, err := r.line(text, k, s)
		if err != nil {
			return nil, false, err
		}
		if bytes.Contains(line, needle) {
			if rows = append(rows, s); len(rows) == limit {
				return rows, true, nil
			}
		}
	}
	return nil, false, nil
}

// line is the text in which a record is looked for.
func (r *reader) line(text index.Text, k domain.Kind, s stored) ([]byte, error) {
	if _, changed := r.tail.rows[k][s.row]; changed {
		p, err := r.program(programOf(s.record))
		if err != nil {
			return nil, err
		}
		return searchLine(disclose(p, s.record)), nil
	}
	line, _, err := text.Line(s.row)
	if err != nil {
		return nil, r.indexError("the text", err)
	}
	return line, nil
}
