package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

// TestClockSetBack sets the clock back between the steps of a script: entries
// keep their order, what ended stays ended, and the book fits together.
func TestClockSetBack(t *testing.T) {
	ctx := context.Background()
	for _, back := range []time.Duration{time.Hour, 24 * time.Hour, 10 * 365 * 24 * time.Hour} {
		path := filepath.Join(t.TempDir(), "book.db")
		must[*Book](t)(Create(path, options(&clock{start})))
		s := must[*script](t)(scripted(path, 7))
		s.b.noSync, s.b.foldAt = true, 8
		if err := s.setUp(); err != nil {
			t.Fatal(err)
		}
		ended := map[domain.ID]domain.LeadStatus{}
		for i := 1; i <= rounds(t, 40); i++ {
			if i%5 == 0 { // days later, so that offers lapse, and then back
				s.c.t = s.c.t.Add(72 * time.Hour)
				must[int](t)(s.b.Lapse(ctx))
				s.c.t = s.c.t.Add(-back)
				must[int](t)(s.b.Lapse(ctx))
			}
			if err := s.stepNow(i); err != nil {
				t.Fatal(err)
			}
			page := must[domain.Page[domain.Lead]](t)(s.b.Leads(ctx, domain.Query{List: domain.ListClosed}, 0, 1<<20))
			for _, l := range page.Rows {
				ended[l.ID] = l.Status
			}
		}
		for id, was := range ended {
			l, err := s.b.Lead(ctx, id)
			if isNotFound(err) { // its import was taken back
				continue
			}
			if err != nil || l.Status != was && was == domain.LeadLapsed {
				t.Errorf("back by %s: %s was %s and is %s (%v)", back, id, was, l.Status, err)
			}
		}
		entries := must[[]domain.Entry](t)(s.b.Journal(ctx, 0, 0, false, nil))
		if len(entries) < 30 || !slices.IsSortedFunc(entries, func(a, b domain.Entry) int { return int(a.N) - int(b.N) }) {
			t.Errorf("back by %s: %d entries out of order", back, len(entries))
		}
		falls := 0
		for i, e := range entries {
			if e.N != uint64(i+1) {
				t.Errorf("back by %s: entry %d is %d", back, i+1, e.N)
			}
			if i > 0 && e.At.Before(entries[i-1].At) {
				falls++
			}
		}
		if falls == 0 {
			t.Error("the clock never went back in the journal")
		}
		refs := must[[]domain.Ref](t)(refsIn(s.b))
		for _, a := range answers(s.b, refs) {
			if a.err != nil {
				t.Errorf("back by %s: %s: %v", back, a.what, a.err)
			}
		}
		if err := s.b.Check(ctx); err != nil {
			t.Error(fmt.Errorf("back by %s: %w", back, err))
		}
	}
}
