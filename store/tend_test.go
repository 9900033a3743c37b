package store

import (
	"context"
	"testing"
	"time"
)

// TestBackUpToday makes one backup a day in which something changed, and one
// before an import unless there is one of the same state.
func TestBackUpToday(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	today := func(want bool, most int64) {
		t.Helper()
		if made := must[bool](t)(b.BackUpToday(ctx, most)); made != want {
			t.Errorf("%s: made %v, want %v", c.t, made, want)
		}
	}
	count := func(want int) {
		t.Helper()
		if all := must[[]Backup](t)(b.Backups()); len(all) != want {
			t.Errorf("%d backups, want %d: %+v", len(all), want, all)
		}
	}
	today(false, 0) // nothing is in the book
	apply(t, b, offer(1, "Acme"))
	today(false, 1)
	today(true, 0)
	apply(t, b, offer(2, "Bolt"))
	today(false, 0)
	c.t = c.t.Add(24 * time.Hour)
	today(true, 0)
	c.t = c.t.Add(24 * time.Hour)
	today(false, 0) // as it was
	count(2)
	if err := b.BackUpBeforeImport(ctx); err != nil {
		t.Error(err)
	}
	count(2)
	apply(t, b, offer(3, "Crow"))
	for range 2 {
		if err := b.BackUpBeforeImport(ctx); err != nil {
			t.Error(err)
		}
	}
	count(3)
}
