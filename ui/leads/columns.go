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

// need is how many cells the columns of a list need beside a detail: in the inbox
// one looks over leads, later at what was done about one.
func need(list string) int {
	if list == domain.ListInbox {
		return 82
	}
	return 0
}

// columns are the columns of a list: what is pressing first, then the lead, and
// what its stage is about.
func columns(ctx *pane.Context, list string) []column {
	w := ctx.Words
	first := func(title string, width int) column {
		return column{Key: "due", Title: w.T(title), Min: width, Flex: 1, Max: max(12, width), Priority: 9, Fit: true,
			Cell:  func(l domain.Lead) string { return when(ctx, l) },
			Style: func(l domain.Lead) *lipgloss.Style { return urgency(ctx, l) }}
	}
	name := column{Key: "name", Title: w.T("leads.column_company"), Min: 20, Flex: 3, Max: 40, Priority: 10, Found: true,
		Cell: func(l domain.Lead) string { return text.Show(l.Company.Name) }}
	product := column{Key: "product", Title: w.T("leads.column_product"), Min: 12, Flex: 2, Max: 16, Fit: true, Priority: 4, Found: true,
		Cell: func(l domain.Lead) string { return text.Show(l.Product) }}
	country := column{Key: "country", Title: w.T("leads.column_country"), Min: 8, Flex: 1, Max: 18, Fit: true, Priority: 5, Found: true,
		Cell: func(l domain.Lead) string { return text.Show(l.Company.Country) }}
	value := column{Key: "value", Title: w.T("leads.column_value"), Min: 8, Priority: 6, Right: true,
		Cell: func(l domain.Lead) string { return w.MoneyShort(l.Value) }}
	about := func(key, title string, width, priority int, say func(domain.Lead) string) column {
		return column{Key: key, Title: w.T(title), Min: width, Flex: 2, Max: 3 * width, Priority: priority, Cell: say}
	}
	switch list {
	case domain.ListWorking:
		next := about("next", "leads.column_next", 14, 7, func(l domain.Lead) string { return text.Show(l.Next.Text) })
		return []column{first("leads.column_by", 12), name, next, scoreColumn(ctx), product, country, value}
	case domain.ListRegistered:
		closes := about("close", "leads.column_close", 11, 7, func(l domain.Lead) string { return w.Date(l.Registration.Close) })
		closes.Flex, closes.Max = 0, 0
		return []column{first("leads.column_status", 11), name, product, country, closes, value}
	case domain.ListClosed:
		why := about("why", "leads.column_why", 14, 7, func(l domain.Lead) string { return why(ctx, l) })
		on := about("on", "leads.column_on", 11, 3, func(l domain.Lead) string { return w.Date(ctx.ProgramOf(l.Program).Day(since(l))) })
		on.Flex, on.Max = 0, 0
		return []column{first("leads.column_outcome", 10), why, name, product, country, value, on}
	}
	if list == domain.ListAll {
		return []column{first("leads.column_status", 12), scoreColumn(ctx), name, product, country, value}
	}
	return []column{first("leads.column_due", 9), scoreColumn(ctx), dots(ctx), name, product, country, value}
}

func scoreColumn(ctx *pane.Context) column {
	return column{Key: "score", Title: ctx.Words.T("leads.column_score"), Min: 5, Priority: 8,
		Cell: func(l domain.Lead) string { return band(ctx, l) }}
}

func dots(ctx *pane.Context) column {
	return column{Key: "dots", Title: "", Min: 5, Priority: 2,
		Cell: func(l domain.Lead) string {
			if len(l.Qualification) == 0 {
				return ""
			}
			return chart.Dots(ctx.Theme.Glyphs, ctx.ProgramOf(l.Program).Qualify(l).Points, 100, 5)
		},
		Style: func(domain.Lead) *lipgloss.Style { return &ctx.Theme.Accent }}
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
	case status == domain.LeadAccepted || status == domain.LeadWorking || status == domain.LeadApproved:
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

// why is why a lead ended: the program's words for the reason, then what was
// said about it.
func why(ctx *pane.Context, l domain.Lead) string {
	if l.StatusAt(ctx.Now()) == domain.LeadLapsed {
		if l.Reason == domain.ReasonNoActivity {
			return ctx.Words.T("leads.why_idle")
		}
		return ctx.Words.T("leads.why_unanswered")
	}
	return pane.Joined(": ", reason(ctx, l), text.Show(l.Remark))
}

func reason(ctx *pane.Context, l domain.Lead) string {
	rules := ctx.ProgramOf(l.Program).Leads
	known, ok := map[domain.LeadStatus][]domain.Titled{
		domain.LeadDeclined: rules.DeclineReasons, domain.LeadRejected: rules.RejectionReasons, domain.LeadClosed: rules.CloseReasons,
	}[l.Status]
	if !ok {
		return ""
	}
	return domain.Clean(domain.TitleOf(known, l.Reason))
}
