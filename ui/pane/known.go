package pane

import (
	"context"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/words"
)

// mostKnown is how many duplicates are named.
const mostKnown = 3

// Known names the likeliest of what may be known already.
func Known(w *words.Words, found []domain.Duplicate) []string {
	var lines []string
	for _, d := range found[:min(mostKnown, len(found))] {
		lines = append(lines, w.T("pane.known", "duplicate", d))
	}
	if more := len(found) - mostKnown; more > 0 {
		lines = append(lines, w.N("pane.known_more", more))
	}
	return lines
}

// Duplicates is what a pane reads of a book to tell what may be known already:
// the open records that may be about the same customer, the likeliest first.
type Duplicates interface {
	Duplicates(ctx context.Context, i domain.Identity) ([]domain.Duplicate, error)
}

// Alike makes, for [Fill.Look], what reads which of the records that may be about
// the same customer are worth a word.
func Alike(w *words.Words, book Duplicates, id domain.Identity, worth func([]domain.Duplicate) []domain.Duplicate) func() ([]string, error) {
	if len(id.Keys) == 0 {
		return nil
	}
	return func() ([]string, error) {
		found, err := book.Duplicates(context.Background(), id)
		return Known(w, worth(found)), err
	}
}
