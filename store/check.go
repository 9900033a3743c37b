package store

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
)

// maxProblems is how many problems a check names.
const maxProblems = 10

// checker compares all parts of a book with each other.
type checker struct {
	*reader
	rows map[domain.Kind][]lastChange
	// stale is true where the indexes follow older rules: the next change makes
	// them anew.
	stale    bool
	problems []error
}

// lastChange is the last change of a row, by the journal.
type lastChange struct {
	n    uint64
	gone bool
	// sum is the checksum of the record as the entry left it; a batch does not tell.
	known bool
	sum   uint32
}

// Check reads the whole book and compares its parts: the journal is gapless and
// tells of each record which entry changed it before; each record stands as its
// last entry left it; orders, sets, postings and search text say what the
// records do. It returns a *[DamagedError] for each of the first problems,
// joined. It does not look at what bbolt keeps for itself.
func (b *Book) Check(ctx context.Context) error {
	return b.view(ctx, "check the book", func(r *reader) error { return r.check(ctx) })
}

// check compares the parts of the book as the transaction sees them.
func (r *reader) check(ctx context.Context) error {
	rules, err := r.rulesNow()
	if err != nil {
		return err
	}
	c := &checker{reader: r, rows: map[domain.Kind][]lastChange{}, stale: rules != r.tail.rules}
	steps := []func(context.Context) error{c.journal}
	for _, k := range domain.Kinds() {
		steps = append(steps, func(ctx context.Context) error { return c.kind(ctx, k) })
	}
	for _, step := range append(steps, c.tails, c.desk) {
		if err := step(ctx); err != nil {
			return errors.Join(append(c.problems, err)...)
		}
		if len(c.problems) >= maxProblems {
			break
		}
	}
	return errors.Join(c.problems...)
}

// Repair makes all that follows from the records anew: orders, sets, postings
// and search text. The desk forgets what cannot be read there.
func (b *Book) Repair(ctx context.Context) error {
	return b.update(ctx, "repair the book", file.ForLong, func(w *writer) error {
		rules, err := w.rulesNow()
		if err != nil {
			return err
		}
		w.changed = true
		if err := w.tidyDesk(); err != nil {
			return err
		}
		return w.remake(ctx, rules)
	})
}

// problem notes what is wrong.
func (c *checker) problem(format string, args ...any) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, c.damaged(fmt.Sprintf(format, args...), nil))
	}
}

// lost notes that an index is not as it should be.
func (c *checker) lost(format string, args ...any) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, &DamagedError{Path: c.b.path, What: fmt.Sprintf(format, args...), Repairable: true})
	}
}

// journal follows the changes of each record through the entries up to the base.
func (c *checker) journal(ctx context.Context) error {
	log, err := c.bucket(bucketJournal)
	if err != nil {
		return err
	}
	n := uint64(0)
	for k, v := range contents(log) {
		if err := ctx.Err(); err != nil {
			return err
		}
		n++
		e, err := c.entry(k, v)
		if err != nil {
			return err
		}
		if e.N != n {
			c.problem("the journal has no entry %d", n)
			return nil
		}
		if n > c.tail.base.head {
			return nil // the rest is the tail, which is made of the entries
		}
		if err := c.follow(e); err != nil {
			return err
		}
	}
	return nil
}

// follow takes in what an entry changed.
func (c *checker) follow(e entry) error {
	if len(e.changes) == 0 && e.Batch == 0 {
		c.problem("journal entry %d changes nothing", e.N)
	}
	for _, change := range e.changes {
		last := c.last(change.ref.Kind, change.row)
		if last.n != change.was {
			c.problem("journal entry %d follows on %d for %s, and should on %d", e.N, change.was, change.ref, last.n)
		}
		if there := last.n > 0 && !last.gone; there != (change.before != nil) {
			c.problem("journal entry %d makes %s anew, or changes it before it was made", e.N, change.ref)
		}
		*last = lastChange{n: e.N, gone: change.after == nil, known: true, sum: checksum(change.after)}
	}
	if e.Batch > 0 {
		return c.followBatch(e)
	}
	return nil
}

func checksum(body []byte) uint32 { return crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)) }

func (c *checker) followBatch(e entry) error {
	count := 0
	for k, made := range e.made {
		for i := range made.count {
			last := c.last(k, made.first+i)
			if last.n > 0 {
				c.problem("journal entry %d makes %s %d anew", e.N, k, made.first+i)
			}
			*last = lastChange{n: e.N}
			count++
		}
	}
	undo := e.Command == domain.Undo{}.Name()
	for change, err := range c.batchChanges(e.N) {
		if err != nil {
			return err
		}
		last := c.last(change.ref.Kind, change.row)
		if last.n != change.was {
			c.problem("journal entry %d follows on %d for %s %d, and should on %d", e.N, change.was, change.ref.Kind, change.row, last.n)
		}
		*last = lastChange{n: e.N, gone: undo && c.absent(change.ref.Kind, change.row)}
		count++
	}
	if count != e.Batch {
		c.problem("journal entry %d tells of %d records, and should of %d", e.N, count, e.Batch)
	}
	return nil
}

// last is the last change of a row.
func (c *checker) last(k domain.Kind, row uint32) *lastChange {
	rows := c.rows[k]
	if most := int(c.tail.next[k]); int(row) >= most { // damage must not take all memory
		c.problem("the journal tells of %s %d, and there are %d", k, row, most)
		return &lastChange{}
	}
	for int(row) >= len(rows) {
		rows = append(rows, lastChange{})
	}
	c.rows[k] = rows
	return &rows[row]
}

// tails follows the entries of the tail.
func (c *checker) tails(ctx context.Context) error {
	for n := c.tail.base.head + 1; n <= c.tail.head; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		e, err := c.entryAt(n)
		if err != nil {
			return c.damaged("the journal", err)
		}
		if err := c.follow(e); err != nil {
			return err
		}
		if e.Batch > 0 {
			c.problem("journal entry %d is a batch that is not in the base", n)
		}
	}
	return nil
}
