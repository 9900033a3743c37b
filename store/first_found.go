package store

import (
	"context"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// firstLooked is at how many rows of a list a quick search looks one by one, in
// the order of the list: a millisecond or two. What is rarer than that is found
// by looking at all, which takes some hundredths of a second in a million. Where
// fields are looked at it takes longer, and more rows are worth looking at.
const (
	firstLooked       = 400
	firstFieldsLooked = 20 * firstLooked
)

// firstFound looks for the first rows of a search without looking at all; more
// is false where they were not found in so short a time, or where all rows
// have been looked at before.
func (r *reader) firstFound(ctx context.Context, k domain.Kind, q domain.Query, limit int) (rows []stored, more bool, err error) {
	if q, err = list(k, q); err != nil {
		return nil, false, err
	}
	f, err := r.filter(q)
	if err != nil {
		return nil, false, err
	}
	plain := q
	plain.Reverse, plain.Quick = false, false
	if kept, err := r.isKept(q); !kept || err != nil || r.planned(r.planKey(plain, f)) != nil {
		return nil, false, err
	}
	q.Match = ""
	all, err := r.merged(ctx, k, q)
	if err != nil || all.total() <= firstLooked {
		return nil, false, err
	}
	if err := r.there(bucketText, textOf(k)); err != nil {
		return nil, false, err
	}
	text := index.OpenText(r.tx.Bucket(bucketText), bucketText, textOf(k))
	most := firstLooked
	if f.HasFields() {
		most = firstFieldsLooked
	}
	for at := 0; at < min(most, all.total()); at += firstLooked {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		looked, err := all.window(at, firstLooked)
		if err != nil {
			return nil, false, err
		}
		for _, s := range looked {
			holds, err := r.holds(f, text, k, s)
			if err != nil {
				return nil, false, err
			}
			if !holds {
				continue
			}
			if rows = append(rows, s); len(rows) == limit {
				return rows, true, nil
			}
		}
	}
	return nil, false, nil
}

// holds reports whether a record is what a filter asks for.
func (r *reader) holds(f domain.Filter, text index.Text, k domain.Kind, s stored) (bool, error) {
	line, err := r.line(text, k, s)
	if err != nil || !f.HoldsText(line) {
		return false, err
	}
	if !f.HasFields() {
		return true, nil
	}
	p, err := r.program(programOf(s.record))
	if err != nil {
		return false, err
	}
	return f.HoldsFields(disclose(p, s.record), p, r.minute()), nil
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
