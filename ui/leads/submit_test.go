package leads_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/leads"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// complete fills in all that the program requires of a draft.
func complete(t *testing.T, p *leads.Pane, l domain.Lead, company string) domain.Lead {
	t.Helper()
	fields := map[domain.LeadField]domain.Untrusted{}
	for _, f := range p.Ctx.Program.Leads.Required {
		fields[f] = domain.Outside("x")
	}
	maps.Copy(fields, map[domain.LeadField]domain.Untrusted{
		domain.FieldCompany: domain.Outside(company), domain.FieldEmail: domain.Outside("ann@one.example"), domain.FieldPhone: domain.Outside("+33 1 23 45 67 89"),
		domain.FieldEmployees: domain.Outside("7"), domain.FieldUsers: domain.Outside("7"), domain.FieldValue: domain.Outside("7 kEUR"),
		domain.FieldConsent: domain.Outside("yes"), domain.FieldClose: domain.Outside("2027-02-01"),
	})
	return l.Typed(p.Ctx.Program, fields, panetest.Now)
}

func TestSubmitShowsWhatIsKnownAlready(t *testing.T) {
	for _, c := range []struct {
		company string
		anyway  bool
		yes     string
	}{
		{"Nobody else", false, "Submit"},
		{"ALPINE bank AG", true, "Submit anyway"},
	} {
		p, b := open(t, 120, 35)
		b.Records[draft] = complete(t, p, b.Records[draft], c.company)
		panetest.Settle(t, p, p.Goto(b.Records[draft].Ref(), ""))
		ask := panetest.One[pane.Ask](t, p, p.Do("leads.submit"))
		a, ok := ask.Do.(pane.Apply)
		if want := (domain.SubmitLead{ID: panetest.ID(draft + 1), Anyway: c.anyway}); !ok || a.Command != want || ask.Yes != c.yes {
			t.Errorf("%s: %q does %+v, want %+v", c.company, ask.Yes, a.Command, want)
		}
		if got := strings.Contains(strings.Join(ask.Lines, "\n"), "Alpine Bank (lead, being worked: same company; 80 %)"); got != c.anyway {
			t.Errorf("%s: it says\n%s", c.company, strings.Join(ask.Lines, "\n"))
		}
	}
	p, b := open(t, 120, 35)
	b.Records[draft] = complete(t, p, b.Records[draft], "Orion")
	panetest.Settle(t, p, p.Goto(b.Records[draft].Ref(), ""))
	b.Err = errors.New("no disk")
	if failed := panetest.One[pane.Failed](t, p, p.Do("leads.submit")); !errors.Is(failed.Err, b.Err) || *p.Ctx.Busy != 0 {
		t.Errorf("%v, with %d reads under way", failed.Err, *p.Ctx.Busy)
	}
}

func TestARegistrationIsCheckedWhileItIsTyped(t *testing.T) {
	p := at(t, draft)
	p.Ctx.Firm = domain.Firm{Name: domain.Outside("Nimbus"), Domains: []string{"nimbus.example"}}
	fill := panetest.One[pane.Fill](t, p, p.Do("leads.new"))
	for _, c := range []struct {
		field, typed string
		say          string
	}{
		{"company", "NIMBUS Ltd", "The company is that of Nimbus itself."},
		{"email", "a@nimbus.example", "The e-mail address is that of Nimbus itself."},
		{"close", "2027-06-01", "The close date is out of range."},
	} {
		notes := func(typed string) string {
			return strings.Join(fill.Notes(panetest.Typed(t, fill, "company", "Acme", "consent", "yes", c.field, typed)), "\n")
		}
		if got := notes(c.typed); !strings.Contains(got, c.say) {
			t.Errorf("%s %q: notes\n%s\nwant %q", c.field, c.typed, got, c.say)
		}
		right := map[string]string{"company": "Acme", "email": "a@one.example", "close": "2027-02-01"}[c.field]
		if got := notes(right); strings.Contains(got, c.say) {
			t.Errorf("%s %q: notes\n%s", c.field, right, got)
		}
	}
}

// What a registration lacks is marked at its fields; consent, which the field
// itself does not explain, has a sentence once it alone is lacking.
func TestWhatARegistrationLacksIsWanted(t *testing.T) {
	p, b := open(t, 120, 35)
	fill := panetest.One[pane.Fill](t, p, p.Do("leads.new"))
	empty := panetest.Typed(t, fill, "company", "Acme")
	wanted := fill.Wanted(empty)
	for _, key := range []string{"contact", "email", "consent", "close"} {
		if !slices.Contains(wanted, key) {
			t.Errorf("%s is not wanted: %q", key, wanted)
		}
	}
	if slices.Contains(wanted, "company") || slices.Contains(wanted, "street") {
		t.Errorf("wanted %q", wanted)
	}
	if notes := fill.Notes(empty); len(notes) != 1 || !strings.Contains(notes[0], fmt.Sprintf("%d more fields (○)", len(wanted))) {
		t.Errorf("notes %q", notes)
	}
	b.Records[draft] = complete(t, p, b.Records[draft], "Orion")
	panetest.Settle(t, p, p.Refresh())
	panetest.Settle(t, p, p.Goto(b.Records[draft].Ref(), ""))
	fill = panetest.One[pane.Fill](t, p, p.Do("leads.edit"))
	if wanted := fill.Wanted(panetest.Typed(t, fill)); len(wanted) > 0 {
		t.Errorf("of what is complete %q is wanted", wanted)
	}
	almost := panetest.Typed(t, fill, "consent", "no")
	if wanted, notes := fill.Wanted(almost), fill.Notes(almost); len(wanted) != 1 || len(notes) != 2 || !strings.Contains(notes[1], "consent is missing") {
		t.Errorf("without consent %q is wanted, notes %q", wanted, notes)
	}
}

func TestDuplicatesShowWhileTheyAreTyped(t *testing.T) {
	p := at(t, draft)
	fill := panetest.One[pane.Fill](t, p, p.Do("leads.new"))
	look := func(pairs ...string) []string {
		t.Helper()
		read := fill.Look(panetest.Typed(t, fill, append([]string{"company", "Acme"}, pairs...)...))
		if read == nil {
			t.Fatal("nothing is read")
		}
		notes, err := read()
		if err != nil {
			t.Fatal(err)
		}
		return notes
	}
	if got := look("company", "Alpine BANK AG"); !slices.Equal(got, []string{"Known already? Alpine Bank (lead, being worked: same company; 80 %)"}) {
		t.Errorf("%q", got)
	}
	if got := look("contact", "Ada "+secret, "email", "x@"+secret+".example", "phone", "0123456789"); got != nil {
		t.Errorf("%q", got)
	}
	if fill.Look(map[string]string{"city": "Lyon"}) != nil {
		t.Error("a city alone is looked up")
	}
	// What an offer holds back is not found, what a lead shows is.
	if got := look("email", "x@retail.example"); len(got) != 1 || !strings.Contains(got[0], "Alpine Bank (lead, being worked: same e-mail domain; 70 %)") {
		t.Errorf("%q", got)
	}
	if edit := panetest.One[pane.Fill](t, at(t, working), at(t, working).Do("leads.edit")); edit.Look != nil || edit.Notes != nil {
		t.Error("a lead that the program gave is looked up too")
	}
}

func TestAnImitationIsMarked(t *testing.T) {
	p, b := open(t, 120, 35)
	l := &b.Records[working]
	l.Company.Name, l.Contact.Email = domain.Outside("Аlpine Bank"), domain.Outside("ann@аlpine.example")
	panetest.Settle(t, p, p.Refresh())
	panetest.Settle(t, p, p.Goto(l.Ref(), ""))
	frame := panetest.Frame(t, p, 120, 35)
	for _, want := range []string{"≠ A word of it mixes alphabets", "xn--lpine-3ve.example"} {
		if !strings.Contains(frame, want) {
			t.Errorf("it lacks %q:\n%s", want, frame)
		}
	}
}
