package pane_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/grid"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/text"
	"github.com/belay-tui/belay/ui/uitest"
)

type (
	book = panetest.Book[domain.Opportunity]
	list = pane.List[domain.Opportunity]
)

// open is a list of open deals named "Deal 0" and so on, and one that is won.
func open(t testing.TB, deals, w, h int) (*list, *book) {
	t.Helper()
	b := &book{Text: func(o domain.Opportunity) domain.Untrusted { return o.Name }}
	for i := range deals {
		b.Records = append(b.Records, domain.Opportunity{ID: panetest.ID(i + 1), Name: domain.Outside(fmt.Sprintf("Deal %d", i))})
	}
	b.Records = append(b.Records, domain.Opportunity{ID: panetest.ID(deals + 1), Name: domain.Outside("物流グループ"), Outcome: domain.OutcomeWon})
	l := pane.NewList(panetest.Keyed(panetest.Context(t), pane.ListActions("deals")), spec(b))
	l.SetSize(w, h)
	panetest.Settle(t, l, l.Refresh())
	return l, b
}

func spec(source pane.Source[domain.Opportunity]) pane.Spec[domain.Opportunity] {
	return pane.Spec[domain.Opportunity]{
		Scope: "deals", Kind: domain.KindOpportunity, Source: source,
		ID: func(o domain.Opportunity) domain.ID { return o.ID },
		Columns: func(string) []grid.Column[domain.Opportunity] {
			return []grid.Column[domain.Opportunity]{{Key: "name", Title: "Name", Min: 10, Found: true, Flex: 1, Cell: func(o domain.Opportunity) string { return text.Show(o.Name) }}}
		},
		SortColumn: func(_ string, s domain.Sort) (string, bool) { return string(s), s != domain.SortName },
		Detail: func(o domain.Opportunity, _ int) []pane.Block {
			b := pane.Block{Title: "About " + text.Show(o.Name)}
			for i := range 30 {
				b.Lines = append(b.Lines, fmt.Sprintf("line %d", i))
			}
			return []pane.Block{b, {Title: "More", Lines: []string{"the end"}}}
		},
		Empty:   func(list string) []string { return []string{"Nothing is " + list + " yet."} },
		Clip:    func(o domain.Opportunity) domain.Untrusted { return o.Name },
		Program: func(o domain.Opportunity) string { return o.Program },
		Name:    func(o domain.Opportunity) domain.Untrusted { return o.Name },
		Actions: []keys.Action{{ID: "deals.lose", Many: true}, {ID: "deals.edit"}},
	}
}

// do carries out actions of a list.
func do(t testing.TB, l *list, actions ...string) {
	t.Helper()
	for _, a := range actions {
		cmd, ok := l.Do("deals." + a)
		if !ok {
			t.Fatalf("a list has no action %s", a)
		}
		panetest.Settle(t, l, cmd)
	}
}

// on checks which record is selected.
func on(t testing.TB, l *list, want string) {
	t.Helper()
	if o, _ := l.Selected(); o.Name.Raw() != want {
		t.Errorf("on %q, want %q", o.Name.Raw(), want)
	}
}

// shows checks what a frame of w cells shows, as high as all are here.
func shows(t testing.TB, l *list, w int, want bool, what string) {
	t.Helper()
	if frame := panetest.Frame(t, l, w, 19); strings.Contains(frame, what) != want {
		t.Errorf("shows %q: %v, want %v\n%s", what, !want, want, frame)
	}
}

// typed types into the search.
func typed(t testing.TB, l *list, keys ...tea.KeyPressMsg) {
	t.Helper()
	for _, k := range keys {
		cmd, ok := l.Type(k)
		if !ok {
			t.Fatalf("%s is not typed", k)
		}
		panetest.Settle(t, l, cmd)
	}
}

func keysOf(s string) []tea.KeyPressMsg {
	var keys []tea.KeyPressMsg
	for _, r := range s {
		keys = append(keys, tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return keys
}

func TestGolden(t *testing.T) {
	for _, s := range append([][2]int{{40, 9}}, panetest.Sizes...) {
		l, _ := open(t, 7, s[0], s[1])
		do(t, l, "down", "down")
		uitest.Golden(t, fmt.Sprintf("%dx%d", s[0], s[1]), panetest.Frame(t, l, s[0], s[1]))
	}
}

func TestAnswersThatComeLateAreDropped(t *testing.T) {
	l, _ := open(t, 5, 80, 19)
	first, _ := l.Do("deals.next_list")
	second, _ := l.Do("deals.next_list")
	if *l.Ctx.Busy != 2 {
		t.Errorf("%d reads are under way", *l.Ctx.Busy)
	}
	late, early := panetest.Messages(second), panetest.Messages(first)
	for _, m := range append(late, early...) { // the first answer comes last
		panetest.Settle(t, l, l.Update(m))
	}
	if _, ok := l.Selected(); ok || *l.Ctx.Busy != 0 {
		t.Errorf("a row of a list that was left; %d reads under way", *l.Ctx.Busy)
	}
	shows(t, l, 80, true, "Nothing is lost yet.")
	shows(t, l, 80, false, "物流")
}

// So are the lengths of the lists, whatever order they come in.
func TestLengthsThatComeLateAreDropped(t *testing.T) {
	l, b := open(t, 5, 80, 19)
	old := panetest.Messages(l.Refresh())
	b.Records = b.Records[:3]
	panetest.Settle(t, l, l.Refresh())
	for _, m := range old {
		panetest.Settle(t, l, l.Update(m))
	}
	if n := l.Count(domain.ListOpen); n != 3 || *l.Ctx.Busy != 0 {
		t.Errorf("%d are open, want 3; %d reads under way", n, *l.Ctx.Busy)
	}
}

// Both panes hear every answer: each takes its own only.
func TestAnAnswerOfAnotherPaneIsLeftAlone(t *testing.T) {
	l, _ := open(t, 5, 80, 19)
	b := &panetest.Book[domain.Survey]{Records: []domain.Survey{{ID: panetest.ID(1), Status: domain.SurveyFailed}}}
	other := pane.NewList(panetest.Context(t), pane.Spec[domain.Survey]{
		Scope: "surveys", Kind: domain.KindSurvey, Source: b,
		ID:         func(s domain.Survey) domain.ID { return s.ID },
		Columns:    func(string) []grid.Column[domain.Survey] { return nil },
		SortColumn: func(string, domain.Sort) (string, bool) { return "", false },
	})
	other.SetSize(80, 19)
	for _, cmd := range []tea.Cmd{other.Refresh(), other.Goto(b.Records[0].Ref(), "")} {
		for _, m := range panetest.Messages(cmd) {
			if l.Update(m) != nil {
				t.Errorf("%T of another pane does something", m)
			}
		}
	}
	if *l.Ctx.Busy != 0 || l.Count(domain.ListOpen) != 5 {
		t.Errorf("took another pane's answer: %d reads under way, %d open", *l.Ctx.Busy, l.Count(domain.ListOpen))
	}
}

// watch remembers the contexts of the reads.
type watch struct {
	*book
	seen []context.Context
}

func (s *watch) Rows(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Opportunity], error) {
	s.seen = append(s.seen, ctx)
	return s.book.Rows(ctx, q, offset, limit)
}

// TestSearchShowsWhatItFindsFirst has the rest of a search come after the first
// rows, and the selection stay.
func TestSearchShowsWhatItFindsFirst(t *testing.T) {
	l, b := open(t, 12, 80, 19)
	b.Hasty = true
	do(t, l, "search")
	cmd, _ := l.Type(tea.KeyPressMsg{Code: 'd', Text: "d"})
	for step, want := range []string{"1 found so far", "12 found"} {
		messages := panetest.Messages(cmd)
		if len(messages) == 0 {
			t.Fatalf("step %d: nothing is read", step)
		}
		for _, msg := range messages {
			cmd = l.Update(msg)
		}
		if seen := l.View(); !strings.Contains(seen, want) {
			t.Errorf("step %d shows\n%s\nwant %q", step, seen, want)
		}
		on(t, l, "Deal 0")
	}
	if len(panetest.Messages(cmd)) != 0 {
		t.Error("it reads on for ever")
	}
}

func TestANewReadEndsTheOneBefore(t *testing.T) {
	l, b := open(t, 5, 80, 19)
	s := &watch{book: b}
	l = pane.NewList(l.Ctx, spec(s))
	l.SetSize(80, 19)
	first, _ := l.Do("deals.next_list")
	second, _ := l.Do("deals.next_list")
	panetest.Messages(first)
	panetest.Messages(second)
	if s.seen[0].Err() == nil || s.seen[1].Err() != nil {
		t.Errorf("the first read ended with %v, the second with %v", s.seen[0].Err(), s.seen[1].Err())
	}
	b.Err = context.Canceled
	third, _ := l.Do("deals.next_list")
	if asked := panetest.Settle(t, l, third); len(asked) != 0 {
		t.Errorf("a read that was given up is told: %v", asked)
	}
}

func TestAFailedReadIsTold(t *testing.T) {
	l, b := open(t, 5, 80, 19)
	b.Err = errors.New("disk on fire")
	asked := panetest.Settle(t, l, l.Refresh())
	if len(asked) == 0 {
		t.Fatal("nothing is told")
	}
	for _, m := range asked {
		if f, ok := m.(pane.Failed); !ok || !errors.Is(f.Err, b.Err) {
			t.Errorf("told %v", m)
		}
	}
	if *l.Ctx.Busy != 0 {
		t.Errorf("%d reads are under way for ever", *l.Ctx.Busy)
	}
	on(t, l, "Deal 0") // what was read before still shows
}

func TestListsTurn(t *testing.T) {
	l, b := open(t, 2, 80, 19)
	for _, c := range []struct{ action, list string }{
		{"next_list", domain.ListWon}, {"next_list", domain.ListLost}, {"next_list", domain.ListOpen},
		{"previous_list", domain.ListLost}, {"previous_list", domain.ListWon}, {"previous_list", domain.ListOpen},
	} {
		do(t, l, c.action)
		if got := b.Asked[len(b.Asked)-1].List; got != c.list {
			t.Errorf("%s leads to %s, want %s", c.action, got, c.list)
		}
	}
	// From the list of all it goes to the first and to the last.
	for action, want := range map[string]string{"next_list": domain.ListOpen, "previous_list": domain.ListLost} {
		panetest.Settle(t, l, l.Goto(b.Records[0].Ref(), ""))
		do(t, l, action)
		if got := b.Asked[len(b.Asked)-1].List; got != want {
			t.Errorf("%s from all leads to %s, want %s", action, got, want)
		}
	}
}

func TestSearch(t *testing.T) {
	l, _ := open(t, 30, 80, 19)
	do(t, l, "down", "search")
	typed(t, l, keysOf("deal 2")...)
	shows(t, l, 80, true, "11 found")
	on(t, l, "Deal 2")
	typed(t, l, tea.KeyPressMsg{Code: tea.KeyEnter})
	if _, ok := l.Type(tea.KeyPressMsg{Code: 'j', Text: "j"}); ok {
		t.Error("a key is typed after the search was left")
	}
	shows(t, l, 80, true, "/ deal 2")
	do(t, l, "down")
	on(t, l, "Deal 20")
	do(t, l, "back")
	shows(t, l, 80, false, "found")
	do(t, l, "search")
	typed(t, l, keysOf("xyz")...)
	shows(t, l, 80, true, "Nothing here holds “xyz”. esc ends the search.")
	typed(t, l, tea.KeyPressMsg{Code: tea.KeyEscape})
	shows(t, l, 80, true, "Deal 0")
}

func TestSearchTakesNoHarm(t *testing.T) {
	l, b := open(t, 3, 80, 19)
	do(t, l, "search")
	cmd, ok := l.Type(tea.PasteMsg{Content: "a\x1b[2J\x1b]0;x\a\u202eb\x9b"})
	if !ok {
		t.Fatal("a paste is not taken")
	}
	panetest.Settle(t, l, cmd)
	panetest.Frame(t, l, 80, 19)
	if m := b.Asked[len(b.Asked)-1].Match; strings.ContainsAny(m, "\x1b\a\u202e\u009b\ufffd") || m == "" {
		t.Errorf("searches for %q", m)
	}
}

func TestTheSelectionFollowsItsRecord(t *testing.T) {
	l, b := open(t, 30, 80, 19)
	do(t, l, "down", "down", "down")
	on(t, l, "Deal 3")
	// Others come in before it, or leave.
	b.Records = append([]domain.Opportunity{{ID: panetest.ID(900), Name: domain.Outside("New")}}, b.Records...)
	panetest.Settle(t, l, l.Refresh())
	on(t, l, "Deal 3")
	b.Records = b.Records[3:]
	panetest.Settle(t, l, l.Refresh())
	on(t, l, "Deal 3")
	// It goes far away, beyond the rows that are here.
	moved := b.Records[1]
	b.Records = append(b.Records[:1:1], b.Records[2:]...)
	for i := range 200 {
		b.Records = append(b.Records, domain.Opportunity{ID: panetest.ID(1000 + i), Name: domain.Outside("Filler")})
	}
	b.Records = append(b.Records, moved)
	panetest.Settle(t, l, l.Refresh())
	on(t, l, "Deal 3")
	// It is gone: the cursor stays within the list.
	b.Records = b.Records[:5]
	panetest.Settle(t, l, l.Refresh())
	if _, ok := l.Selected(); !ok {
		t.Error("nothing is selected")
	}
}

func TestGoto(t *testing.T) {
	l, b := open(t, 300, 120, 19)
	do(t, l, "search")
	typed(t, l, keysOf("deal 2")...)
	panetest.Settle(t, l, l.Goto(b.Records[250].Ref(), domain.ListOpen))
	on(t, l, "Deal 250")
	shows(t, l, 120, false, "/ deal 2")
	panetest.Settle(t, l, l.Goto(b.Records[300].Ref(), ""))
	on(t, l, "物流グループ")
	shows(t, l, 120, true, "· All")
}

// A list that is opened by going to a record of it has what was kept of it too.
func TestGotoRecallsWhatWasKept(t *testing.T) {
	_, b := open(t, 300, 120, 19)
	saved, err := domain.WriteSavedLists([]domain.SavedList{{Name: "Mine", List: domain.ListOpen}})
	if err != nil {
		t.Fatal(err)
	}
	ctx := panetest.Context(t)
	ctx.Desk = panetest.Desk{"view/deals": []byte("value"), domain.SavedListsKey(domain.KindOpportunity): saved}
	l := pane.NewList(ctx, spec(b))
	l.SetSize(120, 19)
	panetest.Settle(t, l, l.Goto(b.Records[250].Ref(), ""))
	on(t, l, "Deal 250")
	shows(t, l, 120, true, "by value")
	shows(t, l, 120, true, "★ Mine")
	if *ctx.Busy != 0 {
		t.Errorf("%d reads are under way for ever", *ctx.Busy)
	}
}

// What is asked of a list before it is known where the record stands, to which
// it goes, does not stop it from going there.
func TestGotoIsNotLost(t *testing.T) {
	l, b := open(t, 300, 120, 19)
	going := l.Goto(b.Records[250].Ref(), domain.ListOpen)
	between := []tea.Cmd{l.Update(pane.Shown{}), l.Wheel(5, 8, 3), l.Refresh()}
	cmd, _ := l.Do("deals.down")
	for _, c := range append(between, cmd, going) {
		panetest.Settle(t, l, c)
	}
	on(t, l, "Deal 250")
}

func TestDetail(t *testing.T) {
	l, _ := open(t, 5, 80, 19)
	shows(t, l, 80, false, "About")
	do(t, l, "open")
	shows(t, l, 80, true, "About Deal 0")
	shows(t, l, 80, true, "more below")
	do(t, l, "bottom")
	shows(t, l, 80, true, "the end")
	shows(t, l, 80, false, "more below")
	do(t, l, "top", "down")
	shows(t, l, 80, false, "About Deal 0")
	on(t, l, "Deal 0") // the keys scroll the detail
	l.SetSize(120, 19)
	shows(t, l, 120, true, "▸ Deal 0")
	l.SetSize(80, 19)
	do(t, l, "back", "down")
	on(t, l, "Deal 1")
	do(t, l, "open")
	shows(t, l, 80, true, "About Deal 1")
}

func TestCan(t *testing.T) {
	can := func(l *list, action string, want bool) {
		t.Helper()
		if _, ok := l.Can("deals." + action); ok != want {
			t.Errorf("%s: %v", action, ok)
		}
	}
	l, _ := open(t, 5, 80, 19)
	can(l, "open", true)
	can(l, "copy", true)
	can(l, "back", false)
	do(t, l, "open")
	can(l, "open", false)
	can(l, "back", true)
	l, _ = open(t, 5, 120, 19)
	can(l, "open", false) // it is open already
	do(t, l, "search")
	can(l, "back", true)
	l, _ = open(t, 0, 80, 19)
	can(l, "open", false)
	can(l, "copy", false)
	can(l, "search", true)
	if l.Count(domain.ListWon) != 1 || l.Count(domain.ListOpen) != 0 {
		t.Errorf("counts %d won, %d open", l.Count(domain.ListWon), l.Count(domain.ListOpen))
	}
}

func TestMouse(t *testing.T) {
	l, b := open(t, 40, 120, 19)
	panetest.Settle(t, l, l.Click(5, 5))
	on(t, l, "Deal 2")
	before := panetest.Frame(t, l, 120, 19)
	panetest.Settle(t, l, l.Wheel(100, 8, 3)) // over the detail
	if after := panetest.Frame(t, l, 120, 19); !strings.Contains(before, "About Deal 2") || strings.Contains(after, "About Deal 2") {
		t.Errorf("the detail does not scroll:\n%s", after)
	}
	on(t, l, "Deal 2")
	panetest.Settle(t, l, l.Wheel(5, 8, 6)) // over the list
	shows(t, l, 120, false, "Deal 5 ")
	panetest.Settle(t, l, l.Click(strings.Index(panetest.Frame(t, l, 120, 19), "Won"), 0))
	if got := b.Asked[len(b.Asked)-1].List; got != domain.ListWon {
		t.Errorf("the click opens %s", got)
	}
	// Beside everything nothing happens.
	for _, at := range [][2]int{{-1, -1}, {500, 500}, {0, 1}, {119, 0}} {
		panetest.Settle(t, l, l.Click(at[0], at[1]))
	}
	on(t, l, "物流グループ")
}

func TestFitsEverySize(t *testing.T) {
	l, _ := open(t, 40, 80, 19)
	for w := range 210 {
		for _, h := range []int{0, 1, 2, 3, 9, 40} {
			l.SetSize(w, h)
			do(t, l, "down")
			panetest.Frame(t, l, w, h)
		}
	}
}
