package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/ui/text"
)

// framesASecond is how often the terminal is painted at most. The first frame
// waits for one tick of it.
const framesASecond = 120

// Run shows the screen until the person quits.
func Run(ctx context.Context, cfg Config, in io.Reader, out io.Writer) error {
	return run(ctx, New(cfg), cfg, in, out)
}

func run(ctx context.Context, m tea.Model, cfg Config, in io.Reader, out io.Writer) error {
	if cfg.Log != nil {
		m = &guarded{m, cfg.Log}
	}
	program := tea.NewProgram(m,
		tea.WithInput(in), tea.WithOutput(out), tea.WithEnvironment(cfg.Env),
		tea.WithFPS(framesASecond), tea.WithFilter(newFilter(cfg.Env, cfg.Now)))
	// The end of the context quits as a person does: a program that is killed
	// leaves its reader of keys behind.
	stop := context.AfterFunc(ctx, program.Quit)
	defer stop()
	_, err := program.Run()
	if errors.Is(err, tea.ErrInterrupted) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("show the screen: %w", err)
	}
	return nil
}

// Sizes that a terminal may have; others are mistakes of a driver.
const (
	largestSide  = 4096
	largestCells = 1 << 20
)

// wheelEvery is how far apart turns of the wheel are taken: a flood of them
// must not keep a key waiting.
const wheelEvery = 8 * time.Millisecond

// newFilter mends sizes that no terminal has, thins out the wheel, and heeds how
// the terminal counts cells.
func newFilter(env []string, now func() time.Time) func(tea.Model, tea.Msg) tea.Msg {
	var last time.Time
	return func(_ tea.Model, msg tea.Msg) tea.Msg {
		switch msg := msg.(type) {
		case tea.WindowSizeMsg:
			if msg.Width == 0 || msg.Height == 0 {
				return tea.WindowSizeMsg{Width: envInt(env, "COLUMNS", 80), Height: envInt(env, "LINES", 24)}
			}
			if msg.Width < 0 || msg.Height < 0 || msg.Width > largestSide || msg.Height > largestSide || msg.Width*msg.Height > largestCells {
				return nil
			}
		case tea.MouseWheelMsg:
			if t := now(); t.Sub(last) >= wheelEvery || t.Before(last) {
				last = t
			} else {
				return nil
			}
		case tea.ModeReportMsg:
			if msg.Mode == ansi.ModeUnicodeCore { // as Bubble Tea's renderer does
				text.Clusters(msg.Value == ansi.ModeReset || msg.Value == ansi.ModeSet || msg.Value == ansi.ModePermanentlySet)
			}
		}
		return msg
	}
}

// envInt reads a number from the environment.
func envInt(env []string, name string, otherwise int) int {
	for _, entry := range env {
		if value, ok := strings.CutPrefix(entry, name+"="); ok {
			if n, err := strconv.Atoi(value); err == nil && n > 0 && n <= largestSide {
				return n
			}
		}
	}
	return otherwise
}
