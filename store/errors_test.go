package store

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
	"github.com/belay-tui/belay/store/index"
	"github.com/belay-tui/belay/store/seal"
	bolt "go.etcd.io/bbolt"
)

// sample makes a book with some leads in it and returns its bytes.
func sample(t *testing.T) []byte {
	t.Helper()
	b, _ := newTestBook(t)
	for n := range 40 {
		apply(t, b, offer(n+1, "Acme"))
	}
	return must[[]byte](t)(os.ReadFile(b.Path()))
}

// edit changes a book with bbolt itself.
func edit(t *testing.T, path string, fn func(*bolt.Tx) error) {
	t.Helper()
	db := must[*bolt.DB](t)(bolt.Open(path, 0o600, nil))
	if err := errors.Join(db.Update(fn), db.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefusesWhatIsNoBook(t *testing.T) {
	good := sample(t)
	newer := filepath.Join(t.TempDir(), "newer.db")
	if err := os.WriteFile(newer, good, 0o600); err != nil {
		t.Fatal(err)
	}
	used := must[file.Header](t)(file.ReadHeader(newer)).Used
	edit(t, newer, func(tx *bolt.Tx) error {
		return putVersions(tx, "7", "7")
	})
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	edit(t, foreign, func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("x")); return err })
	noMeta := bytes.Clone(good)
	clear(noMeta[:2*os.Getpagesize()])

	damaged := func(what string) func(error) bool {
		return func(err error) bool {
			var d *DamagedError
			return errors.As(err, &d) && strings.Contains(err.Error(), what)
		}
	}
	cases := []struct {
		name    string
		content []byte
		want    func(error) bool
	}{
		{"empty", nil, damaged("empty")},
		{"one byte", []byte("x"), damaged("not a book")},
		{"text", bytes.Repeat([]byte("id,name\n"), 9000), damaged("not a book")},
		{"zeros", make([]byte, 64<<10), damaged("not a book")},
		{"half", good[:len(good)/2], damaged("cut short")},
		{"without its end", good[:used-1], damaged("cut short")},
		{"first page only", good[:4096], damaged("")},
		{"no header", noMeta, damaged("not a book")},
		{"newer", must[[]byte](t)(os.ReadFile(newer)), func(err error) bool {
			var n *NewerError
			return errors.As(err, &n) && *n == NewerError{Path: n.Path, Version: 7, Known: schemaVersion}
		}},
		{"another program's", must[[]byte](t)(os.ReadFile(foreign)), damaged("another program")},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "book.db")
			if err := os.WriteFile(path, c.content, 0o640); err != nil {
				t.Fatal(err)
			}
			old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
			if err := os.Chtimes(path, old, old); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(path, options(&clock{start})); !c.want(err) {
				t.Errorf("opened: %v", err)
			}
			if _, err := Create(path, options(&clock{start})); !errors.Is(err, ErrExists) {
				t.Errorf("made: %v", err)
			}
			info := must[fs.FileInfo](t)(os.Stat(path))
			if now := must[[]byte](t)(os.ReadFile(path)); !bytes.Equal(now, c.content) || !info.ModTime().Equal(old) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestOpenRefusesPaths(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "link.db")
	if err := os.Symlink(filepath.Join(dir, "nothing.db"), link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	o := options(&clock{start})
	for _, c := range []struct {
		name, path string
		want       error
	}{
		{"missing", filepath.Join(dir, "none.db"), ErrNoBook},
		{"missing folder", filepath.Join(dir, "none", "book.db"), ErrNoBook},
		{"dangling link", link, ErrNoBook},
		{"directory", dir, ErrDirectory},
	} {
		if _, err := Open(c.path, o); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := Create(link, o); !errors.Is(err, ErrExists) {
		t.Errorf("made through a dangling link: %v", err)
	}
	if _, err := Create(dir, o); !errors.Is(err, ErrExists) {
		t.Errorf("made over a directory: %v", err)
	}
	if entries := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
	if _, err := Open(link, Options{}); err == nil {
		t.Error("opened without a clock")
	}
}

func TestPermissionErrors(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	b, _ := newTestBook(t)
	if err := os.Chmod(b.Path(), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(b.Path(), options(&clock{start})); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("opened: %v", err)
	}
	if err := os.Chmod(b.Path(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestNewBookIsPrivate(t *testing.T) {
	b, c := newTestBook(t)
	if runtime.GOOS == "windows" {
		t.Skip("no such modes")
	}
	if m := must[fs.FileInfo](t)(os.Stat(b.Path())).Mode().Perm(); m != 0o600 {
		t.Errorf("file mode %o", m)
	}
	if m := must[fs.FileInfo](t)(os.Stat(filepath.Dir(b.Path()))).Mode().Perm(); m != 0o700 {
		t.Errorf("folder mode %o", m)
	}
	if entries := must[[]os.DirEntry](t)(os.ReadDir(filepath.Dir(b.Path()))); len(entries) != 1 {
		t.Errorf("beside the book: %v", entries)
	}
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(b.Path(), link); err != nil {
		t.Fatal(err)
	}
	linked, err := Open(link, options(c))
	if err != nil {
		t.Fatal(err)
	}
	apply(t, linked, offer(1, "Acme"))
	must[domain.Lead](t)(b.Lead(context.Background(), id(1)))
}

func TestHeldNamesTheHolder(t *testing.T) {
	b, c := newTestBook(t)
	file.LeaveNote(b.Path(), "belay import leads", c.t)
	other := must[*bolt.DB](t)(bolt.Open(b.Path(), 0o600, nil))
	t.Cleanup(func() { _ = other.Close() })
	o := options(c)
	o.Timeout = 20 * time.Millisecond
	_, err := Open(b.Path(), o)
	var held *HeldError
	if !errors.As(err, &held) || held.Path != b.Path() || !strings.Contains(held.Holder, "belay import leads, process ") {
		t.Errorf("opened: %v", err)
	}
	if _, err := os.Stat(file.NotePath(b.Path())); err != nil {
		t.Error(err)
	}
	file.RemoveNote(b.Path())
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := b.Head(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("read after cancel: %v", err)
	}
}

// TestFlippedBytes flips bytes all over the file: what is read afterwards is
// right or an error. A flip in the newer header page makes bbolt take the older
// one, which is the book before its last commit; those pages are left out.
func TestFlippedBytes(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	for n := range 30 {
		apply(t, b, offer(n+1, "Acme"))
	}
	want := map[int]domain.Lead{}
	for n := range 30 {
		want[n] = must[domain.Lead](t)(b.Lead(ctx, id(n+1)))
	}
	good := must[[]byte](t)(os.ReadFile(b.Path()))
	path := filepath.Join(t.TempDir(), "book.db")
	rng := rand.New(rand.NewPCG(1, 2))
	found, h := 0, must[file.Header](t)(file.ReadHeader(b.Path()))
	for range 400 {
		bad := bytes.Clone(good)
		at := 2*os.Getpagesize() + rng.IntN(int(h.Used)-2*os.Getpagesize())
		bad[at] ^= byte(1 + rng.IntN(255))
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		damaged, err := Open(path, options(c))
		if err != nil {
			found++
			continue
		}
		for n := range 30 {
			l, err := damaged.Lead(ctx, id(n+1))
			var d *DamagedError
			switch {
			case err == nil && (l.Company != want[n].Company || l.Status != want[n].Status):
				t.Fatalf("byte %d flipped: lead %d is silently wrong", at, n)
			case errors.As(err, &d):
				found++
			case err != nil && !errors.Is(err, domain.ErrNotFound):
				t.Fatalf("byte %d flipped: %v", at, err)
			}
		}
	}
	if found == 0 {
		t.Error("no flip was ever found")
	}
}

// TestFlippedValue flips each byte of one lead's value.
func TestFlippedValue(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	apply(t, b, offer(1, "Acme"))
	good := must[[]byte](t)(os.ReadFile(b.Path()))
	path := filepath.Join(t.TempDir(), "book.db")
	var value []byte
	edit(t, copyOf(t, good), func(tx *bolt.Tx) error {
		i := id(1)
		value = bytes.Clone(tx.Bucket(bucketOf(domain.KindLead)).Get(i[:]))
		return nil
	})
	at := bytes.Index(good, value)
	for n := range value {
		bad := bytes.Clone(good)
		for at := range occurrences(good, value, at) {
			bad[at+n] ^= 0x20
		}
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		damaged := must[*Book](t)(Open(path, options(c)))
		var d *DamagedError
		if _, err := damaged.Lead(ctx, id(1)); !errors.As(err, &d) {
			t.Fatalf("byte %d of the value flipped: %v", n, err)
		}
		if _, err := damaged.Leads(ctx, domain.Query{}, 0, 10); !errors.As(err, &d) {
			t.Fatalf("byte %d of the value flipped, listed: %v", n, err)
		}
		if _, err := damaged.Apply(ctx, domain.AcceptLead{ID: id(1)}); !errors.As(err, &d) {
			t.Fatalf("byte %d of the value flipped, accepted: %v", n, err)
		}
		if err := damaged.Check(ctx); !errors.As(err, &d) {
			t.Fatalf("byte %d of the value flipped, checked: %v", n, err)
		}
	}
}

func copyOf(t *testing.T, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// occurrences yields where the value lies in the file, old pages included.
func occurrences(file, value []byte, from int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for at := from; at >= 0; {
			if !yield(at) {
				return
			}
			next := bytes.Index(file[at+1:], value)
			if next < 0 {
				return
			}
			at += 1 + next
		}
	}
}

// TestZeroedPages zeroes each page in turn: no read may end the process.
func TestZeroedPages(t *testing.T) {
	ctx := context.Background()
	good := sample(t)
	size := os.Getpagesize()
	for at := 2 * size; at+size <= len(good); at += size {
		bad := bytes.Clone(good)
		clear(bad[at : at+size])
		b, err := Open(copyOf(t, bad), options(&clock{start}))
		if err != nil {
			continue
		}
		for _, read := range []func() error{
			func() error { _, err := b.Leads(ctx, domain.Query{}, 0, 50); return err },
			func() error { _, err := b.Journal(ctx, 0, 0, true, nil); return err },
			func() error { _, err := b.Apply(ctx, domain.AcceptLead{ID: id(3)}); return err },
			func() error { _, err := b.Apply(ctx, offer(99, "New")); return err },
			func() error { return b.Check(ctx) },
		} {
			var d *DamagedError
			var r *domain.RuleError
			if err := read(); err != nil && !errors.As(err, &d) && !errors.As(err, &r) {
				t.Errorf("page at %d zeroed: %v", at, err)
			}
		}
	}
}

// TestCutWhileInUse cuts the file under a book that was open already.
func TestCutWhileInUse(t *testing.T) {
	b, err := Open(copyOf(t, sample(t)), options(&clock{start}))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(b.Path(), 16<<10); err != nil {
		t.Fatal(err)
	}
	var d *DamagedError
	if _, err := b.Leads(context.Background(), domain.Query{}, 0, 10); !errors.As(err, &d) {
		t.Errorf("listed %v", err)
	}
	if _, err := b.Stamp(); !errors.As(err, &d) {
		t.Errorf("stamp %v", err)
	}
}

// TestFaultInTransaction cuts the file in the middle of a transaction, where
// only the memory map's fault is left to tell.
func TestFaultInTransaction(t *testing.T) {
	ctx := context.Background()
	good := sample(t)
	b, err := Open(copyOf(t, good), options(&clock{start}))
	if err != nil {
		t.Fatal(err)
	}
	var d *DamagedError
	err = b.view(ctx, "read", func(r *reader) error {
		if err := os.Truncate(b.Path(), 0); err != nil {
			t.Error(err)
		}
		_, err := r.Record(domain.Ref{Kind: domain.KindLead, ID: id(1)})
		return err
	})
	if !errors.As(err, &d) {
		t.Errorf("read: %v", err)
	}
	if err := os.WriteFile(b.Path(), good, 0o600); err != nil {
		t.Fatal(err)
	}
	err = b.update(ctx, "write", file.ForWriting, func(w *writer) error {
		if err := os.Truncate(b.Path(), 0); err != nil {
			t.Error(err)
		}
		_, err := w.apply(domain.AcceptLead{ID: id(30)}, domain.Now{At: start})
		return err
	})
	if !errors.As(err, &d) {
		t.Errorf("wrote: %v", err)
	}
	if err := os.WriteFile(b.Path(), good, 0o600); err != nil {
		t.Fatal(err)
	}
	// Nothing stays locked behind a fault.
	apply(t, b, domain.AcceptLead{ID: id(1)})
	if err := b.Check(ctx); err != nil {
		t.Error(err)
	}
}

// TestCheckFindsWhatDoesNotFit breaks one part at a time, with seals that are good.
func TestCheckFindsWhatDoesNotFit(t *testing.T) {
	leads := bucketOf(domain.KindLead)
	inbox := set{inList, domain.ListInbox}.key(domain.KindLead)
	cases := map[string]struct {
		harm       func(*bolt.Tx) error
		repairable bool
	}{
		"an order": {func(tx *bolt.Tx) error {
			return index.BuildOrder(tx.Bucket(bucketOrders), bucketOrders, order(domain.KindLead, domain.SortName), 1, slices.Values([]uint32{0}))
		}, true},
		"a set": {func(tx *bolt.Tx) error {
			return index.EditSet(tx.Bucket(bucketSets), bucketSets, inbox, nil, []uint32{3})
		}, true},
		"a set too many": {func(tx *bolt.Tx) error {
			bits := index.NewBits(1)
			bits.Add(0)
			return index.WriteSet(tx.Bucket(bucketSets), bucketSets, set{inList, "other"}.key(domain.KindLead), bits)
		}, true},
		"a posting too many": {func(tx *bolt.Tx) error {
			list := index.OpenPostings(tx.Bucket(bucketPostings), bucketPostings, postings(domain.KindLead, postIdentity))
			return list.Edit(nil, []index.Pair{{Key: 1, Row: 1}})
		}, true},
		"a posting missing": {func(tx *bolt.Tx) error {
			list := index.OpenPostings(tx.Bucket(bucketPostings), bucketPostings, postings(domain.KindLead, postID))
			return list.Edit([]index.Pair{{Key: endOf(id(7)), Row: 6}}, nil)
		}, true},
		"a line of text": {func(tx *bolt.Tx) error {
			return index.OpenText(tx.Bucket(bucketText), bucketText, textOf(domain.KindLead)).Edit(map[uint32][]byte{5: []byte("other")})
		}, true},
		"a gap in the journal": {func(tx *bolt.Tx) error { return tx.Bucket(bucketJournal).Delete(numberKey(20)) }, false},
		"no last entry":        {func(tx *bolt.Tx) error { return tx.Bucket(bucketJournal).Delete(numberKey(40)) }, false},
		"a record missing":     {func(tx *bolt.Tx) error { return tx.Bucket(leads).Delete(rowKey(1)) }, false},
		"a record changed": {func(tx *bolt.Tx) error {
			rev, body, err := seal.Open(leads, rowKey(1), tx.Bucket(leads).Get(rowKey(1)))
			if err != nil {
				return err
			}
			body = bytes.Replace(body, []byte("555"), []byte("556"), 1)
			return tx.Bucket(leads).Put(rowKey(1), seal.Value(leads, rowKey(1), rev, body))
		}, false},
	}
	path := sampleFolded(t)
	good := must[[]byte](t)(os.ReadFile(path))
	for name, c := range cases {
		path := copyOf(t, good)
		edit(t, path, c.harm)
		b, err := Open(path, options(&clock{start}))
		if err == nil {
			err = b.Check(context.Background())
		}
		var d *DamagedError
		if !errors.As(err, &d) || d.Repairable != c.repairable {
			t.Errorf("%s: %v", name, err)
		}
		if !c.repairable || b == nil {
			continue
		}
		if err := errors.Join(b.Repair(context.Background()), b.Check(context.Background())); err != nil {
			t.Errorf("%s, repaired: %v", name, err)
		}
	}
}

// sampleFolded is [sample] with all that it holds in the base.
func sampleFolded(t *testing.T) string {
	t.Helper()
	path := copyOf(t, sample(t))
	b := must[*Book](t)(Open(path, options(&clock{start})))
	if err := b.Repair(context.Background()); err != nil {
		t.Fatal(err)
	}
	return path
}
