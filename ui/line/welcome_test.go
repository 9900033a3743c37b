package line

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/hostile"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/words"
)

// newcomer is somebody without a book, and what was looked into for them.
type newcomer struct {
	*speaker
	heard  *strings.Builder
	looked []ui.Welcome
	found  ui.Imported
	wrong  []error // of the looks, one after the other
}

func newNewcomer(t *testing.T, said ...string) *newcomer {
	t.Helper()
	ctx := panetest.Context(t)
	n := &newcomer{heard: &strings.Builder{}, found: ui.Imported{Rows: 3, Made: 2}}
	cfg := ui.Config{Words: ctx.Words, Now: ctx.Now, Programs: domain.Preset}
	n.speaker = newSpeaker(t.Context(), cfg, listenTo(said...), n.heard)
	return n
}

func (n *newcomer) look(_ context.Context, w ui.Welcome, _ *ui.Progress) (ui.Imported, error) {
	n.looked = append(n.looked, w)
	if len(n.wrong) > 0 {
		err := n.wrong[0]
		n.wrong = n.wrong[1:]
		return ui.Imported{}, err
	}
	return n.found, nil
}

var twoLanguages = []words.Language{{Tag: "en", Name: "English"}, {Tag: "fr", Name: "français"}}

func TestWelcome(t *testing.T) {
	firm := domain.Outside("Nimbus")
	empty := ui.Welcome{Start: ui.StartEmpty, Firm: firm, Program: domain.DefaultProgram}
	inFrench := empty
	inFrench.Lang = "fr"
	begun := ui.Welcome{
		Start: ui.StartImport, Firm: firm, Program: domain.DefaultProgram,
		Import: ui.Import{Kind: domain.KindOpportunity, Program: domain.DefaultProgram, File: "deals.csv", Rows: 3},
	}
	for name, c := range map[string]struct {
		said      string
		languages []words.Language
		want      ui.Welcome
		err       error
		looks     int
	}{
		"a look around":          {said: "look", want: ui.Welcome{Start: ui.StartDemo}},
		"leaving":                {said: "q", err: errLeft},
		"going back":             {said: "b", err: errLeft},
		"quitting":               {said: "quit", err: errLeft},
		"no answer":              {err: errLeft},
		"empty":                  {said: "3|Nimbus||", want: empty},
		"in a language":          {said: "3|Nimbus||fra|y", languages: twoLanguages, want: inFrench},
		"after all":              {said: "2|x|:cancel|start|Nimbus||yes", want: empty},
		"skipped to the end":     {said: "start|:save|Nimbus|:save|yes", want: empty},
		"changed":                {said: "start|Numbus||no|firm|Nimbus|", want: empty},
		"changed to none":        {said: "start|Nimbus||no|firm|:clear|:save|Nimbus||", want: empty},
		"not agreed":             {said: "start|Nimbus||no|leave|q", err: errLeft},
		"an end within the form": {said: "start|Nimbus|", err: errLeft},
		"an import":              {said: "import|Nimbus||deals.csv|opp|1", want: begun, looks: 1},
		"a second look":          {said: "import|Nimbus||deals.csv|opp|b|||1", want: begun, looks: 2},
		"leaving the preview":    {said: "import|Nimbus||deals.csv|opp|q", err: errLeft, looks: 1},
		"leaving the form after": {said: "import|Nimbus||deals.csv|opp|b|:cancel|3|Nimbus||", want: empty, looks: 1},
	} {
		n := newNewcomer(t, strings.Split(c.said, "|")...)
		answer, err := n.welcome(n.look, c.languages)
		if answer != c.want || !errors.Is(err, c.err) || len(n.looked) != c.looks {
			t.Errorf("%s: begins with %+v, %v after %d looks, want %+v, %v after %d; heard\n%s", name, answer, err, len(n.looked), c.want, c.err, c.looks, n.heard)
		}
		for _, w := range n.looked {
			if !w.Import.DryRun || w.Firm != firm {
				t.Errorf("%s: looked for %+v", name, w)
			}
		}
	}
}

// What is wrong with a file is said and the file asked for again, as one is that
// has nothing to import or whose look was stopped.
func TestWelcomeAsksForTheFileAgain(t *testing.T) {
	said := []string{"import", "Nimbus", ":save", "\x1b[2Jnone.csv", "", "stopped.csv", "", "none.csv", "", "", ":cancel", "q"}
	n := newNewcomer(t, said...)
	n.found = ui.Imported{Rows: 1, Rejected: []ui.RejectedRow{{Row: 2, Column: domain.Outside("A\x1b]0;x\a"), Reason: "no company"}}}
	n.wrong = []error{errors.New("there is no such file"), context.Canceled}
	if answer, err := n.welcome(n.look, nil); answer != (ui.Welcome{}) || !errors.Is(err, errLeft) {
		t.Errorf("begins with %+v, %v", answer, err)
	}
	rest := n.heard.String()
	for _, part := range []string{
		"File is missing.", "Looking at ", "there is no such file\nFile", "Looking at stopped.csv", "Stopped", "File", "[stopped.csv]:",
		"Looking at none.csv", "no company", "File", "[none.csv]:", "How do you want to begin?",
	} {
		_, after, ok := strings.Cut(rest, part)
		if !ok {
			t.Fatalf("%q was not said, or not there:\n%s", part, n.heard)
		}
		rest = after
	}
	if len(n.looked) != 3 || strings.Contains(n.heard.String(), "What now?") {
		t.Errorf("looked %d times and offers to import nothing:\n%s", len(n.looked), n.heard)
	}
	if found := hostile.Sign(n.heard.String(), "\n"); found != "" {
		t.Errorf("said %s", found)
	}
}

// The book goes on where the welcome ended: no line is lost, how to answer is said
// once, and the import that was agreed to is done.
func TestWelcomeThenBook(t *testing.T) {
	in := listenTo("import", "Nimbus", "", "leads.csv", "", "1", "", "other.csv", "left over")
	n := newNewcomer(t)
	answer, err := AskWelcome(t.Context(), n.cfg, n.look, in, n.heard)
	if err != nil || answer.Import.DryRun {
		t.Fatalf("begins with %+v, %v", answer, err)
	}
	k := newTalk(t)
	k.cfg.Begin = &answer.Import
	k.speaker = newSpeaker(t.Context(), k.cfg, in, k.heard)
	var jobs []ui.Import
	k.cfg.Transfer = porter{imports: func(_ context.Context, job ui.Import, _ *ui.Progress) (ui.Imported, error) {
		jobs = append(jobs, job)
		if len(jobs) == 1 {
			return ui.Imported{}, errors.New("it is gone")
		}
		return ui.Imported{Rows: 1}, nil
	}}
	k.greet()
	if err := k.beginImport(*k.cfg.Begin); err != nil {
		t.Fatal(err)
	}
	k.wants(t, "Importing leads.csv", "it is gone", "Import a file", "[leads.csv]:", "Looking at other.csv")
	if strings.Contains(k.heard.String(), "line by line") {
		t.Error("greets twice")
	}
	if len(jobs) != 2 || jobs[0].DryRun || !jobs[1].DryRun {
		t.Errorf("imported %+v", jobs)
	}
	if next, err := k.ask("?"); next != "left over" || err != nil {
		t.Errorf("the next line is %q, %v", next, err)
	}
}
