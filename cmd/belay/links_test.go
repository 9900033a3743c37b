package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/text"
	"github.com/belay-tui/belay/ui/uitest"
)

// Links show where the terminal may know them, and nowhere else.
func TestLinks(t *testing.T) {
	home := t.TempDir()
	for want, env := range map[string][]string{
		"both":   {"TERM=xterm-256color", "HOME=" + home, "LocalAppData=" + home},
		"readme": {"TERM=xterm-256color"},
		"":       {"TERM=dumb", "HOME=" + home},
		"none":   {"TERM=xterm", "NO_COLOR=1", "HOME=" + home},
	} {
		a := demoApp(t)
		a.env = func(name string) string {
			for _, e := range env {
				if v, ok := strings.CutPrefix(e, name+"="); ok {
					return v
				}
			}
			return ""
		}
		shown := readme
		if log := a.errLog(); log != nil {
			shown += " " + log.shown
		}
		got := strings.Count(text.Frame(shown, 200, a.links()...), "\x1b]8;;")
		if n := map[string]int{"both": 4, "readme": 2}[want]; got != n {
			t.Errorf("%v: %d signs of links, want %d", env, got, n)
		}
	}
	a := demoApp(t)
	a.env = func(name string) string {
		return map[string]string{"TERM": "xterm", "HOME": home, "XDG_STATE_HOME": filepath.Join(home, "a b\x1b]8;;x")}[name]
	}
	for _, l := range a.links() {
		if frame := text.Frame("x", 80, l); frame != "x" {
			t.Errorf("a folder with signs in its name: %q", frame)
		}
	}
	a.ascii = true
	if a.links() != nil {
		t.Error("there are links in ASCII")
	}
}

// The terminal is told of a link once its text shows.
func TestALinkReachesTheTerminal(t *testing.T) {
	c := demoScreen(t)
	a := demoApp(t)
	a.env = func(name string) string { return map[string]string{"TERM": "xterm"}[name] }
	c.Links = a.links()
	s := uitest.Start(t, ui.New(c), 80, 24)
	s.Settle()
	s.Key("?")
	s.WaitFor("More about belay: " + readme + " ")
	if sent := s.Sent(); !strings.Contains(sent, "\x1b]8;;"+readme) {
		t.Errorf("no link was sent")
	}
}
