package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/seal"
	bolt "go.etcd.io/bbolt"
)

// headAt is the last journal entry of the book at a path, which is whole.
func headAt(t *testing.T, path string) uint64 {
	t.Helper()
	o := options(&clock{start})
	if err := CheckFile(context.Background(), path, o); err != nil {
		t.Fatal(err)
	}
	return must[uint64](t)(must[*Book](t)(Open(path, o)).Head(context.Background()))
}

func TestBackUpAndRestore(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	for n := range 10 {
		apply(t, b, offer(n+1, "Acme"))
	}
	before := must[uint64](t)(b.Head(ctx))
	byHand := must[Backup](t)(b.BackUp(ctx, BackupByHand))
	daily := must[Backup](t)(b.BackUp(ctx, DailyBackup))
	if byHand.Head != before || !byHand.At.Equal(start) || !slices.Equal(must[[]Backup](t)(b.Backups()), []Backup{byHand, daily}) {
		t.Errorf("backed up %v, listed %v", byHand, must[[]Backup](t)(b.Backups()))
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := b.CopyTo(ctx, copied); err != nil {
		t.Fatal(err)
	}
	if err := b.CopyTo(ctx, copied); !errors.Is(err, ErrExists) {
		t.Errorf("copied over a file: %v", err)
	}
	apply(t, b, offer(20, "Bolt"))
	kept := must[string](t)(Restore(ctx, byHand.Path, b.Path(), options(c)))
	for path, want := range map[string]uint64{b.Path(): before, byHand.Path: before, daily.Path: before, copied: before, kept: before + 1} {
		if head := headAt(t, path); head != want {
			t.Errorf("%s has %d entries, not %d", path, head, want)
		}
	}
	// The open book goes on with what was restored.
	if _, err := b.Lead(ctx, id(20)); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("read what came after the backup: %v", err)
	}
	apply(t, b, offer(21, "Crow"))
	headAt(t, b.Path())
}

// TestNoBackupOfDamage does not take a copy for a backup in which a value is
// damaged, though all of its pages are sound.
func TestNoBackupOfDamage(t *testing.T) {
	ctx, c := context.Background(), &clock{start}
	b := must[*Book](t)(Open(copyOf(t, sample(t)), options(c)))
	edit(t, b.Path(), func(tx *bolt.Tx) error {
		return tx.Bucket(bucketJournal).Put(numberKey(3), seal.Value(bucketJournal, numberKey(3), 3, []byte("?")))
	})
	var d *DamagedError
	if _, err := b.BackUp(ctx, BackupByHand); !errors.As(err, &d) {
		t.Errorf("backed up: %v", err)
	}
	if err := b.CopyTo(ctx, b.Path()+".copy"); !errors.As(err, &d) {
		t.Errorf("copied: %v", err)
	}
	other, _ := newTestBook(t)
	apply(t, other, offer(1, "Acme"))
	if _, err := Restore(ctx, b.Path(), other.Path(), options(c)); !errors.As(err, &d) {
		t.Errorf("restored: %v", err)
	}
	if _, err := b.Compact(ctx); !errors.As(err, &d) {
		t.Errorf("compacted: %v", err)
	}
	if err := CheckFile(ctx, b.Path(), options(c)); !errors.As(err, &d) || d.Repairable {
		t.Errorf("checked: %v", err)
	}
	if _, err := RepairFile(ctx, b.Path(), options(c)); !errors.As(err, &d) {
		t.Errorf("repaired: %v", err)
	}
	headAt(t, other.Path())
}

func TestCompact(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	for n := range 10 {
		apply(t, b, offer(n+1, "Acme"))
	}
	head := must[uint64](t)(b.Head(ctx))
	s := must[Sizes](t)(b.Compact(ctx))
	if s.After >= s.Before || headAt(t, b.Path()) != head {
		t.Errorf("sizes %+v", s)
	}
	apply(t, b, offer(20, "Bolt"))
	headAt(t, b.Path())
}

// loseHeader makes the newer half of a file's header unreadable.
func loseHeader(t *testing.T, path string) {
	t.Helper()
	content := must[[]byte](t)(os.ReadFile(path))
	const at, length, commit = 16, 64, 48
	first, second := content[at:], content[os.Getpagesize()+at:]
	if binary.NativeEndian.Uint64(second[commit:]) > binary.NativeEndian.Uint64(first[commit:]) {
		first = second
	}
	clear(first[:length])
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestRepairFileAfterTheHeaderWasLost(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	for n := range 10 {
		apply(t, b, offer(n+1, "Acme"))
	}
	want := must[domain.Lead](t)(b.Lead(ctx, id(10)))
	head := must[uint64](t)(b.Head(ctx))
	loseHeader(t, b.Path())
	if err := CheckFile(ctx, b.Path(), options(c)); !errors.Is(err, ErrOldState) {
		t.Fatalf("checked: %v", err)
	}
	m := must[Mended](t)(RepairFile(ctx, b.Path(), options(c)))
	if m != (Mended{Header: true, Entries: 1}) || headAt(t, b.Path()) != head {
		t.Errorf("mended %+v", m)
	}
	if got := must[domain.Lead](t)(must[*Book](t)(Open(b.Path(), options(c))).Lead(ctx, id(10))); got.Company != want.Company {
		t.Errorf("put back %v", got)
	}
	if m := must[Mended](t)(RepairFile(ctx, b.Path(), options(c))); m != (Mended{}) {
		t.Errorf("mended what is whole: %+v", m)
	}
}

// TestRepairFileLeavesAnImport does not put back the entry of an import
// without what it imported.
func TestRepairFileLeavesAnImport(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	apply(t, b, offer(1, "Acme"))
	rows := []domain.Command{row(2, "P2", "Bolt"), row(3, "P3", "Crow")}
	if _, err := b.Import(ctx, leadsFile, slices.Values(rows), func(Row) error { return nil }); err != nil {
		t.Fatal(err)
	}
	path := copyOf(t, must[[]byte](t)(os.ReadFile(b.Path())))
	loseHeader(t, path)
	before := must[[]byte](t)(os.ReadFile(path))
	var d *DamagedError
	if _, err := RepairFile(ctx, path, options(c)); !errors.As(err, &d) || !errors.Is(err, ErrOldState) {
		t.Errorf("repaired: %v", err)
	}
	if !bytes.Equal(before, must[[]byte](t)(os.ReadFile(path))) {
		t.Error("the file was changed")
	}
}

func TestRepairFileMakesIndexes(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	for n := range 10 {
		apply(t, b, offer(n+1, "Acme"))
	}
	if err := b.Repair(ctx); err != nil { // so that there is something to damage
		t.Fatal(err)
	}
	edit(t, b.Path(), func(tx *bolt.Tx) error {
		cursor := tx.Bucket(bucketSets).Cursor()
		k, v := cursor.First()
		v = bytes.Clone(v)
		v[len(v)-1] ^= 1
		return tx.Bucket(bucketSets).Put(bytes.Clone(k), v)
	})
	if err := CheckFile(ctx, b.Path(), options(c)); err == nil || !repairable(err) {
		t.Fatalf("checked: %v", err)
	}
	if m := must[Mended](t)(RepairFile(ctx, b.Path(), options(c))); m != (Mended{Indexes: true}) {
		t.Errorf("mended %+v", m)
	}
	headAt(t, b.Path())
}

func TestRepairable(t *testing.T) {
	yes, no := &DamagedError{Repairable: true}, &DamagedError{}
	for i, c := range []struct {
		err  error
		want bool
	}{
		{nil, false}, {errors.New("x"), false}, {yes, true}, {no, false}, {errors.Join(yes, yes), true}, {errors.Join(yes, no), false},
		{errors.Join(yes, errors.New("x")), false}, {domain.Refused("x"), false},
	} {
		if got := c.err != nil && repairable(c.err); got != c.want {
			t.Errorf("case %d: %v", i, got)
		}
	}
}
