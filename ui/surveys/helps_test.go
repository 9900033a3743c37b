package surveys

import (
	"slices"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// What helps is listed with the person's own keys, and a click does it.
func TestWhatHelps(t *testing.T) {
	b := sample()
	mine := Actions()
	mine[slices.IndexFunc(mine, func(a keys.Action) bool { return a.ID == Scope+".resend" })].Keys = []string{"ctrl+r"}
	r := &rig{New(panetest.Keyed(panetest.Context(t), mine), b), t}
	r.SetSize(120, 35)
	panetest.Settle(t, r, r.Refresh())
	r.on(b.Records[failed])
	lines := strings.Split(panetest.Frame(t, r, 120, 35), "\n")
	for _, want := range []struct{ line, action string }{
		{"ctrl+r  Send the survey again", "resend"}, {"R       Send it again, to the second contact", "resend_second"},
		{"w       Copy the allow-list text", "allowlist"}, {"c       Note a support case", "case"},
	} {
		y := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, want.line) })
		if y < 0 {
			t.Errorf("%q is not listed:\n%s", want.line, strings.Join(lines, "\n"))
			continue
		}
		if got := panetest.One[pane.Do](t, r, r.Click(80, y)); got.Action != Scope+"."+want.action {
			t.Errorf("a click on %q does %s", want.line, got.Action)
		}
	}
}

// Where there is no second contact, the way to the project stands in its place.
func TestTheSecondContact(t *testing.T) {
	b := sample()
	r := start(t, b, 120, 35).on(b.Records[failed])
	ask := panetest.One[pane.Ask](t, r, r.Do(Scope+".resend_second"))
	want := domain.ResendSurvey{ID: b.Records[failed].ID, Second: true}
	if apply, ok := ask.Do.(pane.Apply); !ok || apply.Command != want || !strings.Contains(ask.Lines[0], "m.weber@delta.example") {
		t.Errorf("asks %#v", ask)
	}
	r.on(b.Records[hostile])
	if why, ok := r.Can(Scope + ".resend_second"); ok || !strings.Contains(why, "no second contact") {
		t.Errorf("a survey without a second contact: %v %q", ok, why)
	}
	if shown := panetest.Frame(t, r, 120, 35); !strings.Contains(shown, "o  Go to the project, to note a second contact") {
		t.Errorf("nothing leads to the project:\n%s", shown)
	}
	to := domain.Ref{Kind: domain.KindProject, ID: b.Records[hostile].Project}
	if got := panetest.One[pane.Goto](t, r, r.Do(Scope+".to_project")); got.Ref != to {
		t.Errorf("goes to %v", got.Ref)
	}
}
