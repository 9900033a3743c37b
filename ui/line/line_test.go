package line

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/hostile"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// book has leads and keeps what it is told.
type book struct {
	ui.Book
	leads   panetest.Book[domain.Lead]
	deals   panetest.Book[domain.Opportunity]
	kept    map[string][]byte
	applied []domain.Command
	refuse  error // refuses the next command
}

func (b *book) Length(ctx context.Context, q domain.Query, _ int) (domain.Length, error) {
	page, err := b.deals.Rows(ctx, q, 0, 0)
	return domain.Length{N: page.Total}, err
}

func (b *book) Leads(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Lead], error) {
	return b.leads.Rows(ctx, q, offset, limit)
}

func (b *book) Opportunities(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Opportunity], error) {
	return b.deals.Rows(ctx, q, offset, limit)
}

func (b *book) Place(ctx context.Context, q domain.Query, id domain.ID) (int, bool, error) {
	if q.Kind == domain.KindLead {
		return b.leads.Place(ctx, q, id)
	}
	return b.deals.Place(ctx, q, id)
}

func (b *book) Counts(ctx context.Context, program string) (map[domain.Kind]map[string]int, error) {
	counts, err := b.leads.Counts(ctx, program)
	deals, _ := b.deals.Counts(ctx, program)
	counts[domain.KindOpportunity] = deals[domain.KindOpportunity]
	return counts, err
}

func (b *book) Forecast(context.Context, string) (domain.Forecast, error) {
	p, err := domain.Preset(domain.DefaultProgram)
	if err != nil {
		return domain.Forecast{}, err
	}
	f := domain.NewForecaster(p, panetest.Now)
	for _, o := range b.deals.Records {
		f.Add(o)
	}
	return f.Forecast(), nil
}

func (b *book) Duplicates(context.Context, domain.Identity) ([]domain.Duplicate, error) {
	return nil, nil
}

func (b *book) Kept(_ context.Context, key string) ([]byte, error) { return b.kept[key], nil }

func (b *book) Keep(_ context.Context, key string, value []byte) error {
	if b.kept[key] = value; value == nil {
		delete(b.kept, key)
	}
	return nil
}

func (b *book) Rekeep(ctx context.Context, key string, change func([]byte) ([]byte, error)) error {
	return panetest.Desk(b.kept).Rekeep(ctx, key, change)
}

func (b *book) Apply(_ context.Context, c domain.Command) (domain.Result, error) {
	if err := b.refuse; err != nil {
		b.refuse = nil
		return domain.Result{}, err
	}
	b.applied = append(b.applied, c)
	return domain.Result{}, nil
}

// talk is a speaker with somebody who has said all that there is to say.
type talk struct {
	*speaker
	book  *book
	heard *strings.Builder
	later atomic.Int64 // how long after the start it is
	rang  int
}

func newTalk(t *testing.T, said ...string) *talk {
	t.Helper()
	b := &book{kept: map[string][]byte{}}
	b.leads.Text = func(l domain.Lead) domain.Untrusted { return l.Company.Name }
	b.deals.Text = func(o domain.Opportunity) domain.Untrusted { return o.Name }
	ctx := panetest.Context(t)
	k := &talk{book: b, heard: &strings.Builder{}}
	cfg := ui.Config{
		Book: b, Words: ctx.Words, Now: func() time.Time { return panetest.Now.Add(time.Duration(k.later.Load())) }, NewID: ctx.NewID, Programs: ctx.Programs, Program: domain.DefaultProgram,
	}
	k.speaker = newSpeaker(t.Context(), cfg, listenTo(said...), k.heard)
	k.ring = func() { k.rang++ }
	return k
}

// wants wants parts of what was said, in their order.
func (k *talk) wants(t *testing.T, parts ...string) {
	t.Helper()
	rest := k.heard.String()
	for _, p := range parts {
		_, after, ok := strings.Cut(rest, p)
		if !ok {
			t.Errorf("%q was not said, or not there:\n%s", p, k.heard)
			return
		}
		rest = after
	}
}

func TestChoose(t *testing.T) {
	choices := []choice{{label: "Open the lead"}, {label: "Decline"}, {label: "Defer", why: "It is too late."}, {label: "Délai"}}
	for name, tt := range map[string]struct {
		said []string
		at   int
		err  error
		hear []string
	}{
		"a number":             {[]string{"2"}, 1, nil, nil},
		"a number with blanks": {[]string{"  1 \t"}, 0, nil, nil},
		"the beginning":        {[]string{"op"}, 0, nil, nil},
		"without its accents":  {[]string{"DELAI"}, 3, nil, nil},
		"in wide letters":      {[]string{"ｄｅｃ"}, 1, nil, nil},
		"not one alone":        {[]string{"de", "1"}, 0, nil, []string{"de is none of the 4 choices"}},
		"too high":             {[]string{"5", "0", "-1", "1"}, 0, nil, []string{"5 is none", "0 is none", "-1 is none"}},
		"not now":              {[]string{"3", "2"}, 1, nil, []string{"3. Defer, not now: It is too late.", "It is too late.\nChoose:"}},
		"again":                {[]string{"?", "1"}, 0, nil, []string{"What?\n1. Open the lead", "What?\n1. Open the lead"}},
		"nothing":              {[]string{"", "1"}, 0, nil, []string{"Choose: Choose:"}},
		"back":                 {[]string{"b"}, back, nil, nil},
		"leave":                {[]string{"q"}, back, errLeft, nil},
		"the end":              {nil, back, errLeft, nil},
		"hostile":              {[]string{"\x1b]0;x\a\x1b[2J", "1"}, 0, nil, []string{"is none"}},
	} {
		t.Run(name, func(t *testing.T) {
			k := newTalk(t, tt.said...)
			at, err := k.choose("What?", choices)
			if at != tt.at || !errors.Is(err, tt.err) {
				t.Errorf("chose %d, %v", at, err)
			}
			k.wants(t, tt.hear...)
			if found := hostile.Sign(k.heard.String(), "\n"); found != "" {
				t.Errorf("said %s", found)
			}
		})
	}
}

func TestConfirm(t *testing.T) {
	for said, want := range map[string]bool{"y": true, "yes": true, "YE": true, "n": false, "no": false, "": true, "what\nn": false} {
		if got, err := newTalk(t, said).confirm("Sure?", true); got != want || err != nil {
			t.Errorf("%q is %v, %v", said, got, err)
		}
	}
	if got, _ := newTalk(t, "").confirm("Sure?", false); got {
		t.Error("an empty answer is yes")
	}
}

// A line may be longer than anybody types.
func TestLongLine(t *testing.T) {
	k := newTalk(t, strings.Repeat("x", 3*longest), "next")
	if said, err := k.ask("?"); err != nil || len(said) < longest/2 || len(said) > longest {
		t.Errorf("heard %d bytes, %v", len(said), err)
	}
	if said, _ := k.ask("?"); said != "next" {
		t.Errorf("then heard %q", said)
	}
}

// registration is a form of two pages.
func registration(submit func(map[string]string) (pane.Apply, error)) pane.Fill {
	return pane.Fill{Title: "Register", Submit: submit, Pages: []form.Page{
		{Title: "Company", Fields: []form.Field{
			{Key: "company", Label: "Company", Required: true},
			{Key: "country", Label: "Country", Kind: form.Choice, Choices: []form.Option{{Value: "FR", Label: "France"}, {Value: "FI", Label: "Finland"}, {Value: "JP", Label: "日本"}}},
		}},
		{Title: "More", Fields: []form.Field{
			{Key: "consent", Label: "Consent", Kind: form.YesNo},
			{Key: "amount", Label: "Amount", Read: func(s string) (string, string, error) {
				m, err := domain.ParseMoney(s, "EUR")
				return m.String(), "That is " + m.String(), err
			}},
			{Key: "goals", Label: "Goals", Kind: form.Lines},
		}},
	}}
}

func TestFill(t *testing.T) {
	full := map[string]string{"company": "Acme", "country": "JP", "consent": "yes", "amount": "40000.00 EUR", "goals": "One\n\nTwo"}
	for name, tt := range map[string]struct {
		said   []string
		values map[string]string // nil is that nothing was saved
		hear   []string
	}{
		"all of it": {[]string{"Acme", "日", "y", "40k", "One", "", "Two", ".", "y"}, full,
			[]string{"Company\nCompany, required:", "1. France", "Country", "More\nConsent", "That is 40000.00 EUR", "More:", "Save?"}},
		"what is required": {[]string{"", "Acme", "3", "yes", "40k", "One", "", "Two", ".", ""}, full, []string{"Company, required:", "Company, required:"}},
		"what is wrong": {[]string{"Acme", "F", "Japan", "9", "3", "y", "much", "40k", "One", "", "Two", ".", ""}, full,
			[]string{"F is none of the 3", "Japan is none", "9 is none", "Amount:", "Amount:"}},
		"back and empty": {[]string{"Acne", ":back", "Acme", "1", ":back", "JP", "n", ":back", "y", "40k", "One", "", "Two", ".", ""}, full, []string{"Company [Acne]:"}},
		"cleared":        {[]string{"Acme", ":clear", "y", "40k", ":save", ""}, map[string]string{"company": "Acme", "consent": "yes", "amount": "40000.00 EUR"}, nil},
		"saved early":    {[]string{"Acme", ":save", "yes"}, map[string]string{"company": "Acme", "consent": "no"}, nil},
		"too early":      {[]string{":save", "y", "Acme", ":save", "y"}, map[string]string{"company": "Acme", "consent": "no"}, []string{"Company is missing.", "Company, required:"}},
		"canceled":       {[]string{"Acme", ":cancel"}, nil, []string{"Nothing was saved."}},
		"another look":   {[]string{"Acne", ":save", "n", "1", "Acme", "y"}, map[string]string{"company": "Acme", "consent": "no"}, []string{"What should change?\n1. Company: Acne", "Company, required [Acne]:|Company [Acne]:"}},
		"no after all":   {[]string{"Acme", ":save", "n", "leave"}, nil, []string{"Nothing was saved."}},
		"an end":         {[]string{"Acme"}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			k := newTalk(t, tt.said...)
			var got map[string]string
			_, err := k.fill(registration(func(v map[string]string) (pane.Apply, error) {
				got = v
				return pane.Apply{Command: domain.AcceptLead{}, Said: func(domain.Result) string { return "Done." }}, nil
			}))
			if err != nil && (name != "an end" || !errors.Is(err, errLeft)) {
				t.Fatal(err)
			}
			for key, value := range got {
				if value != tt.values[key] {
					t.Errorf("%s is %q, want %q\n%s", key, value, tt.values[key], k.heard)
				}
			}
			if (got == nil) != (tt.values == nil) || (len(k.book.applied) == 1) != (tt.values != nil) {
				t.Errorf("saved %v, applied %v\n%s", got, k.book.applied, k.heard)
			}
			for _, either := range tt.hear {
				if !slices.ContainsFunc(strings.Split(either, "|"), func(p string) bool { return strings.Contains(k.heard.String(), p) }) {
					t.Errorf("%q was not said:\n%s", either, k.heard)
				}
			}
		})
	}
}

// What the book refuses is asked for again where it is typed, and nothing is lost.
func TestFillThatIsRefused(t *testing.T) {
	k := newTalk(t, "Acme", "1", "y", "40k", ".", "y", "Other", "y")
	k.book.refuse = domain.Refusals{{Code: "firm.no_name", Field: "company"}, {Code: "firm.no_name", Field: "elsewhere"}}
	var got map[string]string
	if _, err := k.fill(registration(func(v map[string]string) (pane.Apply, error) {
		got = v
		return pane.Apply{Command: domain.AcceptLead{}}, nil
	})); err != nil {
		t.Fatal(err)
	}
	why := k.ctx.Words.Rule(&domain.RuleError{Code: "firm.no_name"})
	k.wants(t, "Save?", why, "Company", "[Acme]:", why, "Save?")
	if got["company"] != "Other" || got["amount"] != "40000.00 EUR" || len(k.book.applied) != 1 {
		t.Errorf("saved %v", got)
	}
}

func TestQuestion(t *testing.T) {
	ask := pane.Ask{Title: "Decline?", Lines: []string{"It goes back.", ""}, Yes: "Decline", Do: "did"}
	for said, want := range map[string]int{"y": 1, "n": 0, "": 0} {
		k := newTalk(t, said)
		if more, err := k.question(ask); len(more) != want || err != nil {
			t.Errorf("%q does %v, %v", said, more, err)
		}
		k.wants(t, "Decline?\nIt goes back.\nDecline? yes or no [no]:")
	}
}

// asker is a pane of which a command asks the frame for things.
type asker struct {
	pane.Pane
	got []tea.Msg
}

func (a *asker) Update(msg tea.Msg) tea.Cmd {
	a.got = append(a.got, msg)
	return nil
}

// Everything that a pane can ask of the frame around it is done or said.
func TestPanesAreHeard(t *testing.T) {
	k := newTalk(t, "2", "1")
	opened := ""
	k.cfg.Open = func(address string) error { opened = address; return nil }
	k.book.refuse = nil
	apply := func(c domain.Command) pane.Apply {
		return pane.Apply{Command: c, Said: func(domain.Result) string { return "Applied." }, Then: func(domain.Result) tea.Msg { return "then" }}
	}
	p := &asker{}
	send := func(all ...tea.Msg) tea.Cmd {
		var cmds []tea.Cmd
		for _, msg := range all {
			cmds = append(cmds, pane.Send(msg))
		}
		return tea.Batch(cmds...)
	}
	err := k.settle(p, send(
		pane.Tell{Text: "Told."}, pane.Failed{Err: errors.New("x")}, apply(domain.AcceptLead{}),
		pane.Pick{Title: "Which?", Choices: []pane.Choice{{Label: "A", Why: "no"}, {Label: "B", Side: "2", Do: "picked"}}},
		pane.Show{Title: "Letter", Lines: []string{"Dear \x1b[1myou\x1b[m"}, Offers: []pane.Offer{{Key: "o", Label: "Open it", Do: pane.Open{Address: "https://x.example", Said: "Opened."}}}},
		pane.Copy{Text: domain.Outside("one\ntwo\x1b[2J")}, pane.Open{Address: "file:///etc/passwd", Said: "Opened file."},
		pane.Goto{Ref: domain.Ref{Kind: domain.KindLead, ID: panetest.ID(7)}}, "own",
	))
	if err != nil {
		t.Fatal(err)
	}
	k.wants(t, "Told.", "Applied.", "Which?", "1. A, not now: no", "2. B 2", "Letter\nDear you\n", "1. Open it", "Text to copy:\none\ntwo", "Opened.")
	if opened != "https://x.example" || strings.Contains(k.heard.String(), "Opened file.") {
		t.Errorf("opened %q\n%s", opened, k.heard)
	}
	if !slices.Equal(p.got, []tea.Msg{"own", "then", "picked"}) || len(k.book.applied) != 1 || k.next == nil || k.next.ID != panetest.ID(7) {
		t.Errorf("the pane got %v, the book %v, goes to %v", p.got, k.book.applied, k.next)
	}
	if found := hostile.Sign(k.heard.String(), "\n"); found != "" {
		t.Errorf("said %s", found)
	}
}

// Leads that are about to run out are said while an answer is waited for, and the
// question again; it rings unless it is to be quiet.
func TestLeadsThatRunOut(t *testing.T) {
	for _, quiet := range []bool{false, true} {
		k := newTalk(t)
		lines, minute := make(chan heard), make(chan struct{})
		k.in, k.quiet = &Input{lines: lines}, quiet
		k.minute = func() (<-chan struct{}, context.CancelFunc) { return minute, func() {} }
		lead := domain.Lead{ID: panetest.ID(1), Status: domain.LeadOffered, Due: panetest.Now.Add(4*time.Hour + 30*time.Second)}
		lead.Company.Name = domain.Outside("Acme\x1b[2J")
		k.book.leads.Records = []domain.Lead{lead}
		answered := make(chan string)
		go func() {
			said, _ := k.ask("Choose:")
			answered <- said
		}()
		minute <- struct{}{} // no minute has passed yet
		k.later.Store(int64(2 * time.Minute))
		minute <- struct{}{}
		minute <- struct{}{} // said once
		lines <- heard{line: "1"}
		if said := <-answered; said != "1" {
			t.Errorf("heard %q", said)
		}
		rings := 1
		if quiet {
			rings = 0
		}
		if k.heard.String() != "Choose: \nAcme␛[2J: 3 h 58 m left to answer\nChoose: " || k.rang != rings {
			t.Errorf("rang %d times, said %q", k.rang, k.heard)
		}
	}
}

// Who ends the program ends a question too.
func TestAnEndFromOutside(t *testing.T) {
	k := newTalk(t)
	ctx, end := context.WithCancel(t.Context())
	k.speaker = newSpeaker(ctx, k.cfg, Listen(blocked{ctx}), k.heard)
	end()
	if _, err := k.ask("Choose:"); !errors.Is(err, errLeft) {
		t.Errorf("got %v", err)
	}
}

// blocked is an input that says nothing while its context lasts.
type blocked struct{ context.Context }

func (b blocked) Read([]byte) (int, error) {
	<-b.Done()
	select {} // and for ever after
}

func TestQuietIsKept(t *testing.T) {
	k := newTalk(t)
	if err := k.hush(); err != nil || !k.quiet || len(k.book.kept[ui.DeskQuiet]) == 0 {
		t.Errorf("keeps %q, %v", k.book.kept, err)
	}
	if !k.wasHushed() {
		t.Error("rings the next day")
	}
	if err := k.hush(); err != nil || k.quiet || k.wasHushed() {
		t.Error("is quiet for ever")
	}
}

// The actions that are about a drawing are actions that there are.
func TestDrawnActionsAreThere(t *testing.T) {
	for _, id := range drawn {
		if _, ok := ui.Actions().ByID(id); !ok {
			t.Errorf("there is no action %s", id)
		}
		if k := newTalk(t); aloud(id) != nil && k.namedAloud(id, id+"_long") == k.ctx.Words.T(id+"_long") {
			t.Errorf("%s is offered as if it were drawn", id)
		}
	}
}

func deal(n int, stage string, amount int64) domain.Opportunity {
	return domain.Opportunity{
		ID: panetest.ID(n), Program: domain.DefaultProgram, Name: domain.Outside("Deal " + string(rune('A'+n))), Stage: stage,
		Amount: domain.Money{Mils: domain.Quantity(amount * 1000), Currency: "USD"},
	}
}

// The board is read out as one list a stage.
func TestStages(t *testing.T) {
	k := newTalk(t, "pipeline", "read out", "qual", "1", "b", "b", "needs", "b", "b", "b")
	k.book.deals.Records = []domain.Opportunity{deal(1, "Prospecting", 1000), deal(2, "Qualification", 20_000), deal(3, "Qualification", 30_000)}
	if err := k.pane("pipeline"); err != nil && !errors.Is(err, errLeft) {
		t.Fatal(err)
	}
	k.wants(t, "Read out the deals stage by stage", "1. Prospecting, 1 deal, 1 k$", "2. Qualification, 2 deals, 50 k$", "Qualification: 2 in all, 1 to 2.",
		"1. Name Deal C", "2. Name Deal D", "Deal C", "What now?", "No deal is in this stage.")
	if strings.Contains(k.heard.String(), "Turn between the list and the board") {
		t.Errorf("offers to draw:\n%s", k.heard)
	}
}

// A list is read out in pages and searched.
func TestList(t *testing.T) {
	k := newTalk(t, "n", "n", "n", "p", "/deal c", "/nothing", "/", "99", "x", "?", "b")
	for i := range 23 {
		k.book.deals.Records = append(k.book.deals.Records, deal(i, "Prospecting", 1000))
	}
	p := k.paneOf("pipeline")
	if err := k.settle(p, p.Refresh()); err != nil {
		t.Fatal(err)
	}
	if err := k.list(k.rollOf(p)); err != nil {
		t.Fatal(err)
	}
	k.wants(t, "Open: 23 in all, 1 to 10.", "11 to 20.", "21 to 23.", "There are only 23.", "21 to 23.", "1 in all, 1 to 1.\n1. Name Deal C",
		"Nothing holds nothing.", "23 in all, 1 to 10.", "There is no number 99", "There is no number x", "23 in all, 1 to 10.")
}

func (b *book) Stages(context.Context, domain.ID) ([]domain.StageVisit, error) { return nil, nil }
