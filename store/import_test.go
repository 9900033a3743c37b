package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/packed"
)

var leadsFile = domain.ImportFile{Kind: domain.KindLead, Program: program, File: domain.Outside("leads.csv")}

func row(n int, portal, company string) domain.ImportLead {
	return domain.ImportLead{
		ID: id(n), Program: program, PortalID: out(portal), Company: domain.Company{Name: out(company)},
		Contact: domain.Contact{Name: out("Zelda Hidden"), Email: out(secret)},
	}
}

func importRows(t *testing.T, b *Book, rows ...domain.Command) (uint64, []Row) {
	t.Helper()
	var all []Row
	n, err := b.Import(context.Background(), leadsFile, slices.Values(rows), func(r Row) error { all = append(all, r); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return n, all
}

func TestImport(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	apply(t, b, offer(1, "Acme"))
	bad := row(4, "P4", "Dent")
	bad.Status = out("no such word")
	n, rows := importRows(t, b, row(3, "P3", "Crow"), row(2, "P2", "Bolt"), bad, row(5, "P3", "Crow & Sons"), row(6, "P2", "Bolt"))
	if n != 2 || len(rows) != 5 {
		t.Fatalf("entry %d, %d rows", n, len(rows))
	}
	type fate struct{ made, changed, refused bool }
	want := []fate{{made: true}, {made: true}, {refused: true}, {changed: true}, {}}
	for i, r := range rows {
		if got := (fate{r.Made, r.Changed, r.Err != nil}); got != want[i] || r.N != i+1 {
			t.Errorf("row %d: %+v %v", r.N, got, r.Err)
		}
	}
	if !errors.Is(rows[2].Err, domain.Refused("import.unknown_status")) {
		t.Errorf("refused with %v", rows[2].Err)
	}
	if l := must[domain.Lead](t)(b.Lead(ctx, id(3))); l.Company.Name != out("Crow & Sons") {
		t.Errorf("the lead is %s", l.Company.Name)
	}
	entries := must[[]domain.Entry](t)(b.Journal(ctx, 1, 0, false, nil))
	if len(entries) != 1 || entries[0].Command != "import.file" || entries[0].Batch != 2 {
		t.Errorf("journal %+v", entries)
	}
	ref := domain.Ref{Kind: domain.KindLead, ID: id(2)}
	entries = must[[]domain.Entry](t)(b.Journal(ctx, 0, 0, true, &ref))
	if len(entries) != 1 || len(entries[0].Changes) != 1 || entries[0].Changes[0].Ref != ref {
		t.Errorf("journal of one lead %+v", entries)
	}
}

func TestImportTwiceChangesNothing(t *testing.T) {
	b, _ := newTestBook(t)
	rows := []domain.Command{row(1, "P1", "Acme"), row(2, "P2", "Bolt"), row(3, "", "Crow")}
	importRows(t, b, rows...)
	before := must[[]byte](t)(os.ReadFile(b.Path()))
	stamp := must[Stamp](t)(b.Stamp())
	// As read from the file again, with new ids.
	n, again := importRows(t, b, row(11, "P1", "Acme"), row(12, "P2", "Bolt"), row(13, "", "Crow"))
	for _, r := range again {
		if r.Made || r.Changed || r.Err != nil {
			t.Errorf("row %d: %+v", r.N, r)
		}
	}
	if head := must[uint64](t)(b.Head(context.Background())); n != 0 || head != 1 {
		t.Errorf("entry %d, head %d", n, head)
	}
	if now := must[[]byte](t)(os.ReadFile(b.Path())); !bytes.Equal(now, before) || must[Stamp](t)(b.Stamp()) != stamp {
		t.Error("the file was changed")
	}
}

func TestImportAborted(t *testing.T) {
	b, _ := newTestBook(t)
	importRows(t, b, row(1, "P1", "Acme"))
	before := must[[]byte](t)(os.ReadFile(b.Path()))
	stop := errors.New("stop")
	n, err := b.Import(context.Background(), leadsFile, slices.Values([]domain.Command{row(2, "P2", "Bolt"), row(3, "P1", "Other")}), func(r Row) error {
		if r.N == 2 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || n != 0 {
		t.Errorf("entry %d: %v", n, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err = b.Import(ctx, leadsFile, slices.Values([]domain.Command{row(2, "P2", "Bolt"), row(3, "P3", "Crow")}), func(Row) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
	if now := must[[]byte](t)(os.ReadFile(b.Path())); !bytes.Equal(now, before) {
		t.Error("the file was changed")
	}
}

func TestImportUpdatesKeepBefore(t *testing.T) {
	b, _ := newTestBook(t)
	var first, second []domain.Command
	for n := range 1000 {
		first = append(first, row(n+1, fmt.Sprint("P", n), "Acme"))
		second = append(second, row(n+2001, fmt.Sprint("P", n), "Bolt"))
	}
	importRows(t, b, first...)
	n, _ := importRows(t, b, second...)
	err := b.view(context.Background(), "read", func(r *reader) error {
		i := 0
		for c, err := range r.batchChanges(n) {
			if err != nil {
				return err
			}
			was, err := packed.Decode(domain.KindLead, c.before)
			if err != nil || c.ref.ID != id(i+1) || was.(domain.Lead).Company.Name != out("Acme") || c.was != 1 {
				t.Fatalf("change %d: %v", i, err)
			}
			i++
		}
		if i != 1000 {
			t.Errorf("%d changes", i)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
