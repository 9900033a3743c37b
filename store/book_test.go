package store

import (
	"context"
	"encoding/binary"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
)

// start is when the tests take place.
var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

const program = domain.DefaultProgram

// clock is the time of a test.
type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

func options(c *clock) Options {
	return Options{Now: c.now, Who: domain.Outside("ann"), Process: "belay test", Timeout: 10 * time.Second}
}

// newTestBook makes a book that is checked when the test ends.
func newTestBook(t testing.TB) (*Book, *clock) {
	t.Helper()
	c := &clock{start}
	b, err := Create(filepath.Join(t.TempDir(), "books", "book.db"), options(c))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(file.Check(context.Background(), b.Path()), b.Check(context.Background())); err != nil {
			t.Errorf("the book at the end of the test: %v", err)
		}
	})
	return b, c
}

// id makes the n-th id of the tests; like real ones they rise with n.
func id(n int) (i domain.ID) {
	i[0] = 1
	binary.BigEndian.PutUint32(i[5:], uint32(n))
	binary.BigEndian.PutUint32(i[12:], uint32(n)*2654435761)
	return i
}

func out(s string) domain.Untrusted { return domain.Outside(s) }

// secret is what only an accepted lead may show.
const secret = "zelda@secret.example"

func offer(n int, company string) domain.OfferLead {
	return domain.OfferLead{Lead: domain.Lead{
		ID: id(n), Program: program, Company: domain.Company{Name: out(company), City: out("Köln")},
		Contact: domain.Contact{Name: out("Zelda Hidden"), Email: out(secret), Phone: out("+49 221 555")},
	}}
}

func apply(t testing.TB, b *Book, cmds ...domain.Command) domain.Result {
	t.Helper()
	var res domain.Result
	for _, c := range cmds {
		var err error
		if res, err = b.Apply(context.Background(), c); err != nil {
			t.Fatalf("%s: %v", c.Name(), err)
		}
	}
	return res
}

func must[T any](t testing.TB) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestApplyWritesRecordAndEntry(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	apply(t, b, domain.SetUpFirm{Firm: out("Us"), Program: program}, offer(1, "Acme"))
	c.t = c.t.Add(time.Hour)
	res := apply(t, b, domain.AcceptLead{ID: id(1)})
	if res.Entry != 3 || len(res.Records) != 1 || res.Records[0].(domain.Lead).Status != domain.LeadAccepted {
		t.Errorf("result %+v", res)
	}
	lead := must[domain.Lead](t)(b.Lead(ctx, id(1)))
	if lead.Status != domain.LeadAccepted || lead.Contact.Email.Raw() != secret || !lead.AnsweredAt.Equal(c.t) {
		t.Errorf("lead %+v", lead)
	}
	again := apply(t, b, domain.AcceptLead{ID: id(1)})
	if again.Entry != 0 || len(again.Records) != 1 {
		t.Errorf("accepted again: %+v", again)
	}
	if firm := must[domain.Firm](t)(b.Firm(ctx)); firm.Name != out("Us") {
		t.Errorf("firm %+v", firm)
	}
	if head := must[uint64](t)(b.Head(ctx)); head != 3 {
		t.Errorf("head %d", head)
	}
}

func TestRefusalsWriteNothing(t *testing.T) {
	b, c := newTestBook(t)
	apply(t, b, offer(1, "Acme"))
	before := must[Stamp](t)(b.Stamp())
	c.t = c.t.Add(49 * time.Hour)
	_, err := b.Apply(context.Background(), domain.AcceptLead{ID: id(1)})
	if !errors.Is(err, domain.Refused("lead.lapsed")) {
		t.Errorf("accepted late: %v", err)
	}
	if _, err := b.Apply(context.Background(), domain.AcceptLead{ID: id(2)}); !errors.Is(err, domain.Refused("lead.unknown")) {
		t.Errorf("accepted nothing: %v", err)
	}
	if after := must[Stamp](t)(b.Stamp()); after != before {
		t.Error("a refusal changed the file")
	}
	if _, err := b.Lead(context.Background(), id(2)); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("read nothing: %v", err)
	}
}

func TestStampTellsCommits(t *testing.T) {
	b, _ := newTestBook(t)
	seen := map[Stamp]bool{must[Stamp](t)(b.Stamp()): true}
	for n := range 20 {
		apply(t, b, offer(n+1, "Acme"))
		s := must[Stamp](t)(b.Stamp())
		if seen[s] || s != must[Stamp](t)(b.Stamp()) {
			t.Fatalf("after commit %d the stamp is %+v", n, s)
		}
		seen[s] = true
	}
}

func TestLapse(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	apply(t, b, offer(1, "Acme"), offer(2, "Bolt"), offer(3, "Crow"), domain.AcceptLead{ID: id(2)})
	c.t = c.t.Add(time.Hour)
	apply(t, b, offer(4, "Dent"))
	if n := must[int](t)(b.Lapse(ctx)); n != 0 {
		t.Errorf("%d lapsed early", n)
	}
	c.t = start.Add(48 * time.Hour)
	if l := must[domain.Lead](t)(b.Lead(ctx, id(1))); l.Status != domain.LeadLapsed {
		t.Errorf("past its deadline the lead is %s", l.Status)
	}
	if n := must[int](t)(b.Lapse(ctx)); n != 2 {
		t.Errorf("%d lapsed", n)
	}
	if n := must[int](t)(b.Lapse(ctx)); n != 0 {
		t.Errorf("%d lapsed twice", n)
	}
	c.t = start // a clock set back revives nothing
	if l := must[domain.Lead](t)(b.Lead(ctx, id(1))); l.Status != domain.LeadLapsed {
		t.Errorf("after setting the clock back the lead is %s", l.Status)
	}
	w := must[domain.Waiting](t)(b.Waiting(ctx, ""))
	if w.Leads != 1 || w.DueToday != 0 || !w.NextDue.Equal(start.Add(49*time.Hour)) {
		t.Errorf("waiting %+v", w)
	}
}

func TestReplayIsAllOrNothing(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	steps := []domain.Step{
		{At: start.Add(-time.Hour), Who: out("bob"), Command: offer(1, "Acme")},
		{At: start, Who: out("cleo"), Command: domain.AcceptLead{ID: id(1)}},
		{At: start, Who: out("cleo"), Command: domain.AcceptLead{ID: id(1)}},
	}
	if err := b.Replay(ctx, slices.Values(append(slices.Clone(steps), domain.Step{At: start, Command: domain.AcceptLead{ID: id(9)}}))); !errors.Is(err, domain.Refused("lead.unknown")) {
		t.Errorf("replayed %v", err)
	}
	if head := must[uint64](t)(b.Head(ctx)); head != 0 {
		t.Errorf("a failed replay left %d entries", head)
	}
	if err := b.Replay(ctx, slices.Values(steps)); err != nil {
		t.Fatal(err)
	}
	entries := must[[]domain.Entry](t)(b.Journal(ctx, 0, 0, false, nil))
	if len(entries) != 2 || entries[0].Who != out("bob") || !entries[0].At.Equal(start.Add(-time.Hour)) || entries[1].Who != out("cleo") {
		t.Errorf("journal %+v", entries)
	}
}
