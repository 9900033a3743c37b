// Package panetest has what tests of panes share: a context at a fixed time, a
// book in memory, and ways to carry out what a pane asks for. Only test files
// may import it.
package panetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/uitest"
	"github.com/belay-tui/belay/ui/words"
)

// Now is the time in every test: a Saturday.
var Now = time.Date(2026, time.November, 21, 7, 48, 0, 0, time.UTC)

// ID is the nth id of a test; ids in order sort in order.
func ID(n int) domain.ID {
	var id domain.ID
	id[14], id[15] = byte(n>>8), byte(n)
	return id
}

// Context is a context with the default program, English, UTC and no colors.
// New ids count from 1000.
func Context(t testing.TB) *pane.Context {
	t.Helper()
	w, err := words.New("en", time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	p, err := domain.Preset(domain.DefaultProgram)
	if err != nil {
		t.Fatal(err)
	}
	made := 999
	return &pane.Context{
		Theme: theme.New(theme.Options{NoColor: true}), Words: w, Now: func() time.Time { return Now },
		NewID: func() domain.ID { made++; return ID(made) }, Programs: domain.Preset, Program: p, Busy: new(int),
	}
}

// Listed is a record that stands in lists.
type Listed interface {
	domain.Record
	Lists() []string
}

// Book is a book of records R in memory. Its lists are in the order of Records,
// and it searches what Text gives.
type Book[R Listed] struct {
	Records []R
	Text    func(R) domain.Untrusted
	// Err fails every read.
	Err error
	// Hasty answers a quick search with its first row only.
	Hasty bool
	// Asked are the queries for rows, the last one last.
	Asked []domain.Query
}

func (b *Book[R]) list(q domain.Query) []R {
	var rows []R
	for _, r := range b.Records {
		in := q.List == domain.ListAll || slices.Contains(r.Lists(), q.List)
		if in && (q.Match == "" || holds(q, domain.AppendSearchable(nil, b.Text(r)))) {
			rows = append(rows, r)
		}
	}
	return rows
}

// holds reports whether a line of text has what a query looks for: one text, or
// with quotes in it a filter, of which the fields are left to the pane.
func holds(q domain.Query, line []byte) bool {
	if !strings.Contains(q.Match, `"`) {
		return strings.Contains(string(line), domain.Fold(q.Match))
	}
	f, err := domain.ParseFilter(q.Kind, q.Match, Now)
	return err == nil && f.HoldsText(line)
}

// Rows are at most limit rows of a list from offset on.
func (b *Book[R]) Rows(_ context.Context, q domain.Query, offset, limit int) (domain.Page[R], error) {
	b.Asked = append(b.Asked, q)
	rows := b.list(q)
	if b.Hasty && q.Quick && len(rows) > 1 {
		return domain.Page[R]{Rows: rows[:1], Total: 1, More: true}, b.Err
	}
	from := min(offset, len(rows))
	return domain.Page[R]{Rows: rows[from:min(len(rows), from+limit)], Offset: from, Total: len(rows)}, b.Err
}

// Place is where a record stands in a list.
func (b *Book[R]) Place(_ context.Context, q domain.Query, id domain.ID) (int, bool, error) {
	i := slices.IndexFunc(b.list(q), func(r R) bool { return r.Ref().ID == id })
	return max(0, i), i >= 0, b.Err
}

// Counts are the lengths of the lists.
func (b *Book[R]) Counts(context.Context, string) (map[domain.Kind]map[string]int, error) {
	var none R
	counts := map[string]int{domain.ListAll: len(b.Records)}
	for _, r := range b.Records {
		for _, list := range r.Lists() {
			counts[list]++
		}
	}
	return map[domain.Kind]map[string]int{none.Ref().Kind: counts}, b.Err
}

// Duplicates are the duplicates of an identity among the records.
func (b *Book[R]) Duplicates(_ context.Context, i domain.Identity) ([]domain.Duplicate, error) {
	p, err := domain.Preset(i.Program)
	if err != nil {
		return nil, err
	}
	records := make([]domain.Record, len(b.Records))
	for n, r := range b.Records {
		records[n] = r
	}
	return i.Duplicates(p, records, Now), b.Err
}

// Messages runs a command with all it batches, and returns what it sends.
func Messages(cmd tea.Cmd) []tea.Msg { return pane.Messages(cmd) }

// Updater is a pane that takes the answers of its commands.
type Updater interface{ Update(tea.Msg) tea.Cmd }

// Settle carries out a command and what follows from it, until nothing is under
// way. It returns what the pane asked of the frame meanwhile.
func Settle(t testing.TB, p Updater, cmd tea.Cmd) []tea.Msg {
	t.Helper()
	var asked []tea.Msg
	queue := Messages(cmd)
	for turns := 0; len(queue) > 0; turns++ {
		if turns > 100 {
			t.Fatal("the pane never settles")
		}
		msg := queue[0]
		queue = queue[1:]
		if fromPane(msg) {
			asked = append(asked, msg)
			continue
		}
		queue = append(queue, Messages(p.Update(msg))...)
	}
	return asked
}

// fromPane reports whether a message is one of those that panes send the frame.
func fromPane(msg tea.Msg) bool {
	switch msg.(type) {
	case pane.Apply, pane.Ask, pane.Fill, pane.Pick, pane.Show, pane.Tell, pane.Failed, pane.Goto, pane.Back, pane.Copy, pane.Do, pane.Open, pane.Letters, pane.Letter, pane.EditLetter:
		return true
	}
	return false
}

// One carries out a command that asks the frame for one thing M.
func One[M tea.Msg](t testing.TB, p Updater, cmd tea.Cmd) M {
	t.Helper()
	asked := Settle(t, p, cmd)
	if len(asked) == 1 {
		if m, ok := asked[0].(M); ok {
			return m
		}
	}
	var want M
	t.Fatalf("asked for %s, want one %T", types(asked), want)
	return want
}

func types(all []tea.Msg) string {
	names := make([]string, len(all))
	for i, m := range all {
		names[i] = fmt.Sprintf("%T", m)
	}
	return "[" + strings.Join(names, " ") + "]"
}

// Typed are the values of a form as it starts, with some of them replaced by
// what was typed, given as key, value pairs. Keys that the form lacks, values
// that its own checks refuse, and choices that it does not offer fail the test.
func Typed(t testing.TB, f pane.Fill, pairs ...string) map[string]string {
	t.Helper()
	typed := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		typed[pairs[i]] = pairs[i+1]
	}
	values := map[string]string{}
	for _, page := range f.Pages {
		for _, field := range page.Fields {
			v := field.Value.Raw()
			if now, ok := typed[field.Key]; ok {
				v = now
				delete(typed, field.Key)
				if v, err := settled(field, v); err != nil {
					t.Fatalf("%s refuses %q: %v", field.Key, v, err)
				} else if err := refusal(field.Check, v); err != nil {
					t.Fatalf("%s refuses %q: %v", field.Key, v, err)
				}
				offered := field.Choices == nil || v == ""
				for _, c := range field.Choices {
					offered = offered || c.Value == v
				}
				if !offered {
					t.Fatalf("%s does not offer %q", field.Key, v)
				}
			}
			if field.Required && v == "" {
				t.Fatalf("%s is required", field.Key)
			}
			values[field.Key], _ = settled(field, v)
		}
	}
	if len(typed) > 0 {
		t.Fatalf("the form lacks %v", typed)
	}
	return values
}

// settled is the value that a form answers with where v was typed.
func settled(f form.Field, v string) (string, error) {
	if f.Read == nil || v == "" {
		return v, nil
	}
	value, _, err := f.Read(v)
	return value, err
}

func refusal(check func(string) error, v string) error {
	if check == nil || v == "" {
		return nil
	}
	return check(v)
}

// Frame is what a pane shows in its cells, as plain text without trailing
// blanks. A frame that does not fit, or sends anything but text and styles,
// fails the test.
func Frame(t testing.TB, p interface{ View() string }, w, h int) string {
	t.Helper()
	view := p.View()
	uitest.Fits(t, view, w, h)
	lines := strings.Split(ansi.Strip(view), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// Sizes are the sizes of a pane on screens of 80 by 24, 120 by 40 and 200 by
// 60: the frame around it takes five lines.
var Sizes = [][2]int{{80, 19}, {120, 35}, {200, 55}}

// FitsEverySize draws a pane of a list in many sizes, those too in which nobody
// works.
func FitsEverySize(t testing.TB, p pane.Pane) {
	t.Helper()
	for w := 1; w < 220; w += 7 {
		for _, h := range []int{1, 2, 3, 8, 40} {
			p.SetSize(w, h)
			Settle(t, p, p.Do(p.Scope()+".down"))
			Frame(t, p, w, h)
		}
	}
}

// ActionsAreSound wants actions that clash with none of each other, and have words.
func ActionsAreSound(t testing.TB, actions []keys.Action) {
	t.Helper()
	r, w := &keys.Registry{}, Context(t).Words
	r.Add(actions...)
	if err := r.Check(); err != nil {
		t.Error(err)
	}
	for _, a := range actions {
		if !w.Has(a.Short) || !w.Has(a.Long) {
			t.Errorf("%s has no words", a.ID)
		}
	}
}
