package projects_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/projects"
	"github.com/belay-tui/belay/ui/uitest"
)

var _ pane.Pane = (*projects.Pane)(nil)

// book judges by the program's own rules.
type book struct {
	*panetest.Book[domain.Project]
	stories []domain.Story
	short   bool // leaves a standing out
}

func (b *book) Projects(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Project], error) {
	return b.Rows(ctx, q, offset, limit)
}

func (b *book) Standings(_ context.Context, of []domain.Project) ([]domain.Standing, error) {
	program, err := domain.Preset(domain.DefaultProgram)
	if err != nil {
		return nil, err
	}
	var standings []domain.Standing
	for _, p := range of {
		var same []domain.Project
		for _, other := range b.Records {
			if other.Customer == p.Customer {
				same = append(same, other)
			}
		}
		standings = append(standings, program.Standing(p, same, program.Day(panetest.Now)))
	}
	if b.short {
		return standings[1:], nil
	}
	return standings, nil
}

func (b *book) StoriesOf(_ context.Context, of []domain.ID) (map[domain.ID][]domain.Story, error) {
	stories := map[domain.ID][]domain.Story{}
	for _, s := range b.stories {
		if slices.Contains(of, s.Project) {
			stories[s.Project] = append(stories[s.Project], s)
		}
	}
	return stories, b.Err
}

func contact(name, email string, consent domain.Date) domain.Contact {
	return domain.Contact{Name: domain.Outside(name), Email: domain.Outside(email), Consent: consent}
}

var (
	agreed = domain.NewDate(2026, 11, 3)
	ann    = contact("Ann One", "ann@delta.example", agreed)
	weber  = contact("M. Weber", "m.weber@delta.example", agreed)
)

// The places of the projects of a test.
const (
	hostile = iota
	ready
	held
	counting
	second
	subcontracted
	low
	waiting
	terminated
)

func all() []domain.Project {
	list := []domain.Project{
		hostile: {Name: domain.Outside("Evil\x1b[2J\x1b]0;x\a project"), Customer: domain.Outside("Mallory\u202e & Co"), Status: domain.ProjectActive,
			Contacts: []domain.Contact{contact("\x1b[31mEve", "eve@mallory.example", 0)}},
		ready: {Name: domain.Outside("物流基盤の刷新プロジェクト第二期"), Customer: domain.Outside("株式会社物流グループ"), Status: domain.ProjectActive,
			Start: domain.NewDate(2026, 3, 2), End: domain.NewDate(2026, 11, 20), Product: domain.Outside("Service Cloud"), Industry: domain.Outside("Logistics"),
			Contacts: []domain.Contact{contact("佐藤 花子", "sato@kita.example", agreed), contact("Ken Mori", "mori@kita.example", agreed)}},
		held: {Name: domain.Outside("Portal"), Customer: domain.Outside("Orion"), Status: domain.ProjectOnHold, Reason: domain.Outside("No budget this year"),
			Contacts: []domain.Contact{ann, contact("Ann Twice", "ANN@delta.example", agreed)}},
		counting: {Name: domain.Outside("ERP rollout"), Customer: domain.Outside("Delta Foods"), Status: domain.ProjectCompleted, End: domain.NewDate(2026, 9, 30),
			Survey: panetest.ID(500), CSAT: domain.CSAT{Sum: 28, Rated: 6, Answered: true}, Contacts: []domain.Contact{ann, weber}},
		second: {Name: domain.Outside("ERP rollout, phase 2"), Customer: domain.Outside("Delta Foods"), Status: domain.ProjectCompleted, End: domain.NewDate(2026, 10, 30),
			Survey: panetest.ID(501), CSAT: domain.CSAT{Sum: 50, Rated: 10, Answered: true}, Contacts: []domain.Contact{ann, weber}},
		subcontracted: {Name: domain.Outside("Data cleaning"), Customer: domain.Outside("Alpine Bank"), Status: domain.ProjectCompleted, Role: domain.Subcontractor,
			End: domain.NewDate(2026, 10, 2), Contacts: []domain.Contact{ann, weber}},
		low: {Name: domain.Outside("CRM migration"), Customer: domain.Outside("Alpine Bank"), Status: domain.ProjectCompleted, End: domain.NewDate(2026, 10, 1),
			Survey: panetest.ID(502), CSAT: domain.CSAT{Sum: 42, Rated: 10, Answered: true}, Contacts: []domain.Contact{ann, weber}},
		waiting: {Name: domain.Outside("Service desk"), Customer: domain.Outside("Kita"), Status: domain.ProjectCompleted, End: domain.NewDate(2026, 11, 19),
			Survey: panetest.ID(503), Contacts: []domain.Contact{ann, weber}},
		terminated: {Name: domain.Outside("Old rollout"), Customer: domain.Outside("Kita"), Status: domain.ProjectTerminated, Reason: domain.Outside("Merged away")},
	}
	for i := range list {
		p := &list[i]
		p.ID, p.Program, p.Kind, p.For = panetest.ID(i+1), domain.DefaultProgram, domain.Implementation, domain.ForCustomer
		p.CreatedAt, p.ChangedAt = panetest.Now.AddDate(0, -6, 0), panetest.Now.AddDate(0, 0, -2)
		if p.Role == "" {
			p.Role = domain.Prime
		}
	}
	return list
}

func open(t testing.TB, w, h int) (*projects.Pane, *book) {
	t.Helper()
	b := &book{Book: &panetest.Book[domain.Project]{Records: all(), Text: func(p domain.Project) domain.Untrusted { return p.Name }}}
	p := projects.New(panetest.Keyed(panetest.Context(t), projects.Actions()), b)
	p.SetSize(w, h)
	panetest.Settle(t, p, p.Refresh())
	return p, b
}

// at opens the pane on the nth project.
func at(t testing.TB, n int) *projects.Pane {
	t.Helper()
	p, b := open(t, 120, 35)
	panetest.Settle(t, p, p.Goto(b.Records[n].Ref(), ""))
	return p
}

func TestGolden(t *testing.T) {
	for _, s := range panetest.Sizes {
		p, b := open(t, s[0], s[1])
		panetest.Settle(t, p, p.Goto(b.Records[ready].Ref(), ""))
		name := fmt.Sprintf("%dx%d", s[0], s[1]+5)
		if s[0] < 100 {
			uitest.Golden(t, name+"-detail", panetest.Frame(t, p, s[0], s[1]))
			panetest.Settle(t, p, p.Do("projects.back"))
		}
		uitest.Golden(t, name, panetest.Frame(t, p, s[0], s[1]))
	}
}

// Each list has the columns that tell its projects apart.
func TestListsGolden(t *testing.T) {
	for _, s := range [][2]int{{60, 13}, {80, 19}} {
		p, _ := open(t, s[0], s[1])
		for _, list := range domain.ListsOf(domain.KindProject) {
			uitest.Golden(t, fmt.Sprintf("%d-%s", s[0], list), panetest.Frame(t, p, s[0], s[1]))
			panetest.Settle(t, p, p.Do("projects.next_list"))
		}
	}
}

// With its detail open, a project leads on to its survey.
func TestOpenLeadsToTheSurvey(t *testing.T) {
	p := at(t, counting)
	if _, ok := p.Can("projects.open"); !ok {
		t.Error("a project with a survey opens nothing")
	}
	if to := panetest.One[pane.Goto](t, p, p.Do("projects.open")); to.Ref != (domain.Ref{Kind: domain.KindSurvey, ID: panetest.ID(500)}) {
		t.Errorf("goes to %v", to)
	}
	if _, ok := at(t, ready).Can("projects.open"); ok {
		t.Error("a project without a survey opens something")
	}
}

func TestDetailGolden(t *testing.T) {
	for n, name := range map[int]string{hostile: "hostile", held: "held", counting: "counting", subcontracted: "subcontracted", terminated: "terminated"} {
		uitest.Golden(t, name, panetest.Frame(t, at(t, n), 120, 35))
	}
}

func TestFitsEverySize(t *testing.T) {
	p, _ := open(t, 120, 35)
	panetest.FitsEverySize(t, p)
}

func TestVerdicts(t *testing.T) {
	for n, want := range map[int][]string{
		hostile: {"◷ It does not count yet: complete it first."}, counting: {"✓ It counts: 1 of 2 for this customer in FY27."},
		second: {"✓ It counts: 2 of 2 for this customer in FY27."}, subcontracted: {"✗ It does not count: the work was subcontracted.", "Completion started none."},
		low:     {"✗ It does not count: the CSAT is not above 4.2.", "Survey: CSAT 4.20"},
		waiting: {"◷ It does not count yet: the survey is not", "Started; there is no answer yet."}, terminated: {"✗ It does not count: it was terminated.", "Merged away"},
		held: {"1 of 2 contacts agreed", "the address is there twice"}, ready: {"Its planned end has come."},
	} {
		frame := panetest.Frame(t, at(t, n), 120, 35)
		for _, s := range want {
			if !strings.Contains(frame, s) {
				t.Errorf("project %d does not say %q:\n%s", n, s, frame)
			}
		}
		lacks := n == hostile || n == held
		if strings.Contains(frame, "Before it can be completed") != lacks {
			t.Errorf("project %d: what it lacks shows: %v", n, !lacks)
		}
	}
}

func TestActionsAreSound(t *testing.T) { panetest.ActionsAreSound(t, projects.Actions()) }

// A project whose answer the program disqualified says so, and why.
func TestDisqualifiedAnswerIsSaid(t *testing.T) {
	p, b := open(t, 120, 35)
	b.Records[counting].CSAT.Disqualified = domain.Outside("a colleague")
	panetest.Settle(t, p, p.Goto(b.Records[counting].Ref(), ""))
	if frame := panetest.Frame(t, p, 120, 35); !strings.Contains(frame, "the program disqualified the") || !strings.Contains(frame, "(a colleague)") {
		t.Error(frame)
	}
}

func TestCan(t *testing.T) {
	for _, c := range []struct {
		project int
		can     string
	}{
		{ready, "complete disqualify edit hold story terminate"}, {held, "complete disqualify edit hold story terminate"},
		{counting, "disqualify reopen story"}, {terminated, "reopen story"},
	} {
		p := at(t, c.project)
		var can []string
		for _, id := range []string{"complete", "disqualify", "edit", "hold", "reopen", "story", "terminate"} {
			why, ok := p.Can("projects." + id)
			if ok {
				can = append(can, id)
			}
			if ok != (why == "") || strings.Contains(why, "⟦") {
				t.Errorf("project %d, %s: %v because %q", c.project, id, ok, why)
			}
		}
		if got := strings.Join(can, " "); got != c.can {
			t.Errorf("project %d can %q, want %q", c.project, got, c.can)
		}
	}
	if why, _ := at(t, terminated).Can("projects.hold"); !strings.HasPrefix(why, "This project is terminated.") {
		t.Errorf("why: %q", why)
	}
}

func TestEmpty(t *testing.T) {
	p, b := open(t, 80, 19)
	b.Records = nil
	panetest.Settle(t, p, p.Refresh())
	if s := panetest.Frame(t, p, 80, 19); !strings.Contains(s, "Press n to register one") {
		t.Errorf("no lesson:\n%s", s)
	}
	if why, ok := p.Can("projects.complete"); ok || why != "No record is selected." {
		t.Errorf("complete nothing: %q", why)
	}
	if p.Do("projects.complete") != nil {
		t.Error("completes nothing")
	}
}

func TestAMissingStandingIsAnError(t *testing.T) {
	p, b := open(t, 80, 19)
	b.short = true
	if m := panetest.One[pane.Failed](t, p, p.Refresh()); !strings.Contains(m.Err.Error(), "judged") {
		t.Errorf("failed with %v", m.Err)
	}
}

func TestCopy(t *testing.T) {
	for n, want := range map[int]string{counting: "ann@delta.example", terminated: "Old rollout"} {
		p := at(t, n)
		if c := panetest.One[pane.Copy](t, p, p.Do("projects.copy")); c.Text.Raw() != want {
			t.Errorf("copies %q", c.Text)
		}
	}
}

func TestItsEndHasComeOnTheDay(t *testing.T) {
	for day, come := range map[int]bool{19: false, 20: true, 21: true} {
		p := at(t, ready)
		p.Ctx.Now = func() time.Time { return time.Date(2026, time.November, day, 12, 0, 0, 0, time.UTC) }
		p.SetSize(200, 55)
		if frame := panetest.Frame(t, p, 200, 55); strings.Contains(frame, "! 20 Nov 2026") != come || strings.Contains(frame, "Its planned end has come.") != come {
			t.Errorf("on the %d its end has come: %v\n%s", day, !come, frame)
		}
	}
}

// A search goes on after the first rows that it finds.
func TestSearchFindsAll(t *testing.T) {
	p, b := open(t, 80, 19)
	b.Hasty = true
	panetest.Settle(t, p, p.Goto(b.Records[counting].Ref(), ""))
	panetest.Settle(t, p, p.Do("projects.search"))
	cmd, _ := p.Type(tea.KeyPressMsg{Code: 'r', Text: "r"})
	panetest.Settle(t, p, cmd)
	if frame := panetest.Frame(t, p, 80, 19); strings.Contains(frame, "so far") || strings.Contains(frame, " 1 found") {
		t.Errorf("it stops at the first:\n%s", frame)
	}
}

// The detail tells the person's own keys to the survey and to a story, and clicks
// lead there too.
func TestTheWayOn(t *testing.T) {
	p := at(t, counting)
	key := p.Ctx.Key
	p.Ctx.Key = func(action string) string {
		if action == "projects.story" {
			return "f9"
		}
		return key(action)
	}
	lines := strings.Split(panetest.Frame(t, p, 120, 35), "\n")
	for said, action := range map[string]string{"enter goes to the survey": "projects.open", "f9 starts one": "projects.story"} {
		y := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, said) })
		if y < 0 {
			t.Fatalf("%q is not said:\n%s", said, strings.Join(lines, "\n"))
		}
		if got := panetest.One[pane.Do](t, p, p.Click(100, y)); got.Action != action {
			t.Errorf("a click on %q asks for %v", said, got)
		}
	}
}

// The day on which many were completed is read as that of one is.
func TestCompleteManyReadsDays(t *testing.T) {
	p := at(t, ready)
	panetest.Settle(t, p, p.Do("projects.mark"))
	fill := panetest.One[pane.Fill](t, p, p.Do("projects.complete"))
	a, err := fill.Submit(panetest.Typed(t, fill, "end", "yesterday"))
	if err != nil || a.Batch == nil || len(a.Batch.Steps) != 1 || a.Batch.Steps[0].Command.(domain.CompleteProject).End != domain.DateOf(panetest.Now)-1 {
		t.Errorf("%+v, %v", a, err)
	}
}
