package practice

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/uitest"
)

var _ pane.Pane = (*Pane)(nil)

type listed struct{ domain.Credential }

// Lists has none: credentials stand in the list of all.
func (listed) Lists() []string { return nil }

type book struct{ panetest.Book[listed] }

func (b *book) Credentials(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Credential], error) {
	page, err := b.Rows(ctx, q, offset, limit)
	rows := make([]domain.Credential, len(page.Rows))
	for i, r := range page.Rows {
		rows[i] = r.Credential
	}
	return domain.Page[domain.Credential]{Rows: rows, Offset: page.Offset, Total: page.Total}, err
}

// Stats are those of nothing but the credentials.
func (b *book) Stats(_ context.Context, program string) (domain.Stats, error) {
	p, err := domain.Preset(program)
	if err != nil {
		return domain.Stats{}, err
	}
	t := domain.NewTally(p, panetest.Now)
	for _, r := range b.Records {
		t.Add(r.Credential)
	}
	return t.Stats(), nil
}

// today is the day of the tests.
var today = domain.DateOf(panetest.Now)

// sample has a credential of every kind and in every state.
func sample() *book {
	b := &book{}
	b.Text = func(l listed) domain.Untrusted { return l.Title }
	add := func(kind domain.CredentialKind, title, holder string, level int, earned, expires domain.Date) {
		b.Records = append(b.Records, listed{domain.Credential{
			ID: panetest.ID(len(b.Records) + 1), Program: domain.DefaultProgram, Kind: kind, Title: domain.Outside(title),
			Holder: domain.Outside(holder), Level: level, Earned: earned, Expires: expires,
		}})
	}
	add(domain.Certification, "Administrator", "Ann One", 0, today-300, today+22)
	add(domain.Certification, "Platform Developer II", "佐藤 葵", 0, today-400, today+400)
	add(domain.Certification, "Consultant\x1b[2J\u202e", "Bob\tTwo", 0, today-800, today-3)
	add(domain.Certification, "Architect", "Ann One", 0, today+9, 0)
	add(domain.Certification, "Associate", "Eve", 0, today-90, today+1)
	add(domain.Certification, "Designer", "Eve", 0, today-90, today)
	add(domain.Navigator, "Retail", "", 2, today-200, 0)
	add(domain.Solution, "Field service starter kit", "", 0, today-50, today+91)
	return b
}

func start(t testing.TB, b *book, w, h int) *Pane {
	t.Helper()
	p := New(panetest.Keyed(panetest.Context(t), Actions()), b)
	p.SetSize(w, h)
	panetest.Settle(t, p, p.Refresh())
	return p
}

func TestScreens(t *testing.T) {
	for _, size := range panetest.Sizes {
		w, h := size[0], size[1]
		uitest.Golden(t, fmt.Sprint(w), panetest.Frame(t, start(t, sample(), w, h), w, h))
	}
	uitest.Golden(t, "80-nothing", panetest.Frame(t, start(t, &book{}, 80, 19), 80, 19))
}

func TestAddAndExpire(t *testing.T) {
	p := start(t, sample(), 80, 19)
	fill := panetest.One[pane.Fill](t, p, p.Do("practice.new"))
	apply, err := fill.Submit(panetest.Typed(t, fill, "kind", "navigator", "title", "Retail", "level", "3", "expires", "2027-01-31"))
	if err != nil {
		t.Fatal(err)
	}
	made := panetest.Decided(t, apply.Command).Records[0].(domain.Credential)
	if made.Level != 3 || made.Expires.String() != "2027-01-31" || made.Earned != today {
		t.Errorf("made %+v", made)
	}

	c, _ := p.Selected()
	fill = panetest.One[pane.Fill](t, p, p.Do("practice.expire"))
	if apply, err = fill.Submit(panetest.Typed(t, fill, "expires", "2026-11-20")); err != nil {
		t.Fatal(err)
	}
	if got := panetest.Decided(t, apply.Command, c.Credential).Records[0].(domain.Credential); got.Expires != today-1 {
		t.Errorf("expires %v", got.Expires)
	}
	if _, err = fill.Submit(map[string]string{"expires": "soon"}); err == nil {
		t.Error("takes a day that is none")
	}
}

func TestEdit(t *testing.T) {
	p := start(t, sample(), 80, 19)
	c, _ := p.Selected()
	fill := panetest.One[pane.Fill](t, p, p.Do("practice.edit"))
	apply, err := fill.Submit(panetest.Typed(t, fill, "title", "Advanced administrator", "expires", ""))
	if err != nil {
		t.Fatal(err)
	}
	want := c.Credential
	want.Title, want.Expires = domain.Outside("Advanced administrator"), 0
	if got := panetest.Decided(t, apply.Command, c.Credential).Records[0]; got != want {
		t.Errorf("edited to %+v, want %+v", got, want)
	}
	apply, err = fill.Submit(panetest.Typed(t, fill))
	if err != nil {
		t.Fatal(err)
	}
	if got := panetest.Decided(t, apply.Command, c.Credential).Records; len(got) != 0 {
		t.Errorf("the form as it opens changes it to %+v", got)
	}
	if _, err = fill.Submit(map[string]string{"earned": "soon"}); err == nil {
		t.Error("takes a day that is none")
	}
}

// Each credential says what it adds to the score, in its row and in words.
func TestWorth(t *testing.T) {
	p := start(t, sample(), 120, 35)
	shown := panetest.Frame(t, p, 120, 35)
	for _, want := range []string{"Score", "+9", "+90", "Adds 9 points: 3 for Certifications, 6 for"} {
		if !strings.Contains(strings.Join(strings.Fields(shown), " "), want) {
			t.Errorf("it does not say %q:\n%s", want, shown)
		}
	}
}

// What is left is the detail, the search, and then the pane itself.
func TestEscLeavesThePaneLast(t *testing.T) {
	p := start(t, sample(), 80, 19)
	p.Do("practice.open")
	if asked := panetest.Settle(t, p, p.Do("practice.back")); len(asked) != 0 {
		t.Errorf("from the detail it asks for %v", asked)
	}
	if _, ok := p.Can("practice.back"); !ok {
		t.Error("there is no way back")
	}
	panetest.One[pane.Back](t, p, p.Do("practice.back"))
	panetest.Settle(t, p, p.Do("practice.next_list"))
	panetest.Settle(t, p, p.Goto(domain.Ref{Kind: domain.KindCredential}, ""))
	if c, ok := p.Selected(); !ok || c.ID != panetest.ID(1) {
		t.Error("opened without a record it forgets what it showed")
	}
}
