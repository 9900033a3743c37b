package store

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
)

// TestTwoBooksOnOneFile lets several goroutines of two books, which lock the
// file against each other as processes do, write and read at once.
func TestTwoBooksOnOneFile(t *testing.T) {
	ctx := context.Background()
	one, c := newTestBook(t)
	two := must[*Book](t)(Open(one.Path(), options(c)))
	apply(t, one, offer(1000, "Contested"))
	var wg sync.WaitGroup
	var mu sync.Mutex
	var won []uint64
	for g := range 6 {
		b := []*Book{one, two}[g%2]
		wg.Go(func() {
			for n := range 5 {
				if _, err := b.Apply(ctx, offer(10*g+n+1, fmt.Sprint("Company ", g, n))); err != nil {
					t.Error(err)
				}
				if _, err := b.Leads(ctx, domain.Query{Match: "company"}, 0, 5); err != nil {
					t.Error(err)
				}
			}
			res, err := b.Apply(ctx, domain.AcceptLead{ID: id(1000)})
			if err != nil {
				t.Error(err)
			}
			if res.Entry != 0 {
				mu.Lock()
				won = append(won, res.Entry)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(won) != 1 {
		t.Errorf("%d won the lead", len(won))
	}
	entries := must[[]domain.Entry](t)(two.Journal(ctx, 0, 0, false, nil))
	for i, e := range entries {
		if e.N != uint64(i+1) {
			t.Errorf("entry %d has the number %d", i+1, e.N)
		}
	}
	if len(entries) != 1+30+1 {
		t.Errorf("%d entries", len(entries))
	}
}

// TestReadDuringImport reads the book while the same book imports: readers see
// it as it was, and another process waits and is told who holds it.
func TestReadDuringImport(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	apply(t, b, offer(1, "Acme"))
	o := options(c)
	o.Timeout = 5 * time.Millisecond
	seen := 0
	rows := slices.Values([]domain.Command{row(2, "P2", "Bolt"), row(3, "P3", "Crow")})
	_, err := b.Import(ctx, leadsFile, rows, func(Row) error {
		seen++
		if p := must[domain.Page[domain.Lead]](t)(b.Leads(ctx, domain.Query{}, 0, 9)); p.Total != 1 || len(p.Rows) != 1 {
			t.Errorf("during the import there are %d leads", p.Total)
		}
		if _, err := Open(b.Path(), o); err == nil {
			t.Error("another process read during the import")
		}
		return nil
	})
	if err != nil || seen != 2 {
		t.Errorf("%d rows: %v", seen, err)
	}
	if note := file.ReadNote(b.Path()); note != "" {
		t.Errorf("the note %q was left", note)
	}
	if p := must[domain.Page[domain.Lead]](t)(b.Leads(ctx, domain.Query{}, 0, 9)); p.Total != 3 {
		t.Errorf("after the import there are %d leads", p.Total)
	}
}
