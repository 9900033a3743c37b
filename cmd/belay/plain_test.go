package main

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/demo"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/uitest"
)

// TestPlainScreens does every action that there is, on a screen with colors and on
// one without, both in ASCII and on a book that has nothing else. Every frame is
// ASCII, both screens say the same words with the same attributes, and nothing
// changes in color alone.
func TestPlainScreens(t *testing.T) {
	aside(t)
	w := newWalker(t)
	for _, width := range []int{120, 80} { // what opens a detail works where there is none beside the list
		w.w = width
		w.sends(tea.WindowSizeMsg{Width: w.w, Height: w.h})
		for _, scope := range w.scopes() {
			w.walks(scope)
		}
	}
	for _, action := range ui.Actions().For(keys.Global) { // last, as they undo the rest
		w.does(action)
	}
	for _, action := range ui.Actions().All() {
		if !w.done[action.ID] && action.ID != "frame.quit" {
			t.Errorf("%s was never possible: nobody saw what it shows", action.ID)
		}
	}
	t.Logf("looked at %d frames", w.frames)
}

// walker is somebody who does the same on two screens.
type walker struct {
	t    *testing.T
	both [2]*uitest.Direct // with colors and without
	seen [2]string         // the frames that were looked at last
	last [2]string         // their words
	w, h int
	done map[string]bool
	// leaving are the actions of the key that leaves.
	leaving []string
	did     []string
	frames  int
	bad     map[string]bool // what was told once
}

func newWalker(t *testing.T) *walker {
	t.Helper()
	w := &walker{t: t, w: 120, h: 40, did: []string{"the start"}, done: map[string]bool{}, bad: map[string]bool{}}
	file := plainBook(t)
	for i := range w.both {
		a := demoApp(t)
		path := filepath.Join(t.TempDir(), "plain.db")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		book, err := store.Open(path, a.storeOptions())
		if err != nil {
			t.Fatal(err)
		}
		c, err := a.screenOn(context.Background(), book, ui.Config{Demo: true})
		if err != nil {
			t.Fatal(err)
		}
		made := 0
		c.NewID = func() domain.ID { made++; return domain.ID{14: byte(made >> 8), 15: byte(made)} }
		c.Changed, c.Open, c.Editor, c.Transfer = nil, nil, nil, pretended{}
		c.Theme = theme.Options{ASCII: true, Dark: true, NoColor: i == 1}
		w.both[i] = uitest.NewDirect(ui.New(c), w.w, w.h)
	}
	for _, action := range ui.Actions().All() {
		if action.Keys[0] == "esc" {
			w.leaving = append(w.leaving, action.ID)
		}
	}
	w.looks()
	return w
}

// pretended imports and exports nothing, and says what it would.
type pretended struct{}

func (pretended) Import(context.Context, ui.Import, *ui.Progress) (ui.Imported, error) {
	some := domain.Outside("Some column")
	return ui.Imported{
		Rows: 9, Made: 2, Changed: 1, Same: 5, Columns: []ui.ImportedColumn{{Header: some, Field: "company"}, {Header: some}},
		Assumed: []string{"Read as UTF-8."}, Rejected: []ui.RejectedRow{{Row: 3, Column: some, Reason: "no company"}},
		Notices: []ui.ImportNotice{{Rows: 2, Message: "Accepted without a date."}},
	}, nil
}

func (pretended) Export(_ context.Context, job ui.Export, _ *ui.Progress) (ui.Exported, error) {
	if !job.Replace {
		return ui.Exported{}, fs.ErrExist
	}
	return ui.Exported{File: job.File, Rows: 9}, nil
}

// plainBook is the file of a demo's book of which all texts are in ASCII.
func plainBook(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plain.db")
	book, err := store.Create(path, demoApp(t).storeOptions())
	if err != nil {
		t.Fatal(err)
	}
	spell := &venom{plain: true, other: inASCII}
	if err := book.Replay(context.Background(), spell.steps(demo.Options{Seed: 1, Now: demoAt})); err != nil {
		t.Fatal(err)
	}
	projects, err := book.Projects(context.Background(), domain.Query{Kind: domain.KindProject, List: domain.ListCompleted}, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	p := projects.Rows[0]
	told := domain.AddStory{ID: domain.ID{9}, Program: p.Program, Project: p.ID, Customer: p.Customer, Title: domain.Outside("Told")}
	if _, err := book.Apply(context.Background(), told); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// inASCII is a text with other letters than it had.
func inASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		return 'a' + r%26
	}, s)
}

// scopes are those of all panes.
func (w *walker) scopes() []string {
	var all []string
	for _, a := range ui.Actions().All() {
		if a.Scope != keys.Global && !slices.Contains(all, a.Scope) {
			all = append(all, a.Scope)
		}
	}
	return all
}

// Lists of a pane and rows of each that are walked through at most.
const (
	walkedLists = 9
	walkedRows  = 40
)

// walks goes through the lists of a pane and does to their rows what was not done yet.
func (w *walker) walks(scope string) {
	w.t.Helper()
	w.visits(scope)
	for range walkedLists {
		w.presses("home")
		for before := ""; before != w.last[0]; {
			before = w.last[0]
			left := 0
			for _, action := range ui.Actions().For(scope) {
				if w.done[action.ID] {
					continue
				}
				if left++; w.can(action.ID) {
					w.does(action)
					w.visits(scope)
				}
			}
			if left == 0 {
				return
			}
			w.presses("down")
		}
		w.presses("right")
	}
}

// visits brings a pane to the front, as one pane leads to another: some have no key
// of their own. What was left open, in front and then there, is left first; that
// leaves an inner pane, too.
func (w *walker) visits(scope string) {
	w.t.Helper()
	for range 2 {
		w.leaves()
		if kind := ui.KindOf(scope); kind != "" {
			w.sends(pane.Goto{Ref: domain.Ref{Kind: kind}})
		} else {
			w.presses("5")
		}
	}
}

// over reports whether something lies over the panes: the footer is theirs.
func (w *walker) over() bool {
	lines := strings.Split(w.last[0], "\n")
	return strings.TrimSpace(lines[len(lines)-1]) == ""
}

func (w *walker) can(id string) bool {
	_, ok := w.both[0].Model.(*ui.App).Can(id)
	return ok
}

// does does an action and looks at what it shows in three sizes. Where that takes
// keys of its own it is done again, to see what its first choice and an empty
// answer lead to.
func (w *walker) does(action keys.Action) {
	w.t.Helper()
	w.done[action.ID] = true
	if action.ID == "frame.quit" || action.ID == "frame.theme" {
		return
	}
	for _, then := range [][]string{{"down", "tab", "pgdown"}, {"enter", "enter", "ctrl+s"}} {
		if w.did = []string{action.ID}; w.over() {
			w.t.Fatalf("something is open before %s:\n%s", action.ID, w.last[0])
		}
		w.presses(strings.Fields(action.Keys[0])...)
		asks := w.over()
		w.turns()
		w.presses(then...)
		if strings.Contains(w.last[0], "[ No ]") {
			w.presses("y")
		}
		if asks && w.over() {
			w.turns()
		}
		if w.leaves(); !asks || !w.can(action.ID) {
			break
		}
	}
}

// leaves leaves what was opened, by the key that the panes have for it too.
func (w *walker) leaves() {
	w.t.Helper()
	for range 3 {
		for _, id := range w.leaving {
			if w.can(id) {
				w.done[id] = true
			}
		}
		before := w.last
		if w.presses("esc"); w.last == before && !w.over() {
			return
		}
	}
}

// turns looks at a frame in the smallest size that shows all and in a large one.
func (w *walker) turns() {
	w.t.Helper()
	was := [2]int{w.w, w.h}
	for _, size := range [][2]int{{60, 18}, {200, 60}, was} {
		w.w, w.h = size[0], size[1]
		w.sends(tea.WindowSizeMsg{Width: w.w, Height: w.h})
	}
}

func (w *walker) presses(names ...string) {
	w.t.Helper()
	for _, name := range names {
		w.did = append(w.did, name)
		w.sends(uitest.Press(name))
	}
}

func (w *walker) sends(msg tea.Msg) {
	w.t.Helper()
	for _, screen := range w.both {
		screen.Send(msg)
	}
	w.looks()
}

// looks looks at both screens.
func (w *walker) looks() {
	w.t.Helper()
	var frames, words, drawn [2]string
	for i, screen := range w.both {
		if !screen.Rest() {
			w.t.Fatalf("the screen never comes to rest after %q", w.did)
		}
		frames[i] = screen.Model.View().Content
	}
	if frames == w.seen {
		return
	}
	for i := range frames {
		words[i], drawn[i] = readFrame(frames[i])
	}
	w.seen, w.last = frames, words
	w.frames++
	if at := strings.IndexFunc(words[0], func(r rune) bool { return r != '\n' && (r < 0x20 || r > 0x7e) }); at >= 0 {
		w.tells(fmt.Sprintf("a frame holds %.4q", words[0][at:]), words[0][max(0, at-40):min(len(words[0]), at+40)])
	}
	switch {
	case words[0] != words[1]:
		w.tells("without colors it reads otherwise", differ(words[0], words[1]))
	case drawn[0] != drawn[1]:
		w.tells("without colors it has other attributes", differ(drawn[0], drawn[1]))
	}
}

// tells fails the test, once for each way in which an action is wrong.
func (w *walker) tells(what, where string) {
	w.t.Helper()
	if key := w.did[0] + what; !w.bad[key] {
		w.bad[key] = true
		w.t.Errorf("%d by %d after %s: %s: %q", w.w, w.h, strings.Join(w.did, " "), what, where)
	}
}

// differ are the first lines that two frames do not share.
func differ(a, b string) string {
	other := strings.Split(b, "\n")
	for i, line := range strings.Split(a, "\n") {
		if i >= len(other) || line != other[i] {
			return line + " / " + strings.Join(other[min(i, len(other)):min(i+1, len(other))], "")
		}
	}
	return ""
}

// readFrame takes a frame apart: its words, and these with what is drawn about
// them besides colors, such as "<7>" before what is reversed.
func readFrame(frame string) (words, drawn string) {
	var plain, full strings.Builder
	on, was := map[string]bool{}, "<>"
	for i, part := range strings.Split(frame, "\x1b[") {
		if i > 0 {
			style, rest, _ := strings.Cut(part, "m")
			restyles(on, style)
			part = rest
		}
		if part == "" {
			continue
		}
		if now := "<" + strings.Join(slices.Sorted(maps.Keys(on)), " ") + ">"; now != was {
			full.WriteString(now)
			was = now
		}
		plain.WriteString(part)
		full.WriteString(part)
	}
	return plain.String(), full.String()
}

// restyles changes which attributes are on as the parameters of a style say.
func restyles(on map[string]bool, parameters string) {
	all := strings.Split(parameters, ";")
	for i := 0; i < len(all); i++ {
		switch p := all[i]; p {
		case "", "0":
			clear(on)
		case "1", "2", "4", "7":
			on[p] = true
		case "22":
			delete(on, "1")
			delete(on, "2")
		case "24", "27":
			delete(on, p[1:])
		case "38", "48", "58": // a color follows
			i += map[string]int{"2": 4, "5": 2}[all[min(i+1, len(all)-1)]]
		}
	}
}
