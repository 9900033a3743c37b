package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
	"github.com/belay-tui/belay/store/seal"
	bolt "go.etcd.io/bbolt"
)

// migrations rewrite a book of one schema as the next one. A migration leaves the
// records and the journal as the next schema has them: all that follows from them
// is made anew once, after the last one.
var migrations = map[int]func(context.Context, *writer) error{
	1: fromOne,
	2: fromTwo,
}

// fromTwo changes nothing: schema 3 spells letters such as ł in what is searched,
// compared and ordered, which is made anew in any case. See [domain.Fold].
func fromTwo(context.Context, *writer) error { return nil }

// Migration tells that opening a book brought it up to date.
type Migration struct {
	// From is the schema that the book had, To the one that it has now.
	From, To int
	// Backup is the file that has the book as it was.
	Backup string
}

// Migrated tells of the migration when the book was opened, nil where there was
// none.
func (b *Book) Migrated() *Migration { return b.migrated }

// upgrade brings a book up to date and says why where that is not possible.
func (b *Book) upgrade(ctx context.Context, older *OlderError) error {
	err := b.migrate(ctx)
	if err == nil {
		return nil
	}
	_, held := errors.AsType[*HeldError](err)
	_, damaged := errors.AsType[*DamagedError](err)
	if _, newer := errors.AsType[*NewerError](err); newer || held || damaged {
		return err // that says it all
	}
	return &OlderError{Path: b.path, Version: older.Version, Known: schemaVersion, Err: err}
}

// migrate brings the book up to date. Everything is written in one transaction:
// wherever it ends, the file has the book as it was or as it is to be.
func (b *Book) migrate(ctx context.Context) error {
	b.writing.Lock()
	defer b.writing.Unlock()
	h, err := b.share(ctx, file.ForLong)
	if err != nil {
		return err
	}
	defer b.unshare()
	file.LeaveNote(b.path, b.process, b.now())
	defer file.RemoveNote(b.path)
	var m Migration
	err = h.Guard("bring the book up to date", func() error {
		if m, err = b.backUp(ctx, h.DB()); err != nil || m.From >= schemaVersion {
			return err
		}
		return h.DB().Update(func(tx *bolt.Tx) error { return b.rewrite(ctx, tx, m.From) })
	})
	if err == nil && m.From < schemaVersion { // else another process was faster
		b.migrated = &m
	}
	return err
}

// backUp copies the book before it is migrated.
func (b *Book) backUp(ctx context.Context, db *bolt.DB) (m Migration, err error) {
	m.To = schemaVersion
	var was schema
	if err = db.View(func(tx *bolt.Tx) error { was, err = b.looker(tx).schema(); return err }); err != nil {
		return m, err
	}
	if m.From = was.version; m.From >= schemaVersion {
		return m, nil
	}
	source := func(copy func(*bolt.Tx, uint64) error) error {
		return db.View(func(tx *bolt.Tx) error {
			head, err := b.looker(tx).lastEntry()
			if err != nil {
				return err
			}
			return copy(tx, head)
		})
	}
	verify := func(ctx context.Context, path string) error { return b.same(ctx, path, was) }
	made, err := file.BackUp(ctx, source, b.path, file.BeforeMigration, b.now(), verify)
	if m.Backup = made.Path; made.Path != "" {
		return m, nil // what failed then was removing old backups, which is for another day
	}
	return m, err
}

// looker reads what a file of any schema has.
func (b *Book) looker(tx *bolt.Tx) *reader { return &reader{b: b, tx: tx, now: b.now()} }

// same looks whether a copy, of which all pages are sound, has a schema.
func (b *Book) same(ctx context.Context, path string, want schema) error {
	c, err := b.at(path)
	if err != nil {
		return err
	}
	h, err := file.Open(ctx, c.path, file.ForReading, c.timeout)
	if err != nil {
		return err
	}
	err = h.View("compare it with the book", func(tx *bolt.Tx) error {
		got, err := c.looker(tx).schema()
		if err == nil && got != want {
			err = fmt.Errorf("it has schema %d, the book %d", got.version, want.version)
		}
		return err
	})
	return errors.Join(err, h.Close())
}

// lastEntry is the number of the last journal entry. It can be read in every schema.
func (r *reader) lastEntry() (uint64, error) {
	log, err := r.bucket(bucketJournal)
	if err != nil {
		return 0, err
	}
	key, _ := log.Cursor().Last()
	return r.entryNumber(key)
}

// rewrite runs the migrations from a schema on, makes all that follows from the
// records, and checks the book.
func (b *Book) rewrite(ctx context.Context, tx *bolt.Tx, from int) error {
	w := &writer{reader: *b.looker(tx)}
	for at := from; at < schemaVersion; at++ {
		step, ok := migrations[at]
		if !ok {
			return fmt.Errorf("there is no way from schema %d", at)
		}
		if err := step(ctx, w); err != nil {
			return err
		}
	}
	var err error
	if w.tail, err = w.readTail(nil); err != nil {
		return err
	}
	// The firm cannot be found yet.
	w.usePrograms(nil)
	for s, err := range w.rows(ctx, domain.KindFirm) {
		if err != nil {
			return err
		}
		w.usePrograms(s.record)
	}
	rules, err := w.rulesNow()
	if err != nil {
		return err
	}
	if err := w.remake(ctx, rules); err != nil {
		return err
	}
	if err := putSchema(tx); err != nil {
		return err
	}
	return w.check(ctx)
}

// schema says what layout a file has.
type schema struct {
	// version is its number, reads the lowest one whose belay can read it.
	version, reads int
}

// schema reads which layout the file has.
func (r *reader) schema() (s schema, err error) {
	meta := r.tx.Bucket(bucketMeta)
	if meta == nil {
		return s, r.damaged("this is a file of another program", nil)
	}
	if s.version, err = r.number(meta, keySchema); err != nil {
		return s, err
	}
	if s.version < 1 {
		return s, r.damaged("the schema version", fmt.Errorf("there is no schema %d", s.version))
	}
	s.reads = s.version
	if meta.Get(keyReads) != nil { // schema 1 has none
		s.reads, err = r.number(meta, keyReads)
	}
	return s, err
}

func (r *reader) number(meta *bolt.Bucket, key []byte) (int, error) {
	what := "the schema version"
	_, body, err := seal.Open(bucketMeta, key, meta.Get(key))
	if err != nil {
		return 0, r.damaged(what, err)
	}
	n, err := strconv.Atoi(string(body))
	if err != nil {
		return 0, r.damaged(what, err)
	}
	return n, nil
}

// checkSchema refuses a file that this belay cannot read.
func (r *reader) checkSchema() error {
	s, err := r.schema()
	switch {
	case err != nil:
		return err
	case s.version < schemaVersion:
		return &OlderError{Path: r.b.path, Version: s.version, Known: schemaVersion}
	case s.reads > schemaVersion:
		return &NewerError{Path: r.b.path, Version: s.version, Known: schemaVersion}
	}
	return nil
}

// writable refuses a book that a newer belay wrote and this one may only read.
func (r *reader) writable() error {
	s, err := r.schema()
	if err == nil && s.version > schemaVersion {
		err = &NewerError{Path: r.b.path, Version: s.version, Known: schemaVersion, Readable: true}
	}
	return err
}
