package store

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/belay-tui/belay/domain"
	bolt "go.etcd.io/bbolt"
)

// lived makes a book with some of all: an import, changes of what it made, one
// that was taken back, commands that fold, a change of the firm; and returns
// its bytes.
func lived(t *testing.T) []byte {
	t.Helper()
	ctx := context.Background()
	b, _ := newTestBook(t)
	b.foldAt = 9
	apply(t, b, domain.SetUpFirm{Firm: out("Nimbus"), Program: program})
	imported := func(from, to int) uint64 {
		var rows []domain.Command
		for n := from; n <= to; n++ {
			rows = append(rows, row(n, "P"+id(n).String(), "Acme"))
		}
		return must[uint64](t)(b.Import(ctx, leadsFile, slices.Values(rows), nil))
	}
	imported(1, 60)
	back := imported(61, 90)
	apply(t, b, domain.Undo{Entry: back})
	for n := range 40 {
		apply(t, b, offer(n+101, "Bolt"))
	}
	for n := range 20 {
		apply(t, b, domain.AcceptLead{ID: id(2*n + 1)})
	}
	return must[[]byte](t)(os.ReadFile(b.Path()))
}

// leadsOf reads all leads of a book, which must be whole.
func leadsOf(t *testing.T, path string) map[domain.ID]domain.Lead {
	t.Helper()
	headAt(t, path)
	b := must[*Book](t)(Open(path, options(&clock{start})))
	all := map[domain.ID]domain.Lead{}
	for _, l := range must[domain.Page[domain.Lead]](t)(b.Leads(context.Background(), domain.Query{}, 0, 1000)).Rows {
		all[l.ID] = l
	}
	return all
}

// salvage salvages damaged bytes.
func salvage(t *testing.T, content []byte) (path string, n Salvaged, err error) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "saved.db")
	n, err = Salvage(context.Background(), copyOf(t, content), path, options(&clock{start}))
	if left := must[[]os.DirEntry](t)(os.ReadDir(filepath.Dir(path))); len(left) > 1 || err != nil && len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	return path, n, err
}

func TestSalvageWithHistory(t *testing.T) {
	good := lived(t)
	whole := copyOf(t, good)
	want, head := leadsOf(t, whole), headAt(t, whole)
	size := os.Getpagesize()
	noHeader, noLists := bytes.Clone(good), copyOf(t, good)
	clear(noHeader[:2*size])
	edit(t, noLists, func(tx *bolt.Tx) error {
		return errors.Join(tx.DeleteBucket(bucketOrders), tx.DeleteBucket(bucketText))
	})
	for name, bad := range map[string][]byte{"nothing": good, "the header": noHeader, "orders and text": must[[]byte](t)(os.ReadFile(noLists))} {
		path, n, err := salvage(t, bad)
		if err != nil || !n.History || n.Entries != head || n.Records != len(want)+1 {
			t.Errorf("%s lost: %+v, %v", name, n, err)
			continue
		}
		got := leadsOf(t, path)
		for id, l := range want {
			if got[id].Status != l.Status || got[id].Company != l.Company {
				t.Errorf("%s lost: %s is %s, not %s", name, id, got[id].Status, l.Status)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s lost: %d leads, not %d", name, len(got), len(want))
		}
		b := must[*Book](t)(Open(path, options(&clock{start})))
		apply(t, b, offer(900, "Crow"))
		if f := must[domain.Firm](t)(b.Firm(context.Background())); f.Name != out("Nimbus") {
			t.Errorf("%s lost: the firm is %v", name, f.Name)
		}
	}
}

// TestSalvageWithoutHistory loses pages: what is left is true, whole and most
// of it.
func TestSalvageWithoutHistory(t *testing.T) {
	good := lived(t)
	want := leadsOf(t, copyOf(t, good))
	size := os.Getpagesize()
	rng := rand.New(rand.NewPCG(1, 2))
	noJournal := copyOf(t, good)
	edit(t, noJournal, func(tx *bolt.Tx) error { return tx.Bucket(bucketJournal).Delete(numberKey(30)) })
	without := 0
	for round := range 12 {
		bad := bytes.Clone(good)
		for range 1 + round/2 {
			at := rng.IntN(len(bad)/size) * size
			clear(bad[at : at+size])
		}
		path, n, err := salvage(t, bad)
		if err != nil {
			t.Errorf("round %d: %v", round, err)
			continue
		}
		if !n.History {
			without++
		}
		got := leadsOf(t, path)
		for id, l := range got {
			if w, ok := want[id]; ok && (l.Company != w.Company || l.PortalID != w.PortalID) {
				t.Errorf("round %d: lead %s was never so", round, id)
			}
		}
		if len(got) < len(want)/2 {
			t.Errorf("round %d: %d leads of %d", round, len(got), len(want))
		}
	}
	t.Logf("%d of 12 without history", without)
}

func TestSalvageRefuses(t *testing.T) {
	var d *DamagedError
	for _, content := range [][]byte{nil, []byte("x"), make([]byte, 1<<16)} {
		if _, _, err := salvage(t, content); !errors.As(err, &d) {
			t.Errorf("salvaged: %v", err)
		}
	}
	o := options(&clock{start})
	there := copyOf(t, []byte("mine"))
	if _, err := Salvage(context.Background(), copyOf(t, sample(t)), there, o); !errors.Is(err, ErrExists) {
		t.Errorf("salvaged over a file: %v", err)
	}
	if _, err := Salvage(context.Background(), there+"x", there+"y", o); !errors.Is(err, ErrNoBook) {
		t.Errorf("salvaged nothing: %v", err)
	}
}
