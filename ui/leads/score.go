package leads

import (
	"strconv"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// The cells of a criterion's points and of its bar.
const (
	pointCells = 6
	barCells   = 5
)

// score explains every point: what is known of each criterion in the program's
// words, drawn and counted. What nobody knows is told apart from nothing.
func score(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	w := ctx.Words
	q := ctx.ProgramOf(l.Program).Qualify(l)
	b := pane.Block{Title: w.T("leads.score", "points", q.Points, "band", q.Band)}
	if len(l.Qualification) == 0 {
		if l.Origin == domain.Registered {
			return pane.Block{} // nobody scored it for the firm
		}
		b.Title = w.T("leads.no_score")
	} else if room := width - text.Width(b.Title) - 2; room >= 2*barCells {
		b.Title += "  " + chart.Dots(ctx.Theme.Glyphs, q.Points, 100, 2*barCells)
	}
	names := 0
	for _, c := range q.Criteria {
		names = max(names, text.Width(c.Title))
	}
	names = min(names, max(0, width-pointCells-2))
	bars := width >= names+pointCells+barCells+16
	for _, c := range q.Criteria {
		b.Lines = append(b.Lines, criterion(ctx, c, names, width, bars)...)
	}
	return b
}

// criterion is a criterion with what is known of it, drawn and counted.
func criterion(ctx *pane.Context, c domain.Scored, names, width int, bars bool) []string {
	step, bar, points := c.Step, chart.Dots(ctx.Theme.Glyphs, c.Points, c.Max, barCells), strconv.Itoa(c.Points)
	if !c.Known {
		step, bar, points = ctx.Words.T("leads.unknown"), "", "?"
	}
	words := max(0, width-names-pointCells-3)
	if bars {
		bar = text.Left(bar, barCells) + " "
		words -= barCells + 1
	} else {
		bar = ""
	}
	below := !bars && text.Width(step) > words // it has a line of its own
	beside := step
	if below {
		beside = ""
	}
	lines := []string{" " + text.Left(c.Title, names) + " " + text.Left(beside, words) + " " + bar + text.Right(points+"/"+strconv.Itoa(c.Max), pointCells)}
	if below {
		lines = append(lines, text.Cut("   "+step, width))
	}
	if !c.Known {
		for i, line := range lines {
			lines[i] = ctx.Theme.Muted.Render(line)
		}
	}
	return lines
}
