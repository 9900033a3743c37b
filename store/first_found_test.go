package store

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// TestQuickSearch compares the first rows of a quick search with those of one
// that looks at all, in a book with records in the base and in the tail.
func TestQuickSearch(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	var rows []domain.Command
	for n := range 3 * firstLooked {
		rows = append(rows, row(n+1, fmt.Sprint("P", n), []string{"Acme", "Bolt", "Crow"}[n%3]))
	}
	importRows(t, b, append(rows, row(5000, "rare", "Éclair"))...)
	apply(t, b, offer(6000, "Bolt & Sons"))
	for _, c := range []struct {
		match string
		limit int
		more  bool
	}{
		{"bolt", 40, true},
		{"bolt & sons", 1, false}, // due last
		{"eclair", 1, false},      // too far behind
		{"bolt", firstLooked, false},
		{"nowhere", 40, false},
	} {
		q := domain.Query{List: domain.ListInbox, Match: c.match, Sort: domain.SortDue}
		whole := must[*Book](t)(Open(b.Path(), options(&clock{start})))
		want := must[domain.Page[domain.Lead]](t)(whole.Leads(ctx, q, 0, c.limit))
		q.Quick = true
		got := must[domain.Page[domain.Lead]](t)(b.Leads(ctx, q, 0, c.limit))
		if got.More != c.more || !reflect.DeepEqual(got.Rows, want.Rows) || (!c.more && got.Total != want.Total) {
			t.Errorf("%s: %d rows of %d, more %v; want %d of %d", c.match, len(got.Rows), got.Total, got.More, len(want.Rows), want.Total)
		}
		if c.more { // once all was looked at, there is no need to be quick
			must[domain.Page[domain.Lead]](t)(b.Leads(ctx, domain.Query{List: q.List, Match: q.Match, Sort: q.Sort}, 0, 1))
			if again := must[domain.Page[domain.Lead]](t)(b.Leads(ctx, q, 0, c.limit)); again.More || again.Total != want.Total {
				t.Errorf("%s again: %d, more %v", c.match, again.Total, again.More)
			}
		}
	}
}
