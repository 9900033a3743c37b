package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/text"
)

// tableChunk is how many rows are gathered before columns are measured.
const tableChunk = 500

const (
	tableGap = 2
	// narrowest is what a column is cut to at most, so that something is left of it.
	narrowest = 8
)

// column is a column of a table.
type column struct {
	head string
	// right aligns numbers.
	right bool
	// flex says when the column is cut where the terminal is too narrow: never
	// for never, late for what a record is known by, first for the rest.
	flex flex
}

// flex is when a column is cut.
type flex int

const (
	never flex = iota
	late
	first
)

// table prints rows in aligned columns. It fits the terminal, and cuts nothing
// where the answer goes somewhere else.
type table struct {
	out     io.Writer
	width   int
	columns []column
	widths  []int
	heads   []int
	rows    [][]string
	started bool
}

func (a *app) table(columns ...column) *table {
	return &table{out: a.out, width: a.width(), columns: columns, widths: make([]int, len(columns))}
}

// add takes a row; it is printed when enough are there to measure.
func (t *table) add(cells ...string) error {
	t.rows = append(t.rows, cells)
	if len(t.rows) < tableChunk {
		return nil
	}
	return t.flush()
}

// flush prints what was added.
func (t *table) flush() error {
	if len(t.rows) == 0 {
		return nil
	}
	head := !t.started
	if head {
		head := make([]string, len(t.columns))
		for i, c := range t.columns {
			head[i] = c.head
		}
		t.rows, t.started = append([][]string{head}, t.rows...), true
	}
	for n, row := range t.rows {
		for i, cell := range row {
			row[i] = domain.Clean(cell) // one line, whatever is in it
			t.widths[i] = max(t.widths[i], text.Width(row[i]))
		}
		if n == 0 && head {
			t.heads, t.widths = t.widths, make([]int, len(t.columns))
		}
	}
	t.widen()
	widths := t.fit()
	var b strings.Builder
	for _, row := range t.rows {
		b.WriteString(t.line(row, widths))
		b.WriteByte('\n')
	}
	t.rows = t.rows[:0]
	if _, err := io.WriteString(t.out, b.String()); err != nil {
		return fmt.Errorf("print table: %w", err)
	}
	return nil
}

// widen makes room for the heads, but not on a terminal for those of columns
// that have nothing.
func (t *table) widen() {
	for i, w := range t.heads {
		if t.widths[i] > 0 || t.width == 0 {
			t.widths[i] = max(t.widths[i], w)
		}
	}
}

func (t *table) line(row []string, widths []int) string {
	cells := make([]string, 0, len(row))
	for i, cell := range row {
		switch {
		case widths[i] == 0:
			continue
		case t.columns[i].right:
			cell = text.Right(cell, widths[i])
		default:
			cell = text.Left(cell, widths[i])
		}
		cells = append(cells, cell)
	}
	line := strings.TrimRight(strings.Join(cells, strings.Repeat(" ", tableGap)), " ")
	if t.width > 0 {
		return text.Cut(line, t.width)
	}
	return line
}

// fit takes cells from the widest columns that can give some.
func (t *table) fit() []int {
	widths := append([]int(nil), t.widths...)
	if t.width <= 0 {
		return widths
	}
	total := -tableGap
	for _, w := range widths {
		if w > 0 {
			total += w + tableGap
		}
	}
	for when := first; when > never; when-- {
		for total > t.width {
			widest := t.widest(widths, when)
			if widest < 0 {
				break
			}
			widths[widest]--
			total--
		}
	}
	return widths
}

// widest finds the column that can give most, or -1.
func (t *table) widest(widths []int, when flex) int {
	widest := -1
	for i, c := range t.columns {
		if c.flex == when && widths[i] > narrowest && (widest < 0 || widths[i] > widths[widest]) {
			widest = i
		}
	}
	return widest
}

// facts are labeled lines about one record.
type facts struct {
	a     *app
	lines [][2]string
}

// add takes a fact, unless there is nothing to say.
func (f *facts) add(label, value string) {
	if value != "" {
		f.lines = append(f.lines, [2]string{label, value})
	}
}

// print aligns the values and breaks long ones.
func (f *facts) print() {
	wide := 0
	for _, l := range f.lines {
		wide = max(wide, text.Width(l[0]))
	}
	for _, l := range f.lines {
		label, values := l[0], []string{l[1]}
		if room := f.a.width() - wide - tableGap - 2; room > narrowest {
			values = text.Wrap(l[1], room)
		}
		for _, v := range values {
			f.a.say(strings.TrimRight("  "+text.Left(label, wide+tableGap)+v, " "))
			label = ""
		}
	}
}
