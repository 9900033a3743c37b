package file

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// disk mounts a small file system, or skips the test.
func disk(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skip("no disk of its own for this test:", err)
	}
	t.Cleanup(func() { check(t, syscall.Unmount(dir, syscall.MNT_DETACH)) })
	return dir
}

// fill takes all but so many bytes of a disk.
func fill(t *testing.T, dir string, leave int64) {
	t.Helper()
	var s syscall.Statfs_t
	check(t, syscall.Statfs(dir, &s))
	size := int64(s.Bavail)*s.Bsize - leave
	check(t, os.WriteFile(filepath.Join(dir, "ballast"), make([]byte, max(size, 0)), 0o600))
}

// TestFullDisk runs out of space at each growth: what was there stays, what was
// begun leaves nothing, and all goes on once there is space.
func TestFullDisk(t *testing.T) {
	dir := disk(t, "size=6m")
	path := filepath.Join(dir, "book.db")
	good := load(t, newBook(t, 60))
	check(t, os.WriteFile(path, good, 0o600))
	used := must[Header](t)(ReadHeader(path)).Used
	for leave := int64(0); leave < used/2; leave += used/8 + 4096 {
		fill(t, dir, leave)
		before := len(names(t, dir))
		err := Copy(ctx, source(path, 60), filepath.Join(dir, "copy.db"), nil)
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%d bytes left: copied: %v", leave, err)
		}
		if _, err := Restore(ctx, path, filepath.Join(dir, "new.db"), job); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%d bytes left: restored: %v", leave, err)
		}
		if _, err := Compact(ctx, path, job); !errors.Is(err, syscall.ENOSPC) && !isDamaged(err) {
			t.Errorf("%d bytes left: compacted: %v", leave, err)
		}
		if err := Create(filepath.Join(dir, "made.db"), func(tx *bolt.Tx) error {
			return put(tx, leads, number(1), 1, strings.Repeat("x", int(used)))
		}, nil); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%d bytes left: made: %v", leave, err)
		}
		if left := names(t, dir); len(left) != before {
			t.Errorf("%d bytes left: left behind %v", leave, left)
		}
		holds(t, path, 60)
		check(t, os.Remove(filepath.Join(dir, "ballast")))
	}
	must[Sizes](t)(Compact(ctx, path, job))
	holds(t, path, 60)
}

// TestFullDiskInBackups fails a backup and keeps those that are there.
func TestFullDiskInBackups(t *testing.T) {
	dir := disk(t, "size=6m")
	path := filepath.Join(dir, "book.db")
	check(t, os.WriteFile(path, load(t, newBook(t, 60)), 0o600))
	for n := range 3 {
		must[Backup](t)(backUp(t, path, BeforeImport, uint64(n), at, nil))
	}
	fill(t, dir, 8<<10)
	if _, err := backUp(t, path, BeforeImport, 9, at, nil); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("backed up: %v", err)
	}
	if left := names(t, BackupFolder(path)); len(left) != 3 {
		t.Errorf("left %v", left)
	}
}

func TestReadOnlyDisk(t *testing.T) {
	dir := disk(t, "size=6m")
	path := filepath.Join(dir, "book.db")
	check(t, os.WriteFile(path, load(t, newBook(t, 6)), 0o600))
	check(t, os.Chmod(path, 0o644))
	check(t, syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	holds(t, path, 6)
	if _, err := Open(ctx, path, ForWriting, patience); !errors.Is(err, syscall.EROFS) {
		t.Errorf("opened: %v", err)
	}
	if _, err := backUp(t, path, Daily, 6, at, nil); !errors.Is(err, syscall.EROFS) {
		t.Errorf("backed up: %v", err)
	}
	if _, err := Compact(ctx, path, job); !errors.Is(err, syscall.EROFS) {
		t.Errorf("compacted: %v", err)
	}
	if all := must[[]Notice](t)(Care(path, true)); len(all) == 0 || all[0].Kind != Exposed {
		t.Errorf("notices: %v", all)
	}
	// From there to elsewhere.
	book := filepath.Join(t.TempDir(), "book.db")
	must[string](t)(Restore(context.Background(), path, book, job))
	holds(t, book, 6)
}

func TestMountType(t *testing.T) {
	const mounts = `/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
ann@x:/ /home/ann/far\040away fuse.sshfs rw 0 0
/dev/sdb1 /media/usb fuseblk rw 0 0
drive: /home/ann/far\040away/drive fuse.rclone rw 0 0
broken
`
	for folder, want := range map[string]string{
		"/home/ann":                  "ext4",
		"/home/ann/far away":         "fuse.sshfs",
		"/home/ann/far away/x":       "fuse.sshfs",
		"/home/ann/far awayx":        "ext4",
		"/home/ann/far away/drive/b": "fuse.rclone",
		"/media/usb/b":               "fuseblk",
	} {
		if got := mountType(bufio.NewScanner(strings.NewReader(mounts)), folder); got != want {
			t.Errorf("%s is on %q", folder, got)
		}
	}
	for kind, want := range map[string]string{"fuse.sshfs": "sshfs", "fuse.rclone": "rclone", "fuseblk": "", "fuse.ntfs-3g": "", "virtiofs": "", "": ""} {
		if got := fuseNetwork(kind); got != want {
			t.Errorf("%s is %q", kind, got)
		}
	}
	if name := networkOf(t.TempDir()); name != "" {
		fmt.Println("the tests run on", name)
	}
}
