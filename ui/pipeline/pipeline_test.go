package pipeline_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/pipeline"
	"github.com/belay-tui/belay/ui/uitest"
)

var _ pane.Pane = (*pipeline.Pane)(nil)

type book struct {
	*panetest.Book[domain.Opportunity]
}

// Opportunities are in the order of the book for the board, which wants those
// that close first; else as the records stand.
func (b book) Opportunities(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Opportunity], error) {
	if q.Program == "" || q.List != domain.ListOpen {
		return b.Rows(ctx, q, offset, limit)
	}
	last := func(o domain.Opportunity) domain.Date { return cmp.Or(o.CloseDate, domain.NewDate(9999, 1, 1)) }
	page, err := b.Rows(ctx, q, 0, len(b.Records))
	rows := slices.Clone(page.Rows)
	slices.SortStableFunc(rows, func(x, y domain.Opportunity) int { return cmp.Compare(last(x), last(y)) })
	page.Rows, page.Offset = rows[min(offset, len(rows)):min(offset+limit, len(rows))], offset
	return page, err
}

func (b book) Forecast(_ context.Context, program string) (domain.Forecast, error) {
	p, err := domain.Preset(program)
	if err != nil || b.Err != nil {
		return domain.Forecast{}, errors.Join(err, b.Err)
	}
	f := domain.NewForecaster(p, panetest.Now)
	for _, o := range b.Records {
		f.Add(o)
	}
	return f.Forecast(), nil
}

func eur(n int64) domain.Money { return domain.Money{Mils: domain.Quantity(n * 1000), Currency: "EUR"} }

// deals are one of each sort; the first is named to do harm.
func deals() []domain.Opportunity {
	day := func(n int) time.Time { return panetest.Now.AddDate(0, 0, -n) }
	all := []domain.Opportunity{
		{Name: domain.Outside("Evil\x1b[2J\x1b]0;x\a deal \u202egnp"), Customer: domain.Outside("Mallory\x9b31m & Co"), Stage: "Prospecting",
			Probability: 10, Kind: domain.NoACV, StageAt: day(0).Add(-5 * time.Hour)},
		{Name: domain.Outside("物流基盤の刷新プロジェクト第二期"), Customer: domain.Outside("株式会社物流グループ"), Product: domain.Outside("Service Cloud"),
			Stage: "Negotiation/Review", Probability: 90, Amount: domain.Money{Mils: 9_500_000_000, Currency: "JPY"}, ACV: domain.Money{Mils: 3_000_000_000, Currency: "JPY"},
			Kind: domain.Joint, Evidence: domain.EvidenceInformation, CloseDate: domain.NewDate(2026, 10, 1), StageAt: day(40),
			Next: domain.NextStep{On: domain.NewDate(2026, 11, 12), Text: domain.Outside("Send the contract")}},
		{Name: domain.Outside("Regional retailer · Sales Cloud"), Customer: domain.Outside("Alpine Retail"), Product: domain.Outside("Sales Cloud"),
			Stage: "Needs Analysis", Probability: 20, Category: "Pipeline", Amount: eur(120_000), ACV: eur(40_000), Kind: domain.Sourced, Evidence: domain.EvidenceRegistered,
			CloseDate: domain.NewDate(2027, 1, 29), StageAt: day(3), Source: domain.Outside("Spring campaign"),
			Description: domain.Outside("They run three systems side by side and want one before the season starts, with the stores on it from the first day."),
			Next:        domain.NextStep{On: domain.NewDate(2026, 11, 24), Text: domain.Outside("Demo for the store managers")}},
		{Name: domain.Outside("Portal"), Customer: domain.Outside("Orion"), Stage: "Closed Won", Probability: 100, Outcome: domain.OutcomeWon, Amount: eur(60_000),
			Kind: domain.Joint, Evidence: domain.EvidenceRequest, CloseDate: domain.NewDate(2026, 9, 1), StageAt: day(80), ClosedAt: day(80), Reason: domain.Outside("Price")},
		{Name: domain.Outside("Old rollout"), Customer: domain.Outside("Delta Foods"), Stage: "Closed Lost", Outcome: domain.OutcomeLost, Kind: domain.NoACV,
			StageAt: day(9), ClosedAt: day(9), Reason: domain.Outside("No budget")},
	}
	for i := range all {
		all[i].ID, all[i].Program, all[i].CreatedAt = panetest.ID(i+1), domain.DefaultProgram, day(90)
	}
	all[fromLead].Lead = origin.ID
	return all
}

func open(t testing.TB, w, h int) (*pipeline.Pane, book) {
	t.Helper()
	b := book{&panetest.Book[domain.Opportunity]{Records: deals(), Text: func(o domain.Opportunity) domain.Untrusted { return o.Name }}}
	p := pipeline.New(panetest.Keyed(panetest.Context(t), pipeline.Actions()), b)
	p.SetSize(w, h)
	panetest.Settle(t, p, p.Refresh())
	return p, b
}

// at opens the pane on the nth deal, counted from 0.
func at(t testing.TB, n int) *pipeline.Pane {
	t.Helper()
	p, b := open(t, 120, 35)
	panetest.Settle(t, p, p.Goto(b.Records[n].Ref(), ""))
	return p
}

func TestGolden(t *testing.T) {
	for _, s := range panetest.Sizes {
		p, _ := open(t, s[0], s[1])
		panetest.Settle(t, p, p.Do("pipeline.down"))
		name := fmt.Sprintf("%dx%d", s[0], s[1]+5)
		uitest.Golden(t, name, panetest.Frame(t, p, s[0], s[1]))
		if s[0] < 100 {
			panetest.Settle(t, p, p.Do("pipeline.open"))
			uitest.Golden(t, name+"-detail", panetest.Frame(t, p, s[0], s[1]))
		}
	}
}

func TestDetailGolden(t *testing.T) {
	for n, name := range []string{"hostile", "overdue", "open", "won", "lost"} {
		uitest.Golden(t, name, panetest.Frame(t, at(t, n), 120, 35))
	}
}

func TestFitsEverySize(t *testing.T) {
	p, _ := open(t, 120, 35)
	panetest.FitsEverySize(t, p)
}

func TestActionsAreSound(t *testing.T) { panetest.ActionsAreSound(t, pipeline.Actions()) }

func TestCan(t *testing.T) {
	for _, c := range []struct {
		deal int
		can  string // of the actions that are done to a deal
	}{
		{0, "edit lose stage_next win"}, // in the first stage
		{1, "edit lose stage_before win"},
		{2, "edit lose stage_before stage_next win"},
		{3, "reopen"}, {4, "reopen"},
	} {
		p := at(t, c.deal)
		var can []string
		for _, id := range []string{"edit", "lose", "reopen", "stage_before", "stage_next", "win"} {
			why, ok := p.Can("pipeline." + id)
			if ok {
				can = append(can, id)
			}
			if ok != (why == "") || strings.Contains(why, "⟦") {
				t.Errorf("deal %d, %s: %v because %q", c.deal, id, ok, why)
			}
		}
		if got := strings.Join(can, " "); got != c.can {
			t.Errorf("deal %d can %q, want %q", c.deal, got, c.can)
		}
	}
	p := at(t, 3)
	if why, _ := p.Can("pipeline.win"); !strings.Contains(why, "Closed Won") {
		t.Errorf("why: %q", why)
	}
	if _, ok := p.Can("pipeline.new"); !ok {
		t.Error("a deal can be added at any time")
	}
}

func TestEmpty(t *testing.T) {
	p, b := open(t, 80, 19)
	b.Records = nil
	panetest.Settle(t, p, p.Refresh())
	if s := panetest.Frame(t, p, 80, 19); !strings.Contains(s, "Press n to add one") {
		t.Errorf("no lesson:\n%s", s)
	}
	for _, id := range []string{"win", "edit", "stage_next", "reopen"} {
		if why, ok := p.Can("pipeline." + id); ok || why != "No record is selected." {
			t.Errorf("%s of nothing: %q", id, why)
		}
		if cmd := p.Do("pipeline." + id); cmd != nil {
			t.Errorf("%s of nothing does something", id)
		}
	}
}

func TestMoveStage(t *testing.T) {
	for _, c := range []struct {
		deal         int
		action, want string
	}{{2, "stage_next", "Value Proposition"}, {2, "stage_before", "Qualification"}, {0, "stage_next", "Qualification"}, {1, "stage_before", "Proposal/Price Quote"}} {
		p := at(t, c.deal)
		a := panetest.One[pane.Apply](t, p, p.Do("pipeline."+c.action))
		if a.Command != (domain.MoveStage{ID: panetest.ID(c.deal + 1), Stage: c.want}) {
			t.Errorf("%s of %d: %+v", c.action, c.deal, a.Command)
		}
		if said := a.Said(domain.Result{}); !strings.Contains(said, c.want) {
			t.Errorf("said %q", said)
		}
	}
	// The last open stage leads nowhere by itself.
	if p := at(t, 1); p.Do("pipeline.stage_next") != nil {
		t.Error("a step closed a deal")
	}
}

func TestWinAsks(t *testing.T) {
	for deal, want := range map[int]string{
		0: "neither sourced nor joint", 1: "Its ACV of 3,000,000 JPY counts as joint.", 2: "Its ACV of 40,000.00 EUR counts as sourced.",
	} {
		p := at(t, deal)
		ask := panetest.One[pane.Ask](t, p, p.Do("pipeline.win"))
		if said := strings.Join(ask.Lines, "\n"); !strings.Contains(said, want) || !strings.Contains(said, "21 Nov 2026") {
			t.Errorf("deal %d: %s", deal, said)
		}
		if a, ok := ask.Do.(pane.Apply); !ok || a.Command != (domain.MoveStage{ID: panetest.ID(deal + 1), Stage: "Closed Won"}) {
			t.Errorf("deal %d: %+v", deal, ask.Do)
		}
	}
}

func TestLoseAsksWhy(t *testing.T) {
	p := at(t, 2)
	fill := panetest.One[pane.Fill](t, p, p.Do("pipeline.lose"))
	a, err := fill.Submit(panetest.Typed(t, fill, "reason", "Went to a rival"))
	if want := (domain.MoveStage{ID: panetest.ID(3), Stage: "Closed Lost", Reason: domain.Outside("Went to a rival")}); err != nil || a.Command != want {
		t.Errorf("%+v, %v", a.Command, err)
	}
	if !fill.Pages[0].Fields[0].Required {
		t.Error("no reason is asked for")
	}
}

func TestReopenAsksForTheStage(t *testing.T) {
	for deal, stage := range map[int]string{3: "Prospecting", 4: "Negotiation/Review"} {
		p := at(t, deal)
		fill := panetest.One[pane.Fill](t, p, p.Do("pipeline.reopen"))
		for _, o := range fill.Pages[0].Fields[0].Choices {
			if strings.HasPrefix(o.Value, "Closed") {
				t.Errorf("offers %s, which closes", o.Value)
			}
		}
		a, err := fill.Submit(panetest.Typed(t, fill, "stage", stage))
		if err != nil || a.Command != (domain.ReopenOpportunity{ID: panetest.ID(deal + 1), Stage: stage}) {
			t.Errorf("%+v, %v", a.Command, err)
		}
		if r := panetest.Decided(t, a.Command, deals()[deal]); len(r.Records) != 1 || r.Records[0].(domain.Opportunity).Outcome != domain.OutcomeOpen {
			t.Errorf("reopening leaves %+v", r.Records)
		}
		if said := a.Said(domain.Result{}); !strings.Contains(said, stage) {
			t.Errorf("said %q", said)
		}
		if got := a.Then(domain.Result{}); got != (pane.Goto{Ref: deals()[deal].Ref(), List: domain.ListOpen}) {
			t.Errorf("goes to %v", got)
		}
	}
}

func outside(pairs ...string) map[domain.OpportunityField]domain.Untrusted {
	m := map[domain.OpportunityField]domain.Untrusted{}
	for i := 0; i+1 < len(pairs); i += 2 {
		m[domain.OpportunityField(pairs[i])] = domain.Outside(pairs[i+1])
	}
	return m
}

func TestNew(t *testing.T) {
	for _, c := range []struct {
		typed []string
		want  map[domain.OpportunityField]domain.Untrusted
		note  string
	}{
		{[]string{"name", "Rollout", "kind", "none", "evidence", "at_request"},
			outside("name", "Rollout", "customer", "", "product", "", "amount", "", "acv", "", "kind", "none", "close_date", "", "stage", "Prospecting", "next", "", "next_on", ""),
			"will not count"},
		{[]string{"name", "R", "customer", "Kita 物流", "amount", "40 k€", "acv", "10000", "kind", "joint", "evidence", "at_request", "close_date", "2027-02-01", "stage", "Closed Won"},
			outside("name", "R", "customer", "Kita 物流", "product", "", "amount", "40 k€", "acv", "10000", "kind", "joint", "evidence", "at_request", "close_date", "2027-02-01",
				"stage", "Closed Won", "next", "", "next_on", ""), ""},
		{[]string{"name", "R", "amount", "40 k€", "kind", "joint", "stage", "Value Proposition"},
			outside("name", "R", "customer", "", "product", "", "amount", "40 k€", "acv", "", "kind", "joint", "evidence", "", "close_date", "",
				"stage", "Value Proposition", "next", "", "next_on", ""), "50 % likely in this stage: expected revenue 20,000.00 EUR."},
	} {
		p, _ := open(t, 80, 19)
		fill := panetest.One[pane.Fill](t, p, p.Do("pipeline.new"))
		v := panetest.Typed(t, fill, c.typed...)
		a, err := fill.Submit(v)
		cmd, ok := a.Command.(domain.AddOpportunity)
		if err != nil || !ok || cmd.ID != panetest.ID(1000) || cmd.Program != domain.DefaultProgram || !maps.Equal(cmd.Fields, c.want) {
			t.Errorf("%q: %+v, %v", c.typed, a.Command, err)
		}
		if r := panetest.Decided(t, a.Command); len(r.Records) != 1 {
			t.Errorf("%q makes %v", c.typed, r.Records)
		}
		if said := strings.Join(fill.Notes(v), " "); !strings.Contains(said, c.note) || c.note == "" && said != "" {
			t.Errorf("%q notes %q", c.typed, said)
		}
		list := domain.ListOpen
		if cmd.Fields[domain.OppStage] == domain.Outside("Closed Won") {
			list = domain.ListWon
		}
		if got := a.Then(domain.Result{}); got != (pane.Goto{Ref: cmd.Subject(), List: list}) {
			t.Errorf("goes to %v", got)
		}
	}
}

func TestNewOffersNoSourced(t *testing.T) {
	p, _ := open(t, 80, 19)
	for _, c := range []struct {
		fill pane.Fill
		want string
	}{
		{panetest.One[pane.Fill](t, p, p.Do("pipeline.new")), "joint none"},
		{panetest.One[pane.Fill](t, at(t, 1), at(t, 1).Do("pipeline.edit")), "joint none"},
		{panetest.One[pane.Fill](t, at(t, 2), at(t, 2).Do("pipeline.edit")), "sourced joint none"},
	} {
		for _, f := range c.fill.Pages[0].Fields {
			var got []string
			for _, o := range f.Choices {
				got = append(got, o.Value)
			}
			if s := strings.Join(got, " "); f.Key == "kind" && s != c.want {
				t.Errorf("offers %q, want %q", s, c.want)
			}
		}
	}
}

func TestEditSendsWhatChanged(t *testing.T) {
	for _, c := range []struct {
		deal  int
		typed []string
	}{
		{0, nil}, {1, nil}, {2, nil},
		{2, []string{"amount", "130 k€", "next_on", ""}},
		{2, []string{"kind", "joint", "evidence", "new_information", "stage", "Negotiation/Review"}},
	} {
		p := at(t, c.deal)
		fill := panetest.One[pane.Fill](t, p, p.Do("pipeline.edit"))
		a, err := fill.Submit(panetest.Typed(t, fill, c.typed...))
		cmd, ok := a.Command.(domain.EditOpportunity)
		if err != nil || !ok || cmd.ID != panetest.ID(c.deal+1) || !maps.Equal(cmd.Fields, outside(c.typed...)) {
			t.Errorf("%d %q: %+v, %v", c.deal, c.typed, a.Command, err)
		}
		if r := panetest.Decided(t, a.Command, deals()[c.deal]); (len(r.Records) > 0) != (len(c.typed) > 0) {
			t.Errorf("%d %q changes %v", c.deal, c.typed, r.Records)
		}
	}
}

func TestFormChecks(t *testing.T) {
	p := at(t, 2)
	fill := panetest.One[pane.Fill](t, p, p.Do("pipeline.edit"))
	for _, f := range fill.Pages[0].Fields {
		bad := map[string]string{"amount": "a lot", "acv": "-5", "close_date": "31 Feb", "next_on": "tomorrow"}[f.Key]
		if bad != "" && f.Check(bad) == nil {
			t.Errorf("%s takes %q", f.Key, bad)
		}
	}
}

func TestOverdueFromTheDayAfter(t *testing.T) {
	for day, overdue := range map[int]bool{23: false, 24: false, 25: true} {
		p := at(t, 2)
		p.Ctx.Now = func() time.Time { return time.Date(2026, time.November, day, 12, 0, 0, 0, time.UTC) }
		if frame := panetest.Frame(t, p, 120, 35); strings.Contains(frame, "! Overdue since Tue 24 Nov: Demo") != overdue {
			t.Errorf("on the %d it is overdue: %v", day, !overdue)
		}
	}
}
