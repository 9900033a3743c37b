package pipeline

import (
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// stages are the stages that a deal went through, the newest first: when each
// was entered, and how long the deal stayed.
func (p *Pane) stages(o domain.Opportunity, width int) pane.Block {
	ctx, b := p.Ctx, pane.Block{Title: p.Ctx.Words.T("pipeline.stages")}
	was, _ := p.past.Of(o.ID)
	if len(was.stages) == 0 {
		return pane.Block{}
	}
	name, entered, stayed := 0, 0, 0
	for _, v := range was.stages {
		name = max(name, text.Width(domain.Clean(v.Stage)))
		entered = max(entered, text.Width(ctx.DayIn(o.Program, v.From)))
		stayed = max(stayed, text.Width(stay(ctx, v)))
	}
	name = max(1, min(name, width-2-2-entered-2-stayed))
	for i, v := range slices.Backward(was.stages) {
		mark, style := ctx.Theme.Glyphs.Dot, ctx.Theme.Muted
		if i == len(was.stages)-1 {
			mark, style = ctx.Theme.Glyphs.Bullet, ctx.Theme.Text
		}
		line := text.Left(domain.Clean(v.Stage), name) + "  " + text.Left(ctx.DayIn(o.Program, v.From), entered) + "  " + text.Right(stay(ctx, v), stayed)
		b.Lines = append(b.Lines, ctx.Theme.Accent.Render(mark)+" "+style.Render(line))
	}
	return b
}

// stay is how long a deal stayed in a stage.
func stay(ctx *pane.Context, v domain.StageVisit) string { return inDays(ctx, v.Stay(ctx.Now())) }

// origin names the lead that a deal came from, and leads there.
func (p *Pane) origin(o domain.Opportunity, width int) pane.Block {
	was, _ := p.past.Of(o.ID)
	ctx, lead := p.Ctx, was.lead
	if o.Lead.IsZero() || lead.ID != o.Lead {
		return pane.Block{}
	}
	said := ctx.Dotted(text.Show(lead.Company.Name), text.Show(lead.Source))
	return pane.Block{
		Title: ctx.Words.T("pipeline.from_lead"), Lines: []string{ctx.Link(Scope+".to_lead", said, width)}, Action: Scope + ".to_lead",
	}
}
