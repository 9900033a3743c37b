package leads

import (
	"strconv"

	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/grid"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

type column = grid.Column[domain.Lead]

func columns(ctx *pane.Context) []column {
	w := ctx.Words
	return []column{
		{Key: "due", Title: w.T("leads.column_due"), Min: 12, Priority: 9,
			Cell:  func(l domain.Lead) string { return when(ctx, l) },
			Style: func(l domain.Lead) *lipgloss.Style { return urgency(ctx, l) }},
		{Key: "score", Title: w.T("leads.column_score"), Min: 5, Priority: 8,
			Cell: func(l domain.Lead) string { return band(ctx, l) }},
		{Key: "dots", Title: "", Min: 5, Priority: 2,
			Cell: func(l domain.Lead) string {
				if len(l.Qualification) == 0 {
					return ""
				}
				return chart.Dots(ctx.Theme.Glyphs, ctx.ProgramOf(l.Program).Qualify(l).Points, 100, 5)
			},
			Style: func(domain.Lead) *lipgloss.Style { return &ctx.Theme.Accent }},
		{Key: "name", Title: w.T("leads.column_company"), Min: 16, Flex: 3, Max: 44, Priority: 10, Found: true,
			Cell: func(l domain.Lead) string { return text.Show(l.Company.Name) }},
		{Key: "product", Title: w.T("leads.column_product"), Min: 10, Flex: 1, Max: 24, Priority: 5, Found: true,
			Cell: func(l domain.Lead) string { return text.Show(l.Product) }},
		{Key: "country", Title: w.T("leads.column_country"), Min: 6, Flex: 1, Max: 16, Priority: 3, Found: true,
			Cell: func(l domain.Lead) string { return text.Show(l.Company.Country) }},
		{Key: "value", Title: w.T("leads.column_value"), Min: 9, Priority: 6, Right: true,
			Cell: func(l domain.Lead) string { return w.MoneyShort(l.Value) }},
	}
}

// when is what is pressing about a lead: the time left to answer, the next
// step, or what became of it.
func when(ctx *pane.Context, l domain.Lead) string {
	now := ctx.Now()
	status := l.StatusAt(now)
	if status != domain.LeadOffered && ctx.Reminded(l, l.Program) {
		return ctx.Theme.Glyphs.Warn + " " + standsAt(ctx, l, status)
	}
	return standsAt(ctx, l, status)
}

func standsAt(ctx *pane.Context, l domain.Lead, status domain.LeadStatus) string {
	now := ctx.Now()
	switch status {
	case domain.LeadOffered:
		return ctx.Words.Left(l.Due.Sub(now))
	case domain.LeadAccepted, domain.LeadWorking:
		if l.Next.On != 0 {
			return ctx.Words.Day(l.Next.On)
		}
		if due := l.ActivityDue(ctx.ProgramOf(l.Program)); !due.IsZero() && due.After(now) {
			return ctx.Words.Left(due.Sub(now))
		}
		return ctx.Words.Value(string(status))
	default:
		return ctx.Words.Value(string(status))
	}
}

func urgency(ctx *pane.Context, l domain.Lead) *lipgloss.Style {
	switch status := l.StatusAt(ctx.Now()); {
	case ctx.Reminded(l, l.Program):
		return &ctx.Theme.Overdue
	case status == domain.LeadOffered:
		return &ctx.Theme.Strong
	case status == domain.LeadAccepted || status == domain.LeadWorking:
		return nil
	}
	return &ctx.Theme.Muted
}

// band is the qualification score as "A 91".
func band(ctx *pane.Context, l domain.Lead) string {
	if len(l.Qualification) == 0 {
		return ""
	}
	q := ctx.ProgramOf(l.Program).Qualify(l)
	return q.Band + " " + text.Right(strconv.Itoa(q.Points), 3)
}
