package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/theme"
)

// saidKey finds the actions whose keys a sentence tells, and hardKey a key that a
// sentence tells whatever the person chose.
var (
	saidKey = regexp.MustCompile(`\.keyof\.([a-z_]+)\.([a-z_0-9]+)`)
	hardKey = regexp.MustCompile(`(?i)\bpress (?:[a-z0-9!-/:-@]|ctrl\+.|space|enter|tab)(?: |:|;|,|\.|\)|$)`)
)

// The sentences tell keys of actions that there are, and never a key by itself.
func TestSentencesTellKeysOfActions(t *testing.T) {
	files, err := filepath.Glob("words/catalog/*.en.toml")
	if err != nil || len(files) < 10 {
		t.Fatal("no catalog", err)
	}
	actions, told := Actions(), 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			for _, m := range saidKey.FindAllStringSubmatch(line, -1) {
				told++
				if _, ok := actions.ByID(m[1] + "." + m[2]); !ok {
					t.Errorf("%s: there is no action %s.%s", name, m[1], m[2])
				}
			}
			if key := hardKey.FindString(line); key != "" {
				t.Errorf("%s tells a key that may be another: %q in %s", name, key, line)
			}
		}
	}
	if told < 20 {
		t.Errorf("only %d keys are told: the test looks in the wrong place", told)
	}
}

// A sentence tells the key that the person gave an action.
func TestHintsTellThePersonsKeys(t *testing.T) {
	for _, c := range []struct {
		file, id, want string
		ascii          bool
	}{
		{"", "pipeline.empty_all", "There are no deals. Press n to add one, or I to import a file.", false},
		{"pipeline.new = \"N\"\nframe.import = [\"ctrl+t\", \"f5\"]", "pipeline.empty_all", "There are no deals. Press N to add one, or ctrl+t to import a file.", false},
		{"surveys.fail = \"right\"\nsurveys.next_list = []", "surveys.empty_failed", "noted with → in", false},
		{"surveys.fail = \"right\"\nsurveys.next_list = []", "surveys.empty_failed", "noted with right in", true},
		{"projects.new = []", "projects.empty_all", "Press : new to register one.", false},
	} {
		ctx := panetest.Context(t)
		table, wrong := Actions().Change([]byte(c.file))
		if len(wrong) > 0 {
			t.Fatal(c.file, wrong)
		}
		a := New(Config{Words: ctx.Words, Now: ctx.Now, NewID: ctx.NewID, Programs: ctx.Programs, Keys: table, Theme: theme.Options{ASCII: c.ascii}})
		if said := a.ctx.Words.T(c.id); !strings.Contains(said, c.want) {
			t.Errorf("with %q it says %q, want %q", c.file, said, c.want)
		}
	}
}

// Without a screen no key is told: there is none to press.
func TestHintsWithoutKeys(t *testing.T) {
	w := panetest.Context(t).Words
	for _, id := range []string{
		"leads.empty_inbox", "leads.empty_all", "pipeline.empty_open", "pipeline.no_stage_next", "projects.empty_active", "surveys.empty_all", "stories.empty",
	} {
		if said := w.T(id); strings.Contains(said, "ress") || strings.Contains(said, "  ") || !strings.HasSuffix(said, ".") {
			t.Errorf("%s says %q", id, said)
		}
	}
}
