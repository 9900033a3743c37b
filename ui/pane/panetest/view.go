package panetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

// view is a book as the rules see it.
type view []domain.Record

func (v view) Record(ref domain.Ref) (domain.Record, error) {
	if i := slices.IndexFunc(v, func(r domain.Record) bool { return r.Ref() == ref }); i >= 0 {
		return v[i], nil
	}
	return nil, fmt.Errorf("%s: %w", ref, domain.ErrNotFound)
}

func (view) Program(name string) (*domain.Program, error) { return domain.Preset(name) }

func (view) ByPortalID(domain.Kind, string, domain.Untrusted) (domain.ID, bool, error) {
	return domain.ID{}, false, nil
}

func (view) Entry(uint64) (domain.Entry, error) { return domain.Entry{}, domain.ErrNotFound }

func (view) Duplicates(domain.Identity, time.Time) ([]domain.Duplicate, error) { return nil, nil }

func (view) Told(domain.ID) (bool, error) { return false, nil }

// Decided are the records that the rules make of a command, given the records
// that there are: what a form asks for is something that the rules allow.
func Decided(t testing.TB, c domain.Command, given ...domain.Record) domain.Result {
	t.Helper()
	records, err := domain.Decide(view(given), c, domain.Now{At: Now})
	if err != nil {
		t.Fatalf("%s is refused: %v", c.Name(), err)
	}
	return domain.Result{Records: records}
}
