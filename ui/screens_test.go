package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/uitest"
)

// firstDay is a book on the day that it was made: it has a firm, a list that was
// saved, and nothing else.
type firstDay struct {
	Book
	past []domain.Past
	kept map[string][]byte
}

func (firstDay) Leads(context.Context, domain.Query, int, int) (p domain.Page[domain.Lead], err error) {
	return p, err
}

func (firstDay) Opportunities(context.Context, domain.Query, int, int) (p domain.Page[domain.Opportunity], err error) {
	return p, err
}

func (firstDay) Projects(context.Context, domain.Query, int, int) (p domain.Page[domain.Project], err error) {
	return p, err
}

func (firstDay) Surveys(context.Context, domain.Query, int, int) (p domain.Page[domain.Survey], err error) {
	return p, err
}

func (firstDay) Stories(context.Context, domain.Query, int, int) (p domain.Page[domain.Story], err error) {
	return p, err
}

func (firstDay) Credentials(context.Context, domain.Query, int, int) (p domain.Page[domain.Credential], err error) {
	return p, err
}

func (firstDay) Counts(context.Context, string) (map[domain.Kind]map[string]int, error) {
	return nil, nil
}

func (firstDay) Place(context.Context, domain.Query, domain.ID) (int, bool, error) {
	return 0, false, nil
}

func (firstDay) Length(context.Context, domain.Query, int) (l domain.Length, err error) {
	return l, err
}

func (firstDay) Forecast(context.Context, string) (domain.Forecast, error) {
	p, err := domain.Preset(domain.DefaultProgram)
	return domain.NewForecaster(p, panetest.Now).Forecast(), err
}

func (firstDay) Head(context.Context) (uint64, error) { return 1, nil }

func (firstDay) Stats(context.Context, string) (domain.Stats, error) {
	p, err := domain.Preset(domain.DefaultProgram)
	return domain.NewTally(p, panetest.Now).Stats(), err
}

func (firstDay) Plan(context.Context, string, domain.Date) (p domain.Plan, err error) { return p, err }

func (firstDay) Breakdown(context.Context, string, domain.Dimension, domain.Span) ([]domain.Row, error) {
	return nil, nil
}

func (firstDay) Standings(context.Context, []domain.Project) ([]domain.Standing, error) {
	return nil, nil
}

func (firstDay) StoriesOf(context.Context, []domain.ID) (map[domain.ID][]domain.Story, error) {
	return nil, nil
}

func (firstDay) Lapse(context.Context) (int, error) { return 0, nil }

func (firstDay) Undoable(context.Context) (u domain.Undoable, err error) { return u, err }

func (b firstDay) Past(context.Context, int) ([]domain.Past, error) { return b.past, nil }

func (firstDay) Firm(context.Context) (domain.Firm, error) {
	return domain.Firm{Name: domain.Outside("Nimbus Consulting"), Programs: []string{domain.DefaultProgram}}, nil
}

func (firstDay) Waiting(context.Context, string) (w domain.Waiting, err error) { return w, err }

func (b firstDay) Kept(_ context.Context, key string) ([]byte, error) { return b.kept[key], nil }

func (b firstDay) Keep(_ context.Context, key string, value []byte) error {
	b.kept[key] = value
	return nil
}

func (b firstDay) Rekeep(ctx context.Context, key string, change func([]byte) ([]byte, error)) error {
	return panetest.Desk(b.kept).Rekeep(ctx, key, change)
}

// newFirstDay is the screen on a new book.
func newFirstDay(t *testing.T, o theme.Options) *App {
	t.Helper()
	ctx := panetest.Context(t)
	lists, err := domain.WriteSavedLists([]domain.SavedList{{Name: "Retail France", List: domain.ListInbox, Filter: "country:fr retail", Sort: "-value"}})
	if err != nil {
		t.Fatal(err)
	}
	b := firstDay{kept: map[string][]byte{domain.SavedListsKey(domain.KindLead): lists}}
	for i := range 30 {
		e := domain.Entry{N: uint64(30 - i), At: panetest.Now.Add(-time.Duration(i) * time.Hour), Who: domain.Outside("ann"), Command: "lead.accept"}
		p := domain.Past{Entry: e}
		switch i % 3 {
		case 1:
			p.Why = domain.Refused("undo.superseded", "kind", domain.KindLead)
		case 2:
			p.Why = domain.Refused("undo.outside")
		}
		b.past = append(b.past, p)
	}
	return New(Config{
		Book: b, Words: ctx.Words, Now: ctx.Now, NewID: ctx.NewID, Programs: ctx.Programs, Program: domain.DefaultProgram,
		Theme: o, Transfer: &porter{result: Imported{
			Rows: 9, Made: 2, Changed: 1, Same: 4, Assumed: []string{"Read as UTF-8, with commas between the columns."},
			Columns:  []ImportedColumn{{domain.Outside("Company / Account"), "company"}, {domain.Outside("会社名"), "customer"}, {domain.Outside("Odd"), ""}},
			Rejected: []RejectedRow{{Row: 3, Column: domain.Outside("Amount"), Reason: "much is no amount"}, {Row: 7, Reason: "it has no company"}},
			Notices:  []ImportNotice{{2, "They are accepted, and do not say when."}},
		}},
	})
}

// shots are what is looked at: the keys or the message that lead there.
var shots = map[string]struct {
	keys []string
	send tea.Msg
}{
	"leads": {keys: []string{"1"}}, "pipeline": {keys: []string{"2"}}, "board": {keys: []string{"2", "v"}}, "projects": {keys: []string{"3"}},
	"surveys": {keys: []string{"4"}}, "stats": {keys: []string{"5"}}, "practice": {keys: []string{"5", "c"}},
	"palette": {keys: []string{":"}}, "palette-none": {keys: []string{":", "z", "z", "z"}}, "help": {keys: []string{"3", "?"}},
	"lists": {keys: []string{"1", "f"}}, "sort": {keys: []string{"2", "s"}}, "undo": {keys: []string{"U", "down"}},
	"search": {keys: []string{"1", "/", "s", "t"}}, "save-list": {keys: []string{"1", "F"}},
	"what-if": {keys: []string{"5", "w"}}, "roi": {keys: []string{"5", "o"}},
	"import":   {keys: []string{"I"}},
	"messages": {keys: []string{"!"}, send: pane.Tell{Text: "Accepted 物流グループ: the contact is here now."}},
	"question": {send: pane.Ask{
		Title: "Decline 物流グループ?", Yes: "Decline",
		Lines: []string{"The lead goes back to the program. It cannot be taken back, and the program sees the reason.", "", "Reason: not our region"},
	}},
	"picker": {send: pane.Pick{Title: "Why is it declined?", At: 1, Choices: []pane.Choice{
		{Label: "No capacity", Side: "2 so far"}, {Label: "Not our region"}, {Label: "Conflict of interest", Why: "Only the program may say so."},
	}}},
	"report":   {send: BeginImport{Job: Import{Kind: domain.KindLead, File: "/home/me/leads.csv", DryRun: true}}},
	"progress": {send: BeginImport{Job: Import{Kind: domain.KindLead, File: "/home/me/leads.csv", Rows: 200_000}}},
}

// TestScreens holds overlays and empty panes against their pictures.
func TestScreens(t *testing.T) {
	for name, shot := range shots {
		t.Run(name, func(t *testing.T) {
			a := newFirstDay(t, theme.Options{NoColor: true})
			d := uitest.NewDirect(a, 80, 24)
			d.Rest()
			if shot.send != nil {
				d.Send(shot.send)
				if name == "progress" { // it never ends
					a.moving.progress.Done.Store(124_000)
				} else {
					d.Rest()
				}
			}
			for _, key := range shot.keys {
				d.Send(uitest.Press(key))
				d.Rest()
			}
			for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}, {200, 60}} {
				d.Send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				if a.moving == nil {
					d.Rest()
				}
				frame := a.View().Content
				uitest.Fits(t, frame, size[0], size[1])
				uitest.Golden(t, fmt.Sprintf("%dx%d", size[0], size[1]), trimmed(frame))
			}
		})
	}
}

// While a field of a pane takes all keys, the footer tells those of the field, and
// a click on it does nothing.
func TestTheFooterOfAField(t *testing.T) {
	for _, keys := range [][]string{{"1", "/"}, {"1", "F"}, {"5", "w"}, {"5", "o"}} {
		a := newFirstDay(t, theme.Options{NoColor: true})
		d := uitest.NewDirect(a, 120, 24)
		d.Settle(1000)
		for _, key := range keys {
			d.Send(uitest.Press(key))
			d.Settle(1000)
		}
		lines := strings.Split(ansi.Strip(a.View().Content), "\n")
		if foot := lines[23]; !strings.Contains(foot, "esc") || strings.Contains(foot, "actions") || strings.Contains(foot, "save  ") {
			t.Errorf("%v: the footer is %q", keys, foot)
		}
		for x := range 120 {
			d.Send(tea.MouseClickMsg{X: x, Y: 23, Button: tea.MouseLeft})
			d.Settle(1000)
		}
		if after := strings.Split(ansi.Strip(a.View().Content), "\n"); after[23] != lines[23] || len(a.overlays) > 0 {
			t.Errorf("%v: a click leads to\n%s", keys, strings.Join(after, "\n"))
		}
	}
}

// trimmed is a frame as plain text without blanks at the ends of its lines.
func trimmed(frame string) string {
	lines := strings.Split(ansi.Strip(frame), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// TestTooSmall says how large the terminal is to be, in whatever room there is.
func TestTooSmall(t *testing.T) {
	d := uitest.NewDirect(newFirstDay(t, theme.Options{NoColor: true}), 80, 24)
	for _, size := range [][2]int{{39, 24}, {80, 9}, {20, 4}, {8, 2}} {
		d.Send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		frame := d.Model.View().Content
		uitest.Fits(t, frame, size[0], size[1])
		uitest.Golden(t, fmt.Sprintf("%dx%d", size[0], size[1]), trimmed(frame))
	}
}
