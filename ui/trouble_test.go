package ui

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// keeper is a log that keeps what it is given, unless it is to fail.
type keeper struct {
	kept []string
	fail error
}

func (k *keeper) Where() string { return "~/state/log" }

func (k *keeper) Details(err error) string { return err.Error() }

func (k *keeper) Write(err error) error {
	if k.fail == nil {
		k.kept = append(k.kept, err.Error())
	}
	return k.fail
}

// troubled is a frame whose errors go to a log, and what gives it messages and
// carries out the commands that come of them.
func troubled(t *testing.T, log Log) (*App, func(tea.Msg)) {
	t.Helper()
	ctx := panetest.Context(t)
	cfg := Config{Now: ctx.Now, Words: ctx.Words, Log: log, Explain: func(err error) string {
		if errors.Is(err, errKnown) {
			return "The disk is away."
		}
		return ""
	}}
	a := &App{ctx: ctx, cfg: cfg, keys: Actions(), w: 80, h: 24}
	a.trouble, ctx.Words = NewTrouble(cfg)
	var give func(msg tea.Msg)
	give = func(msg tea.Msg) {
		_, cmd := a.Update(msg)
		for _, m := range panetest.Messages(cmd) {
			give(m)
		}
	}
	return a, give
}

var (
	errKnown   = errors.New("read block 12: i/o timeout")
	errUnknown = errors.New("bolt: page 7: invalid checksum")
)

func TestTheTextOfALibraryGoesToTheLog(t *testing.T) {
	log := &keeper{}
	a, give := troubled(t, log)
	give(pane.Failed{Err: errUnknown})
	if said := a.news.text; strings.Contains(said, "bolt") || !strings.Contains(said, "The book could not be read") || !strings.Contains(said, "~/state/log") {
		t.Errorf("says %q", said)
	}
	give(pane.Failed{Err: errKnown})
	if said := a.news.text; strings.Contains(said, "block") || !strings.Contains(said, "The disk is away.") {
		t.Errorf("says %q", said)
	}
	if got := strings.Join(log.kept, "|"); got != errUnknown.Error()+"|"+errKnown.Error() {
		t.Errorf("the log holds %q", got)
	}
	give(pane.Failed{Err: domain.Refused("firm.no_name")})
	if len(log.kept) != 2 || strings.Contains(a.news.text, "log") {
		t.Errorf("a refusal is %q, and the log holds %q", a.news.text, log.kept)
	}
}

func TestALogThatFailsHidesNothing(t *testing.T) {
	log := &keeper{fail: errKnown}
	a, give := troubled(t, log)
	give(pane.Failed{Err: errUnknown})
	if said := a.news.text; !strings.Contains(said, errUnknown.Error()) || !strings.Contains(said, "The disk is away") {
		t.Errorf("says %q", said)
	}
	other := errors.New("a second fault")
	give(pane.Failed{Err: other})
	if said := a.news.text; !strings.Contains(said, other.Error()) || strings.Contains(said, "log") {
		t.Errorf("says %q", said)
	}
}

// Without a log, and in a log that fails, what acts on a terminal is harmless.
func TestTroubleIsHarmless(t *testing.T) {
	for _, log := range []Log{nil, &keeper{fail: errors.New("no\x1b[2J")}} {
		a, give := troubled(t, log)
		give(pane.Failed{Err: errors.New("x\x1b]52;c;AAAA\x07")})
		if said := a.news.text; !strings.Contains(said, "x␛]52") || strings.ContainsAny(said, "\x1b\x07") {
			t.Errorf("says %+q", said)
		}
	}
}

func TestALongMessageSaysWhatShowsAllOfIt(t *testing.T) {
	a, _ := troubled(t, nil)
	a.news.tell(panetest.Now, strings.Repeat("long ", 30), true)
	if line := ansi.Strip(a.newsLine()); !strings.HasSuffix(line, "…  ! all of it ") {
		t.Errorf("%q", line)
	}
	a.news.tell(panetest.Now, "short", true)
	if line := ansi.Strip(a.newsLine()); line != " ! short" {
		t.Errorf("%q", line)
	}
}

// bomb is a model that panics.
type bomb struct{ tea.Model }

func (bomb) Init() tea.Cmd                       { panic("in Init") }
func (bomb) Update(tea.Msg) (tea.Model, tea.Cmd) { panic("in Update") }
func (bomb) View() tea.View                      { panic("in View") }

// panics is a model whose command does, within others.
type panics struct{ tea.Model }

func (p panics) Update(tea.Msg) (tea.Model, tea.Cmd) {
	fine := func() tea.Msg { return nil }
	return p, tea.Batch(fine, tea.Sequence(fine, func() tea.Msg { panic("in a command") }))
}

// runAll runs a command and those that it comes back with, as a program does.
func runAll(cmd tea.Cmd) {
	all := reflect.ValueOf(cmd())
	if all.Kind() != reflect.Slice {
		return
	}
	for i := range all.Len() {
		if one, ok := all.Index(i).Interface().(tea.Cmd); ok {
			runAll(one)
		}
	}
}

func TestAPanicIsInTheLog(t *testing.T) {
	for want, do := range map[string]func(Log){
		"in Init":   func(l Log) { (&guarded{bomb{}, l}).Init() },
		"in Update": func(l Log) { (&guarded{bomb{}, l}).Update(nil) },
		"in View":   func(l Log) { (&guarded{bomb{}, l}).View() },
		"in a command": func(l Log) {
			_, cmd := (&guarded{panics{}, l}).Update(nil)
			runAll(cmd)
		},
	} {
		log := &keeper{}
		func() {
			defer func() {
				if got := recover(); got != want {
					t.Errorf("%s: the panic becomes %v", want, got)
				}
			}()
			do(log)
		}()
		if len(log.kept) == 0 || !strings.HasPrefix(log.kept[0], "panic: "+want+"\n") || !strings.Contains(log.kept[0], "trouble_test.go") {
			t.Errorf("%s: the log holds %q", want, log.kept)
		}
	}
}
