package store

import (
	"context"
	"encoding/binary"
	"testing"

	"github.com/belay-tui/belay/domain"
	bolt "go.etcd.io/bbolt"
)

// screenful is how many rows a screen reads.
const screenful = 40

func leadPage(b *testing.B, book *Book, q domain.Query, offset int) domain.Page[domain.Lead] {
	b.Helper()
	return must[domain.Page[domain.Lead]](b)(book.Leads(context.Background(), q, offset, screenful))
}

// forget drops what the book worked out for lists, as a change does.
func forget(book *Book) {
	c := book.tail.Load().cache
	c.mu.Lock()
	defer c.mu.Unlock()
	c.plans = nil
}

func (s *scale) benchOpen(b *testing.B) {
	path, took := s.book(b, s.leads, s.projects), sides{}
	for b.Loop() {
		took.time("open", func() {
			if page := leadPage(b, openBench(b, path), domain.Query{List: domain.ListInbox}, 0); len(page.Rows) != screenful {
				b.Fatalf("%d rows", len(page.Rows))
			}
		})
		took.time("bare", func() { readBare(b, path, s.leads) })
	}
	took.reportIn(b, "us", "open", inMicroseconds)
	took.report(b, "x-bare", "open", "bare")
}

// readBare reads a screenful of records by their keys, and nothing else.
func readBare(b *testing.B, path string, rows int) {
	b.Helper()
	db := must[*bolt.DB](b)(bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true}))
	err := db.View(func(tx *bolt.Tx) error {
		records := tx.Bucket(bucketOf(domain.KindLead))
		for i := range screenful {
			if records.Get(binary.BigEndian.AppendUint32(nil, uint32(i*rows/screenful))) == nil {
				b.Fatalf("no record %d", i)
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
}

func (s *scale) benchRead(b *testing.B) {
	book, ctx := openBench(b, s.book(b, s.leads, s.projects)), context.Background()
	inbox := domain.Query{Kind: domain.KindLead, List: domain.ListInbox}
	total := leadPage(b, book, inbox, 0).Total
	byName := domain.Query{Kind: domain.KindLead, List: domain.ListAll, Sort: domain.SortName}
	middle := leadPage(b, book, inbox, total/2).Rows[0].ID
	read := func(name string, fn func(b *testing.B)) {
		b.Run(name, func(b *testing.B) {
			took := sides{}
			for b.Loop() {
				took.time("kept", func() { fn(b) })
				forget(book)
				took.time("anew", func() { fn(b) })
			}
			took.reportIn(b, "us", "kept", inMicroseconds)
			took.reportIn(b, "anew-us", "anew", inMicroseconds)
		})
	}
	page := func(q domain.Query, offset int) func(b *testing.B) {
		return func(b *testing.B) {
			b.Helper()
			if got := leadPage(b, book, q, offset); len(got.Rows) != screenful {
				b.Fatalf("%d rows", len(got.Rows))
			}
		}
	}
	read("First", page(inbox, 0))
	read("Middle", page(inbox, total/2))
	read("Last", page(inbox, total-screenful))
	read("OtherOrder", page(byName, s.leads/2))
	read("Place", func(b *testing.B) {
		b.Helper()
		if at, ok, err := book.Place(ctx, inbox, middle); at != total/2 || !ok || err != nil {
			b.Fatal(at, ok, err)
		}
	})
	read("Counts", func(b *testing.B) {
		b.Helper()
		must[map[domain.Kind]map[string]int](b)(book.Counts(ctx, program))
	})
	read("Waiting", func(b *testing.B) {
		b.Helper()
		must[domain.Waiting](b)(book.Waiting(ctx, program))
	})
}
