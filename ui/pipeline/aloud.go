package pipeline

import (
	"context"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// Stage is a column of the board as it is read out.
type Stage struct {
	Name  string
	Count int
	Sum   domain.Money
	// from is where its deals begin among all that are open, by stage.
	from int
}

// Stages are the columns of the board, which is read out as one list a stage. They
// read the book.
func (p *Pane) Stages(ctx context.Context) ([]Stage, error) {
	f, _, err := readBoard(ctx, p.book, p.Ctx.Program.Name, false)
	if err != nil {
		return nil, err
	}
	var all []Stage
	from := 0
	for _, s := range f.Stages {
		sum := domain.Money{Mils: s.Amount, Currency: p.Ctx.Program.Currency}
		all = append(all, Stage{domain.Clean(s.Stage.Name), s.Count, sum, from})
		from += s.Count
	}
	return all, nil
}

// InStage are deals of a stage in words, and how many there are in all.
func (p *Pane) InStage(ctx context.Context, s Stage, offset, limit int) ([]pane.Said, int, error) {
	limit = min(limit, s.Count-offset)
	if limit <= 0 {
		return nil, s.Count, nil
	}
	page, err := p.book.Opportunities(ctx, byStage(p.Ctx.Program.Name), s.from+offset, limit)
	if err != nil {
		return nil, 0, err
	}
	said := make([]pane.Said, len(page.Rows))
	for i, o := range page.Rows {
		said[i] = pane.Said{Ref: o.Ref(), Text: p.Sentence(domain.ListOpen, o)}
	}
	return said, s.Count, nil
}
