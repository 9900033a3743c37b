package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

func names(leads []domain.Lead) string {
	var all []string
	for _, l := range leads {
		all = append(all, l.Company.Name.Raw())
	}
	return strings.Join(all, " ")
}

func TestLeadOrders(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	lead := func(n int, name string, due time.Duration, value domain.Money, steps map[string]int) domain.OfferLead {
		o := offer(n, name)
		o.Lead.Value, o.Lead.Qualification, o.Due = value, steps, start.Add(due)
		return o
	}
	p := must[*domain.Program](t)(domain.Preset(program))
	top := map[string]int{}
	for _, cr := range p.Qualification.Criteria {
		top[cr.Key] = len(cr.Steps) - 1
	}
	some := map[string]int{p.Qualification.Criteria[0].Key: 1}
	eur, usd := func(n int64) domain.Money { return domain.Money{Mils: domain.Quantity(n * 1000), Currency: "EUR"} },
		func(n int64) domain.Money { return domain.Money{Mils: domain.Quantity(n * 1000), Currency: "USD"} }
	apply(t, b,
		lead(1, "delta", 9*time.Hour, usd(105), some),
		lead(2, "Alpha", 5*time.Hour, eur(100), nil),
		lead(3, "Écho", 1*time.Hour, domain.Money{}, top),
		lead(4, "bravo", 2*time.Hour, domain.Money{Mils: 1, Currency: "XTS"}, nil),
		lead(5, "Charlie", 7*time.Hour, usd(90), nil),
	)
	c.t = start.Add(3 * time.Hour) // Écho and bravo lapse
	must[int](t)(b.Lapse(ctx))
	apply(t, b, domain.AcceptLead{ID: id(5)})
	for _, q := range []struct {
		list string
		sort domain.Sort
		want string
	}{
		{domain.ListInbox, "", "Alpha delta bravo Écho"},
		{domain.ListAll, domain.SortDue, "Alpha delta bravo Écho Charlie"},
		{"", domain.SortName, "Alpha bravo Charlie delta Écho"},
		{domain.ListAll, domain.SortValue, "Alpha delta Charlie bravo Écho"},
		{domain.ListAll, domain.SortScore, "Écho delta Alpha bravo Charlie"},
		{domain.ListWorking, domain.SortName, "Charlie"},
		{domain.ListClosed, domain.SortDue, "bravo Écho"},
		{domain.ListRegistered, "", ""},
	} {
		query := domain.Query{List: q.list, Sort: q.sort}
		if got := names(must[domain.Page[domain.Lead]](t)(b.Leads(ctx, query, 0, 9)).Rows); got != q.want {
			t.Errorf("%s by %s: %s, want %s", q.list, q.sort, got, q.want)
		}
		query.Reverse = true
		back := must[domain.Page[domain.Lead]](t)(b.Leads(ctx, query, 0, 9)).Rows
		slices.Reverse(back)
		if got := names(back); got != q.want {
			t.Errorf("%s by %s, reversed: %s", q.list, q.sort, got)
		}
	}
	if _, err := b.Leads(ctx, domain.Query{List: "won"}, 0, 1); !errors.Is(err, domain.Refused("list.unknown")) {
		t.Errorf("list won: %v", err)
	}
	if _, err := b.Leads(ctx, domain.Query{Sort: "stage"}, 0, 1); !errors.Is(err, domain.Refused("sort.unknown")) {
		t.Errorf("sort stage: %v", err)
	}
}

// TestPages asks for each window of each list, in both directions, for one
// program and for all, with and without a match, and for each row's place.
func TestPages(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	for n := range 23 {
		o := offer(n+1, fmt.Sprintf("Company %02d", (n*7)%23))
		if n%3 == 0 {
			o.Lead.Program = "pvs-fy19"
		}
		if n%4 == 0 {
			o.Lead.Product = out("Ｃａｆé Sütterlin")
		}
		apply(t, b, o)
	}
	for _, q := range []domain.Query{
		{}, {Reverse: true}, {Program: program}, {Program: "pvs-fy19", Reverse: true}, {Program: "none"},
		{Match: "CAFE sutter"}, {Match: "cafe", Reverse: true, Program: program}, {Match: "company 0"}, {Match: "nothing"},
		{List: domain.ListWorking},
	} {
		q.Kind, q.Sort = domain.KindLead, domain.SortName
		all := must[domain.Page[domain.Lead]](t)(b.Leads(ctx, q, 0, 100))
		if all.Total != len(all.Rows) {
			t.Fatalf("%+v: %d rows of %d", q, len(all.Rows), all.Total)
		}
		if !slices.IsSortedFunc(all.Rows, func(a, b domain.Lead) int {
			if q.Reverse {
				a, b = b, a
			}
			return strings.Compare(a.Company.Name.Raw(), b.Company.Name.Raw())
		}) {
			t.Errorf("%+v: %s", q, names(all.Rows))
		}
		for i, l := range all.Rows {
			if at, ok, err := b.Place(ctx, q, l.ID); at != i || !ok || err != nil {
				t.Errorf("%+v: row %d is at %d, %t: %v", q, i, at, ok, err)
			}
		}
		for offset := 0; offset <= all.Total+1; offset++ {
			for limit := range all.Total + 2 {
				p := must[domain.Page[domain.Lead]](t)(b.Leads(ctx, q, offset, limit))
				want := all.Rows[min(offset, all.Total):min(offset+limit, all.Total)]
				if names(p.Rows) != names(want) || p.Total != all.Total || p.Offset != offset {
					t.Fatalf("%+v, %d from %d: %s of %d", q, limit, offset, names(p.Rows), p.Total)
				}
			}
		}
	}
	if _, ok, err := b.Place(ctx, domain.Query{Kind: domain.KindLead, List: domain.ListWorking}, id(1)); ok || err != nil {
		t.Errorf("place in another list: %t %v", ok, err)
	}
	if _, ok, err := b.Place(ctx, domain.Query{Kind: domain.KindLead, Match: "nothing"}, id(1)); ok || err != nil {
		t.Errorf("place without a match: %t %v", ok, err)
	}
	if _, ok, err := b.Place(ctx, domain.Query{Kind: domain.KindLead}, id(99)); ok || err != nil {
		t.Errorf("place of nothing: %t %v", ok, err)
	}
}

// TestHeldBackStaysInside looks for an offered lead's contact in all that leaves the book.
func TestHeldBackStaysInside(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	given := offer(1, "Acme")
	o := apply(t, b, given)
	importRows(t, b, row(2, "P2", "Bolt"))
	if err := b.Replay(ctx, slices.Values([]domain.Step{{At: start, Command: row(3, "P3", "Crow")}})); err != nil {
		t.Fatal(err)
	}
	look := func(when string) {
		ref := given.Subject()
		found := []any{
			o.Records, must[domain.Lead](t)(b.Lead(ctx, id(1))), must[domain.Lead](t)(b.Lead(ctx, id(2))),
			must[domain.Page[domain.Lead]](t)(b.Leads(ctx, domain.Query{}, 0, 9)),
			must[domain.Page[domain.Lead]](t)(b.Leads(ctx, domain.Query{Match: "o"}, 0, 9)),
			must[[]domain.Entry](t)(b.Journal(ctx, 0, 0, true, nil)), must[[]domain.Entry](t)(b.Journal(ctx, 0, 0, false, &ref)),
			must[domain.Stats](t)(b.Stats(ctx, program)),
		}
		for i, f := range found {
			text := string(must[[]byte](t)(json.Marshal(f)))
			for _, hidden := range []string{secret, "Zelda", "+49 221"} {
				if strings.Contains(text, hidden) {
					t.Errorf("%s, output %d shows %s", when, i, hidden)
				}
			}
		}
		for _, match := range []string{"zelda", secret, "221 555"} {
			if p := must[domain.Page[domain.Lead]](t)(b.Leads(ctx, domain.Query{Match: match}, 0, 9)); p.Total != 0 {
				t.Errorf("%s, %s is found", when, match)
			}
		}
	}
	look("offered")
	o = apply(t, b, domain.DeclineLead{ID: id(1), Reason: "no_capacity"})
	look("declined")
	c.t = start.Add(100 * time.Hour)
	look("past the deadline")
	must[int](t)(b.Lapse(ctx))
	look("lapsed")

	apply(t, b, offer(4, "Dent"), domain.AcceptLead{ID: id(4)})
	if p := must[domain.Page[domain.Lead]](t)(b.Leads(ctx, domain.Query{Match: "ZELDA"}, 0, 9)); p.Total != 1 || p.Rows[0].ID != id(4) {
		t.Errorf("once accepted: %+v", p)
	}
}

// TestNameOrderOfAHiddenName has a program that holds back the company: its
// place in the list must not tell its name.
func TestNameOrderOfAHiddenName(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	p := *must[*domain.Program](t)(domain.Preset(program))
	p.Leads.HeldBack = append(slices.Clone(p.Leads.HeldBack), domain.FieldCompany)
	o := options(c)
	o.Program = func(string) (*domain.Program, error) { return &p, nil }
	hidden := must[*Book](t)(Open(b.Path(), o))
	apply(t, hidden, offer(1, "Zebra"), offer(2, "Aardvark"))
	rows := must[domain.Page[domain.Lead]](t)(hidden.Leads(ctx, domain.Query{Sort: domain.SortName}, 0, 9)).Rows
	if len(rows) != 2 || rows[0].ID != id(1) {
		t.Error("the order tells a hidden name")
	}
	// For the check at the end, which knows the shipped program.
	apply(t, hidden, domain.AcceptLead{ID: id(1)}, domain.AcceptLead{ID: id(2)})
}
