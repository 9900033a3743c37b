package ui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// offers is a book of leads to answer.
type offers struct {
	Book
	leads []domain.Lead
	err   error
}

func (o *offers) Leads(context.Context, domain.Query, int, int) (domain.Page[domain.Lead], error) {
	return domain.Page[domain.Lead]{Rows: o.leads}, o.err
}

// clocked is a frame whose clock the test turns.
type clocked struct {
	*App
	book *offers
	now  time.Time
}

func newClocked(t *testing.T, left ...time.Duration) *clocked {
	t.Helper()
	ctx := panetest.Context(t)
	c := &clocked{book: &offers{}, now: ctx.Now()}
	c.App = &App{ctx: ctx, keys: Actions(), w: 120, h: 30}
	c.cfg = Config{Book: c.book, Now: func() time.Time { return c.now }}
	c.alarm.since = c.now
	for i, d := range left {
		lead := domain.Lead{ID: panetest.ID(i + 1), Status: domain.LeadOffered, Due: c.now.Add(d)}
		lead.Company.Name = domain.Outside("Firm " + string(rune('A'+i)))
		c.book.leads = append(c.book.leads, lead)
	}
	return c
}

// pass lets time pass in one go, and returns what was newly said and whether it rang.
func (c *clocked) pass(d time.Duration) (said string, rang bool) {
	c.now = c.now.Add(d)
	before := len(c.news.past)
	for _, msg := range panetest.Messages(c.polled(pollMsg{once: true})) {
		_, cmd := c.Update(msg)
		for _, answer := range panetest.Messages(cmd) {
			if raw, ok := answer.(tea.RawMsg); ok && raw.Msg == bell {
				rang = true
			} else {
				c.Update(answer)
			}
		}
	}
	for _, s := range c.news.past[before:] {
		said += s.text + "\n"
	}
	return strings.TrimSpace(said), rang
}

// A lead is said once at each mark, and not for the marks before the start.
func TestLeadsThatRunOutAreSaid(t *testing.T) {
	c := newClocked(t, 5*time.Hour, 30*time.Minute)
	for _, step := range []struct {
		pass time.Duration
		said string
	}{
		{time.Minute, ""}, {58 * time.Minute, ""},
		{time.Minute, "Firm A: 4 h left to answer"}, {time.Minute, ""}, {time.Hour, ""},
		{119 * time.Minute, "Firm A: 1 h left to answer"}, {time.Minute, ""}, {2 * time.Hour, ""},
	} {
		if said, rang := c.pass(step.pass); said != step.said || rang != (step.said != "") {
			t.Errorf("%v: said %q, rang %v, want %q", c.now, said, rang, step.said)
		}
	}
}

func TestLeadsThatRunOutAreSaidAfterSleep(t *testing.T) {
	for name, tt := range map[string]struct {
		left []time.Duration
		want string
	}{
		"both marks":      {[]time.Duration{8 * time.Hour}, "Firm A: 30 m left to answer"},
		"several":         {[]time.Duration{11 * time.Hour, 9 * time.Hour, 12 * time.Hour}, "2 leads are about to run out, the first Firm B: 1 h 30 m left to answer"},
		"one that lapsed": {[]time.Duration{7 * time.Hour}, ""},
	} {
		c := newClocked(t, tt.left...)
		if said, _ := c.pass(7*time.Hour + 30*time.Minute); said != tt.want {
			t.Errorf("%s: said %q, want %q", name, said, tt.want)
		}
	}
}

func TestBellIsQuiet(t *testing.T) {
	c := newClocked(t, 4*time.Hour+time.Minute, 4*time.Hour+2*time.Minute)
	desk := newDesk()
	c.ctx.Desk = desk
	panetest.Messages(c.global("frame.bell"))
	if said, rang := c.pass(time.Minute); said == "" || rang {
		t.Errorf("said %q, rang %v", said, rang)
	}
	again := newClocked(t, 4*time.Hour+time.Minute)
	again.recalled(keptMsg{DeskQuiet: string(desk.kept[DeskQuiet])})
	if _, rang := again.pass(time.Minute); rang {
		t.Error("rang the next day")
	}
	panetest.Messages(c.global("frame.bell"))
	if said, rang := c.pass(time.Minute); said == "" || !rang {
		t.Errorf("said %q, rang %v after it was let ring", said, rang)
	}
}

// What could not be read is said later.
func TestFailedLookIsMadeUpFor(t *testing.T) {
	c := newClocked(t, 4*time.Hour+time.Minute)
	c.book.err = errors.New("gone")
	if said, rang := c.pass(time.Minute); !strings.Contains(said, "gone") || rang {
		t.Errorf("said %q, rang %v", said, rang)
	}
	c.book.err = nil
	if said, _ := c.pass(time.Minute); said != "Firm A: 3 h 59 m left to answer" {
		t.Errorf("said %q", said)
	}
}
