package leads_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// suggestions are what a new registration suggests for a field.
func suggestions(t *testing.T, field string, values map[string]string) []form.Suggestion {
	t.Helper()
	p, b := open(t, 120, 35)
	// The text of a test's book is all that a lead has: worse than a book's.
	b.Text = func(l domain.Lead) domain.Untrusted {
		return domain.Outside(fmt.Sprint(l.Company.Name, l.Contact.Name, l.Contact.Email))
	}
	fill := panetest.One[pane.Fill](t, p, p.Do("leads.new"))
	read := fill.Suggest(field, values)
	if read == nil {
		return nil
	}
	found, err := read()
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestCompaniesAreSuggested(t *testing.T) {
	got := suggestions(t, "company", map[string]string{"company": "alp"})
	want := map[string]domain.Untrusted{"company": domain.Outside("Alpine Bank"), "city": domain.Outside("Zürich"), "employees": domain.Outside("1200")}
	if len(got) != 1 || got[0].Label != domain.Outside("Alpine Bank") || !maps.Equal(got[0].Values, want) {
		t.Errorf("%v", got)
	}
	if got := suggestions(t, "company", map[string]string{"company": `status:"`}); len(got) != 0 {
		t.Errorf("the signs of filters find %v", got)
	}
}

func TestContactsAreSuggested(t *testing.T) {
	for field, typed := range map[string]string{"contact": "ada", "email": "retail.ex"} {
		got := suggestions(t, field, map[string]string{field: typed})
		if len(got) != 1 || got[0].Side != domain.Outside("Alpine Bank") || len(got[0].Values) != 4 {
			t.Errorf("%s: %v, want that of the accepted lead alone", field, got)
		}
	}
}

// Nothing that a program holds back is suggested, whatever is typed.
func TestHeldBackIsNotSuggested(t *testing.T) {
	_, b := open(t, 120, 35)
	for _, l := range b.Records {
		if l.Disclosed() {
			continue
		}
		for _, typed := range []string{secret, l.Company.Name.Raw()} {
			for _, field := range []string{"company", "contact", "email"} {
				for _, s := range suggestions(t, field, map[string]string{field: typed, "company": l.Company.Name.Raw()}) {
					if strings.Contains(fmt.Sprint(s), secret) && s.Side != domain.Outside("Alpine Bank") {
						t.Errorf("%s %q of %v: %v", field, typed, l.Company.Name, s)
					}
				}
			}
		}
	}
}

// A customer is completed in the form that converts a lead, and what is known of
// it besides the lead is told.
func TestAConversionSuggestsTheCustomer(t *testing.T) {
	p, b := open(t, 120, 35)
	b.Text = func(l domain.Lead) domain.Untrusted { return l.Company.Name }
	panetest.Settle(t, p, p.Goto(b.Records[working].Ref(), ""))
	fill := panetest.One[pane.Fill](t, p, p.Do("leads.convert"))
	name := b.Records[working].Company.Name
	found, err := fill.Suggest("customer", map[string]string{"customer": name.Raw()[:4]})()
	if err != nil || len(found) != 1 || found[0].Label != name || !maps.Equal(found[0].Values, map[string]domain.Untrusted{"customer": name}) {
		t.Errorf("suggests %v, %v", found, err)
	}
	if said, err := fill.Look(map[string]string{"customer": name.Raw()})(); len(said) != 0 || err != nil {
		t.Errorf("the lead itself is known: %q, %v", said, err)
	}
	other := b.Records[draft].Company.Name.Raw()
	if said, err := fill.Look(map[string]string{"customer": other})(); len(said) != 1 || err != nil {
		t.Errorf("%s is not known: %q, %v", other, said, err)
	}
}

func TestAnEditSuggestsToo(t *testing.T) {
	p, b := open(t, 120, 35)
	panetest.Settle(t, p, p.Goto(b.Records[draft].Ref(), ""))
	fill := panetest.One[pane.Fill](t, p, p.Do("leads.edit"))
	if fill.Suggest == nil || fill.Suggest("company", map[string]string{"company": "alp"}) == nil {
		t.Error("the edit of a lead suggests nothing")
	}
}
