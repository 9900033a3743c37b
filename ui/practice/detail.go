package practice

import (
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// detail draws a credential: what it is, how long it holds, what it adds to the
// score, and who holds it.
func detail(ctx *pane.Context, r Row, width int) []pane.Block {
	w, c := ctx.Words, r.Credential
	head := ctx.Headed(titled(ctx, c), width)
	style := ctx.Theme.Text
	if at := tone(ctx, c); at != nil {
		style = *at
	}
	head.Lines = append(head.Lines, pane.Styled(style, holds(ctx, c), width)...)
	worth := pane.Block{Title: w.T("practice.score"), Lines: text.Wrap(w.CredentialWorth(r.Worth), width)}
	about := pane.Block{Title: w.T("practice.about")}
	add := func(name, value string) {
		if value != "" {
			about.Lines = append(about.Lines, ctx.Pairs(w.T(name), value, width)...)
		}
	}
	add("practice.kind", w.Value(string(c.Kind)))
	add("practice.holder", text.Show(c.Holder))
	add("practice.earned", w.Date(c.Earned))
	add("practice.expires", w.Date(c.Expires))
	add("practice.program", ctx.ProgramOf(c.Program).Title)
	return []pane.Block{head, worth, about}
}
