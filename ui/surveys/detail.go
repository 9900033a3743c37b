package surveys

import (
	"slices"
	"strconv"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// detail draws a survey: whom it asked, what helps where nobody answered, and
// the answer with whether it counts.
func (p *Pane) detail(r Row, width int) []pane.Block {
	ctx := p.Ctx
	blocks := []pane.Block{delivery(ctx, r, width)}
	who := recipients(ctx, r, width)
	said := []pane.Block{result(ctx, r, width), answers(ctx, r, width), review(ctx, r, width)}
	going := cases(ctx, r, width)
	rest := append(append([]pane.Block{p.helps(r, width), customer(ctx, r, width)}, said...), going)
	if r.Survey.Status == domain.SurveyAnswered { // that is what one looks for then
		rest = append(said, going, who)
	} else {
		blocks[0].Lines = append(blocks[0].Lines, who.Lines...)
	}
	for _, b := range rest {
		if len(b.Lines) > 0 {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

// delivery says to whom the survey goes and how far it came.
func delivery(ctx *pane.Context, r Row, width int) pane.Block {
	s, w, now := r.Survey, ctx.Words, ctx.Now()
	b := ctx.Headed(ctx.Dotted(text.Show(s.ProjectName), text.Show(s.Customer)), width)
	style := ctx.Theme.Text
	if s.Status == domain.SurveyFailed {
		style = ctx.Theme.Warn
	}
	line := w.T("surveys.is_"+string(s.Status), "at", w.Instant(since(s), now), "age", age(ctx, now.Sub(since(s))), "why", text.Show(s.Why))
	b.Lines = append(b.Lines, pane.Styled(style, line, width)...)
	b.Lines = append(b.Lines, ctx.Reminders(s, s.Program, width)...)
	return b
}

// recipients are those to whom the survey goes or may go, and how often it did.
func recipients(ctx *pane.Context, r Row, width int) pane.Block {
	s, w := r.Survey, ctx.Words
	b := pane.Block{Lines: reached(ctx, w.T("surveys.to"), s.To, width)}
	if second, ok := secondContact(r); ok {
		b.Lines = append(b.Lines, reached(ctx, w.T("surveys.second"), second, width)...)
	}
	if s.Resent > 0 {
		b.Lines = append(b.Lines, ctx.Pair(w.T("surveys.resent"), w.T("surveys.times", "n", s.Resent), width))
	}
	return b
}

// reached is a contact in one line, or where there is no room with the address on
// a line of its own: an address that is broken is of no use.
func reached(ctx *pane.Context, name string, c domain.Contact, width int) []string {
	said := person(ctx, c)
	if whole := ctx.Whole(name, said, width); len(whole) == 1 || c.Name.IsZero() || c.Email.IsZero() {
		return whole
	}
	return append(ctx.Pairs(name, text.Show(c.Name), width), pane.Apart(text.Show(c.Email), width))
}

// person is a contact's name and address on one line.
func person(ctx *pane.Context, c domain.Contact) string {
	if c.Name.IsZero() && c.Email.IsZero() {
		return ctx.Words.T("surveys.nobody")
	}
	return ctx.Dotted(text.Show(c.Name), text.Show(c.Email))
}

// secondContact is the project's second contact, where the survey does not go
// to it already.
func secondContact(r Row) (domain.Contact, bool) {
	if len(r.Project.Contacts) < 2 || r.Project.Contacts[1].Email == r.Survey.To.Email {
		return domain.Contact{}, false
	}
	return r.Project.Contacts[1], true
}

// hasSecond reports whether there is a second contact to send to.
func hasSecond(r Row) bool {
	_, ok := secondContact(r)
	return ok
}

// helpful are the actions that help with a survey in a status.
var helpful = map[domain.SurveyStatus][]string{
	domain.SurveyFailed: {"resend", "resend_second", "allowlist", "case"},
	domain.SurveySent:   {"answer", "resend", "resend_second", "fail", "allowlist", "case"},
	domain.SurveyQueued: {"sent", "fail"},
}

// helps lists what helps with a survey that is not answered, with the keys that
// do it.
func (p *Pane) helps(r Row, width int) pane.Block {
	ctx, b := p.Ctx, pane.Block{Title: p.Ctx.Words.T("surveys.helps")}
	if ctx.Aloud {
		return b
	}
	long, keys := map[string]string{}, 0
	for _, a := range Actions() {
		long[a.ID] = ctx.Words.T(a.Long)
	}
	ids := slices.Clone(helpful[r.Survey.Status])
	if _, ok := secondContact(r); !ok && slices.Contains(ids, "resend_second") { // who is missing is noted there
		ids[slices.Index(ids, "resend_second")] = "to_project"
		long[Scope+".to_project"] = ctx.Words.T("surveys.add_second")
	}
	for _, id := range ids {
		keys = max(keys, text.Width(ctx.KeyOf(Scope+"."+id)))
	}
	for _, id := range ids {
		id = Scope + "." + id
		key := ctx.KeyOf(id)
		for _, part := range text.Wrap(long[id], max(1, width-keys-2)) {
			b.Actions = append(b.Actions, id)
			b.Lines = append(b.Lines, ctx.Theme.Key.Render(text.Left(key, keys))+"  "+part)
			key = ""
		}
	}
	return b
}

// customer is what to tell a customer whom the survey does not reach.
func customer(ctx *pane.Context, r Row, width int) pane.Block {
	if r.Survey.Status != domain.SurveyFailed {
		return pane.Block{}
	}
	return pane.Block{Title: ctx.Words.T("surveys.tell_customer"), Lines: text.Wrap(allowlist(ctx, r), width)}
}

// allowlist asks the customer to let the survey's mail through.
func allowlist(ctx *pane.Context, r Row) string {
	return ctx.Words.AllowList(r.Survey, ctx.ProgramOf(r.Survey.Program))
}

// result is the CSAT and whether the project counts.
func result(ctx *pane.Context, r Row, width int) pane.Block {
	w := ctx.Words
	if r.Survey.AnsweredAt.IsZero() {
		return pane.Block{}
	}
	score := r.Survey.CSAT().Score()
	b := pane.Block{Title: w.T("surveys.csat", "csat", w.Ratio2(score.Num, score.Den))}
	b.Lines = append(b.Lines, text.Wrap(ctx.CountsSentence(r.Standing, r.Project), width)...)
	if r.Survey.Status != domain.SurveyAnswered {
		b.Lines = append(b.Lines, text.Wrap(w.T("surveys.asked_again"), width)...)
	}
	return b
}

// answers are the questions, each with a bar and its rating.
func answers(ctx *pane.Context, r Row, width int) pane.Block {
	const bar, gap = int(domain.MaxRating), 1
	w, questions := ctx.Words, ctx.ProgramOf(r.Survey.Program).Survey.Questions
	b := pane.Block{Title: w.T("surveys.answers")}
	na := w.T("surveys.na")
	room := max(1, width-bar-gap-text.Width(na)-gap)
	for i, rating := range r.Survey.Ratings {
		question := w.T("surveys.question", "n", i+1)
		if i < len(questions) { // the program's file may have changed since
			question = domain.Clean(questions[i])
		}
		value := ctx.Theme.Muted.Render(text.Left("", bar+gap) + na)
		if rating != domain.NA {
			value = ctx.Theme.Accent.Render(chart.Dots(ctx.Theme.Glyphs, int(rating), bar, bar)) + " " +
				text.Right(strconv.Itoa(int(rating)), text.Width(na))
		}
		for n, part := range text.Wrap(question, max(1, room-2)) {
			if n == 0 {
				b.Lines = append(b.Lines, text.Left(part, room)+" "+value)
			} else {
				b.Lines = append(b.Lines, "  "+part)
			}
		}
	}
	return b
}

// review is what the customer wrote, and whether it is published.
func review(ctx *pane.Context, r Row, width int) pane.Block {
	s, w := r.Survey, ctx.Words
	b := pane.Block{Title: w.T("surveys.review")}
	if s.AnsweredAt.IsZero() {
		return b
	}
	if s.Review.IsZero() {
		b.Lines = []string{ctx.Theme.Muted.Render(w.T("surveys.no_review"))}
		return b
	}
	for _, paragraph := range s.Review.Lines() {
		b.Lines = append(b.Lines, text.Wrap(text.Show(paragraph), width)...)
	}
	said := "surveys.unpublished"
	if s.Published {
		said = "surveys.published"
	}
	b.Lines = append(b.Lines, ctx.Theme.Muted.Render(text.Cut(w.T(said), width)))
	return b
}

// cases are the support cases, the newest first.
func cases(ctx *pane.Context, r Row, width int) pane.Block {
	w, day := ctx.Words, ctx.ProgramOf(r.Survey.Program).Day
	b := pane.Block{Title: w.T("surveys.cases")}
	for _, c := range slices.Backward(r.Survey.Cases) {
		state := w.T("surveys.case_open")
		switch c.Status() {
		case domain.CaseClosed:
			state = w.T("surveys.case_closed", "on", day(c.ClosedAt))
		case domain.CaseUsed:
			state = w.T("surveys.case_used", "on", day(c.UsedAt))
		case domain.CaseAnswered:
			state = w.T("surveys.case_answered", "on", day(c.AnsweredAt))
		case domain.CaseOpen:
		}
		said := ctx.Dotted(w.Value(string(c.Kind)), text.Show(c.Number), state)
		b.Lines = append(b.Lines, ctx.Pairs(w.Date(day(c.OpenedAt)), said, width)...)
	}
	return b
}
