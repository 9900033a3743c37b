package domain

import (
	"slices"
	"testing"
	"time"
)

// The window runs in elapsed hours (S4): rules.md, worked examples, "offered
// 2026-03-28 10:00 Europe/Paris, clocks change on the 29th".
func TestTheWindowIsElapsedHours(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	b := book{}
	b.must(t, time.Date(2026, time.March, 28, 10, 0, 0, 0, paris), offered(1))
	if want := time.Date(2026, time.March, 30, 11, 0, 0, 0, paris); !b.lead(1).Due.Equal(want) {
		t.Errorf("due %v, want %v", b.lead(1).Due.In(paris), want)
	}
	own := offered(2)
	own.Due = noon.Add(time.Hour)
	b.must(t, noon, own)
	if !b.lead(2).Due.Equal(own.Due) {
		t.Errorf("due %v: the deadline that the lead carries wins", b.lead(2).Due)
	}
}

func TestAnOfferIsAnsweredBeforeItsDeadlineOnly(t *testing.T) {
	due := noon.Add(48 * time.Hour)
	for _, c := range []struct {
		at      time.Time
		command Command
		want    LeadStatus
		code    Code
	}{
		{noon, AcceptLead{nth(1)}, LeadAccepted, ""},
		{due.Add(-time.Millisecond), AcceptLead{nth(1)}, LeadAccepted, ""},
		{due, AcceptLead{nth(1)}, "", "lead.lapsed"},
		{due.Add(time.Hour), AcceptLead{nth(1)}, "", "lead.lapsed"},
		{noon, DeclineLead{ID: nth(1), Reason: "conflict"}, LeadDeclined, ""},
		{noon, DeclineLead{ID: nth(1)}, "", "reason.missing"},
		{noon, DeclineLead{ID: nth(1), Reason: "mood"}, "", "reason.unknown"},
		{due, DeclineLead{ID: nth(1), Reason: "conflict"}, "", "lead.lapsed"},
		{due, LapseLead{nth(1)}, LeadLapsed, ""},
		{noon, LogActivity{ID: nth(1), Kind: Call, Text: Outside("hi")}, "", "lead.not_accepted"},
		{noon, EditLead{ID: nth(1)}, "", "lead.not_accepted"},
		{noon, ConvertLead{ID: nth(1), Opportunity: nth(9)}, "", "lead.not_accepted"},
		{noon, CloseLead{ID: nth(1), Reason: "no_need"}, "", "lead.not_working"},
		{noon, SubmitLead{ID: nth(1)}, "", "lead.not_draft"},
		{noon, WithdrawLead{nth(1)}, "", "lead.not_pending"},
		{noon, RecordOutcome{ID: nth(1), Outcome: LeadApproved}, "", "lead.not_submitted"},
		{noon, AcceptLead{nth(7)}, "", "lead.unknown"},
		{noon, AcceptLead{}, "", "command.no_subject"},
	} {
		b := book{}
		b.must(t, noon, offered(1))
		if c.code == "" {
			b.must(t, c.at, c.command)
			if got := b.lead(1).Status; got != c.want {
				t.Errorf("%s gives %s, want %s", c.command.Name(), got, c.want)
			}
			continue
		}
		refusal := b.refusal(t, c.code, c.at, c.command)
		if c.code == "lead.lapsed" && !refusal.Args["due"].(time.Time).Equal(due) {
			t.Errorf("%s: the refusal names %v as the deadline, want %v", c.command.Name(), refusal.Args["due"], due)
		}
	}
}

// rules.md, Time: "a clock set back never revives a lapsed lead".
func TestAClockSetBackRevivesNothing(t *testing.T) {
	b := book{}
	b.must(t, noon, offered(1))
	if n, err := b.apply(LapseLead{nth(1)}, noon.Add(47*time.Hour)); n != 0 || err != nil {
		t.Fatalf("before its deadline %d records lapse: %v", n, err)
	}
	b.must(t, noon.Add(50*time.Hour), LapseLead{nth(1)})
	b.refused(t, "lead.lapsed", noon, AcceptLead{nth(1)})
	if got := b.lead(1); got.StatusAt(noon) != LeadLapsed || !got.AnsweredAt.Equal(got.Due) {
		t.Errorf("with the clock set back it is %s, answered at %v", got.StatusAt(noon), got.AnsweredAt)
	}
}

// rules.md, Leads: "A declined lead is not offered to this firm again."
func TestNothingIsOfferedTwice(t *testing.T) {
	b := book{}
	b.must(t, noon, offered(1), DeclineLead{ID: nth(1), Reason: "conflict"})
	again := offered(2)
	again.Lead.PortalID = b.lead(1).PortalID
	for _, c := range []Command{offered(1), again} {
		if n, err := b.apply(c, noon); n != 0 || err != nil {
			t.Errorf("a declined lead is offered again: %d records, %v", n, err)
		}
	}
}

// rules.md, Leads: a held-back field is seen only after acceptance (L3).
func TestHeldBackFieldsShowAfterAcceptanceOnly(t *testing.T) {
	p := preset(t)
	for status, visible := range map[LeadStatus]bool{
		LeadOffered: false, LeadDeclined: false, LeadLapsed: false,
		LeadAccepted: true, LeadWorking: true, LeadClosed: true, LeadConverted: true,
		LeadDraft: true, LeadSubmitted: true, LeadApproved: true, LeadRejected: true, LeadWithdrawn: true, LeadJoint: true, LeadExpired: true,
	} {
		l := offered(1).Lead
		l.Status = status
		seen := l.Disclose(p)
		if shows(t, seen) != visible || l.Disclosed() != visible || (len(seen.HeldBack) == 0) != visible {
			t.Errorf("a lead that is %s: secret shown %v, want %v; held back %v", status, shows(t, seen), visible, seen.HeldBack)
		}
		if !shows(t, l) || seen.Company.Name != l.Company.Name {
			t.Errorf("a lead that is %s: the record itself lost something, or the company is hidden", status)
		}
	}
}

func TestEveryFieldCanBeHeldBackAndIsSetByItsName(t *testing.T) {
	p := preset(t)
	for _, f := range LeadFields() {
		v := map[LeadField]Untrusted{
			FieldEmail: Outside("a@b.example"), FieldValue: Outside("12 EUR"), FieldClose: Outside("2026-05-01"),
			FieldConsent: Outside("yes"), FieldEmployees: Outside("3"), FieldUsers: Outside("3"),
		}[f]
		if v.IsZero() {
			v = Outside("text")
		}
		var l Lead
		if !l.lacks(f) {
			t.Errorf("an empty lead has %s", f)
		}
		if err := l.setFields(p, map[LeadField]Untrusted{f: v}, Now{At: noon}); err != nil || l.lacks(f) {
			t.Errorf("%s = %s is not set: %v", f, v, err)
		}
		if l.clear(f); !l.lacks(f) {
			t.Errorf("%s stays after it was held back", f)
		}
		if err := l.setFields(p, map[LeadField]Untrusted{f: {}}, Now{At: noon}); err != nil {
			t.Errorf("%s cannot be emptied: %v", f, err)
		}
	}
}

func TestWorkingALead(t *testing.T) {
	b := book{}
	b.must(t, noon, offered(1), AcceptLead{nth(1)})
	p := preset(t)
	if got, want := b.lead(1).ActivityDue(p), noon.Add(14*24*time.Hour); !got.Equal(want) {
		t.Errorf("activity is due %v, want %v", got, want)
	}
	b.refused(t, "activity.no_text", noon, LogActivity{ID: nth(1), Kind: Call})
	b.refused(t, "activity.unknown_kind", noon, LogActivity{ID: nth(1), Kind: "dance", Text: Outside("x")})
	next := NextStep{NewDate(2026, time.April, 1), Outside("offer")}
	later := noon.Add(time.Hour)
	b.must(t, later, LogActivity{ID: nth(1), Kind: Call, Text: Outside("hi"), Next: next})
	b.must(t, later.Add(time.Hour), LogActivity{ID: nth(1), Kind: Mail, Text: Outside("ho")})
	l := b.lead(1)
	if l.Status != LeadWorking || len(l.Activities) != 2 || l.Next != next || !l.ActivityDue(p).IsZero() || !l.LastActivity().Equal(later.Add(time.Hour)) {
		t.Errorf("after two activities the lead is %+v", l)
	}
	if l.Activities[0] != (Activity{later, Outside("ann"), Call, Outside("hi")}) {
		t.Errorf("the first activity is %+v", l.Activities[0])
	}
	b.must(t, noon, acceptTwice(t, b))
	b.refused(t, "reason.unknown", noon, CloseLead{ID: nth(1), Reason: "conflict"})
	b.must(t, noon, CloseLead{ID: nth(1), Reason: "no_need", Remark: Outside("sorry")})
	b.refused(t, "lead.not_convertible", noon, ConvertLead{ID: nth(1), Opportunity: nth(9)})
	b.refused(t, "lead.not_editable", noon, EditLead{ID: nth(1)})
	b.refused(t, "lead.not_offered", noon, AcceptLead{nth(1)})
}

// acceptTwice checks that accepting a lead in work changes nothing, and
// returns an edit of it.
func acceptTwice(t *testing.T, b book) Command {
	t.Helper()
	if n, err := b.apply(AcceptLead{nth(1)}, noon.Add(99*time.Hour)); n != 0 || err != nil {
		t.Errorf("accepting twice changes %d records: %v", n, err)
	}
	return EditLead{nth(1), map[LeadField]Untrusted{FieldPhone: Outside("+49")}}
}

// Two decisions over one record do not write into each other.
func TestActivitiesAreNotShared(t *testing.T) {
	b := book{}
	b.must(t, noon, offered(1), AcceptLead{nth(1)})
	for range 3 { // so that the slice has room to spare
		b.must(t, noon, LogActivity{ID: nth(1), Kind: Call, Text: Outside("hi")})
	}
	l := b.lead(1)
	l.Activities = slices.Grow(l.Activities, 4)
	b[l.Ref()] = l
	one, err := Decide(b, LogActivity{ID: nth(1), Kind: Call, Text: Outside("one")}, Now{At: noon})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Decide(b, LogActivity{ID: nth(1), Kind: Call, Text: Outside("two")}, Now{At: noon}); err != nil {
		t.Fatal(err)
	}
	if got := one[0].(Lead).Activities[3].Text.Raw(); got != "one" {
		t.Errorf("the first decision now says %q", got)
	}
}

func TestLeadsStandInLists(t *testing.T) {
	for status, want := range map[LeadStatus][]string{
		LeadOffered: {ListInbox}, LeadLapsed: {ListInbox, ListClosed}, LeadAccepted: {ListWorking}, LeadWorking: {ListWorking},
		LeadDraft: {ListRegistered}, LeadSubmitted: {ListRegistered}, LeadApproved: {ListRegistered}, LeadDeclined: {ListClosed},
		LeadClosed: {ListClosed}, LeadRejected: {ListClosed}, LeadWithdrawn: {ListClosed}, LeadJoint: {ListClosed},
		LeadExpired: {ListClosed}, LeadConverted: {ListClosed},
	} {
		if got := (Lead{Status: status}).Lists(); !slices.Equal(got, want) {
			t.Errorf("a lead that is %s stands in %v, want %v", status, got, want)
		}
	}
}

func TestConvertingALead(t *testing.T) {
	fields := map[OpportunityField]Untrusted{OppACV: Outside("900 USD")}
	for _, c := range []struct {
		name     string
		before   []Command
		fields   map[OpportunityField]Untrusted
		kind     ACVKind
		evidence Evidence
		code     Code
	}{
		{"distributed", []Command{offered(1), AcceptLead{nth(1)}}, fields, Joint, EvidenceDistributed, ""},
		{"registered", []Command{register(1), SubmitLead{ID: nth(1)}, RecordOutcome{ID: nth(1), Outcome: LeadApproved}}, fields, Sourced, EvidenceRegistered, ""},
		{
			"registered, joint", []Command{register(1), SubmitLead{ID: nth(1)}, RecordOutcome{ID: nth(1), Outcome: LeadApproved}},
			map[OpportunityField]Untrusted{OppKind: Outside("joint")}, Joint, EvidenceRegistered, "",
		},
		{
			"distributed is never sourced", []Command{offered(1), AcceptLead{nth(1)}},
			map[OpportunityField]Untrusted{OppKind: Outside("sourced")}, "", "", "opportunity.not_sourced",
		},
		{"not approved", []Command{register(1), SubmitLead{ID: nth(1)}}, nil, "", "", "lead.not_convertible"},
		{"unreadable", []Command{offered(1), AcceptLead{nth(1)}}, map[OpportunityField]Untrusted{OppAmount: Outside("much")}, "", "", "money.unreadable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := book{}
			b.must(t, noon, c.before...)
			convert := ConvertLead{ID: nth(1), Opportunity: nth(2), Fields: c.fields}
			if c.code != "" {
				b.refused(t, c.code, noon, convert)
				return
			}
			b.must(t, noon, convert)
			l, o := b.lead(1), b.opportunity(2)
			if l.Status != LeadConverted || l.Opportunity != o.ID || o.Lead != l.ID || o.Kind != c.kind || o.Evidence != c.evidence || o.Amount != l.Value {
				t.Errorf("the lead is %+v, the deal %+v", l, o)
			}
		})
	}
}

func TestConvertingOverwritesNoDeal(t *testing.T) {
	b := book{}
	b.must(t, noon, addOpportunity(2), offered(1), AcceptLead{nth(1)})
	if n, err := b.apply(ConvertLead{ID: nth(1), Opportunity: nth(2)}, noon); n != 0 || err == nil {
		t.Errorf("a lead was converted over another deal: %d records, %v", n, err)
	}
	b.refused(t, "command.no_subject", noon, ConvertLead{ID: nth(1)})
}
