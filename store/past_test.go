package store

import (
	"errors"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// TestPast looks back on entries of several kinds.
func TestPast(t *testing.T) {
	b, _ := newTestBook(t)
	apply(t, b, offer(1, "Acme"), offer(2, "Bolt"), domain.AcceptLead{ID: id(1)})
	importRows(t, b, row(9, "P9", "Crow"))
	apply(t, b, domain.Undo{Entry: 3})

	all := must[[]domain.Past](t)(b.Past(t.Context(), 10))
	want := []struct {
		n    uint64
		name string
		why  domain.Code
	}{{5, "Acme", ""}, {4, "", ""}, {3, "Acme", "undo.superseded"}, {2, "Bolt", "undo.outside"}, {1, "Acme", "undo.outside"}}
	if len(all) != len(want) {
		t.Fatalf("%d entries, want %d", len(all), len(want))
	}
	for i, w := range want {
		p, name := all[i], ""
		if p.Record != nil {
			name = domain.NameOf(p.Record).String()
		}
		if p.Entry.N != w.n || name != w.name || (p.ID == "") != (w.name == "") {
			t.Errorf("entry %d is %d about %q, called %q", i, p.Entry.N, name, p.ID)
		}
		if w.why == "" && p.Why != nil || w.why != "" && !errors.Is(p.Why, domain.Refused(w.why)) {
			t.Errorf("entry %d cannot be taken back for %v, want %q", w.n, p.Why, w.why)
		}
		if l, ok := p.Record.(domain.Lead); ok && !l.Contact.Email.IsZero() {
			t.Errorf("entry %d tells of the contact of an offer", w.n)
		}
	}
	if some := must[[]domain.Past](t)(b.Past(t.Context(), 2)); len(some) != 2 || some[0].Entry.N != 5 {
		t.Errorf("the last two are %v", some)
	}
}
