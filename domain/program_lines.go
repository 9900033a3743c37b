package domain

import (
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// fileLines tells where the keys of a program file stand.
type fileLines struct {
	// at gives the line of a path such as attributes[3].target.
	at map[string]int
	// on gives the path that begins on a line, the innermost of several.
	on map[int]string
}

// linesOf finds the lines of all keys, as far as the file is TOML.
func linesOf(data []byte) fileLines {
	l := fileLines{map[string]int{}, map[int]string{}}
	p := &unstable.Parser{}
	p.Reset(data)
	entries := map[string]int{} // how many a list of tables has so far
	table := ""
	for p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = l.table(p, e, entries)
		case unstable.KeyValue:
			l.keyValue(p, e, table)
		default:
		}
	}
	return l
}

// table notes the head of a table and returns its path. A head may go into the
// last entry of a list: [[tiers.any]] belongs to the tier above it.
func (l fileLines) table(p *unstable.Parser, e *unstable.Node, entries map[string]int) (path string) {
	line := 0
	for it := e.Key(); it.Next(); {
		path, line = dotted(path, string(it.Node().Data)), lineOf(p, it.Node())
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

func (l fileLines) keyValue(p *unstable.Parser, e *unstable.Node, table string) {
	path, line := table, 0
	for it := e.Key(); it.Next(); {
		path, line = dotted(path, string(it.Node().Data)), lineOf(p, it.Node())
	}
	l.note(path, line)
	l.value(p, e.Value(), path)
}

// value notes what stands inside a list or an inline table.
func (l fileLines) value(p *unstable.Parser, v *unstable.Node, path string) {
	switch v.Kind {
	case unstable.InlineTable:
		for it := v.Children(); it.Next(); {
			l.keyValue(p, it.Node(), path)
		}
	case unstable.Array:
		n := 0
		for it := v.Children(); it.Next(); n++ {
			if line := lineOf(p, it.Node()); line > 0 {
				l.note(item(path, n), line)
			}
			l.value(p, it.Node(), item(path, n))
		}
	default:
	}
}

func (l fileLines) note(path string, line int) {
	l.at[path], l.on[line] = line, path
}

// lineOf is the line on which a node begins, 0 where the parser did not keep it.
func lineOf(p *unstable.Parser, n *unstable.Node) int {
	if n.Raw.Length == 0 {
		return 0
	}
	return p.Shape(n.Raw).Start.Line
}

// dotted joins a path and keys.
func dotted(path string, keys ...string) string {
	return strings.TrimPrefix(strings.Join(append([]string{path}, keys...), "."), ".")
}
