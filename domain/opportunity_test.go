package domain

import "testing"

func TestADealTakesItsCourse(t *testing.T) {
	b := book{}
	b.must(t, noon, addOpportunity(1))
	if o := b.opportunity(1); o.Stage != "Prospecting" || o.Probability != 10 || o.Expected() != (Money{Count(100), "USD"}) {
		t.Errorf("a new deal is %+v, expected %v", o, o.Expected())
	}
	b.must(t, noon, MoveStage{ID: nth(1), Stage: "proposal/price quote"})
	if o := b.opportunity(1); o.Probability != 75 || o.Category != "Pipeline" {
		t.Errorf("in the next stage it is %+v", o)
	}
	b.refused(t, "stage.unknown", noon, MoveStage{ID: nth(1), Stage: "Limbo"})
	b.refused(t, "opportunity.unknown", noon, MoveStage{ID: nth(3), Stage: "Closed Won"})
	b.must(t, noon, MoveStage{ID: nth(1), Stage: "Closed Won", Reason: Outside("price")})
	p := preset(t)
	if o := b.opportunity(1); o.Won(p) != p.Day(noon) || o.Probability != 100 || o.Reason.IsZero() || !o.ClosedAt.Equal(noon) {
		t.Errorf("won, it is %+v", o)
	}
	b.refused(t, "opportunity.closed", noon, MoveStage{ID: nth(1), Stage: "Closed Lost"})
	b.refused(t, "opportunity.closed", noon, EditOpportunity{ID: nth(1), Fields: map[OpportunityField]Untrusted{OppNext: Outside("call")}})
}

// A deal that is won by the form counts on that day, not on the one expected.
func TestWinningByTheForm(t *testing.T) {
	p := preset(t)
	for _, c := range []struct{ close, want string }{{"", "2026-03-27"}, {"2026-03-20", "2026-03-20"}} {
		b, add := book{}, addOpportunity(1)
		add.Fields[OppClose] = Outside("2026-12-31")
		win := map[OpportunityField]Untrusted{OppStage: Outside("Closed Won")}
		if c.close != "" {
			win[OppClose] = Outside(c.close)
		}
		b.must(t, noon, add, EditOpportunity{ID: nth(1), Fields: win})
		if got := b.opportunity(1).Won(p).String(); got != c.want {
			t.Errorf("won with close date %q: it counts on %s, want %s", c.close, got, c.want)
		}
	}
}

func TestWhatADealRefuses(t *testing.T) {
	for _, c := range []struct {
		field OpportunityField
		value string
		code  Code
	}{
		{OppName, "", "field.missing"}, {OppAmount, "much", "money.unreadable"}, {OppACV, "-1 USD", "money.negative"},
		{OppKind, "mine", "choice.unknown"}, {OppKind, "sourced", "opportunity.not_sourced"}, {OppEvidence, "rumor", "choice.unknown"},
		{OppClose, "2026-02-30", "date.invalid"}, {OppNextOn, "soon", "date.invalid"}, {OppStage, "Limbo", "stage.unknown"}, {"color", "red", "field.unknown"},
	} {
		add := addOpportunity(1)
		add.Fields[c.field] = Outside(c.value)
		book{}.refused(t, c.code, noon, add)
		b := book{}
		b.must(t, noon, addOpportunity(1))
		b.refused(t, c.code, noon, EditOpportunity{ID: nth(1), Fields: map[OpportunityField]Untrusted{c.field: Outside(c.value)}})
	}
}

// A deal of a registered lead stays sourced when it is edited, and may become joint.
func TestSourcedNeedsARegisteredLead(t *testing.T) {
	b := book{}
	b.must(t, noon, register(1), SubmitLead{ID: nth(1)}, RecordOutcome{ID: nth(1), Outcome: LeadApproved}, ConvertLead{ID: nth(1), Opportunity: nth(2)})
	b.must(t, noon, EditOpportunity{ID: nth(2), Fields: map[OpportunityField]Untrusted{OppKind: Outside("joint")}})
	b.must(t, noon, EditOpportunity{ID: nth(2), Fields: map[OpportunityField]Untrusted{OppKind: Outside("sourced")}})
	b.refused(t, "opportunity.not_sourced", noon, EditOpportunity{ID: nth(2), Fields: map[OpportunityField]Untrusted{OppEvidence: Outside("at_request")}})
}
