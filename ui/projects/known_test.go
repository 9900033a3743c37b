package projects_test

import (
	"slices"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// remarks are what a form reads of the book about some values.
func remarks(t *testing.T, fill pane.Fill, values map[string]string) []string {
	t.Helper()
	read := fill.Look(values)
	if read == nil {
		return nil
	}
	said, err := read()
	if err != nil {
		t.Fatal(err)
	}
	return said
}

func TestAProjectMayBeKnownAlready(t *testing.T) {
	p, _ := open(t, 120, 35)
	fill := panetest.One[pane.Fill](t, p, p.Do("projects.new"))
	for _, c := range []struct {
		name, customer string
		want           []string
	}{
		{"portal", "ORION Ltd", []string{"Known already? Portal (project, on hold: same company, nearly the same name; 92 %)"}},
		{"Portal 2", "Orion", nil},
		{"Service desk", "Orion", nil},
		{"Portal", "Elsewhere", nil},
		{"ERP rollout", "Delta Foods", nil}, // completed
		{"", "Orion", nil},
		{"Portal", "", nil},
	} {
		if got := remarks(t, fill, map[string]string{"name": c.name, "customer": c.customer}); !slices.Equal(got, c.want) {
			t.Errorf("%q for %q: %q, want %q", c.name, c.customer, got, c.want)
		}
	}
	// What is edited is not known already because it is there.
	p = at(t, held)
	fill = panetest.One[pane.Fill](t, p, p.Do("projects.edit"))
	if got := remarks(t, fill, map[string]string{"name": "Portal", "customer": "Orion"}); got != nil {
		t.Errorf("of itself: %q", got)
	}
}

func TestAnEditSuggestsToo(t *testing.T) {
	p, b := open(t, 120, 35)
	b.Text = func(p domain.Project) domain.Untrusted { return p.Customer }
	panetest.Settle(t, p, p.Goto(b.Records[held].Ref(), ""))
	fill := panetest.One[pane.Fill](t, p, p.Do("projects.edit"))
	if fill.Suggest == nil {
		t.Fatal("the edit of a project suggests nothing")
	}
	found, err := fill.Suggest("customer", map[string]string{"customer": "alp"})()
	if err != nil || len(found) != 1 || found[0].Label != domain.Outside("Alpine Bank") {
		t.Errorf("%v, %v", found, err)
	}
}
