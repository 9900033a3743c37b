package leads

import (
	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// contact shows the person, or says that it is held back.
func contact(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	w := ctx.Words
	b := pane.Block{Title: w.T("leads.contact")}
	if len(l.HeldBack) > 0 {
		b.Lines = heldBack(ctx, l, width)
		return b
	}
	c := l.Contact
	add := func(name string, u domain.Untrusted) {
		if !u.IsZero() {
			b.Lines = append(b.Lines, ctx.Whole(w.T(name), text.Show(u), width)...)
		}
	}
	add("leads.name", c.Name)
	b.Lines = append(b.Lines, imitates(ctx, c.Name, width)...)
	add("leads.title", c.Title)
	add("leads.email", c.Email)
	b.Lines = append(b.Lines, imitates(ctx, c.Email, width)...)
	add("leads.ascii_domain", domain.Outside(domain.ASCIIDomain(c.Email)))
	add("leads.phone", c.Phone)
	add("leads.mobile", c.Mobile)
	add("leads.website", l.Company.Website)
	if c.Consent != 0 {
		b.Lines = append(b.Lines, ctx.Pair(w.T("leads.consent"), w.Date(c.Consent), width))
	}
	if len(b.Lines) == 0 {
		b.Lines = append(b.Lines, ctx.Theme.Muted.Render(w.T("leads.no_contact")))
	}
	return b
}

// heldBack names what the program does not tell yet, or never will.
func heldBack(ctx *pane.Context, l domain.Lead, width int) []string {
	names := make([]string, len(l.HeldBack))
	for i, f := range l.HeldBack {
		names[i] = ctx.Words.Field(string(f))
	}
	said := "leads.held_back"
	if l.StatusAt(ctx.Now()) != domain.LeadOffered {
		said = "leads.held_back_for_good"
	}
	lines := text.Wrap(ctx.Words.T(said), width)
	return append(lines, pane.Styled(ctx.Theme.Muted, ctx.Dotted(names...), width)...)
}

// mostTouches is how many contacts of a campaign are shown.
const mostTouches = 30

// touches is what campaigns did about the lead before: how often, and what,
// once asked for.
func (p *Pane) touches(l domain.Lead, width int) pane.Block {
	w := p.Ctx.Words
	if len(l.Campaign) == 0 {
		return pane.Block{}
	}
	b := pane.Block{Title: w.T("leads.touches_title")}
	if !p.unfolded && !p.Ctx.Aloud {
		said := w.N("leads.touches", len(l.Campaign)) + " " + p.Ctx.Theme.Glyphs.Cursor
		if key := p.Ctx.KeyOf("leads.history"); key != "" {
			said += " " + p.Ctx.Theme.Key.Render(key)
		}
		b.Lines, b.Action = []string{text.Cut(said, width)}, "leads.history"
		return b
	}
	shown := l.Campaign[max(0, len(l.Campaign)-mostTouches):]
	for i := len(shown) - 1; i >= 0; i-- {
		t := shown[i]
		said := p.Ctx.Dotted(text.Show(t.Campaign), text.Show(t.What))
		b.Lines = append(b.Lines, p.Ctx.Pairs(w.Date(t.On), said, width)...)
	}
	return b
}
