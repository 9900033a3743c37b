package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain/demo"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/uitest"
	"github.com/belay-tui/belay/ui/words"
)

// demoAt is when the demo of the tests is looked at.
var demoAt = time.Date(2026, time.November, 21, 9, 0, 0, 0, time.UTC)

// demoApp is an app of a person called ann at the time of the demo.
func demoApp(t testing.TB) *app {
	t.Helper()
	a := newApp(strings.NewReader(""), t.Output(), t.Output(), func(name string) string {
		return map[string]string{"BELAY_USER": "ann"}[name]
	})
	a.now = func() time.Time { return demoAt }
	w, err := words.New("", time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	a.w = w
	return a
}

// demoFile is the file of the demo's book, made once for all tests.
var demoFile = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "belay-test-")
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "demo.db")
	a := newApp(strings.NewReader(""), io.Discard, io.Discard, func(string) string { return "ann" })
	a.now = func() time.Time { return demoAt }
	if err := a.makeDemo(context.Background(), path, demo.Options{Seed: 1, Now: demoAt}); err != nil {
		return nil, err
	}
	file, err := os.ReadFile(path)
	return file, errors.Join(err, os.RemoveAll(dir))
})

// demoBook opens a new copy of the demo's book.
func demoBook(t testing.TB, a *app) (book *store.Book, path string) {
	t.Helper()
	file, err := demoFile()
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "demo.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if book, err = store.Open(path, a.storeOptions()); err != nil {
		t.Fatal(err)
	}
	return book, path
}

// demoScreen is the screen on the demo's book. It does not look for changes by
// other processes, so that it comes to rest.
func demoScreen(t testing.TB) ui.Config {
	t.Helper()
	a := demoApp(t)
	book, _ := demoBook(t, a)
	c, err := a.screenOn(context.Background(), book, ui.Config{Demo: true})
	if err != nil {
		t.Fatal(err)
	}
	c.Changed = nil
	return c
}

// TestGoldenScreens holds each pane and overlay on the demo's book against a
// picture, at the three sizes that people use.
func TestGoldenScreens(t *testing.T) {
	aside(t)
	goldenWalks(t, demoScreen(t), fourSizes[1:], map[string][]string{
		"leads": {"1"}, "pipeline": {"2"}, "projects": {"3"}, "surveys": {"4", "right", "right"}, "stats": {"5"},
		"lead": {"1", "j", "enter"}, "register": {"1", "n"}, "decline": {"1", "d"}, "terminate": {"3", "t"},
		"help": {"1", "?"}, "palette": {"5", ":", "w", "i", "n"}, "search": {"1", "/", "株", "式"},
	})
}

// size is a terminal's.
type size struct{ w, h int }

// goldenWalks holds what shows after some keys against pictures, at each size.
func goldenWalks(t *testing.T, c ui.Config, sizes []size, walks map[string][]string) {
	t.Helper()
	for _, size := range sizes {
		for name, keys := range walks {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size.w, size.h), func(t *testing.T) {
				s := uitest.Start(t, ui.New(c), size.w, size.h)
				for _, key := range keys {
					s.Settle()
					s.Key(key)
				}
				s.Settle()
				app, ok := s.Quit().(*ui.App)
				if !ok {
					t.Fatal("the program lost its model")
				}
				frame := app.View().Content
				uitest.Fits(t, frame, size.w, size.h)
				uitest.Golden(t, "screen", ansi.Strip(frame))
			})
		}
	}
}

// TestReadmePicture keeps the picture in the README what a person sees.
func TestReadmePicture(t *testing.T) {
	s := uitest.Start(t, ui.New(demoScreen(t)), 100, 26)
	s.Settle()
	s.Key("j")
	s.Settle()
	app, ok := s.Quit().(*ui.App)
	if !ok {
		t.Fatal("the program lost its model")
	}
	var lines []string
	for line := range strings.SplitSeq(ansi.Strip(app.View().Content), "\n") {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	picture := strings.Join(lines, "\n")
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(readme), picture) {
		return
	}
	if !updating() {
		t.Fatalf("the README is to show:\n%s", picture)
	}
	before, rest, _ := strings.Cut(string(readme), "```text\n")
	_, after, _ := strings.Cut(rest, "\n```")
	if err := os.WriteFile("../../README.md", []byte(before+"```text\n"+picture+"\n```"+after), 0o600); err != nil {
		t.Fatal(err)
	}
}
