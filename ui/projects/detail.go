package projects

import (
	"errors"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// detail draws a project: where it stands, whether it counts and why, what its
// completion lacks, whom the survey asks and what came of it.
func detail(ctx *pane.Context, r Row, width int) []pane.Block {
	blocks := []pane.Block{head(ctx, r, width)}
	if b := missing(ctx, r.Project, width); len(b.Lines) > 0 {
		blocks = append(blocks, b)
	}
	return append(blocks, contacts(ctx, r.Project, width), survey(ctx, r.Project, width), story(ctx, r, width), about(ctx, r, width))
}

func head(ctx *pane.Context, r Row, width int) pane.Block {
	w, p := ctx.Words, r.Project
	b := ctx.Headed(text.Show(p.Name), width)
	said := ctx.Dotted(text.Show(p.Customer), w.Value(string(p.Kind)), w.Value(string(p.Role)))
	b.Lines = append(b.Lines, text.Wrap(said, width)...)
	said = w.T("projects.is_"+string(p.Status),
		"at", w.Date(ctx.ProgramOf(p.Program).Day(p.ChangedAt)), "start", p.Start, "end", p.End, "reason", text.Show(p.Reason))
	b.Lines = append(b.Lines, text.Wrap(said, width)...)
	if ended(ctx, p) {
		b.Lines = append(b.Lines, pane.Styled(ctx.Theme.Overdue, ctx.Theme.Glyphs.Warn+" "+w.T("projects.end_passed"), width)...)
	}
	b.Lines = append(b.Lines, verdict(ctx, r, width)...)
	return b
}

// verdict says in a sentence whether the project counts and why.
func verdict(ctx *pane.Context, r Row, width int) []string {
	style := ctx.Theme.Text
	if r.Standing.Counts {
		style = ctx.Theme.Good
	}
	return pane.Styled(style, ctx.CountsSentence(r.Standing, r.Project), width)
}

// missing is what completion lacks while the project is under way.
func missing(ctx *pane.Context, p domain.Project, width int) pane.Block {
	b := pane.Block{Title: ctx.Words.T("projects.missing")}
	if p.Status != domain.ProjectActive && p.Status != domain.ProjectOnHold {
		return b
	}
	refusals, ok := errors.AsType[domain.Refusals](lacking(ctx, p, today(ctx, p)))
	if !ok {
		return b
	}
	for _, e := range refusals {
		b.Lines = append(b.Lines, pane.Styled(ctx.Theme.Warn, ctx.Theme.Glyphs.Cross+" "+ctx.Words.Rule(e), width)...)
	}
	return b
}

func contacts(ctx *pane.Context, p domain.Project, width int) pane.Block {
	w, g := ctx.Words, ctx.Theme.Glyphs
	b := pane.Block{Title: w.T("projects.contacts")}
	for n, c := range p.Contacts {
		sign, said := g.Cross, w.T("projects.not_agreed")
		switch {
		case agrees(p, n):
			sign, said = g.Check, w.T("projects.agreed", "on", c.Consent)
		case c.Consent != 0:
			said = w.T("projects.same_contact")
		}
		b.Lines = append(b.Lines, text.Cut(sign+" "+ctx.Dotted(text.Show(c.Name), text.Show(c.Title)), width))
		if c.Name.IsZero() {
			b.Lines[len(b.Lines)-1] = text.Cut(sign+" "+text.Show(c.Email), width)
		} else {
			b.Lines = append(b.Lines, text.Cut("  "+text.Show(c.Email), width))
		}
		for _, line := range text.Wrap(said, max(1, width-2)) {
			b.Lines = append(b.Lines, "  "+ctx.Theme.Muted.Render(line))
		}
	}
	if len(b.Lines) == 0 {
		b.Lines = append(b.Lines, ctx.Theme.Muted.Render(w.T("projects.no_contact")))
	}
	return b
}

// survey says what became of the survey.
func survey(ctx *pane.Context, p domain.Project, width int) pane.Block {
	w := ctx.Words
	b := pane.Block{Title: w.T("projects.survey")}
	switch {
	case !p.CSAT.IsZero():
		b.Title = w.T("projects.survey_csat", "csat", csat(ctx, p.CSAT))
		b.Lines = text.Wrap(w.N("projects.survey_answered", p.CSAT.Rated), width)
	case !p.Survey.IsZero():
		b.Lines = text.Wrap(w.T("projects.survey_waits"), width)
	case p.Status == domain.ProjectCompleted:
		b.Lines = text.Wrap(w.T("projects.survey_none"), width)
	case p.Status == domain.ProjectTerminated:
		b.Lines = text.Wrap(w.T("projects.survey_never"), width)
	default:
		b.Lines = text.Wrap(w.T("projects.survey_later"), width)
	}
	if !p.Survey.IsZero() {
		b.Lines = append(b.Lines, hint(ctx, "open", "projects.survey_key", width)...)
		b.Action = Scope + ".open"
	}
	return b
}

// story names the stories that tell of the project, and the key to them.
func story(ctx *pane.Context, r Row, width int) pane.Block {
	b := pane.Block{Title: ctx.Words.T("projects.story_of_it"), Action: Scope + ".story"}
	for _, s := range r.Stories {
		b.Lines = append(b.Lines, text.Wrap(ctx.Dotted(text.Show(s.Title), ctx.Words.Value(string(s.Status))), width)...)
	}
	if len(r.Stories) > 0 {
		b.Lines = append(b.Lines, hint(ctx, "story", "projects.story_keys", width)...)
	} else {
		b.Lines = hint(ctx, "story", "projects.story_start", width)
	}
	if len(b.Lines) == 0 {
		return pane.Block{}
	}
	return b
}

// hint says what the key of an action does, where it has one.
func hint(ctx *pane.Context, action, message string, width int) []string {
	key := ctx.KeyOf(Scope + "." + action)
	if key == "" {
		return nil
	}
	return pane.Styled(ctx.Theme.Muted, ctx.Words.T(message, "key", key), width)
}

func about(ctx *pane.Context, r Row, width int) pane.Block {
	w, p := ctx.Words, r.Project
	b := pane.Block{Title: w.T("projects.about")}
	add := func(name, value string) {
		if value != "" {
			b.Lines = append(b.Lines, ctx.Pairs(name, value, width)...)
		}
	}
	add(w.T("projects.for"), w.Value(string(p.For)))
	add(w.T("projects.product"), text.Show(p.Product))
	add(w.T("projects.industry"), text.Show(p.Industry))
	add(w.T("projects.start"), w.Date(p.Start))
	add(w.T("projects.end"), w.Date(p.End))
	if p.Status == domain.ProjectCompleted {
		add(w.T("projects.fiscal_year"), w.FiscalYear(r.Standing.Year))
	}
	add(w.T("projects.program"), ctx.ProgramOf(p.Program).Title)
	return b
}
