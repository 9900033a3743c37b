package leads_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/leads"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/uitest"
)

var _ pane.Pane = (*leads.Pane)(nil)

// book discloses leads as every book does.
type book struct {
	*panetest.Book[domain.Lead]
}

func (b book) Leads(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Lead], error) {
	page, err := b.Rows(ctx, q, offset, limit)
	rows := make([]domain.Lead, len(page.Rows))
	for i, l := range page.Rows {
		p, err := domain.Preset(l.Program)
		if err != nil {
			return domain.Page[domain.Lead]{}, err
		}
		rows[i] = l.Disclose(p)
	}
	page.Rows = rows
	return page, err
}

// Opportunity is the deal that the lead was converted to.
func (b book) Opportunity(_ context.Context, id domain.ID) (domain.Opportunity, error) {
	return domain.Opportunity{
		ID: id, Name: domain.Outside("Portal\x1b[2J"), Stage: "Needs Analysis", Amount: domain.Money{Mils: 40_000_000, Currency: "EUR"},
	}, b.Err
}

// The places of the leads of a test.
const (
	pressing = iota
	hostileLead
	lapsed
	working
	draft
	submitted
	declined
)

// secret is in every field that a program may hold back.
const secret = "s3cr3t"

func all() []domain.Lead {
	ago := func(h int) time.Time { return panetest.Now.Add(-time.Duration(h) * time.Hour) }
	who := domain.Contact{
		Name: domain.Outside("Ada " + secret), Title: domain.Outside("CTO " + secret), Email: domain.Outside(secret + "@retail.example"),
		Phone: domain.Outside("+33 " + secret), Mobile: domain.Outside("+34 " + secret),
	}
	offered := func(name string, h int) domain.Lead {
		return domain.Lead{
			Origin: domain.Distributed, Status: domain.LeadOffered, OfferedAt: ago(h), Due: ago(h - 48), Contact: who,
			Company: domain.Company{Name: domain.Outside(name), Country: domain.Outside("France")},
			Source:  domain.Outside("Spring campaign"), Product: domain.Outside("Sales Cloud"), Value: domain.Money{Mils: 120_000_000, Currency: "EUR"},
		}
	}
	list := []domain.Lead{
		pressing: offered("物流グループ株式会社 東日本支社", 45), hostileLead: offered("Evil\x1b[2J\x1b]0;x\a \u202eplc", 20), lapsed: offered("Food wholesaler", 49),
		working: {Origin: domain.Distributed, Status: domain.LeadWorking, OfferedAt: ago(90), AnsweredAt: ago(60), Contact: who,
			Company:    domain.Company{Name: domain.Outside("Alpine Bank"), City: domain.Outside("Zürich"), Employees: 1200},
			Activities: []domain.Activity{{At: ago(50), Kind: domain.Call, Text: domain.Outside("They want a demo"), Who: domain.Outside("Kim")}},
			Next:       domain.NextStep{On: domain.NewDate(2026, 11, 18), Text: domain.Outside("Demo")}},
		draft: {Origin: domain.Registered, Status: domain.LeadDraft, OfferedAt: ago(5), Company: domain.Company{Name: domain.Outside("Orion")},
			Registration: domain.Registration{Users: 40, Close: domain.NewDate(2027, 2, 1)}},
		submitted: {Origin: domain.Registered, Status: domain.LeadSubmitted, OfferedAt: ago(50), SubmittedAt: ago(40), Company: domain.Company{Name: domain.Outside("Kita")}},
		declined:  {Origin: domain.Distributed, Status: domain.LeadDeclined, OfferedAt: ago(90), ClosedAt: ago(70), Contact: who, Company: domain.Company{Name: domain.Outside("Delta")}},
	}
	program, err := domain.Preset(domain.DefaultProgram)
	if err != nil {
		panic(err)
	}
	list[pressing].Qualification = map[string]int{}
	for _, c := range program.Qualification.Criteria[1:] {
		list[pressing].Qualification[c.Key] = len(c.Steps) - 1
	}
	for i := range list {
		list[i].ID, list[i].Program = panetest.ID(i+1), domain.DefaultProgram
	}
	return list
}

func open(t testing.TB, w, h int) (*leads.Pane, book) {
	t.Helper()
	b := book{&panetest.Book[domain.Lead]{Records: all(), Text: func(l domain.Lead) domain.Untrusted { return l.Company.Name }}}
	p := leads.New(panetest.Keyed(panetest.Context(t), leads.Actions()), b)
	p.SetSize(w, h)
	panetest.Settle(t, p, p.Refresh())
	return p, b
}

// at opens the pane on the nth lead.
func at(t testing.TB, n int) *leads.Pane {
	t.Helper()
	p, b := open(t, 120, 35)
	panetest.Settle(t, p, p.Goto(b.Records[n].Ref(), ""))
	return p
}

func TestGolden(t *testing.T) {
	for _, s := range panetest.Sizes {
		p, _ := open(t, s[0], s[1])
		name := fmt.Sprintf("%dx%d", s[0], s[1]+5)
		uitest.Golden(t, name, panetest.Frame(t, p, s[0], s[1]))
		if s[0] < 100 {
			panetest.Settle(t, p, p.Do("leads.open"))
			uitest.Golden(t, name+"-detail", panetest.Frame(t, p, s[0], s[1]))
		}
	}
}

func TestDetailGolden(t *testing.T) {
	for n, name := range map[int]string{hostileLead: "hostile", lapsed: "lapsed", working: "working", draft: "draft"} {
		uitest.Golden(t, name, panetest.Frame(t, at(t, n), 120, 35))
	}
}

func TestFitsEverySize(t *testing.T) {
	p, _ := open(t, 120, 35)
	panetest.FitsEverySize(t, p)
}

// What a program holds back is nowhere on the screen and never copied, until
// the lead is accepted.
func TestHeldBack(t *testing.T) {
	for n, held := range map[int]bool{pressing: true, hostileLead: true, lapsed: true, declined: true, working: false} {
		p := at(t, n)
		for _, s := range [][2]int{{60, 19}, {80, 19}, {120, 35}, {200, 55}} {
			p.SetSize(s[0], s[1])
			panetest.Settle(t, p, p.Do("leads.open"))
			if frame := panetest.Frame(t, p, s[0], s[1]); strings.Contains(frame, secret) == held {
				t.Errorf("lead %d, held back %v, at %d:\n%s", n, held, s[0], frame)
			}
		}
		c := panetest.One[pane.Copy](t, p, p.Do("leads.copy"))
		if strings.Contains(c.Text.Raw(), secret) == held {
			t.Errorf("lead %d, held back %v, copies %q", n, held, c.Text)
		}
	}
}

func TestActionsAreSound(t *testing.T) { panetest.ActionsAreSound(t, leads.Actions()) }

func TestCan(t *testing.T) {
	for _, c := range []struct {
		lead int
		can  string
	}{
		{pressing, "accept decline"}, {lapsed, ""}, {declined, ""}, {working, "close convert edit log"},
		{draft, "edit log submit withdraw"}, {submitted, "log outcome withdraw"},
	} {
		p := at(t, c.lead)
		var can []string
		for _, id := range []string{"accept", "close", "convert", "decline", "edit", "log", "outcome", "submit", "withdraw"} {
			why, ok := p.Can("leads." + id)
			if ok {
				can = append(can, id)
			}
			if ok != (why == "") || strings.Contains(why, "⟦") {
				t.Errorf("lead %d, %s: %v because %q", c.lead, id, ok, why)
			}
		}
		if got := strings.Join(can, " "); got != c.can {
			t.Errorf("lead %d can %q, want %q", c.lead, got, c.can)
		}
	}
}

func TestALapsedLeadSaysWhy(t *testing.T) {
	p := at(t, lapsed)
	for _, id := range []string{"accept", "decline"} {
		why, ok := p.Can("leads." + id)
		if ok || !strings.Contains(why, "ran out on Sat 21 Nov 2026 06:48") {
			t.Errorf("%s: %v because %q", id, ok, why)
		}
	}
	// It lapses while one looks at it, to the minute.
	p = at(t, pressing)
	p.Ctx.Now = func() time.Time { return panetest.Now.Add(3*time.Hour - time.Nanosecond) }
	if why, ok := p.Can("leads.accept"); !ok {
		t.Errorf("refused before its time is over: %q", why)
	}
	p.Ctx.Now = func() time.Time { return panetest.Now.Add(3 * time.Hour) }
	if _, ok := p.Can("leads.accept"); ok {
		t.Error("accepted after its time is over")
	}
}

func TestAccept(t *testing.T) {
	p := at(t, pressing)
	a := panetest.One[pane.Apply](t, p, p.Do("leads.accept"))
	if a.Command != (domain.AcceptLead{ID: panetest.ID(pressing + 1)}) {
		t.Errorf("%+v", a.Command)
	}
	if said := a.Said(domain.Result{}); said != "Accepted 物流グループ株式会社 東日本支社: the contact is here now." {
		t.Errorf("said %q", said)
	}
	if got := a.Then(domain.Result{}).(pane.Goto).Ref; got.ID != panetest.ID(pressing+1) || got.Kind != domain.KindLead {
		t.Errorf("goes to %v", got)
	}
}

func TestForms(t *testing.T) {
	for _, c := range []struct {
		lead   int
		action string
		typed  []string
		want   domain.Command
	}{
		{pressing, "decline", []string{"reason", "no_capacity", "remark", "No room"},
			domain.DeclineLead{ID: panetest.ID(pressing + 1), Reason: "no_capacity", Remark: domain.Outside("No room")}},
		{working, "log", []string{"kind", "meeting", "text", "Met", "next", "Offer", "next_on", "2026-12-01"},
			domain.LogActivity{ID: panetest.ID(working + 1), Kind: domain.Meeting, Text: domain.Outside("Met"), Next: domain.NextStep{On: domain.NewDate(2026, 12, 1), Text: domain.Outside("Offer")}}},
		{submitted, "outcome", []string{"outcome", "approved", "reason", ""}, domain.RecordOutcome{ID: panetest.ID(submitted + 1), Outcome: domain.LeadApproved}},
	} {
		p := at(t, c.lead)
		fill := panetest.One[pane.Fill](t, p, p.Do("leads."+c.action))
		a, err := fill.Submit(panetest.Typed(t, fill, c.typed...))
		if err != nil || a.Command != c.want {
			t.Errorf("%s: %+v, %v, want %+v", c.action, a.Command, err, c.want)
		}
	}
}

func TestWithdrawAsks(t *testing.T) {
	p := at(t, submitted)
	ask := panetest.One[pane.Ask](t, p, p.Do("leads.withdraw"))
	if a, ok := ask.Do.(pane.Apply); !ok || a.Command != (domain.WithdrawLead{ID: panetest.ID(submitted + 1)}) || len(ask.Lines) == 0 {
		t.Errorf("%+v", ask)
	}
}

func TestSubmitTellsWhatIsMissing(t *testing.T) {
	p := at(t, draft)
	if tell := panetest.One[pane.Tell](t, p, p.Do("leads.submit")); !tell.Error || !strings.Contains(tell.Text, "Fill in the") {
		t.Errorf("%+v", tell)
	}
}

func TestRegisterAndEdit(t *testing.T) {
	p := at(t, draft)
	fill := panetest.One[pane.Fill](t, p, p.Do("leads.new"))
	a, err := fill.Submit(panetest.Typed(t, fill, "company", "Kita 物流", "consent", "yes", "value", "40 k€"))
	want := map[domain.LeadField]domain.Untrusted{
		domain.FieldCompany: domain.Outside("Kita 物流"), domain.FieldConsent: domain.Outside("yes"), domain.FieldValue: domain.Outside("40 k€"),
	}
	if cmd, ok := a.Command.(domain.RegisterLead); err != nil || !ok || cmd.ID != panetest.ID(1000) || !maps.Equal(cmd.Fields, want) {
		t.Errorf("%+v, %v", a.Command, err)
	}
	fill = panetest.One[pane.Fill](t, p, p.Do("leads.edit"))
	for _, typed := range [][]string{nil, {"city", "Lyon"}, {"users", "50", "close", ""}} {
		a, err := fill.Submit(panetest.Typed(t, fill, typed...))
		want := map[domain.LeadField]domain.Untrusted{}
		for i := 0; i+1 < len(typed); i += 2 {
			want[domain.LeadField(typed[i])] = domain.Outside(typed[i+1])
		}
		if cmd, ok := a.Command.(domain.EditLead); err != nil || !ok || !maps.Equal(cmd.Fields, want) {
			t.Errorf("%q: %+v, %v", typed, a.Command, err)
		}
	}
}

func TestConvert(t *testing.T) {
	p := at(t, working)
	fill := panetest.One[pane.Fill](t, p, p.Do("leads.convert"))
	a, err := fill.Submit(panetest.Typed(t, fill, "name", "Bank", "amount", "40 k€"))
	cmd, ok := a.Command.(domain.ConvertLead)
	if err != nil || !ok || cmd.ID != panetest.ID(working+1) || cmd.Opportunity != panetest.ID(1000) || cmd.Fields[domain.OppAmount] != domain.Outside("40 k€") {
		t.Errorf("%+v, %v", a.Command, err)
	}
	if got := a.Then(domain.Result{}).(pane.Goto).Ref; got != (domain.Ref{Kind: domain.KindOpportunity, ID: panetest.ID(1000)}) {
		t.Errorf("goes to %v", got)
	}
}

// A lead that was converted names its deal and leads there.
func TestTheWayToTheDeal(t *testing.T) {
	p, b := open(t, 120, 35)
	b.Records[declined].Status, b.Records[declined].Opportunity = domain.LeadConverted, panetest.ID(55)
	panetest.Settle(t, p, p.Goto(b.Records[declined].Ref(), ""))
	want := domain.Ref{Kind: domain.KindOpportunity, ID: panetest.ID(55)}
	if got := panetest.One[pane.Goto](t, p, p.Do("leads.to_deal")); got.Ref != want {
		t.Errorf("the key leads to %v", got)
	}
	if got := panetest.One[pane.Goto](t, p, p.Do("leads.open")); got.Ref != want {
		t.Errorf("enter leads to %v", got)
	}
	shown := strings.Split(panetest.Frame(t, p, 120, 35), "\n")
	y := slices.IndexFunc(shown, func(line string) bool { return strings.Contains(line, "o  Portal") })
	if y < 0 || !strings.Contains(shown[y+1], "Needs Analysis · 40 k€") {
		t.Fatalf("the deal is not named:\n%s", strings.Join(shown, "\n"))
	}
	if got := panetest.One[pane.Do](t, p, p.Click(100, y)); got.Action != "leads.to_deal" {
		t.Errorf("a click asks for %v", got)
	}
	panetest.Settle(t, p, p.Goto(b.Records[working].Ref(), ""))
	if why, ok := p.Can("leads.to_deal"); ok || why == "" {
		t.Error("a lead that was not converted leads to a deal")
	}
	if _, ok := p.Can("leads.open"); ok || p.Do("leads.open") != nil {
		t.Error("enter leads on from a lead that was not converted")
	}
}
