package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/belay-tui/belay/domain"
)

// maxProblems is how many problems a check names.
const maxProblems = 10

// checker compares all parts of a book with each other.
type checker struct {
	*reader
	// last is the last change of each record, by the journal.
	last map[domain.Ref]lastChange
	// lines is how many lines each index should have, counted what the counters should say.
	lines    map[string]int
	counted  map[string]int
	problems []error
}

type lastChange struct {
	n     uint64
	after []byte
}

// Check reads the whole book and compares its parts: the journal is gapless,
// each record stands as its last entry left it, and the indexes and counters
// say what the records do. It returns a *[DamagedError] for each of the first
// problems, joined. It does not look at what bbolt keeps for itself.
func (b *Book) Check(ctx context.Context) error {
	return b.view(ctx, "check the book", func(r *reader) error {
		c := &checker{reader: r, last: map[domain.Ref]lastChange{}, lines: map[string]int{}, counted: map[string]int{}}
		for _, step := range []func(context.Context) error{c.journal, c.records, c.indexes, c.counters} {
			if err := step(ctx); err != nil {
				return errors.Join(append(c.problems, err)...)
			}
		}
		return errors.Join(c.problems...)
	})
}

// problem notes what is wrong; it returns false once that is enough.
func (c *checker) problem(format string, args ...any) bool {
	c.problems = append(c.problems, c.damaged(fmt.Sprintf(format, args...), nil))
	return len(c.problems) < maxProblems
}

func (c *checker) journal(ctx context.Context) error {
	log, err := c.bucket(bucketJournal)
	if err != nil {
		return err
	}
	history, err := c.bucket(bucketHistory)
	if err != nil {
		return err
	}
	n := uint64(0)
	for k, v := range newRun(log, nil, false).all() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if n++; !bytes.Equal(k, numberKey(n)) {
			c.problem("the journal has no entry %d", n)
			return nil
		}
		e, err := c.entry(k, v)
		if err != nil {
			return err
		}
		if e.N != n || len(e.Changes) == 0 {
			c.problem("journal entry %d has the number %d and %d changes", n, e.N, len(e.Changes))
		}
		for _, change := range e.Changes {
			last, known := c.last[change.Ref]
			if known == (change.Before == nil) {
				c.problem("journal entry %d makes %s anew, or changes it before it was made", n, change.Ref)
			}
			c.last[change.Ref] = lastChange{n, change.After}
			if change.After == nil && e.Command != importName {
				delete(c.last, change.Ref) // it was taken out
			}
			key := historyKey(change.Ref, n)
			if !bytes.Equal(history.Get(key), tag(key, nil)) {
				c.problem("the history of %s lacks entry %d", change.Ref, n)
			}
			if last.n != n { // an import may change a record twice
				c.lines[string(bucketHistory)]++
			}
		}
	}
	return nil
}

func (c *checker) records(ctx context.Context) error {
	seen := 0
	for _, k := range domain.Kinds() {
		bucket, err := c.bucket(bucketOf(k))
		if err != nil {
			return err
		}
		for key, value := range newRun(bucket, nil, false).all() {
			if seen++; seen%100 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if len(key) != idLen {
				c.problem("a %s has a key of %d bytes", k, len(key))
				continue
			}
			ref := domain.Ref{Kind: k, ID: lastID(key)}
			s, err := c.decode(ref, bucketOf(k), value)
			if err != nil {
				return err
			}
			if err := c.record(ref, s); err != nil || len(c.problems) >= maxProblems {
				return err
			}
		}
	}
	if seen != len(c.last) {
		c.problem("the journal tells of %d records, and there are %d", len(c.last), seen)
	}
	return nil
}

// record compares a record with the journal and with its lines in the indexes.
func (c *checker) record(ref domain.Ref, s stored) error {
	last := c.last[ref]
	switch {
	case s.record.Ref() != ref:
		c.problem("%s says that it is %s", ref, s.record.Ref())
	case s.rev != last.n:
		c.problem("%s was last changed by journal entry %d and stands as of %d", ref, last.n, s.rev)
	case last.after != nil && !bytes.Equal(last.after, s.body):
		c.problem("%s is not as journal entry %d left it", ref, last.n)
	}
	for _, list := range listsOf(s.record) {
		c.counted[string(counterKey(programOf(s.record), ref.Kind, list))]++
	}
	lines, err := c.entries(s.record)
	if err != nil {
		return err
	}
	for _, line := range lines {
		bucket, err := c.bucket(line.bucket)
		if err != nil {
			return err
		}
		c.lines[string(line.bucket)]++
		if !bytes.Equal(bucket.Get(line.key), tag(line.key, line.value)) && !c.problem("the index %s lacks %s", line.bucket, ref) {
			return nil
		}
	}
	return nil
}

// indexes counts the lines: each that should be there is, so that more than
// those are too many.
func (c *checker) indexes(ctx context.Context) error {
	for _, name := range append(indexBuckets(), bucketHistory) {
		bucket, err := c.bucket(name)
		if err != nil {
			return err
		}
		n := 0
		for range newRun(bucket, nil, false).all() {
			if n++; n%1000 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
		}
		if n != c.lines[string(name)] {
			c.problem("the index %s has %d lines, and should have %d", name, n, c.lines[string(name)])
		}
	}
	return nil
}

func (c *checker) counters(context.Context) error {
	bucket, err := c.bucket(bucketCounters)
	if err != nil {
		return err
	}
	for key, value := range newRun(bucket, nil, false).all() {
		n, err := c.readCounter(key, value)
		if err != nil {
			return err
		}
		if n != c.counted[string(key)] {
			c.problem("the counter %q says %d of %d", key, n, c.counted[string(key)])
		}
		delete(c.counted, string(key))
	}
	for key, n := range c.counted {
		c.problem("the counter %q is missing, for %d records", key, n)
	}
	return nil
}
