package leads

import (
	"strconv"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// The cells of a criterion's points and of its bar, and of what is known of it at
// least: below that it has a line of its own.
const (
	pointCells = 6
	barCells   = 5
	wordCells  = 14
)

// score explains every point: what is known of each criterion in the program's
// words, drawn and counted. What nobody knows is told apart from nothing.
func score(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	w, g := ctx.Words, ctx.Theme.Glyphs
	q := ctx.ProgramOf(l.Program).Qualify(l)
	b := pane.Block{Title: w.T("leads.score", "points", q.Points, "band", q.Band)}
	if len(l.Qualification) == 0 {
		if l.Origin == domain.Registered {
			return pane.Block{} // nobody scored it for the firm
		}
		b.Title = w.T("leads.no_score")
	} else if room := width - text.Width(b.Title) - 2; room >= 2*barCells {
		b.Title += "  " + chart.Dots(g, q.Points, 100, 2*barCells)
	}
	names := 0
	for _, c := range q.Criteria {
		names = max(names, text.Width(c.Title))
	}
	names = min(names, width/2)
	bars := width >= names+pointCells+barCells+16
	words := width - names - pointCells - 3
	if bars {
		words -= barCells + 1
	}
	for _, c := range q.Criteria {
		step, bar, points := c.Step, chart.Dots(g, c.Points, c.Max, barCells), strconv.Itoa(c.Points)
		if !c.Known {
			step, bar, points = w.T("leads.unknown"), "", "?"
		}
		points = text.Right(points+"/"+strconv.Itoa(c.Max), pointCells)
		lines := []string{" " + text.Left(c.Title, names) + " " + text.Left(step, words)}
		switch {
		case words < wordCells:
			lines = []string{" " + text.Left(c.Title, max(0, width-pointCells-2)), text.Cut("   "+step, width)}
		case bars:
			lines[0] += " " + text.Left(bar, barCells)
		}
		lines[0] += " " + points
		for _, line := range lines {
			if !c.Known {
				line = ctx.Theme.Muted.Render(line)
			}
			b.Lines = append(b.Lines, line)
		}
	}
	return b
}
