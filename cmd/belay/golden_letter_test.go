package main

import (
	"fmt"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/uitest"
)

// goldenWalks holds what shows after some keys against pictures, at the four sizes.
func goldenWalks(t *testing.T, c ui.Config, walks map[string][]string) {
	t.Helper()
	for _, size := range []struct{ w, h int }{{60, 18}, {80, 24}, {120, 40}, {200, 60}} {
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

func TestGoldenLetters(t *testing.T) {
	goldenWalks(t, demoScreen(t), map[string][]string{
		"choose": {"2", "m"}, "offer": {"1", "m", "enter"}, "lead": {"1", "right", "m", "enter"}, "deal": {"2", "m", "enter"}, "survey": {"4", "m", "enter"},
	})
}

func TestGoldenMessages(t *testing.T) {
	said := []string{"1", "y", "ctrl+g", "2", "O", "5", "E", "!"}
	goldenWalks(t, demoScreen(t), map[string][]string{
		"none": {"!"}, "all": said, "found": append(said[:len(said):len(said)], "f", "a", "i", "l"), "read": append(said[:len(said):len(said)], "enter"),
	})
}
