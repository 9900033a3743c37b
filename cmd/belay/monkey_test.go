package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/hostile"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/uitest"
)

// Set BELAY_MONKEY to a number of events, such as 100000, for a long run, and
// BELAY_MONKEY_SEED to the number of a piece to do that piece alone:
//
//	BELAY_MONKEY=100000 go test -race -run TestMonkey -timeout 60m ./cmd/belay
const (
	monkeyEvents = 600
	monkeyPiece  = 200
)

// TestMonkey presses keys at random, pastes, clicks and pulls at the window, in
// pieces that each have a book and a seed of their own. Nothing may panic, no
// frame be larger than the terminal or hold a stray control byte, nothing that
// was typed or submitted be lost, and every overlay can be left.
func TestMonkey(t *testing.T) {
	events := numberIn("BELAY_MONKEY", monkeyEvents)
	only := numberIn("BELAY_MONKEY_SEED", -1)
	for seed := range max(1, events/monkeyPiece) {
		if only >= 0 && seed != only {
			continue
		}
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			m := newMonkey(t, uint64(seed))
			defer m.caught()
			for n := range min(events, monkeyPiece) {
				m.turn()
				if n%(monkeyPiece/4) == monkeyPiece/8 {
					m.keepsAForm()
				}
			}
			m.leaves()
			m.balances()
		})
	}
}

func numberIn(variable string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		return n
	}
	return otherwise
}

// monkey is somebody who does anything at all on a screen.
type monkey struct {
	*hands
	t       *testing.T
	cfg     ui.Config
	book    *store.Book
	applied *counter
	entries uint64 // of the journal before
	screen  *uitest.Direct
	clock   *atomic.Int64 // of seconds since demoAt
	did     []string      // the last events
	said    int           // how many tokens it has made
	frame   string        // the last that was looked at, on a screen of this size
	size    [2]int
}

// counter counts the commands that a book took.
type counter struct {
	ui.Book
	mu   sync.Mutex
	took int
}

// Apply applies a command.
func (c *counter) Apply(ctx context.Context, cmd domain.Command) (domain.Result, error) {
	r, err := c.Book.Apply(ctx, cmd)
	if err == nil && r.Entry > 0 {
		c.mu.Lock()
		c.took++
		c.mu.Unlock()
	}
	return r, err
}

// hostileFile is the file of a book full of attacks, made once for all tests.
var hostileFile struct {
	once sync.Once
	file []byte
}

func newMonkey(t *testing.T, seed uint64) *monkey {
	t.Helper()
	m := &monkey{hands: newHands(seed), t: t, clock: &atomic.Int64{}}
	a := demoApp(t)
	a.now = func() time.Time { return demoAt.Add(time.Duration(m.clock.Load()) * time.Second) }
	m.book = m.itsBook(a, seed)
	var err error
	if m.entries, err = m.book.Head(context.Background()); err != nil {
		t.Fatal(err)
	}
	m.applied = &counter{Book: m.book}
	if seed%4 == 1 { // a forged book, too
		v := newVenom()
		v.plain = true
		m.applied.Book = bitten{m.book, v, &sync.Mutex{}}
	}
	// Only what is given here can be reached: no editor, no mail program, no file.
	m.cfg = ui.Config{
		Book: m.applied, Words: a.w, Now: a.now, NewID: a.newID, Programs: m.book.KnownProgram, Program: "trailblazer",
		Theme: theme.Options{ASCII: seed%5 == 1, NoColor: seed%3 == 1, Dark: seed%2 == 0},
	}
	m.opens()
	return m
}

// itsBook is a copy of the demo's book, or of one full of attacks.
func (m *monkey) itsBook(a *app, seed uint64) *store.Book {
	m.t.Helper()
	if seed%2 == 0 {
		book, _ := demoBook(m.t, a)
		return book
	}
	hostileFile.once.Do(func() {
		file, err := os.ReadFile(injected(m.t))
		if err != nil {
			m.t.Fatal(err)
		}
		hostileFile.file = file
	})
	path := filepath.Join(m.t.TempDir(), "hostile.db")
	if err := os.WriteFile(path, hostileFile.file, 0o600); err != nil {
		m.t.Fatal(err)
	}
	m.clock.Store(48 * 3600)
	book, err := store.Open(path, a.storeOptions())
	if err != nil {
		m.t.Fatal(err)
	}
	return book
}

// opens starts belay anew.
func (m *monkey) opens() {
	m.t.Helper()
	m.screen = uitest.NewDirect(ui.New(m.cfg), m.w, m.h)
	m.looks()
}

// turn does one thing, or lets something that is under way come to its end.
func (m *monkey) turn() {
	m.t.Helper()
	m.clock.Add(1 + int64(m.IntN(2)*m.IntN(300)))
	for m.screen.Waiting() > 0 && (m.screen.Waiting() > 8 || m.IntN(2) == 0) {
		m.screen.Run(m.IntN(m.screen.Waiting()))
		m.looks()
	}
	m.screen.Wake()
	m.sends(m.next())
	if m.screen.Over {
		m.did = append(m.did, "quit")
		m.opens()
	}
}

func (m *monkey) sends(msg tea.Msg) {
	m.t.Helper()
	m.did = append(m.did, fmt.Sprintf("%T %.60q", msg, fmt.Sprint(msg)))
	if len(m.did) > 60 {
		m.did = slices.Clone(m.did[20:])
	}
	m.screen.Send(msg)
	m.looks()
}

// presses presses keys by name, each when the one before is done with.
func (m *monkey) presses(names ...string) {
	m.t.Helper()
	for _, name := range names {
		m.sends(uitest.Press(name))
		m.rests()
	}
}

// rests waits until nothing is under way.
func (m *monkey) rests() {
	m.t.Helper()
	if !m.screen.Settle(10_000) {
		m.t.Fatalf("the screen never comes to rest%s", m.story())
	}
	m.looks()
}

// pauses waits for what takes its time, too.
func (m *monkey) pauses() {
	m.t.Helper()
	if !m.screen.Rest() {
		m.t.Fatalf("the screen never comes to rest%s", m.story())
	}
	m.looks()
}

// looks looks at a frame.
func (m *monkey) looks() {
	m.t.Helper()
	v := m.screen.Model.View()
	size := [2]int{m.w, m.h}
	if v.Content == m.frame && size == m.size {
		return
	}
	m.frame, m.size = v.Content, size
	uitest.Fits(m.t, v.Content, m.w, m.h)
	if found := hostile.Sign(style.ReplaceAllString(v.Content, ""), "\n"); found != "" {
		m.t.Errorf("a frame holds %s", found)
	}
	if found := hostile.Sign(v.WindowTitle, ""); found != "" {
		m.t.Errorf("the window title holds %s", found)
	}
	if m.t.Failed() {
		m.t.Fatalf("on a screen of %d by %d%s", m.w, m.h, m.story())
	}
}

// shows reports whether a text is on the screen.
func (m *monkey) shows(text string) bool {
	return strings.Contains(style.ReplaceAllString(m.screen.Model.View().Content, ""), text)
}

// story is what led here, for the failure.
func (m *monkey) story() string {
	return ", after\n\t" + strings.Join(m.did, "\n\t") + "\n" + style.ReplaceAllString(m.screen.Model.View().Content, "")
}

// caught tells a panic with what led to it.
func (m *monkey) caught() {
	if r := recover(); r != nil {
		m.t.Errorf("after\n\t%s", strings.Join(m.did, "\n\t"))
		panic(r)
	}
}

// mostLayers is how many overlays may lie one over the other, with the question
// of each whether to drop what was typed.
const mostLayers = 30

// leaves leaves all overlays and then belay, as a person does.
func (m *monkey) leaves() {
	m.t.Helper()
	m.rests()
	m.pulls()
	for range mostLayers {
		m.presses("esc")
	}
	m.presses("q")
	if m.pauses(); !m.screen.Over {
		m.t.Fatalf("there is no way out%s", m.story())
	}
}

// pulls gives the window 120 columns and 40 lines.
func (m *monkey) pulls() {
	m.t.Helper()
	m.w, m.h = 120, 40
	m.sends(tea.WindowSizeMsg{Width: m.w, Height: m.h})
	m.rests()
}

// keepsAForm types into a form, pulls at the window or crashes belay, and wants
// what it typed to be there still; then submits it, and wants it in the journal or in the form.
func (m *monkey) keepsAForm() {
	m.t.Helper()
	m.presses("ctrl+c")
	m.opens()
	m.pulls()
	m.said++
	token := fmt.Sprintf("Token%dx%d", m.said, m.IntN(1_000_000))
	form := [][]string{{"1", "n"}, {"2", "n"}, {"3", "n"}}[m.IntN(3)]
	m.presses(form...)
	m.pauses()
	if m.shows("Start afresh") { // a form of before was left unsent
		m.presses("down", "enter")
	}
	for _, r := range token {
		m.presses(string(r))
	}
	for range m.IntN(4) {
		m.sends(m.pull())
	}
	m.pulls()
	if !m.shows(token) {
		m.t.Fatalf("%s was typed and is gone%s", token, m.story())
	}
	if m.IntN(2) == 0 { // belay crashes, a moment later
		m.pauses()
		m.opens()
		m.pulls()
		m.presses(form...)
		m.pauses() // until the draft is offered
		m.presses("enter")
		if m.pauses(); !m.shows(token) {
			m.t.Fatalf("%s was typed before a crash and is gone%s", token, m.story())
		}
	}
	for range m.IntN(3) {
		m.presses(m.of([]string{"tab", "shift+tab", "down", "pgdown", "pgup"}))
	}
	m.presses("ctrl+s")
	m.pauses()
	if !m.journaled(token) && !m.shows(token) {
		m.presses("pgup", "pgup", "pgup")
		if !m.shows(token) {
			m.t.Fatalf("%s was submitted and is neither in the journal nor on the screen%s", token, m.story())
		}
	}
}

// journaled reports whether an entry of the journal has a text.
func (m *monkey) journaled(text string) bool {
	m.t.Helper()
	entries, err := m.book.Journal(context.Background(), 0, 1000, true, nil)
	if err != nil {
		m.t.Fatal(err)
	}
	return slices.ContainsFunc(entries, func(e domain.Entry) bool { return strings.Contains(string(e.Args), text) })
}

// balances wants an entry of the journal for every command that the book took,
// and a sound book.
func (m *monkey) balances() {
	m.t.Helper()
	head, err := m.book.Head(context.Background())
	if err != nil {
		m.t.Fatal(err)
	}
	if got := head - m.entries; got < uint64(m.applied.took) {
		m.t.Errorf("the book took %d commands and has %d entries of them", m.applied.took, got)
	}
	if err := m.book.Check(context.Background()); err != nil {
		m.t.Errorf("the book is not sound: %v", err)
	}
}
