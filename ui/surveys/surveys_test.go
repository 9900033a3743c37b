package surveys

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/uitest"
)

var _ pane.Pane = (*Pane)(nil)

// The places of some surveys of the sample.
const (
	failed = iota
	hostile
	waiting
	queued
	answeredWithCase
	notAbove
)

func TestScreens(t *testing.T) {
	show := func(n int) func(*rig, *shelf) { return func(r *rig, b *shelf) { r.on(b.Records[n]) } }
	list := func(actions ...string) func(*rig, *shelf) { return func(r *rig, _ *shelf) { r.do(actions...) } }
	for i, screens := range []map[string]func(*rig, *shelf){
		{
			"failed": list(), "waiting": list("next_list"), "answered": list("next_list", "next_list"),
			"failed-detail": list("open"), "answered-detail": show(answeredWithCase), "hostile-detail": show(hostile),
		},
		{"failed": list(), "hostile": show(hostile), "japanese": show(queued), "answered": show(answeredWithCase)},
		{"failed": list(), "answered": show(answeredWithCase)},
	} {
		w, h := panetest.Sizes[i][0], panetest.Sizes[i][1]
		for name, do := range screens {
			b := sample()
			r := start(t, b, w, h)
			do(r, b)
			uitest.Golden(t, fmt.Sprintf("%d-%s", w, name), panetest.Frame(t, r, w, h))
		}
	}
}

func TestScreenInASCII(t *testing.T) {
	b, w, h := sample(), panetest.Sizes[1][0], panetest.Sizes[1][1]
	r := start(t, b, w, h)
	r.Ctx.Theme, r.Ctx.ASCII = theme.New(theme.Options{ASCII: true}), true
	r.Restyle()
	r.on(b.Records[answeredWithCase])
	frame := panetest.Frame(t, r, w, h)
	uitest.Golden(t, "answered", frame)
	if strings.ContainsAny(frame, "▰▱│▸✓✗◷") {
		t.Error("signs that a plain font lacks")
	}
}

func TestEmptyListsTeach(t *testing.T) {
	answered, waiting := empty(), empty()
	answered.add(1, "ERP rollout", "Delta Foods", domain.SurveyAnswered, func(s *domain.Survey, _ *domain.Project) { s.AnsweredAt = ago(day) })
	waiting.add(1, "ERP rollout", "Delta Foods", domain.SurveySent, func(*domain.Survey, *domain.Project) {})
	for _, c := range []struct {
		b    *shelf
		says [3]string
	}{
		{empty(), [3]string{"There are no surveys", "There are no surveys", "There are no surveys"}},
		{answered, [3]string{"Every survey was delivered", "No survey waits", "Delta Foods"}},
		{waiting, [3]string{"Every survey was delivered", "Delta Foods", "No survey is answered"}},
	} {
		r := start(t, c.b, 80, 19)
		for _, want := range c.says {
			if got := panetest.Frame(t, r, 80, 19); !strings.Contains(got, want) {
				t.Errorf("want %q in\n%s", want, got)
			}
			r.do("next_list")
		}
	}
}

// Whatever the size, a frame fits it.
func TestFits(t *testing.T) {
	b := sample()
	for _, size := range [][2]int{{1, 1}, {10, 3}, {40, 10}, {79, 24}, {99, 30}, {100, 30}, {149, 30}, {150, 30}, {300, 90}} {
		r := start(t, b, size[0], size[1])
		for _, s := range b.Records {
			panetest.Settle(t, r, r.Goto(s.Ref(), ""))
			uitest.Fits(t, r.View(), size[0], size[1])
			r.do("down")
			uitest.Fits(t, r.View(), size[0], size[1])
		}
	}
}

func TestActionsAreSound(t *testing.T) {
	panetest.ActionsAreSound(t, Actions())
	var table keys.Registry
	table.Add(Actions()...)
	for status, ids := range helpful {
		for _, id := range ids {
			if _, ok := table.ByID(Scope + "." + id); !ok {
				t.Errorf("%s: no action %s helps", status, id)
			}
			if does[id] == nil {
				continue
			}
			if _, err := domain.Allowed(domain.Survey{Status: status}, does[id].Name(), time.Time{}); err != nil {
				t.Errorf("%s: %s is said to help and refused: %v", status, id, err)
			}
		}
	}
}

func TestCan(t *testing.T) {
	b := sample()
	r := start(t, b, 120, 35)
	own := []string{"allowlist", "answer", "case", "disqualify", "fail", "resend", "sent"}
	for n, want := range map[int]string{
		failed:           "allowlist answer case fail resend",
		waiting:          "allowlist answer case fail resend",
		queued:           "allowlist answer case fail sent",
		answeredWithCase: "allowlist case disqualify resend",
		notAbove:         "allowlist case disqualify",
	} {
		r.on(b.Records[n])
		var can []string
		for _, a := range own {
			why, ok := r.Can(Scope + "." + a)
			if ok {
				can = append(can, a)
			}
			if ok != (why == "") || strings.Contains(why, "⟦") {
				t.Errorf("survey %d, %s: %v because of %q", n, a, ok, why)
			}
		}
		if got := strings.Join(can, " "); got != want {
			t.Errorf("survey %d: can %s, want %s", n, got, want)
		}
	}
	none := start(t, empty(), 120, 35)
	for _, a := range own {
		if why, ok := none.Can(Scope + "." + a); ok || why == "" {
			t.Errorf("%s can be done to nothing", a)
		}
		if asked := none.do(a); len(asked) > 0 {
			t.Errorf("%s on nothing asks %v", a, asked)
		}
	}
}

func TestFailedReadsAreTold(t *testing.T) {
	b := sample()
	r := start(t, b, 120, 35)
	b.Err = errors.New("disk on fire")
	asked := panetest.Settle(t, r, tea.Batch(r.Refresh(), pane.Send(answeredMsg{b.projects[b.Records[failed].Project]})))
	if len(asked) < 2 || *r.Ctx.Busy != 0 {
		t.Errorf("told %v, %d reads under way", asked, *r.Ctx.Busy)
	}
	for _, m := range asked {
		if f, ok := m.(pane.Failed); !ok || !errors.Is(f.Err, b.Err) {
			t.Errorf("asked %#v", m)
		}
	}
}

// A survey whose project the book lacks is told, not shown without it.
func TestLostProjectIsTold(t *testing.T) {
	b := sample()
	clear(b.projects)
	r := New(panetest.Context(t), b)
	r.SetSize(80, 19)
	asked := panetest.Settle(t, r, r.Refresh())
	if f, ok := asked[0].(pane.Failed); !ok || !errors.Is(f.Err, domain.ErrNotFound) {
		t.Errorf("asked %#v", asked)
	}
}

// An answer to an older question is dropped.
func TestLateRowsAreDropped(t *testing.T) {
	r := start(t, sample(), 120, 35)
	late := r.Do(Scope + ".next_list")
	r.do("next_list")
	want := panetest.Frame(t, r, 120, 35)
	if !strings.Contains(want, "CRM migration") {
		t.Fatal("the answered surveys do not show:\n" + want)
	}
	panetest.Settle(t, r, late)
	if got := panetest.Frame(t, r, 120, 35); got != want || *r.Ctx.Busy != 0 {
		t.Errorf("rows of another list came late and show:\n%s", got)
	}
}

func TestForms(t *testing.T) {
	b := sample()
	at := func(n int) domain.ID { return b.Records[n].ID }
	rated := []string{"review", "good", "publish", "yes"}
	for i, v := range strings.Fields("5 5 4 5 4 na 5 4 5 5") {
		rated = append(rated, ratingKey(i+1), v)
	}
	for _, c := range []struct {
		on    int
		do    string
		typed []string
		want  domain.Command
	}{
		{failed, "fail", []string{"why", "gone"}, domain.FailSurvey{ID: at(failed), Why: domain.Outside("gone")}},
		{notAbove, "disqualify", []string{"reason", "a colleague"}, domain.DisqualifyAnswer{ID: at(notAbove), Reason: domain.Outside("a colleague")}},
		{failed, "fail", nil, domain.FailSurvey{ID: at(failed), Why: b.Records[failed].Why}},
		{failed, "resend", nil, domain.ResendSurvey{ID: at(failed)}},
		{failed, "resend", []string{"to", "second"}, domain.ResendSurvey{ID: at(failed), Second: true}},
		{failed, "case", nil, domain.OpenCase{ID: at(failed), Kind: domain.CaseOtherSender}},
		{notAbove, "case", []string{"number", "CS-9"}, domain.OpenCase{ID: at(notAbove), Kind: domain.CaseResend, Number: domain.Outside("CS-9")}},
		{waiting, "answer", rated, domain.RecordAnswer{
			ID: at(waiting), Ratings: []domain.Rating{5, 5, 4, 5, 4, domain.NA, 5, 4, 5, 5}, Review: domain.Outside("good"), Publish: true,
		}},
	} {
		r := start(t, b, 120, 35).on(b.Records[c.on])
		fill := panetest.One[pane.Fill](t, r, r.Do(Scope+"."+c.do))
		got, err := fill.Submit(panetest.Typed(t, fill, c.typed...))
		if err != nil || !reflect.DeepEqual(got.Command, c.want) {
			t.Errorf("%s: %#v, %v; want %#v", c.do, got.Command, err, c.want)
		}
		if said := got.Said(domain.Result{}); said == "" || strings.Contains(said, "⟦") {
			t.Errorf("%s says %q", c.do, said)
		}
	}
}

func TestOneKey(t *testing.T) {
	b := sample()
	r := start(t, b, 120, 35).on(b.Records[hostile]) // it has no second contact
	ask := panetest.One[pane.Ask](t, r, r.Do(Scope+".resend"))
	apply, ok := ask.Do.(pane.Apply)
	if !ok || apply.Command != (domain.ResendSurvey{ID: b.Records[hostile].ID}) || !strings.Contains(ask.Lines[0], "j.roux@delta.example") {
		t.Errorf("a survey without a second contact asks %#v", ask)
	}
	r.on(b.Records[queued])
	if apply := panetest.One[pane.Apply](t, r, r.Do(Scope+".sent")); apply.Command != (domain.SendSurvey{ID: b.Records[queued].ID}) {
		t.Errorf("marking as sent asks %#v", apply)
	}
	r.on(b.Records[failed])
	if c := panetest.One[pane.Copy](t, r, r.Do(Scope+".allowlist")); !strings.Contains(c.Text.Raw(), "Salesforce") {
		t.Errorf("copies %v", c.Text)
	}
	if c := panetest.One[pane.Copy](t, r, r.Do(Scope+".copy")); c.Text.Raw() != "j.roux@delta.example" {
		t.Errorf("copies %v", c.Text)
	}
}

// An answer that does not count says why, and the same key takes that back.
func TestDisqualifiedAnswer(t *testing.T) {
	b := sample()
	s := &b.Records[answeredWithCase]
	s.Disqualified = domain.Outside("A colleague\x1b[2J answered")
	project := b.projects[s.Project]
	project.CSAT = s.CSAT()
	b.projects[s.Project] = project
	r := start(t, b, 120, 35).on(*s)
	frame := panetest.Frame(t, r, 120, 35)
	for _, want := range []string{"4.67", "the program disqualified the", "(A colleague", "✗ disqualified"} {
		if !strings.Contains(frame, want) {
			t.Errorf("no %q in\n%s", want, frame)
		}
	}
	if why, ok := r.Can(Scope + ".disqualify"); !ok {
		t.Errorf("it cannot be taken back: %s", why)
	}
	apply := panetest.One[pane.Apply](t, r, r.Do(Scope+".disqualify"))
	if apply.Command != (domain.RequalifyAnswer{ID: s.ID}) || !strings.Contains(apply.Said(domain.Result{}), "counts the answer") {
		t.Errorf("the key asks %#v", apply)
	}
}

// A wrong rating is refused under the field of its question.
func TestRatingRefusedUnderItsField(t *testing.T) {
	b := sample()
	r := start(t, b, 120, 35).on(b.Records[waiting])
	fill := panetest.One[pane.Fill](t, r, r.Do(Scope+".answer"))
	values := map[string]string{}
	for n := 1; n <= 10; n++ {
		values[ratingKey(n)] = "5"
	}
	for _, bad := range []string{"6", "0", "", "5,5", "x\x1b"} {
		values[ratingKey(7)] = bad
		_, err := fill.Submit(values)
		var refused *domain.RuleError
		if !errors.As(err, &refused) || refused.Code != "survey.rating_invalid" || refused.Field != ratingKey(7) || refused.Args["question"] != 7 {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// A rating takes one key and one to go on.
func TestAnswerIsQuickToType(t *testing.T) {
	b := sample()
	r := start(t, b, 120, 35).on(b.Records[waiting])
	fill := panetest.One[pane.Fill](t, r, r.Do(Scope+".answer"))
	f := form.New(fill.Title, fill.Pages, form.Look{}, r.Ctx.Words)
	for _, k := range "54n4444445" {
		f.Update(tea.KeyPressMsg{Code: k, Text: string(k)})
		f.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	}
	if f.Focused() != "review" {
		t.Fatalf("after ten ratings the focus is on %q", f.Focused())
	}
	if notes := fill.Notes(f.Values()); !strings.Contains(notes[0], "10 of 10") || notes[1] != "Mean 4.22: above 4.2." {
		t.Errorf("notes %q", notes)
	}
	// 42 of 10 is not above 4.2, and 4.2 of less is not either; none rated has no mean.
	for typed, want := range map[string]string{"4 4 4 4 4 4 4 4 5 5": "Mean 4.20: not above 4.2.", "na": "", "5": "Mean 5.00: above 4.2."} {
		values := map[string]string{}
		for i, v := range strings.Fields(typed) {
			values[ratingKey(i+1)] = v
		}
		if got := strings.Join(fill.Notes(values)[1:], " "); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
	apply, err := fill.Submit(f.Values())
	want := []domain.Rating{5, 4, domain.NA, 4, 4, 4, 4, 4, 4, 5}
	if answer, ok := apply.Command.(domain.RecordAnswer); err != nil || !ok || !slices.Equal(answer.Ratings, want) || answer.Publish {
		t.Errorf("records %#v, %v", apply.Command, err)
	}
}

// After an answer the CSAT is told, and whether the project counts now.
func TestAnswerTellsWhetherItCounts(t *testing.T) {
	b := sample()
	s := b.Records[waiting]
	for ratings, want := range map[string][2]string{
		"5 5 4 5 4 na 5 4 5 5":          {"CSAT 4.67", "It counts: 1 of 2"},
		"4 4 4 4 4 4 4 4 5 5":           {"CSAT 4.20", "not above 4.2."},
		"na na na na na na na na na na": {"CSAT –", "no question was rated"},
	} {
		r := start(t, b, 120, 35).on(s)
		var typed []string
		for i, v := range strings.Fields(ratings) {
			typed = append(typed, ratingKey(i+1), v)
		}
		fill := panetest.One[pane.Fill](t, r, r.Do(Scope+".answer"))
		apply, err := fill.Submit(panetest.Typed(t, fill, typed...))
		if err != nil {
			t.Fatal(err)
		}
		project := b.projects[s.Project]
		project.CSAT = domain.Survey{AnsweredAt: panetest.Now, Ratings: apply.Command.(domain.RecordAnswer).Ratings}.CSAT()
		result := domain.Result{Entry: 1, Records: []domain.Record{s, project}}
		if said := apply.Said(result); !strings.Contains(said, "the answer is noted") {
			t.Errorf("says %q", said)
		}
		tell := panetest.One[pane.Tell](t, r, pane.Send(apply.Then(result)))
		if tell.Error || !strings.Contains(tell.Text, want[0]) || !strings.Contains(tell.Text, want[1]) {
			t.Errorf("tells %#v, want %q", tell, want)
		}
		if *r.Ctx.Busy != 0 {
			t.Errorf("%d reads never end", *r.Ctx.Busy)
		}
		if msg := apply.Then(domain.Result{}); msg != nil {
			t.Errorf("an answer that changed nothing sends %v", msg)
		}
	}
}

// A search goes on after the first rows that it finds.
func TestSearchFindsAll(t *testing.T) {
	b := sample()
	b.Text = func(s domain.Survey) domain.Untrusted { return s.ProjectName }
	b.Hasty = true
	r := start(t, b, 80, 19).on(b.Records[0])
	r.do("search")
	cmd, _ := r.Type(tea.KeyPressMsg{Code: 'o', Text: "o"})
	panetest.Settle(t, r, cmd)
	if frame := panetest.Frame(t, r, 80, 19); !strings.Contains(frame, " 5 found") {
		t.Errorf("it stops at the first:\n%s", frame)
	}
}
