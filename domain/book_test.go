package domain

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"
)

// book is a book in memory, for decisions to be made over.
type book map[Ref]Record

func (b book) Record(ref Ref) (Record, error) {
	if r, ok := b[ref]; ok {
		return r, nil
	}
	return nil, fmt.Errorf("%s: %w", ref, ErrNotFound)
}

// Entry finds nothing: a book in memory has no journal.
func (b book) Entry(n uint64) (Entry, error) {
	return Entry{}, fmt.Errorf("entry %d: %w", n, ErrNotFound)
}

func (b book) Program(name string) (*Program, error) { return Preset(name) }

func (b book) ByPortalID(kind Kind, program string, id Untrusted) (ID, bool, error) {
	for ref, r := range b {
		switch r := r.(type) {
		case Lead:
			if kind == KindLead && r.Program == program && r.PortalID == id {
				return ref.ID, true, nil
			}
		case Opportunity:
			if kind == KindOpportunity && r.Program == program && r.PortalID == id {
				return ref.ID, true, nil
			}
		}
	}
	return ID{}, false, nil
}

func (b book) Duplicates(i Identity, at time.Time) ([]Duplicate, error) {
	p, err := Preset(i.Program)
	return i.Duplicates(p, slices.Collect(maps.Values(b)), at), err
}

func (b book) Told(project ID) (bool, error) {
	for _, r := range b {
		if s, ok := r.(Story); ok && s.Project == project {
			return true, nil
		}
	}
	return false, nil
}

// apply decides and keeps what comes of it; it returns how many records changed.
func (b book) apply(c Command, at time.Time) (int, error) {
	records, err := Decide(b, c, Now{At: at, Who: Outside("ann")})
	for _, r := range records {
		b[r.Ref()] = r
	}
	return len(records), err
}

// must applies a command that is to be accepted and to change something, and
// then once more: twice changes nothing.
func (b book) must(t *testing.T, at time.Time, commands ...Command) {
	t.Helper()
	for _, c := range commands {
		if n, err := b.apply(c, at); err != nil || n == 0 {
			t.Fatalf("%s changes %d records: %v\n%+v", c.Name(), n, err, c)
		}
		if repeats(c) {
			continue
		}
		if n, err := b.apply(c, at); err != nil || n != 0 {
			t.Fatalf("%s given twice changes %d records: %v\n%+v", c.Name(), n, err, c)
		}
	}
}

// repeats names the commands that say something anew each time they are given:
// a second call is a second call.
func repeats(c Command) bool {
	switch c.(type) {
	case LogActivity, ResendSurvey:
		return true
	}
	return false
}

// refused checks that a command is refused with the code, and changes nothing.
func (b book) refused(t *testing.T, code Code, at time.Time, c Command) {
	t.Helper()
	_ = b.refusal(t, code, at, c)
}

// refusal is [book.refused] for those who want to read the refusal.
func (b book) refusal(t *testing.T, code Code, at time.Time, c Command) *RuleError {
	t.Helper()
	before := fmt.Sprintf("%#v", b)
	n, err := b.apply(c, at)
	var rule *RuleError
	if n != 0 || !errors.As(err, &rule) || !errors.Is(err, Refused(code)) {
		t.Fatalf("%s changes %d records: %v; want it refused with %s", c.Name(), n, err, code)
	}
	if fmt.Sprintf("%#v", b) != before {
		t.Fatalf("%s was refused and changed the book", c.Name())
	}
	return rule
}

func (b book) lead(n byte) Lead               { return b[Ref{KindLead, nth(n)}].(Lead) }
func (b book) opportunity(n byte) Opportunity { return b[Ref{KindOpportunity, nth(n)}].(Opportunity) }
func (b book) project(n byte) Project         { return b[Ref{KindProject, nth(n)}].(Project) }
func (b book) survey(n byte) Survey           { return b[Ref{KindSurvey, nth(n)}].(Survey) }

func nth(n byte) ID { return ID{0, 1, 2, 15: n} }

// noon is the day on which tests happen, in FY27 of the default program.
var noon = time.Date(2026, time.March, 27, 12, 0, 0, 0, time.UTC)

func preset(t testing.TB) *Program {
	t.Helper()
	p, err := Preset(DefaultProgram)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// secret is text that only an accepted lead may show.
const secret = "TOPSECRET"

// offered is a lead whose held-back fields all hold the secret.
func offered(n byte) OfferLead {
	return OfferLead{Lead: Lead{
		ID: nth(n), Program: DefaultProgram, PortalID: Outside(fmt.Sprint("P-", n)),
		Company: Company{Name: Outside("Müller GmbH"), City: Outside("Köln"), Website: Outside(secret + ".example")},
		Contact: Contact{
			Name: Outside(secret + " Ann"), Title: Outside("CIO"), Email: Outside(secret + "@one.example"),
			Phone: Outside(secret + "1"), Mobile: Outside(secret + "2"),
		},
		Description: Outside("ask for " + secret), Value: Money{Count(40_000), "EUR"},
	}}
}

// form is a registration with all that the default program wants.
func form() map[LeadField]Untrusted {
	fields := map[LeadField]Untrusted{}
	for f, v := range map[LeadField]string{
		FieldCompany: "Acme Corp.", FieldCity: "Lyon", FieldPostalCode: "69002", FieldCountry: "France", FieldEmployees: "1,200",
		FieldContact: "Zoë Noël", FieldTitle: "CIO", FieldEmail: "zoe@acme.example", FieldPhone: "+33 1", FieldConsent: "yes",
		FieldProduct: "Sales", FieldUsers: "40", FieldValue: "40 kEUR", FieldTimeframe: "soon", FieldClose: "2026-06-30",
		FieldGoals: "more", FieldPains: "less", FieldNextSteps: "call",
	} {
		fields[f] = Outside(v)
	}
	return fields
}

func register(n byte) RegisterLead {
	return RegisterLead{ID: nth(n), Program: DefaultProgram, Fields: form()}
}

// contacts are two people who agreed to be asked.
func contacts() []Contact {
	agreed := NewDate(2026, time.January, 5)
	return []Contact{
		{Name: Outside("Ann"), Email: Outside("ann@one.example"), Consent: agreed},
		{Name: Outside("Ben"), Email: Outside("ben@one.example"), Consent: agreed},
	}
}

func addProject(n byte) AddProject {
	return AddProject{ID: nth(n), Program: DefaultProgram, Contacts: contacts(), Fields: map[ProjectField]Untrusted{
		ProjName: Outside("Rollout"), ProjCustomer: Outside("Acme Corp."), ProjStart: Outside("2026-01-10"),
	}}
}

func addOpportunity(n byte) AddOpportunity {
	return AddOpportunity{ID: nth(n), Program: DefaultProgram, Fields: map[OpportunityField]Untrusted{
		OppName: Outside("Acme"), OppAmount: Outside("1000 USD"), OppACV: Outside("900 USD"), OppKind: Outside("joint"), OppEvidence: Outside("at_request"),
	}}
}

// shows reports whether the JSON of a value holds the secret.
func shows(t *testing.T, v any) bool {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(data, []byte(secret))
}
