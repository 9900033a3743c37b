package stats

import (
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// whatIf asks for other numbers, and shows beside them the score that they
// would give, as they are typed.
type whatIf struct {
	asks
	real domain.Scorecard
}

// openWhatIf opens the form with the values as they are.
func (p *Pane) openWhatIf() {
	if p.loaded() {
		p.show(newWhatIf(p.ctx, p.stats.Score))
	}
}

func newWhatIf(ctx *pane.Context, real domain.Scorecard) *whatIf {
	var fields []form.Field
	for _, a := range attributes(real) {
		fields = append(fields, form.Field{
			Key: a.Key, Label: a.Title, Value: domain.Outside(a.Value.String()),
			Check: func(v string) error { _, err := ctx.Program.ParseValue(a.Key, v); return err },
		})
	}
	return &whatIf{newAsks(ctx, ctx.Words.T("plan.what_if"), fields), real}
}

func attributes(card domain.Scorecard) (all []domain.AttributeScore) {
	for _, pillar := range card.Pillars {
		all = append(all, pillar.Attributes...)
	}
	return all
}

// byKey are the attributes of a score by their keys.
func byKey(card domain.Scorecard) map[string]domain.AttributeScore {
	all := map[string]domain.AttributeScore{}
	for _, a := range attributes(card) {
		all[a.Key] = a
	}
	return all
}

// resize leaves lines for the mark, and for the gauge where there is one.
func (f *whatIf) resize(w, h int) {
	f.top = 4
	if h < 12 || f.real.Max == 0 {
		f.top = 1
	}
	f.asks.resize(w, h)
}

// card is the score of what is typed.
func (f *whatIf) card() domain.Scorecard { return supposed(f.ctx, f.real, f.form.Values()) }

// supposed is the score of other values; what cannot be read stays as it is.
func supposed(ctx *pane.Context, real domain.Scorecard, typed map[string]string) domain.Scorecard {
	values := map[string]domain.Quantity{}
	for key, v := range typed {
		if value, err := ctx.Program.ParseValue(key, v); err == nil {
			values[key] = value
		}
	}
	card, err := ctx.Program.WhatIf(real, values)
	if err != nil { // of a program file that is another by now
		return real
	}
	return card
}

// scoreSaid says what a score would be, and what it is.
func scoreSaid(ctx *pane.Context, real, card domain.Scorecard) string {
	return ctx.Words.T("plan.what_if_score", "points", card.Points, "max", card.Max, "tier", card.Tier.Title, "real", real.Points, "real_tier", real.Tier.Title)
}

// head marks the whole pane as supposed, and draws the score that the numbers
// would give on the gauge.
func (f *whatIf) head(card domain.Scorecard) []string {
	th, say := f.ctx.Theme, f.ctx.Words
	mark := th.Selected.Render(text.Left(" "+th.Glyphs.Warn+" "+say.T("plan.supposed"), f.w))
	if f.top == 1 {
		return []string{mark}
	}
	bar, labels := sheet{ctx: f.ctx}.gauge(max(0, f.w-2), card.Points)
	return []string{mark, " " + bar, " " + labels, ""}
}

func (f *whatIf) view() string {
	card := f.card()
	return fitted(append(f.head(card), f.beside(f.score(card, f.answerCells()))...), f.w, f.h)
}

// score is the scorecard that the numbers would give, beside the real one.
func (f *whatIf) score(card domain.Scorecard, w int) []string {
	th, say := f.ctx.Theme, f.ctx.Words
	lines := pane.Styled(th.Strong, scoreSaid(f.ctx, f.real, card), w)
	real := byKey(f.real)
	width := max(text.Width(say.T("plan.col_real")), text.Width(say.T("plan.col_if")))
	for _, a := range real {
		width = max(width, text.Width(say.Int(int(a.Max))))
	}
	const gaps = 4 // with the mark of a change between the numbers
	names := max(0, min(w-2*width-gaps, 46))
	line := func(name, was, mark, now string) string {
		return text.Left(name, names) + " " + th.Muted.Render(text.Right(was, width)) + " " + mark + " " + now
	}
	lines = append(lines, "", th.Muted.Render(line("", say.T("plan.col_real"), " ", text.Right(say.T("plan.col_if"), width))))
	for _, a := range attributes(card) {
		mark, now := " ", text.Right(say.Int(int(a.Points)), width)
		if real[a.Key].Value != a.Value {
			mark, now = th.Glyphs.Cursor, th.Strong.Render(now)
		}
		lines = append(lines, line(domain.Clean(a.Title), say.Int(int(real[a.Key].Points)), mark, now))
	}
	return slices.Clip(lines)
}
