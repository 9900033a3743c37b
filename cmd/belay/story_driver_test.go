package main

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/ui"
	uikeys "github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/uitest"
)

// person tells a story: what somebody does on the screen of the demo's book,
// key by key, and what they are to see. After each key the screen is looked at
// when nothing is under way any more, so no time is waited for.
type person struct {
	t      *testing.T
	book   *store.Book
	path   string
	keys   *uikeys.Registry
	screen *uitest.Screen
}

// somebody sits down before a terminal of 120 columns and h lines.
func somebody(t *testing.T, h int) *person {
	t.Helper()
	a := demoApp(t)
	book, path := demoBook(t, a)
	c, err := a.screenOn(context.Background(), book, ui.Config{})
	if err != nil {
		t.Fatal(err)
	}
	c.Changed = nil // nobody else changes the book
	p := &person{t: t, book: book, path: path, keys: ui.Actions(), screen: uitest.Start(t, ui.New(c), 120, h)}
	p.screen.Still()
	return p
}

// press presses keys by name.
func (p *person) press(names ...string) {
	p.t.Helper()
	for _, name := range names {
		p.screen.Key(name)
		p.screen.Still()
	}
}

// does presses the key of an action.
func (p *person) does(id string) {
	p.t.Helper()
	action, ok := p.keys.ByID(id)
	if !ok || len(action.Keys) == 0 {
		p.t.Fatalf("no key does %s", id)
	}
	p.press(strings.Fields(action.Keys[0])...)
}

// types types a text.
func (p *person) types(text string) {
	p.t.Helper()
	p.screen.Type(text)
	p.screen.Still()
}

// mostFields is how many fields the largest form may have.
const mostFields = 60

// goes moves to the field of a form whose label starts so.
func (p *person) goes(label string) {
	p.t.Helper()
	for range mostFields {
		if strings.Contains(p.sight(), "\n ▸ "+label) {
			return
		}
		p.press("tab")
	}
	p.t.Fatalf("no field is called %s:\n%s", label, p.sight())
}

// fills types into a field, in place of what it holds.
func (p *person) fills(label, text string) {
	p.t.Helper()
	p.goes(label)
	p.press("ctrl+e", "ctrl+u")
	p.types(text)
}

// chooses turns the choices of a field until one shows.
func (p *person) chooses(label, choice string) {
	p.t.Helper()
	p.goes(label)
	for range mostFields {
		for line := range strings.SplitSeq(p.sight(), "\n") {
			if strings.HasPrefix(line, " ▸ "+label) && strings.Contains(line, choice) {
				return
			}
		}
		p.press("right")
	}
	p.t.Fatalf("%s does not offer %s:\n%s", label, choice, p.sight())
}

// saves submits a form.
func (p *person) saves() {
	p.t.Helper()
	p.press("ctrl+s")
}

// sight is what is on the screen.
func (p *person) sight() string {
	p.t.Helper()
	return p.screen.Text()
}

// sees wants texts on the screen.
func (p *person) sees(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		if sight := p.sight(); !strings.Contains(sight, text) {
			p.t.Fatalf("the screen does not show %s:\n%s", text, sight)
		}
	}
}

// misses wants none of the texts on the screen.
func (p *person) misses(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		if sight := p.sight(); strings.Contains(sight, text) {
			p.t.Fatalf("the screen shows %s:\n%s", text, sight)
		}
	}
}

// asks runs a command that answers in JSON on the same book, as a shell beside
// the screen does.
func (p *person) asks(answer any, args ...string) {
	p.t.Helper()
	env := map[string]string{"BELAY_BOOK": p.path, "BELAY_NOW": demoAt.Format(time.RFC3339), "BELAY_USER": "ann"}
	out := runner{p.t, env}.answer(append(args, "--json")...)
	if err := json.Unmarshal([]byte(out), answer); err != nil {
		p.t.Fatalf("belay %s: %v", strings.Join(args, " "), err)
	}
}

// leads are those of a list, as the screen has them.
func (p *person) leads(list string) []domain.Lead {
	p.t.Helper()
	page, err := p.book.Leads(context.Background(), domain.Query{Kind: domain.KindLead, List: list, Sort: domain.Sorts(domain.KindLead)[0]}, 0, 20)
	if err != nil || len(page.Rows) < 2 {
		p.t.Fatalf("read %s: %d leads, %v", list, len(page.Rows), err)
	}
	return page.Rows
}
