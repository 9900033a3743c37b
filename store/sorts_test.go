package store

import (
	"bytes"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

// TestOrders puts records of each kind in the order in which they are to be
// listed and holds their keys against it.
func TestOrders(t *testing.T) {
	p, err := domain.Preset(domain.DefaultProgram)
	if err != nil {
		t.Fatal(err)
	}
	at := func(day int) time.Time { return time.Date(2026, time.November, day, 9, 0, 0, 0, time.UTC) }
	on := func(day int) domain.Date { return domain.NewDate(2026, time.November, day) }
	usd := func(n int) domain.Money { return domain.Money{Mils: domain.Count(n), Currency: "USD"} }
	name := domain.Outside
	working := func(day int) domain.Lead {
		return domain.Lead{Status: domain.LeadWorking, Next: domain.NextStep{On: on(day)}}
	}
	for sort, orders := range map[domain.Sort][][]domain.Record{
		domain.SortDue: {{
			domain.Lead{Status: domain.LeadOffered, Due: at(3)}, domain.Lead{Status: domain.LeadOffered, Due: at(9)},
			domain.Lead{Status: domain.LeadLapsed, Due: at(2)}, domain.Lead{Status: domain.LeadLapsed, Due: at(1)},
			working(4), working(8), domain.Lead{Status: domain.LeadAccepted},
			domain.Lead{Status: domain.LeadClosed, ClosedAt: at(9)}, domain.Lead{Status: domain.LeadConverted, ClosedAt: at(5)},
		}},
		domain.SortDate: {{
			domain.Opportunity{CloseDate: on(3)}, domain.Opportunity{CloseDate: on(9)}, domain.Opportunity{},
			domain.Opportunity{Outcome: domain.OutcomeWon, CloseDate: on(9)}, domain.Opportunity{Outcome: domain.OutcomeLost, CloseDate: on(3)},
		}, {
			domain.Project{End: on(9)}, domain.Project{Start: on(5)}, domain.Project{CreatedAt: at(1)},
		}, {
			domain.Survey{QueuedAt: at(1), AnsweredAt: at(9)}, domain.Survey{QueuedAt: at(2), SentAt: at(5)}, domain.Survey{QueuedAt: at(3)},
		}},
		domain.SortValue: {{
			domain.Opportunity{Amount: usd(90)}, domain.Opportunity{Amount: usd(9)}, domain.Opportunity{},
		}},
		domain.SortStage: {{
			domain.Opportunity{Stage: "Prospecting"}, domain.Opportunity{Stage: "Closed Won"}, domain.Opportunity{Stage: "of an older program"},
		}},
		domain.SortName: {{
			domain.Project{Name: name("Äpfel")}, domain.Project{Name: name("birnen")}, domain.Project{Name: name("物流")},
		}},
		domain.SortScore: {{
			domain.Project{CSAT: domain.CSAT{Sum: 43, Rated: 10, Answered: true}}, domain.Project{CSAT: domain.CSAT{Sum: 42, Rated: 10, Answered: true}},
			domain.Project{CSAT: domain.CSAT{Answered: true}},
		}},
	} {
		for _, order := range orders {
			for i := 1; i < len(order); i++ {
				if before, after := sortKey(p, order[i-1], sort), sortKey(p, order[i], sort); bytes.Compare(before, after) >= 0 {
					t.Errorf("by %s: %+v does not come before %+v", sort, order[i-1], order[i])
				}
			}
		}
	}
}
