package projects_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/projects"
)

func TestComplete(t *testing.T) {
	p := at(t, ready)
	fill := panetest.One[pane.Fill](t, p, p.Do("projects.complete"))
	v := panetest.Typed(t, fill)
	a, err := fill.Submit(v)
	want := domain.CompleteProject{ID: panetest.ID(ready + 1), End: domain.NewDate(2026, 11, 21), Survey: panetest.ID(1000)}
	if err != nil || a.Command != want {
		t.Errorf("%+v, %v", a.Command, err)
	}
	if said := strings.Join(fill.Notes(v), " "); said != "✓ 2 of 2 contacts agreed to be surveyed. ✓ It ended on 21 Nov 2026, in FY27. Its survey starts and goes to sato@kita.example." {
		t.Errorf("notes %q", said)
	}
	with := panetest.Decided(t, a.Command, all()[ready])
	if got := a.Then(with).(pane.Goto).Ref; got != (domain.Ref{Kind: domain.KindSurvey, ID: want.Survey}) {
		t.Errorf("goes to %v", got)
	}
	if said := a.Said(with); !strings.Contains(said, "its survey has started") {
		t.Errorf("said %q", said)
	}
	without := domain.Result{Records: with.Records[:1]}
	if got := a.Then(without); got != (pane.Goto{Ref: want.Subject(), List: domain.ListCompleted}) {
		t.Errorf("without a survey it goes to %v", got)
	}
	check := fill.Pages[0].Fields[0].Check
	for day, ok := range map[string]bool{"2026-11-20": true, "2026-03-02": true, "2026-03-01": false, "2026-11-22": false, "31 Feb": false} {
		if err := check(day); (err == nil) != ok {
			t.Errorf("the end %s: %v", day, err)
		}
	}
}

// What completion lacks is asked for at the field to blame, and completion goes on.
func TestCompleteAsksForWhatIsMissing(t *testing.T) {
	for n, want := range map[int]string{hostile: "contact1_consent", held: "contact2_email"} {
		p := at(t, n)
		fill := panetest.One[pane.Fill](t, p, p.Do("projects.complete"))
		if fill.At != want {
			t.Errorf("project %d begins at %q, want %q", n, fill.At, want)
		}
	}
	p := at(t, held)
	fill := panetest.One[pane.Fill](t, p, p.Do("projects.complete"))
	a, err := fill.Submit(panetest.Typed(t, fill, "contact2_email", "ben@orion.example", "contact2_name", "Ben", "contact2_consent", "yes"))
	if err != nil {
		t.Fatal(err)
	}
	next := panetest.One[pane.Fill](t, p, pane.Send(a.Then(panetest.Decided(t, a.Command, all()[held]))))
	if next.Pages[0].Fields[0].Key != "end" || !strings.Contains(strings.Join(next.Notes(panetest.Typed(t, next)), " "), "2 of 2") {
		t.Errorf("goes on with %+v", next)
	}
	a, err = fill.Submit(panetest.Typed(t, fill))
	if err != nil || a.Then(panetest.Decided(t, a.Command, all()[held])) != nil {
		t.Errorf("goes on though a contact is missing: %v", err)
	}
}

func TestToBlame(t *testing.T) {
	for want, contacts := range map[string][]domain.Contact{
		"contact1_name":    nil,
		"contact2_name":    {ann},
		"contact2_consent": {ann, contact("Ben", "ben@delta.example", 0)},
		"contact1_email":   {contact("Ben", "no address", agreed), ann},
		"contact2_email":   {ann, ann},
		"":                 {ann, weber},
	} {
		project := domain.Project{ID: panetest.ID(1), Program: domain.DefaultProgram, Status: domain.ProjectActive, Contacts: contacts}
		if got := projects.ToBlame(project); got != want {
			t.Errorf("%v blames %q, want %q", contacts, got, want)
		}
	}
}

func TestCompleteSaysWhenNoSurveyStarts(t *testing.T) {
	for want, change := range map[string]func(*domain.Project){
		"No survey starts. It does not count: the work was subcontracted.":  func(p *domain.Project) { p.Role = domain.Subcontractor },
		"No survey starts. It does not count: the program disqualified it.": func(p *domain.Project) { p.Disqualified = domain.Outside("x") },
		"The survey of its first completion stays; no other one starts.":    func(p *domain.Project) { p.Survey = panetest.ID(500) },
	} {
		p, b := open(t, 120, 35)
		change(&b.Records[ready])
		panetest.Settle(t, p, p.Goto(b.Records[ready].Ref(), ""))
		fill := panetest.One[pane.Fill](t, p, p.Do("projects.complete"))
		if said := strings.Join(fill.Notes(nil), " "); !strings.HasSuffix(said, want) {
			t.Errorf("notes %q, want %q", said, want)
		}
	}
}

func TestStatuses(t *testing.T) {
	why := domain.Outside("They merged")
	for _, c := range []struct {
		project int
		action  string
		want    domain.Command
	}{
		{ready, "terminate", domain.TerminateProject{ID: panetest.ID(ready + 1), Reason: why}},
		{ready, "hold", domain.HoldProject{ID: panetest.ID(ready + 1), Reason: why}},
	} {
		p := at(t, c.project)
		fill := panetest.One[pane.Fill](t, p, p.Do("projects."+c.action))
		a, err := fill.Submit(panetest.Typed(t, fill, "reason", "They merged"))
		if err != nil || a.Command != c.want || fill.Notes(nil)[0] == "" {
			t.Errorf("%s: %+v, %v", c.action, a.Command, err)
		}
		panetest.Decided(t, a.Command, all()[c.project])
	}
	p := at(t, held)
	if a := panetest.One[pane.Apply](t, p, p.Do("projects.hold")); a.Command != (domain.ResumeProject{ID: panetest.ID(held + 1)}) {
		t.Errorf("off hold: %+v", a.Command)
	}
	for n, survey := range map[int]bool{counting: true, terminated: false} {
		p := at(t, n)
		ask := panetest.One[pane.Ask](t, p, p.Do("projects.reopen"))
		a, ok := ask.Do.(pane.Apply)
		if !ok || a.Command != (domain.ReopenProject{ID: panetest.ID(n + 1)}) {
			t.Errorf("reopen: %+v", ask.Do)
		}
		if strings.Contains(strings.Join(ask.Lines, " "), "answers stay") != survey {
			t.Errorf("project %d: %q", n, ask.Lines)
		}
	}
}

func TestStory(t *testing.T) {
	p := at(t, counting)
	fill := panetest.One[pane.Fill](t, p, p.Do("projects.story"))
	if fill.ID != "projects.story/"+panetest.ID(counting+1).String() { // else nothing that is typed is kept
		t.Errorf("its draft is %q", fill.ID)
	}
	a, err := fill.Submit(panetest.Typed(t, fill, "title", "One system", "challenge", "Three\nsystems", "solution", "One", "results", "Faster"))
	want := domain.AddStory{
		ID: panetest.ID(1000), Program: domain.DefaultProgram, Project: panetest.ID(counting + 1), Customer: domain.Outside("Delta Foods"),
		Title: domain.Outside("One system"), Challenge: domain.Outside("Three\nsystems"), Solution: domain.Outside("One"), Results: domain.Outside("Faster"),
	}
	if err != nil || a.Command != want {
		t.Errorf("%+v, %v", a.Command, err)
	}
}

var today = domain.NewDate(2026, 11, 21)

func TestNew(t *testing.T) {
	p, _ := open(t, 80, 19)
	fill := panetest.One[pane.Fill](t, p, p.Do("projects.new"))
	v := panetest.Typed(t, fill, "name", "Rollout", "customer", "Kita 物流", "role", "subcontractor", "end", "2027-02-01",
		"contact1_name", "Ann", "contact1_email", "ann@kita.example", "contact1_consent", "yes", "contact2_email", "ben@kita.example")
	a, err := fill.Submit(v)
	fields := map[domain.ProjectField]domain.Untrusted{}
	for f, v := range map[domain.ProjectField]string{
		"name": "Rollout", "customer": "Kita 物流", "kind": "implementation", "role": "subcontractor", "for": "customer",
		"product": "", "industry": "", "start": "", "end": "2027-02-01",
	} {
		fields[f] = domain.Outside(v)
	}
	want := domain.AddProject{
		ID: panetest.ID(1000), Program: domain.DefaultProgram, Fields: fields,
		Contacts: []domain.Contact{contact("Ann", "ann@kita.example", today), contact("", "ben@kita.example", 0)},
	}
	if err != nil || !reflect.DeepEqual(a.Command, want) {
		t.Errorf("got  %+v, %v\nwant %+v", a.Command, err, want)
	}
	panetest.Decided(t, a.Command)
	if said := strings.Join(fill.Notes(v), " "); !strings.Contains(said, "subcontracted") || !strings.Contains(said, "1 of 2 contacts") {
		t.Errorf("notes %q", said)
	}
	if a.Then(domain.Result{}) != (pane.Goto{Ref: want.Subject(), List: domain.ListActive}) {
		t.Error("does not go to the project")
	}
}

func TestEditContacts(t *testing.T) {
	for _, c := range []struct {
		name  string
		typed []string
		want  []domain.Contact
	}{
		{"left as they are", nil, nil},
		{"one agrees no more", []string{"contact2_consent", "no"}, []domain.Contact{ann, contact("M. Weber", "m.weber@delta.example", 0)}},
		{"the name is put right", []string{"contact1_name", "Ann Oné"}, []domain.Contact{contact("Ann Oné", "ann@delta.example", agreed), weber}},
		{"the address is put right", []string{"contact1_email", "ann.one@delta.example"}, []domain.Contact{contact("Ann One", "ann.one@delta.example", agreed), weber}},
		{"somebody else agrees today", []string{"contact1_name", "Cy", "contact1_email", "cy@delta.example"}, []domain.Contact{contact("Cy", "cy@delta.example", today), weber}},
		{"they change places", []string{
			"contact1_name", "M. Weber", "contact1_email", "m.weber@delta.example", "contact2_name", "Ann One", "contact2_email", "ann@delta.example",
		}, []domain.Contact{weber, ann}},
		{"one goes", []string{"contact1_name", "", "contact1_email", "", "contact1_consent", "no"}, []domain.Contact{weber}},
		{"both go", []string{
			"contact1_name", "", "contact1_email", "", "contact1_consent", "no", "contact2_name", "", "contact2_email", "", "contact2_consent", "no",
		}, []domain.Contact{}},
	} {
		p, b := open(t, 120, 35)
		b.Records[ready].Contacts = []domain.Contact{ann, weber}
		panetest.Settle(t, p, p.Goto(b.Records[ready].Ref(), ""))
		fill := panetest.One[pane.Fill](t, p, p.Do("projects.edit"))
		a, err := fill.Submit(panetest.Typed(t, fill, c.typed...))
		want := domain.EditProject{ID: panetest.ID(ready + 1), Fields: map[domain.ProjectField]domain.Untrusted{}, Contacts: c.want}
		if err != nil || !reflect.DeepEqual(a.Command, want) {
			t.Errorf("%s: got %+v, %v\nwant %+v", c.name, a.Command, err, want)
		}
		if r := panetest.Decided(t, a.Command, b.Records[ready]); (len(r.Records) > 0) != (c.want != nil) {
			t.Errorf("%s: changes %v", c.name, r.Records)
		}
	}
}

func TestEditSendsWhatChanged(t *testing.T) {
	p := at(t, ready)
	fill := panetest.One[pane.Fill](t, p, p.Do("projects.edit"))
	a, err := fill.Submit(panetest.Typed(t, fill, "kind", "consulting", "end", "2026-12-01"))
	want := domain.EditProject{ID: panetest.ID(ready + 1), Fields: map[domain.ProjectField]domain.Untrusted{
		domain.ProjKind: domain.Outside("consulting"), domain.ProjEnd: domain.Outside("2026-12-01"),
	}}
	if err != nil || !reflect.DeepEqual(a.Command, want) {
		t.Errorf("%+v, %v", a.Command, err)
	}
}

func TestAContactNeedsAnAddress(t *testing.T) {
	for _, typed := range [][]string{{"contact2_name", "Ben"}, {"contact2_consent", "yes"}} {
		p, _ := open(t, 80, 19)
		fill := panetest.One[pane.Fill](t, p, p.Do("projects.new"))
		_, err := fill.Submit(panetest.Typed(t, fill, append(typed, "name", "R", "customer", "K")...))
		if said := p.Ctx.Words.Error(err); said != "Fill in the second contact's e-mail address: it is required." {
			t.Errorf("%q: %q", typed, said)
		}
		if rule, ok := errors.AsType[*domain.RuleError](err); !ok || rule.Field != "contact2_email" {
			t.Errorf("%q is at fault in %v", typed, err)
		}
	}
}
