package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/store/seal"
)

// olderBook unpacks a book of the first schema.
func olderBook(t *testing.T) string {
	t.Helper()
	packed, err := os.Open(filepath.Join("..", "..", "store", "testdata", "v1.db.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close() //nolint:errcheck // it was read
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "book.db")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestOlderBook brings a book up to date and says so, once, beside the answer.
func TestOlderBook(t *testing.T) {
	belay := func(args ...string) (out, errOut string, code int) {
		var o, e bytes.Buffer
		code = run(t.Context(), args, strings.NewReader(""), &o, &e, func(string) string { return "" })
		return o.String(), e.String(), code
	}
	path := olderBook(t)
	out, errOut, code := belay("book", "check", "--book", path)
	if want := "an older belay wrote the book " + path; code != exitFailed || !strings.Contains(errOut, want) {
		t.Errorf("checked as it is: code %d, %s%s", code, out, errOut)
	}
	first, errOut, code := belay("book", "info", "--book", path)
	if code != exitDone || !strings.HasPrefix(errOut, "Brought the book up to date. As it was it is kept in "+path+".backups") || strings.Count(errOut, "\n") != 1 {
		t.Errorf("code %d, %s", code, errOut)
	}
	if _, errOut, code := belay("book", "info", "--book", path); code != exitDone || errOut != "" {
		t.Errorf("again: code %d, %s", code, errOut)
	}
	if !strings.Contains(first, "Leads            81") {
		t.Errorf("it is said to have %s", first)
	}
	if out, errOut, code := belay("book", "info", "--json", "--book", olderBook(t)); code != exitDone || errOut != "" || !strings.HasPrefix(out, "{") {
		t.Errorf("as JSON: code %d, %s%s", code, out, errOut)
	}
	stuck := olderBook(t)
	if err := os.WriteFile(stuck+".backups", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, errOut, code := belay("leads", "--book", stuck); code != exitFailed || !strings.Contains(errOut, "could not be brought up to date") {
		t.Errorf("without a backup: code %d, %s", code, errOut)
	}
}

// TestNewerBook shows a book that a newer belay allows to be read, and refuses
// to change it.
func TestNewerBook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.db")
	belay := func(args ...string) (string, int) {
		var o bytes.Buffer
		code := run(t.Context(), append(args, "--book", path), strings.NewReader(""), &o, &o, func(string) string { return "" })
		return o.String(), code
	}
	if out, code := belay("demo", "--write", path, "--leads", "5", "--projects", "2"); code != exitDone {
		t.Fatal(out)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sealed := func(version string) []byte { return seal.Value([]byte("meta"), []byte("schema"), 0, []byte(version)) }
	newer := bytes.ReplaceAll(file, sealed("3"), sealed("9"))
	if err := os.WriteFile(path, newer, 0o600); err != nil || bytes.Equal(file, newer) {
		t.Fatal("the book does not say which schema it has", err)
	}
	for _, args := range [][]string{{"leads"}, {"projects"}, {"journal"}, {"stats"}, {"plan"}, {"reminders"}, {"book", "info"}, {"book", "check"}, {"book", "backup"}} {
		if out, code := belay(args...); code != exitDone {
			t.Errorf("%v: code %d, %s", args, code, out)
		}
	}
	for _, args := range [][]string{{"undo", "--yes"}, {"setup", "--domain", "a.example"}} {
		out, code := belay(args...)
		if code != exitRefused || !strings.Contains(out, "A newer belay wrote this book (schema 9); this one reads it and cannot change it.") {
			t.Errorf("%v: code %d, %s", args, code, out)
		}
	}
}

// TestBooksOfOthers tells of books that this belay cannot use, or not wholly.
func TestBooksOfOthers(t *testing.T) {
	for _, c := range []struct {
		err     error
		code    string
		says    string
		refused bool
	}{
		{&store.NewerError{Path: "b.db", Version: 9, Known: 2}, "book.newer", "b.db (schema 9, this one reads 2); update belay", false},
		{&store.NewerError{Path: "b.db", Version: 9, Known: 2, Readable: true}, "book.newer", "(schema 9); this one reads it and cannot change it. Update belay.", true},
		{&store.OlderError{Path: "b.db", Version: 1, Known: 2}, "book.older", "belay book info brings it up to date", false},
		{&store.OlderError{Path: "b.db", Version: 1, Known: 2, Err: &fs.PathError{Op: "open", Path: "b.db", Err: fs.ErrPermission}}, "book.older", "brought up to date: you may not use b.db", false},
	} {
		told := testApp(&bytes.Buffer{}).tell(atPath("b.db", c.err))
		if told.Code != c.code || !strings.Contains(told.Message, c.says) {
			t.Errorf("%v is told as %s: %s", c.err, told.Code, told.Message)
		}
		if code := exitCode(c.err); (code == exitRefused) != c.refused {
			t.Errorf("%v ends with %d", c.err, code)
		}
	}
}
