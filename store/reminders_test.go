package store

import (
	"context"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// Every reminder that the rules give of any record of the book is there, and
// no other, in the order in which they were due.
func TestRemindersMissNothing(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	p := must[*domain.Program](t)(domain.Preset(program))
	today := p.Day(start)
	for n := range 5 {
		apply(t, b, domain.AddProject{ID: id(n + 1), Program: program, Fields: map[domain.ProjectField]domain.Untrusted{
			domain.ProjName: out("P"), domain.ProjCustomer: out("Acme"), domain.ProjEnd: out((today - 2 + domain.Date(n)).String()),
		}})
		apply(t, b, domain.AddOpportunity{ID: id(n + 11), Program: program, Fields: map[domain.OpportunityField]domain.Untrusted{
			domain.OppName: out("D"), domain.OppKind: out("none"), domain.OppStage: out(p.Stages[0].Name),
			domain.OppClose: out((today - 3 + domain.Date(n)).String()),
		}})
	}
	apply(t, b, domain.TerminateProject{ID: id(1), Reason: out("gone")})

	want := map[string]int{}
	_, _, err := b.gather(ctx, "test", talliedKinds, func() func(domain.Record) {
		return func(rec domain.Record) {
			for _, r := range domain.Reminders(rec, p, start) {
				want[rec.Ref().String()+string(r.Code)]++
			}
		}
	})
	if err != nil || len(want) != 4 {
		t.Fatalf("the book has %v, %v", want, err)
	}
	for _, of := range []string{"", program} {
		all := must[[]domain.Reminded](t)(b.Reminders(ctx, of))
		if len(all) != len(want) {
			t.Errorf("%q: %d reminders, want %d", of, len(all), len(want))
		}
		for i, r := range all {
			if want[r.Record.Ref().String()+string(r.Code)] != 1 {
				t.Errorf("%q: reminds of %s %s", of, r.Record.Ref(), r.Code)
			}
			if i > 0 && r.Due.Before(all[i-1].Due) {
				t.Errorf("%q: %s is due before the one ahead of it", of, r.Code)
			}
		}
	}
	if all := must[[]domain.Reminded](t)(b.Reminders(ctx, "other")); len(all) > 0 {
		t.Errorf("of another program: %v", all)
	}
}
