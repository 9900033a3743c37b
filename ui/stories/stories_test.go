package stories_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/projects"
	"github.com/belay-tui/belay/ui/stories"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/uitest"
)

var _ pane.Pane = (*stories.Pane)(nil)

// listed is a story in the list of all.
type listed struct{ domain.Story }

func (listed) Lists() []string { return nil }

// book holds stories, and one project that some tell of.
type book struct {
	*panetest.Book[listed]
	project   domain.Project
	published int
}

func (b *book) Stories(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Story], error) {
	page, err := b.Rows(ctx, q, offset, limit)
	rows := make([]domain.Story, len(page.Rows))
	for i, r := range page.Rows {
		rows[i] = r.Story
	}
	return domain.Page[domain.Story]{Rows: rows, Offset: page.Offset, Total: page.Total}, err
}

func (b *book) Project(context.Context, domain.ID) (domain.Project, error) { return b.project, b.Err }

// Stats are those of the default program with so many stories published.
func (b *book) Stats(context.Context, string) (domain.Stats, error) {
	return domain.Stats{Score: domain.Scorecard{Pillars: []domain.PillarScore{{Attributes: []domain.AttributeScore{{
		Attribute: domain.Attribute{Key: "stories", Measure: "stories_published", Mapping: domain.MapPerUnit, Max: 15, Each: 5},
		Value:     domain.Count(b.published), Points: min(15, int64(b.published)*5),
	}}}}}}, b.Err
}

// The places of the stories of a test.
const (
	draft = iota
	whole
	submitted
	published
)

func open(t testing.TB, w, h int) (*stories.Pane, *book) {
	t.Helper()
	told := domain.Outside("One system for all.\nNobody types an order twice.")
	list := []domain.Story{
		draft:     {Title: domain.Outside("Evil\x1b[2J title"), Customer: domain.Outside("Mallory\u202e & Co"), Status: domain.StoryDrafted, Challenge: told},
		whole:     {Title: domain.Outside("From paper to portal"), Customer: domain.Outside("Delta Foods"), Project: panetest.ID(50), Challenge: told, Solution: told, Results: told, Status: domain.StoryDrafted},
		submitted: {Title: domain.Outside("物流基盤の刷新"), Customer: domain.Outside("株式会社物流グループ"), Status: domain.StorySubmitted, SubmittedAt: panetest.Now},
		published: {Title: domain.Outside("A bank that answers"), Customer: domain.Outside("Alpine Bank"), Status: domain.StoryPublished, SubmittedAt: panetest.Now, PublishedAt: panetest.Now},
	}
	b := &book{Book: &panetest.Book[listed]{Text: func(s listed) domain.Untrusted { return s.Title }}, published: 1}
	b.project = domain.Project{ID: panetest.ID(50), Name: domain.Outside("Portal rollout")}
	for i, s := range list {
		s.ID, s.Program, s.CreatedAt = panetest.ID(i+1), domain.DefaultProgram, panetest.Now.AddDate(0, -1, 0)
		b.Records = append(b.Records, listed{s})
	}
	p := stories.New(panetest.Keyed(panetest.Context(t), append(projects.Actions(), stories.Actions()...)), b)
	p.SetSize(w, h)
	panetest.Settle(t, p, p.Refresh())
	return p, b
}

func at(t testing.TB, n int) (*stories.Pane, domain.Story) {
	t.Helper()
	p, b := open(t, 120, 35)
	panetest.Settle(t, p, p.Goto(b.Records[n].Ref(), ""))
	return p, b.Records[n].Story
}

func TestGolden(t *testing.T) {
	for _, s := range panetest.Sizes {
		p, b := open(t, s[0], s[1])
		panetest.Settle(t, p, p.Goto(b.Records[whole].Ref(), ""))
		name := fmt.Sprintf("%dx%d", s[0], s[1]+5)
		if s[0] < 100 {
			uitest.Golden(t, name+"-detail", panetest.Frame(t, p, s[0], s[1]))
			panetest.Settle(t, p, p.Do("stories.back"))
		}
		uitest.Golden(t, name, panetest.Frame(t, p, s[0], s[1]))
	}
}

func TestFitsEverySize(t *testing.T) {
	p, _ := open(t, 120, 35)
	panetest.FitsEverySize(t, p)
}

func TestWorth(t *testing.T) {
	for n, want := range map[int]string{0: "adds 5 points; stories give 0 of 15", 3: "all of their 15 points"} {
		p, b := open(t, 80, 19)
		b.published = n
		panetest.Settle(t, p, p.Goto(b.Records[draft].Ref(), ""))
		if frame := panetest.Frame(t, p, 80, 19); !strings.Contains(frame, want) {
			t.Errorf("with %d published there is no %q:\n%s", n, want, frame)
		}
	}
}

func TestCan(t *testing.T) {
	for n, want := range map[int]string{draft: "edit submit", whole: "edit submit project", submitted: "publish", published: ""} {
		p, _ := at(t, n)
		var can []string
		for _, id := range []string{"edit", "submit", "publish", "project"} {
			why, ok := p.Can("stories." + id)
			if ok {
				can = append(can, id)
			}
			if ok != (why == "") || strings.Contains(why, "⟦") {
				t.Errorf("story %d, %s: %v because %q", n, id, ok, why)
			}
		}
		if got := strings.Join(can, " "); got != want {
			t.Errorf("story %d can %q, want %q", n, got, want)
		}
	}
}

func TestForms(t *testing.T) {
	text := domain.Outside
	same := func(s string) *domain.Untrusted { u := text(s); return &u }
	p, s := at(t, draft)
	fill := panetest.One[pane.Fill](t, p, p.Do("stories.submit"))
	if fill.ID != "stories.edit/"+s.ID.String() { // else nothing that is typed is kept
		t.Errorf("its draft is %q", fill.ID)
	}
	if fill.At != "solution" {
		t.Errorf("a draft is asked for %q, want its first chapter that lacks", fill.At)
	}
	a, err := fill.Submit(panetest.Typed(t, fill, "solution", "One"))
	challenge := "One system for all.\nNobody types an order twice."
	want := domain.EditStory{ID: s.ID, Title: &s.Title, Customer: &s.Customer, Challenge: same(challenge), Solution: same("One"), Results: same("")}
	if err != nil || !reflect.DeepEqual(a.Command, want) {
		t.Errorf("%+v, %v", a.Command, err)
	}
	panetest.Decided(t, a.Command, s)

	p, s = at(t, whole)
	ask := panetest.One[pane.Ask](t, p, p.Do("stories.submit"))
	if a, ok := ask.Do.(pane.Apply); !ok || a.Command != (domain.SubmitStory{ID: s.ID}) {
		t.Errorf("submit asks %+v", ask.Do)
	}
	if to := panetest.One[pane.Goto](t, p, p.Do("stories.project")); to.Ref != (domain.Ref{Kind: domain.KindProject, ID: panetest.ID(50)}) {
		t.Errorf("goes to %v", to.Ref)
	}
	p, s = at(t, submitted)
	ask = panetest.One[pane.Ask](t, p, p.Do("stories.publish"))
	if a, ok := ask.Do.(pane.Apply); !ok || a.Command != (domain.PublishStory{ID: s.ID}) {
		t.Errorf("publish asks %+v", ask.Do)
	}
	fill = panetest.One[pane.Fill](t, p, p.Do("stories.new"))
	if fill.ID != "stories.new" {
		t.Errorf("its draft is %q", fill.ID)
	}
	a, err = fill.Submit(panetest.Typed(t, fill, "title", "New", "customer", "Kita"))
	if add, ok := a.Command.(domain.AddStory); err != nil || !ok || add.Title != text("New") || add.Customer != text("Kita") {
		t.Errorf("%+v, %v", a.Command, err)
	}
	panetest.Decided(t, a.Command)
}

func TestEmpty(t *testing.T) {
	p, b := open(t, 80, 19)
	b.Records = nil
	panetest.Settle(t, p, p.Refresh())
	if s := panetest.Frame(t, p, 80, 19); !strings.Contains(s, "Press S on a project") {
		t.Errorf("no lesson:\n%s", s)
	}
	if why, ok := p.Can("stories.edit"); ok || why == "" || p.Do("stories.edit") != nil {
		t.Error("nothing can be edited")
	}
}

func TestActionsAreSound(t *testing.T) { panetest.ActionsAreSound(t, stories.Actions()) }

// Stories of several programs say which each is of, and a search makes out where
// it found something.
func TestSeveralPrograms(t *testing.T) {
	p, _ := open(t, 120, 35)
	p.Ctx.Firm.Programs = []string{domain.DefaultProgram, "pvs-fy19"}
	if frame := panetest.Frame(t, p, 120, 35); !strings.Contains(frame, "Pgm") || !strings.Contains(frame, "Trail") {
		t.Errorf("no program:\n%s", frame)
	}
	p.Ctx.Theme = theme.New(theme.Options{})
	p.Restyle()
	panetest.Settle(t, p, p.Do("stories.search"))
	cmd, _ := p.Type(tea.PasteMsg{Content: "bank"})
	panetest.Settle(t, p, cmd)
	on, _, _ := strings.Cut(p.Ctx.Theme.Match.Render("x"), "x")
	if frame := p.View(); strings.Count(frame, on) == 0 {
		t.Errorf("nothing is made out in\n%q", frame)
	}
}
