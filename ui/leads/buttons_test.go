package leads_test

import (
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/text"
)

// What can be done about a lead stands below its detail, at every size, and a
// click does it.
func TestButtons(t *testing.T) {
	for _, c := range []struct {
		lead  int
		first string
		want  string
	}{
		{pressing, "leads.accept", "[ a  Accept ]   [ d  Decline… ]"}, {working, "leads.convert", "[ c  Convert… ]"},
		{draft, "leads.submit", "[ b  Submit… ]"}, {submitted, "leads.outcome", "[ r  Outcome… ]"}, {declined, "", ""},
	} {
		for _, s := range [][2]int{{60, 13}, {80, 19}, {120, 35}, {200, 55}} {
			p := at(t, c.lead)
			p.SetSize(s[0], s[1])
			panetest.Settle(t, p, p.Do("leads.open"))
			frame := panetest.Frame(t, p, s[0], s[1])
			if !strings.Contains(frame, c.want) {
				t.Fatalf("lead %d at %d lacks %q:\n%s", c.lead, s[0], c.want, frame)
			}
			if c.first == "" {
				continue
			}
			for y, line := range strings.Split(frame, "\n") {
				if at := strings.Index(line, c.want); at >= 0 {
					x := text.Width(line[:at])
					if got := panetest.One[pane.Do](t, p, p.Click(x+2, y)); got.Action != c.first {
						t.Errorf("lead %d at %d: a click does %q", c.lead, s[0], got.Action)
					}
				}
			}
		}
	}
}

// The columns are those of the list.
func TestColumnsOfLists(t *testing.T) {
	p, _ := open(t, 200, 35)
	for _, want := range [][]string{{"Due", "Score", "Country"}, {"Next by", "Next step"}, {"Status", "To close on"}, {"Outcome", "Why", "On"}} {
		frame := panetest.Frame(t, p, 200, 35)
		for _, title := range want {
			if !strings.Contains(strings.Split(frame, "\n")[2], title) {
				t.Errorf("no column %q:\n%s", title, frame)
			}
		}
		panetest.Settle(t, p, p.Do("leads.next_list"))
	}
}

// A lead says what may be known already of its customer, by what it shows.
func TestKin(t *testing.T) {
	p, b := open(t, 120, 35)
	b.Records[submitted].Company.Name = domain.Outside("ALPINE bank")
	panetest.Settle(t, p, p.Refresh())
	panetest.Settle(t, p, p.Goto(b.Records[working].Ref(), ""))
	if frame := panetest.Frame(t, p, 120, 35); !strings.Contains(frame, "Known already? ALPINE bank") {
		t.Errorf("the other is not named:\n%s", frame)
	}
	panetest.Settle(t, p, p.Goto(b.Records[draft].Ref(), ""))
	if frame := panetest.Frame(t, p, 120, 35); strings.Contains(frame, "Known already?") || *p.Ctx.Busy != 0 {
		t.Errorf("the other is named still, or %d reads are under way:\n%s", *p.Ctx.Busy, frame)
	}
}

func TestHistoryUnfolds(t *testing.T) {
	p, b := open(t, 120, 35)
	b.Records[pressing].Campaign = []domain.Touch{
		{On: domain.NewDate(2026, 11, 2), Campaign: domain.Outside("Spring"), What: domain.Outside("opened a mailing")},
		{On: domain.NewDate(2026, 11, 9), Campaign: domain.Outside("Webinar"), What: domain.Outside("came")},
	}
	panetest.Settle(t, p, p.Refresh())
	for _, c := range []struct{ want, not string }{{"2 campaign touches ▸", "opened a mailing"}, {"Spring · opened a", "2 campaign touches"}} {
		frame := panetest.Frame(t, p, 120, 35)
		if !strings.Contains(frame, c.want) || strings.Contains(frame, c.not) || !strings.Contains(frame, "Offered 1 d 21 h ago by Webinar") {
			t.Errorf("want %q, not %q:\n%s", c.want, c.not, frame)
		}
		panetest.Settle(t, p, p.Do("leads.history"))
	}
}
