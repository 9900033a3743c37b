package store

import (
	"bytes"
	"context"
	"fmt"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// kind compares the records of a kind with the journal, and its indexes with
// the records.
func (c *checker) kind(ctx context.Context, k domain.Kind) error {
	b, seen := newBulk(k, 0), 0
	text := index.OpenText(c.tx.Bucket(bucketText), bucketText, textOf(k))
	for s, err := range c.rowsBelow(ctx, k, c.tail.base.next[k]) {
		if err != nil {
			return err
		}
		if len(c.problems) >= maxProblems {
			return nil
		}
		seen++
		c.record(k, s)
		if c.stale {
			continue
		}
		d, err := c.derive(s.record)
		if err != nil {
			return err
		}
		b.add(s.row, d)
		line, _, err := text.Line(s.row)
		switch {
		case isDamage(err):
			c.lost("the text of %s %d: %v", k, s.row, err)
		case err != nil:
			return err
		case !bytes.Equal(line, d.line):
			c.lost("the text of %s is not as the record has it", s.record.Ref())
		}
	}
	there := 0
	for _, last := range c.rows[k] {
		if last.n > 0 && !last.gone {
			there++
		}
	}
	if there != seen {
		c.problem("the journal tells of %d %ss, and there are %d", there, k, seen)
	}
	if c.stale {
		return nil
	}
	return c.indexes(ctx, k, b)
}

// record compares a record with the journal.
func (c *checker) record(k domain.Kind, s stored) {
	last := *c.last(k, s.row)
	switch {
	case s.rev != last.n || last.gone:
		c.problem("%s was last changed by journal entry %d and stands as of %d", s.record.Ref(), last.n, s.rev)
	case last.known && checksum(s.body) != last.sum:
		c.problem("%s is not as journal entry %d left it", s.record.Ref(), last.n)
	}
}

// indexes compares what the book has with what follows from the records.
func (c *checker) indexes(ctx context.Context, k domain.Kind, b *bulk) error {
	for i, sort := range ordersOf(k) {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.check(fmt.Sprintf("the order of %ss by %s", k, sort), c.sameOrder(k, sort, b.order(i)))
	}
	b.knows(c.tx.Bucket(bucketSets))
	for of, want := range b.sets {
		rows, err := index.ReadSet(c.tx.Bucket(bucketSets), bucketSets, of.key(k))
		if err == nil && !rows.Equal(want) {
			err = errDiffers
		}
		c.check(fmt.Sprintf("the set of %ss by %s %s", k, of.of, of.name), err)
	}
	for i, post := range posts(k) {
		c.check(fmt.Sprintf("the index of %ss by %s", k, post), c.samePosts(k, post, b.post(i)))
	}
	return nil
}

// errDiffers: an index is whole, and not what follows from the records.
var errDiffers = fmt.Errorf("it does not say what the records do")

// check notes what is wrong with an index, if anything is.
func (c *checker) check(what string, err error) {
	if err != nil {
		c.lost("%s: %v", what, err)
	}
}

func (c *checker) sameOrder(k domain.Kind, sort domain.Sort, want []index.Pair) error {
	o, err := index.OpenOrder(c.tx.Bucket(bucketOrders), bucketOrders, order(k, sort))
	if err != nil {
		return err
	}
	if o.Len() != len(want) {
		return errDiffers
	}
	i := 0
	for place, err := range o.Rows(nil, 0) {
		if err != nil {
			return err
		}
		if place.Row != want[i].Row {
			return errDiffers
		}
		i++
	}
	return nil
}

func (c *checker) samePosts(k domain.Kind, post string, want []index.Pair) error {
	list, err := c.post(k, post)
	if err != nil {
		return err
	}
	i := 0
	for p, err := range list.All() {
		if err != nil {
			return err
		}
		if i >= len(want) || p != want[i] {
			return errDiffers
		}
		i++
	}
	if i != len(want) {
		return errDiffers
	}
	return nil
}
