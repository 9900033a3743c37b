package store

import (
	"context"
	"fmt"
	"iter"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// generated are rows of an import as a portal's export has them.
func generated(n int) iter.Seq[domain.Command] {
	words := []string{"Acme", "Bolt", "Crow", "Dent", "Éclair", "番号", "Northwind", "Contoso"}
	return func(yield func(domain.Command) bool) {
		for i := range n {
			// The portal's numbers do not come in order.
			mixed := uint32(i) * 2654435761
			r := domain.ImportLead{
				ID: id(i + 1), Program: program, PortalID: out(fmt.Sprintf("00Q%010d", mixed)),
				Company: domain.Company{Name: out(fmt.Sprintf("%s %s %d", words[mixed%8], words[mixed/8%8], mixed%100000)), City: out("Lyon"), Country: out("FR"), Employees: i % 900},
				Contact: domain.Contact{Name: out("Ann One"), Email: out(fmt.Sprintf("ann%d@one.example", i)), Phone: out("+33 1 2345678")},
				Product: out("Sales Cloud"), Source: out("Webinar"), Description: out("wants to know more about the product, and when it can be had"),
				Value: domain.Money{Mils: domain.Quantity(mixed % 90000 * 1000), Currency: "EUR"}, CreatedAt: start, ModifiedAt: start,
			}
			if i%3 == 0 {
				r.Status = out("Converted")
			}
			if !yield(r) {
				return
			}
		}
	}
}

func filled(b *testing.B, n int) *Book {
	b.Helper()
	book, c := newTestBook(b)
	c.t = start
	if _, err := book.Import(context.Background(), leadsFile, generated(n), nil); err != nil {
		b.Fatal(err)
	}
	return book
}

func BenchmarkApplyAccept(b *testing.B) {
	book := filled(b, 10_000)
	n := 0
	for b.Loop() {
		n++
		cmd := offer(20_000+n/2, "Acme")
		if n%2 == 0 {
			if _, err := book.Apply(context.Background(), domain.AcceptLead{ID: cmd.Lead.ID}); err != nil {
				b.Fatal(err)
			}
			continue
		}
		cmd.Lead.ID = id(20_000 + (n+1)/2)
		if _, err := book.Apply(context.Background(), cmd); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLeadsPage(b *testing.B) {
	book := filled(b, 10_000)
	for name, q := range map[string]domain.Query{
		"inbox": {List: domain.ListInbox}, "match": {Match: "northwind"},
	} {
		for _, offset := range []int{0, 3000, 6000} {
			b.Run(fmt.Sprint(name, "/", offset), func(b *testing.B) {
				for b.Loop() {
					if _, err := book.Leads(context.Background(), q, offset, 40); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkImport10k(b *testing.B) {
	for b.Loop() {
		filled(b, 10_000)
	}
}
