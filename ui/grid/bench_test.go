package grid

import (
	"fmt"
	"testing"

	"github.com/belay-tui/belay/ui/text"
	"github.com/belay-tui/belay/ui/theme"
)

// million answers like a book of a million records would.
func million(g *Grid[record]) {
	if offset, count, ok := g.Need(); ok {
		rows := make([]record, 0, count)
		for i := offset; i < min(1_000_000, offset+count); i++ {
			rows = append(rows, number(i))
		}
		g.SetRows(offset, 1_000_000, rows)
	}
}

func bench(b *testing.B) *Grid[record] {
	b.Helper()
	cols := columns()
	for i := range 3 {
		cols = append(cols, col{Key: fmt.Sprint(i), Title: "More", Min: 12, Flex: 1, Cell: func(r record) string { return r.name }})
	}
	g := New(theme.New(theme.Options{Dark: true}), func(r record) string { return r.id }, cols)
	g.SetSize(120, 40)
	million(g)
	g.Select(500_000)
	million(g)
	b.ReportAllocs()
	b.ResetTimer()
	return g
}

func BenchmarkView(b *testing.B) {
	g := bench(b)
	for b.Loop() {
		g.View()
	}
}

// BenchmarkKey is a key press: move, fetch if needed, draw.
func BenchmarkKey(b *testing.B) {
	g := bench(b)
	for b.Loop() {
		g.Move(1)
		million(g)
		g.View()
	}
}

func BenchmarkMove(b *testing.B) {
	g := bench(b)
	for b.Loop() {
		g.Move(1)
	}
}

// BenchmarkViewMarked draws rows that are marked, with what a search found in
// half of them made out.
func BenchmarkViewMarked(b *testing.B) {
	g := bench(b)
	find := text.NewFinder("hospital", "物流")
	for i := range g.cols {
		g.cols[i].Found = true
	}
	g.SetFound(find.Find)
	g.SetMarked(func(i int, _ record) bool { return i%2 == 0 })
	for b.Loop() {
		g.View()
	}
}
