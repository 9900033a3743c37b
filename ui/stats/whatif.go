package stats

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// whatIf asks for other numbers, and shows beside them the score that they
// would give, as they are typed.
type whatIf struct {
	ctx  *pane.Context
	real domain.Scorecard
	form *form.Form
	w, h int
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
	title := ctx.Words.T("plan.what_if")
	return &whatIf{ctx: ctx, real: real, form: form.New(title, []form.Page{{Fields: fields}}, ctx.Look(), ctx.Words)}
}

func attributes(card domain.Scorecard) (all []domain.AttributeScore) {
	for _, pillar := range card.Pillars {
		all = append(all, pillar.Attributes...)
	}
	return all
}

func (f *whatIf) restyle()          { f.form.SetLook(f.ctx.Look()) }
func (f *whatIf) refresh() tea.Cmd  { return nil }
func (f *whatIf) do(string) tea.Cmd { return nil }
func (f *whatIf) can(string) bool   { return false }
func (f *whatIf) done() bool        { return f.form.State() == form.Canceled }

func (f *whatIf) resize(w, h int) {
	f.w, f.h = w, h
	f.form.SetSize(w*formPart/100, max(0, h-f.headLines()))
}

// headLines is how many lines the mark and the gauge take.
func (f *whatIf) headLines() int {
	if f.h < 12 {
		return 1
	}
	return 4
}

func (f *whatIf) update(msg tea.Msg) tea.Cmd {
	cmd := f.form.Update(msg)
	if f.form.State() == form.Done {
		f.form.SetError("", "") // the score shows already: go on asking
	}
	return cmd
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
	if f.headLines() == 1 || card.Max == 0 {
		return []string{mark}
	}
	bar, labels := sheet{ctx: f.ctx}.gauge(max(0, f.w-2), card.Points)
	return []string{mark, " " + bar, " " + labels, ""}
}

func (f *whatIf) view() string {
	card := f.card()
	lines := f.head(card)
	left := f.w * formPart / 100
	typed, score := strings.Split(f.form.View(), "\n"), f.score(card, max(0, f.w-left-between))
	rule := " " + f.ctx.Theme.Rule.Render(f.ctx.Theme.Glyphs.Vertical) + " "
	for i := range max(0, f.h-len(lines)) {
		lines = append(lines, text.Left(lineOf(typed, i), left)+rule+lineOf(score, i))
	}
	return fitted(lines, f.w, f.h)
}

// lineOf is one of some lines, "" past their end.
func lineOf(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// score is the scorecard that the numbers would give, beside the real one.
func (f *whatIf) score(card domain.Scorecard, w int) []string {
	th, say := f.ctx.Theme, f.ctx.Words
	lines := pane.Styled(th.Strong, scoreSaid(f.ctx, f.real, card), w)
	real := attributes(f.real)
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
	for i, a := range attributes(card) {
		mark, now := " ", text.Right(say.Int(int(a.Points)), width)
		if real[i].Value != a.Value {
			mark, now = th.Glyphs.Cursor, th.Strong.Render(now)
		}
		lines = append(lines, line(domain.Clean(a.Title), say.Int(int(real[i].Points)), mark, now))
	}
	return slices.Clip(lines)
}
