package leads

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// detail draws a lead: what it is, its deadline, its score with every point
// explained, its contact or that it is held back, and its history.
func detail(ctx *pane.Context, l domain.Lead, width int) []pane.Block {
	blocks := []pane.Block{company(ctx, l, width), score(ctx, l, width), contact(ctx, l, width)}
	for _, b := range []pane.Block{deal(ctx, l, width), registration(ctx, l, width), history(ctx, l, width), activities(ctx, l, width)} {
		if len(b.Lines) > 0 {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

func company(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	c, w := l.Company, ctx.Words
	place := joined(", ", text.Show(c.City), text.Show(c.State), text.Show(c.Country))
	size := ""
	if c.Employees > 0 {
		size = w.N("leads.employees", c.Employees)
	}
	lines := imitates(ctx, c.Name, width)
	if s := joined(" · ", place, text.Show(c.Industry), size); s != "" {
		lines = append(lines, text.Cut(s, width))
	}
	lines = append(lines, standing(ctx, l, width)...)
	return pane.Block{Title: text.Cut(text.Show(c.Name), width), Lines: lines}
}

// imitates warns of a name with a word of several alphabets.
func imitates(ctx *pane.Context, name domain.Untrusted, width int) []string {
	var lines []string
	if domain.MixesScripts(name) {
		for _, line := range text.Wrap(ctx.Theme.Glyphs.Differs+" "+ctx.Words.T("leads.imitates"), width) {
			lines = append(lines, ctx.Theme.Warn.Render(line))
		}
	}
	return lines
}

// standing says where the lead stands and until when what is to be done.
func standing(ctx *pane.Context, l domain.Lead, width int) []string {
	w, now := ctx.Words, ctx.Now()
	status := l.StatusAt(now)
	said := "leads.is_" + string(status)
	if status == domain.LeadLapsed && l.Reason == domain.ReasonNoActivity {
		said = "leads.is_lapsed_idle"
	}
	line := w.T(said,
		"at", w.Instant(since(l), now), "reason", reason(ctx, l), "due", w.Instant(l.Due, now), "left", w.Left(l.Due.Sub(now)))
	style := ctx.Theme.Text
	if status == domain.LeadOffered && ctx.Reminded(l, l.Program) || status == domain.LeadLapsed {
		style = ctx.Theme.Overdue
	}
	var lines []string
	for _, part := range text.Wrap(line, width) {
		lines = append(lines, style.Render(part))
	}
	if !l.Remark.IsZero() {
		lines = append(lines, text.Wrap(text.Show(l.Remark), width)...)
	}
	if due := l.ActivityDue(ctx.ProgramOf(l.Program)); !due.IsZero() && due.After(now) {
		lines = append(lines, text.Wrap(w.T("leads.activity_due", "due", w.Instant(due, now), "left", w.Left(due.Sub(now))), width)...)
	}
	lines = append(lines, ctx.Reminders(l, l.Program, width, domain.RemindAnswer, domain.RemindNext)...)
	if !l.Next.IsZero() {
		lines = append(lines, ctx.Pairs(w.T("leads.next"), joined(" · ", w.Day(l.Next.On), overdue(ctx, l), text.Show(l.Next.Text)), width)...)
	}
	return lines
}

// overdue is the word for a next step whose day has passed.
func overdue(ctx *pane.Context, l domain.Lead) string {
	if l.Next.On == 0 || l.Next.On >= domain.DateOf(ctx.Now()) {
		return ""
	}
	return ctx.Words.T("pane.overdue")
}

// since is the instant that belongs to the lead's status.
func since(l domain.Lead) time.Time {
	switch l.Status {
	case domain.LeadOffered, domain.LeadDraft:
		return l.OfferedAt
	case domain.LeadSubmitted:
		return l.SubmittedAt
	case domain.LeadAccepted, domain.LeadWorking, domain.LeadApproved:
		if l.AnsweredAt.IsZero() {
			return l.OfferedAt // it was imported as being worked on
		}
		return l.AnsweredAt
	default:
		return l.ClosedAt
	}
}

func reason(ctx *pane.Context, l domain.Lead) string {
	rules := ctx.ProgramOf(l.Program).Leads
	switch l.Status {
	case domain.LeadDeclined:
		return domain.TitleOf(rules.DeclineReasons, l.Reason)
	case domain.LeadRejected:
		return domain.TitleOf(rules.RejectionReasons, l.Reason)
	case domain.LeadClosed:
		return domain.TitleOf(rules.CloseReasons, l.Reason)
	default:
		return ""
	}
}

func score(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	w := ctx.Words
	q := ctx.ProgramOf(l.Program).Qualify(l)
	b := pane.Block{Title: w.T("leads.score", "points", q.Points, "band", q.Band)}
	if len(l.Qualification) == 0 {
		b.Title = w.T("leads.no_score")
	}
	points, names := 7, 0
	for _, c := range q.Criteria {
		names = max(names, text.Width(c.Title))
	}
	names = min(names, width/2)
	for _, c := range q.Criteria {
		step := c.Step
		if !c.Known {
			step = w.T("leads.unknown")
		}
		line := text.Left(c.Title, names) + " " + text.Left(step, max(0, width-names-points-2)) + " "
		share := text.Right(strconv.Itoa(c.Points)+"/"+strconv.Itoa(c.Max), points)
		if c.Known {
			b.Lines = append(b.Lines, line+share)
		} else {
			b.Lines = append(b.Lines, ctx.Theme.Muted.Render(line+text.Right("?/"+strconv.Itoa(c.Max), points)))
		}
	}
	return b
}

// contact shows the person, or says that it is held back.
func contact(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	w := ctx.Words
	b := pane.Block{Title: w.T("leads.contact")}
	if len(l.HeldBack) > 0 {
		names := make([]string, len(l.HeldBack))
		for i, f := range l.HeldBack {
			names[i] = w.Field(string(f))
		}
		said := "leads.held_back"
		if l.StatusAt(ctx.Now()) != domain.LeadOffered {
			said = "leads.held_back_for_good"
		}
		b.Lines = append(b.Lines, text.Wrap(w.T(said), width)...)
		for _, line := range text.Wrap(strings.Join(names, " · "), width) {
			b.Lines = append(b.Lines, ctx.Theme.Muted.Render(line))
		}
		return b
	}
	c := l.Contact
	add := func(name string, u domain.Untrusted) {
		if !u.IsZero() {
			b.Lines = append(b.Lines, ctx.Pair(name, text.Show(u), width))
		}
	}
	add(w.T("leads.name"), c.Name)
	b.Lines = append(b.Lines, imitates(ctx, c.Name, width)...)
	add(w.T("leads.title"), c.Title)
	add(w.T("leads.email"), c.Email)
	b.Lines = append(b.Lines, imitates(ctx, c.Email, width)...)
	add(w.T("leads.ascii_domain"), domain.Outside(domain.ASCIIDomain(c.Email)))
	add(w.T("leads.phone"), c.Phone)
	add(w.T("leads.mobile"), c.Mobile)
	add(w.T("leads.website"), l.Company.Website)
	if c.Consent != 0 {
		b.Lines = append(b.Lines, ctx.Pair(w.T("leads.consent"), w.Date(c.Consent), width))
	}
	if len(b.Lines) == 0 {
		b.Lines = append(b.Lines, ctx.Theme.Muted.Render(w.T("leads.no_contact")))
	}
	return b
}

func deal(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	w := ctx.Words
	b := pane.Block{Title: w.T("leads.deal")}
	if !l.Product.IsZero() {
		b.Lines = append(b.Lines, ctx.Pair(w.T("leads.product"), text.Show(l.Product), width))
	}
	if !l.Value.IsZero() {
		b.Lines = append(b.Lines, ctx.Pair(w.T("leads.value"), w.Money(l.Value), width))
	}
	if !l.Source.IsZero() {
		b.Lines = append(b.Lines, ctx.Pair(w.T("leads.source"), text.Show(l.Source), width))
	}
	b.Lines = append(b.Lines, ctx.Pair(w.T("leads.program"), ctx.ProgramOf(l.Program).Title, width))
	if !l.Description.IsZero() {
		b.Lines = append(b.Lines, ctx.Pairs(w.T("leads.description"), text.Show(l.Description), width)...)
	}
	return b
}

func registration(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	w, r := ctx.Words, l.Registration
	b := pane.Block{Title: w.T("leads.registration")}
	if l.Origin != domain.Registered {
		return b
	}
	if r.Users > 0 {
		b.Lines = append(b.Lines, ctx.Pair(w.T("leads.users"), w.Int(r.Users), width))
	}
	if r.Close != 0 {
		b.Lines = append(b.Lines, ctx.Pair(w.T("leads.expected_close"), w.Date(r.Close), width))
	}
	for _, f := range []struct {
		name string
		text domain.Untrusted
	}{{w.T("leads.timeframe"), r.Timeframe}, {w.T("leads.goals"), r.Goals}, {w.T("leads.pains"), r.Pains}, {w.T("leads.next_steps"), r.NextSteps}} {
		if !f.text.IsZero() {
			b.Lines = append(b.Lines, ctx.Pairs(f.name, text.Show(f.text), width)...)
		}
	}
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

func history(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	b := pane.Block{Title: ctx.Words.T("leads.history")}
	for _, t := range l.Campaign {
		b.Lines = append(b.Lines, ctx.Pair(ctx.Words.Date(t.On), joined(" · ", text.Show(t.Campaign), text.Show(t.What)), width))
	}
	return b
}

func activities(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	w := ctx.Words
	b := pane.Block{Title: w.T("leads.activities")}
	for i := len(l.Activities) - 1; i >= 0; i-- {
		a := l.Activities[i]
		said := joined(" · ", w.Value(string(a.Kind)), text.Show(a.Text), text.Show(a.Who))
		b.Lines = append(b.Lines, ctx.Pairs(w.Date(domain.DateOf(a.At)), said, width)...)
	}
	return b
}

// joined puts the separator between the parts that say anything.
func joined(sep string, parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, sep)
}
