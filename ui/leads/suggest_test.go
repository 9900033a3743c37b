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
