package domain

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestPhoneKey(t *testing.T) {
	for _, same := range [][]string{
		{"+33 1 23 45 67 89", "01 23 45 67 89", "0033 1 23 45 67 89", "+33 (0)1 23 45 67 89", "01.23.45.67.89", "(01) 23-45-67-89", "33 1 23 45 67 89", "＋３３ １ ２３４５ ６７８９"},
		{"+49 30 123456", "030 123456", "0049 (0)30 123456", "030/12 34 56"},
		{"+1 (555) 123-4567", "555 123 4567", "1-555-123-4567", "001 555 123 4567", "+1 555 123 4567 ext. 12", "555-123-4567 x12", "555 123 4567 #9"},
		{"+81 3-1234-5678", "03-1234-5678", "０３－１２３４－５６７８", "03-1234-5678 内線 22"},
		{"+351 21 123 4567", "21 123 4567"},
		{"+39 06 1234567", "06 1234567"},
	} {
		for _, s := range same {
			if got, want := PhoneKey(Outside(s)), PhoneKey(Outside(same[0])); got != want || got == "" {
				t.Errorf("%q has the key %q, %q has %q", s, got, same[0], want)
			}
		}
	}
	seen := map[string]string{}
	for _, s := range []string{"+33 1 23 45 67 89", "+33 1 23 45 67 88", "+33 2 23 45 67 89", "+49 30 123456", "+49 30 123457", "555 123 4567"} {
		key := PhoneKey(Outside(s))
		if seen[key] != "" || len(key) > phoneMost {
			t.Errorf("%q and %q share the key %q", s, seen[key], key)
		}
		seen[key] = s
	}
	for _, s := range []string{"", "none", "112", "+33 1", "0000000000", "+", "ext. 12", "12345 x67890"} {
		if got := PhoneKey(Outside(s)); got != "" {
			t.Errorf("%q has the key %q, and tells nothing", s, got)
		}
	}
}

func TestMailDomain(t *testing.T) {
	for in, want := range map[string]string{
		"ann@One.Example": "one.example", "ann@ＯＮＥ.example": "one.example", "a@müller.example": "müller.example", "a@MÜLLER.example": "müller.example",
		"ann": "", "ann@one": "", "": "", "a@b@c.example": "",
	} {
		if got := MailDomain(Outside(in)); got != want {
			t.Errorf("the domain of %q is %q, want %q", in, got, want)
		}
	}
	for domain, want := range map[string]bool{
		"gmail.com": true, "outlook.com": true, "outlook.fr": true, "yahoo.co.jp": true, "web.de": true, "orange.fr": true,
		"gmail.example": false, "yahooligans.com": false, "mail.one.example": false, "": false,
	} {
		if isPublicMail(domain) != want {
			t.Errorf("%q is public: %v, want %v", domain, !want, want)
		}
	}
}

// known is a lead of a company and a contact.
func known(company, name, email, phone string) Lead {
	return Lead{
		ID: nth(9), Program: DefaultProgram, Origin: Registered, Status: LeadDraft, Company: Company{Name: Outside(company)},
		Contact: Contact{Name: Outside(name), Email: Outside(email), Phone: Outside(phone)},
	}
}

// rules.md, Leads: "same company (normalized) or e-mail domain".
func TestCompare(t *testing.T) {
	p := preset(t)
	for _, c := range []struct {
		a, b     Lead
		want     []Likeness
		strength int
	}{
		{known("Acme Corp.", "", "", ""), known("ＡＣＭＥ, Inc.", "", "", ""), []Likeness{SameCompany}, 80},
		{known("株式会社東和物流", "", "", ""), known("㈱東和物流", "", "", ""), []Likeness{SameCompany}, 80},
		{known("ｻｸﾗ", "", "", ""), known("サクラ 合同会社", "", "", ""), []Likeness{SameCompany}, 80},
		{known("Société Générale SA", "", "", ""), known("SOCIETE GENERALE", "", "", ""), []Likeness{SameCompany}, 80},
		{known("Acme", "", "ann@acme.example", ""), known("Apex", "", "ben@ACME.example", ""), []Likeness{SameDomain}, 70},
		{known("Acme", "", "ann@gmail.com", ""), known("Apex", "", "ben@gmail.com", ""), nil, 0},
		{known("Acme", "", "", "+33 1 23 45 67 89"), known("Apex", "", "", "01 23 45 67 89"), []Likeness{SamePhone}, 60},
		{known("Acme", "Zoë Noël", "", ""), known("Apex", "NOEL, Zoe", "", ""), []Likeness{SameName}, 30},
		{known("Acme", "ﾀﾅｶ ﾐｻｷ", "", ""), known("Apex", "タナカ　ミサキ", "", ""), []Likeness{SameName}, 30},
		{known("Acme", "Ann", "a@acme.example", "0123456789"), known("ACME", "ann", "b@acme.example", "+33 123456789"), Likenesses(), 98},
		{known("", "", "", ""), known("", "", "", ""), nil, 0},
		{known("Acme", "Ann", "", ""), known("Apex", "Ben", "", ""), nil, 0},
	} {
		got := IdentityOf(c.a, p).Compare(IdentityOf(c.b, p))
		if !slices.Equal(got.Reasons, c.want) || got.Strength != c.strength {
			t.Errorf("%q and %q share %v, %d, want %v, %d", c.a.Company.Name, c.b.Company.Name, got.Reasons, got.Strength, c.want, c.strength)
		}
	}
}

// identities draws what a record may be known by, from few values, so that they meet.
func identities() *rapid.Generator[Identity] {
	return rapid.Custom(func(t *rapid.T) Identity {
		var i Identity
		for _, l := range Likenesses() {
			for _, text := range rapid.SliceOfDistinct(rapid.SampledFrom([]string{"a", "b", "c"}), rapid.ID).Draw(t, string(l)) {
				i.add(l, text)
			}
		}
		return i
	})
}

func TestCompareIsFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := identities().Draw(t, "a"), identities().Draw(t, "b")
		m := a.Compare(b)
		if other := b.Compare(a); !reflect.DeepEqual(m, other) {
			t.Fatalf("one way %v, the other way %v", m, other)
		}
		if m.Strength < 0 || m.Strength > 100 || (m.Strength == 0) != (len(m.Reasons) == 0) {
			t.Fatalf("%v", m)
		}
		for _, l := range Likenesses() {
			more, same := a, b
			more.Keys, same.Keys = slices.Clone(a.Keys), slices.Clone(b.Keys)
			more.add(l, "z")
			same.add(l, "z")
			after := more.Compare(same)
			if slices.Contains(m.Reasons, l) != (after.Strength == m.Strength) || after.Strength < m.Strength || after.Strength < l.Strength() {
				t.Fatalf("with %s besides, %v becomes %v", l, m, after)
			}
		}
	})
}

func TestDuplicatesAreOpenAndOfTheProgram(t *testing.T) {
	p := preset(t)
	i := IdentityOf(known("Acme", "", "zoe@acme.example", ""), p)
	lead := func(s LeadStatus) Lead {
		l := known("ACME Inc.", "", "", "")
		l.ID, l.Status, l.Due = nth(1), s, noon.Add(time.Hour)
		return l
	}
	deal := Opportunity{ID: nth(2), Program: DefaultProgram, Name: Outside("Portal"), Customer: Outside("ＡＣＭＥ")}
	work := Project{ID: nth(3), Program: DefaultProgram, Name: Outside("Rollout"), Customer: Outside("Bolt"), Status: ProjectActive,
		Contacts: []Contact{{Email: Outside("x@bolt.example")}, {Email: Outside("ben@acme.example")}}}
	won, ended, elsewhere := deal, work, deal
	won.Outcome, ended.Status, elsewhere.Program = OutcomeWon, ProjectCompleted, "pvs-fy19"
	held := work
	held.Status = ProjectOnHold
	itself := lead(LeadDraft)
	itself.ID = nth(9)
	for _, c := range []struct {
		name string
		r    Record
		want bool
	}{
		{"offered", lead(LeadOffered), true},
		{"accepted", lead(LeadAccepted), true},
		{"working", lead(LeadWorking), true},
		{"draft", lead(LeadDraft), true},
		{"submitted", lead(LeadSubmitted), true},
		{"approved", lead(LeadApproved), true},
		{"declined", lead(LeadDeclined), false},
		{"lapsed", lead(LeadLapsed), false},
		{"closed", lead(LeadClosed), false},
		{"rejected", lead(LeadRejected), false},
		{"withdrawn", lead(LeadWithdrawn), false},
		{"joint", lead(LeadJoint), false},
		{"expired", lead(LeadExpired), false},
		{"converted", lead(LeadConverted), false},
		{"an open deal", deal, true},
		{"a won deal", won, false},
		{"a deal of another program", elsewhere, false},
		{"a project", work, true},
		{"a project on hold", held, true},
		{"a completed project", ended, false},
		{"itself", itself, false},
		{"a story", Story{ID: nth(4), Program: DefaultProgram, Customer: Outside("Acme")}, false},
	} {
		if got := i.Duplicates(p, []Record{c.r}, noon); (len(got) == 1) != c.want {
			t.Errorf("%s: %+v, want a duplicate %v", c.name, got, c.want)
		}
	}
	if got := i.Duplicates(p, []Record{lead(LeadOffered)}, noon.Add(time.Hour)); got != nil {
		t.Errorf("an offer whose deadline has come: %+v", got)
	}
	got := i.Duplicates(p, []Record{work, deal, lead(LeadDraft)}, noon)
	if len(got) != 3 || got[0].Title != Outside("ACME Inc.") || got[1].Title != Outside("Portal") || got[2].Title != Outside("Rollout") || got[2].Strength != StrengthDomain {
		t.Errorf("in the order %+v", got)
	}
}

// mission.md, L3: held-back fields are held back everywhere. Whoever guesses a
// contact's domain, number or name must not be told that it is right.
func TestAnOfferGivesNothingAwayAsADuplicate(t *testing.T) {
	p := preset(t)
	o := offered(1).Lead
	o.Contact = Contact{Name: Outside("Ann One"), Email: Outside("ann@one.example"), Phone: Outside("+33 1 23 45 67 89"), Mobile: Outside("+33 6 23 45 67 89")}
	o.Origin, o.Status, o.Due = Distributed, LeadOffered, noon.Add(time.Hour)
	for _, guess := range []Lead{
		known("Nobody", "Ann One", "", ""), known("Nobody", "", "x@one.example", ""), known("Nobody", "", "", "01 23 45 67 89"), known("Nobody", "", "", "06 23 45 67 89"),
		known("Nobody", "Ann One", "ann@one.example", "01 23 45 67 89"),
	} {
		i := IdentityOf(guess, p)
		if got := i.Duplicates(p, []Record{o}, noon); got != nil {
			t.Errorf("%+v tells %+v", guess.Contact, got)
		}
		taken := o
		taken.Status = LeadAccepted
		if m := i.Compare(IdentityOf(taken, p)); m.Strength == 0 {
			t.Errorf("%+v is not even found once it is disclosed", guess.Contact)
		}
	}
	same := known("Mueller", "Ann One", "ann@one.example", "01 23 45 67 89")
	same.Company.Name = o.Company.Name
	alone := known(o.Company.Name.Raw(), "", "", "")
	got, want := IdentityOf(same, p).Duplicates(p, []Record{o}, noon), IdentityOf(alone, p).Duplicates(p, []Record{o}, noon)
	if len(got) != 1 || !reflect.DeepEqual(got, want) {
		t.Errorf("with the right contact %+v, without any %+v", got, want)
	}
	hidden := *p
	hidden.Leads.HeldBack = append(slices.Clone(p.Leads.HeldBack), FieldCompany)
	if got := IdentityOf(same, &hidden).Duplicates(&hidden, []Record{o}, noon); got != nil {
		t.Errorf("a company that is held back is found: %+v", got)
	}
}

func TestADuplicateIsSubmittedOnlyKnowingly(t *testing.T) {
	b := book{}
	b.must(t, noon, addProject(3), register(1))
	refusal := b.refusal(t, "lead.duplicate", noon, SubmitLead{ID: nth(1)})
	found, _ := refusal.Args["duplicates"].([]Duplicate)
	if len(found) != 1 || found[0].Ref != (Ref{KindProject, nth(3)}) || !slices.Equal(found[0].Reasons, []Likeness{SameCompany}) {
		t.Errorf("it names %+v", found)
	}
	b.must(t, noon, SubmitLead{ID: nth(1), Anyway: true})
	other := register(2)
	other.Fields[FieldCompany] = Outside("Bolt")
	b.must(t, noon, other)
	b.refused(t, "lead.duplicate", noon, SubmitLead{ID: nth(2)}) // by the domain of the first
	b.must(t, noon, WithdrawLead{nth(1)}, SubmitLead{ID: nth(2)})
}

func TestTheFirmItselfIsNoLead(t *testing.T) {
	for _, c := range []struct {
		firm, domain, company, email string
		field                        LeadField
	}{
		{"Nimbus Consulting Ltd", "", "NIMBUS Consulting", "a@one.example", FieldCompany},
		{"株式会社ニンバス", "", "ﾆﾝﾊﾞｽ", "a@one.example", FieldCompany},
		{"Nimbus", "nimbus.example", "One", "a@NIMBUS.example", FieldEmail},
		{"Nimbus", "@Nimbus.example", "One", "a@paris.nimbus.example", FieldEmail},
		{"Nimbus", "nimbus.example", "One", "a@cumulonimbus.example", ""},
		{"Nimbus", "", "Nimbus Foods", "a@nimbus.example", ""},
	} {
		b := book{}
		b.must(t, noon, SetUpFirm{Firm: Outside(c.firm), Program: DefaultProgram})
		if c.domain != "" {
			b.must(t, noon, SetFirmDomains{[]Untrusted{Outside(c.domain)}})
		}
		r := register(1)
		r.Fields[FieldCompany], r.Fields[FieldEmail] = Outside(c.company), Outside(c.email)
		b.must(t, noon, r)
		if c.field == "" {
			b.must(t, noon, SubmitLead{ID: nth(1)})
			continue
		}
		_, err := b.apply(SubmitLead{ID: nth(1), Anyway: true}, noon)
		var all Refusals
		if !errors.As(err, &all) || len(all) != 1 || all[0].Code != "lead.own_company" || all[0].Field != string(c.field) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestSetFirmDomains(t *testing.T) {
	b := book{}
	b.refused(t, "firm.no_name", noon, SetFirmDomains{[]Untrusted{Outside("nimbus.example")}})
	b.must(t, noon, SetUpFirm{Firm: Outside("Nimbus"), Program: DefaultProgram})
	for _, bad := range []string{"nimbus", "a@nimbus.example", "gmail.com", "nim bus.example", "https://nimbus.example"} {
		b.refused(t, "firm.domain_invalid", noon, SetFirmDomains{[]Untrusted{Outside(bad)}})
	}
	b.must(t, noon, SetFirmDomains{[]Untrusted{Outside("Nimbus.example"), Outside("@nimbus.example"), Outside("nimbus.test")}}, SetUpFirm{Firm: Outside("Nimbus Ltd"), Program: DefaultProgram})
	if got := b[Firm{}.Ref()].(Firm).Domains; !slices.Equal(got, []string{"nimbus.example", "nimbus.test"}) {
		t.Errorf("the domains are %v", got)
	}
	b.must(t, noon, SetFirmDomains{})
	if got := b[Firm{}.Ref()].(Firm).Domains; len(got) != 0 {
		t.Errorf("the domains are %v", got)
	}
}

func TestTypedTakesWhatCanBeRead(t *testing.T) {
	l := Lead{Company: Company{Name: Outside("Acme"), Employees: 7}}
	got := l.Typed(preset(t), map[LeadField]Untrusted{FieldCompany: Outside("Bolt"), FieldEmployees: Outside("many"), FieldClose: Outside("2026-06-30")}, noon)
	if got.Company.Name != Outside("Bolt") || got.Company.Employees != 0 || got.Registration.Close != NewDate(2026, time.June, 30) {
		t.Errorf("it is %s", fmt.Sprintf("%+v", got))
	}
	if l.Company.Name != Outside("Acme") || l.Company.Employees != 7 {
		t.Error("the lead itself changed")
	}
}
