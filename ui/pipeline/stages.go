package pipeline

import (
	"slices"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// Cells of the day on which a stage was entered, and of how long it lasted.
const (
	enteredCells = 11
	stayCells    = 8
)

// stages are the stages that a deal went through, the newest first: when each
// was entered, and how long the deal stayed.
func (p *Pane) stages(o domain.Opportunity, width int) pane.Block {
	ctx, b := p.Ctx, pane.Block{Title: p.Ctx.Words.T("pipeline.stages")}
	if p.past.of != o.ID || len(p.past.stages) == 0 {
		return pane.Block{}
	}
	name := 0
	for _, v := range p.past.stages {
		name = max(name, text.Width(domain.Clean(v.Stage)))
	}
	name = max(1, min(name, width-2-2-enteredCells-1-stayCells))
	for i, v := range slices.Backward(p.past.stages) {
		mark, style := ctx.Theme.Glyphs.Dot, ctx.Theme.Muted
		if i == len(p.past.stages)-1 {
			mark, style = ctx.Theme.Glyphs.Bullet, ctx.Theme.Text
		}
		line := text.Left(domain.Clean(v.Stage), name) + "  " + text.Left(day(ctx, o, v.From), enteredCells) + " " + text.Right(stay(ctx, v), stayCells)
		b.Lines = append(b.Lines, ctx.Theme.Accent.Render(mark)+" "+style.Render(line))
	}
	return b
}

// day is the day of an instant in a deal's program, with its year where that is
// another one.
func day(ctx *pane.Context, o domain.Opportunity, at time.Time) string {
	program := ctx.ProgramOf(o.Program)
	d := program.Day(at)
	if d.Time().Year() == program.Day(ctx.Now()).Time().Year() {
		return ctx.Words.Day(d)
	}
	return ctx.Words.Date(d)
}

// stay is how long a deal stayed in a stage: in days from the first day on.
func stay(ctx *pane.Context, v domain.StageVisit) string {
	const day = 24 * time.Hour
	d := v.Stay(ctx.Now())
	if d >= day {
		d = d.Truncate(day)
	}
	return ctx.Words.Left(d)
}

// origin names the lead that a deal came from, and leads there.
func (p *Pane) origin(o domain.Opportunity, width int) pane.Block {
	ctx, lead := p.Ctx, p.past.lead
	if p.past.of != o.ID || o.Lead.IsZero() || lead.ID != o.Lead {
		return pane.Block{}
	}
	said := joined(" "+ctx.Theme.Glyphs.Dot+" ", text.Show(lead.Company.Name), text.Show(lead.Source))
	return pane.Block{
		Title: ctx.Words.T("pipeline.from_lead"), Lines: []string{ctx.Link(Scope+".to_lead", said, width)}, Action: Scope + ".to_lead",
	}
}
