package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/hostile"
	"github.com/belay-tui/belay/store/exchange"
)

// runner runs commands on a book and looks at what they print.
type runner struct {
	t   *testing.T
	env map[string]string
}

// run returns the exact output; errors are checked with it.
func (s runner) run(args ...string) (code int, out, errOut string) {
	s.t.Helper()
	var o, e bytes.Buffer
	code = run(s.t.Context(), args, strings.NewReader(""), &o, &e, func(name string) string { return s.env[name] })
	return code, o.String(), e.String()
}

// harmless runs a command that must print nothing that acts on a terminal.
func (s runner) harmless(args ...string) (code int, out, errOut string) {
	s.t.Helper()
	code, out, errOut = s.run(args...)
	for what, text := range map[string]string{"stdout": out, "stderr": errOut} {
		if found := hostile.Sign(text, "\n"); found != "" {
			s.t.Errorf("%q: %s holds %s: %.300q", args, what, found, text)
		}
	}
	return code, out, errOut
}

// answer runs a command that must succeed.
func (s runner) answer(args ...string) string {
	s.t.Helper()
	code, out, errOut := s.harmless(args...)
	if code != exitDone {
		s.t.Errorf("%q: code %d, %s", args, code, errOut)
	}
	return out
}

// letter fills in the nth of the templates for a record, where it may have any.
func (s runner) letter(noun, id string, n int) {
	s.t.Helper()
	if noun != "leads" && noun != "opportunities" && noun != "surveys" {
		return
	}
	var all []templateJSON
	if err := json.Unmarshal([]byte(s.answer(noun, "letter", id, "--json")), &all); err != nil {
		s.t.Fatal(err)
	}
	if len(all) == 0 {
		return
	}
	key := all[n%len(all)].Key.String()
	s.answer(noun, "letter", id, key)
	s.answer(noun, "letter", id, key, "--json")
}

// texts are all strings in JSON.
func texts(v any) (all []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, e := range v {
			all = append(all, texts(e)...)
		}
	case map[string]any:
		for _, e := range v {
			all = append(all, texts(e)...)
		}
	}
	return all
}

// reached are the attacks that some of the texts hold.
func reached(all []string) map[string]bool {
	found := map[string]bool{}
	joined := strings.Join(all, "\x00")
	for what, attack := range hostile.Texts {
		if strings.Contains(joined, string([]rune(attack))) {
			found[what] = true
		}
	}
	return found
}

// TestInjectedBookPrintsHarmless prints a book full of attacks in every way
// there is: as tables, one by one and as JSON, which has every text exactly.
func TestInjectedBookPrintsHarmless(t *testing.T) {
	aside(t)
	s := runner{t, map[string]string{"BELAY_BOOK": injected(t), "BELAY_NOW": "2026-11-23T09:00:00Z", "BELAY_USER": "\x1b]0;x\a"}}
	for noun, atLeast := range map[string]int{"leads": 25, "opportunities": 25, "projects": 20, "surveys": 20, "stories": 4, "practice": 10} {
		t.Run(noun, func(t *testing.T) {
			s := runner{t, s.env}
			table := s.answer(noun, "list")
			if strings.Count(table, "\n") < atLeast {
				t.Errorf("the table is short:\n%s", table)
			}
			var rows []map[string]any
			if err := json.Unmarshal([]byte(s.answer(noun, "list", "--json")), &rows); err != nil {
				t.Fatal(err)
			}
			var all []string
			for i, row := range rows {
				all = append(all, texts(row)...)
				if noun == "practice" {
					continue
				}
				id, _ := row["id"].(string)
				s.answer(noun, "show", id)
				s.answer(noun, "show", id, "--json")
				if noun == "surveys" {
					s.answer(noun, "allowlist", id)
				}
				s.letter(noun, id, i)
			}
			if got := reached(all); len(got) < min(atLeast, len(hostile.Texts)-3) {
				t.Errorf("only %d attacks came so far: %q", len(got), slices.Sorted(maps.Keys(got)))
			}
		})
	}
	for _, line := range []string{
		"leads due", "stats", "stats --by person", "stats --by product", "stats --by campaign", "stats --by region", "stats records", "reminders", "plan", "roi",
		"program list", "program show", "journal --limit 2000", "book info", "book where", "version",
	} {
		s.answer(strings.Fields(line)...)
		s.answer(append(strings.Fields(line), "--json")...)
	}
}

// TestInjectedExport wants cells that act in no spreadsheet, and every text back.
func TestInjectedExport(t *testing.T) {
	s := runner{t, map[string]string{"BELAY_BOOK": injected(t), "BELAY_NOW": "2026-11-23T09:00:00Z"}}
	for _, noun := range []string{"leads", "opportunities", "projects"} {
		_, out, _ := s.run("export", noun, "-")
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		if err != nil {
			t.Fatal(noun, err)
		}
		var all []string
		for _, row := range rows[1:] {
			for _, cell := range row {
				first := strings.TrimLeft(cell, " \u00a0\ufeff\u200b")
				if first != "" && strings.ContainsRune("=+-@\t\r", rune(first[0])) && strings.ContainsAny(cell, "(|!") {
					t.Errorf("%s: a cell is %q", noun, cell)
				}
				all = append(all, string([]rune(exchange.Uncell(cell))))
			}
		}
		if got := reached(all); len(got) < 25 {
			t.Errorf("%s: only %d attacks came so far", noun, len(got))
		}
		file := filepath.Join(t.TempDir(), "x\x1b]0;x\a\u202e.csv")
		s.answer("export", noun, file)
		s.harmless("export", noun, file) // it exists
		s.harmless("export", noun, file, "--force", "--json")
	}
}

// TestInjectedWords gives attacks for everything that somebody types, names or
// sets: what is wrong with them is told without them.
func TestInjectedWords(t *testing.T) {
	aside(t)
	book := injected(t)
	for i, attack := range attacks() {
		env := map[string]string{"BELAY_BOOK": book, "BELAY_NOW": "2026-11-23T09:00:00Z", "BELAY_USER": attack}
		s := runner{t, env}
		for j, args := range [][]string{
			{attack}, {"leads", attack}, {"leads", "show", attack}, {"leads", "list", "--list", attack}, {"leads", "list", "--" + attack}, {"leads", "list", "-" + attack},
			{"leads", "due", "--within", attack}, {"leads", "--match", attack}, {"leads", "--sort", attack}, {"plan", "--what-if", attack}, {"plan", "--what-if", attack + "=1"}, {"plan", "--by", attack}, {"leads", "--program", attack}, {"stats", "--by", attack}, {"stats", "--period", attack}, {"stats", "records", attack},
			{"journal", "--record", attack}, {"journal", "--limit", attack}, {"program", "show", attack}, {"program", "use", attack}, {"undo", attack},
			{"--lang", attack, "leads"}, {"import", "leads", attack}, {"export", "leads", "/nowhere/" + attack}, {"book", "info", "--book", "/nowhere/" + attack},
			{"opportunities", "add", "--name", attack, "--amount", attack}, {"leads", "register", "--company", attack, "--email", attack},
		} {
			switch (i + j) % 12 { // each gets a sixth of the attacks, in either way
			case 0:
				args = append(args, "--json")
			case 1:
			default:
				continue
			}
			s.harmless(args...)
		}
		for name, value := range map[string]string{"BELAY_NOW": attack, "BELAY_BOOK": "/nowhere/" + attack, "NO_COLOR": attack} {
			other := maps.Clone(env)
			other[name] = value
			runner{t, other}.harmless([]string{"leads", "--json"}[:1+i%2]...)
		}
	}
}

// TestInjectedFiles reads files that somebody sent.
func TestInjectedFiles(t *testing.T) {
	aside(t)
	dir := t.TempDir()
	preset, err := domain.PresetSource(domain.DefaultProgram)
	if err != nil {
		t.Fatal(err)
	}
	for i, attack := range attacks() {
		s := runner{t, map[string]string{"BELAY_BOOK": filepath.Join(dir, "book"+string(rune('a'+i/26))+string(rune('a'+i%26))+".db"), "BELAY_NOW": "2026-11-23T09:00:00Z"}}
		var quoted bytes.Buffer
		w := csv.NewWriter(&quoted)
		for _, row := range [][]string{
			{"Company", "Status", "Lead Source", "Email", "Amount", attack, attack + " 2"},
			{attack, attack, attack, attack, attack, attack, attack}, {"Acme", "", attack, "a@acme.example", "1", attack, attack},
		} {
			if err := w.Write(row); err != nil {
				t.Fatal(err)
			}
		}
		w.Flush()
		program := strings.Replace(preset, "vendor = ", "vendor = "+tomlText(attack)+"\n# ", 1)
		files := map[string]string{
			"leads.csv": quoted.String(), inName(attack) + ".csv": quoted.String(), "broken.csv": "Company\n\"" + attack,
			"ours.toml": program, "key.toml": preset + "\n[" + tomlText(attack) + "]\nx = 1\n", "bare.toml": "format = 1\nname = \"" + attack + "\"\n",
		}
		for n, name := range slices.Sorted(maps.Keys(files)) {
			content := files[name]
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			args := []string{"program", "check", filepath.Join(dir, name)}
			if strings.HasSuffix(name, ".csv") {
				args = []string{"import", "leads", filepath.Join(dir, name), "--firm", attack}
			}
			if (i+n)%2 == 0 {
				args = append(args, "--json")
			}
			s.harmless(args...)
		}
		s.harmless("leads")
		s.harmless("book", "info")
	}
}

// tomlText is a text as TOML has it, with escapes.
func tomlText(s string) string {
	out, _ := json.Marshal(s) // its escapes are TOML's
	return string(out)
}

// inName is the attack as the name of a file, as far as this system has such.
func inName(attack string) string {
	if runtime.GOOS == "windows" {
		return "more"
	}
	return "more" + strings.NewReplacer("\x00", "", "/", "").Replace(attack[:min(len(attack), 200)])
}
