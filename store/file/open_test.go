package file

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

func TestOpenRefusesWhatIsNoBook(t *testing.T) {
	path := newBook(t, 40)
	good, used := load(t, path), must[Header](t)(ReadHeader(path)).Used
	noHeader := bytes.Clone(good)
	clear(noHeader[metaAt:][:metaLen])
	clear(noHeader[os.Getpagesize()+metaAt:][:metaLen])
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"empty", nil, "empty"},
		{"one byte", []byte("x"), "not a book"},
		{"text", bytes.Repeat([]byte("id,name\n"), 9000), "not a book"},
		{"zeros", make([]byte, 64<<10), "not a book"},
		{"half", good[:used/2], "cut short"},
		{"without its end", good[:used-1], "cut short"},
		{"first page only", good[:4096], ""},
		{"no header", noHeader, "not a book"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := fileOf(t, c.content)
			old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
			check(t, os.Chtimes(path, old, old))
			for _, how := range []Access{ForReading, ForWriting, ForLong} {
				if _, err := Open(ctx, path, how, patience); !isDamaged(err) || !strings.Contains(err.Error(), c.want) {
					t.Errorf("opened: %v", err)
				}
			}
			if err := Check(ctx, path); !isDamaged(err) {
				t.Errorf("checked: %v", err)
			}
			if err := Create(path, nil, nil); !errors.Is(err, ErrExists) {
				t.Errorf("made: %v", err)
			}
			info := must[fs.FileInfo](t)(os.Stat(path))
			if !bytes.Equal(load(t, path), c.content) || !info.ModTime().Equal(old) {
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
	cases := map[string]error{
		filepath.Join(dir, "none.db"):         ErrNoBook,
		filepath.Join(dir, "none", "book.db"): ErrNoBook,
		link:                                  ErrNoBook,
		dir:                                   ErrDirectory,
	}
	if runtime.GOOS != "windows" {
		cases[os.DevNull] = ErrDirectory
		cases[pipe(t)] = ErrDirectory
		cases[socket(t)] = ErrDirectory
	}
	for path, want := range cases {
		for _, how := range []Access{ForReading, ForWriting} {
			if _, err := Open(ctx, path, how, patience); !errors.Is(err, want) {
				t.Errorf("opened %s: %v", path, err)
			}
		}
		if _, err := StampOf(path); !errors.Is(err, want) {
			t.Errorf("stamp of %s: %v", path, err)
		}
		if _, err := Salvage(ctx, path, known, nil); !errors.Is(err, want) {
			t.Errorf("salvaged %s: %v", path, err)
		}
		if _, err := Mend(ctx, path, patience); !errors.Is(err, want) {
			t.Errorf("mended %s: %v", path, err)
		}
		if _, err := Compact(ctx, path, Job{Timeout: patience}); !errors.Is(err, want) {
			t.Errorf("compacted %s: %v", path, err)
		}
	}
	for _, path := range []string{link, dir} {
		if err := Create(path, nil, nil); !errors.Is(err, ErrExists) {
			t.Errorf("made over %s: %v", path, err)
		}
	}
	if left := names(t, dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func socket(t *testing.T) string {
	t.Helper()
	// The path of a socket must be short.
	dir := must[string](t)(os.MkdirTemp("", "s"))
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	path := filepath.Join(dir, "book.db")
	l := must[net.Listener](t)(net.Listen("unix", path))
	t.Cleanup(func() { _ = l.Close() })
	return path
}

func TestCreateIsPrivateAndWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	path := filepath.Join(dir, "book.db")
	bad := errors.New("no")
	if err := Create(path, func(*bolt.Tx) error { return bad }, nil); !errors.Is(err, bad) {
		t.Errorf("made: %v", err)
	}
	if left := names(t, dir); len(left) != 0 {
		t.Errorf("a book that failed left %v", left)
	}
	if err := Create(path, func(tx *bolt.Tx) error { return add(tx, 1) }, func(made string) error {
		holds(t, made, 1)
		if left := names(t, dir); len(left) != 1 || left[0] == filepath.Base(path) {
			t.Errorf("before it has its name there is %v", left)
		}
		return bad
	}); !errors.Is(err, bad) {
		t.Errorf("made: %v", err)
	}
	if left := names(t, dir); len(left) != 0 {
		t.Errorf("a book that was not filled left %v", left)
	}
	check(t, Create(path, func(tx *bolt.Tx) error { return add(tx, 1) }, nil))
	holds(t, path, 1)
	if left := names(t, dir); len(left) != 1 {
		t.Errorf("beside the book: %v", left)
	}
	if runtime.GOOS == "windows" {
		t.Skip("no such modes")
	}
	for p, want := range map[string]fs.FileMode{path: 0o600, dir: 0o700, filepath.Dir(dir): 0o700} {
		if m := must[fs.FileInfo](t)(os.Stat(p)).Mode().Perm(); m != want {
			t.Errorf("mode of %s: %o", p, m)
		}
	}
}

func TestOpenFollowsLinks(t *testing.T) {
	path := newBook(t, 3)
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	write(t, link, 4, 5)
	holds(t, path, 5)
	if NotePath(link) != NotePath(path) || BackupFolder(link) != BackupFolder(path) {
		t.Error("a book has two notes or two folders of backups")
	}
}

func TestHeld(t *testing.T) {
	path := newBook(t, 3)
	release := lock(t, path)
	LeaveNote(path, "belay import leads", at)
	for _, how := range []Access{ForReading, ForWriting} {
		_, err := Open(ctx, path, how, 20*time.Millisecond)
		var held *HeldError
		if !errors.As(err, &held) || held.Path != path || !strings.Contains(held.Holder, "belay import leads, process ") {
			t.Errorf("opened: %v", err)
		}
	}
	var held *HeldError
	if _, err := Mend(ctx, path, time.Millisecond); runtime.GOOS != "windows" && !errors.As(err, &held) {
		t.Errorf("mended: %v", err)
	}
	if _, err := Compact(ctx, path, Job{Timeout: time.Millisecond}); !errors.As(err, &held) {
		t.Errorf("compacted: %v", err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := Open(stopped, path, ForReading, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("opened after cancel: %v", err)
	}
	RemoveNote(path)
	if note := ReadNote(path); note != "" {
		t.Errorf("note %q", note)
	}
	release()
	holds(t, path, 3)
}

func TestReadersShareAndWritersWait(t *testing.T) {
	path := newBook(t, 3)
	first := must[*Handle](t)(Open(ctx, path, ForReading, patience))
	second := must[*Handle](t)(Open(ctx, path, ForReading, patience))
	if _, err := Open(ctx, path, ForWriting, time.Millisecond); err == nil {
		t.Error("wrote beside readers")
	}
	check(t, first.Close())
	done := make(chan error)
	go func() {
		h, err := Open(ctx, path, ForWriting, patience)
		if err == nil {
			err = h.Close()
		}
		done <- err
	}()
	check(t, second.Close())
	check(t, <-done)
}

// TestOpenAfterTheFileWasReplaced waits for a file that somebody restores or
// compacts meanwhile: what it then gets the lock of is nobody's book.
func TestOpenAfterTheFileWasReplaced(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file keeps its name here")
	}
	path, other := newBook(t, 3), newBook(t, 7)
	f, release, err := lockRaw(ctx, path, patience)
	check(t, err)
	done := make(chan error)
	go func() {
		h, err := Open(ctx, path, ForWriting, patience)
		if err == nil {
			err = errors.Join(h.Update("add", func(tx *bolt.Tx) error { return add(tx, 8) }), h.Close())
		}
		done <- err
	}()
	check(t, os.Rename(other, path))
	if err := isStill(path, f); !errors.Is(err, errHeld) {
		t.Errorf("the file is still it: %v", err)
	}
	check(t, release())
	check(t, release())
	check(t, <-done)
	holds(t, path, 8)
}

func TestNote(t *testing.T) {
	path := newBook(t, 1)
	for _, c := range []struct{ name, note, want string }{
		{"plain", "belay, since yesterday\n", "belay, since yesterday"},
		{"hostile", "a\x1b]0;x\x07b\u202ec\x9b2J\n", "a]0;xbc2J"},
		{"long", strings.Repeat("x", 2000), ""},
		{"of a process that ended", "belay, process 2147483646, since 2026", map[bool]string{true: "belay, process 2147483646, since 2026"}[runtime.GOOS == "windows"]},
	} {
		check(t, os.WriteFile(NotePath(path), []byte(c.note), 0o600))
		if got := ReadNote(path); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	victim := fileOf(t, []byte("mine"))
	check(t, os.Remove(NotePath(path)))
	if err := os.Symlink(victim, NotePath(path)); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if got := ReadNote(path); got != "" {
		t.Errorf("through a link: %q", got)
	}
	LeaveNote(path, "", at)
	if string(load(t, victim)) != "mine" || !strings.HasPrefix(ReadNote(path), "belay, process ") {
		t.Error("a note was left through a link")
	}
}

func TestStampTellsCommits(t *testing.T) {
	path := newBook(t, 3)
	met := map[Stamp]bool{}
	for n := uint64(4); n < 24; n++ {
		met[must[Stamp](t)(StampOf(path))] = true
		met[must[Stamp](t)(StampOf(path))] = true
		write(t, path, n, n)
	}
	if len(met) != 20 {
		t.Errorf("%d stamps of 20 states", len(met))
	}
}
