//go:build !windows

package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// patience is how long the program may take to show something.
const patience = 20 * time.Second

// terminal is the real program on a pseudo terminal with an emulated screen.
type terminal struct {
	t     *testing.T
	cmd   *exec.Cmd
	pty   *os.File
	term  *vt.SafeEmulator
	drawn chan struct{}
	ended chan error
}

// startBelay runs the program on a terminal of w by h cells.
func startBelay(t *testing.T, w, h int, env []string, args ...string) *terminal {
	t.Helper()
	// The test binary does what the program does when it is called belay.
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "belay")
	if err := os.Symlink(self, program); err != nil {
		t.Fatal(err)
	}
	x := &terminal{t: t, cmd: exec.Command(program, args...), term: vt.NewSafeEmulator(w, h), drawn: make(chan struct{}, 1), ended: make(chan error, 1)}
	x.cmd.Env = append([]string{"TERM=xterm-256color", "TZ=UTC", "HOME=" + t.TempDir()}, env...)
	if x.pty, err = pty.StartWithSize(x.cmd, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(x.pty, x.term) }() // what the emulator answers to questions
	go x.watch()
	t.Cleanup(func() {
		_ = x.cmd.Process.Kill()
		_ = x.pty.Close()
	})
	return x
}

// watch draws what the program writes, until it ends.
func (x *terminal) watch() {
	buf := make([]byte, 64<<10)
	for {
		n, err := x.pty.Read(buf)
		if n > 0 {
			_, _ = x.term.Write(buf[:n])
			select {
			case x.drawn <- struct{}{}:
			default:
			}
		}
		if err != nil { // the terminal is gone with the program
			x.ended <- x.cmd.Wait()
			return
		}
	}
}

// screen is what a person sees, without trailing blanks.
func (x *terminal) screen() string {
	lines := strings.Split(ansi.Strip(x.term.Render()), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \r")
	}
	return strings.Join(lines, "\n")
}

// keys types on the keyboard.
func (x *terminal) keys(typed ...string) {
	x.t.Helper()
	for _, s := range typed {
		if _, err := io.WriteString(x.pty, s); err != nil {
			x.t.Fatalf("type %q: %v\n%s", s, err, x.screen())
		}
	}
}

// Keys that are not characters.
const (
	keyEnter = "\r"
	keyTab   = "\t"
	keyEsc   = "\x1b"
	keyRight = "\x1b[C"
	keySave  = "\x13" // ctrl+s
)

// sees waits until the screen shows all of the texts.
func (x *terminal) sees(texts ...string) {
	x.t.Helper()
	x.until("show "+strings.Join(texts, ", "), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

func (x *terminal) until(what string, ok func(screen string) bool) {
	x.t.Helper()
	deadline, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for !ok(x.screen()) {
		select {
		case <-x.drawn:
		case err := <-x.ended:
			x.ended <- err
			if !ok(x.screen()) {
				x.t.Fatalf("the program ended (%v) before its screen did %s:\n%s", err, what, x.screen())
			}
		case <-deadline.Done():
			x.t.Fatalf("waited for the screen to %s:\n%s", what, x.screen())
		}
	}
}

// quits waits until the program ends as it should.
func (x *terminal) quits() {
	x.t.Helper()
	select {
	case err := <-x.ended:
		if err != nil {
			x.t.Fatalf("the program ended with: %v\n%s", err, x.screen())
		}
	case <-time.After(patience):
		x.t.Fatalf("the program did not quit:\n%s", x.screen())
	}
}
