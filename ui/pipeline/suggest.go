package pipeline

import (
	"context"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// suggest completes the customer from the deals of the book.
func suggest(book Book) func(string, map[string]string) func() ([]form.Suggestion, error) {
	return func(field string, values map[string]string) func() ([]form.Suggestion, error) {
		typed := values[field]
		q := domain.Query{Kind: domain.KindOpportunity, List: domain.ListAll, Match: pane.Matching("customer", typed), Quick: true}
		if q.Match == "" {
			return nil
		}
		return func() ([]form.Suggestion, error) {
			found, err := book.Opportunities(context.Background(), q, 0, pane.SuggestRows)
			var all []form.Suggestion
			for _, o := range found.Rows {
				if pane.Holds(typed, o.Customer) {
					all = append(all, form.Suggestion{Label: o.Customer, Values: map[string]domain.Untrusted{string(domain.OppCustomer): o.Customer}})
				}
			}
			return pane.Distinct(all), err
		}
	}
}
