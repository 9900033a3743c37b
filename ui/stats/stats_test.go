package stats

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/uitest"
)

var _ pane.Pane = (*Pane)(nil)

// book gathers the figures of its records.
type book struct {
	records []domain.Record
	err     error
	charted int // how often the months were read
}

// Head changes with the records.
func (b *book) Head(context.Context) (uint64, error) { return uint64(len(b.records)), b.err }

func (b *book) Stats(_ context.Context, program string) (domain.Stats, error) {
	p, err := domain.Preset(program)
	if err != nil || b.err != nil {
		return domain.Stats{}, errors.Join(err, b.err)
	}
	t := domain.NewTally(p, panetest.Now)
	for _, r := range b.records {
		t.Add(r)
	}
	return t.Stats(), nil
}

func (b *book) Behind(_ context.Context, program string, figure domain.Figure) ([]domain.Record, error) {
	p, err := domain.Preset(program)
	if err != nil || b.err != nil {
		return nil, errors.Join(err, b.err)
	}
	d, err := domain.NewBehind(p, figure, panetest.Now)
	if err != nil {
		return nil, err
	}
	of := map[domain.Ref]domain.Record{}
	for _, r := range b.records {
		d.Add(r)
		of[r.Ref()] = r
	}
	var all []domain.Record
	for _, ref := range d.Records() {
		all = append(all, of[ref])
	}
	return all, nil
}

func (b *book) Breakdown(_ context.Context, program string, by domain.Dimension, period domain.Span) ([]domain.Row, error) {
	b.charted++
	p, err := domain.Preset(program)
	if err != nil || b.err != nil {
		return nil, errors.Join(err, b.err)
	}
	d, err := domain.NewBreakdown(p, by, period, panetest.Now)
	if err != nil {
		return nil, err
	}
	for _, r := range b.records {
		d.Add(r)
	}
	return d.Rows(), nil
}

// sample is a book with figures of every kind.
func sample() *book {
	const program, day = domain.DefaultProgram, 24 * time.Hour
	b, now := &book{}, panetest.Now
	add := func(n int, make func(i int, id domain.ID) domain.Record) {
		for i := range n {
			b.records = append(b.records, make(i, panetest.ID(len(b.records)+1)))
		}
	}
	usd := func(n int64) domain.Money { return domain.Money{Mils: domain.Quantity(n * 1000), Currency: "USD"} }
	add(9, func(i int, id domain.ID) domain.Record {
		status := []domain.LeadStatus{domain.LeadConverted, domain.LeadApproved, domain.LeadRejected}[i%3]
		return domain.Lead{ID: id, Program: program, Origin: domain.Registered, Status: status, SubmittedAt: now.Add(-30 * day), Value: usd(40_000)}
	})
	add(14, func(i int, id domain.ID) domain.Record {
		l := domain.Lead{ID: id, Program: program, Origin: domain.Distributed, Status: domain.LeadWorking, OfferedAt: now.Add(-20 * day)}
		l.AnsweredAt = l.OfferedAt.Add(5*time.Hour + 20*time.Minute)
		if i%5 == 0 {
			l.Status, l.Reason = domain.LeadDeclined, []string{"no_capacity", "known", "no_capacity"}[i/5]
		}
		return l
	})
	add(13, func(i int, id domain.ID) domain.Record {
		o := domain.Opportunity{
			ID: id, Program: program, Outcome: domain.OutcomeLost, CloseDate: domain.DateOf(now) - 10, CreatedAt: now.Add(-52 * day),
			Amount: usd(int64(20_000 + 5_000*i)), ACV: usd(int64(12_000 * (i + 1))), Kind: domain.Sourced,
		}
		switch {
		case i < 5:
			o.Outcome = domain.OutcomeWon
		case i == 5:
			o.Outcome, o.Kind = domain.OutcomeWon, domain.Joint
		case i == 6:
			o.Outcome, o.ACV = domain.OutcomeWon, domain.Money{Mils: 1000, Currency: "SEK"}
		case i == 7:
			o.Outcome, o.CloseDate = domain.OutcomeWon, domain.DateOf(now)-500
		case i == 8:
			o.Outcome = domain.OutcomeOpen
		}
		return o
	})
	add(20, func(i int, id domain.ID) domain.Record {
		p := domain.Project{
			ID: id, Program: program, Customer: domain.Outside(fmt.Sprint("Customer ", i/2)), Role: domain.Prime,
			Status: domain.ProjectCompleted, End: domain.DateOf(now) - domain.Date(9*i), CreatedAt: now.Add(-100 * day),
		}
		switch {
		case i < 12:
			p.CSAT = domain.CSAT{Sum: 41 + (i+i/4)%8, Rated: 10, Answered: true}
		case i < 16:
			p.Status = domain.ProjectActive
		case i == 16:
			p.Status = domain.ProjectTerminated
		}
		return p
	})
	add(12, func(i int, id domain.ID) domain.Record {
		return domain.Credential{ID: id, Program: program, Kind: domain.Certification, Holder: domain.Outside(fmt.Sprint("Person ", i%5)), Earned: 1}
	})
	add(2, func(_ int, id domain.ID) domain.Record {
		return domain.Credential{ID: id, Program: program, Kind: domain.Navigator, Level: 1, Earned: 1}
	})
	return b
}

func start(t testing.TB, b Book, w, h int) *Pane {
	t.Helper()
	p := New(panetest.Context(t), b)
	p.SetSize(w, h)
	panetest.Settle(t, p, p.Refresh())
	panetest.Settle(t, p, p.Update(pane.Shown{}))
	return p
}

func TestScreens(t *testing.T) {
	for _, size := range panetest.Sizes {
		w, h := size[0], size[1]
		p := start(t, sample(), w, h)
		uitest.Golden(t, fmt.Sprint(w), panetest.Frame(t, p, w, h))
		if more := p.end() > 0; more != (w < 200) {
			t.Errorf("%d by %d: scrolls %v", w, h, more)
		}
	}
	p := start(t, sample(), 80, 80) // all of the narrow layout
	uitest.Golden(t, "80-all", panetest.Frame(t, p, 80, 80))
	uitest.Golden(t, "80-nothing", panetest.Frame(t, start(t, &book{}, 80, 80), 80, 80))
}

func TestScreenInASCII(t *testing.T) {
	p := start(t, sample(), 120, 35)
	p.ctx.Theme, p.ctx.ASCII = theme.New(theme.Options{ASCII: true}), true
	p.Restyle()
	frame := panetest.Frame(t, p, 120, 35)
	uitest.Golden(t, "120", frame)
	if strings.ContainsAny(frame, "█░│▸·") {
		t.Error("signs that a plain font lacks")
	}
}

// A firm writes its program's file itself: nothing in it reaches the terminal.
func TestProgramOfOthers(t *testing.T) {
	p := start(t, sample(), 120, 35)
	own := *p.ctx.Program
	own.Title = "物流\x1b]0;owned\a\u202e"
	own.Tiers = []domain.Tier{{Title: "基礎\x1b[2J"}, {Title: "頂上", From: 500}}
	p.ctx.Program = &own
	p.stats.Score.Tier, p.stats.Score.Next, p.stats.Score.Missing = own.Tiers[0], nil, 0
	p.stats.Score.Pillars[0].Title = "顧客の成功\x1b[31m"
	p.stats.Score.Pillars[0].Attributes[0].Title = "CSAT \u009b31m満足度"
	p.SetSize(120, 35)
	uitest.Golden(t, "120", panetest.Frame(t, p, 120, 35))
}

// Whatever the size, a frame fits it, wherever it is scrolled to.
func TestFits(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {1, 1}, {2, 2}, {10, 3}, {40, 10}, {79, 19}, {99, 30}, {100, 30}, {300, 90}} {
		for _, b := range []*book{sample(), {}} {
			p := start(t, b, size[0], size[1])
			for _, a := range Actions() {
				p.Do(a.ID)
				uitest.Fits(t, p.View(), size[0], size[1])
			}
		}
	}
}

// The cursor goes over every figure, each in sight and marked, and ends at both ends.
func TestCursor(t *testing.T) {
	for _, size := range panetest.Sizes {
		p := start(t, sample(), size[0], size[1])
		seen := map[domain.Figure]bool{}
		if _, ok := p.Can("stats.up"); ok {
			t.Error("there is something above the top")
		}
		for {
			seen[p.selected()] = true
			y := len(p.page.head) + p.page.spots[p.cursor].line - p.scroll
			line := strings.Split(panetest.Frame(t, p, size[0], size[1]), "\n")[y]
			if !strings.Contains(line, "▸") {
				t.Fatalf("%s is not marked in %q", p.selected(), line)
			}
			if _, ok := p.Can("stats.down"); !ok {
				break
			}
			p.Do("stats.down")
		}
		if len(seen) != len(p.page.spots) || p.scroll != p.end() {
			t.Errorf("%d of %d figures, scrolled to %d of %d", len(seen), len(p.page.spots), p.scroll, p.end())
		}
		for a, can := range map[string]bool{"down": false, "page_down": false, "bottom": false, "up": true, "page_up": true, "top": true} {
			if _, ok := p.Can("stats." + a); ok != can {
				t.Errorf("at the end %s: %v", a, ok)
			}
		}
		last := p.selected()
		p.Do("stats.page_up")
		if p.selected() == last {
			t.Error("a page up does nothing")
		}
		for range 20 {
			p.Do("stats.page_down")
		}
		p.Do("stats.bottom")
		if p.selected() != last {
			t.Errorf("the end is %s, want %s", p.selected(), last)
		}
		p.Do("stats.top")
		if p.cursor != 0 || p.scroll != 0 {
			t.Errorf("the top is %d, %d", p.cursor, p.scroll)
		}
	}
}

func TestWheelAndClick(t *testing.T) {
	p := start(t, sample(), 80, 19)
	p.Wheel(0, 0, 2)
	p.Wheel(0, 0, -1)
	if p.scroll != 1 {
		t.Errorf("the wheel scrolled to %d", p.scroll)
	}
	p.Wheel(0, 0, 999)
	if p.scroll != p.end() {
		t.Errorf("scrolled past the end: %d", p.scroll)
	}
	p.SetSize(120, 35)
	panetest.Frame(t, p, 120, 35)
	p.Do("stats.top")
	for i, s := range p.page.spots {
		if p.scrollTo(s.line); i > 0 {
			p.Click(s.x+2, len(p.page.head)+s.line-p.scroll)
		}
		if p.selected() != s.figure || p.over != nil {
			t.Errorf("a click on %s selects %s", s.figure, p.selected())
		}
	}
	p.SetSize(80, 80)
	panetest.Frame(t, p, 80, 80)
	if p.scroll != 0 {
		t.Error("a screen that has room for all is scrolled")
	}
}

// A click on the figure that is selected lists its records, one on a record that
// is selected goes there; the wheel goes over them, and over the figures of trends.
func TestMouseOver(t *testing.T) {
	p := start(t, sample(), 120, 35)
	panetest.Frame(t, p, 120, 35)
	on(t, p, domain.FigureRegistered)
	spot := p.page.spots[p.cursor]
	panetest.Settle(t, p, p.Click(spot.x+2, len(p.page.head)+spot.line-p.scroll))
	behind, ok := p.over.(*records)
	if !ok || len(behind.all) < 4 {
		t.Fatalf("the click opens %v", p.over)
	}
	p.Wheel(5, 5, 2)
	p.Click(5, recordsHead+1)
	if behind.cursor != 1 {
		t.Errorf("on the record %d", behind.cursor)
	}
	if to := panetest.One[pane.Goto](t, p, p.Click(5, recordsHead+1)); to.Ref != behind.all[1].Ref() {
		t.Errorf("goes to %v", to.Ref)
	}
	p.Do("stats.back")
	panetest.Settle(t, p, p.Do("stats.trend"))
	trends := p.over.(*trend)
	p.Click(5, trendHead+3)
	p.Wheel(5, 5, 1)
	if at := trends.chosen(); at != 4 {
		t.Errorf("the figure %d is chosen", at)
	}
	for _, action := range []string{"stats.what_if", "stats.roi"} {
		p.Do("stats.back")
		p.over = nil
		p.Do(action)
		panetest.Frame(t, p, 120, 35)
		fields := p.over.(typing)
		_, first, _ := fields.typesAt()
		p.Click(5, first+2)
		if _, y, ok := p.Cursor(); !ok || y != first+2 {
			t.Errorf("%s: the click goes to line %d, want %d", action, y, first+2)
		}
		if foot, ok := p.Foot(100); !ok || !strings.Contains(foot, "esc") || strings.Contains(foot, "save") {
			t.Errorf("%s: its keys are %q", action, foot)
		}
	}
}

// What goes through all records is read again only when the book changed, and
// only where the pane shows.
func TestMonthsAreReadOnce(t *testing.T) {
	b := sample()
	p := start(t, b, 120, 35)
	again := func(want int) {
		t.Helper()
		panetest.Settle(t, p, p.Refresh())
		panetest.Settle(t, p, p.Update(pane.Shown{}))
		panetest.Settle(t, p, p.Update(pane.Shown{}))
		if b.charted != want || *p.ctx.Busy != 0 {
			t.Errorf("read %d times, want %d; %d reads never end", b.charted, want, *p.ctx.Busy)
		}
	}
	again(1)
	b.records = b.records[1:]
	panetest.Settle(t, p, p.Refresh()) // it does not show
	again(2)
	again(2)
	b.err = errors.New("disk on fire")
	panetest.Settle(t, p, p.Refresh())
	b.err = nil
	again(2)
	if frame := panetest.Frame(t, p, 120, 35); !strings.Contains(frame, "To Crest by") {
		t.Errorf("the plan is gone:\n%s", frame)
	}
}

// A pane that is not in front is not laid out.
func TestResizeLaysOutNothing(t *testing.T) {
	p := start(t, sample(), 120, 35)
	panetest.Frame(t, p, 120, 35)
	for w := 80; w < 200; w++ {
		if p.SetSize(w, 35); p.laid {
			t.Fatal("it was laid out")
		}
	}
	panetest.Frame(t, p, 199, 35)
}

// on puts the cursor on a figure.
func on(t *testing.T, p *Pane, f domain.Figure) {
	t.Helper()
	p.lay()
	for i, s := range p.page.spots {
		if s.figure == f {
			p.move(i)
			return
		}
	}
	t.Fatalf("%s is not on the screen", f)
}

// Enter lists the records behind the number, enter again goes to one.
func TestRecords(t *testing.T) {
	for _, size := range panetest.Sizes {
		w, h := size[0], size[1]
		p := start(t, sample(), w, h)
		on(t, p, domain.FigureDeclined)
		panetest.Settle(t, p, p.Do("stats.open"))
		p.Do("stats.down")
		uitest.Golden(t, fmt.Sprint(w), panetest.Frame(t, p, w, h))
		all := p.over.(*records).all
		if len(all) != p.stats.Leads.Declined {
			t.Fatalf("%d records, want %d", len(all), p.stats.Leads.Declined)
		}
		if to := panetest.One[pane.Goto](t, p, p.Do("stats.open")); to.Ref != all[1].Ref() {
			t.Errorf("goes to %v, want %v", to.Ref, all[1].Ref())
		}
		p.Do("stats.back")
		if p.over != nil || p.selected() != domain.FigureDeclined {
			t.Error("back does not lead to the figure")
		}
	}
	p := start(t, sample(), 80, 19)
	on(t, p, "certifications")
	panetest.Settle(t, p, p.Do("stats.open"))
	if _, ok := p.Can("stats.open"); !ok || len(p.over.(*records).all) != 12 {
		t.Error("credentials cannot be gone to")
	}
	empty := start(t, &book{}, 80, 19)
	panetest.Settle(t, empty, empty.Do("stats.open"))
	if got := panetest.Frame(t, empty, 80, 19); !strings.Contains(got, "No record") {
		t.Errorf("of nothing:\n%s", got)
	}
	failing := &book{}
	p = start(t, failing, 80, 19)
	failing.err = errors.New("disk on fire")
	if f := panetest.One[pane.Failed](t, p, p.Do("stats.open")); !errors.Is(f.Err, failing.err) || *p.ctx.Busy != 0 {
		t.Error(f)
	}
}

func TestTrend(t *testing.T) {
	for _, size := range panetest.Sizes {
		w, h := size[0], size[1]
		p := start(t, sample(), w, h)
		panetest.Settle(t, p, p.Do("stats.trend"))
		uitest.Golden(t, fmt.Sprint(w), panetest.Frame(t, p, w, h))
		if rows := p.over.(*trend).rows; len(rows) != trendMonths {
			t.Errorf("%d months", len(rows))
		}
	}
	p := start(t, &book{}, 80, 19)
	panetest.Settle(t, p, p.Do("stats.trend"))
	uitest.Golden(t, "80-nothing", panetest.Frame(t, p, 80, 19))
}

// keysOf types into the calculator.
func keysOf(p *Pane, text string) {
	for _, r := range text {
		p.Type(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// S4's example: 10,000 leads, 5 %, 10 % and 1,000 bring 50,000 a month.
func TestROI(t *testing.T) {
	for _, size := range panetest.Sizes {
		w, h := size[0], size[1]
		p := start(t, sample(), w, h)
		p.Do("stats.roi")
		uitest.Golden(t, fmt.Sprint(w), panetest.Frame(t, p, w, h))
	}
	p := start(t, &book{}, 80, 19)
	p.Do("stats.roi")
	if got := panetest.Frame(t, p, 80, 19); !strings.Contains(got, "Fill in all four") {
		t.Errorf("without figures:\n%s", got)
	}
	for i, s := range []string{"10,000", "5%", "10 %", "1 kUSD"} {
		if i > 0 {
			p.Type(tea.KeyPressMsg{Code: tea.KeyTab})
		}
		keysOf(p, s)
	}
	p.Type(tea.KeyPressMsg{Code: tea.KeyEnter})
	uitest.Golden(t, "S4", panetest.Frame(t, p, 80, 19))
	for range 2 { // something was typed
		p.Type(tea.KeyPressMsg{Code: tea.KeyEscape})
	}
	if p.over != nil {
		t.Error("esc does not leave the calculator")
	}
	if _, took := p.Type(tea.KeyPressMsg{Code: 'j'}); took {
		t.Error("keys go to a calculator that is closed")
	}
}

// What lies over the figures fits whatever size, in signs of every font too.
func TestOversFit(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {1, 1}, {2, 2}, {10, 3}, {40, 10}, {79, 19}, {100, 30}, {300, 90}} {
		for _, action := range []string{"stats.open", "stats.trend", "stats.roi", "stats.what_if"} {
			p := start(t, sample(), size[0], size[1])
			panetest.Settle(t, p, p.Do(action))
			for _, a := range []string{"stats.down", "stats.page_down", "stats.bottom", "stats.page_up", "stats.top"} {
				if p.over != nil {
					p.Do(a)
					uitest.Fits(t, p.View(), size[0], size[1])
				}
			}
			p.ctx.Theme, p.ctx.ASCII = theme.New(theme.Options{ASCII: true}), true
			p.Restyle()
			uitest.Fits(t, p.View(), size[0], size[1])
		}
	}
}

// What shows is read anew when the book changes, and is left with its program.
func TestOversFollowTheBook(t *testing.T) {
	b := sample()
	p := start(t, b, 80, 19)
	on(t, p, domain.FigureOffered)
	panetest.Settle(t, p, p.Do("stats.open"))
	b.records = b.records[:10] // nine registered, one offered
	panetest.Settle(t, p, p.Refresh())
	if got := p.over.(*records).all; len(got) != 1 || *p.ctx.Busy != 0 {
		t.Errorf("%d records after the change, %d reads", len(got), *p.ctx.Busy)
	}
	other, err := domain.Preset("pvs-fy19")
	if err != nil {
		t.Fatal(err)
	}
	p.ctx.Program = other
	panetest.Settle(t, p, p.Refresh())
	if p.over != nil {
		t.Error("the records of another program's figure show")
	}
}

func TestActionsAreSound(t *testing.T) { panetest.ActionsAreSound(t, Actions()) }

// An answer to an older question is dropped, whatever order they come in.
func TestLateFiguresAreDropped(t *testing.T) {
	b := sample()
	p := New(panetest.Context(t), b)
	p.SetSize(80, 80)
	if got := panetest.Frame(t, p, 80, 80); !strings.Contains(got, "Gathering") {
		t.Errorf("before the first figures:\n%s", got)
	}
	old := panetest.Messages(p.Refresh())
	b.records = nil
	panetest.Settle(t, p, p.Refresh())
	want := panetest.Frame(t, p, 80, 80)
	panetest.Settle(t, p, func() tea.Msg { return old[0] })
	if got := panetest.Frame(t, p, 80, 80); got != want {
		t.Errorf("figures that came late show:\n%s", got)
	}
	if *p.ctx.Busy != 0 {
		t.Errorf("%d reads never end", *p.ctx.Busy)
	}
}

// The figures of one program never stand under the name of another.
func TestAnotherProgram(t *testing.T) {
	p := start(t, sample(), 80, 19)
	other, err := domain.Preset("pvs-fy19")
	if err != nil {
		t.Fatal(err)
	}
	p.ctx.Program = other
	cmd := p.Refresh()
	if got := panetest.Frame(t, p, 80, 19); !strings.Contains(got, "Gathering") {
		t.Errorf("while the other program's figures are read:\n%s", got)
	}
	panetest.Settle(t, p, cmd)
	if got := panetest.Frame(t, p, 80, 19); !strings.Contains(got, other.Tiers[0].Title) {
		t.Errorf("the other program:\n%s", got)
	}
}

func TestFailedReadsAreTold(t *testing.T) {
	b := &book{err: errors.New("disk on fire")}
	p := New(panetest.Context(t), b)
	p.SetSize(80, 19)
	if f := panetest.One[pane.Failed](t, p, p.Refresh()); !errors.Is(f.Err, b.err) {
		t.Error(f)
	}
	if got := panetest.Frame(t, p, 80, 19); !strings.Contains(got, "could not be read") || *p.ctx.Busy != 0 {
		t.Errorf("shows:\n%s", got)
	}
	b.err = nil
	panetest.Settle(t, p, p.Refresh())
	if got := panetest.Frame(t, p, 80, 19); !strings.Contains(got, "Score") {
		t.Errorf("once it can be read:\n%s", got)
	}
}

func TestTarget(t *testing.T) {
	for _, c := range []struct {
		a    domain.Attribute
		want int64
	}{
		{domain.Attribute{Mapping: domain.MapLinear, Max: 160, Target: 10}, 10},
		{domain.Attribute{Mapping: domain.MapPerUnit, Max: 225, Each: 45}, 5},
		{domain.Attribute{Mapping: domain.MapPerUnit, Max: 10, Each: 4}, 3},
		{domain.Attribute{Mapping: domain.MapPerUnit, Max: 10}, 0},
		{domain.Attribute{Mapping: domain.MapBanded, Max: 30, Steps: []domain.PointStep{{From: 2, Points: 10}, {From: 7, Points: 30}, {From: 9, Points: 40}}}, 7},
		{domain.Attribute{Mapping: domain.MapBanded, Max: 50, Steps: []domain.PointStep{{From: 2, Points: 10}}}, 0},
	} {
		if got := full(c.a); got != c.want {
			t.Errorf("%+v is full at %d, want %d", c.a, got, c.want)
		}
	}
}
