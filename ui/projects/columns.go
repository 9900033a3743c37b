package projects

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/grid"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

type column = grid.Column[Row]

func columns(ctx *pane.Context, list string) []column {
	w := ctx.Words
	all := []column{
		{Key: string(domain.SortName), Title: w.T("projects.name"), Min: 17, Flex: 3, Max: 44, Priority: 10, Found: true,
			Cell: func(r Row) string { return text.Show(r.Project.Name) }},
		{Key: "customer", Title: w.T("projects.customer"), Min: 16, Flex: 2, Max: 30, Priority: 9, Found: true,
			Cell: func(r Row) string { return text.Show(r.Project.Customer) }},
		{Key: "kind", Title: w.T("projects.kind"), Min: 14, Fit: true, Priority: 3,
			Cell: func(r Row) string { return w.Value(string(r.Project.Kind)) }},
		{Key: "role", Title: w.T("projects.role"), Min: 13, Fit: true, Priority: 2,
			Cell: func(r Row) string { return w.Value(string(r.Project.Role)) }},
		{Key: "status", Title: w.T("projects.status"), Min: 12, Fit: true, Priority: 5,
			Cell: func(r Row) string { return status(ctx, r.Project) }},
		{Key: string(domain.SortDate), Title: w.T("projects.end"), Min: 13, Priority: 7,
			Cell:  func(r Row) string { return ending(ctx, r.Project) },
			Style: func(r Row) *lipgloss.Style { return pressing(ctx, r.Project) }},
		{Key: "contacts", Title: w.T("projects.contacts"), Min: 8, Priority: 6,
			Cell: func(r Row) string { return consents(ctx, r.Project) }},
		{Key: "counts", Title: w.T("projects.column_counts"), Min: 16, Priority: 8,
			Cell:  func(r Row) string { return ctx.Counts(r.Standing, r.Project.Program) },
			Style: func(r Row) *lipgloss.Style { return ctx.CountsStyle(r.Standing) }},
		{Key: string(domain.SortScore), Title: w.T("projects.csat"), Min: 6, Priority: 8, Right: true,
			Cell: func(r Row) string { return csat(ctx, r.Project.CSAT) }},
	}
	return slices.DeleteFunc(all, func(c column) bool { return !has(list, c.Key) })
}

// has says what of a project a list tells: what is under way does not count yet,
// and the contacts of what is completed have agreed.
func has(list, column string) bool {
	switch list {
	case domain.ListActive:
		return column != "counts" && column != string(domain.SortScore)
	case domain.ListCompleted:
		return column != "status" && column != "contacts"
	case domain.ListTerminated:
		return column != "status" && column != "contacts" && column != "counts" && column != string(domain.SortScore)
	}
	return column != "contacts"
}

// status is a sign and a word.
func status(ctx *pane.Context, p domain.Project) string {
	g := ctx.Theme.Glyphs
	sign := map[domain.ProjectStatus]string{
		domain.ProjectActive: g.Right, domain.ProjectOnHold: g.Clock, domain.ProjectCompleted: g.Check, domain.ProjectTerminated: g.Cross,
	}[p.Status]
	return sign + " " + ctx.Words.Value(string(p.Status))
}

// ending is the end date; one that passed with the project under way is marked.
func ending(ctx *pane.Context, p domain.Project) string {
	if ended(ctx, p) {
		return ctx.Theme.Glyphs.Warn + " " + ctx.Words.Date(p.End)
	}
	return ctx.Words.Date(p.End)
}

// ended reports whether the planned end of an active project has come.
func ended(ctx *pane.Context, p domain.Project) bool {
	return p.Status == domain.ProjectActive && p.End != 0 && p.End <= today(ctx, p)
}

func pressing(ctx *pane.Context, p domain.Project) *lipgloss.Style {
	if ended(ctx, p) {
		return &ctx.Theme.Overdue
	}
	return nil
}

// consents has a sign for each contact that a survey needs: agreed, not agreed
// or nobody yet. An address that is there twice is asked once.
func consents(ctx *pane.Context, p domain.Project) string {
	g := ctx.Theme.Glyphs
	var b strings.Builder
	for n := range max(domain.ProjectContacts, len(p.Contacts)) {
		switch {
		case n >= len(p.Contacts):
			b.WriteString(g.Dot)
		case agrees(p, n):
			b.WriteString(g.Check)
		default:
			b.WriteString(g.Cross)
		}
	}
	return b.String()
}

// agrees reports whether the nth contact is one more who can be asked.
func agrees(p domain.Project, n int) bool {
	before := domain.Project{Contacts: p.Contacts[:n]}
	with := domain.Project{Contacts: p.Contacts[:n+1]}
	return with.Consenting() > before.Consenting()
}

// csat is the score with two decimals, nothing where there is no answer.
func csat(ctx *pane.Context, c domain.CSAT) string {
	if c.IsZero() {
		return ""
	}
	score := c.Score()
	return ctx.Words.Ratio2(score.Num, score.Den)
}
