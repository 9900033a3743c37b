package store

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/demo"
)

// A book of every schema that belay ever wrote is kept in testdata, and has to
// open for ever. Who raises schemaVersion writes the one of the new schema with
//
//	go test ./store -run TestWriteGoldenBook -golden=new
//
// and adds its facts below. Once that schema was released the book is never
// written again; until then -golden=replace does it.
var goldenFlag = flag.String("golden", "", "write the book of this schema to testdata: new, or replace the one that is there")

// goldenFacts are what the golden books say, by schema. Nothing in here ever
// changes: no migration does.
var goldenFacts = map[int]facts{
	1: {head: 169, records: 137, names: "35abe0b518383244", journal: "296591cc2862c7ba"},
	2: {head: 311, records: 178, names: "87e24b868aaaa114", journal: "689b151b7ddf8a4d"},
	3: {head: 312, records: 178, names: "87e24b868aaaa114", journal: "be397494853fa6b8"},
}

// facts are what is the same in a book however often it is migrated.
type facts struct {
	head uint64
	// records are counted; names is a digest of their ids and names.
	records int
	names   string
	// journal is a digest of the entries, and of which records they changed.
	journal string
}

// TestGoldenBooks opens the book of each schema.
func TestGoldenBooks(t *testing.T) {
	for version := 1; version <= schemaVersion; version++ {
		t.Run(fmt.Sprint("schema ", version), func(t *testing.T) {
			want, ok := goldenFacts[version]
			if _, err := os.Stat(goldenPath(version)); err != nil || !ok {
				t.Fatalf("there is no golden book of schema %d, or no facts about it; see goldenFlag: %v", version, err)
			}
			path := golden(t, version)
			b := must[*Book](t)(Open(path, options(&clock{start})))
			if m := b.Migrated(); (m == nil) != (version == schemaVersion) || m != nil && (m.From != version || m.To != schemaVersion) {
				t.Errorf("the migration was %+v", m)
			}
			if err := b.Check(context.Background()); err != nil {
				t.Error(err)
			}
			if got := factsOf(t, b); got != want {
				t.Errorf("it says\n%+v, and has to say\n%+v", got, want)
			}
			c := &clock{must[[]domain.Entry](t)(b.Journal(context.Background(), 0, 1, true, nil))[0].At.Add(time.Minute)}
			b = must[*Book](t)(Open(path, options(c)))
			apply(t, b, domain.Undo{Entry: want.head}, domain.Undo{Entry: want.head + 1}, offer(70_000, "Later"))
			if err := b.Check(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
}

func factsOf(t *testing.T, b *Book) facts {
	t.Helper()
	ctx := context.Background()
	all := records(t, b)
	f := facts{head: must[uint64](t)(b.Head(ctx)), records: len(all)}
	changed := map[uint64][]string{}
	names := sha256.New()
	for _, ref := range inOrder(all) {
		fmt.Fprintf(names, "%s %q\n", ref, nameOf(all[ref]).Raw())
		for _, e := range must[[]domain.Entry](t)(b.Journal(ctx, 0, 0, false, &ref)) {
			changed[e.N] = append(changed[e.N], ref.String())
		}
	}
	journal := sha256.New()
	for _, e := range must[[]domain.Entry](t)(b.Journal(ctx, 0, 0, false, nil)) {
		fmt.Fprintf(journal, "%d %s %q %s %d %s %s\n", e.N, e.At.Format(time.RFC3339Nano), e.Who.Raw(), e.Command, e.Version, e.Args, changed[e.N])
	}
	f.names, f.journal = hex.EncodeToString(names.Sum(nil)[:8]), hex.EncodeToString(journal.Sum(nil)[:8])
	return f
}

func inOrder(all map[domain.Ref]domain.Record) []domain.Ref {
	refs := make([]domain.Ref, 0, len(all))
	for ref := range all {
		refs = append(refs, ref)
	}
	slices.SortFunc(refs, func(a, b domain.Ref) int { return cmp.Compare(a.String(), b.String()) })
	return refs
}

// nameOf is what a record is called.
func nameOf(r domain.Record) domain.Untrusted {
	switch r := r.(type) {
	case domain.Firm:
		return r.Name
	case domain.Lead:
		return r.Company.Name
	case domain.Opportunity:
		return r.Name
	case domain.Project:
		return r.Name
	case domain.Survey:
		return r.ProjectName
	case domain.Story:
		return r.Title
	case domain.Credential:
		return r.Title
	}
	return domain.Untrusted{}
}

// TestWriteGoldenBook writes the book of today's schema, where it is asked to.
func TestWriteGoldenBook(t *testing.T) {
	path := goldenPath(schemaVersion)
	switch _, err := os.Stat(path); {
	case *goldenFlag == "":
		t.Skip("nobody asked for it")
	case *goldenFlag != "new" && *goldenFlag != "replace":
		t.Fatalf("-golden is %q; it is new or replace", *goldenFlag)
	case *goldenFlag == "new" && !errors.Is(err, fs.ErrNotExist):
		t.Fatalf("%s is there: if its schema was not released yet, -golden=replace writes it again", path)
	}
	b := goldenBook(t)
	var packed bytes.Buffer
	w := must[*gzip.Writer](t)(gzip.NewWriterLevel(&packed, gzip.BestCompression))
	_, err := w.Write(must[[]byte](t)(os.ReadFile(b.Path())))
	if size := must[*tail](t)(tailOf(b)).size(); size == 0 {
		t.Fatal("the golden book has no tail")
	}
	if err := errors.Join(err, w.Close(), os.WriteFile(path, packed.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	t.Logf("wrote %s, %d bytes; its facts are\n%+v", path, packed.Len(), factsOf(t, b))
}

func tailOf(b *Book) (tl *tail, err error) {
	err = b.view(context.Background(), "read the tail", func(r *reader) error { tl = r.tail; return nil })
	return tl, err
}

// goldenBook has all kinds of records, and all that the journal can tell of
// them: a demo, program files, imports that make leads, change them and change
// what they made, what was taken back and done again, and a tail.
func goldenBook(t *testing.T) *Book {
	t.Helper()
	ctx := context.Background()
	c := &clock{start}
	b := must[*Book](t)(Create(filepath.Join(t.TempDir(), "book.db"), options(c)))
	if err := b.Replay(ctx, demo.Steps(demo.Options{Seed: 2, Now: start, Leads: 30, Projects: 8})); err != nil {
		t.Fatal(err)
	}
	step := func(cmd domain.Command) uint64 { c.t = c.t.Add(time.Minute); return apply(t, b, cmd).Entry }
	load := func(rows ...domain.Command) uint64 {
		c.t = c.t.Add(time.Minute)
		return must[uint64](t)(b.Import(ctx, leadsFile, slices.Values(rows), nil))
	}
	step(own(t, `key = "base"`, `key = "foot"`))
	var first, again []domain.Command
	for n := range 40 {
		first = append(first, row(3000+n, fmt.Sprint("P", n), fmt.Sprint("Kestrel ", n)))
	}
	for n := range 60 {
		changed := row(4000+n, fmt.Sprint("P", n), fmt.Sprint("Kestrel ", n))
		changed.Company.City = out("Oslo")
		again = append(again, changed)
		if n%8 == 0 { // another row of the same lead
			changed.Company.City = out("Bergen")
			again = append(again, changed)
		}
	}
	load(first...)
	changed := load(again...)
	step(domain.Undo{Entry: step(domain.Undo{Entry: changed})})
	project := func(n int) domain.AddProject {
		return domain.AddProject{ID: id(n), Program: program, Fields: map[domain.ProjectField]domain.Untrusted{domain.ProjName: out("Quay"), domain.ProjCustomer: out("Foldwerk")}}
	}
	step(domain.Undo{Entry: step(domain.Undo{Entry: step(project(6001))})})
	step(domain.Undo{Entry: step(project(6002))})
	if err := b.Repair(ctx); err != nil { // what comes from here on is the tail
		t.Fatal(err)
	}
	for n := range 20 {
		step(offer(7000+n, "Acme"))
		step(domain.AcceptLead{ID: id(7000 + n)})
	}
	step(domain.Undo{Entry: step(project(6003))})
	step(project(6004))
	return b
}
