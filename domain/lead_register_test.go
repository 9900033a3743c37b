package domain

import (
	"errors"
	"testing"
	"time"
)

func TestARegistrationTakesItsCourse(t *testing.T) {
	draft := func(rest ...Command) []Command { return append([]Command{register(1)}, rest...) }
	submitted := func(rest ...Command) []Command { return append(draft(SubmitLead{ID: nth(1)}), rest...) }
	approve := RecordOutcome{ID: nth(1), Outcome: LeadApproved}
	for _, c := range []struct {
		name    string
		before  []Command
		command Command
		want    LeadStatus
		code    Code
	}{
		{"submit", draft(), SubmitLead{ID: nth(1)}, LeadSubmitted, ""},
		{"withdraw a draft", draft(), WithdrawLead{nth(1)}, LeadWithdrawn, ""},
		{"withdraw", submitted(), WithdrawLead{nth(1)}, LeadWithdrawn, ""},
		{"approve", submitted(), approve, LeadApproved, ""},
		{"reject", submitted(), RecordOutcome{ID: nth(1), Outcome: LeadRejected, Reason: "duplicate"}, LeadRejected, ""},
		{"joint", submitted(approve), RecordOutcome{ID: nth(1), Outcome: LeadJoint}, LeadJoint, ""},
		{"expire", submitted(approve), RecordOutcome{ID: nth(1), Outcome: LeadExpired}, LeadExpired, ""},
		{"reject without a reason", submitted(), RecordOutcome{ID: nth(1), Outcome: LeadRejected}, "", "reason.missing"},
		{"reject for a reason unknown", submitted(), RecordOutcome{ID: nth(1), Outcome: LeadRejected, Reason: "mood"}, "", "reason.unknown"},
		{"approve a draft", draft(), approve, "", "lead.not_submitted"},
		{"expire before approval", submitted(), RecordOutcome{ID: nth(1), Outcome: LeadExpired}, "", "lead.not_approved"},
		{"no outcome", submitted(), RecordOutcome{ID: nth(1), Outcome: LeadConverted}, "", "lead.unknown_outcome"},
		{"no outcome, though it says nothing new", submitted(), RecordOutcome{ID: nth(1), Outcome: LeadSubmitted}, "", "lead.unknown_outcome"},
		{"edit after submission", submitted(), EditLead{ID: nth(1)}, "", "lead.not_editable"},
		{"withdraw after approval", submitted(approve), WithdrawLead{nth(1)}, "", "lead.not_pending"},
		{"accept", draft(), AcceptLead{nth(1)}, "", "lead.not_offered"},
		{"decline", draft(), DeclineLead{ID: nth(1), Reason: "conflict"}, "", "lead.not_offered"},
		{"close", submitted(approve), CloseLead{ID: nth(1), Reason: "no_need"}, "", "lead.not_working"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := book{}
			b.must(t, noon, c.before...)
			if c.code != "" {
				b.refused(t, c.code, noon, c.command)
				return
			}
			b.must(t, noon, c.command)
			if got := b.lead(1).Status; got != c.want {
				t.Errorf("it is %s, want %s", got, c.want)
			}
		})
	}
}

func TestOnlyARejectionHasAReason(t *testing.T) {
	b := book{}
	b.must(t, noon, register(1), SubmitLead{ID: nth(1)}, RecordOutcome{ID: nth(1), Outcome: LeadApproved}, RecordOutcome{ID: nth(1), Outcome: LeadExpired, Reason: "mood"})
	if b.lead(1).Reason != "" {
		t.Errorf("an expired lead has the reason %q", b.lead(1).Reason)
	}
}

// rules.md, Leads, "Before submission (W, official decks)".
func TestCheckSubmission(t *testing.T) {
	today := NewDate(2026, time.March, 27)
	p := preset(t)
	full := func(t *testing.T) Lead {
		t.Helper()
		b := book{}
		b.must(t, noon, register(1))
		return b.lead(1)
	}
	if err := full(t).CheckSubmission(p, Firm{}, today); err != nil {
		t.Errorf("a complete draft is refused: %v", err)
	}
	for _, f := range p.Leads.Required {
		l, want := full(t), Code("field.missing")
		if f == FieldConsent {
			want = "lead.no_consent"
		}
		l.clear(f)
		var all Refusals
		if err := l.CheckSubmission(p, Firm{}, today); !errors.As(err, &all) || len(all) != 1 || all[0].Code != want || all[0].Field != string(f) {
			t.Errorf("without %s: %v, want %s alone", f, err, want)
		}
	}
	var all Refusals
	if err := (Lead{}).CheckSubmission(p, Firm{}, today); !errors.As(err, &all) || len(all) != len(p.Leads.Required) {
		t.Errorf("an empty draft: %v, want all of %v at once", err, p.Leads.Required)
	}
	for closes, ok := range map[string]bool{
		"2026-03-26": false, "2026-03-27": true, "2026-09-27": true, "2026-09-28": false, "2027-03-27": false,
	} {
		l := full(t)
		l.Registration.Close, _ = ParseDate(closes)
		if err := l.CheckSubmission(p, Firm{}, today); (err == nil) != ok || (err != nil && !errors.Is(err, Refused("lead.close_out_of_range"))) {
			t.Errorf("closing on %s: %v, want allowed %v", closes, err, ok)
		}
	}
}

func TestADraftTellsAllThatCannotBeRead(t *testing.T) {
	c := register(1)
	for f, v := range map[LeadField]string{
		FieldEmail: "nobody", FieldEmployees: "many", FieldUsers: "-1", FieldValue: "-5 EUR", FieldClose: "31.2.2026", FieldConsent: "maybe", "zz": "x", "aa": "x",
	} {
		c.Fields[f] = Outside(v)
	}
	_, err := book{}.apply(c, noon)
	want := "count.invalid (employees); email.invalid (email); date.invalid (consent); count.invalid (users); " +
		"money.negative (value); date.invalid (close); field.unknown; field.unknown"
	if err == nil || err.Error() != want {
		t.Errorf("refused with\n%v, want\n%s", err, want)
	}
	nameless := register(1)
	nameless.Fields[FieldCompany] = Outside(" \u3000")
	book{}.refused(t, "field.missing", noon, nameless)
	unknown := register(1)
	unknown.Program = "nowhere"
	book{}.refused(t, "program.unknown", noon, unknown)
}
