package domain

import (
	"errors"
	"testing"
	"time"
)

// row is a row of a portal's export.
func row(id byte, status string) ImportLead {
	l := offered(id).Lead
	return ImportLead{
		ID: l.ID, Program: DefaultProgram, PortalID: Outside("00Q1"), Status: Outside(status), Company: l.Company, Contact: l.Contact,
		CreatedAt: noon.Add(-240 * time.Hour), ModifiedAt: noon.Add(-24 * time.Hour),
	}
}

// What the flag says of a conversion wins over the word: that is set by hand.
func TestWhatARowSaysOfTheStatus(t *testing.T) {
	yes, no := true, false
	for _, c := range []struct {
		status    string
		converted *bool
		want      LeadStatus
		notice    Code
	}{
		{"", nil, LeadOffered, ""},
		{"Open - Not Contacted", nil, LeadOffered, ""},
		{"OPEN - not  contacted", nil, LeadOffered, ""},
		{"Working - Contacted", nil, LeadWorking, ""},
		{"Working - Contacted", &no, LeadWorking, ""},
		{"Closed - Converted", nil, LeadConverted, ""},
		{"Closed - Converted", &yes, LeadConverted, ""},
		{"Closed - Not Converted", &no, LeadClosed, ""},
		{"Closed - Converted", &no, LeadClosed, "import.not_converted"},
		{"Closed - Not Converted", &yes, LeadConverted, "import.converted"},
		{"Open - Not Contacted", &yes, LeadConverted, "import.converted"},
	} {
		r := row(1, c.status)
		r.Converted = c.converted
		b := book{}
		b.must(t, noon, r)
		if got := b.lead(1).Status; got != c.want {
			t.Errorf("%q with flag %v is %s, want %s", c.status, c.converted, got, c.want)
		}
		notices := r.Notices(preset(t))
		if (c.notice == "") != (len(notices) == 0) || (c.notice != "" && !errors.Is(notices[0], Refused(c.notice))) {
			t.Errorf("%q with flag %v: notices %v, want %q", c.status, c.converted, notices, c.notice)
		}
	}
	book{}.refused(t, "import.unknown_status", noon, row(1, "Zombie"))
	nameless := row(1, "")
	nameless.Company.Name = Untrusted{}
	book{}.refused(t, "field.missing", noon, nameless)
}

// An open lead's window starts with the import, or is the row's own.
func TestTheWindowOfAnImportedLead(t *testing.T) {
	b := book{}
	b.must(t, noon, row(1, ""))
	if l := b.lead(1); !l.OfferedAt.Equal(noon) || !l.Due.Equal(noon.Add(48*time.Hour)) {
		t.Errorf("offered %v, due %v", l.OfferedAt, l.Due)
	}
	b, own := book{}, row(1, "")
	own.Due = noon.Add(time.Hour)
	b.must(t, noon, own)
	if !b.lead(1).Due.Equal(own.Due) {
		t.Errorf("due %v, want the row's own %v", b.lead(1).Due, own.Due)
	}
}

func TestARowIsKnownAgain(t *testing.T) {
	b := book{}
	b.must(t, noon, row(1, ""), AcceptLead{nth(1)})
	same := row(2, "")
	if n, err := b.apply(same, noon.Add(time.Hour)); n != 0 || err != nil {
		t.Fatalf("the same row changes %d records: %v", n, err)
	}
	changed := row(2, "Open")
	changed.Company.Name, changed.Contact.Phone = Outside("Müller AG"), Untrusted{}
	b.must(t, noon.Add(time.Hour), changed)
	l := b.lead(1)
	if len(b) != 1 || l.Company.Name.Raw() != "Müller AG" || l.Status != LeadAccepted || l.Contact.Phone.IsZero() {
		t.Errorf("after a row that says another name, no phone and the same status by another word: %d records, %+v", len(b), l)
	}
	changed.Status = Outside("Closed - Not Converted")
	b.must(t, noon.Add(2*time.Hour), changed)
	if l := b.lead(1); l.Status != LeadClosed || !l.ClosedAt.Equal(changed.ModifiedAt) {
		t.Errorf("after a row with news of the status it is %s, closed at %v", l.Status, l.ClosedAt)
	}
	changed.Status = Outside("Working")
	b.must(t, noon.Add(3*time.Hour), changed)
	if l := b.lead(1); l.Status != LeadWorking || !l.ClosedAt.IsZero() {
		t.Errorf("after it was taken up again it is %s, closed at %v", l.Status, l.ClosedAt)
	}
}

// rules.md, Leads: a declined lead is not offered again, and neither it nor a
// lapsed one ever shows its held-back fields again; nor does a file undo a deal.
func TestNoFileUndoesAnAnswer(t *testing.T) {
	for _, c := range []struct {
		name   string
		first  string
		before []Command
		at     time.Time
		want   LeadStatus
	}{
		{"declined", "", []Command{DeclineLead{ID: nth(1), Reason: "conflict"}}, noon.Add(time.Hour), LeadDeclined},
		{"lapsed", "", nil, noon.Add(49 * time.Hour), LeadLapsed},
		{"converted here", "Working", []Command{ConvertLead{ID: nth(1), Opportunity: nth(9)}}, noon, LeadConverted},
	} {
		b := book{}
		b.must(t, noon, row(1, c.first))
		b.must(t, noon, c.before...)
		for _, status := range []string{"New", "Working", "Closed - Converted", "Closed", "Open"} {
			if _, err := b.apply(row(2, status), c.at); err != nil {
				t.Fatal(err)
			}
			if got := b.lead(1).StatusAt(c.at); got != c.want {
				t.Errorf("%s, then the file says %s: it is %s", c.name, status, got)
			}
		}
	}
	b := book{}
	b.must(t, noon, row(1, "Working"), row(2, "New"))
	if b.lead(1).Status != LeadWorking {
		t.Errorf("a file offers a lead a second time: it is %s", b.lead(1).Status)
	}
}

func TestARowWithoutAnIDIsKnownByWhatItSays(t *testing.T) {
	key := func(company, email, name string) Untrusted {
		return ImportLead{Company: Company{Name: Outside(company)}, Contact: Contact{Email: Outside(email), Name: Outside(name)}}.Key()
	}
	one := key("ACME Corp.", "Ann@One.example", "Ann Óne")
	for _, same := range []Untrusted{key("Acme", "ann@one.example", "ANN ONE"), key("acme corporation", "ANN@one.example", "Ann  Óne")} {
		if same != one {
			t.Errorf("spellings of one row have keys %s and %s", one, same)
		}
	}
	for _, other := range []Untrusted{key("Acme", "ben@one.example", "Ann One"), key("Apex", "ann@one.example", "Ann One"), key("Acme", "ann@one.example", "Ann")} {
		if other == one {
			t.Error("two rows share a key")
		}
	}
	withID := row(1, "")
	withID.PortalID = Outside("00Q7")
	if withID.Key().Raw() != "00Q7" {
		t.Errorf("a row with an id is known by %s", withID.Key())
	}
}

func deal(id byte, stage string) ImportOpportunity {
	return ImportOpportunity{ID: nth(id), Program: DefaultProgram, PortalID: Outside("006"), Title: Outside("Big"), Customer: Outside("Acme"), Stage: Outside(stage), Amount: Money{Count(10), "USD"}}
}

func TestImportingADeal(t *testing.T) {
	b, forty, yes := book{}, 40, true
	c := deal(1, "needs analysis")
	c.Probability, c.Won = &forty, &yes
	b.must(t, noon, c)
	if o := b.opportunity(1); o.Stage != "Needs Analysis" || o.Probability != 40 || o.Outcome != OutcomeOpen {
		t.Errorf("imported as %+v", o)
	}
	if n := c.Notices(preset(t)); len(n) != 1 || !errors.Is(n[0], Refused("import.stage_counts")) {
		t.Errorf("a flag that contradicts the stage: notices %v", n)
	}
	b.must(t, noon, MoveStage{ID: nth(1), Stage: "Closed Won"})
	again := deal(2, "NEEDS Analysis")
	again.Customer = Untrusted{}
	b.must(t, noon, again)
	if o := b.opportunity(1); len(b) != 1 || o.Outcome != OutcomeWon || o.Customer.IsZero() {
		t.Errorf("the same stage in other letters, without a customer: %+v", o)
	}
	news := deal(2, "Closed Lost")
	news.ModifiedAt = noon.Add(-time.Hour)
	b.must(t, noon, news)
	if o := b.opportunity(1); o.Outcome != OutcomeLost || !o.ClosedAt.Equal(news.ModifiedAt) {
		t.Errorf("news of the stage: %+v", o)
	}
	bad, over := deal(3, "Closed Won"), 101
	bad.PortalID, bad.Probability = Outside("007"), &over
	b.refused(t, "import.probability_range", noon, bad)
	b.refused(t, "stage.unknown", noon, deal(3, "Limbo"))
	nameless := deal(3, "Closed Won")
	nameless.Title = Untrusted{}
	b.refused(t, "field.missing", noon, nameless)
	unnamed, spelled := deal(1, ""), deal(1, "")
	unnamed.PortalID, spelled.PortalID, spelled.Customer = Untrusted{}, Untrusted{}, Outside("ACME Inc.")
	if unnamed.Key() != spelled.Key() {
		t.Error("spellings of one customer give a deal two keys")
	}
}

func TestAFileChangesNothingItself(t *testing.T) {
	if n, err := (book{}).apply(ImportFile{Kind: KindLead, Program: DefaultProgram, File: Outside("a.csv")}, noon); n != 0 || err != nil {
		t.Errorf("%d records, %v", n, err)
	}
}

func TestAnImportOverwritesNoOtherRecord(t *testing.T) {
	b := book{}
	b.must(t, noon, row(1, ""), deal(1, "Prospecting"))
	lead, opp := row(1, ""), deal(1, "Prospecting")
	lead.PortalID, opp.PortalID = Outside("other"), Outside("other")
	for _, c := range []Command{lead, opp} {
		if n, err := b.apply(c, noon); n != 0 || err == nil {
			t.Errorf("%s with the id of another changes %d records: %v", c.Name(), n, err)
		}
	}
}
