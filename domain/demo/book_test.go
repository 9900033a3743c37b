package demo

import (
	"fmt"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

// book is a book in memory, for steps to be decided over.
type book struct {
	records map[domain.Ref]domain.Record
	portal  map[string]domain.ID
	journal []domain.Entry
}

func newBook() *book {
	return &book{records: map[domain.Ref]domain.Record{}, portal: map[string]domain.ID{}}
}

func (b *book) Record(ref domain.Ref) (domain.Record, error) {
	if r, ok := b.records[ref]; ok {
		return r, nil
	}
	return nil, fmt.Errorf("%s: %w", ref, domain.ErrNotFound)
}

func (b *book) Program(name string) (*domain.Program, error) { return domain.Preset(name) }

func (b *book) ByPortalID(kind domain.Kind, program string, id domain.Untrusted) (domain.ID, bool, error) {
	found, ok := b.portal[string(kind)+program+id.Raw()]
	return found, ok, nil
}

func (b *book) Entry(n uint64) (domain.Entry, error) {
	if n == 0 || n > uint64(len(b.journal)) {
		return domain.Entry{}, domain.ErrNotFound
	}
	return b.journal[n-1], nil
}

func (*book) Duplicates(domain.Identity, time.Time) ([]domain.Duplicate, error) { return nil, nil }

func (*book) Told(domain.ID) (bool, error) { return false, nil }

// write puts the records and an entry that tells of them.
func (b *book) write(t *testing.T, c domain.Command, records []domain.Record) {
	t.Helper()
	e := domain.Entry{N: uint64(len(b.journal) + 1), Command: c.Name()}
	for _, r := range records {
		change := domain.Change{Ref: r.Ref()}
		if before, ok := b.records[r.Ref()]; ok {
			change.Before = before
		}
		change.After = r
		e.Changes = append(e.Changes, change)
		b.put(r)
	}
	b.journal = append(b.journal, e)
}

func (b *book) put(r domain.Record) {
	b.records[r.Ref()] = r
	if l, ok := r.(domain.Lead); ok && !l.PortalID.IsZero() {
		b.portal[string(domain.KindLead)+l.Program+l.PortalID.Raw()] = l.ID
	}
}

// replay applies all steps and fails where one is refused or changes nothing.
func replay(t *testing.T, o Options) *book {
	t.Helper()
	b, last := newBook(), time.Time{}
	for s := range Steps(o) {
		if s.At.Before(last) || s.At.After(o.Now) {
			t.Fatalf("%s at %v comes after %v, now is %v", s.Command.Name(), s.At, last, o.Now)
		}
		last = s.At
		records, err := domain.Decide(b, s.Command, domain.Now{At: s.At, Who: s.Who})
		if err != nil {
			t.Fatalf("%s at %v: %v\n%+v", s.Command.Name(), s.At, err, s.Command)
		}
		if len(records) == 0 {
			t.Fatalf("%s at %v changes nothing\n%+v", s.Command.Name(), s.At, s.Command)
		}
		b.write(t, s.Command, records)
	}
	return b
}

func (b *book) stats(t *testing.T, program string, now time.Time) domain.Stats {
	t.Helper()
	p, err := domain.Preset(program)
	if err != nil {
		t.Fatal(err)
	}
	tally := domain.NewTally(p, now)
	for _, r := range b.records {
		tally.Add(r)
	}
	return tally.Stats()
}
