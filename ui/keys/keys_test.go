package keys

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func act(scope, id string, keys ...string) Action {
	return Action{ID: id, Keys: keys, Short: id + ".short", Long: id + ".long", Scope: scope}
}

func table() *Registry {
	r := &Registry{}
	r.Add(
		act(Global, "help", "?", "f1"), act(Global, "quit", "q", "ctrl+c"),
		act("list", "top", "g g", "home"), act("list", "go.leads", "g l"), act("list", "open", "enter"),
		act("other", "graph", "g"),
	)
	return r
}

func TestMatch(t *testing.T) {
	r := table()
	for _, c := range []struct{ scope, key, want string }{
		{"list", "enter", "open"}, {"list", "?", "help"}, {"list", "f1", "help"}, {"list", "g", ""}, {"list", "g g", "top"},
		{"list", "home", "top"}, {"other", "g", "graph"}, {"other", "enter", ""}, {Global, "q", "quit"}, {Global, "enter", ""},
		{"unknown", "q", "quit"}, {"list", "", ""},
	} {
		a, ok := r.Match(c.scope, c.key)
		if a.ID != c.want || ok != (c.want != "") {
			t.Errorf("%s %q: %q %v, want %q", c.scope, c.key, a.ID, ok, c.want)
		}
	}
}

func TestForAndByID(t *testing.T) {
	r := table()
	var ids []string
	for _, a := range r.For("list") {
		ids = append(ids, a.ID)
	}
	if got := strings.Join(ids, " "); got != "top go.leads open" {
		t.Errorf("list has %q", got)
	}
	if len(r.All()) != 6 {
		t.Errorf("all are %d", len(r.All()))
	}
	if a, ok := r.ByID("graph"); !ok || a.Scope != "other" {
		t.Error("graph is not found")
	}
	if _, ok := r.ByID("none"); ok {
		t.Error("none is found")
	}
}

func TestCheck(t *testing.T) {
	if err := table().Check(); err != nil {
		t.Errorf("a sound table: %v", err)
	}
	for _, c := range []struct {
		name, want string
		add        Action
	}{
		{"same scope", `key "enter" does both "open" and "x"`, act("list", "x", "enter")},
		{"scope and global", `key "?" does both "help" and "x"`, act("list", "x", "?")},
		{"global and scope", `key "enter" does both "open" and "x"`, act(Global, "x", "enter")},
		{"begins a sequence", `begin alike`, act("list", "x", "g")},
		{"goes on from a key", `begin alike`, act("other", "x", "g x")},
		{"same id", `"open" is there twice`, act("other", "open", "z")},
		{"no key", `lacks`, act("list", "x")},
		{"no words", `lacks`, Action{ID: "x", Keys: []string{"z"}}},
	} {
		r := table()
		r.Add(c.add)
		if err := r.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	r := table()
	r.Add(act("other", "fine", "enter"))
	if err := r.Check(); err != nil {
		t.Errorf("the same key in another scope: %v", err)
	}
}

func TestReader(t *testing.T) {
	for _, c := range []struct{ scope, keys, want, pending string }{
		{"list", "g g", "top", ""}, {"list", "g l", "go.leads", ""}, {"list", "g", "", "g"},
		{"list", "g q", "quit", ""}, {"list", "g x g g", "top", ""}, {"list", "g x", "", ""},
		{"list", "g g g", "top", "g"}, {"list", "enter q", "open quit", ""}, {"other", "g g", "graph graph", ""},
	} {
		var r Reader
		var got []string
		for _, k := range strings.Fields(c.keys) {
			if a, ok := r.Press(table(), c.scope, k); ok {
				got = append(got, a.ID)
			}
		}
		if s := strings.Join(got, " "); s != c.want || r.Pending() != c.pending {
			t.Errorf("%s: %q gives %q pending %q, want %q pending %q", c.scope, c.keys, s, r.Pending(), c.want, c.pending)
		}
	}
	var r Reader
	r.Press(table(), "list", "п", "g") // the g of a Cyrillic keyboard
	if a, ok := r.Press(table(), "list", "п", "g"); !ok || a.ID != "top" {
		t.Errorf("by the second name: %q", a.ID)
	}
	r.Press(table(), "list", "g")
	r.Reset()
	if _, ok := r.Press(table(), "list", "g"); ok {
		t.Error("a forgotten sequence went on")
	}
}

func TestFooter(t *testing.T) {
	r := table()
	words := map[string]string{"help.short": "help", "top.short": "top", "open.short": "開く", "go.leads.short": "leads"}
	f := Footer{Say: func(id string) string { return words[id] }}
	pinned := []Action{r.All()[0]}
	show := func(f Footer, width int) string {
		var out []string
		for _, i := range f.Items(width, r.For("list"), pinned) {
			out = append(out, i.Key+" "+i.Label)
		}
		return strings.Join(out, "   ")
	}
	for width, want := range map[int]string{
		0: "", 5: "", 6: "? help", 14: "? help", 15: "gg top   ? help", 25: "gg top   ? help", 26: "gg top   gl leads   ? help",
		38: "gg top   gl leads   ? help", 39: "gg top   gl leads   enter 開く   ? help", 200: "gg top   gl leads   enter 開く   ? help",
	} {
		if got := show(f, width); got != want {
			t.Errorf("%d: %q, want %q", width, got, want)
		}
	}
	f.State = func(id string) (string, bool) { return "not now", id != "go.leads" }
	if got := show(f, 200); got != "gg top   enter 開く   ? help" {
		t.Errorf("without the impossible: %q", got)
	}
}

func TestDisplay(t *testing.T) {
	for key, want := range map[string]string{
		"up": "↑", "g g": "gg", "shift+left": "shift+←", "enter": "enter", "pgup": "page up", "ctrl+x s": "ctrl+x s", "+": "+",
		"ctrl++": "ctrl++", "space": "space", "": "",
	} {
		if got := Display(key, false); got != want {
			t.Errorf("%q: %q, want %q", key, got, want)
		}
	}
	if got := Display("shift+up", true); got != "shift+up" {
		t.Errorf("ascii: %q", got)
	}
}

func TestFooterNeverOverflows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-z ü]{0,12}`)
		var some []Action
		for range rapid.IntRange(0, 8).Draw(t, "n") {
			some = append(some, Action{Keys: []string{rapid.SampledFrom([]string{"a", "enter", "up", "g g"}).Draw(t, "key")}, Short: word.Draw(t, "word")})
		}
		width := rapid.IntRange(0, 60).Draw(t, "width")
		f := Footer{Say: func(id string) string { return id }}
		cells := -Gap
		cut := rapid.IntRange(0, len(some)).Draw(t, "cut")
		for _, i := range f.Items(width, some[:cut], some[cut:]) {
			cells += i.Cells() + Gap
		}
		if cells > width {
			t.Fatalf("%d cells in a width of %d", cells, width)
		}
	})
}
