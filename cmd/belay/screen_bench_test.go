package main

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain/demo"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/uitest"
)

// bare is the least that a Bubble Tea program can do for a key: it counts it.
// What belay takes is told as a multiple of what it takes.
type bare struct{ pressed int }

func (b bare) Init() tea.Cmd { return nil }

func (b bare) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		b.pressed++
	}
	return b, nil
}

func (b bare) View() tea.View {
	v := tea.NewView(fmt.Sprintf("pressed %d times\n", b.pressed))
	v.AltScreen = true
	return v
}

// benchRows are the leads of the books that are measured. A book of 100,000
// takes a minute to make, one of a million ten; they are measured when
// BELAY_BENCH_ROWS says so:
//
//	BELAY_BENCH_ROWS=100000 go test -run '^$' -bench Screen ./cmd/belay
func benchRows() []int {
	if n := numberIn("BELAY_BENCH_ROWS", 0); n > 0 {
		return []int{n}
	}
	return []int{1000}
}

// benchScreen is the screen on a book of so many leads.
func benchScreen(b *testing.B, rows int) ui.Config {
	b.Helper()
	a := demoApp(b)
	path := filepath.Join(b.TempDir(), "bench.db")
	if err := a.makeDemo(context.Background(), path, demo.Options{Seed: 1, Now: demoAt, Leads: rows}); err != nil {
		b.Fatal(err)
	}
	book, err := store.Open(path, a.storeOptions())
	if err != nil {
		b.Fatal(err)
	}
	c, err := a.screenOn(context.Background(), book, ui.Config{Demo: true})
	if err != nil {
		b.Fatal(err)
	}
	c.Changed = nil
	return c
}

// BenchmarkScreen measures, without a terminal: the first frame with all that it
// reads; a key press to its frame, and until nothing is under way; a frame drawn
// anew at 200 by 60.
func BenchmarkScreen(b *testing.B) {
	for _, rows := range benchRows() {
		c := benchScreen(b, rows)
		b.Run(fmt.Sprintf("first/rows=%d", rows), func(b *testing.B) {
			for b.Loop() {
				d := uitest.NewDirect(ui.New(c), 120, 40)
				d.Settle(1000)
				d.Model.View()
			}
		})
		d := uitest.NewDirect(ui.New(c), 120, 40)
		d.Settle(1000)
		d.Model.View()
		b.Run(fmt.Sprintf("key/rows=%d", rows), func(b *testing.B) {
			for b.Loop() {
				d.Send(uitest.Press("j"))
				d.Model.View()
				b.StopTimer()
				d.Settle(1000)
				d.Model.View()
				b.StartTimer()
			}
		})
		b.Run(fmt.Sprintf("settled/rows=%d", rows), func(b *testing.B) {
			for b.Loop() {
				d.Send(uitest.Press("k"))
				d.Model.View()
				d.Settle(1000)
				d.Model.View()
			}
		})
		d.Send(tea.WindowSizeMsg{Width: 200, Height: 60})
		d.Settle(1000)
		b.Run(fmt.Sprintf("frame200x60/rows=%d", rows), func(b *testing.B) {
			for b.Loop() {
				d.Send(tea.FocusMsg{})
				d.Model.View()
			}
		})
	}
	b.Run("bare", func(b *testing.B) {
		d := uitest.NewDirect(bare{}, 120, 40)
		for b.Loop() {
			d.Send(uitest.Press("j"))
			d.Model.View()
		}
	})
}
