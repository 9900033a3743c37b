package surveys

import (
	"reflect"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

func TestCases(t *testing.T) {
	b := sample()
	id := b.Records[notAbove].ID
	at, number := ago(3*day), domain.Outside("CS-1")
	b.Records[notAbove].Cases = []domain.Case{
		{Kind: domain.CaseResend, Number: number, OpenedAt: at},
		{Kind: domain.CaseResend, OpenedAt: at},
		{Kind: domain.CaseScoreIssue, OpenedAt: at, ClosedAt: at},
		{Kind: domain.CaseScoreIssue, OpenedAt: at, AnsweredAt: at},
		{Kind: domain.CaseResend, OpenedAt: at},
	}
	for _, c := range []struct {
		typed []string
		want  domain.Command
	}{
		{nil, domain.AnswerCase{ID: id, Kind: domain.CaseResend}},
		{[]string{"became", "closed"}, domain.CloseCase{ID: id, Kind: domain.CaseResend}},
		{[]string{"case", "1", "became", "closed"}, domain.CloseCase{ID: id, Kind: domain.CaseScoreIssue}},
		{[]string{"case", "2"}, domain.AnswerCase{ID: id, Kind: domain.CaseResend, Number: number}},
	} {
		r := start(t, b, 120, 35).on(b.Records[notAbove])
		if why, ok := r.Can(Scope + ".case_end"); !ok {
			t.Fatal(why)
		}
		fill := panetest.One[pane.Fill](t, r, r.Do(Scope+".case_end"))
		if n := len(fill.Pages[0].Fields[0].Choices); n != 3 {
			t.Errorf("%d cases to choose from", n)
		}
		got, err := fill.Submit(panetest.Typed(t, fill, c.typed...))
		if err != nil || !reflect.DeepEqual(got.Command, c.want) {
			t.Errorf("%q: %#v, %v; want %#v", c.typed, got.Command, err, c.want)
		}
		if res := panetest.Decided(t, got.Command, b.Records[notAbove]); len(res.Records) != 1 {
			t.Errorf("%q changes %v", c.typed, res.Records)
		}
		if said := got.Said(domain.Result{}); said == "" || strings.Contains(said, "⟦") {
			t.Errorf("%q says %q", c.typed, said)
		}
		if _, err := fill.Submit(map[string]string{"case": "9"}); err == nil {
			t.Error("a case that there is not is taken")
		}
	}
	// An older case without a number is not meant where a newer one of its kind has one.
	both := domain.Survey{Cases: []domain.Case{{Kind: domain.CaseResend}, {Kind: domain.CaseResend, Number: number}}}
	if on := goingOn(both); len(on) != 1 || on[0].Number != number {
		t.Errorf("offers %+v", on)
	}
	r := start(t, b, 120, 35).on(b.Records[notAbove])
	fill := panetest.One[pane.Fill](t, r, r.Do(Scope+".case_end"))
	if a, err := fill.Submit(map[string]string{"case": "1", "became": "answered"}); err == nil {
		t.Errorf("an answered case is answered again: %v", a.Command)
	}
	if frame := panetest.Frame(t, r, 120, 60); !strings.Contains(frame, "closed on") || !strings.Contains(frame, "answered on") {
		t.Errorf("what became of the cases does not show:\n%s", frame)
	}
	for _, c := range []int{waiting, queued} {
		r.on(b.Records[c])
		if why, ok := r.Can(Scope + ".case_end"); ok || strings.Contains(why, "⟦") {
			t.Errorf("survey %d has no case: %v %q", c, ok, why)
		}
		if cmd := r.Do(Scope + ".case_end"); cmd != nil {
			t.Error("no case asks something")
		}
	}
}
