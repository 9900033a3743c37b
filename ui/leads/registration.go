package leads

import (
	"errors"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// registration is what the firm says of a lead of its own.
func registration(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	w, r := ctx.Words, l.Registration
	b := pane.Block{Title: w.T("leads.registration")}
	if l.Origin != domain.Registered {
		return b
	}
	add := func(name, value string) {
		if value != "" {
			b.Lines = append(b.Lines, ctx.Pairs(w.T(name), value, width)...)
		}
	}
	if r.Users > 0 {
		add("leads.users", w.Int(r.Users))
	}
	add("leads.expected_close", w.Date(r.Close))
	add("leads.timeframe", text.Show(r.Timeframe))
	add("leads.goals", text.Show(r.Goals))
	add("leads.pains", text.Show(r.Pains))
	add("leads.next_steps", text.Show(r.NextSteps))
	b.Lines = append(b.Lines, lacks(ctx, l, width)...)
	return b
}

// lacks says what keeps a draft from being submitted: the fields that are
// missing by name, all else in a sentence.
func lacks(ctx *pane.Context, l domain.Lead, width int) []string {
	p := ctx.ProgramOf(l.Program)
	bad, _ := errors.AsType[domain.Refusals](l.CheckSubmission(p, ctx.Firm, p.Day(ctx.Now())))
	if l.Status != domain.LeadDraft || len(bad) == 0 {
		return nil
	}
	lines := []string{ctx.Theme.Warn.Render(ctx.Words.T("leads.before_submission"))}
	var missing []string
	for _, refusal := range bad {
		if refusal.Code == "field.missing" {
			missing = append(missing, ctx.Words.Field(refusal.Field))
		} else {
			lines = append(lines, text.Wrap(ctx.Words.Rule(refusal), width)...)
		}
	}
	if len(missing) > 0 {
		lines = append(lines, text.Wrap(ctx.Words.T("leads.missing", "fields", missing), width)...)
	}
	return lines
}
