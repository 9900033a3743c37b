package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/belay-tui/belay/domain/hostile"
	"github.com/belay-tui/belay/store"
)

// logIn is the log of somebody whose home is a new folder.
func logIn(t *testing.T) *errorLog {
	t.Helper()
	a := demoApp(t)
	home := t.TempDir()
	a.env = func(name string) string {
		return map[string]string{"HOME": home, "LocalAppData": home, "XDG_STATE_HOME": filepath.Join(home, "state")}[name]
	}
	a.doing = "leads"
	return a.errLog()
}

func TestLogIsForThisPersonAlone(t *testing.T) {
	l := logIn(t)
	if _, err := os.Lstat(filepath.Dir(l.path)); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("it makes a folder before there is anything to write: %v", err)
	}
	if err := l.Write(errors.Join(errors.New("read lead 7F3K9: Ada <ada@acme.example> is gone"), errors.New("two"))); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(l.path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	if !strings.HasPrefix(text, "2026-11-21T09:00:00Z [") || !strings.Contains(text, " leads: read lead 7F3K9") ||
		!strings.HasSuffix(text, "(address)> is gone; two\n") || strings.Contains(text, "ada@") || strings.Count(text, "\n") != 1 {
		t.Errorf("it holds %q", text)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for path, want := range map[string]fs.FileMode{l.path: 0o600, filepath.Dir(l.path): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v, want %v", path, info.Mode(), err, want)
		}
	}
	if err := os.Chmod(l.path, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := l.Write(errors.New("three")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(l.path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("one that others may read becomes %v, %v", info.Mode(), err)
	}
}

func TestLogHasWhatIsBehindASentence(t *testing.T) {
	l := logIn(t)
	if err := l.Write(inWords{"Choose an editor.", nil}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(l.path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it holds what people were told in full: %v", err)
	}
	if err := l.Write(inWords{"The editor did not work.", errors.New("exit status 3")}); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(l.path); err != nil || !strings.HasSuffix(string(b), " leads: exit status 3\n") {
		t.Errorf("it holds %q, %v", b, err)
	}
}

func TestLogIsHarmless(t *testing.T) {
	l := logIn(t)
	for what, attack := range hostile.Texts {
		if err := l.Write(errors.New("field " + attack + strings.Repeat("é", mostLogLine))); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(l.path)
		if err != nil {
			t.Fatal(err)
		}
		line := strings.TrimSuffix(string(b), "\n")
		if found := hostile.Sign(line, ""); found != "" {
			t.Errorf("%s: holds %s", what, found)
		}
		if len(line) > mostLogLine+200 {
			t.Errorf("%s: holds %d bytes", what, len(line))
		}
		if err := os.Remove(l.path); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLogIsBounded(t *testing.T) {
	l := logIn(t)
	long := errors.New(strings.Repeat("x", mostLogLine))
	for range 2*mostLog/mostLogLine + 10 {
		if err := l.Write(long); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(l.path + "*")
	if err != nil || len(files) != 2 {
		t.Fatalf("there are %v, %v", files, err)
	}
	for _, f := range files {
		if info, err := os.Stat(f); err != nil || info.Size() > mostLog {
			t.Errorf("%s has %d bytes, %v", f, info.Size(), err)
		}
	}
}

func TestLogIsNoLink(t *testing.T) {
	l := logIn(t)
	if err := os.MkdirAll(filepath.Dir(l.path), 0o700); err != nil {
		t.Fatal(err)
	}
	victim := filepath.Join(t.TempDir(), "victim")
	if err := os.Symlink(victim, l.path); err != nil {
		t.Skip(err)
	}
	if err := l.Write(errors.New("x")); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("through a link: %v", err)
	}
	if _, err := os.Lstat(victim); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the link was followed: %v", err)
	}
}

// What the screen says of an error has no text of a library in it.
func TestSentencesAreOurs(t *testing.T) {
	a := demoApp(t)
	home := t.TempDir()
	a.env = func(name string) string {
		return map[string]string{"HOME": home, "LocalAppData": home, "XDG_STATE_HOME": filepath.Join(home, "state")}[name]
	}
	for what, err := range map[string]error{
		"damage": &store.DamagedError{Path: "book.db", What: "assertion failed: page 4"},
		"full":   fmt.Errorf("assertion failed: %w", &fs.PathError{Op: "write", Path: "book.db", Err: syscall.ENOSPC}),
		"denied": fmt.Errorf("assertion failed: %w", &fs.PathError{Op: "open", Path: "book.db", Err: fs.ErrPermission}),
		"held":   &store.HeldError{Path: "book.db"},
	} {
		said := a.sentence(err)
		if said == "" || strings.Contains(said, "assertion") || !strings.HasSuffix(said, ".") || strings.Contains(said, "⟦") {
			t.Errorf("%s: says %q", what, said)
		}
	}
	if said := a.sentence(errors.New("assertion failed")); said != "" {
		t.Errorf("an unknown error: %q", said)
	}
}
