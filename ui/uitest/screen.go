// Package uitest runs a Bubble Tea model on a terminal emulator inside the test
// process and looks at what a person would see. Only test files may import it.
//
// Nothing sleeps: a test waits until the screen shows what it expects, and
// fails with the screen when that does not come in time.
package uitest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// Patience is how long the program may take to show something or to quit.
// A test that passes never comes near it.
const Patience = 10 * time.Second

// Screen is a running program and its terminal. Its methods are for the test's
// own goroutine; they end the test when something is wrong.
type Screen struct {
	t       testing.TB
	program *tea.Program
	term    *vt.SafeEmulator
	drawn   chan struct{} // has a value after output that nobody looked at
	mu      sync.Mutex
	sent    bytes.Buffer
	done    chan struct{} // closed when the program ended
	final   tea.Model     // after done
	err     error         // after done
}

// Start runs the model on a terminal of w by h cells, with true color, until
// [Screen.Quit] or the end of the test.
func Start(t testing.TB, model tea.Model, w, h int) *Screen {
	t.Helper()
	s := &Screen{t: t, term: vt.NewSafeEmulator(w, h), drawn: make(chan struct{}, 1), done: make(chan struct{})}
	// The emulator answers the program's questions; unread answers would block it.
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		_, _ = io.Copy(io.Discard, s.term)
	}()
	s.program = tea.NewProgram(&settler{model: model},
		tea.WithInput(bytes.NewReader(nil)), tea.WithOutput(output{s}), tea.WithWindowSize(w, h), tea.WithoutSignals(),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithFPS(120))
	go func() {
		defer close(s.done)
		var last tea.Model
		last, s.err = s.program.Run()
		if counted, ok := last.(*settler); ok {
			s.final = counted.model
		}
	}()
	t.Cleanup(func() {
		s.stop()
		if closer, ok := s.term.InputPipe().(io.Closer); ok {
			_ = closer.Close()
		}
		<-drained
	})
	return s
}

// output is the terminal's side of the program's output. Without a real
// terminal nothing else turns a line feed into a new line.
type output struct{ s *Screen }

func (o output) Write(p []byte) (int, error) {
	o.s.mu.Lock()
	o.s.sent.Write(p)
	o.s.mu.Unlock()
	if _, err := o.s.term.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	select {
	case o.s.drawn <- struct{}{}:
	default:
	}
	return len(p), nil
}

// Send gives the program a message, as a finished command would.
func (s *Screen) Send(msg tea.Msg) {
	s.t.Helper()
	s.program.Send(msg)
}

// Type presses the key of each character of text.
func (s *Screen) Type(text string) {
	s.t.Helper()
	for _, r := range text {
		s.Send(press(r))
	}
}

// Key presses keys by name, as bindings name them: "enter", "ctrl+k", "?".
func (s *Screen) Key(names ...string) {
	s.t.Helper()
	for _, name := range names {
		key, err := parseKey(name)
		if err != nil {
			s.t.Fatal(err)
		}
		s.Send(key)
	}
}

// Paste pastes text.
func (s *Screen) Paste(text string) {
	s.t.Helper()
	s.Send(tea.PasteMsg{Content: text})
}

// Click presses and releases the left mouse button on a cell, counted from 0.
func (s *Screen) Click(x, y int) {
	s.t.Helper()
	s.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	s.Send(tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
}

// Resize changes the size of the terminal.
func (s *Screen) Resize(w, h int) {
	s.t.Helper()
	s.term.Resize(w, h)
	s.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Sent returns every byte that the program wrote so far.
func (s *Screen) Sent() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sent.String()
}

// Text returns the screen as plain text, without trailing blanks and lines.
func (s *Screen) Text() string { return trimmed(s.term.Render()) }

// trimmed is a frame as plain text, without trailing blanks and lines.
func trimmed(frame string) string {
	lines := strings.Split(ansi.Strip(frame), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \r")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// WaitFor waits until the screen shows the text.
func (s *Screen) WaitFor(text string) {
	s.t.Helper()
	s.wait("to show "+text, func(screen string) bool { return strings.Contains(screen, text) })
}

// WaitGone waits until the screen does not show the text.
func (s *Screen) WaitGone(text string) {
	s.t.Helper()
	s.wait("to stop showing "+text, func(screen string) bool { return !strings.Contains(screen, text) })
}

// WaitUntil waits until the screen, as plain text, is as ok wants it; what
// names that for the failure.
func (s *Screen) WaitUntil(what string, ok func(screen string) bool) {
	s.t.Helper()
	s.wait(what, ok)
}

func (s *Screen) wait(what string, ok func(string) bool) {
	s.t.Helper()
	if err := s.await(ok, Patience); err != nil {
		s.t.Fatalf("waited for the screen %s: %v\n%s", what, err, framed(s.Text()))
	}
}

// await looks at the screen whenever something was drawn.
func (s *Screen) await(ok func(string) bool, patience time.Duration) error {
	deadline, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		if ok(s.Text()) {
			return nil
		}
		select {
		case <-s.drawn:
		case <-s.done:
			if ok(s.Text()) {
				return nil
			}
			return errors.Join(errors.New("the program ended"), s.err)
		case <-deadline.Done():
			return deadline.Err()
		}
	}
}

// Quit ends the program and returns its last model.
func (s *Screen) Quit() tea.Model {
	s.t.Helper()
	s.stop()
	return s.final
}

// WaitQuit waits until the program ends by itself and returns its last model.
func (s *Screen) WaitQuit() tea.Model {
	s.t.Helper()
	select {
	case <-s.done:
		s.report()
	case <-time.After(Patience):
		s.t.Fatalf("the program did not quit\n%s", framed(s.Text()))
	}
	return s.final
}

// stop ends the program, by force if it does not listen.
func (s *Screen) stop() {
	s.t.Helper()
	go s.program.Quit() // blocks while Update does
	select {
	case <-s.done:
		s.report()
	case <-time.After(Patience):
		s.program.Kill()
		s.t.Errorf("the program did not quit\n%s", framed(s.Text()))
	}
}

// report fails the test if the program ended with an error.
func (s *Screen) report() {
	s.t.Helper()
	if s.err != nil {
		s.t.Errorf("the program ended with: %v", s.err)
	}
}

// framed marks where the lines of a screen end.
func framed(screen string) string {
	return "│" + strings.ReplaceAll(screen, "\n", "\n│")
}
