package practice

import (
	"context"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// Row is a credential with what it gives in the score.
type Row struct {
	domain.Credential
	Worth domain.CredentialWorth
}

// source reads the pane's rows from a book.
type source struct {
	Book
	programs func(name string) *domain.Program
}

// Rows are rows of the list of credentials.
func (s source) Rows(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[Row], error) {
	page, err := s.Credentials(ctx, q, offset, limit)
	if err != nil {
		return domain.Page[Row]{}, err
	}
	rows, worths := make([]Row, len(page.Rows)), map[string]map[domain.ID]domain.CredentialWorth{}
	for i, c := range page.Rows {
		if worths[c.Program] == nil {
			if worths[c.Program], err = s.worths(ctx, c.Program); err != nil {
				return domain.Page[Row]{}, err
			}
		}
		rows[i] = Row{c, worths[c.Program][c.ID]}
	}
	return pane.WithRows(page, rows), nil
}

// worths are what the credentials of a program give. All of them are read: what
// one gives depends on the others, and there are few.
func (s source) worths(ctx context.Context, program string) (map[domain.ID]domain.CredentialWorth, error) {
	stats, err := s.Stats(ctx, program)
	if err != nil {
		return nil, err
	}
	const some = 1000
	q := domain.Query{Kind: domain.KindCredential, List: domain.ListAll, Sort: domain.Sorts(domain.KindCredential)[0], Program: program}
	var all []domain.Credential
	for {
		page, err := s.Credentials(ctx, q, len(all), some)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Rows...)
		if len(page.Rows) == 0 || len(all) >= page.Total {
			return s.programs(program).CredentialWorths(stats.Score, all, stats.AsOf), nil
		}
	}
}
