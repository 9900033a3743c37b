package store

import (
	"fmt"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// Length says how long a list is, without reading further than it is worth.
func TestLength(t *testing.T) {
	b, _ := newTestBook(t)
	var rows []domain.Command
	for i := range 300 {
		r := row(i+1, fmt.Sprint("P", i), fmt.Sprintf("Firm %d", i))
		r.Company.Country = out([]string{"France", "Japan", "Norway"}[i%3])
		rows = append(rows, r)
	}
	importRows(t, b, rows...)
	fresh := offer(1000, "Firm of the tail")
	apply(t, b, fresh)
	for _, c := range []struct {
		list, match string
		most        int
		want        domain.Length
	}{
		{domain.ListAll, "", 1000, domain.Length{N: 301}},
		{domain.ListAll, "", 300, domain.Length{N: 300, More: true}},
		{domain.ListAll, "", 301, domain.Length{N: 301}},
		{domain.ListInbox, "firm", 1000, domain.Length{N: 301}},
		{domain.ListAll, "country:japan", 1000, domain.Length{N: 100}},
		{domain.ListAll, "country:japan", 40, domain.Length{N: 40, More: true}},
		{domain.ListAll, "employees:none", 1000, domain.Length{N: 301}},
		{domain.ListAll, "employees:none", 40, domain.Length{N: 40, More: true}},
		{domain.ListAll, "employees:any", 1000, domain.Length{}},
		{domain.ListAll, "tail", 1000, domain.Length{N: 1}},
		{domain.ListAll, "-country:japan -country:norway", 1000, domain.Length{N: 101}},
		{domain.ListAll, "nothing", 1000, domain.Length{}},
	} {
		q := domain.Query{Kind: domain.KindLead, List: c.list, Match: c.match}
		got, err := b.Length(t.Context(), q, c.most)
		if err != nil || got != c.want {
			t.Errorf("%s %q to %d: %+v, %v; want %+v", c.list, c.match, c.most, got, err, c.want)
		}
		if c.want.More {
			continue
		}
		if page := must[domain.Page[domain.Lead]](t)(b.Leads(t.Context(), q, 0, 1)); page.Total != got.N {
			t.Errorf("%s %q has %d rows, said to be %d", c.list, c.match, page.Total, got.N)
		}
		if again, err := b.Length(t.Context(), q, c.most); err != nil || again != c.want { // now that it was listed
			t.Errorf("%s %q is %+v then: %v", c.list, c.match, again, err)
		}
	}
	if _, err := b.Length(t.Context(), domain.Query{Kind: domain.KindLead, List: "nosuch"}, 9); err == nil {
		t.Error("a list that is not there has a length")
	}
	if _, err := b.Length(t.Context(), domain.Query{Kind: domain.KindLead, Match: "score>x"}, 9); err == nil {
		t.Error("a filter that is not understood has a length")
	}
}
