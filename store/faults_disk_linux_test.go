package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// smallDisk is a file system in memory of so many KiB.
func smallDisk(t *testing.T, size int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("none", dir, "tmpfs", 0, fmt.Sprintf("size=%dk", size)); err != nil {
		t.Skip("no file systems can be made here:", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill writes a file until the disk is full but for some bytes.
func fill(t *testing.T, dir string, but int) {
	t.Helper()
	f := must[*os.File](t)(os.Create(filepath.Join(dir, "ballast")))
	block, n := make([]byte, 4096), 0
	for {
		k, err := f.Write(block)
		n += k
		if errors.Is(err, syscall.ENOSPC) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(f.Truncate(int64(max(0, n-but))), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// answersIn are what a copy of a book answers about all its records.
func answersIn(t *testing.T, book []byte, now *clock) ([]domain.Ref, []answer) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "before.db")
	if err := os.WriteFile(path, book, 0o600); err != nil {
		t.Fatal(err)
	}
	b := must[*Book](t)(Open(path, options(now)))
	refs := must[[]domain.Ref](t)(refsIn(b))
	return refs, answers(b, refs)
}

// TestDiskFull has disks of many sizes run full while a script goes on: the
// step that no longer fits says so and changes nothing, reading goes on, and
// once there is room the script goes on too.
func TestDiskFull(t *testing.T) {
	ctx := context.Background()
	full, left := map[string]int{}, 0
	for n := range rounds(t, 14) {
		dir := smallDisk(t, 300+n%60*37)
		path := filepath.Join(dir, "book.db")
		must[*Book](t)(Create(path, options(&clock{start})))
		s := must[*script](t)(scripted(path, uint64(n)))
		s.batches = n%3 == 2
		if err := s.setUp(); err != nil {
			t.Fatal(err)
		}
		fill(t, dir, (n%60+n/60)*16<<10)
		twin := filepath.Join(t.TempDir(), "twin.db")
		var before []byte // the book before the step
		i, err := 0, error(nil)
		for ; err == nil && i < 300; i++ {
			before = must[[]byte](t)(os.ReadFile(path))
			now := s.c.t
			if err = s.step(i + 1); err != nil {
				s.c.t = now
			}
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("disk %d, step %d: %v", n, i, err)
		}
		refs, was := answersIn(t, before, s.c)
		if d := difference(answers(s.b, refs), was); d != "" {
			t.Fatalf("disk %d, step %d: %s", n, i, d)
		}
		if err := s.b.Check(ctx); err != nil {
			t.Fatalf("disk %d, step %d: %v", n, i, err)
		}
		full[fmt.Sprint("left over ", leftOver(t, s.b) > 0)]++
		left += leftOver(t, s.b)
		if err := os.Remove(filepath.Join(dir, "ballast")); err != nil {
			t.Fatal(err)
		}
		if err := s.step(i); err != nil && !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("disk %d, step %d again: %v", n, i, err)
		}
		// The rest goes on elsewhere, where there is room for sure.
		content := must[[]byte](t)(os.ReadFile(path))
		if err := os.WriteFile(twin, content, 0o600); err != nil {
			t.Fatal(err)
		}
		there := must[*Book](t)(Open(twin, options(&clock{start})))
		if _, err := there.Import(ctx, leadsFile, slices.Values([]domain.Command{row(4_000_000, "", "The last")}), nil); err != nil {
			t.Fatal(err)
		}
		if n := leftOver(t, there); n > 0 {
			t.Errorf("%d keys are left over after an import", n)
		}
		if err := errors.Join(s.b.Check(ctx), there.Check(ctx)); err != nil {
			t.Fatalf("disk %d, step %d again: %v", n, i, err)
		}
	}
	t.Logf("%v, %d keys left over", full, left)
}
