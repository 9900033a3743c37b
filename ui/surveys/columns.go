package surveys

import (
	"time"

	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/grid"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

type column = grid.Column[Row]

// columns are those of a list: whether a survey counts is known once it is
// answered. The keys of those that an order sorts by are the names of the orders.
func columns(ctx *pane.Context, list string) []column {
	w := ctx.Words
	all := []column{
		{Key: "status", Title: w.T("surveys.column_status"), Min: 13, Fit: true, Priority: 10,
			Cell:  func(r Row) string { return status(ctx, r.Survey) },
			Style: func(r Row) *lipgloss.Style { return tone(ctx, r) }},
		{Key: "customer", Title: w.T("surveys.column_customer"), Min: 15, Flex: 2, Max: 36, Priority: 9, Found: true,
			Cell: func(r Row) string { return text.Show(r.Survey.Customer) }},
		{Key: string(domain.SortName), Title: w.T("surveys.column_project"), Min: 14, Flex: 2, Max: 36, Priority: 8, Found: true,
			Cell: func(r Row) string { return text.Show(r.Survey.ProjectName) }},
		{Key: string(domain.SortDate), Title: w.T("surveys.column_age"), Min: 5, Priority: 6, Right: true,
			Cell: func(r Row) string { return age(ctx, ctx.Now().Sub(since(r.Survey))) }},
		{Key: "resent", Title: w.T("surveys.column_resent"), Min: 6, Priority: 3, Right: true,
			Cell: func(r Row) string {
				if r.Survey.Resent == 0 {
					return ""
				}
				return w.T("surveys.times", "n", r.Survey.Resent)
			}},
	}
	if list == domain.ListFailed || list == domain.ListWaiting {
		return all
	}
	return append(all, column{Key: "counts", Title: w.T("surveys.column_counts"), Min: 16, Fit: true, Priority: 7,
		Cell:  func(r Row) string { return ctx.Counts(r.Standing, r.Survey.Program) },
		Style: func(r Row) *lipgloss.Style { return ctx.CountsStyle(r.Standing) }})
}

// status is a sign and a word, the CSAT where there is an answer.
func status(ctx *pane.Context, s domain.Survey) string {
	g := ctx.Theme.Glyphs
	switch s.Status {
	case domain.SurveyFailed:
		return g.Cross + " " + ctx.Words.T("surveys.status_failed")
	case domain.SurveyAnswered:
		score := s.CSAT().Score()
		return g.Check + " " + ctx.Words.Ratio2(score.Num, score.Den)
	case domain.SurveyQueued:
		return g.Clock + " " + ctx.Words.T("surveys.status_queued")
	case domain.SurveySent:
		if ctx.Reminded(s, s.Program) {
			return g.Warn + " " + ctx.Words.T("surveys.status_sent")
		}
	}
	return g.Clock + " " + ctx.Words.T("surveys.status_sent")
}

func tone(ctx *pane.Context, r Row) *lipgloss.Style {
	switch {
	case r.Survey.Status == domain.SurveyFailed:
		return &ctx.Theme.Warn
	case r.Survey.Status == domain.SurveyAnswered && r.Standing.Counts:
		return &ctx.Theme.Good
	}
	return nil
}

// since is when the survey came to its status.
func since(s domain.Survey) time.Time {
	switch {
	case s.Status == domain.SurveyAnswered:
		return s.AnsweredAt
	case s.SentAt.IsZero():
		return s.QueuedAt
	}
	return s.SentAt
}

// age is a time in its largest unit only, from minutes to days.
func age(ctx *pane.Context, d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= day:
		d = d.Truncate(day)
	case d >= time.Hour:
		d = d.Truncate(time.Hour)
	}
	return ctx.Words.Left(max(d, 1))
}
