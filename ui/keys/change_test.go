package keys

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestName(t *testing.T) {
	for typed, want := range map[string]string{
		"a": "a", "A": "A", "ctrl+k": "ctrl+k", "Ctrl-K": "ctrl+k", "ctrl+shift+k": "ctrl+shift+k", "C-x": "ctrl+x", "shift+a": "A", "alt+ctrl+x": "ctrl+alt+x",
		"g g": "g g", " g  l ": "g l", "Enter": "enter", "Return": "enter", "PageDown": "pgdown", "f5": "f5", "f50": "", "+": "+", "-": "-",
		"ctrl++": "ctrl++", "ctrl+-": "ctrl+-", "ctrl+i": "tab", "ctrl+": "", "hold+x": "", "foo": "", "物": "物", "": "", "\x01": "", "\u202e": "",
		"é": "é", "shift+tab": "shift+tab", "ctrl+pgup": "ctrl+pgup", "ctrl+ctrl+x": "ctrl+x",
	} {
		if got := Name(typed); got != want {
			t.Errorf("%q is named %q, want %q", typed, got, want)
		}
	}
}

func TestNameIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := Name(rapid.StringMatching(`((ctrl|alt|Shift|c|meta)[+-])*([a-zA-Z0-9+-]|enter|Del|f1|é)( g)?`).Draw(t, "key"))
		if again := Name(name); again != name {
			t.Fatalf("%q is named %q", name, again)
		}
	})
}

func TestChange(t *testing.T) {
	for _, c := range []struct{ name, file, want, bad string }{
		{"one key", `open = "o"`, "open:o*", ""},
		{"several, and a comment", "# mine\nopen = ['o', \"ctrl+o\"] # here", "open:o,ctrl+o*", ""},
		{"a table", "[go]\nleads = \"L\"", "go.leads:L*", ""},
		{"dotted and quoted", "\"go.leads\" = \"L\"\ntop = \"T\"", "go.leads:L* top:T*", ""},
		{"no key", `open = []`, "open:*", ""},
		{"exchanged", "open = \"home\"\ntop = \"enter\"", "open:home* top:enter*", ""},
		{"the quitting key", `quit = ["ctrl+q"]`, "quit:ctrl+q*", ""},
		{"unknown action", "\n\nopne = \"o\"", "open:enter", "3 action opne open"},
		{"nothing like it", `somethingelse = "o"`, "open:enter", "1 action somethingelse "},
		{"unknown key", `open = "Ctrl+O"`, "open:enter", "1 key Ctrl+O ctrl+o"},
		{"nonsense", `open = "blub"`, "open:enter", "1 key blub "},
		{"no text", `open = 5`, "open:enter", "1 value open"},
		{"a list with a number", `open = ["o", 5]`, "open:enter", "1 value open"},
		{"taken", `open = "g l"`, "open:enter", "1 clash g l open go.leads [a b"},
		{"taken everywhere", `open = "q"`, "open:enter", "1 clash q open quit [a b"},
		{"taken by another pane", `help = "g"`, "help:?,f1", "1 reaches g help top g g"},
		{"twice the same", "open = \"x\"\ntop = \"x\"", "open:x* top:g g,home", "2 clash x top open"},
		{"begins another", `open = "g"`, "open:enter", "1 reaches g open top g g"},
		{"leaves its place to nobody", "top = \"enter\"\nopen = \"g g\"", "top:enter* open:g g*", ""},
		{"falls back into a clash", "top = \"enter\"\nopen = \"q\"", "top:g g,home open:enter", "1 clash enter top open|2 clash q open quit"},
		{"quits", `open = "ctrl+c"`, "open:enter", "1 quit ctrl+c"},
		{"again", "open = \"x\"\nopen = \"y\"", "open:x*", "2 twice open 1"},
		{"no TOML", "open = \"x\"\ntop = \n", "open:x*", "2 syntax"},
		{"nothing", "", "open:enter", ""},
		{"hostile", "open = \"\\u001b[2J\"", "open:enter", "1 key \x1b[2J "},
	} {
		got, mistakes := table().Change([]byte(c.file))
		for want := range strings.FieldsSeq(strings.ReplaceAll(c.want, "g g", "g_g")) {
			id, keys, _ := strings.Cut(want, ":")
			a, _ := got.ByID(id)
			has := strings.ReplaceAll(strings.Join(a.Keys, ","), " ", "_")
			if a.Changed {
				has += "*"
			}
			if has != keys {
				t.Errorf("%s: %s has %s, want %s", c.name, id, has, keys)
			}
		}
		var told []string
		for _, m := range mistakes {
			s := fmt.Sprint(m.Line, " ", m.Code)
			for i := 1; i < len(m.Args); i += 2 {
				s += fmt.Sprint(" ", m.Args[i])
			}
			told = append(told, s)
		}
		want := strings.Split(c.bad, "|")
		for i := range max(len(told), len(want)) {
			if i >= len(told) || i >= len(want) || want[i] == "" || !strings.HasPrefix(told[i], want[i]) {
				if len(told)+len(c.bad) > 0 {
					t.Errorf("%s: mistakes %q, want %q", c.name, told, want)
				}
				break
			}
		}
	}
}

// Whatever a file says, the table that comes of it has no clash.
func TestChangeNeverClashes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		file := ""
		for range rapid.IntRange(0, 6).Draw(t, "lines") {
			id := rapid.SampledFrom([]string{"help", "quit", "top", "go.leads", "open", "graph", "none"}).Draw(t, "id")
			key := rapid.SampledFrom([]string{"g", "g g", "g l", "enter", "q", "x", "?", "home", "esc"}).Draw(t, "key")
			file += fmt.Sprintf("%q = [%q]\n", id, key)
		}
		r, _ := table().Change([]byte(file))
		for _, a := range r.All() {
			for _, b := range r.All() {
				if a.ID != b.ID && (a.Scope == b.Scope || a.Scope == Global) && len(clashes(a, b)) > 0 {
					t.Fatalf("%s and %s clash after\n%s", a.ID, b.ID, file)
				}
			}
		}
	})
}

func FuzzChange(f *testing.F) {
	f.Add([]byte("open = [\"o\"]\n[go]\nleads = 'x'"))
	f.Fuzz(func(_ *testing.T, file []byte) { table().Change(file) })
}
