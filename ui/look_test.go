package ui

import (
	"strings"
	"testing"

	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/theme"
)

func newLooked(t *testing.T, o theme.Options) (*App, *desk) {
	t.Helper()
	ctx, d := panetest.Context(t), newDesk()
	ctx.Desk, ctx.Theme = d, theme.New(o)
	return &App{ctx: ctx, keys: Actions(), cfg: Config{Now: ctx.Now, Theme: o}, w: 120, h: 30}, d
}

// The themes go round, and the last one is there the next day.
func TestThemesGoRound(t *testing.T) {
	a, d := newLooked(t, theme.Options{})
	var seen []string
	for range theme.Names() {
		panetest.Messages(a.global("frame.theme"))
		name := string(d.kept[deskTheme])
		if !strings.Contains(a.news.text, name) || a.cfg.Theme.Name != name {
			t.Errorf("keeps %q, wears %q, says %q", name, a.cfg.Theme.Name, a.news.text)
		}
		seen = append(seen, name)
	}
	if got, want := strings.Join(seen, " "), "light dark 16 contrast none auto"; got != want {
		t.Errorf("went through %s, want %s", got, want)
	}
}

func TestKeptTheme(t *testing.T) {
	for _, tt := range []struct{ asked, kept, want string }{
		{"", "contrast", "contrast"}, {"dark", "contrast", "dark"}, {"auto", "contrast", "auto"}, {"", "pink", ""}, {"", "", ""},
	} {
		a, _ := newLooked(t, theme.Options{Name: tt.asked})
		a.recalled(keptMsg{deskTheme: tt.kept})
		if a.cfg.Theme.Name != tt.want {
			t.Errorf("asked for %q, kept %q: wears %q, want %q", tt.asked, tt.kept, a.cfg.Theme.Name, tt.want)
		}
	}
}

// NO_COLOR stays, whatever theme is asked for.
func TestNoColorStays(t *testing.T) {
	a, d := newLooked(t, theme.Options{NoColor: true})
	action, _ := a.keys.ByID("frame.theme")
	panetest.Messages(a.do(action))
	if len(d.kept) > 0 || !a.news.error {
		t.Errorf("keeps %q, says %q", d.kept, a.news.text)
	}
}
