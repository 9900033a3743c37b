package practice

import (
	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/grid"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

type column = grid.Column[Row]

func columns(ctx *pane.Context) []column {
	w := ctx.Words
	return []column{
		{Key: "kind", Title: w.T("practice.kind"), Min: 13, Fit: true, Priority: 8,
			Cell: func(c Row) string { return w.Value(string(c.Kind)) }},
		{Key: "title", Title: w.T("practice.title"), Min: 16, Flex: 3, Max: 44, Priority: 10, Found: true,
			Cell: func(c Row) string { return titled(ctx, c.Credential) }},
		{Key: "holder", Title: w.T("practice.holder"), Min: 13, Flex: 2, Fit: true, Max: 30, Priority: 7, Found: true,
			Cell: func(c Row) string { return text.Show(c.Holder) }},
		{Key: string(domain.SortDate), Title: w.T("practice.earned"), Min: 11, Priority: 3,
			Cell: func(c Row) string { return w.Date(c.Earned) }},
		{Key: "holds", Title: w.T("practice.holds"), Min: 22, Fit: true, Priority: 9,
			Cell:  func(c Row) string { return holds(ctx, c.Credential) },
			Style: func(c Row) *lipgloss.Style { return tone(ctx, c.Credential) }},
		{Key: "worth", Title: w.T("practice.column_worth"), Min: 5, Priority: 9, Right: true,
			Cell: func(c Row) string { return points(ctx, c.Worth) }},
	}
}

// points are what a credential adds to the score, nothing where that is nought.
func points(ctx *pane.Context, w domain.CredentialWorth) string {
	if w.Points == 0 {
		return ""
	}
	return ctx.Words.T("practice.adds", "points", w.Points)
}

// titled is what a credential is called, with its level where it has one.
func titled(ctx *pane.Context, c domain.Credential) string {
	if c.Level == 0 {
		return text.Show(c.Title)
	}
	return ctx.Words.T("practice.level_of", "title", text.Show(c.Title), "level", c.Level)
}

// soon is how many days before it expires a credential asks to be renewed: an
// exam takes that long to be taken again.
const soon = 90

// holds says with a sign and in words whether a credential is in force, and for
// how long.
func holds(ctx *pane.Context, c domain.Credential) string {
	w, g := ctx.Words, ctx.Theme.Glyphs
	today := ctx.ProgramOf(c.Program).Day(ctx.Now())
	switch {
	case today < c.Earned:
		return g.Clock + " " + w.T("practice.ahead", "on", c.Earned)
	case !c.Holds(today):
		return g.Cross + " " + w.T("practice.expired", "on", c.Expires)
	case c.Expires == 0:
		return g.Check + " " + w.T("practice.forever")
	case c.Expires-today <= soon:
		return g.Warn + " " + left(ctx, int(c.Expires-today))
	}
	return g.Check + " " + w.T("practice.until", "on", c.Expires)
}

// left says in how many days, weeks or months a credential expires.
func left(ctx *pane.Context, days int) string {
	w := ctx.Words
	switch {
	case days == 0:
		return w.T("practice.expires_today")
	case days < 14:
		return w.N("practice.expires_days", days)
	}
	return w.N("practice.expires_weeks", days/7)
}

func tone(ctx *pane.Context, c domain.Credential) *lipgloss.Style {
	today := ctx.ProgramOf(c.Program).Day(ctx.Now())
	switch {
	case !c.Holds(today):
		return &ctx.Theme.Muted
	case c.Expires != 0 && c.Expires-today <= soon:
		return &ctx.Theme.Warn
	}
	return nil
}
