package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/belay-tui/belay/domain"
	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

func keep(t testing.TB, b *Book, key, value string) {
	t.Helper()
	if err := b.Keep(context.Background(), key, []byte(value)); err != nil {
		t.Fatal(err)
	}
}

func onDesk(t testing.TB, b *Book, key string) string {
	t.Helper()
	return string(must[[]byte](t)(b.Kept(context.Background(), key)))
}

// TestDeskIsAMap keeps, forgets and reads at random, also in a fresh process.
func TestDeskIsAMap(t *testing.T) {
	ctx := context.Background()
	keys := rapid.SampledFrom([]string{"draft/leads.new", "view/leads", "lists/lead", "\x00", "長い鍵"})
	rapid.Check(t, func(rt *rapid.T) {
		b, _ := newTestBook(t)
		b.noSync = true
		model := map[string][]byte{}
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			key := keys.Draw(rt, "key")
			switch rapid.IntRange(0, 3).Draw(rt, "what") {
			case 0:
				model[key] = nil
			case 1:
				b = must[*Book](t)(Open(b.Path(), options(&clock{start})))
				b.noSync = true
				continue
			default:
				model[key] = rapid.SliceOfN(rapid.Byte(), 0, 50).Draw(rt, "value")
			}
			if err := b.Keep(ctx, key, model[key]); err != nil {
				rt.Fatal(err)
			}
		}
		for key, want := range model {
			if got := must[[]byte](t)(b.Kept(ctx, key)); !bytes.Equal(got, want) || (got == nil) != (want == nil) {
				rt.Errorf("%q has %q, want %q", key, got, want)
			}
		}
	})
}

// TestDeskChangesInPlace has several change what is kept at once: none is lost.
func TestDeskChangesInPlace(t *testing.T) {
	b, c := newTestBook(t)
	const each = 20
	var wait sync.WaitGroup
	for _, who := range []byte("ab") {
		other := must[*Book](t)(Open(b.Path(), options(c)))
		wait.Go(func() {
			for range each {
				err := other.Rekeep(t.Context(), "list", func(old []byte) ([]byte, error) { return append(old, who), nil })
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	refused := errors.New("no")
	if err := b.Rekeep(t.Context(), "list", func([]byte) ([]byte, error) { return nil, refused }); !errors.Is(err, refused) {
		t.Errorf("a change that failed: %v", err)
	}
	kept := must[[]byte](t)(b.Kept(t.Context(), "list"))
	if bytes.Count(kept, []byte("a")) != each || bytes.Count(kept, []byte("b")) != each {
		t.Errorf("%s is kept", kept)
	}
}

func TestDeskIsBounded(t *testing.T) {
	b, _ := newTestBook(t)
	long := make([]byte, MaxDeskValue+1)
	for _, c := range []struct {
		key   string
		value []byte
		ok    bool
	}{
		{"", []byte("x"), false},
		{string(long[:MaxDeskKey]), long[:MaxDeskValue], true},
		{string(long[:MaxDeskKey+1]), nil, false},
		{"draft", long, false},
	} {
		if err := b.Keep(context.Background(), c.key, c.value); (err == nil) != c.ok || err != nil && !errors.Is(err, domain.Refused("desk.size")) {
			t.Errorf("a key of %d bytes, a value of %d: %v", len(c.key), len(c.value), err)
		}
	}
}

// TestDeskLeavesTheBookAlone: what is kept is no change of the book, and what
// stands so already is no write.
func TestDeskLeavesTheBookAlone(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	apply(t, b, offer(1, "Acme"))
	if got := must[[]byte](t)(b.Kept(ctx, "view/leads")); got != nil {
		t.Errorf("nothing was kept, and there is %q", got)
	}
	keep(t, b, "view/leads", "score")
	stamp := must[Stamp](t)(b.Stamp())
	keep(t, b, "view/leads", "score")
	if err := b.Keep(ctx, "none", nil); err != nil || must[Stamp](t)(b.Stamp()) != stamp {
		t.Errorf("the file was written to: %v", err)
	}
	if head := must[uint64](t)(b.Head(ctx)); head != 1 {
		t.Errorf("the journal has %d entries", head)
	}
	opened := must[*Book](t)(Open(b.Path(), options(c)))
	if u := must[domain.Undoable](t)(opened.Undoable(ctx)); u.Entry != 1 || onDesk(t, opened, "view/leads") != "score" {
		t.Errorf("an undo means %+v, %q is kept", u, onDesk(t, opened, "view/leads"))
	}
}

// TestDeskGoesWithTheBook through all that is done with whole books.
func TestDeskGoesWithTheBook(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	b.foldAt = 4
	for n := range 9 {
		apply(t, b, offer(n+1, "Acme"))
		keep(t, b, "draft/leads.new", fmt.Sprint("draft ", n))
	}
	keep(t, b, "view/leads", "score")
	same := func(what string, b *Book) {
		t.Helper()
		if got := onDesk(t, b, "draft/leads.new") + onDesk(t, b, "view/leads"); got != "draft 8score" {
			t.Errorf("%s: %q is kept", what, got)
		}
		if err := b.Check(ctx); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	dir := t.TempDir()
	at := func(name string) *Book {
		return must[*Book](t)(Open(filepath.Join(dir, name), options(c)))
	}
	backup := must[Backup](t)(b.BackUp(ctx, BackupByHand))
	_, err := Restore(ctx, backup.Path, filepath.Join(dir, "restored.db"), options(c))
	if err := errors.Join(err, b.CopyTo(ctx, filepath.Join(dir, "copied.db"))); err != nil {
		t.Fatal(err)
	}
	same("restored", at("restored.db"))
	same("copied", at("copied.db"))
	must[Sizes](t)(b.Compact(ctx))
	same("compacted", b)
	if err := b.Repair(ctx); err != nil {
		t.Fatal(err)
	}
	same("repaired", b)
	must[Salvaged](t)(Salvage(ctx, b.Path(), filepath.Join(dir, "salvaged.db"), options(c)))
	saved := at("salvaged.db")
	same("salvaged", saved)
	// Newer than what was found, also after another salvage.
	keep(t, saved, "view/leads", "due")
	must[Salvaged](t)(Salvage(ctx, saved.Path(), filepath.Join(dir, "again.db"), options(c)))
	if got := onDesk(t, at("again.db"), "view/leads"); got != "due" {
		t.Errorf("salvaged again: %q is kept", got)
	}
}

// TestDeskOfOlderBooks: the golden books have none.
func TestDeskOfOlderBooks(t *testing.T) {
	for version := 1; version <= schemaVersion; version++ {
		b := must[*Book](t)(Open(golden(t, version), options(&clock{start})))
		if got := onDesk(t, b, "view/leads"); got != "" {
			t.Errorf("schema %d: %q is kept", version, got)
		}
		keep(t, b, "view/leads", "score")
		if err := b.Check(context.Background()); err != nil || onDesk(t, b, "view/leads") != "score" {
			t.Errorf("schema %d: %v", version, err)
		}
	}
}

func TestDeskOfABookThatIsOnlyRead(t *testing.T) {
	b, _ := newTestBook(t)
	keep(t, b, "view/leads", "score")
	edit(t, b.Path(), func(tx *bolt.Tx) error { return putVersions(tx, "9", "2") })
	file := must[[]byte](t)(os.ReadFile(b.Path()))
	err := b.Keep(context.Background(), "view/leads", []byte("due"))
	if newer, ok := errors.AsType[*NewerError](err); !ok || !newer.Readable || !errors.Is(err, domain.Refused("book.newer")) {
		t.Errorf("kept: %v", err)
	}
	if got := onDesk(t, b, "view/leads"); got != "score" || !bytes.Equal(file, must[[]byte](t)(os.ReadFile(b.Path()))) {
		t.Errorf("%q is kept", got)
	}
}

// TestDeskNoticesDamage: it is an error and never a wrong draft, and healed by
// keeping something else or by the repair.
func TestDeskNoticesDamage(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	apply(t, b, offer(1, "Acme"))
	keep(t, b, "view/leads", "score")
	keep(t, b, "view/deals", "stage")
	swap := func() {
		edit(t, b.Path(), func(tx *bolt.Tx) error {
			desk := tx.Bucket(bucketDesk)
			return desk.Put([]byte("view/leads"), bytes.Clone(desk.Get([]byte("view/deals"))))
		})
	}
	swap()
	_, err := b.Kept(ctx, "view/leads")
	for what, err := range map[string]error{"read": err, "checked": b.Check(ctx)} {
		if _, ok := errors.AsType[*DamagedError](err); !ok {
			t.Errorf("%s: %v", what, err)
		}
	}
	keep(t, b, "view/leads", "due")
	if err := b.Check(ctx); err != nil || onDesk(t, b, "view/leads") != "due" {
		t.Errorf("kept anew: %v", err)
	}
	swap()
	if m, err := RepairFile(ctx, b.Path(), options(c)); err != nil || !m.Indexes {
		t.Errorf("the repair did %+v: %v", m, err)
	}
	if got := onDesk(t, b, "view/leads") + onDesk(t, b, "view/deals"); got != "stage" {
		t.Errorf("after the repair %q is kept", got)
	}
}
