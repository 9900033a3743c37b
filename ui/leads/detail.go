package leads

import (
	"strings"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// detail draws a lead: who it is, its deadline, its score with every point
// explained, its contact or that it is held back, the deal, and all that was
// done about it. What its stage is about comes first: the score while it is to
// be answered, then the person and what was done, for a lead of the firm's own
// what it says of it.
func (p *Pane) detail(l domain.Lead, width int) []pane.Block {
	ctx := p.Ctx
	blocks := []pane.Block{company(ctx, l, width), standing(ctx, l, width), p.became(l, width), p.duplicates(l, width)}
	person, points, sale := contact(ctx, l, width), score(ctx, l, width), deal(ctx, l, width)
	before, line := p.touches(l, width), timeline(ctx, l, width)
	switch {
	case l.Origin == domain.Registered:
		blocks = append(blocks, registration(ctx, l, width), person, sale, line, points)
	case l.Disclosed():
		blocks = append(blocks, person, line, points, before, sale)
	default:
		blocks = append(blocks, points, person, before, sale, line)
	}
	shown := blocks[:0]
	for _, b := range blocks {
		if b.Title != "" && (len(b.Lines) > 0 || len(shown) == 0) || b.Title == "" && len(b.Lines) > 0 {
			shown = append(shown, b)
		}
	}
	return shown
}

// company is the head of the detail.
func company(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	c, w := l.Company, ctx.Words
	b := ctx.Headed(text.Show(c.Name), width)
	b.Lines = append(b.Lines, imitates(ctx, c.Name, width)...)
	add := func(parts ...string) {
		if s := ctx.Dotted(parts...); s != "" {
			b.Lines = append(b.Lines, text.Wrap(s, width)...)
		}
	}
	add(pane.Joined(", ", text.Show(c.City), text.Show(c.State), text.Show(c.Country)), text.Show(c.Industry))
	size, revenue := "", ""
	if c.Employees > 0 {
		size = w.N("leads.employees", c.Employees)
	}
	if !c.Revenue.IsZero() {
		revenue = w.T("leads.revenue", "revenue", w.MoneyShort(c.Revenue))
	}
	add(size, revenue)
	return b
}

// imitates warns of a name with a word of several alphabets.
func imitates(ctx *pane.Context, name domain.Untrusted, width int) []string {
	if !domain.MixesScripts(name) {
		return nil
	}
	return pane.Styled(ctx.Theme.Warn, ctx.Theme.Glyphs.Differs+" "+ctx.Words.T("leads.imitates"), width)
}

// standing says where the lead stands and until when what is to be done.
func standing(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	w, now := ctx.Words, ctx.Now()
	status := l.StatusAt(now)
	b := pane.Block{}
	if status == domain.LeadOffered && !l.OfferedAt.IsZero() {
		b.Lines = append(b.Lines, text.Wrap(offered(ctx, l), width)...)
	}
	said := "leads.is_" + string(status)
	if status == domain.LeadLapsed && l.Reason == domain.ReasonNoActivity {
		said = "leads.is_lapsed_idle"
	}
	line := w.T(said,
		"at", w.Instant(since(l), now), "reason", reason(ctx, l), "due", w.Instant(l.Due, now), "left", w.Left(l.Due.Sub(now)))
	style := ctx.Theme.Text
	switch {
	case status == domain.LeadOffered && ctx.Reminded(l, l.Program) || status == domain.LeadLapsed:
		style = ctx.Theme.Overdue
	case status == domain.LeadOffered:
		style = ctx.Theme.Strong
	}
	if at := strings.LastIndex(line, " ("); at >= 0 && text.Width(line) > width { // the time left stays in one piece
		b.Lines = append(b.Lines, pane.Styled(style, line[:at], width)...)
		line = line[at+1:]
	}
	b.Lines = append(b.Lines, pane.Styled(style, line, width)...)
	if !l.Remark.IsZero() {
		b.Lines = append(b.Lines, text.Wrap(text.Show(l.Remark), width)...)
	}
	b.Lines = append(b.Lines, window(ctx, l, width)...)
	b.Lines = append(b.Lines, ctx.Reminders(l, l.Program, width, domain.RemindAnswer, domain.RemindNext)...)
	return b
}

// offered says when a lead was offered, and by what campaign.
func offered(ctx *pane.Context, l domain.Lead) string {
	by := text.Show(l.Source)
	if n := len(l.Campaign); n > 0 && !l.Campaign[n-1].Campaign.IsZero() {
		by = text.Show(l.Campaign[n-1].Campaign)
	}
	ago := ctx.Words.Left(ctx.Now().Sub(l.OfferedAt))
	switch {
	case ago == "":
		return ctx.Words.T("leads.offered_now", "by", by)
	case by == "":
		return ctx.Words.T("leads.offered", "ago", ago)
	}
	return ctx.Words.T("leads.offered_by", "ago", ago, "by", by)
}

// window says what remains of the second window, in words and drawn.
func window(ctx *pane.Context, l domain.Lead, width int) []string {
	w, now, p := ctx.Words, ctx.Now(), ctx.ProgramOf(l.Program)
	due := l.ActivityDue(p)
	if due.IsZero() || !due.After(now) {
		return nil
	}
	lines := text.Wrap(w.T("leads.activity_due", "due", w.Instant(due, now), "left", w.Left(due.Sub(now))), width)
	const cells = 14
	bar := chart.Dots(ctx.Theme.Glyphs, int(due.Sub(now)/time.Minute), int(p.Leads.ActivityWithin.Std()/time.Minute), cells)
	return append(lines, ctx.Theme.Accent.Render(bar)+" "+ctx.Theme.Muted.Render(text.Cut(w.T("leads.window_left"), max(0, width-cells-1))))
}

// since is the instant that belongs to the lead's status.
func since(l domain.Lead) time.Time {
	switch l.Status {
	case domain.LeadOffered, domain.LeadDraft:
		return l.OfferedAt
	case domain.LeadSubmitted:
		return l.SubmittedAt
	case domain.LeadLapsed:
		if l.ClosedAt.IsZero() {
			return l.Due
		}
		return l.ClosedAt
	case domain.LeadAccepted, domain.LeadWorking, domain.LeadApproved:
		if l.AnsweredAt.IsZero() {
			return l.OfferedAt // it was imported as being worked on
		}
		return l.AnsweredAt
	default:
		return l.ClosedAt
	}
}

// deal is what may be sold.
func deal(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	w := ctx.Words
	b := pane.Block{Title: w.T("leads.deal")}
	add := func(name, value string) {
		if value != "" {
			b.Lines = append(b.Lines, ctx.Pairs(w.T(name), value, width)...)
		}
	}
	p := ctx.ProgramOf(l.Program)
	add("leads.product", text.Show(l.Product))
	add("leads.value", w.Money(l.Value))
	add("leads.source", text.Show(l.Source))
	add("leads.program", w.T("leads.program_of", "program", p.Title, "vendor", p.Vendor))
	add("leads.portal_id", text.Show(l.PortalID))
	add("leads.opportunity_of", text.Show(l.PortalOpportunity))
	add("leads.description", text.Show(l.Description))
	return b
}
