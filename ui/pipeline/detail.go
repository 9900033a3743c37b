package pipeline

import (
	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// detail draws a deal: where it stands and what is next, its amounts, the stages
// it went through, why its ACV counts, and where it came from.
func (p *Pane) detail(o domain.Opportunity, width int) []pane.Block {
	ctx := p.Ctx
	blocks := []pane.Block{head(ctx, o, width), amounts(ctx, o, width)}
	for _, b := range []pane.Block{p.stages(o, width), part(ctx, o, width), p.origin(o, width), about(ctx, o, width)} {
		if len(b.Lines) > 0 {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

func head(ctx *pane.Context, o domain.Opportunity, width int) pane.Block {
	w := ctx.Words
	b := ctx.Headed(text.Show(o.Name), width)
	if s := ctx.Dotted(text.Show(o.Customer), text.Show(o.Product)); s != "" && s != text.Show(o.Name) {
		b.Lines = append(b.Lines, text.Cut(s, width))
	}
	b.Lines = append(b.Lines, standing(ctx, o, width)...)
	switch {
	case o.Outcome != domain.OutcomeOpen:
		if !o.Reason.IsZero() {
			b.Lines = append(b.Lines, ctx.Pairs(w.T("pipeline.reason"), text.Show(o.Reason), width)...)
		}
	case o.Next.IsZero():
		b.Lines = append(b.Lines, pane.Styled(ctx.Theme.Warn, ctx.Theme.Glyphs.Warn+" "+w.T("pipeline.no_next"), width)...)
	case overdue(ctx, o, o.Next.On):
		said := ctx.Theme.Glyphs.Warn + " " + w.T("pipeline.next_overdue", "on", w.Day(o.Next.On), "text", text.Show(o.Next.Text))
		b.Lines = append(b.Lines, pane.Styled(ctx.Theme.Overdue, said, width)...)
	default:
		b.Lines = append(b.Lines, ctx.Pairs(w.T("pipeline.next"), ctx.Dotted(w.Day(o.Next.On), text.Show(o.Next.Text)), width)...)
	}
	return b
}

// standing is the stage with the time in it, or how the deal ended.
func standing(ctx *pane.Context, o domain.Opportunity, width int) []string {
	w := ctx.Words
	day := ctx.ProgramOf(o.Program).Day(o.ClosedAt)
	if o.CloseDate != 0 {
		day = o.CloseDate
	}
	switch o.Outcome {
	case domain.OutcomeWon:
		return pane.Styled(ctx.Theme.Good, ctx.Theme.Glyphs.Check+" "+w.T("pipeline.is_won", "on", day), width)
	case domain.OutcomeLost:
		return pane.Styled(ctx.Theme.Text, ctx.Theme.Glyphs.Cross+" "+w.T("pipeline.is_lost", "on", day), width)
	case domain.OutcomeOpen:
	}
	said := w.T("pipeline.is_open", "stage", o.Stage, "age", age(ctx, o), "probability", o.Probability)
	return text.Wrap(said, width)
}

func amounts(ctx *pane.Context, o domain.Opportunity, width int) pane.Block {
	w := ctx.Words
	b := pane.Block{Title: w.T("pipeline.amounts")}
	add := func(name, value string) {
		if value != "" {
			b.Lines = append(b.Lines, ctx.Pair(name, value, width))
		}
	}
	add(w.T("pipeline.amount"), w.Money(o.Amount))
	add(w.T("pipeline.acv"), w.Money(o.ACV))
	if o.Outcome == domain.OutcomeOpen {
		add(w.T("pipeline.expected"), w.Money(o.Expected()))
	}
	if len(b.Lines) == 0 {
		b.Lines = append(b.Lines, ctx.Theme.Muted.Render(w.T("pipeline.no_amount")))
	}
	if o.CloseDate != 0 && o.Outcome == domain.OutcomeOpen {
		line := ctx.Pair(w.T("pipeline.close_date"), w.Date(o.CloseDate), width)
		if overdue(ctx, o, o.CloseDate) {
			line = ctx.Pair(w.T("pipeline.close_date"), ctx.Theme.Overdue.Render(w.T("pipeline.close_passed", "on", o.CloseDate)), width)
		}
		b.Lines = append(b.Lines, line)
	}
	return b
}

// part is the firm's part in the deal and the evidence of it.
func part(ctx *pane.Context, o domain.Opportunity, width int) pane.Block {
	w := ctx.Words
	b := pane.Block{Title: w.T("pipeline.part", "kind", w.Value(string(o.Kind)))}
	said := w.T("pipeline.no_evidence")
	switch {
	case o.Kind != domain.Sourced && o.Kind != domain.Joint:
		said = w.T("pipeline.counts_nothing")
	case o.Evidence != domain.EvidenceNone:
		said = w.T("pipeline.evidence_" + string(o.Evidence))
	}
	b.Lines = text.Wrap(said, width)
	return b
}

func about(ctx *pane.Context, o domain.Opportunity, width int) pane.Block {
	w := ctx.Words
	b := pane.Block{Title: w.T("pipeline.about")}
	add := func(name, value string) {
		if value != "" {
			b.Lines = append(b.Lines, ctx.Pairs(name, value, width)...)
		}
	}
	add(w.T("pipeline.category"), domain.Clean(o.Category))
	add(w.T("pipeline.source"), text.Show(o.Source))
	add(w.T("pipeline.created"), w.Date(ctx.ProgramOf(o.Program).Day(o.CreatedAt)))
	add(w.T("pipeline.program"), ctx.ProgramOf(o.Program).Title)
	add(w.T("pipeline.description"), text.Show(o.Description))
	return b
}
