package pipeline

import (
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/grid"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

type column = grid.Column[domain.Opportunity]

func columns(ctx *pane.Context) []column {
	w := ctx.Words
	return []column{
		{Key: string(domain.SortName), Title: w.T("pipeline.name"), Min: 20, Flex: 3, Max: 44, Priority: 10, Found: true,
			Cell: func(o domain.Opportunity) string { return text.Show(o.Name) }},
		{Key: "customer", Title: w.T("pipeline.customer"), Min: 12, Flex: 2, Max: 30, Priority: 6, Found: true, Fit: true,
			Cell: func(o domain.Opportunity) string { return customer(o) }},
		{Key: string(domain.SortStage), Title: w.T("pipeline.stage"), Min: 14, Flex: 3, Max: 22, Fit: true, Priority: 7,
			Cell:  func(o domain.Opportunity) string { return domain.Clean(o.Stage) },
			Style: func(o domain.Opportunity) *lipgloss.Style { return outcomeStyle(ctx, o) }},
		{Key: "probability", Title: w.T("pipeline.column_probability"), Min: 5, Priority: 2, Right: true,
			Cell: func(o domain.Opportunity) string { return w.Percent(int64(o.Probability), 100) }},
		{Key: string(domain.SortValue), Title: w.T("pipeline.amount"), Min: 9, Priority: 8, Right: true,
			Cell: func(o domain.Opportunity) string { return w.MoneyShort(o.Amount) }},
		{Key: "acv", Title: w.T("pipeline.acv"), Min: 9, Priority: 5, Right: true,
			Cell: func(o domain.Opportunity) string { return w.MoneyShort(o.ACV) }},
		{Key: "kind", Title: w.T("pipeline.column_kind"), Min: 7, Fit: true, Priority: 4,
			Cell: func(o domain.Opportunity) string { return kind(ctx, o) }},
		{Key: string(domain.SortDate), Title: w.T("pipeline.column_close"), Min: 13, Priority: 9,
			Cell:  func(o domain.Opportunity) string { return closing(ctx, o) },
			Style: func(o domain.Opportunity) *lipgloss.Style { return pressing(ctx, o) }},
		{Key: "age", Title: w.T("pipeline.column_age"), Min: 8, Priority: 3, Right: true,
			Cell: func(o domain.Opportunity) string { return age(ctx, o) }},
	}
}

// customer is a deal's customer, nothing where its name says that already.
func customer(o domain.Opportunity) string {
	name := text.Show(o.Customer)
	if strings.HasPrefix(text.Show(o.Name), name) {
		return ""
	}
	return name
}

// kind is the part in the ACV, nothing where there is none.
func kind(ctx *pane.Context, o domain.Opportunity) string {
	if o.Kind == domain.NoACV {
		return ""
	}
	return ctx.Words.Value(string(o.Kind))
}

// closing is the close date; one that passed with the deal still open is marked.
func closing(ctx *pane.Context, o domain.Opportunity) string {
	if overdue(ctx, o, o.CloseDate) {
		return ctx.Theme.Glyphs.Warn + " " + ctx.Words.Date(o.CloseDate)
	}
	return ctx.Words.Date(o.CloseDate)
}

// overdue reports whether a day that an open deal was to keep has passed.
func overdue(ctx *pane.Context, o domain.Opportunity, on domain.Date) bool {
	return o.Outcome == domain.OutcomeOpen && on != 0 && on < ctx.ProgramOf(o.Program).Day(ctx.Now())
}

func pressing(ctx *pane.Context, o domain.Opportunity) *lipgloss.Style {
	if overdue(ctx, o, o.CloseDate) {
		return &ctx.Theme.Overdue
	}
	return nil
}

func outcomeStyle(ctx *pane.Context, o domain.Opportunity) *lipgloss.Style {
	switch o.Outcome {
	case domain.OutcomeWon:
		return &ctx.Theme.Good
	case domain.OutcomeLost:
		return &ctx.Theme.Muted
	case domain.OutcomeOpen:
	}
	return nil
}

// age is how long the deal has been in its stage.
func age(ctx *pane.Context, o domain.Opportunity) string {
	if o.StageAt.IsZero() {
		return ""
	}
	return inDays(ctx, ctx.Now().Sub(o.StageAt))
}

// inDays is a time in days from the first day on.
func inDays(ctx *pane.Context, d time.Duration) string {
	const day = 24 * time.Hour
	if d >= day {
		d = d.Truncate(day)
	}
	return ctx.Words.Left(d)
}
