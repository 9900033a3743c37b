package domain

import (
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// fileLines tells where the keys of a program file stand.
type fileLines struct {
	// at gives the line of a path such as attributes[3].target.
	at map[string]int
	// on gives the path that begins on a line, the innermost of several.
	on map[int]string
	// ends are the places at which the lines end.
	ends []int
}

// linesOf finds the lines of all keys, as far as the file is TOML.
func linesOf(data []byte) fileLines {
	l := fileLines{at: map[string]int{}, on: map[int]string{}}
	for i, b := range data {
		if b == '\n' {
			l.ends = append(l.ends, i)
		}
	}
	p := &unstable.Parser{}
	p.Reset(data)
	entries := map[string]int{} // how many a list of tables has so far
	table := ""
	for p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = l.table(e, entries)
		case unstable.KeyValue:
			l.keyValue(e, table)
		default:
		}
	}
	return l
}

// table notes the head of a table and returns its path. A head may go into the
// last entry of a list: [[tiers.any]] belongs to the tier above it.
func (l fileLines) table(e *unstable.Node, entries map[string]int) (path string) {
	line := 0
	for it := e.Key(); it.Next(); {
		path, line = dotted(path, string(it.Node().Data)), l.lineOf(it.Node())
		n := entries[path]
		switch {
		case !it.IsLast() && n > 0:
			path = item(path, n-1)
		case it.IsLast() && e.Kind == unstable.ArrayTable:
			entries[path]++
			path = item(path, n)
		}
	}
	l.note(path, line)
	return path
}

func (l fileLines) keyValue(e *unstable.Node, table string) {
	path, line := table, 0
	for it := e.Key(); it.Next(); {
		path, line = dotted(path, string(it.Node().Data)), l.lineOf(it.Node())
	}
	l.note(path, line)
	l.value(e.Value(), path)
}

// value notes what stands inside a list or an inline table.
func (l fileLines) value(v *unstable.Node, path string) {
	switch v.Kind {
	case unstable.InlineTable:
		for it := v.Children(); it.Next(); {
			l.keyValue(it.Node(), path)
		}
	case unstable.Array:
		n := 0
		for it := v.Children(); it.Next(); n++ {
			if line := l.lineOf(it.Node()); line > 0 {
				l.note(item(path, n), line)
			}
			l.value(it.Node(), item(path, n))
		}
	default:
	}
}

func (l fileLines) note(path string, line int) {
	l.at[path], l.on[line] = line, path
}

// lineOf is the line on which a node begins, 0 where the parser did not keep it.
func (l fileLines) lineOf(n *unstable.Node) int {
	if n.Raw.Length == 0 {
		return 0
	}
	i, _ := slices.BinarySearch(l.ends, int(n.Raw.Offset))
	return i + 1
}

// dotted joins a path and keys.
func dotted(path string, keys ...string) string {
	return strings.TrimPrefix(strings.Join(append([]string{path}, keys...), "."), ".")
}
