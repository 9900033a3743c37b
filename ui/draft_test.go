package ui

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// desk keeps in memory, and fails when it is to.
type desk struct {
	kept   map[string][]byte
	writes int
	err    error
}

func newDesk() *desk { return &desk{kept: map[string][]byte{}} }

func (d *desk) Kept(_ context.Context, key string) ([]byte, error) { return d.kept[key], d.err }

func (d *desk) Keep(_ context.Context, key string, value []byte) error {
	if d.err != nil {
		return d.err
	}
	d.writes++
	if d.kept[key] = value; value == nil {
		delete(d.kept, key)
	}
	return nil
}

func (d *desk) Rekeep(ctx context.Context, key string, change func(old []byte) ([]byte, error)) error {
	value, err := change(d.kept[key])
	if err != nil {
		return err
	}
	return d.Keep(ctx, key, value)
}

// values are those of a draft that is kept.
func (d *desk) values(t interface{ Fatalf(string, ...any) }) map[string]string {
	b, ok := d.kept["draft/leads.new"]
	if !ok {
		return nil
	}
	var kept draft
	if err := json.Unmarshal(b, &kept); err != nil || kept.Version != draftVersion {
		t.Fatalf("kept %s: %v", b, err)
	}
	return kept.Values
}

func draftFill() pane.Fill {
	return pane.Fill{
		ID: "leads.new", Title: "Register", Pages: []form.Page{{Fields: []form.Field{
			{Key: "company", Label: "Company"}, {Key: "goals", Label: "Goals", Kind: form.Lines}, {Key: "consent", Label: "Consent", Kind: form.YesNo},
		}}},
		Submit: func(map[string]string) (pane.Apply, error) { return pane.Apply{}, nil },
	}
}

// table is a sheet over a desk, as the frame has it.
type table struct {
	t      testing.TB
	desk   *desk
	drafts *drafts
	sheet  *sheet
	told   []string
}

func lay(t testing.TB, d *desk) *table {
	t.Helper()
	ctx := panetest.Context(t)
	ctx.Desk = d
	x := &table{t: t, desk: d, drafts: newDrafts(ctx)}
	x.drafts.after = 0
	x.settle(x.drafts.find())
	return x
}

func (x *table) open() {
	x.sheet = newSheet(x.drafts.ctx, x.drafts, draftFill())
	x.sheet.resize(100, 20)
	x.settle(x.sheet.open())
}

func (x *table) press(msgs ...tea.Msg) {
	for _, m := range msgs {
		x.settle(x.sheet.update(m))
	}
}

func letters(s string) (all []tea.Msg) {
	for _, r := range s {
		all = append(all, tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return all
}

var (
	keyEsc   = tea.KeyPressMsg{Code: tea.KeyEscape}
	keyEnter = tea.KeyPressMsg{Code: tea.KeyEnter}
	keyDown  = tea.KeyPressMsg{Code: tea.KeyDown}
	keySave  = tea.KeyPressMsg{Code: 's', Mod: tea.ModCtrl}
)

// settle carries out a command as the frame does.
func (x *table) settle(cmd tea.Cmd) {
	x.t.Helper()
	for _, m := range panetest.Messages(cmd) {
		switch m := m.(type) {
		case draftRead:
			x.settle(m.sheet.drafted(m))
		case draftDue:
			x.settle(m.sheet.due())
		case draftWritten:
			x.settle(x.drafts.written(m))
		case draftsFound:
			x.settle(x.drafts.found(m))
		case pane.Tell:
			x.told = append(x.told, m.Text)
		}
	}
}

func TestADraftComesBack(t *testing.T) {
	d := newDesk()
	x := lay(t, d)
	x.open()
	x.press(letters("Alpine 物")...)
	if got := d.values(t); got["company"] != "Alpine 物" || len(got) != 1 {
		t.Fatalf("kept %v", got)
	}
	x.press(keyEsc)
	if !x.sheet.done() || len(x.told) != 1 || !strings.Contains(x.told[0], "draft") {
		t.Fatalf("esc: done %v, told %q", x.sheet.done(), x.told)
	}

	x = lay(t, d) // another day
	if len(x.told) != 1 || x.told[0] != "1 draft: Register" {
		t.Errorf("at the start it tells %q", x.told)
	}
	x.open()
	if !shows(x.sheet, "You began this on") || x.sheet.form.Changed() {
		t.Fatalf("no offer:\n%s", strings.Join(x.sheet.lines(), "\n"))
	}
	x.press(keyEsc)
	x.open()
	x.press(keyEnter)
	if v := x.sheet.form.Values(); v["company"] != "Alpine 物" || shows(x.sheet, "You began") {
		t.Fatalf("went on with %v", v)
	}
	x.press(keySave)
	x.settle(x.sheet.forget())
	if len(d.kept) != 0 || len(x.drafts.names) != 0 {
		t.Errorf("after the command %q is kept, %v listed", d.kept, x.drafts.names)
	}
	x.settle(x.sheet.due())
	if len(d.kept) != 0 {
		t.Error("a late change brings the draft back")
	}
}

func TestADraftIsDropped(t *testing.T) {
	d := newDesk()
	x := lay(t, d)
	x.open()
	x.press(letters("A")...)
	x.open()
	x.press(keyDown, keyEnter)
	if len(d.kept) != 0 || x.sheet.form.Changed() {
		t.Errorf("afresh: %q is kept", d.kept)
	}
	x.press(letters("B")...)
	x.press(tea.KeyPressMsg{Code: tea.KeyBackspace})
	if len(d.kept) != 0 {
		t.Errorf("nothing is typed, %q is kept", d.kept)
	}
}

// Keys that come before it is known whether there is a draft are not lost.
func TestKeysBeforeTheDraftIsRead(t *testing.T) {
	x := lay(t, newDesk())
	x.sheet = newSheet(x.drafts.ctx, x.drafts, draftFill())
	x.sheet.resize(100, 20)
	opened := x.sheet.open()
	x.press(letters("Al")...)
	x.settle(opened)
	x.press(letters("p")...)
	if v := x.sheet.form.Values()["company"]; v != "Alp" {
		t.Errorf("typed %q", v)
	}
}

// Several changes while one is being written are one more write.
func TestDraftsAreWrittenOneAtATime(t *testing.T) {
	d := newDesk()
	x := lay(t, d)
	x.open()
	first := x.sheet.update(letters("a")[0])
	for _, m := range letters("bcdef") {
		if got := panetest.Messages(x.sheet.update(m)); len(got) != 0 {
			t.Fatalf("a second write starts: %v", got)
		}
	}
	if x.drafts.idle() {
		t.Error("idle while it writes")
	}
	x.settle(first)
	if got := d.values(t)["company"]; got != "abcdef" || d.writes != 3 || !x.drafts.idle() {
		t.Errorf("kept %q with %d writes", got, d.writes)
	}
}

func TestADeskThatFailsIsToldOnce(t *testing.T) {
	d := newDesk()
	x := lay(t, d)
	x.open()
	d.err = errors.New("no disk")
	x.press(letters("abc")...)
	if len(x.told) != 1 || x.sheet.form.Values()["company"] != "abc" {
		t.Errorf("told %q", x.told)
	}
	d.err = nil
	x.press(letters("d")...)
	if got := d.values(t)["company"]; got != "abcd" {
		t.Errorf("kept %q", got)
	}
	d.kept["draft/leads.new"] = []byte(`{"v":99,"values":{"company":"x"}}`)
	x.open()
	if x.sheet.offer != nil {
		t.Error("a draft of another version is offered")
	}
}

// Whatever is typed, pasted and resized, nothing typed is lost: what the desk
// keeps is what the form holds, and it comes back.
func TestTheDraftIsWhatTheFormHolds(t *testing.T) {
	keys := []tea.KeyPressMsg{
		{Code: tea.KeyTab}, {Code: tea.KeyTab, Mod: tea.ModShift}, keyEnter, keyDown, {Code: tea.KeyUp}, {Code: tea.KeyLeft}, {Code: tea.KeyRight},
		{Code: tea.KeyBackspace}, {Code: tea.KeyDelete}, {Code: tea.KeyPgDown}, {Code: tea.KeyHome}, {Code: tea.KeySpace, Text: " "},
		{Code: 'y', Text: "y"}, {Code: '物', Text: "物"}, {Code: 'w', Mod: tea.ModCtrl},
	}
	rapid.Check(t, func(rt *rapid.T) {
		d := newDesk()
		x := lay(t, d)
		x.open()
		for range rapid.IntRange(1, 25).Draw(rt, "n") {
			switch rapid.IntRange(0, 5).Draw(rt, "do") {
			case 0:
				x.sheet.resize(rapid.IntRange(0, 200).Draw(rt, "w"), rapid.IntRange(0, 60).Draw(rt, "h"))
			case 1:
				x.press(tea.PasteMsg{Content: rapid.String().Draw(rt, "paste")})
			case 2:
				x.press(letters(rapid.StringMatching(`[a-zé漢 ]{1,5}`).Draw(rt, "text"))...)
			default:
				x.press(rapid.SampledFrom(keys).Draw(rt, "key"))
			}
			if x.sheet.sent {
				return
			}
		}
		held := x.sheet.form.Values()
		if got := d.values(rt); !maps.Equal(got, x.sheet.form.Changes()) {
			rt.Fatalf("holds %q, kept %q", x.sheet.form.Changes(), got)
		}
		x.press(keyEsc)
		x.open()
		if x.sheet.offer != nil {
			x.press(keyEnter)
		}
		if !maps.Equal(x.sheet.form.Values(), held) {
			rt.Fatalf("held %q, came back as %q", held, x.sheet.form.Values())
		}
	})
}

// Ten thousand characters are pasted at once, and kept.
func TestALongPaste(t *testing.T) {
	d := newDesk()
	x := lay(t, d)
	x.open()
	long := strings.Repeat("物流 goods ", 1100)
	x.press(keyDown, tea.PasteMsg{Content: long})
	if got := d.values(t)["goals"]; got != long {
		t.Errorf("%d of %d bytes are kept", len(got), len(long))
	}
	if domain.Clean(long) != long {
		t.Error("the text is not plain")
	}
}

// Who types on over the question is told, and neither answer is taken.
func TestTheQuestionOfADraftTellsWhatItTakes(t *testing.T) {
	d := newDesk()
	x := lay(t, d)
	x.open()
	x.press(letters("Alpine")...)
	x.press(keyEsc)
	x.open()
	if foot := ansi.Strip(x.sheet.foot(80)); !strings.Contains(foot, "enter do it") || !strings.Contains(foot, "esc later") {
		t.Errorf("its keys are %q", foot)
	}
	for _, msg := range []tea.Msg{letters("a")[0], letters("n")[0], tea.PasteMsg{Content: "Bank"}} {
		x.press(keyDown, keyDown)
		if shows(x.sheet, "Answer this first") {
			t.Fatal("it complains of a key that it takes")
		}
		x.press(msg)
		if !shows(x.sheet, "Answer this first") || !shows(x.sheet, "You began this on") {
			t.Errorf("%v is swallowed:\n%s", msg, strings.Join(x.sheet.lines(), "\n"))
		}
	}
	if d.values(t)["company"] != "Alpine" {
		t.Error("the draft is gone")
	}
	x.press(keyEnter)
	if v := x.sheet.form.Values()["company"]; v != "Alpine" || shows(x.sheet, "Answer this") {
		t.Errorf("goes on with %q", v)
	}
}

// A draft about a record leads to the record, whatever key opens its form there.
func TestADraftLeadsToItsRecord(t *testing.T) {
	for _, c := range []struct{ file, action, key string }{
		{"", "leads.edit", "Press e here"}, {"leads.edit = []", "leads.edit", "Press : edit here"}, {"", "stories.edit", "Press e here"},
	} {
		ctx := panetest.Context(t)
		table, _ := Actions().Change([]byte(c.file))
		a := &App{ctx: ctx, keys: table, cfg: Config{Now: ctx.Now}, stale: make([]bool, len(scopes))}
		panes := map[string]*stub{}
		for _, scope := range scopes {
			panes[scope] = &stub{scope: scope}
			a.panes = append(a.panes, panes[scope])
		}
		a.Update(openDraft{c.action + "/" + panetest.ID(1).String()})
		scope, _, _ := strings.Cut(c.action, ".")
		if to := panes[scope].to; a.scope() != scope || len(to) != 1 || to[0] != (domain.Ref{Kind: kinds[scope], ID: panetest.ID(1)}) {
			t.Errorf("%s leads to %s, to %v", c.action, a.scope(), to)
		}
		if !strings.Contains(a.news.text, c.key) {
			t.Errorf("%s with %q says %q", c.action, c.file, a.news.text)
		}
	}
}

// Who types before a draft was found is told to answer first: of these keys only a
// form that begins afresh makes anything.
func TestKeysBeforeADraftWasFound(t *testing.T) {
	for _, answer := range []struct {
		keys []tea.Msg
		want string
	}{{[]tea.Msg{keyEnter}, "Alpine"}, {[]tea.Msg{keyDown, keyEnter}, "Kita"}} {
		d := newDesk()
		x := lay(t, d)
		x.open()
		x.press(append(letters("Alpine"), keyEsc)...)
		x.sheet = newSheet(x.drafts.ctx, x.drafts, draftFill())
		x.sheet.resize(100, 20)
		reading := x.sheet.open()
		x.press(letters("Kita")...)
		x.settle(reading)
		if !shows(x.sheet, "Answer this first") {
			t.Errorf("nothing says that keys wait:\n%s", strings.Join(x.sheet.lines(), "\n"))
		}
		if x.press(answer.keys...); x.sheet.form.Values()["company"] != answer.want {
			t.Errorf("the form has %q, want %q", x.sheet.form.Values()["company"], answer.want)
		}
	}
}
