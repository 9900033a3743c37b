package grid

import (
	"slices"
	"testing"

	"github.com/belay-tui/belay/ui/theme"
)

// A column that fits leaves to others what it does not need, and takes more when
// wider cells come, never less.
func TestFit(t *testing.T) {
	cell := func(s string) string { return s }
	cols := func() []Column[string] {
		return []Column[string]{
			{Key: "name", Title: "Name", Min: 10, Flex: 3, Cell: cell},
			{Key: "country", Title: "Country", Min: 14, Flex: 1, Max: 16, Fit: true, Cell: cell},
		}
	}
	g := New(theme.New(theme.Options{NoColor: true}), func(s string) string { return s }, cols())
	g.SetSize(43, 5)
	widths := func(want ...int) {
		t.Helper()
		if !slices.Equal(g.widths, want) {
			t.Errorf("widths %v, want %v", g.widths, want)
		}
	}
	widths(22, 16) // nothing is known yet
	g.SetRows(0, 9, []string{"France", "Japan"})
	widths(29, 9) // the title and the sign of an order
	g.SetRows(2, 9, []string{"United Kingdom", "日本"})
	widths(24, 14)
	g.SetRows(0, 9, []string{"France"})
	widths(24, 14)
	g.SetRows(0, 9, []string{"A country with a long name"})
	widths(22, 16)
	g.SetColumns(cols())
	widths(22, 16)
	g.SetRows(0, 1, []string{"Chad"})
	g.SetColumns(cols()) // looks at the rows that are here
	widths(29, 9)
	g.SetSize(25, 5)
	widths(11, 9)
	g.SetColumns([]Column[string]{cols()[0], {Key: "none", Min: 5, Fit: true, Cell: func(string) string { return "" }}})
	widths(22, 0) // in which nothing is said
	g.SetRows(0, 0, nil)
	g.SetColumns(cols())
	widths(22, 0) // no room for what a country may take
}
