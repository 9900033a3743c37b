package index

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"sync/atomic"
)

// Find returns the rows whose lines hold all needles, folded as the lines are.
// Without needles, or with empty ones only, these are the rows with any text.
// It uses up to some number of goroutines, at least one. Where only is not
// nil, no other rows are returned, and blocks without such rows are not read.
// An error is the context's, within about a millisecond, or wraps [ErrDamaged].
func (t Text) Find(ctx context.Context, needles [][]byte, workers int, only *Bits) (*Bits, error) {
	needles = slices.DeleteFunc(slices.Clone(needles), func(n []byte) bool { return len(n) == 0 })
	if slices.ContainsFunc(needles, func(n []byte) bool { return bytes.IndexByte(n, '\n') >= 0 }) {
		return &Bits{}, ctx.Err() // no line holds a line's end
	}
	// The longest one is the rarest, mostly.
	slices.SortStableFunc(needles, func(a, b []byte) int { return cmp.Compare(len(b), len(a)) })
	spans, rows, err := t.spans(ctx, only)
	if err != nil {
		return nil, err
	}
	s := &search{text: t, spans: spans, only: only}
	counts := sample(spans)
	for _, n := range needles {
		s.needles = append(s.needles, newNeedle(n, counts))
	}
	hits := make([]*Bits, max(1, min(workers, (len(spans)+batch-1)/batch)))
	beside(len(hits), func(i int) {
		hits[i] = NewBits(rows)
		s.run(ctx, hits[i])
	})
	if err := s.err.Load(); err != nil {
		return nil, *err
	}
	for _, more := range hits[1:] {
		hits[0].Or(more)
	}
	return hits[0], nil
}

// A span is a block that was not opened yet: its bytes are for all goroutines.
type span struct {
	first, end uint32 // end is the next block's first row, 0 in the last
	value      []byte
}

// spans returns the blocks that may hold rows of only, and at least how many
// rows there are. That no block is missing shows when they are opened.
func (t Text) spans(ctx context.Context, only *Bits) (list []span, rows int, err error) {
	c := t.b.Cursor()
	blk, err := t.seek(c, rowAt(0))
	if err != nil || blk.at == nil {
		return nil, 0, err
	}
	k, v := c.Seek(t.key(blk.at))
	for last := false; !last; {
		if len(list)&0xff == 0 {
			if err := ctx.Err(); err != nil {
				return nil, 0, err
			}
		}
		s := span{first: block{at: k[len(t.prefix):]}.first(), value: v}
		k, v = c.Next()
		if last = !bytes.HasPrefix(k, t.prefix); !last {
			if len(k) != len(t.prefix)+rowWidth {
				return nil, 0, t.damaged("no block can lie", k[len(t.prefix):])
			}
			s.end = block{at: k[len(t.prefix):]}.first()
		}
		rows = int(s.first)
		if only != nil {
			if row, found := only.Next(s.first); !found || !last && row >= s.end {
				continue
			}
		}
		list = append(list, s)
	}
	return list, rows, nil
}

// batch is how many blocks a goroutine takes at a time.
const batch = 16

// A search is what the goroutines of a Find share.
type search struct {
	text    Text
	spans   []span
	needles []needle
	only    *Bits
	taken   atomic.Int64
	err     atomic.Pointer[error]
}

// run searches blocks until none is left or something went wrong.
func (s *search) run(ctx context.Context, hits *Bits) {
	for s.err.Load() == nil {
		i := int(s.taken.Add(batch)) - batch
		if i >= len(s.spans) {
			return
		}
		err := ctx.Err()
		for _, span := range s.spans[i:min(i+batch, len(s.spans))] {
			if err == nil {
				err = s.open(span, hits)
			}
		}
		if err != nil {
			s.err.Store(&err)
		}
	}
}

// open checks a block and searches it.
func (s *search) open(at span, hits *Bits) error {
	blk, err := s.text.decode(s.text.key(rowAt(at.first)), at.value)
	if err != nil {
		return err
	}
	end := uint32(0)
	if blk.next != nil {
		end = block{at: blk.next}.first()
	}
	if end != at.end {
		return s.text.damaged("no block", blk.next)
	}
	if err := s.text.whole(blk); err != nil {
		return err
	}
	if len(s.needles) == 0 {
		s.filled(at.first, blk.body, hits)
	} else {
		s.lines(at.first, blk.body, hits)
	}
	return nil
}

// lines adds the rows of a block whose lines hold all needles.
func (s *search) lines(row uint32, text []byte, hits *Bits) {
	for {
		i := s.needles[0].index(text)
		if i < 0 {
			return
		}
		end := bytes.IndexByte(text, '\n')
		for end < i { // to the line of the hit
			text, i = text[end+1:], i-end-1
			end = bytes.IndexByte(text, '\n')
			row++
		}
		if (s.only == nil || s.only.Has(row)) && holdsAll(text[:end], s.needles[1:]) {
			hits.Add(row)
		}
		text = text[end+1:]
		row++
	}
}

// filled adds the rows of a block that have text.
func (s *search) filled(row uint32, text []byte, hits *Bits) {
	for ; len(text) > 0; row++ {
		end := bytes.IndexByte(text, '\n')
		if end > 0 && (s.only == nil || s.only.Has(row)) {
			hits.Add(row)
		}
		text = text[end+1:]
	}
}

func holdsAll(line []byte, needles []needle) bool {
	for _, n := range needles {
		if n.index(line) < 0 {
			return false
		}
	}
	return true
}
