package store

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/belay-tui/belay/domain"
)

// A process that holds the book for long, an import, says so in a note beside
// the file. The note informs people and decides nothing: the lock does.

func notePath(book string) string { return book + ".holder" }

// leaveNote writes the note. Nothing depends on it, so that it may fail.
func leaveNote(book, process string, now time.Time) {
	if process == "" {
		process = "belay"
	}
	note := fmt.Sprintf("%s, process %d, since %s\n", process, os.Getpid(), now.Format(time.RFC3339))
	_ = os.WriteFile(notePath(book), []byte(note), 0o600)
}

func removeNote(book string) { _ = os.Remove(notePath(book)) }

// readNote returns what the note says, harmless to print, "" where there is none.
func readNote(book string) string {
	note, err := os.ReadFile(notePath(book))
	if err != nil || len(note) > 1<<10 {
		return ""
	}
	return domain.Clean(strings.TrimSpace(string(note)))
}
