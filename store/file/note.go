package file

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A process that holds the book for long, an import, says so in a note beside
// the file. The note informs people and decides nothing: the lock does.

// NotePath is where the note of a book lies.
func NotePath(book string) string { return resolved(book) + ".holder" }

// resolved is the path without symbolic links, so that all who use a book agree
// on what lies beside it.
func resolved(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// LeaveNote writes the note of a process, such as "belay import leads". Nothing
// depends on it, so that it may fail.
func LeaveNote(book, process string, now time.Time) {
	if process == "" {
		process = "belay"
	}
	RemoveNote(book)
	// Never through a link that somebody left there.
	f, err := os.OpenFile(NotePath(book), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return
	}
	fmt.Fprintf(f, "%s, process %d, since %s\n", process, os.Getpid(), now.Format(time.RFC3339))
	_ = f.Close()
}

// RemoveNote takes the note away.
func RemoveNote(book string) { _ = os.Remove(NotePath(book)) }

// ReadNote returns what the note says, harmless to print, "" where there is
// none or its process has ended without taking it away.
func ReadNote(book string) string {
	path := NotePath(book)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() || info.Size() > 1<<10 {
		return ""
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	note := strings.TrimSpace(string(text))
	if _, rest, ok := strings.Cut(note, ", process "); ok {
		number, _, _ := strings.Cut(rest, ",")
		if pid, err := strconv.Atoi(number); err == nil && ended(pid) {
			return ""
		}
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' { // a belay writes none of these
			return -1
		}
		return r
	}, note)
}
