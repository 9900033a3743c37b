package keys

import (
	"errors"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Mistake is something wrong in a file of keys. The action at fault keeps the
// keys it has by default.
type Mistake struct {
	// Line is where it stands, from 1.
	Line int
	// Code says what is wrong, one of the constants; Args are its names and
	// values for words.
	Code string
	Args []any
}

// What may be wrong in a file of keys.
const (
	BadSyntax  = "syntax"  // this is no TOML: why
	BadAction  = "action"  // there is no such action: action, near
	BadValue   = "value"   // neither a key nor a list of keys: action
	BadKey     = "key"     // there is no such key: key, near
	BadTwice   = "twice"   // the action was given keys before: action, before
	BadQuit    = "quit"    // ctrl+c always quits: key
	BadClash   = "clash"   // the key does something else: key, action, other, free
	BadReaches = "reaches" // one key begins the sequence of another: key, action, other, taken
)

// Refused reports whether the mistake is one of sense and not of spelling.
func (m Mistake) Refused() bool {
	return m.Code == BadClash || m.Code == BadReaches || m.Code == BadQuit
}

// change gives an action other keys.
type change struct {
	line   int
	action string
	keys   []string
}

// Change returns the table with the keys that a file gives some actions in the
// place of theirs, such as
//
//	leads.accept = "A"
//	leads.decline = ["d", "ctrl+x"]
//	frame.mouse = []
//
// and what is wrong in the file. An action without keys is in the palette only.
func (r *Registry) Change(file []byte) (*Registry, []Mistake) {
	changes, bad := r.readChanges(file)
	out := &Registry{actions: slices.Clone(r.actions)}
	for _, c := range changes {
		out.set(c.action, c.keys, true)
	}
	// What clashes goes back to its default, the last line first, until nothing
	// does: the table without changes has no clash.
	for {
		at, m := out.clash(changes)
		if at < 0 {
			break
		}
		bad = append(bad, m)
		before, _ := r.ByID(changes[at].action)
		out.set(before.ID, before.Keys, false)
		changes = slices.Delete(changes, at, at+1)
	}
	slices.SortStableFunc(bad, func(a, b Mistake) int { return a.Line - b.Line })
	return out, bad
}

func (r *Registry) set(id string, keys []string, changed bool) {
	for i := range r.actions {
		if r.actions[i].ID == id {
			r.actions[i].Keys, r.actions[i].Changed = keys, changed
		}
	}
}

// clash finds the last change whose keys another action has, -1 where none.
func (r *Registry) clash(changes []change) (int, Mistake) {
	for i, c := range slices.Backward(changes) {
		a, _ := r.ByID(c.action)
		for _, b := range r.actions {
			if a.ID == b.ID || !meet(a, b) {
				continue
			}
			for _, x := range a.Keys {
				for _, y := range b.Keys {
					args := []any{"key", x, "action", a.ID, "other", b.ID}
					switch {
					case x == y:
						return i, Mistake{c.line, BadClash, append(args, "free", r.free(a.Scope))}
					case begin(x, y):
						return i, Mistake{c.line, BadReaches, append(args, "taken", y)}
					}
				}
			}
		}
	}
	return -1, Mistake{}
}

// free are some letters that do nothing yet where an action of the scope works.
func (r *Registry) free(scope string) []string {
	var free []string
	for _, letter := range strings.Split("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "") {
		taken := slices.ContainsFunc(r.actions, func(a Action) bool {
			return (scope == Global || a.Scope == scope || a.Scope == Global) && slices.ContainsFunc(a.Keys, func(k string) bool {
				return k == letter || strings.HasPrefix(k, letter+" ")
			})
		})
		if !taken {
			free = append(free, letter)
		}
	}
	return free[:min(len(free), 5)]
}

// readChanges reads a file of keys.
func (r *Registry) readChanges(file []byte) (changes []change, bad []Mistake) {
	p := &unstable.Parser{}
	p.Reset(file)
	lines := map[string]int{}
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		path, line := table, 0
		for it := e.Key(); it.Next(); {
			path = strings.TrimPrefix(path+"."+string(it.Node().Data), ".")
			line = lineAt(file, int(it.Node().Raw.Offset))
		}
		if e.Kind != unstable.KeyValue {
			table = strings.TrimPrefix(strings.TrimPrefix(path, table), ".")
			continue
		}
		c, wrong := r.readChange(path, line, e.Value())
		if before, ok := lines[path]; ok {
			wrong = []Mistake{{line, BadTwice, []any{"action", path, "before", before}}}
		}
		lines[path] = line
		if len(wrong) > 0 {
			bad = append(bad, wrong...)
			continue
		}
		changes = append(changes, c)
	}
	if err := p.Error(); err != nil {
		line := lineAt(file, len(file))
		var at *unstable.ParserError
		if errors.As(err, &at) && len(at.Highlight) > 0 {
			line = lineAt(file, int(p.Range(at.Highlight).Offset))
		}
		bad = append(bad, Mistake{line, BadSyntax, []any{"why", strings.TrimPrefix(err.Error(), "toml: ")}})
	}
	return changes, bad
}

// readChange reads a line of a file of keys.
func (r *Registry) readChange(id string, line int, value *unstable.Node) (change, []Mistake) {
	if _, ok := r.ByID(id); !ok {
		return change{}, []Mistake{{line, BadAction, []any{"action", id, "near", r.nearest(id)}}}
	}
	c := change{line: line, action: id, keys: []string{}}
	var typed []string
	switch value.Kind {
	case unstable.String:
		typed = []string{string(value.Data)}
	case unstable.Array:
		for it := value.Children(); it.Next(); {
			if it.Node().Kind != unstable.String {
				return c, []Mistake{{line, BadValue, []any{"action", id}}}
			}
			typed = append(typed, string(it.Node().Data))
		}
	default:
		return c, []Mistake{{line, BadValue, []any{"action", id}}}
	}
	var bad []Mistake
	for _, k := range typed {
		switch name := Name(k); {
		case name == "" || name != k:
			bad = append(bad, Mistake{line, BadKey, []any{"key", k, "near", name}})
		case strings.Contains(" "+k+" ", " ctrl+c ") && id != "frame.quit":
			bad = append(bad, Mistake{line, BadQuit, []any{"key", k}})
		case !slices.Contains(c.keys, k):
			c.keys = append(c.keys, k)
		}
	}
	return c, bad
}

func lineAt(file []byte, offset int) int {
	return 1 + strings.Count(string(file[:min(offset, len(file))]), "\n")
}

// nearest is the id that is most like one that there is not, "" where none is.
func (r *Registry) nearest(id string) string {
	best, least := "", 1+len(id)/2
	for _, a := range r.actions {
		if n := distance(id, a.ID); n < least {
			best, least = a.ID, n
		}
	}
	return best
}

// distance is how many characters must be typed, left out or replaced to make
// one text of another.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := before
			if a[i] != b[j] {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(row[j+1]+1, row[j]+1, cost)
		}
	}
	return row[len(b)]
}
