package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"pgregory.net/rapid"
)

// TestUndoRestores applies commands and takes some of them back: the book is
// then as it was before, in every record, list and counter, and when that is
// taken back too it is as it was after.
func TestUndoRestores(t *testing.T) {
	dir, run, undone := t.TempDir(), 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		c := &clock{start}
		run++
		b := must[*Book](t)(Create(filepath.Join(dir, fmt.Sprint(run, ".db")), options(c)))
		m := model{}
		for range rapid.IntRange(1, 20).Draw(rt, "commands") {
			c.t = c.t.Add(time.Duration(rapid.IntRange(0, 10).Draw(rt, "hours")) * time.Hour)
			cmd := commands().Draw(rt, "command")
			before := maps.Clone(m)
			if _, err := m.apply(cmd, domain.Now{At: c.t, Who: out("ann")}); err != nil {
				continue
			}
			res := must[domain.Result](t)(b.Apply(ctx, cmd))
			if res.Entry == 0 || rapid.IntRange(0, 3).Draw(rt, "keep") == 0 {
				continue
			}
			back, err := b.Apply(ctx, domain.Undo{Entry: res.Entry})
			if refused(err) {
				compare(rt, b, m)
				continue
			}
			if err != nil {
				rt.Fatal(err)
			}
			undone++
			if back.Entry != res.Entry+1 {
				rt.Fatalf("the undo is entry %d after %d", back.Entry, res.Entry)
			}
			compare(rt, b, before)
			if err := b.Check(ctx); err != nil {
				rt.Fatal(err)
			}
			if rapid.Bool().Draw(rt, "do it again") {
				if _, err := b.Apply(ctx, domain.Undo{Entry: back.Entry}); err != nil {
					rt.Fatalf("do %s again: %v", cmd.Name(), err)
				}
				compare(rt, b, m)
			} else {
				m = before
			}
		}
		if err := b.Check(ctx); err != nil {
			rt.Fatal(err)
		}
	})
	t.Logf("%d taken back", undone)
	if undone < 15 { // usually about eighty
		t.Errorf("only %d commands were taken back: too few are tried", undone)
	}
}

// undo takes back an entry, which is to be possible.
func undo(t *testing.T, b *Book, n uint64) {
	t.Helper()
	apply(t, b, domain.Undo{Entry: n})
}

func TestWhatCannotBeUndone(t *testing.T) {
	type step struct {
		hours int
		cmd   domain.Command
	}
	lead, project, survey, story := id(1), id(2), id(3), id(4)
	first := offer(1, "Acme")
	first.Lead.ID = lead
	added := step{0, domain.AddProject{
		ID: project, Program: program, Fields: map[domain.ProjectField]domain.Untrusted{domain.ProjName: out("A"), domain.ProjCustomer: out("B")},
		Contacts: []domain.Contact{{Email: out("a@a.example"), Consent: 20000}, {Email: out("b@b.example"), Consent: 20000}},
	}}
	completed := step{0, domain.CompleteProject{ID: project, End: 20000, Survey: survey}}
	answered := step{0, domain.RecordAnswer{ID: survey, Ratings: make([]domain.Rating, 10)}}
	told := step{0, domain.AddStory{ID: story, Program: program, Project: project, Title: out("T")}}
	accept := step{0, domain.AcceptLead{ID: lead}}
	for _, c := range []struct {
		name  string
		steps []step
		later int
		// entry is what is undone, 0 for the last.
		entry uint64
		want  domain.Code
	}{
		{"an offer", nil, 0, 0, "undo.outside"},
		{"an acceptance", []step{accept}, 1, 0, ""},
		{"an acceptance after the deadline", []step{accept}, 48, 0, "undo.too_late"},
		{"an acceptance that was worked on since", []step{accept, {0, domain.LogActivity{ID: lead, Kind: domain.Call, Text: out("hi")}}}, 0, 2, "undo.superseded"},
		{"a note", []step{accept, {0, domain.LogActivity{ID: lead, Kind: domain.Call, Text: out("hi")}}}, 100, 0, ""},
		{"a refusal", []step{{0, domain.DeclineLead{ID: lead, Reason: "conflict"}}}, 0, 0, "undo.outside"},
		{"a claw-back", []step{{48, domain.LapseLead{ID: lead}}}, 0, 0, "undo.outside"},
		{"a project", []step{added}, 0, 0, ""},
		{"a completion", []step{added, completed}, 0, 0, ""},
		{"a completion whose survey went out", []step{added, completed, {0, domain.SendSurvey{ID: survey}}}, 0, 3, "undo.superseded"},
		{"a survey that went out", []step{added, completed, {0, domain.SendSurvey{ID: survey}}}, 0, 0, "undo.outside"},
		{"a disqualification", []step{added, {0, domain.DisqualifyProject{ID: project, Reason: out("internal")}}}, 0, 0, ""},
		{"an answer's disqualification", []step{added, completed, answered, {0, domain.DisqualifyAnswer{ID: survey, Reason: out("a colleague")}}}, 0, 0, ""},
		{"an answer that was disqualified since", []step{added, completed, answered, {0, domain.DisqualifyAnswer{ID: survey, Reason: out("a colleague")}}}, 0, 4, "undo.superseded"},
		{"a story", []step{{0, domain.AddStory{ID: story, Program: program, Title: out("T")}}}, 0, 0, ""},
		{"a project that a story tells of", []step{added, told}, 0, 2, "undo.referenced"},
		{"a project beside a story of another", []step{added, {0, domain.AddStory{ID: story, Program: program, Project: id(9), Title: out("T")}}}, 0, 2, ""},
		{"a project whose story was taken back", []step{added, told, {0, domain.Undo{Entry: 3}}}, 0, 2, ""},
		{"the taking back of a story whose project is there", []step{added, told, {0, domain.Undo{Entry: 3}}}, 0, 0, ""},
		{"the taking back of a story whose project is gone", []step{added, told, {0, domain.Undo{Entry: 3}}, {0, domain.Undo{Entry: 2}}}, 0, 4, "undo.bereft"},
		{"what is not there", nil, 0, 99, "undo.nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			clock := &clock{start}
			b := must[*Book](t)(Create(filepath.Join(t.TempDir(), "book.db"), options(clock)))
			last := uint64(0)
			for _, s := range append([]step{{0, first}}, c.steps...) {
				clock.t = clock.t.Add(time.Duration(s.hours) * time.Hour)
				if last = must[domain.Result](t)(b.Apply(t.Context(), s.cmd)).Entry; last == 0 {
					t.Fatalf("%s changes nothing", s.cmd.Name())
				}
			}
			clock.t = clock.t.Add(time.Duration(c.later) * time.Hour)
			if c.entry != 0 {
				last = c.entry
			}
			_, err := b.Apply(t.Context(), domain.Undo{Entry: last})
			if c.want == "" && err != nil || c.want != "" && !errors.Is(err, domain.Refused(c.want)) {
				t.Errorf("undone: %v, want %q", err, c.want)
			}
			if err := b.Check(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// An undo without a number goes back one change at a time, past what was taken
// back already and past claw-backs.
func TestUndoableGoesBack(t *testing.T) {
	c := &clock{start}
	b := must[*Book](t)(Create(filepath.Join(t.TempDir(), "book.db"), options(c)))
	want := func(entry uint64, why domain.Code) {
		t.Helper()
		u := must[domain.Undoable](t)(b.Undoable(t.Context()))
		if u.Entry != entry || (u.Why == nil) != (why == "") || u.Why != nil && u.Why.Code != why {
			t.Errorf("to undo is %d, %v; want %d, %q", u.Entry, u.Why, entry, why)
		}
	}
	want(0, "undo.nothing")
	for n := range 2 { // entries 1 and 2
		must[domain.Result](t)(b.Apply(t.Context(), domain.AddStory{ID: id(n + 1), Program: program, Title: out("T")}))
	}
	o := offer(3, "Acme")
	o.Lead.ID = id(3)
	must[domain.Result](t)(b.Apply(t.Context(), o))
	want(3, "undo.outside")
	must[domain.Result](t)(b.Apply(t.Context(), domain.AcceptLead{ID: id(3)}))
	want(4, "")
	undo(t, b, 4)
	want(3, "undo.outside")
	undo(t, b, 5)
	want(4, "")
	undo(t, b, 2) // out of order: nothing was built on it
	want(4, "")
	if _, err := b.Story(t.Context(), id(2)); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("the story is still there: %v", err)
	}
	if entries := must[[]domain.Entry](t)(b.Journal(t.Context(), 0, 0, false, nil)); len(entries) != 7 {
		t.Errorf("%d entries, want 7", len(entries))
	}
	if err := b.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// An import is taken back as one, and done again as one.
func TestImportIsUndoneAsOne(t *testing.T) {
	for _, many := range []int{3, perTransaction + 5} {
		b, _ := newTestBook(t)
		importRows(t, b, row(1, "P1", "Acme"), row(2, "P2", "Bolt"))
		rows := []domain.Command{row(11, "P1", "Acme & Sons")}
		for n := range many {
			rows = append(rows, row(100+n, fmt.Sprint("Q", n), "Crow"))
		}
		n, _ := importRows(t, b, rows...)
		state := func(want string, total int) {
			t.Helper()
			l := must[domain.Lead](t)(b.Lead(t.Context(), id(1)))
			counts := must[map[domain.Kind]map[string]int](t)(b.Counts(t.Context(), ""))
			if got := counts[domain.KindLead][domain.ListAll]; l.Company.Name != out(want) || got != total {
				t.Errorf("%s and %d leads, want %s and %d", l.Company.Name, got, want, total)
			}
			if err := b.Check(t.Context()); err != nil {
				t.Error(err)
			}
		}
		state("Acme & Sons", many+2)
		for _, name := range []string{"Acme", "Acme & Sons"} { // undone, and done again
			if u := must[domain.Undoable](t)(b.Undoable(t.Context())); name == "Acme" && (u.Entry != n || u.Why != nil) {
				t.Errorf("undoable: %+v", u)
			}
			res := must[domain.Result](t)(b.Apply(t.Context(), domain.Undo{Entry: n}))
			if res.Entry != n+1 {
				t.Errorf("entry %d after %d", res.Entry, n)
			}
			if n = res.Entry; name == "Acme" {
				state(name, 2)
			} else {
				state(name, many+2)
			}
		}
		apply(t, b, domain.AcceptLead{ID: id(100)})
		if _, err := b.Apply(t.Context(), domain.Undo{Entry: n}); !errors.Is(err, domain.Refused("undo.superseded")) {
			t.Errorf("undone with a lead accepted since: %v", err)
		}
		ref := domain.Ref{Kind: domain.KindLead, ID: id(1)}
		if entries := must[[]domain.Entry](t)(b.Journal(t.Context(), 0, 0, true, &ref)); len(entries) != 4 {
			t.Errorf("%d entries about the lead, want 4", len(entries))
		}
	}
}

// A program may claw back what was accepted and left alone: the sweep finds it
// without reading the leads that are worked on.
func TestLapseOfTheIdle(t *testing.T) {
	c := &clock{start}
	strict := *must[*domain.Program](t)(domain.Preset(program))
	strict.Leads.OnInactivity, strict.Leads.ActivityWithin = domain.InactivityLapse, domain.Duration(72*time.Hour)
	o := options(c)
	o.Program = func(string) (*domain.Program, error) { return &strict, nil }
	b := must[*Book](t)(Create(filepath.Join(t.TempDir(), "book.db"), o))
	apply(t, b, offer(1, "Acme"), offer(2, "Bolt"), domain.AcceptLead{ID: id(1)}, domain.AcceptLead{ID: id(2)})
	apply(t, b, domain.LogActivity{ID: id(2), Kind: domain.Call, Text: out("hi")})
	for _, hours := range []int{71, 72} {
		c.t = start.Add(time.Duration(hours) * time.Hour)
		if n := must[int](t)(b.Lapse(t.Context())); n != hours-71 {
			t.Errorf("%d lapsed after %d hours", n, hours)
		}
	}
	l := must[domain.Lead](t)(b.Lead(t.Context(), id(1)))
	if l.Status != domain.LeadLapsed || l.Reason != domain.ReasonNoActivity || !l.Contact.Email.IsZero() {
		t.Errorf("the idle lead is %s because of %q and shows %q", l.Status, l.Reason, l.Contact.Email)
	}
	if l := must[domain.Lead](t)(b.Lead(t.Context(), id(2))); l.Status != domain.LeadWorking {
		t.Errorf("the lead that was worked on is %s", l.Status)
	}
	if _, err := b.Apply(t.Context(), domain.Undo{Entry: 3}); !errors.Is(err, domain.Refused("undo.superseded")) {
		t.Errorf("the acceptance is undone: %v", err)
	}
	if err := b.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
