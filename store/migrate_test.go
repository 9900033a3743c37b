package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/seal"
	bolt "go.etcd.io/bbolt"
)

// goldenPath is where the book of a schema is kept.
func goldenPath(version int) string {
	return filepath.Join("testdata", fmt.Sprintf("v%d.db.gz", version))
}

// golden unpacks the book of a schema into a folder of its own.
func golden(t testing.TB, version int) string {
	t.Helper()
	packed := must[*os.File](t)(os.Open(goldenPath(version)))
	defer packed.Close() //nolint:errcheck // it was read
	r := must[*gzip.Reader](t)(gzip.NewReader(packed))
	body := must[[]byte](t)(io.ReadAll(r))
	path := filepath.Join(t.TempDir(), "book.db")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// raw is what a file has in its buckets, read by bbolt alone.
func raw(t testing.TB, path string, fn func(*bolt.Tx)) {
	t.Helper()
	db := must[*bolt.DB](t)(bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true}))
	defer db.Close() //nolint:errcheck // it was read
	if err := db.View(func(tx *bolt.Tx) error { fn(tx); return nil }); err != nil {
		t.Fatal(err)
	}
}

// oneBook is what a book of schema 1 says, read without the migration's code.
type oneBook struct {
	records map[domain.Ref]string
	entries []oneEntry
	// changed are the records that each entry changed.
	changed map[uint64]map[domain.Ref]bool
}

func readOneBook(t testing.TB, path string) oneBook {
	t.Helper()
	b := oneBook{records: map[domain.Ref]string{}, changed: map[uint64]map[domain.Ref]bool{}}
	raw(t, path, func(tx *bolt.Tx) {
		open := func(bucket string, k, v []byte) []byte {
			_, body, err := seal.Open([]byte(bucket), k, v)
			if err != nil {
				t.Fatal(err)
			}
			return body
		}
		for _, k := range domain.Kinds() {
			name := "record." + string(k)
			_ = tx.Bucket([]byte(name)).ForEach(func(key, v []byte) error {
				b.records[domain.Ref{Kind: k, ID: domain.ID(key)}] = string(open(name, key, v))
				return nil
			})
		}
		_ = tx.Bucket([]byte("journal")).ForEach(func(key, v []byte) error {
			var e oneEntry
			if err := json.Unmarshal(open("journal", key, v), &e); err != nil {
				t.Fatal(err)
			}
			b.entries = append(b.entries, e)
			return nil
		})
		_ = tx.Bucket([]byte("history")).ForEach(func(key, _ []byte) error {
			k, _ := kindOf(string(key[:1]))
			n := new(bytes.Buffer)
			n.Write(key[17:])
			at := be(n.Bytes())
			if b.changed[at] == nil {
				b.changed[at] = map[domain.Ref]bool{}
			}
			b.changed[at][domain.Ref{Kind: k, ID: domain.ID(key[1:17])}] = true
			return nil
		})
	})
	return b
}

func be(b []byte) (n uint64) {
	for _, c := range b {
		n = n<<8 | uint64(c)
	}
	return n
}

// TestMigrateOne opens a book of schema 1 and compares all that it said.
func TestMigrateOne(t *testing.T) {
	ctx := context.Background()
	path := golden(t, 1)
	before := must[[]byte](t)(os.ReadFile(path))
	old := readOneBook(t, path)
	if len(old.records) < 130 || len(old.entries) < 150 {
		t.Fatalf("the old book has %d records and %d entries", len(old.records), len(old.entries))
	}
	c := &clock{old.entries[len(old.entries)-1].At}
	b := must[*Book](t)(Open(path, options(c)))
	if err := b.Check(ctx); err != nil {
		t.Fatal(err)
	}
	if err := b.view(ctx, "compare", func(r *reader) error {
		if rules := must[uint64](t)(r.rulesNow()); rules != r.tail.rules || len(r.programs) == 0 {
			t.Error("what follows from the records follows other rules than those of the firm's programs")
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	sameRecords(t, b, old)
	sameJournal(t, b, old)
	sameHistory(t, b, old)

	m := b.Migrated()
	if m == nil || m.From != 1 || m.To != schemaVersion {
		t.Fatalf("the migration was %+v", m)
	}
	again := readOneBook(t, m.Backup)
	if len(again.records) != len(old.records) || len(again.entries) != len(old.entries) {
		t.Error("the backup is not the book as it was")
	}
	if info := must[os.FileInfo](t)(os.Stat(m.Backup)); info.Mode().Perm() != 0o600 {
		t.Errorf("the backup has mode %v", info.Mode())
	}
	if same := must[[]byte](t)(os.ReadFile(m.Backup)); bytes.Equal(same, must[[]byte](t)(os.ReadFile(path))) || len(same) > len(before) {
		t.Error("the backup is the new book")
	}
	raw(t, path, func(tx *bolt.Tx) {
		want := map[string]bool{}
		for _, name := range allBuckets() {
			want[string(name)] = true
		}
		_ = tx.ForEach(func(name []byte, _ *bolt.Bucket) error {
			if !want[string(name)] {
				t.Errorf("there is a part %s left over", name)
			}
			delete(want, string(name))
			return nil
		})
		if len(want) > 0 {
			t.Errorf("there are no parts %v", want)
		}
	})
	if b := must[*Book](t)(Open(path, options(c))); b.Migrated() != nil {
		t.Error("it was migrated again")
	}
}

func sameRecords(t *testing.T, b *Book, old oneBook) {
	t.Helper()
	there := 0
	err := b.view(context.Background(), "compare", func(r *reader) error {
		for _, k := range domain.Kinds() {
			for s, err := range r.rows(context.Background(), k) {
				if err != nil {
					return err
				}
				there++
				if got := must[[]byte](t)(json.Marshal(s.record)); string(got) != old.records[s.record.Ref()] {
					t.Errorf("%s is\n%s, and was\n%s", s.record.Ref(), got, old.records[s.record.Ref()])
				}
			}
		}
		for ref := range old.records {
			if _, err := r.Record(ref); err != nil {
				t.Error(err)
			}
		}
		return nil
	})
	if err != nil || there != len(old.records) {
		t.Fatalf("there are %d records and were %d; %v", there, len(old.records), err)
	}
}

func sameJournal(t *testing.T, b *Book, old oneBook) {
	t.Helper()
	err := b.view(context.Background(), "compare", func(r *reader) error {
		for _, was := range old.entries {
			e, err := r.entryAt(was.N)
			if err != nil {
				return err
			}
			whole, err := r.opened(e)
			if err != nil {
				return err
			}
			if !whole.At.Equal(was.At) || whole.Who != was.Who || whole.Command != was.Command || whole.Version != was.Version || !bytes.Equal(whole.Args, was.Args) {
				t.Errorf("entry %d is %+v, and was %+v", was.N, whole, was)
			}
			if was.Command == "import.file" {
				if e.Batch != len(old.changed[was.N]) {
					t.Errorf("entry %d changed %d records, and is said to have changed %d", e.N, len(old.changed[was.N]), e.Batch)
				}
				continue
			}
			if len(whole.Changes) != len(was.Changes) {
				t.Fatalf("entry %d has %d changes, and had %d", was.N, len(whole.Changes), len(was.Changes))
			}
			for i, c := range whole.Changes {
				sameChange(t, was.N, c, was.Changes[i])
			}
		}
		_, err := r.entryAt(uint64(len(old.entries)) + 1)
		if !isNotFound(err) {
			t.Errorf("there are more entries than there were: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func sameChange(t *testing.T, n uint64, c domain.Change, was oneChange) {
	t.Helper()
	if c.Ref != was.Ref {
		t.Errorf("entry %d changed %s, and now %s", n, was.Ref, c.Ref)
	}
	for _, side := range []struct {
		is  domain.Record
		was json.RawMessage
	}{{c.Before, was.Before}, {c.After, was.After}} {
		var text []byte
		if side.is != nil {
			text = must[[]byte](t)(json.Marshal(side.is))
		}
		if !bytes.Equal(text, side.was) {
			t.Errorf("entry %d has %s as\n%s, and had\n%s", n, c.Ref, text, side.was)
		}
	}
}

// sameHistory asks for the history of each record, also of those that are gone.
func sameHistory(t *testing.T, b *Book, old oneBook) {
	t.Helper()
	of := map[domain.Ref][]uint64{}
	for n := uint64(1); n <= uint64(len(old.entries)); n++ {
		for ref := range old.changed[n] {
			of[ref] = append(of[ref], n)
		}
	}
	gone := 0
	for ref, want := range of {
		var got []uint64
		for _, e := range must[[]domain.Entry](t)(b.Journal(context.Background(), 0, 0, false, &ref)) {
			got = append(got, e.N)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s was changed by %v, and is said to have been by %v", ref, want, got)
		}
		if old.records[ref] == "" {
			gone++
		}
	}
	if gone == 0 {
		t.Error("no record was taken out of the old book")
	}
}

// putVersions doctors what a file says of its layout.
func putVersions(tx *bolt.Tx, version, reads string) error {
	meta := tx.Bucket(bucketMeta)
	err := meta.Put(keySchema, seal.Value(bucketMeta, keySchema, 0, []byte(version)))
	return errors.Join(err, meta.Put(keyReads, seal.Value(bucketMeta, keyReads, 0, []byte(reads))))
}

// TestUndoAfterMigration takes back what an older belay did, one by one from the
// newest, and does it again: a project, and an import that made, changed and
// brought back leads.
func TestUndoAfterMigration(t *testing.T) {
	ctx := context.Background()
	path := golden(t, 1)
	old := readOneBook(t, path)
	head := uint64(len(old.entries))
	c := &clock{old.entries[head-1].At.Add(time.Minute)}
	b := must[*Book](t)(Open(path, options(c)))
	state := func() map[domain.Ref]string { return whole(t, b) }
	before := state()
	if u := must[domain.Undoable](t)(b.Undoable(ctx)); u.Entry != head || u.Why != nil {
		t.Fatalf("an undo means %+v", u)
	}
	apply(t, b, domain.Undo{Entry: head}, domain.Undo{Entry: head - 1})
	if now := state(); len(now) >= len(before)-1 || len(old.changed[head-1]) < 2 {
		t.Errorf("there were %d records and are %d", len(before), len(now))
	}
	if err := b.Check(ctx); err != nil {
		t.Fatal(err)
	}
	apply(t, b, domain.Undo{Entry: head + 2}, domain.Undo{Entry: head + 1})
	if !maps.Equal(state(), before) {
		t.Error("what was taken back and done again is not as it was")
	}
	if err := b.Check(ctx); err != nil {
		t.Fatal(err)
	}
	taken, superseded := 0, 0
	for _, e := range old.entries {
		if e.Command != onesImport || e.N == head-1 {
			continue
		}
		_, err := b.Apply(ctx, domain.Undo{Entry: e.N})
		switch {
		case err == nil:
			taken++
		case errors.Is(err, domain.Refused("undo.superseded")):
			superseded++
		default:
			t.Error(err)
		}
	}
	if taken != 1 || superseded != 2 { // one was never touched again
		t.Errorf("%d imports were taken back, %d could not be", taken, superseded)
	}
	if err := b.Check(ctx); err != nil {
		t.Error(err)
	}
}

// whole is all records of a book, as JSON.
func whole(t testing.TB, b *Book) map[domain.Ref]string {
	t.Helper()
	all := map[domain.Ref]string{}
	for ref, rec := range records(t, b) {
		all[ref] = string(must[[]byte](t)(json.Marshal(rec)))
	}
	return all
}

// records are all records of a book.
func records(t testing.TB, b *Book) map[domain.Ref]domain.Record {
	t.Helper()
	all := map[domain.Ref]domain.Record{}
	err := b.view(context.Background(), "read all", func(r *reader) error {
		for _, k := range domain.Kinds() {
			for row := range r.tail.next[k] {
				if r.tail.rows[k][row] == nil && r.absent(k, row) {
					continue
				}
				s, there, err := r.inRow(k, row)
				if err != nil {
					return err
				}
				if there {
					all[s.record.Ref()] = s.record
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
