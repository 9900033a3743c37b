package uitest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// echo shows its size and the keys it got.
type echo struct {
	w, h int
	got  []string
}

func (e echo) Init() tea.Cmd { return nil }

func (e echo) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		e.w, e.h = msg.Width, msg.Height
	case tea.KeyPressMsg:
		if msg.String() == "ctrl+c" {
			return e, tea.Quit
		}
		e.got = append(e.got, msg.String())
	case tea.PasteMsg:
		e.got = append(e.got, "pasted "+msg.Content)
	case tea.MouseClickMsg:
		e.got = append(e.got, fmt.Sprintf("click %d,%d", msg.X, msg.Y))
	case string:
		e.got = append(e.got, msg)
	}
	return e, nil
}

func (e echo) View() tea.View {
	bold := lipgloss.NewStyle().Bold(true)
	v := tea.NewView(bold.Render(fmt.Sprintf("size %dx%d", e.w, e.h)) + "\n物流|\n" + strings.Join(e.got, "\n"))
	v.AltScreen = true
	return v
}

func TestScreen(t *testing.T) {
	s := Start(t, echo{}, 60, 24)
	s.WaitFor("size 60x24")
	s.Type("aB?é ")
	s.Key("enter", "esc", "ctrl+k", "shift+tab", "alt+x", "f5", "+", "pgdown", "space")
	s.Send("message")
	s.Paste("text")
	s.Click(3, 4)
	s.WaitFor("click 3,4")
	keys := "a B ? é space enter esc ctrl+k shift+tab alt+x f5 + pgdown space message"
	want := "size 60x24\n物流|\n" + strings.ReplaceAll(keys, " ", "\n") + "\npasted text\nclick 3,4"
	if got := s.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	s.Resize(100, 30)
	s.WaitFor("size 100x30")
	s.WaitGone("size 60x24")
	final, ok := s.Quit().(echo)
	if !ok || final.w != 100 || len(final.got) != 17 {
		t.Errorf("the last model is %v", final)
	}
}

func TestWaitQuit(t *testing.T) {
	s := Start(t, echo{}, 20, 5)
	s.Type("x")
	s.Key("ctrl+c")
	if got := s.WaitQuit().(echo).got; len(got) != 1 {
		t.Errorf("got %q", got)
	}
}

func TestAwaitGivesUp(t *testing.T) {
	s := Start(t, echo{}, 20, 5)
	s.WaitFor("size")
	never := func(string) bool { return false }
	if err := s.await(never, time.Millisecond); err == nil {
		t.Error("waited for nothing and was content")
	}
	s.Quit()
	if err := s.await(never, Patience); err == nil || !strings.Contains(err.Error(), "ended") {
		t.Errorf("after the end: %v", err)
	}
}

func TestParseKey(t *testing.T) {
	for _, name := range []string{"a", "enter", "ctrl+a", "ctrl+shift+up", "alt+enter", "+", "ctrl++", "space", "?", "物"} {
		key, err := parseKey(name)
		if err != nil || key.String() != name {
			t.Errorf("%q became %q, %v", name, key.String(), err)
		}
	}
	for _, name := range []string{"", "entre", "ctrl+", "hyper+a"} {
		if key, err := parseKey(name); err == nil {
			t.Errorf("%q became %q", name, key.String())
		}
	}
}

func TestGolden(t *testing.T) {
	Golden(t, "plain", "belay\n物流 ▸ ✓\n")
}

func TestMisfits(t *testing.T) {
	for _, c := range []struct {
		frame string
		want  int
	}{
		{"", 0}, {"1234\n物流", 0}, {"\x1b[1;38;2;1;2;3m1234\x1b[m", 0}, {"12345", 1}, {"物流|", 1}, {"1\n2\n3", 1}, {"a\tb", 1},
		{"\x1b[2J", 1}, {"\x1b]0;x\a", 1}, {"\x1b[1", 1}, {"\u009b1m", 1}, {"a\x7f", 1},
	} {
		if got := misfits(c.frame, 4, 2); len(got) != c.want {
			t.Errorf("%q: %q", c.frame, got)
		}
	}
}
