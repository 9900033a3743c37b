package store

import (
	"context"
	"fmt"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// TestGatherReadsOnAndNoticesChanges reads a few records at a time: all of
// them, once, unless the book changes in between.
func TestGatherReadsOnAndNoticesChanges(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	for n := range 7 {
		if _, err := b.Apply(ctx, offer(n+1, fmt.Sprint("Company ", n))); err != nil {
			t.Fatal(err)
		}
	}
	kinds := []domain.Kind{domain.KindLead, domain.KindProject, domain.KindFirm}
	read := func(g *gathering, seen map[domain.Ref]int) (same, more bool) {
		t.Helper()
		err := b.view(ctx, "test", func(r *reader) (err error) {
			same, more, err = r.gather(ctx, g, 3, func(rec domain.Record) { seen[rec.Ref()]++ })
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return same, more
	}
	g, seen := &gathering{kinds: kinds}, map[domain.Ref]int{}
	for rounds, more := 0, true; more; rounds++ {
		var same bool
		if same, more = read(g, seen); !same || rounds > 2 {
			t.Fatalf("round %d: same %v, %d records", rounds, same, len(seen))
		}
	}
	if len(seen) != 7 {
		t.Errorf("saw %d leads, not 7", len(seen))
	}
	for ref, n := range seen {
		if n != 1 {
			t.Errorf("saw %s %d times", ref, n)
		}
	}

	g = &gathering{kinds: kinds}
	read(g, map[domain.Ref]int{})
	if _, err := b.Apply(ctx, domain.AcceptLead{ID: id(7)}); err != nil {
		t.Fatal(err)
	}
	if same, _ := read(g, map[domain.Ref]int{}); same {
		t.Error("a change between two chunks goes unnoticed")
	}
}

// TestGatherHoldsBack gives records as they may leave the book.
func TestGatherHoldsBack(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	o := offer(1, "Company")
	o.Lead.Contact.Email = out(secret)
	if _, err := b.Apply(ctx, o); err != nil {
		t.Fatal(err)
	}
	_, _, err := b.gather(ctx, "test", []domain.Kind{domain.KindLead}, func() func(domain.Record) {
		return func(rec domain.Record) {
			if l, ok := rec.(domain.Lead); !ok || !l.Contact.Email.IsZero() {
				t.Errorf("got %+v", rec)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}
