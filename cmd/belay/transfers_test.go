package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/uitest"
)

// TestTransferOnTheScreen imports a file from the screen, exports the list in
// front as it is ordered and found, and replaces the file only when told to.
func TestTransferOnTheScreen(t *testing.T) {
	t.Chdir(t.TempDir())
	c := demoScreen(t)
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("in.csv", "Company,Last Name,Lead Status\nZyxware,Doe,Open\n,Roe,Open\nZyxcorp,Poe,Open\n")
	shows := func(keys ...string) (frame string) {
		t.Helper()
		s := uitest.Start(t, ui.New(c), 120, 40)
		for _, key := range keys {
			s.Settle()
			if text, ok := strings.CutPrefix(key, "type "); ok {
				s.Paste(text)
				continue
			}
			s.Key(key)
		}
		s.Settle()
		app, ok := s.Quit().(*ui.App)
		if !ok {
			t.Fatal("the program lost its model")
		}
		return ansi.Strip(app.View().Content)
	}
	for _, step := range []struct {
		keys []string
		want []string
	}{
		{[]string{"I", "type none.csv", "enter"}, []string{"There is no file", "none.csv"}},
		{[]string{"I", "type in.csv", "enter"}, []string{"2 new", "Row 3, Company:", "y import 2 rows"}},
		{[]string{"I", "type in.csv", "enter", "esc", "/", "type Zyx", "enter"}, []string{"Nothing"}},
		{[]string{"I", "type in.csv", "enter", "y"}, []string{"2 imported", "Row 3, Company:"}},
		{[]string{"/", "type Zyx", "enter", "E", "enter"}, []string{"2 rows of leads in"}},
		{[]string{"E", "enter"}, []string{"Replace the file?"}},
		{[]string{"4", "E"}, []string{"cannot be exported"}},
	} {
		frame := shows(step.keys...)
		for _, want := range step.want {
			if !strings.Contains(frame, want) {
				t.Errorf("after %v there is no %q in\n%s", step.keys, want, frame)
			}
		}
	}
	out, err := os.ReadFile("leads.csv")
	if lines := strings.Count(string(out), "\n"); err != nil || lines != 3 || !strings.Contains(string(out), "Zyxware") {
		t.Errorf("exported %v:\n%s", err, out)
	}
}

// TestStoppedImportLeavesNothing stops an import under way.
func TestStoppedImportLeavesNothing(t *testing.T) {
	c := demoScreen(t)
	file := filepath.Join(t.TempDir(), "in.csv")
	text := "Company,Last Name,Lead Status\n" + strings.Repeat("Zyxware,Doe,Open\n", 5000)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	all := func() int {
		counts, err := c.Book.Counts(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		return counts[domain.KindLead][domain.ListAll]
	}
	before := all()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := c.Transfer.Import(ctx, ui.Import{Kind: domain.KindLead, Program: c.Program, File: file}, &ui.Progress{})
	if !errors.Is(err, context.Canceled) || all() != before {
		t.Errorf("%v; %d leads, were %d", err, all(), before)
	}
}
