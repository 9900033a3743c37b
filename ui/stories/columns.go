package stories

import (
	"time"

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
		{Key: "status", Title: w.T("stories.status"), Min: 11, Priority: 9,
			Cell:  func(r Row) string { return status(ctx, r.Story.Status) },
			Style: func(r Row) *lipgloss.Style { return tone(ctx, r.Story) }},
		{Key: "title", Title: w.T("stories.title"), Min: 16, Flex: 3, Max: 48, Priority: 10, Found: true,
			Cell: func(r Row) string { return text.Show(r.Story.Title) }},
		{Key: "customer", Title: w.T("stories.customer"), Min: 12, Flex: 2, Max: 30, Priority: 8, Found: true,
			Cell: func(r Row) string { return text.Show(r.Story.Customer) }},
		{Key: "chapters", Title: w.T("stories.chapters"), Min: 8, Priority: 6,
			Cell: func(r Row) string { return chapters(ctx, r.Story) }},
		{Key: string(domain.SortDate), Title: w.T("stories.since"), Min: 11, Priority: 5,
			Cell: func(r Row) string { return w.Date(ctx.ProgramOf(r.Story.Program).Day(since(r.Story))) }},
	}
}

// status is a sign and a word.
func status(ctx *pane.Context, s domain.StoryStatus) string {
	g := ctx.Theme.Glyphs
	sign := map[domain.StoryStatus]string{domain.StoryDrafted: g.Bullet, domain.StorySubmitted: g.Clock, domain.StoryPublished: g.Check}[s]
	return sign + " " + ctx.Words.Value(string(s))
}

func tone(ctx *pane.Context, s domain.Story) *lipgloss.Style {
	if s.Status == domain.StoryPublished {
		return &ctx.Theme.Good
	}
	return nil
}

// since is when the story came to its status.
func since(s domain.Story) time.Time {
	switch s.Status {
	case domain.StoryPublished:
		return s.PublishedAt
	case domain.StorySubmitted:
		return s.SubmittedAt
	case domain.StoryDrafted:
	}
	return s.CreatedAt
}

// chapters says how many of the three chapters are written.
func chapters(ctx *pane.Context, s domain.Story) string {
	written, all := 0, []domain.Untrusted{s.Challenge, s.Solution, s.Results}
	for _, c := range all {
		if !c.IsZero() {
			written++
		}
	}
	return ctx.Words.T("stories.written", "n", written, "of", len(all))
}
