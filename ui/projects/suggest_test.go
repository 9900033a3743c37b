package projects_test

import (
	"fmt"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

func TestSuggestions(t *testing.T) {
	p, b := open(t, 120, 35)
	b.Text = func(p domain.Project) domain.Untrusted { return domain.Outside(fmt.Sprint(p.Customer, p.Contacts)) }
	fill := panetest.One[pane.Fill](t, p, p.Do("projects.new"))
	for _, c := range []struct {
		field, typed, customer string
		labels                 []string
		values                 map[string]string
	}{
		{"customer", "alp", "", []string{"Alpine Bank"}, map[string]string{"customer": "Alpine Bank"}},
		{"customer", "物流", "", []string{"株式会社物流グループ"}, map[string]string{"customer": "株式会社物流グループ", "industry": "Logistics"}},
		{"customer", "CRM migration", "", nil, nil}, // the name of a project is no customer
		{"contact1_name", "ann", "Delta Foods", []string{"Ann One"}, map[string]string{"contact1_name": "Ann One", "contact1_email": "ann@delta.example"}},
		{"contact2_email", "weber", "", []string{"M. Weber"}, map[string]string{"contact2_name": "M. Weber", "contact2_email": "m.weber@delta.example"}},
		{"contact1_name", "ann", "株式会社物流グループ", nil, nil}, // another customer's
		{"contact1_name", "ann", "Elsewhere", nil, nil},
	} {
		values := map[string]string{"customer": c.customer}
		values[c.field] = c.typed
		found, err := fill.Suggest(c.field, values)()
		if err != nil || len(found) != len(c.labels) {
			t.Errorf("%s %q: %v, %v", c.field, c.typed, found, err)
			continue
		}
		for i, s := range found {
			if s.Label != domain.Outside(c.labels[i]) || len(s.Values) != len(c.values) {
				t.Errorf("%s %q: %v", c.field, c.typed, s)
			}
			for key, v := range c.values {
				if s.Values[key] != domain.Outside(v) {
					t.Errorf("%s %q: %s is %q", c.field, c.typed, key, s.Values[key])
				}
			}
		}
	}
}
