package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	bolt "go.etcd.io/bbolt"
)

// TestBookOfANewerBelay opens a book that only says that it is newer, and that
// this belay may read it: everything is there, and nothing can be changed.
func TestBookOfANewerBelay(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	apply(t, b, offer(1, "Acme"), offer(2, "Bolt"))
	had := whole(t, b)
	edit(t, b.Path(), func(tx *bolt.Tx) error { return putVersions(tx, "9", "2") })
	file := must[[]byte](t)(os.ReadFile(b.Path()))

	opened := must[*Book](t)(Open(b.Path(), options(c)))
	for name, b := range map[string]*Book{"opened before": b, "opened after": opened} {
		if m := b.Migrated(); m != nil {
			t.Errorf("%s: it was migrated: %+v", name, m)
		}
		if l := must[domain.Lead](t)(b.Lead(ctx, id(1))); l.Company.Name != out("Acme") || len(whole(t, b)) != len(had) {
			t.Errorf("%s: the lead is %s", name, l.Company.Name)
		}
		if u := must[domain.Undoable](t)(b.Undoable(ctx)); u.Entry != 2 {
			t.Errorf("%s: an undo means %+v", name, u)
		}
		if e := must[[]domain.Entry](t)(b.Journal(ctx, 0, 0, false, nil)); len(e) != 2 {
			t.Errorf("%s: the journal has %d entries", name, len(e))
		}
		for what, change := range map[string]func() error{
			"a command": func() error { _, err := b.Apply(ctx, domain.AcceptLead{ID: id(1)}); return err },
			"an undo":   func() error { _, err := b.Apply(ctx, domain.Undo{Entry: 2}); return err },
			"an import": func() error {
				_, err := b.Import(ctx, leadsFile, slices.Values([]domain.Command{row(9, "P", "C")}), nil)
				return err
			},
			"a replay":   func() error { return b.Replay(ctx, slices.Values([]domain.Step{{Command: offer(3, "C"), At: start}})) },
			"the repair": func() error { return b.Repair(ctx) },
		} {
			err := change()
			newer, ok := errors.AsType[*NewerError](err)
			if !ok || *newer != (NewerError{b.Path(), 9, schemaVersion, true}) || !errors.Is(err, domain.Refused("book.newer")) {
				t.Errorf("%s: %s: %v", name, what, err)
			}
		}
		c.t = start.Add(100 * 24 * time.Hour)
		if n, err := b.Lapse(ctx); n != 0 || err != nil {
			t.Errorf("%s: %d leads lapsed: %v", name, n, err)
		}
		if l := must[domain.Lead](t)(b.Lead(ctx, id(1))); l.Status != domain.LeadLapsed {
			t.Errorf("%s: the lead is %s", name, l.Status)
		}
		c.t = start
	}
	if !bytes.Equal(file, must[[]byte](t)(os.ReadFile(b.Path()))) {
		t.Error("the file was changed")
	}
}

// TestBookThatOnlyANewerBelayReads is refused also where it takes the place of
// a book that is open.
func TestBookThatOnlyANewerBelayReads(t *testing.T) {
	b := must[*Book](t)(Create(t.TempDir()+"/book.db", options(&clock{start})))
	edit(t, b.Path(), func(tx *bolt.Tx) error { return putVersions(tx, "9", strconv.Itoa(schemaVersion+1)) })
	_, opened := Open(b.Path(), options(&clock{start}))
	_, read := b.Head(context.Background())
	_, wrote := b.Apply(context.Background(), offer(1, "Acme"))
	for _, err := range []error{opened, read, wrote} {
		if newer, ok := errors.AsType[*NewerError](err); !ok || *newer != (NewerError{b.Path(), 9, schemaVersion, false}) || errors.Is(err, domain.Refused("book.newer")) {
			t.Errorf("it ended with %v", err)
		}
	}
}

// TestVersionsAreWritten: without them a later belay would have to guess.
func TestVersionsAreWritten(t *testing.T) {
	made := must[*Book](t)(Create(t.TempDir()+"/book.db", options(&clock{start})))
	for name, path := range map[string]string{"new": made.Path(), "migrated": golden(t, 1)} {
		b := must[*Book](t)(Open(path, options(&clock{start})))
		raw(t, b.Path(), func(tx *bolt.Tx) {
			if got := must[schema](t)(b.looker(tx).schema()); got != (schema{schemaVersion, readableSince}) || tx.Bucket(bucketMeta).Get(keyReads) == nil {
				t.Errorf("%s: it has %+v", name, got)
			}
		})
	}
}
