package leads

import (
	"slices"
	"time"

	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// event is a point on a lead's line of time.
type event struct {
	mark, day, said string
	style           lipgloss.Style
}

// mostEvents is how many points of the line of time are shown.
const mostEvents = 40

// timeline is what is to be done, what was done, and how the lead came here,
// the newest first.
func timeline(ctx *pane.Context, l domain.Lead, width int) pane.Block {
	b := pane.Block{Title: ctx.Words.T("leads.activities")}
	if l.StatusAt(ctx.Now()) == domain.LeadOffered {
		return b // nothing was done yet
	}
	var events []event
	if !l.Next.IsZero() {
		events = append(events, next(ctx, l))
	}
	events = append(events, past(ctx, l)...)
	for i, e := range events[:min(len(events), mostEvents)] {
		b.Lines = append(b.Lines, drawn(ctx, e, i+1 < len(events), width)...)
	}
	if more := len(events) - mostEvents; more > 0 {
		b.Lines = append(b.Lines, ctx.Theme.Muted.Render(ctx.Words.N("leads.events_more", more)))
	}
	return b
}

// dayCells is how wide the day of an event is.
const dayCells = 11

// drawn is an event in one or more lines, with the line of time at their side.
func drawn(ctx *pane.Context, e event, goesOn bool, width int) []string {
	side := " "
	if goesOn {
		side = ctx.Theme.Rule.Render(ctx.Theme.Glyphs.Vertical)
	}
	var lines []string
	for i, part := range text.Wrap(e.said, max(1, width-dayCells-4)) {
		head := ctx.Theme.Accent.Render(e.mark) + " " + ctx.Theme.Label.Render(text.Left(e.day, dayCells))
		if i > 0 {
			head = side + " " + text.Left("", dayCells)
		}
		lines = append(lines, head+"  "+e.style.Render(part))
	}
	return lines
}

// next is the next step, which stands above all that was.
func next(ctx *pane.Context, l domain.Lead) event {
	e := event{mark: ctx.Theme.Glyphs.Right, day: ctx.Words.Day(l.Next.On), style: ctx.Theme.Strong}
	late := ""
	if l.Next.On != 0 && l.Next.On < ctx.ProgramOf(l.Program).Day(ctx.Now()) {
		late, e.style = ctx.Words.T("pane.overdue"), ctx.Theme.Overdue
	}
	said := text.Show(l.Next.Text)
	if said == "" {
		said = ctx.Words.T("leads.next")
	}
	e.said = ctx.Dotted(said, late)
	return e
}

// past are the activities and the stations of a lead, the newest first.
func past(ctx *pane.Context, l domain.Lead) []event {
	type point struct {
		at time.Time
		event
	}
	w, g := ctx.Words, ctx.Theme.Glyphs
	var points []point
	for _, a := range l.Activities[max(0, len(l.Activities)-mostEvents):] {
		said := ctx.Dotted(w.Value(string(a.Kind)), text.Show(a.Text), text.Show(a.Who))
		points = append(points, point{a.At, event{mark: g.Bullet, day: ctx.DayIn(l.Program, a.At), said: said, style: ctx.Theme.Text}})
	}
	station := func(at time.Time, status domain.LeadStatus, who domain.Untrusted) {
		if !at.IsZero() {
			said := ctx.Dotted(w.Value(string(status)), text.Show(who))
			points = append(points, point{at, event{mark: g.Dot, day: ctx.DayIn(l.Program, at), said: said, style: ctx.Theme.Muted}})
		}
	}
	first := domain.LeadOffered
	if l.Origin == domain.Registered {
		first = domain.LeadDraft
	}
	station(l.OfferedAt, first, domain.Untrusted{})
	station(l.SubmittedAt, domain.LeadSubmitted, domain.Untrusted{})
	status := l.StatusAt(ctx.Now())
	if l.AnsweredAt != l.ClosedAt { // else it is told once, as what became of it
		answered := domain.LeadAccepted
		if l.Origin == domain.Registered {
			answered = domain.LeadApproved
		}
		station(l.AnsweredAt, answered, l.AnsweredBy)
		station(l.ClosedAt, status, domain.Untrusted{})
	} else {
		station(l.ClosedAt, status, l.AnsweredBy)
	}
	slices.SortStableFunc(points, func(a, b point) int { return b.at.Compare(a.at) })
	events := make([]event, len(points))
	for i, p := range points {
		events[i] = p.event
	}
	return events
}
