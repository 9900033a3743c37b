package pipeline_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

// origin is the lead that one of the deals came from, and fromLead which.
var origin = domain.Lead{
	ID: panetest.ID(77), Company: domain.Company{Name: domain.Outside("Regional\x1b[2J retailer")}, Source: domain.Outside("Spring campaign"),
}

const fromLead = 2

// Stages has every deal in the first stage for as long as it is in its own.
func (b book) Stages(_ context.Context, id domain.ID) ([]domain.StageVisit, error) {
	for _, o := range b.Records {
		if o.ID == id && !o.StageAt.IsZero() {
			before := o.StageAt.Add(-37 * 24 * time.Hour)
			return []domain.StageVisit{
				{Stage: "Qualification", Probability: 10, From: before, Until: o.StageAt},
				{Stage: o.Stage, Outcome: o.Outcome, Probability: o.Probability, From: o.StageAt},
			}, b.Err
		}
	}
	return nil, b.Err
}

// Lead is the lead that a deal came from, converted with its contact.
func (b book) Lead(_ context.Context, id domain.ID) (domain.Lead, error) {
	l := origin
	l.ID, l.Status = id, domain.LeadConverted
	l.Contact = domain.Contact{Name: domain.Outside("Ada Lovelace"), Email: domain.Outside("ada@acme.example")}
	return l, b.Err
}

// The deal leads on to its lead by a key and by a click on the line, wherever
// that line stands.
func TestTheWayToTheLead(t *testing.T) {
	for _, size := range [][2]int{{60, 13}, {80, 19}, {120, 35}, {200, 55}} {
		p, b := open(t, size[0], size[1])
		panetest.Settle(t, p, p.Goto(b.Records[fromLead].Ref(), ""))
		want := domain.Ref{Kind: domain.KindLead, ID: origin.ID}
		if got := panetest.One[pane.Goto](t, p, p.Do("pipeline.to_lead")); got.Ref != want {
			t.Errorf("%v: the key leads to %v", size, got)
		}
		clicked := false
		for range 30 {
			for y, line := range strings.Split(panetest.Frame(t, p, size[0], size[1]), "\n") {
				before, _, ok := strings.Cut(line, "o  Regional")
				if !ok || clicked {
					continue
				}
				clicked = true
				if got := panetest.One[pane.Do](t, p, p.Click(len([]rune(before))+4, y)); got.Action != "pipeline.to_lead" {
					t.Errorf("%v: a click asks for %v", size, got)
				}
			}
			p.Wheel(size[0]-2, 5, 1)
		}
		if !clicked {
			t.Errorf("%v: the lead is nowhere in the detail", size)
		}
	}
	if why, ok := at(t, 0).Can("pipeline.to_lead"); ok || why == "" {
		t.Error("a deal without a lead leads to one")
	}
}

// Only the deal that shows is told of, and what is told is renewed with the book.
func TestStagesOfTheDealThatShows(t *testing.T) {
	p, b := open(t, 120, 35)
	panetest.Settle(t, p, p.Goto(b.Records[1].Ref(), ""))
	shown := panetest.Frame(t, p, 120, 35)
	for _, want := range []string{"Stages", "• Negotiation/Review", "· Qualification", "37 d", "40 d"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the stages lack %q:\n%s", want, shown)
		}
	}
	b.Records[1].Stage = "Value Proposition"
	panetest.Settle(t, p, p.Refresh())
	if shown = panetest.Frame(t, p, 120, 35); !strings.Contains(shown, "• Value Proposition") {
		t.Errorf("the stages are not those of the book:\n%s", shown)
	}
}
