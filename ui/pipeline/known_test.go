package pipeline_test

import (
	"slices"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

func TestADealMayBeKnownAlready(t *testing.T) {
	said := func(fill pane.Fill, customer string) []string {
		t.Helper()
		read := fill.Look(map[string]string{"customer": customer})
		if read == nil {
			return nil
		}
		said, err := read()
		if err != nil {
			t.Fatal(err)
		}
		return said
	}
	p, _ := open(t, 120, 35)
	fill := panetest.One[pane.Fill](t, p, p.Do("pipeline.new"))
	for customer, want := range map[string][]string{
		"alpine retail AG": {"Known already? Regional retailer · Sales Cloud (opportunity: same company; 80 %)"},
		"Alpine":           nil,
		"Orion":            nil, // won
		"":                 nil,
	} {
		if got := said(fill, customer); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", customer, got, want)
		}
	}
	p = at(t, 2)
	if got := said(panetest.One[pane.Fill](t, p, p.Do("pipeline.edit")), "Alpine Retail"); got != nil {
		t.Errorf("of itself: %q", got)
	}
}

func TestAnEditSuggestsToo(t *testing.T) {
	p, b := open(t, 120, 35)
	b.Text = func(o domain.Opportunity) domain.Untrusted { return o.Customer }
	panetest.Settle(t, p, p.Goto(b.Records[2].Ref(), ""))
	fill := panetest.One[pane.Fill](t, p, p.Do("pipeline.edit"))
	if fill.Suggest == nil {
		t.Fatal("the edit of a deal suggests nothing")
	}
	found, err := fill.Suggest("customer", map[string]string{"customer": "orio"})()
	if err != nil || len(found) != 1 || found[0].Label != domain.Outside("Orion") {
		t.Errorf("%v, %v", found, err)
	}
}
