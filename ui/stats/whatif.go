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
	f.form.SetSize(w*formPart/100, h)
}

func (f *whatIf) update(msg tea.Msg) tea.Cmd {
	cmd := f.form.Update(msg)
	if f.form.State() == form.Done {
		f.form.SetError("", "") // the score shows already: go on asking
	}
	return cmd
}

// card is the score of what is typed; what cannot be read stays as it is.
func (f *whatIf) card() domain.Scorecard {
	values := map[string]domain.Quantity{}
	for key, typed := range f.form.Values() {
		if value, err := f.ctx.Program.ParseValue(key, typed); err == nil {
			values[key] = value
		}
	}
	card, err := f.ctx.Program.WhatIf(f.real, values)
	if err != nil { // of a program file that is another by now
		return f.real
	}
	return card
}

func (f *whatIf) view() string {
	left := f.w * formPart / 100
	typed, score := strings.Split(f.form.View(), "\n"), f.score(max(0, f.w-left-between))
	rule := " " + f.ctx.Theme.Rule.Render(f.ctx.Theme.Glyphs.Vertical) + " "
	lines := make([]string, max(0, f.h))
	for i := range lines {
		var a, b string
		if i < len(typed) {
			a = typed[i]
		}
		if i < len(score) {
			b = score[i]
		}
		lines[i] = text.Left(a, left) + rule + b
	}
	return fitted(lines, f.w, f.h)
}

// score is the scorecard that the numbers would give, beside the real one and
// marked as what it is.
func (f *whatIf) score(w int) []string {
	th, say, card := f.ctx.Theme, f.ctx.Words, f.card()
	said := say.T("plan.what_if_score", "points", card.Points, "max", card.Max, "tier", card.Tier.Title, "real", f.real.Points, "real_tier", f.real.Tier.Title)
	lines := text.Wrap(said, w)
	for i := range lines {
		lines[i] = th.Warn.Render(lines[i])
	}
	lines = append(lines, "")
	real := attributes(f.real)
	width := 0
	for _, a := range real {
		width = max(width, text.Width(say.Int(int(a.Max))))
	}
	for i, a := range attributes(card) {
		was, now := text.Right(say.Int(int(real[i].Points)), width), text.Right(say.Int(int(a.Points)), width)
		mark := " "
		if real[i].Value != a.Value {
			mark, now = th.Glyphs.Cursor, th.Strong.Render(now)
		}
		lines = append(lines, text.Left(domain.Clean(a.Title), max(0, w-2*width-4))+" "+th.Muted.Render(was)+" "+mark+" "+now)
	}
	return slices.Clip(lines)
}
