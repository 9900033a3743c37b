package store

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
)

// sought is a customer that somebody types.
func sought(t testing.TB, company, email string) domain.Identity {
	t.Helper()
	p := must[*domain.Program](t)(domain.Preset(program))
	return domain.IdentityOf(domain.Lead{
		Program: program, Origin: domain.Registered, Status: domain.LeadDraft,
		Company: domain.Company{Name: out(company)}, Contact: domain.Contact{Email: out(email)},
	}, p)
}

func refsOf(found []domain.Duplicate) (refs []domain.Ref) {
	for _, d := range found {
		refs = append(refs, d.Ref)
	}
	return refs
}

func drafted(n int, company, email string) domain.RegisterLead {
	return domain.RegisterLead{ID: id(n), Program: program, Fields: map[domain.LeadField]domain.Untrusted{
		domain.FieldCompany: out(company), domain.FieldEmail: out(email),
	}}
}

func TestDuplicatesFollowTheRecords(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	found := func(company, email string) []domain.Ref {
		t.Helper()
		if err := b.Check(ctx); err != nil {
			t.Fatal(err)
		}
		return refsOf(must[[]domain.Duplicate](t)(b.Duplicates(ctx, sought(t, company, email))))
	}
	want := func(what string, got []domain.Ref, refs ...domain.Ref) {
		t.Helper()
		if !slices.Equal(got, refs) {
			t.Errorf("%s: found %v, want %v", what, got, refs)
		}
	}
	lead, deal := domain.Ref{Kind: domain.KindLead, ID: id(1)}, domain.Ref{Kind: domain.KindOpportunity, ID: id(2)}
	work := domain.Ref{Kind: domain.KindProject, ID: id(3)}

	apply(t, b, drafted(1, "Acme Corp.", "ann@one.example"))
	want("by the name", found("ＡＣＭＥ, Inc.", ""), lead)
	want("by the domain", found("Bolt", "ben@One.example"), lead)
	want("another", found("Bolt", "ben@two.example"))
	want("nothing typed", found("", ""))
	apply(t, b, domain.EditLead{ID: id(1), Fields: map[domain.LeadField]domain.Untrusted{domain.FieldCompany: out("Bolt"), domain.FieldEmail: out("ann@gmail.com")}})
	want("by the name that it had", found("Acme", "ben@one.example"))
	want("by the new name alone", found("BOLT", "ben@gmail.com"), lead)

	apply(t, b, domain.AddOpportunity{ID: id(2), Program: program, Fields: map[domain.OpportunityField]domain.Untrusted{domain.OppName: out("Portal"), domain.OppCustomer: out("Bolt AG")}})
	apply(t, b, domain.AddProject{ID: id(3), Program: program, Contacts: []domain.Contact{{Email: out("x@bolt.example")}}, Fields: map[domain.ProjectField]domain.Untrusted{
		domain.ProjName: out("Rollout"), domain.ProjCustomer: out("Volta"),
	}})
	apply(t, b, domain.AddProject{ID: id(4), Program: "pvs-fy19", Fields: map[domain.ProjectField]domain.Untrusted{domain.ProjName: out("Elsewhere"), domain.ProjCustomer: out("Bolt")}})
	want("across kinds", found("Bolt", "y@bolt.example"), lead, deal, work)
	itself := sought(t, "Bolt", "")
	itself.Ref = lead
	want("but itself", refsOf(must[[]domain.Duplicate](t)(b.Duplicates(ctx, itself))), deal)

	apply(t, b, domain.WithdrawLead{ID: id(1)}, domain.MoveStage{ID: id(2), Stage: "Closed Won"}, domain.TerminateProject{ID: id(3)})
	want("once all are closed", found("Bolt", "y@bolt.example"))
}

// TestAnOfferIsFoundByWhatItDiscloses looks at what goes into the index too.
func TestAnOfferIsFoundByWhatItDiscloses(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	o := offer(1, "Acme")
	o.Lead.Contact.Email, o.Lead.Contact.Phone = out("ann@one.example"), out("+33 1 23 45 67 89")
	apply(t, b, o)
	lines := func() (n int) {
		err := b.view(ctx, "count", func(r *reader) error {
			s, err := r.load(domain.Ref{Kind: domain.KindLead, ID: id(1)})
			if err != nil {
				return err
			}
			p, err := r.program(program)
			n = len(appendIdentity(nil, s.record, p))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	byName, byDomain := sought(t, "Acme", ""), sought(t, "Bolt", "ben@one.example")
	if got := must[[]domain.Duplicate](t)(b.Duplicates(ctx, byDomain)); got != nil || lines() != 1 {
		t.Errorf("an offer gives its contact away: %+v, with %d lines", got, lines())
	}
	if got := must[[]domain.Duplicate](t)(b.Duplicates(ctx, byName)); len(got) != 1 || got[0].Title != out("Acme") {
		t.Errorf("found %+v, want the offer", got)
	}
	c.t = start.Add(1000 * time.Hour)
	if got := must[[]domain.Duplicate](t)(b.Duplicates(ctx, byName)); got != nil {
		t.Errorf("a lapsed offer is found: %+v", got)
	}
	c.t = start
	apply(t, b, domain.AcceptLead{ID: id(1)})
	if got := must[[]domain.Duplicate](t)(b.Duplicates(ctx, byDomain)); len(got) != 1 || lines() != 3 {
		t.Errorf("an accepted lead: %+v, with %d lines", got, lines())
	}
}

func TestADecisionSeesWhatItsTransactionMade(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	apply(t, b, drafted(2, "Acme", ""))
	err := b.update(ctx, "test", file.ForWriting, func(w *writer) error {
		if _, err := w.apply(domain.WithdrawLead{ID: id(2)}, domain.Now{At: c.t}); err != nil {
			return err
		}
		if refs, err := w.Duplicates(sought(t, "ACME", ""), c.t); refs != nil || err != nil {
			t.Errorf("withdrawn and still in the index: %v, %v", refs, err)
		}
		if _, err := w.apply(drafted(1, "Acme", ""), domain.Now{At: c.t}); err != nil {
			return err
		}
		if found, err := w.Duplicates(sought(t, "ACME", ""), c.t); len(found) != 1 || err != nil {
			t.Errorf("found %+v, %v", found, err)
		}
		if _, err := w.apply(domain.WithdrawLead{ID: id(1)}, domain.Now{At: c.t}); err != nil {
			return err
		}
		if refs, err := w.Duplicates(sought(t, "ACME", ""), c.t); refs != nil || err != nil {
			t.Errorf("withdrawn and still there: %v, %v", refs, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestManyAlikeDoNotKeepTheReaderWaiting(t *testing.T) {
	b, _ := newTestBook(t)
	for n := range mostAlike + 20 {
		apply(t, b, drafted(n+1, "Acme", ""))
	}
	found := must[[]domain.Duplicate](t)(b.Duplicates(context.Background(), sought(t, "Acme", "")))
	if len(found) != mostAlike || found[0].Ref.ID != id(21) {
		t.Errorf("found %d from %v on, want the newest %d", len(found), found[0].Ref, mostAlike)
	}
}
