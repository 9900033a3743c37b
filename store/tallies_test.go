package store

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"pgregory.net/rapid"
)

// TestStatsFollowTheBook has one book keep its figures while it and another on
// the same file are written to, and compares them with those of a third that
// reads all records.
func TestStatsFollowTheBook(t *testing.T) {
	dir, run := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		c := &clock{start}
		run++
		books := []*Book{must[*Book](t)(Create(filepath.Join(dir, fmt.Sprint(run, ".db")), options(c)))}
		books = append(books, must[*Book](t)(Open(books[0].Path(), options(c))))
		for range rapid.IntRange(1, 25).Draw(rt, "commands") {
			c.t = c.t.Add(time.Duration(rapid.IntRange(-1, 20).Draw(rt, "hours")) * time.Hour)
			b := rapid.SampledFrom(books).Draw(rt, "book")
			b.foldAt = rapid.SampledFrom([]int{1, 3, foldAt}).Draw(rt, "fold at")
			cmd := commands().Draw(rt, "command")
			if row, ok := cmd.(domain.ImportLead); ok && rapid.Bool().Draw(rt, "as a file") {
				_, _ = b.Import(ctx, leadsFile, func(yield func(domain.Command) bool) { yield(row) }, nil)
			} else {
				_, _ = b.Apply(ctx, cmd) // refusals are part of it
			}
			if rapid.IntRange(0, 2).Draw(rt, "ask") > 0 {
				continue
			}
			fresh := must[*Book](t)(Open(b.Path(), options(c)))
			got, want := must[domain.Stats](t)(books[0].Stats(ctx, program)), must[domain.Stats](t)(fresh.Stats(ctx, program))
			if !reflect.DeepEqual(got, want) {
				rt.Fatalf("the figures are\n%+v, want\n%+v", got, want)
			}
			ahead, afresh := must[domain.Forecast](t)(books[0].Forecast(ctx, program)), must[domain.Forecast](t)(fresh.Forecast(ctx, program))
			if !reflect.DeepEqual(ahead, afresh) {
				rt.Fatalf("the forecast is\n%+v, want\n%+v", ahead, afresh)
			}
		}
	})
}
