package pipeline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/uitest"
)

func TestBoardGolden(t *testing.T) {
	for _, s := range panetest.Sizes {
		p, _ := open(t, s[0], s[1])
		panetest.Settle(t, p, p.Do("pipeline.board"))
		uitest.Golden(t, fmt.Sprintf("%dx%d", s[0], s[1]+5), panetest.Frame(t, p, s[0], s[1]))
	}
	p, b := open(t, 80, 19)
	b.Records = nil
	panetest.Settle(t, p, p.Do("pipeline.board"))
	panetest.Settle(t, p, p.Refresh())
	uitest.Golden(t, "empty", panetest.Frame(t, p, 80, 19))
}

// The arrows go from card to card and from stage to stage; the deal moves with
// the same keys as in the list, and enter shows it there.
func TestBoardMovesDeals(t *testing.T) {
	p, b := open(t, 80, 19)
	panetest.Settle(t, p, p.Do("pipeline.board"))
	for range 2 * len(b.Records) {
		p.Do("pipeline.previous_list")
	}
	a := panetest.One[pane.Apply](t, p, p.Do("pipeline.stage_next"))
	if m, ok := a.Command.(domain.MoveStage); !ok || m.Stage != "Qualification" {
		t.Errorf("moves by %+v", a.Command)
	}
	if _, ok := p.Can("pipeline.stage_before"); ok {
		t.Error("there is a stage before the first")
	}
	b.Records[0].Stage = "Qualification"
	panetest.Settle(t, p, p.Refresh())
	a = panetest.One[pane.Apply](t, p, p.Do("pipeline.stage_before"))
	if m, ok := a.Command.(domain.MoveStage); !ok || m.ID != b.Records[0].ID || m.Stage != "Prospecting" {
		t.Errorf("the cursor did not follow its deal: %+v", a.Command)
	}
	panetest.Settle(t, p, p.Do("pipeline.open"))
	if o, ok := p.Selected(); !ok || o.ID != b.Records[0].ID {
		t.Errorf("enter shows %q", o.Name.Raw())
	}
}

// A click selects a card, one more opens it.
func TestBoardClicks(t *testing.T) {
	p, b := open(t, 120, 35)
	panetest.Settle(t, p, p.Do("pipeline.board"))
	lines := strings.Split(panetest.Frame(t, p, 120, 35), "\n")
	y := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, "Alpine Retail") })
	x := ansi.StringWidth(lines[max(0, y)][:strings.Index(lines[max(0, y)], "Alpine Retail")])
	panetest.Settle(t, p, p.Click(x, y))
	if frame := panetest.Frame(t, p, 120, 35); !strings.Contains(frame, "▸ Alpine Retail") {
		t.Fatalf("the card is not selected:\n%s", frame)
	}
	panetest.Settle(t, p, p.Click(x, y))
	want := b.Records[slices.IndexFunc(b.Records, func(o domain.Opportunity) bool { return o.Customer.Raw() == "Alpine Retail" })]
	if o, ok := p.Selected(); !ok || o.ID != want.ID || strings.Contains(panetest.Frame(t, p, 120, 35), "▸ Alpine Retail  ") {
		t.Errorf("the second click shows %q", o.Name.Raw())
	}
}

// Of many deals a stage shows those that close first, and how many it does not
// show: below, and above where one went down.
func TestBoardOfMany(t *testing.T) {
	p, b := open(t, 80, 19)
	far := domain.DateOf(panetest.Now) + 3000
	for i := range 2000 {
		stage := "Prospecting"
		if i%400 == 399 { // few, and late in the order
			stage = "Qualification"
		}
		b.Records = append(b.Records, domain.Opportunity{
			ID: panetest.ID(100 + i), Program: domain.DefaultProgram, Name: domain.Outside(fmt.Sprint("Deal ", i)), Stage: stage,
			StageAt: panetest.Now, CloseDate: far - domain.Date(i),
		})
	}
	b.Asked = nil
	panetest.Settle(t, p, p.Do("pipeline.board"))
	for range 10 {
		p.Do("pipeline.previous_list")
	}
	frame := panetest.Frame(t, p, 80, 19)
	for _, want := range []string{"1,996 deals", "▸ Deal 1998", "  Deal 1997", "Deal 1999", "Deal 1599", "↓ 1,992 more"} {
		if !strings.Contains(frame, want) {
			t.Errorf("lacks %q:\n%s", want, frame)
		}
	}
	panetest.Settle(t, p, p.Do("pipeline.bottom"))
	if frame := panetest.Frame(t, p, 80, 19); !strings.Contains(frame, "↑ 56 before") || !strings.Contains(frame, "↓ 1,936 more") {
		t.Errorf("shows:\n%s", frame)
	}
}

// All stages are full long before all deals are read, where they are mixed.
func TestBoardReadsNoMoreThanItNeeds(t *testing.T) {
	p, b := open(t, 80, 19)
	stages := []string{"Prospecting", "Qualification", "Needs Analysis", "Negotiation/Review"}
	for i := range 20_000 {
		b.Records = append(b.Records, domain.Opportunity{
			ID: panetest.ID(100 + i), Program: domain.DefaultProgram, Stage: stages[i%len(stages)], StageAt: panetest.Now, CloseDate: domain.DateOf(panetest.Now),
		})
	}
	b.Asked = nil
	panetest.Settle(t, p, p.Do("pipeline.board"))
	if len(b.Asked) != 1 {
		t.Errorf("asks for rows %d times", len(b.Asked))
	}
}

func TestBoardFits(t *testing.T) {
	for _, s := range [][2]int{{0, 0}, {1, 1}, {2, 3}, {20, 5}, {40, 16}, {60, 13}, {99, 30}, {300, 90}} {
		p, _ := open(t, s[0], s[1])
		panetest.Settle(t, p, p.Do("pipeline.board"))
		for _, a := range []string{"down", "next_list", "next_list", "bottom", "page_down", "page_up", "top", "previous_list", "back", "board"} {
			panetest.Settle(t, p, p.Do("pipeline."+a))
			p.Click(s[0]/2, s[1]/2)
			uitest.Fits(t, p.View(), s[0], s[1])
		}
		p.Ctx.Theme, p.Ctx.ASCII = theme.New(theme.Options{ASCII: true}), true
		p.Restyle()
		uitest.Fits(t, p.View(), s[0], s[1])
		if strings.ContainsAny(p.View(), "─▸▁█") {
			t.Error("signs that a plain font lacks")
		}
	}
}
