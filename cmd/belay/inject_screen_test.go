package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/hostile"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/text"
	"github.com/belay-tui/belay/ui/uitest"
)

// bitten is a book of which every text that is read is an attack, those without
// a type of their own too: what a damaged or forged book could hold.
type bitten struct {
	*store.Book
	venom *venom
	mu    *sync.Mutex
}

func bite[T any](b bitten, v T, err error) (T, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.venom.poison("", reflect.ValueOf(&v).Elem())
	return v, err
}

func (b bitten) Leads(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Lead], error) {
	page, err := b.Book.Leads(ctx, q, offset, limit)
	return bite(b, page, err)
}

func (b bitten) Lead(ctx context.Context, id domain.ID) (domain.Lead, error) {
	l, err := b.Book.Lead(ctx, id)
	return bite(b, l, err)
}

func (b bitten) Opportunities(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Opportunity], error) {
	page, err := b.Book.Opportunities(ctx, q, offset, limit)
	return bite(b, page, err)
}

func (b bitten) Projects(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Project], error) {
	page, err := b.Book.Projects(ctx, q, offset, limit)
	return bite(b, page, err)
}

func (b bitten) Surveys(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Survey], error) {
	page, err := b.Book.Surveys(ctx, q, offset, limit)
	return bite(b, page, err)
}

func (b bitten) Project(ctx context.Context, id domain.ID) (domain.Project, error) {
	p, err := b.Book.Project(ctx, id)
	return bite(b, p, err)
}

func (b bitten) Stats(ctx context.Context, program string) (domain.Stats, error) {
	s, err := b.Book.Stats(ctx, program)
	return bite(b, s, err)
}

func (b bitten) Plan(ctx context.Context, program string, by domain.Date) (domain.Plan, error) {
	p, err := b.Book.Plan(ctx, program, by)
	return bite(b, p, err)
}

func (b bitten) Behind(ctx context.Context, program string, figure domain.Figure) ([]domain.Record, error) {
	all, err := b.Book.Behind(ctx, program, figure)
	return bite(b, all, err)
}

func (b bitten) Breakdown(ctx context.Context, program string, by domain.Dimension, period domain.Span) ([]domain.Row, error) {
	rows, err := b.Book.Breakdown(ctx, program, by, period)
	return bite(b, rows, err)
}

func (b bitten) Firm(ctx context.Context) (domain.Firm, error) {
	f, err := b.Book.Firm(ctx)
	return bite(b, f, err)
}

func (b bitten) Undoable(ctx context.Context) (domain.Undoable, error) {
	u, err := b.Book.Undoable(ctx)
	return bite(b, u, err)
}

func (b bitten) Past(ctx context.Context, limit int) ([]domain.Past, error) {
	all, err := b.Book.Past(ctx, limit)
	return bite(b, all, err)
}

func (b bitten) Duplicates(ctx context.Context, i domain.Identity) ([]domain.Duplicate, error) {
	all, err := b.Book.Duplicates(ctx, i)
	return bite(b, all, err)
}

// watcher looks at every frame of a model.
type watcher struct {
	tea.Model
	t      testing.TB
	frames *strings.Builder
}

func (w watcher) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m, cmd := w.Model.Update(msg)
	return watcher{m, w.t, w.frames}, cmd
}

var style = regexp.MustCompile("\x1b\\[[0-9;:]*m")

func (w watcher) View() tea.View {
	v := w.Model.View()
	w.frames.WriteString(v.Content)
	content := ownLink.ReplaceAllString(v.Content, "")
	if found := hostile.Sign(style.ReplaceAllString(content, ""), "\n"); found != "" {
		w.t.Errorf("a frame holds %s:\n%+q", found, v.Content)
	}
	if text.Frame(content, 200) != content {
		w.t.Errorf("a frame conceals:\n%+q", v.Content)
	}
	if found := hostile.Sign(v.WindowTitle, ""); found != "" || text.Width(v.WindowTitle) > 60 {
		w.t.Errorf("the window title is %+q", v.WindowTitle)
	}
	return v
}

// ownLink begins or ends a link to what belay itself may link.
var ownLink = regexp.MustCompile("\x1b\\]8;;(https://github\\.com/belay-tui/belay)?(\x1b\\\\|\x07)")

// sequence is what Bubble Tea itself sends besides text: modes, the cursor,
// styles, erasing; the title; the clipboard; the question for the background.
var sequence = regexp.MustCompile("\x1b\\[[0-9;:]*[mABCDEFGHJKLMPSTXd@`abeI Zr]|\x1b\\[\\?[0-9;]*[hl]|\x1b\\[[0-9;]*[hl]|\x1b\\[[<=>?][0-9;]*[um]|\x1b\\[\\?[0-9;]*\\$p|\x1b\\[[0-9]* q|" +
	"\x1bM|\x1b[78=>]|\x1b\\]11;\\?\x07|\x1b\\]2;[^\x00-\x1f\x7f-\u009f]*\x07|\x1b\\]52;c;[A-Za-z0-9+/=]*\x07")

// TestInjectedScreen walks through all panes of a book full of attacks, and
// looks at each frame and at each byte that went to the terminal.
func TestInjectedScreen(t *testing.T) {
	aside(t)
	for _, plain := range []bool{false, true} {
		t.Run(fmt.Sprintf("forged %v", plain), func(t *testing.T) {
			c := injectedConfig(t)
			if plain {
				v := newVenom()
				v.plain = true
				c.Book = bitten{c.Book.(*store.Book), v, &sync.Mutex{}}
			}
			var frames strings.Builder
			s := uitest.Start(t, watcher{ui.New(c), t, &frames}, 200, 50)
			press := func(keys string) {
				for key := range strings.FieldsSeq(keys) {
					s.Key(key)
					s.Settle()
				}
			}
			for _, pane := range []string{"1", "2", "3", "4"} {
				press(pane)
				for range 2 {
					press("right" + strings.Repeat(" j", 8) + " enter j esc")
				}
				press("/ A c esc")
			}
			press("4 c y")
			press("5 j j enter j enter esc esc h l w esc")
			for _, keys := range []string{"1 e esc", "1 n esc", "1 d esc", "1 a", "1 L esc", "2 e esc", "2 n esc", "3 e esc", "3 t esc", "3 n esc", "4 a esc", "? esc", ": a c c esc", "1 m esc", "1 m enter e esc", "2 m enter esc", "4 m enter j esc", "u esc", "U down down esc"} {
				press(keys)
			}
			s.Resize(80, 24)
			press("1 j j 2 j 3 j 4 j 5 j")
			s.Resize(30, 5)
			s.Settle()
			sent := s.Sent()
			s.Quit()
			if len(sent) < 50_000 {
				t.Errorf("the terminal was sent only %d bytes", len(sent))
			}
			if !ownLink.MatchString(frames.String()) {
				t.Error("the help links nothing")
			}
			rest := sequence.ReplaceAllString(ownLink.ReplaceAllString(sent, ""), "")
			if at := strings.IndexByte(rest, 0x1b); at >= 0 {
				t.Errorf("the terminal was sent %+q", rest[at:min(at+60, len(rest))])
			} else if found := hostile.Sign(rest, "\n\r\t\b"); found != "" {
				t.Errorf("the terminal was sent %s", found)
			}
			if !plain { // a survey in a state that there is not has nothing to copy
				wantCopies(t, sent)
			}
			shown := 0
			for _, attack := range attacks() {
				if strings.Contains(frames.String(), domain.Clean(attack)[:min(6, len(domain.Clean(attack)))]) {
					shown++
				}
			}
			if shown < 40 {
				t.Errorf("only %d attacks were on the screen", shown)
			}
		})
	}
}

// wantCopies wants clipboards that a shell can do nothing with.
func wantCopies(t *testing.T, sent string) {
	t.Helper()
	copies := regexp.MustCompile("\x1b\\]52;c;([^\x07]*)\x07").FindAllStringSubmatch(sent, -1)
	if len(copies) == 0 {
		t.Error("nothing was copied")
	}
	for _, m := range copies {
		copied, err := base64.StdEncoding.DecodeString(m[1])
		if found := hostile.Sign(string(copied), ""); err != nil || found != "" || len(copied) < 40 {
			t.Errorf("copied %+q: %s, %v", copied, found, err)
		}
	}
}

// injectedConfig is the screen on a book full of attacks.
func injectedConfig(t *testing.T) ui.Config {
	t.Helper()
	path := injected(t)
	a := testApp(nil)
	a.env = func(name string) string { return map[string]string{"TERM": "xterm"}[name] }
	book, err := store.Open(path, a.storeOptions())
	if err != nil {
		t.Fatal(err)
	}
	c := a.screenConfig(ui.Config{Demo: true})
	c.Book, c.Programs, c.Program = book, book.KnownProgram, domain.DefaultProgram
	return c
}
