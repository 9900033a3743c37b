package pipeline_test

import (
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

func TestCustomersAreSuggested(t *testing.T) {
	p, b := open(t, 120, 35)
	b.Text = func(o domain.Opportunity) domain.Untrusted { return o.Customer }
	fill := panetest.One[pane.Fill](t, p, p.Do("pipeline.new"))
	for typed, want := range map[string]string{"alpine": "Alpine Retail", "物流": "株式会社物流グループ", "nobody": ""} {
		found, err := fill.Suggest("customer", map[string]string{"customer": typed})()
		if err != nil || want == "" != (len(found) == 0) || want != "" && (len(found) != 1 || found[0].Values["customer"] != domain.Outside(want)) {
			t.Errorf("%q: %v, %v", typed, found, err)
		}
	}
	q := b.Asked[len(b.Asked)-1]
	if q.List != domain.ListAll || !q.Quick || q.Kind != domain.KindOpportunity {
		t.Errorf("asked %+v", q)
	}
}
